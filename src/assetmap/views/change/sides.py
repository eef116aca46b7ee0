"""Numbers of several days side by side: what each means, between what it lies, how it moved."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, TypedDict

from assetmap.measures import MEASURES
from assetmap.measures.certainty.interval import intervals
from assetmap.measures.certainty.surveyed import Surveyed
from assetmap.measures.confirmation import response_rate, share_returned
from assetmap.measures.trust import mean_trust, mean_value
from assetmap.views.change.numbers import SHARES, TITLES, shown, told_over_time
from assetmap.views.wording import counted, day_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from assetmap.measures.certainty.interval import Interval
    from assetmap.measures.claims import Claims

_MOVED: Final = {
    "up": "Went up, by more than those who did not answer can explain.",
    "down": "Went down, by more than those who did not answer can explain.",
    "not beyond its interval": "Did not move by more than those who did not answer can explain.",
    "not known": "Whether it moved cannot be told.",
}
_FURTHER: Final = ("up", "down")


class SideRow(TypedDict):
    """One number on one day: what it is called, the day, the number, and between what it lies.

    `shown` is the number in words: a share as per cent, for which `is_share` is true. `moved`
    says whether it moved from the first day to the last (empty where days are not compared), and
    `has_moved` is true where it did by more than silence can explain; `meaning`, `raised_by` and
    `formula` are those of the measure everywhere.
    """

    number: str
    meaning: str
    raised_by: str
    formula: str
    moved: str
    has_moved: bool
    day: str
    value: float
    shown: str
    is_share: bool
    low: float | None
    high: float | None
    sureness: str


def sides(
    told: Sequence[tuple[dt.date, Claims]],
    sector_of: Mapping[str, str],
    moved: Mapping[str, str],
) -> tuple[SideRow, ...]:
    """Return a row a number and day; numbers that are not known are left out.

    Parameters
    ----------
    told
        Days in order, each with its survey.
    sector_of
        Sector by id: groups are sectors.
    moved
        Whether each number moved from the first day to the last, by name, as of `numbers_moved`.
    """
    # Drawn as `numbers_moved` draws the first and the last, so that its numbers are these.
    seeds = [0, *range(2, len(told)), 1][: len(told)]
    found = [
        _numbers(claims, sector_of, seed) for seed, (_, claims) in zip(seeds, told, strict=True)
    ]
    return tuple(
        _side(name, day, claims, numbers[name], moved=moved.get(name, ""))
        for name in TITLES
        for (day, claims), numbers in zip(told, found, strict=True)
        if not math.isnan(numbers[name][0])
    )


def _numbers(
    claims: Claims, sector_of: Mapping[str, str], seed: int
) -> dict[str, tuple[float, Interval | None]]:
    measures = told_over_time(sector_of)
    known = intervals(Surveyed(claims, sector_of, sector_of), measures, seed=seed)
    said = {name: measure(claims.network) for name, measure in measures.items()}
    said |= {"reciprocity": share_returned(claims)}
    said |= {"mean_trust": mean_trust(claims), "mean_value": mean_value(claims)}
    return {
        name: (found.middle if (found := known[name]) else value, found)
        for name, value in said.items()
    }


def _side(
    name: str,
    day: dt.date,
    claims: Claims,
    number: tuple[float, Interval | None],
    *,
    moved: str,
) -> SideRow:
    measure, (value, interval) = MEASURES[name], number
    return SideRow(
        number=TITLES[name],
        meaning=measure.sentence,
        raised_by=measure.raised_by,
        formula=f"{measure.formula} ({measure.unit}). {measure.reference}.",
        moved=_MOVED.get(moved, ""),
        has_moved=moved in _FURTHER,
        day=day_words(day),
        value=value,
        shown=shown(name, value)[0],
        is_share=name in SHARES,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        sureness=_sureness(name, claims, interval),
    )


def _sureness(name: str, claims: Claims, interval: Interval | None) -> str:
    if not claims.asked:
        return "Nobody was asked by name, so who was silent is not known."
    if response_rate(claims) == 1:
        return "All who were asked answered."
    n_answered = len(claims.asked & claims.answered)
    answered = f"{n_answered:,} of {counted(len(claims.asked), 'organisation')} answered"
    if interval is None:
        return f"{answered}; between what it lies is not known."
    low, high = shown(name, interval.low, interval.high)
    return f"{answered}: between {low} and {high}."
