"""Distances, areas and postcodes: functions of numbers, outlines and codes alone."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from assetmap.geo.areas import Outlines, Point, bounds_of, outline_of, point_within, simplified
from assetmap.geo.distances import great_circle_m
from assetmap.geo.postcodes import normal_postcode, outward_code

if TYPE_CHECKING:
    from assetmap.geo.pairs import pairs_within

__all__ = [
    "Outlines",
    "Point",
    "bounds_of",
    "great_circle_m",
    "normal_postcode",
    "outline_of",
    "outward_code",
    "pairs_within",
    "point_within",
    "simplified",
]


def __getattr__(name: str) -> object:
    # Loaded when first asked for: numba takes a second, and files are read without it.
    if name == "pairs_within":
        return import_module("assetmap.geo.pairs").pairs_within
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
