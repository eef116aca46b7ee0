"""View: the map of who can reach something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.measures.gaps.reach import venue_points
from assetmap.views.map.figures import figures_map
from assetmap.views.map.places import Spot
from assetmap.views.map.values import Shading
from assetmap.views.reach.words import ACCESS, UNITS

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    offers = matrix.offers
    north, east = venue_points(snapshot, offers)
    held = found.offers[offers.location[found.offers] >= 0]
    both = np.unique(np.column_stack([offers.activity[held], offers.location[held]]), axis=0)
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
    return sorted(spots, key=lambda spot: (spot.name.casefold(), spot.id, spot.location_id))
