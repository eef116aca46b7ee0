"""View: a map of areas shaded by figures that were worked out elsewhere, and where things are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from assetmap.views.areas import areas_at
from assetmap.views.map.choice import PlaceChoice, levels
from assetmap.views.map.outlines import areas_around, drawing_at, whole_bounds
from assetmap.views.map.places import Spots
from assetmap.views.map.signs import signs
from assetmap.views.map.steps import steps
from assetmap.views.map.things import things_table
from assetmap.views.map.view import MapTables, MapView, area_shapes, areas_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.model import Snapshot
    from assetmap.views.map.places import Spot
    from assetmap.views.map.values import Shading


def figures_map(
    snapshot: Snapshot, level: str, shaded: Shading, things: Sequence[Spot], summary: str
) -> MapView:
    """Return a map of the areas of one level, shaded by figures in steps of one width.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    level
        Of the areas, such as `ward`.
    shaded
        The figures, by code.
    things
        What is drawn as signs, as `in_areas` gives it.
    summary
        What there is to see, in a sentence.

    Returns
    -------
    MapView
        Without `bounds` where nothing has a place.
    """
    drawn = drawing_at(snapshot, level)
    names = areas_at(snapshot, level)
    choice = PlaceChoice(level=level, steps="equal")
    all_steps = steps(shaded.figures, choice.steps)
    return MapView(
        choice=choice,
        level=levels(snapshot).get(level, level),
        shading=shaded,
        steps=all_steps,
        shapes=area_shapes(drawn, names, shaded, all_steps),
        ground=drawn.ground,
        signs=signs(things),
        arcs=(),
        arc_words="",
        # Only who takes the map away asks for them, and of many things they take long.
        tables=lambda: MapTables(
            areas_table(names, shaded, Spots.among(things)),
            things_table(snapshot, things, choice, is_timed=False),
        ),
        ties=pd.DataFrame(columns=["from", "to", "says"], dtype=object),
        bounds=whole_bounds(drawn.outlines, [spot.at for spot in things if spot.at is not None]),
        summary=summary,
        notes=(),
    )


def in_areas(snapshot: Snapshot, level: str, things: Sequence[Spot]) -> tuple[Spot, ...]:
    """Return things with the area of one level in which each lies, in their order.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    level
        Of the areas, such as `ward`.
    things
        What is where; the area that each names is not looked at.
    """
    points = {spot.location_id: spot.at for spot in things if spot.at is not None}
    is_drawn = bool(drawing_at(snapshot, level).outlines)
    around = areas_around(snapshot, level, points) if is_drawn else {}
    return tuple(spot._replace(area_code=around.get(spot.location_id, "")) for spot in things)
