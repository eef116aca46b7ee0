"""What pytest, which looks into every module for examples, leaves out where it is missing."""

from importlib.util import find_spec

collect_ignore = [] if find_spec("graph_tool") else ["graph_tool_engine.py"]
