"""The map around one gap: which small areas reach nothing, what is near, and what stands free."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

import numpy as np

from assetmap.views.map.outlines import drawn_outlines, outlines_at
from assetmap.views.map.places import points_of
from assetmap.views.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.measures.gaps.matrix import GapMatrix
    from assetmap.model import Snapshot
    from assetmap.views.gaps.nearby import NearRow, VenueRow

Box = tuple[float, float, float, float]
"""West, south, east and north."""

AreaState = Literal["Reaches nothing", "Reaches something", "Not known"]
SpotState = Literal["Counts for this gap", "There, but does not count", "A room that stands free"]

AREA_STATES: Final[tuple[AreaState, ...]] = ("Reaches nothing", "Reaches something", "Not known")
SPOT_STATES: Final[tuple[SpotState, ...]] = (
    "Counts for this gap",
    "There, but does not count",
    "A room that stands free",
)

_AROUND: Final = 0.6
"""How much of the area's own width is seen beside it."""


class GroundArea(NamedTuple):
    """A small area as it is drawn; `is_own` if it is of the area that is looked at."""

    code: str
    name: str
    geometry: dict[str, Any]
    state: AreaState
    is_own: bool


class GroundSpot(NamedTuple):
    """A place with what is there."""

    name: str
    words: str
    latitude: float
    longitude: float
    state: SpotState


class Ground(NamedTuple):
    """The map around one gap.

    Attributes
    ----------
    areas, spots
        What is drawn, in order of drawing.
    bounds
        West, south, east and north; None if nothing is drawn.
    words
        What it shows, for those who cannot see it.
    """

    areas: tuple[GroundArea, ...]
    spots: tuple[GroundSpot, ...]
    bounds: tuple[float, float, float, float] | None
    words: str


def ground_of(
    seen: Snapshot,
    matrix: GapMatrix,
    cell: tuple[int, int, int, int],
    near: Sequence[NearRow],
    venues: Sequence[VenueRow],
) -> Ground:
    """Return the map around one cell.

    Parameters
    ----------
    seen
        What this reader may see of the place.
    matrix
        Of one group and one time.
    cell
        The area and what matters.
    near, venues
        What is near, and rooms that stand free.

    Returns
    -------
    Ground
        Small areas without an outline, and places without a point, are left out; without any
        outline of the area nothing is drawn.
    """
    areas, bounds = _areas(seen, matrix, cell)
    if bounds is None:
        return Ground((), (), None, "The area has no outline, so no map can be drawn.")
    spots = tuple(
        spot
        for spot in _spots(seen, near, venues)
        if _is_within(spot.longitude, spot.latitude, bounds)
    )
    own = [area for area in areas if area.is_own]
    n_without = sum(area.state == "Reaches nothing" for area in own)
    n_counting = sum(spot.state == "Counts for this gap" for spot in spots)
    words = (
        f"Map: from {n_without:,} of the {counted(len(own), 'small area')} of "
        f"{seen.name_of[matrix.areas[cell[0]]]} nothing is reached; {n_counting:,} of "
        f"{counted(len(spots), 'place')} drawn count for this gap."
    )
    return Ground(areas, spots, _narrowed(bounds, seen, areas, spots), words)


def _narrowed(
    bounds: Box, seen: Snapshot, areas: Sequence[GroundArea], spots: Sequence[GroundSpot]
) -> Box:
    """Return bounds without the empty strips beyond the edge of the place."""
    codes = {area.code for area in areas}
    rows = seen.table("Area")
    levels = rows["level"][rows["id"].isin(codes)].dropna().unique().tolist()
    boxes = [
        outline.bounds
        for level in levels
        for code, outline in outlines_at(seen, level).items()
        if code in codes
    ]
    points = [(*at, *at) for at in ((spot.longitude, spot.latitude) for spot in spots)]
    west, south, east, north = zip(*boxes, *points, strict=True)
    return (
        max(bounds[0], min(west)),
        max(bounds[1], min(south)),
        min(bounds[2], max(east)),
        min(bounds[3], max(north)),
    )


def _areas(
    seen: Snapshot, matrix: GapMatrix, cell: tuple[int, int, int, int]
) -> tuple[tuple[GroundArea, ...], tuple[float, float, float, float] | None]:
    starts = matrix.starts
    own = {starts.codes[n] for n in np.flatnonzero(starts.area == cell[0])}
    rows = seen.table("Area")
    levels = rows["level"][rows["id"].isin(own)].dropna().unique().tolist()
    outlines = {code: o for level in sorted(levels) for code, o in outlines_at(seen, level).items()}
    mine = [outlines[code].bounds for code in sorted(own) if code in outlines]
    if not mine:
        return (), None
    bounds = _around(np.array(mine))
    state = _states(matrix, cell)
    kept = {
        code: outlines[code]
        for code in starts.codes
        if code in outlines and _overlaps(outlines[code].bounds, bounds)
    }
    drawn = drawn_outlines(kept)
    return (
        tuple(
            GroundArea(code, seen.name_of.get(code, code), drawn[code], state[code], code in own)
            for code in sorted(drawn, key=lambda code: (code in own, code))
        ),
        bounds,
    )


def _states(matrix: GapMatrix, cell: tuple[int, int, int, int]) -> dict[str, AreaState]:
    without = matrix.without_by_start[:, cell[1], 0, 0]
    in_need = matrix.residents[:, 0] * matrix.shares[:, cell[1]]
    states: dict[str, AreaState] = {}
    for number, code in enumerate(matrix.starts.codes):
        if np.isnan(in_need[number]) or in_need[number] == 0:
            states[code] = "Not known"
        else:
            states[code] = "Reaches nothing" if without[number] > 0 else "Reaches something"
    return states


def _spots(seen: Snapshot, near: Sequence[NearRow], venues: Sequence[VenueRow]) -> list[GroundSpot]:
    at = points_of(seen)
    found: dict[tuple[str, SpotState], list[str]] = {}
    for venue in venues:
        lines = found.setdefault((venue["location_id"], "A room that stands free"), [])
        lines.append(f"{venue['days']}; {venue['organisation']}")
    for row in reversed(near):
        state: SpotState = (
            "Counts for this gap" if row["counts"] == "Yes" else "There, but does not count"
        )
        words = f"{row['name']}: {row['when']}"
        found.setdefault((row["location_id"], state), []).append(words)
    return [
        GroundSpot(seen.name_of[place], "; ".join(dict.fromkeys(words)), *at[place], state)
        for (place, state), words in found.items()
        if place in at
    ]


def _around(boxes: np.ndarray[Any, np.dtype[np.float64]]) -> tuple[float, float, float, float]:
    west, south = boxes[:, 0].min(), boxes[:, 1].min()
    east, north = boxes[:, 2].max(), boxes[:, 3].max()
    wide, high = (east - west) * _AROUND, (north - south) * _AROUND
    return float(west - wide), float(south - high), float(east + wide), float(north + high)


def _overlaps(
    box: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> bool:
    return box[0] <= other[2] and box[2] >= other[0] and box[1] <= other[3] and box[3] >= other[1]


def _is_within(east: float, north: float, box: tuple[float, float, float, float]) -> bool:
    return box[0] <= east <= box[2] and box[1] <= north <= box[3]
