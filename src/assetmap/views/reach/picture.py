"""View: the map of who can reach something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.measures.gaps.provision import provision
from assetmap.measures.gaps.venues import venue_points
from assetmap.measures.memory import once
from assetmap.views.map.figures import figures_map, in_areas
from assetmap.views.map.places import Spot
from assetmap.views.map.values import Shading
from assetmap.views.reach.words import ACCESS, UNITS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from assetmap.measures.gaps.catchment import Catchment
    from assetmap.measures.gaps.matrix import GapMatrix
    from assetmap.model import Snapshot
    from assetmap.views.map.view import MapView

_MEANINGS: Final = {
    "share": "Of all who live there, those whose small area reaches one.",
    "activities": "The mean over all who live there.",
    "per_1000": "Each place is shared among all who reach it, wherever they live.",
}


def reach_map(
    snapshot: Snapshot,
    matrix: GapMatrix,
    found: Catchment,
    figures: Mapping[str, float],
    access: str,
) -> MapView:
    """Return areas shaded by what is compared, and the activities where they are held.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    matrix, found
        What was worked out.
    figures
        By code of the areas told.
    access
        What they are: a key of `ACCESS`.
    """
    title, unit = ACCESS[access], UNITS[access]
    shaded = Shading(title, unit, figures, frozenset(), _MEANINGS[access])
    return figures_map(
        snapshot, matrix.starts.level, shaded, _venues(snapshot, matrix, found), f"{title}."
    )


def _venues(snapshot: Snapshot, matrix: GapMatrix, found: Catchment) -> list[Spot]:
    held, spot_of = _held(snapshot, matrix.offers.day, matrix.starts.level)
    numbers = spot_of[found.offers]
    is_found = np.zeros(len(held), dtype=np.bool_)
    is_found[numbers[numbers >= 0]] = True
    return [held[number] for number in np.flatnonzero(is_found).tolist()]


@once
def _held(
    snapshot: Snapshot, day: dt.date, level: str
) -> tuple[tuple[Spot, ...], NDArray[np.int64]]:
    """Return all activities where they are held, by name; and of each offer which, or -1."""
    offers = provision(snapshot, day)
    north, east = venue_points(snapshot, offers)
    has_place = offers.location >= 0
    ends = np.column_stack([offers.activity[has_place], offers.location[has_place]])
    both, number = np.unique(ends, axis=0, return_inverse=True)
    spots = [
        Spot(
            id=offers.activities[activity],
            kind="activity",
            name=snapshot.name_of[offers.activities[activity]],
            location_id=offers.locations[place],
            at=None if np.isnan(north[place]) else (float(north[place]), float(east[place])),
            area_code="",
        )
        for activity, place in both.tolist()
    ]
    keys = [(spot.name.casefold(), spot.id, spot.location_id) for spot in spots]
    order = sorted(range(len(spots)), key=keys.__getitem__)
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    spot_of = np.full(len(offers), -1, dtype=np.int64)
    spot_of[has_place] = rank[number.ravel()]
    spot_of.flags.writeable = False
    return in_areas(snapshot, level, [spots[each] for each in order]), spot_of
