"""Numbers from networks and tables, one family a module; `registry` lists them all."""

from assetmap.measures.registry import MEASURES, measures_of
from assetmap.measures.registry.measure import Measure

__all__ = ["MEASURES", "Measure", "measures_of"]
