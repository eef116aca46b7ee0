"""Distances, areas and postcodes: functions of numbers, outlines and codes alone."""

from assetmap.geo.areas import Outlines, Point, bounds_of, outline_of, point_within, simplified
from assetmap.geo.distances import great_circle_m
from assetmap.geo.postcodes import normal_postcode, outward_code

__all__ = [
    "Outlines",
    "Point",
    "bounds_of",
    "great_circle_m",
    "normal_postcode",
    "outline_of",
    "outward_code",
    "point_within",
    "simplified",
]
