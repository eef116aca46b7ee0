"""The rows of the large layers of the map on the ground: areas and signs."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

from assetmap.views.map.signs import LOOKS
from assetmap.views.map.steps import COLOURS, MISSING
from assetmap_app.components.fetched_rows import FetchedRows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.views.map.signs import Sign
    from assetmap.views.map.ties import Arc
    from assetmap.views.map.view import AreaShape, MapView

NO_WIDTH: Final = "\u2060"
"""What each text begins with, so that none is an instruction."""

BORDER: Final = [90, 84, 100, 255]
"""Colour of borders."""

SIGNS_ACROSS: Final = {False: 18, True: 13}
"""How many dots a sign is across with its outline, on a phone and not."""

_DECIMALS: Final = 5  # of a degree: about a metre
_APART: Final = {False: 12.0, True: 8.0}  # between signs of one building
_MOST_LARGE: Final = 400  # signs
_COVERED: Final = 18_000  # of a phone's map, in square pixels: a fifth
_LEAST: Final = 5 / 13  # of a sign's size; smaller ones cannot be told apart


@dataclass(frozen=True, slots=True)
class PlaceRows:
    """The rows of the layers that have many.

    Attributes
    ----------
    areas
        A row a polygon; an area may have several. With each comes a polygon of the ground, as
        long as there is one: both are drawn when this has come, neither before the other.
    signs
        A row a sign.
    arcs
        A row a tie.
    """

    areas: FetchedRows
    signs: FetchedRows
    arcs: FetchedRows


def place_rows(
    view: MapView,
    *,
    is_narrow: bool,
    arcs: FetchedRows | None = None,
    signs: FetchedRows | None = None,
) -> PlaceRows:
    """Return the rows of a map's large layers, ready to be fetched for as long as they are kept.

    Parameters
    ----------
    view
        What to draw.
    is_narrow
        Whether the screen is a phone's.
    arcs
        The `fetched_arcs` of its ties, if they are at hand: they take long to make.
    signs
        Its `sign_rows` for the same screen, likewise.
    """
    ground = [] if view.ground is None else _polygons(view.ground)
    areas = [
        {"n": n, "tip": _area_tip(shape), "fill": _fill(view, shape), "shape": polygon}
        for n, shape in enumerate(view.shapes)
        for polygon in _polygons(shape.drawn)
    ]
    more: list[dict[str, Any]] = [{"fill": BORDER, "shape": []} for _ in ground[len(areas) :]]
    whole: list[Any] = [*ground, *([] for _ in areas[len(ground) :])]
    rows = [
        {**area, "ground": polygon} for area, polygon in zip([*areas, *more], whole, strict=True)
    ]
    return PlaceRows(
        areas=FetchedRows(rows),
        signs=signs or FetchedRows(sign_rows(view, is_narrow=is_narrow)),
        arcs=arcs or fetched_arcs(view.arcs, view.choice.arcs),
    )


def arc_rows(arcs: Sequence[Arc], which: str, *, n_most: int = 0) -> list[dict[str, Any]]:
    """Return a row a tie: where it begins and ends, and how wide it is drawn.

    Parameters
    ----------
    arcs
        The ties.
    which
        A value in `ARCS`.
    n_most
        The weight of the widest; 0 for the largest of `arcs`.
    """
    drawn, widths = _ends(arcs), _widths(arcs, which, n_most)
    return [
        {"from": drawn[arc.start], "to": drawn[arc.end], "width": widths[arc.weight]}
        for arc in arcs
    ]


def fetched_arcs(arcs: Sequence[Arc], which: str) -> FetchedRows:
    """Return the same rows ready to be fetched: so many that they are written down at once."""
    drawn = {end: json.dumps(at) for end, at in _ends(arcs).items()}
    widths = _widths(arcs, which, 0)
    rows = (
        f'{{"from":{drawn[arc.start]},"to":{drawn[arc.end]},"width":{widths[arc.weight]}}}'
        for arc in arcs
    )
    return FetchedRows((), text=f"[{','.join(rows)}]")


def _ends(arcs: Sequence[Arc]) -> dict[tuple[float, float], list[float]]:
    """Return the ends of ties as they are drawn, their longitude first."""
    ends = {end for arc in arcs for end in (arc.start, arc.end)}
    return {end: [round(each, _DECIMALS) for each in reversed(end)] for end in ends}


def _widths(arcs: Sequence[Arc], which: str, n_most: int) -> dict[int, float]:
    """Return how wide ties are drawn, by weight."""
    by_weight = {arc.weight for arc in arcs}
    most = n_most or max(by_weight, default=1)
    is_by_number = which == "referrals"
    return {
        weight: round(1 + 5 * math.sqrt(weight / most) if is_by_number else 1.2 * weight, 1)
        for weight in by_weight
    }


def colour_of(hexadecimal: str, opacity: int = 255) -> list[int]:
    """Return `#rrggbb` as four numbers."""
    return [*(int(hexadecimal[at : at + 2], 16) for at in (1, 3, 5)), opacity]


def _polygons(geometry: dict[str, Any]) -> list[Any]:
    """Return each polygon of a geometry as deck.gl reads it at once: its numbers in one row."""
    found = geometry["coordinates"]
    return [_flat(rings) for rings in ([found] if geometry["type"] == "Polygon" else found)]


def _flat(rings: Sequence[Sequence[Sequence[float]]]) -> list[float] | dict[str, list[Any]]:
    numbers = [[number for corner in ring for number in corner] for ring in rings]
    if len(numbers) == 1:
        return numbers[0]
    ends = list(accumulate(len(ring) for ring in numbers))
    return {"positions": [number for ring in numbers for number in ring], "holeIndices": ends[:-1]}


def _fill(view: MapView, shape: AreaShape) -> list[int]:
    if shape.step is not None:
        return colour_of(view.steps[shape.step].colour)
    return colour_of(MISSING if view.steps else COLOURS[0])


def _area_tip(shape: AreaShape) -> str:
    words = f"\n{shape.words}" if shape.words else ""
    return f"{NO_WIDTH}{shape.name}{words}"


def sign_rows(view: MapView, *, is_narrow: bool) -> list[dict[str, Any]]:
    """Return a row a sign: where it is drawn, how it looks, and what it is called."""
    apart = _APART[is_narrow] * size_of(view, is_narrow=is_narrow)
    by = {
        each: [round(part * apart, 1) for part in each]
        for each in {(sign.across, sign.down) for sign in view.signs}
    }
    return [
        {
            "n": n,
            "at": [round(each, _DECIMALS) for each in reversed(sign.spot.at or (0.0, 0.0))],
            "by": by[sign.across, sign.down],
            "icon": LOOKS[sign.spot.kind].shape,
            "tip": f"{NO_WIDTH}{sign.spot.name}",
        }
        for n, sign in enumerate(view.signs)
    ]


def pushed(sign: Sign, size: float, *, is_narrow: bool) -> list[float]:
    """Return how far a sign of some size is drawn from where it is, so that it lies on no other."""
    apart = _APART[is_narrow] * size
    return [round(each * apart, 1) for each in (sign.across, sign.down)]


def size_of(view: MapView, *, is_narrow: bool) -> float:
    """Return how large signs are: smaller where there are many, so that areas are seen."""
    if not is_narrow:
        return 1.0 if len(view.signs) <= _MOST_LARGE else 0.7
    room = math.sqrt(_COVERED / max(1, len(view.signs)))
    return max(_LEAST, min(1.0, room / SIGNS_ACROSS[is_narrow]))
