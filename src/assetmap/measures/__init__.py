"""Numbers from networks and tables, one family a module; `registry` lists them all."""

from assetmap.measures.registry import MEASURES, Measure, measures_of

__all__ = ["MEASURES", "Measure", "measures_of"]
