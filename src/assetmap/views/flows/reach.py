"""View: how many people are reached, by where they live."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypedDict

import numpy as np

from assetmap.release.reach import count_interval, reached_for
from assetmap.views.areas import areas_at
from assetmap.views.flows.reach_words import (
    AS_CHANCE,
    areas_sentence,
    reach_notes,
    reach_sentence,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from assetmap.model import Snapshot
    from assetmap.views.flows.month_span import Span

REACH_WORDS: Final = {
    "name": "Where",
    "n": "Journeys",
    "people": "People",
    "rate": "Per 1,000 people",
    "range": "95% range",
    "aged": "At the same ages",
    "aged_range": "Its 95% range",
    "expected": "Expected",
    "of_expected": "For every 100 expected",
    "beside": "Beside chance",
}
"""What a screen calls the columns of `ReachRow`."""

LEVEL_WORDS: Final = {"ward": "Wards", "town": "Towns", "district": "Districts"}
"""Levels of areas that a screen sets side by side."""

_BESIDE: Final = {
    "above 99.8": "far more than chance",
    "above 95": "more than chance",
    "below 95": "fewer than chance",
    "below 99.8": "far fewer than chance",
    "": AS_CHANCE,
}
_FIFTHS: Final = {
    "1": "Most deprived fifth",
    "2": "Second fifth",
    "3": "Middle fifth",
    "4": "Fourth fifth",
    "5": "Least deprived fifth",
}
_POINTS: Final = 60  # of the lines of a funnel plot


class ReachRow(TypedDict):
    """One area, or one fifth of deprivation.

    Keys: where; journeys that began; people who live there; journeys a thousand of them, and
    between what that lies; the same at the ages of the whole place; journeys to be expected were
    people of the same age referred alike everywhere, and how many began for every hundred of
    these; how that is beside chance. None where it is not known.
    """

    id: str
    name: str
    n: int
    people: int | None
    rate: float | None
    low: float | None
    high: float | None
    range: str
    aged: float | None
    aged_low: float | None
    aged_high: float | None
    aged_range: str
    expected: float | None
    of_expected: float | None
    beside: str


@dataclass(frozen=True, slots=True)
class Reach:
    """How many people are reached.

    Attributes
    ----------
    summary
        How many a thousand, and how far the most and the least deprived fifth are apart.
    areas
        Those first of whom most began for every hundred expected; those not known last.
    fifths
        Of deprivation, the most deprived first; those without people are left out.
    areas_sentence
        Which area stands out most each way, and how many lie outside chance.
    notes
        What is left out, and how ages were taken into account.
    is_aged
        Whether ages of people and of journeys are known, so that rates are also told at the same
        ages.
    """

    summary: str
    areas: tuple[ReachRow, ...]
    fifths: tuple[ReachRow, ...]
    areas_sentence: str
    notes: tuple[str, ...]
    is_aged: bool


def levels_there(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the levels of `LEVEL_WORDS` of which the place has two areas or more."""
    found = tuple(level for level in LEVEL_WORDS if len(areas_at(snapshot, level)) > 1)
    return found or ("ward",)


def reach_view(snapshot: Snapshot, role: str, span: Span, level: str) -> Reach:
    """Return how many people are reached, by area and by deprivation.

    Parameters
    ----------
    snapshot
        The place with all its journeys.
    role
        Who looks: a lead or an admin.
    span
        Days, half-open.
    level
        One of `LEVEL_WORDS`.

    Raises
    ------
    DataError
        As `release.reach.reached_for`.
    """
    found = reached_for(snapshot, role, span, level=level)
    if found is None or found.areas.empty:
        return Reach("No area of this kind is written down.", (), (), "", (), is_aged=False)
    names = areas_at(snapshot, level)
    areas = sorted(_rows(found.areas, names), key=_order)
    fifths = [row for row in _rows(found.quintiles, _FIFTHS) if row["people"]]
    is_aged = bool(found.bands)
    return Reach(
        reach_sentence(found, fifths, is_aged=is_aged),
        tuple(areas),
        tuple(fifths),
        areas_sentence(areas),
        reach_notes(found, areas, fifths),
        is_aged,
    )


def chance_limits(areas: Sequence[ReachRow]) -> list[dict[str, float]]:
    """Return the limits of a funnel plot, as wide as the areas go.

    Parameters
    ----------
    areas
        As `Reach` has them.

    Returns
    -------
    list
        By rising expected: between which journeys for every hundred expected lie by chance, for
        95 areas in 100 (near_low, near_high) and 998 in 1,000 (far_low, far_high). Empty where
        nothing is expected of any area.
    """
    known = [row["expected"] for row in areas if row["expected"]]
    if not known:
        return []
    expected = np.geomspace(min(known) * 0.8, max(known) * 1.1, _POINTS)
    found = {"expected": expected}
    for name, level in (("near", 0.95), ("far", 0.998)):
        low, high = count_interval(expected, level)
        found |= {f"{name}_low": low / expected * 100, f"{name}_high": high / expected * 100}
    each = zip(*(values.tolist() for values in found.values()), strict=True)
    return [dict(zip(found, cells, strict=True)) for cells in each]


def _order(row: ReachRow) -> tuple[bool, float, str, str]:
    known = row["of_expected"]
    return known is None, -(known or 0.0), row["name"].casefold(), row["id"]


def _rows(found: pd.DataFrame, names: Mapping[str, str]) -> list[ReachRow]:
    return [
        _row(str(id_), names.get(str(id_), str(id_)), cells)
        for id_, cells in found.to_dict("index").items()
    ]


def _row(id_: str, name: str, cells: Mapping[Any, Any]) -> ReachRow:
    expected = float(cells["expected"])
    low, high, aged_low, aged_high = (
        _known(cells[key]) for key in ("low", "high", "standardised_low", "standardised_high")
    )
    people = _known(cells["people"])
    return {
        "id": id_,
        "name": name,
        "n": int(cells["n"]),
        "people": None if people is None else round(people),
        "rate": _known(cells["rate"]),
        "low": low,
        "high": high,
        "range": _range(low, high),
        "aged": _known(cells["standardised"]),
        "aged_low": aged_low,
        "aged_high": aged_high,
        "aged_range": _range(aged_low, aged_high),
        "expected": _known(expected),
        "of_expected": _known(int(cells["n"]) / expected * 100) if expected > 0 else None,
        "beside": "not known" if math.isnan(expected) else _BESIDE[str(cells["outside"])],
    }


def _known(value: float) -> float | None:
    return None if math.isnan(value) else round(float(value), 1)


def _range(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f"{low:.1f} to {high:.1f}"
