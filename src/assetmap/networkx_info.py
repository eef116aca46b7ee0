"""What NetworkX is told of us when it is imported: light, since every program that uses it pays.

So nothing of `assetmap.measures` is imported here: the names of the functions are read from the
lists in the families' text, which are the lists that `networkx_functions` declares.
"""

from __future__ import annotations

import re
from ast import literal_eval
from pathlib import Path
from typing import Any, Final

_FAMILIES: Final = Path(__file__).parent / "measures" / "networkx_functions"
_DECLARED: Final = re.compile(r"^__all__ = (\[.*?\])$", re.MULTILINE | re.DOTALL)


def get_info() -> dict[str, Any]:
    """Return what NetworkX asks of a backend, without numpy and without a compiler."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(_FAMILIES.glob("*.py"))]
    lists = [literal_eval(found[1]) for text in texts if (found := _DECLARED.search(text))]
    return {
        "backend_name": "assetmap",
        "project": "assetmap",
        "package": "assetmap",
        "short_summary": "Networks of parties as compressed sparse rows.",
        "functions": {name: {} for names in lists for name in names},
    }
