"""Where venues are, and how far they are from where people start."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

import numpy as np

from assetmap.geo.distances import great_circle_m
from assetmap.measures.gaps.points import area_points, location_points

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from assetmap.measures.gaps.origins import Origins
    from assetmap.measures.gaps.provision import Provision
    from assetmap.model import Snapshot

    Numbers = NDArray[np.float64]

_POINTS: Final[WeakKeyDictionary[Provision, tuple[Numbers, Numbers]]] = WeakKeyDictionary()


def venue_points(snapshot: Snapshot, offers: Provision) -> tuple[Numbers, Numbers]:
    """Return where each location of the offers is: its own point, its postcode's, its area's."""
    if offers not in _POINTS:
        _POINTS[offers] = _venue_points(snapshot, offers)
    return _POINTS[offers]


def _venue_points(snapshot: Snapshot, offers: Provision) -> tuple[Numbers, Numbers]:
    north, east = location_points(snapshot, offers.locations)
    areas = areas_of(snapshot, offers.locations)
    unknown = np.flatnonzero(np.isnan(north))
    points = area_points(snapshot, {areas[number] for number in unknown if areas[number]})
    for number in unknown:
        if point := points.get(areas[number]):
            north[number], east[number] = point.latitude, point.longitude
    north.flags.writeable = east.flags.writeable = False  # shared by all who ask
    return north, east


def areas_of(snapshot: Snapshot, locations: Sequence[str]) -> list[str]:
    """Return the code of each location's area; empty where none is written down."""
    rows = snapshot.table("Location")
    known = dict(zip(rows["id"], rows["area_code"].fillna("").astype(str), strict=True))
    return [known.get(each, "") for each in locations]


def points_of(starts: Origins) -> tuple[Numbers, Numbers]:
    """Return latitudes and longitudes of the areas that people start from; NaN if not known."""
    return (
        np.array([point.latitude for point in starts.points], dtype=np.float64),
        np.array([point.longitude for point in starts.points], dtype=np.float64),
    )


def distances_m(snapshot: Snapshot, offers: Provision, starts: Origins, start: int) -> Numbers:
    """Return how far each offer's venue is from a start in a straight line, in metres; or NaN."""
    north, east = venue_points(snapshot, offers)
    point = starts.points[start]
    metres = great_circle_m(point.latitude, point.longitude, north, east)
    found = np.full(len(offers), np.nan)
    is_held = offers.location >= 0
    found[is_held] = metres[offers.location[is_held]]
    return found
