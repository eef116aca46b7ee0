"""View: what is where on the ground, and how areas differ."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pandas as pd

from assetmap.measures.memory import once
from assetmap.views.areas import areas_at
from assetmap.views.map.choice import KINDS, PlaceChoice, levels, shadings
from assetmap.views.map.outlines import drawing_at, hatching, outlines_at
from assetmap.views.map.outlines import whole_bounds as bounds_of
from assetmap.views.map.places import spots
from assetmap.views.map.sentences import AreaCounts, notes, summary
from assetmap.views.map.signs import Sign, signs
from assetmap.views.map.steps import Step, figure, rounded, step_of, steps
from assetmap.views.map.things import chosen_things
from assetmap.views.map.ties import Arc, arcs
from assetmap.views.map.values import Shading, figure_words, shading

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from assetmap.model import Snapshot
    from assetmap.views.map.outlines import Drawing
    from assetmap.views.map.places import Spots

_MOST_LABELLED: Final = 40
_MOST_KEPT: Final = 4  # one after the other, only the shades or the ties change


class AreaShape(NamedTuple):
    """An area as it is drawn.

    `step` numbers its shade, None where the figure is not known; `label` is the name and the
    figure to write at `middle` (latitude, longitude), empty where there are too many to read.
    `drawn` is its geometry, or where borders are gaps, what they leave of it.
    """

    code: str
    name: str
    geometry: dict[str, Any]
    drawn: dict[str, Any]
    step: int | None
    words: str
    label: str
    middle: tuple[float, float]
    hatches: list[list[tuple[float, float]]]


class MapTables(NamedTuple):
    """What a map shows as tables.

    Attributes
    ----------
    areas
        A row an area with its figure and what is there, by falling figure, then name and code;
        one without a boundary of which nothing is known is left out where others have one.
    things
        A row a thing with where and when it is, by kind, name and id.
    """

    areas: pd.DataFrame
    things: pd.DataFrame


@dataclass(frozen=True, eq=False)
class MapView:
    """A map on the ground.

    Attributes
    ----------
    choice
        What was chosen.
    level
        What the areas are called, such as `Ward`.
    shading, steps
        What areas are shaded by, and the shades.
    shapes
        Areas that are drawn, by code.
    ground
        What is seen through the gaps between areas as their borders; None where borders are
        lines.
    signs
        Points that are drawn, in the order in which they are drawn.
    arcs
        Ties that are drawn.
    arc_words
        What an arc stands for; empty without arcs.
    tables
        What gives `areas` and `things`; asked when one of them is first looked at.
    ties
        A row a tie that is drawn: the names of its ends, and what it says; the strongest first,
        then by names.
    bounds
        West, south, east and north of all that is drawn, or None for nothing.
    summary
        What there is to see.
    notes
        What is not shown, or not known, in whole sentences.
    """

    choice: PlaceChoice
    level: str
    shading: Shading
    steps: tuple[Step, ...]
    shapes: tuple[AreaShape, ...]
    ground: dict[str, Any] | None
    signs: tuple[Sign, ...]
    arcs: tuple[Arc, ...]
    arc_words: str
    tables: Callable[[], MapTables]
    ties: pd.DataFrame
    bounds: tuple[float, float, float, float] | None
    summary: str
    notes: tuple[str, ...]

    @property
    def areas(self) -> pd.DataFrame:
        """A row an area, as of `MapTables`."""
        return self._told.areas

    @property
    def things(self) -> pd.DataFrame:
        """A row a thing, as of `MapTables`."""
        return self._told.things

    @cached_property
    def _told(self) -> MapTables:
        return self.tables()


def map_view(snapshot: Snapshot, choice: PlaceChoice) -> MapView:
    """Return the map that `choice` asks for.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    choice
        An unknown level has no areas, an unknown shade no figures.

    Returns
    -------
    MapView
        Without shapes and signs where nothing has a place; `notes` then say what to load.
    """
    outlines = outlines_at(snapshot, choice.level)
    drawn = drawing_at(snapshot, choice.level)
    seen = _seen(snapshot, choice)
    there = seen.there
    title = shadings(snapshot).get(choice.shade, "")
    names = areas_at(snapshot, choice.level)
    peopled = {code for each in there.by_kind.values() for code in each.counts}
    kept = [code for code in names if not outlines or code in outlines or code in peopled]
    shaded = shading(snapshot, choice, there, title=title, kept=kept)
    in_table = {*kept, *shaded.figures}
    listed = {code: name for code, name in names.items() if code in in_table}
    all_steps = steps(shaded.figures, choice.steps)
    tied = arcs(snapshot, choice.arcs)
    tables = MapTables(areas_table(listed, shaded, there), seen.things)
    level = levels(snapshot).get(choice.level, "")
    counts = AreaCounts(len(names), len(outlines), len(drawn.outlines), len(listed))
    return MapView(
        choice=choice,
        level=level,
        shading=shaded,
        steps=all_steps,
        shapes=area_shapes(drawn, listed, shaded, all_steps),
        ground=drawn.ground,
        signs=seen.signs,
        arcs=tied.drawn,
        arc_words=tied.legend if tied.drawn else "",
        tables=lambda: tables,
        ties=tied.table,
        bounds=bounds_of(drawn.outlines, [])
        or bounds_of({}, [spot.at for spot in there.all if spot.at is not None]),
        summary=summary(level, shaded, tables.areas, seen.signs),
        notes=(
            *notes(snapshot, choice, shaded, there, counts),
            *tied.notes,
        ),
    )


class _Seen(NamedTuple):
    """What is where, by kind and time of the week, whatever areas are shaded by."""

    there: Spots
    signs: tuple[Sign, ...]
    things: pd.DataFrame


def _seen(snapshot: Snapshot, choice: PlaceChoice) -> _Seen:
    kept = _kept(snapshot)
    asked = (choice.level, choice.kinds, choice.day, choice.part)
    seen = kept.get(asked)
    if seen is None:
        there = spots(snapshot, choice)
        shown = there.of_kinds(choice.kinds.split(","))
        seen = _Seen(there, signs(shown), chosen_things(snapshot, shown, choice))
        for oldest in list(kept)[: 1 - _MOST_KEPT]:
            kept.pop(oldest, None)
        kept[asked] = seen
    return seen


@once
def _kept(snapshot: Snapshot) -> dict[tuple[str, ...], _Seen]:
    """Return what was looked at of late in a place."""
    del snapshot
    return {}


def area_shapes(
    drawn: Drawing, names: Mapping[str, str], shaded: Shading, all_steps: Sequence[Step]
) -> tuple[AreaShape, ...]:
    """Return areas as they are drawn, by code."""
    west, _, east, _ = bounds_of(drawn.outlines, []) or (0.0, 0.0, 0.0, 0.0)
    is_labelled = len(drawn.geometries) <= _MOST_LABELLED
    found = []
    for code, geometry in drawn.geometries.items():
        value = shaded.figures.get(code)
        is_missing = value is None and bool(all_steps)
        label = f"{names[code]}{'' if value is None else f': {figure(value)}'}"
        hatches = hatching(drawn.outlines[code], (east - west) / 90) if is_missing else []
        found.append(
            AreaShape(
                code=code,
                name=names[code],
                geometry=geometry,
                drawn=drawn.inner[code],
                step=None if value is None else step_of(value, all_steps),
                words=figure_words(value, shaded),
                label=label if is_labelled else "",
                middle=drawn.middles[code],
                hatches=hatches,
            )
        )
    return tuple(found)


def areas_table(names: Mapping[str, str], shaded: Shading, there: Spots) -> pd.DataFrame:
    """Return a row an area, as `MapTables.areas` has them."""
    counts = {f"n_{kind}": there.of(kind).counts for kind in KINDS}
    rows = pd.DataFrame(
        {
            "id": pd.Series(list(names), dtype=object),
            "name": pd.Series(list(names.values()), dtype=object),
            "value": pd.Series([rounded(shaded.figures.get(code)) for code in names], dtype=float),
            **{
                column: pd.Series([by_code.get(code, 0) for code in names], dtype=int)
                for column, by_code in counts.items()
            },
        }
    )
    order = rows.assign(folded=rows["name"].str.casefold())
    order = order.sort_values(["value", "folded", "id"], ascending=[False, True, True])
    return order.drop(columns="folded").reset_index(drop=True)
