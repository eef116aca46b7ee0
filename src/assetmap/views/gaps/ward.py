"""View: everything about the gaps of one area, what is strong there first."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetmap.errors import DataError
from assetmap.measures.gaps.behind import FORMULA, behind
from assetmap.views.gaps.helping import helper_rows
from assetmap.views.gaps.look import GapQuestion, look
from assetmap.views.gaps.nearby import near_rows, places_near, venue_rows
from assetmap.views.gaps.strong_near import strength_sentences
from assetmap.views.measuring.gaps import gap_sentence
from assetmap.views.wording import counted

if TYPE_CHECKING:
    import datetime as dt

    from assetmap.measures.gaps.named import Gap
    from assetmap.model import Snapshot
    from assetmap.views.gaps.helping import HelperRow
    from assetmap.views.gaps.look import Looked
    from assetmap.views.gaps.nearby import NearRow, VenueRow

MOST_GAPS: Final = 6
"""Gaps of an area that are told in full."""

_MOST_NEAR: Final = 5
_MOST_HELPERS: Final = 3


@dataclass(frozen=True, slots=True)
class WardGap:
    """One gap of an area.

    Attributes
    ----------
    need_id, group, time
        Keys.
    need, whom, when
        The same in words, such as `Company`, `everyone` and `on weekday evenings`.
    people, people_at_least, in_need
        Who reach nothing, the same were all that is not recorded at its best, and all in need;
        NaN if not known.
    sentence
        The gap as a town would say it, what is strong first.
    strengths
        What is strong nearby, in sentences.
    near
        What there is for it, the nearest first, whether it counts or why not.
    venues
        Rooms within reach that stand free then.
    helpers
        Who could fill it, the likeliest first.
    """

    need_id: str
    need: str
    group: str
    whom: str
    time: str
    when: str
    people: float
    people_at_least: float
    in_need: float
    sentence: str
    strengths: tuple[str, ...]
    near: tuple[NearRow, ...]
    venues: tuple[VenueRow, ...]
    helpers: tuple[HelperRow, ...]


@dataclass(frozen=True, slots=True)
class WardGaps:
    """The gaps of one area.

    Attributes
    ----------
    area_code, area, level
        Which; the level as it is called, such as `Ward`.
    day
        The day that is looked at.
    people
        Residents; NaN if not known.
    summary
        The chief thing.
    strengths
        What is strong there for what matters most, in sentences; first on any page.
    gaps
        The largest, in the order of `measures.gaps.named.named_gaps`.
    n_gaps
        How many there are in all.
    formula
        How people are counted.
    how
        What was taken for granted, in sentences.
    """

    area_code: str
    area: str
    level: str
    day: dt.date
    people: float
    summary: str
    strengths: tuple[str, ...]
    gaps: tuple[WardGap, ...]
    n_gaps: int
    formula: str
    how: tuple[str, ...]


def gaps_of_ward(
    snapshot: Snapshot,
    area_code: str,
    looked: Looked | None = None,
    *,
    at_most: int = MOST_GAPS,
) -> WardGaps:
    """Return everything about the gaps of one ward, or area of another level.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    area_code
        Which area.
    looked
        The place looked at already, at the level of that area; None looks at it anew.
    at_most
        Most gaps told in full, at least 1.

    Returns
    -------
    WardGaps
        Without gaps where everybody reaches something.

    Raises
    ------
    DataError
        If the map has no such area, or `looked` is of another level.

    Notes
    -----
    Looking anew takes the time of the whole place's matrix; the rest is quick.
    """
    looked = looked or look(snapshot, GapQuestion(level=_level_of(snapshot, area_code)))
    matrix = looked.matrix
    if area_code not in matrix.areas:
        msg = f"The gaps looked at are of level {matrix.starts.level!r}, without {area_code!r}."
        raise DataError(msg)
    number = matrix.areas.index(area_code)
    found = [gap for gap in looked.named if gap.area == number]
    told = tuple(_told(looked, gap) for gap in found[:at_most])
    return WardGaps(
        area_code=area_code,
        area=snapshot.name_of[area_code],
        level=_level_words(snapshot, matrix.starts.level),
        day=matrix.offers.day,
        people=_residents(looked, area_code),
        summary=_summary(looked, number, told, len(found)),
        strengths=told[0].strengths if told else _strengths(looked, number),
        gaps=told,
        n_gaps=len(found),
        formula=FORMULA,
        how=looked.how,
    )


def _told(looked: Looked, gap: Gap) -> WardGap:
    seen, matrix = looked.seen, looked.matrix
    near = near_rows(seen, behind(seen, matrix, gap.cell))
    places = places_near(seen, matrix, gap.area)
    venues = venue_rows(seen, matrix, places, gap.time)
    need, group, time = matrix.needs[gap.need], matrix.groups[gap.group], matrix.times[gap.time]
    return WardGap(
        need_id=need,
        need=seen.name_of[need],
        group=group.key,
        whom=group.words,
        time=time.key,
        when=time.words,
        people=gap.people,
        people_at_least=gap.people_at_least,
        in_need=gap.in_need,
        sentence=gap_sentence(seen, matrix, gap),
        strengths=strength_sentences(looked, gap.area, near, venues, places),
        near=near[:_MOST_NEAR],
        venues=venues[:_MOST_NEAR],
        helpers=helper_rows(seen, matrix, gap.cell, at_most=_MOST_HELPERS),
    )


def _strengths(looked: Looked, number: int) -> tuple[str, ...]:
    time = next((n for n, each in enumerate(looked.matrix.times) if each.key == "any"), 0)
    places = places_near(looked.seen, looked.matrix, number)
    venues = venue_rows(looked.seen, looked.matrix, places, time)
    return strength_sentences(looked, number, (), venues, places)


def _summary(looked: Looked, number: int, told: tuple[WardGap, ...], n_gaps: int) -> str:
    area = looked.seen.name_of[looked.matrix.areas[number]]
    if not told:
        return f"In {area} most people reach something for everything that matters."
    more = f" {counted(n_gaps - 1, 'more gap')} have a name." if n_gaps > 1 else ""
    return f"{told[0].sentence}{more}"


def _residents(looked: Looked, code: str) -> float:
    rows = looked.coverage.areas
    people = rows["people"][rows["area_code"] == code].tolist()
    return float(people[0]) if people else math.nan


def _level_of(snapshot: Snapshot, area_code: str) -> str:
    rows = snapshot.table("Area")
    levels = rows["level"][rows["id"] == area_code].dropna().tolist()
    if not levels:
        msg = f"The map has no area with the code {area_code!r}."
        raise DataError(msg)
    return str(levels[0])


def _level_words(snapshot: Snapshot, level: str) -> str:
    labels = {term.value: term.label for term in snapshot.terms("level")}
    return labels.get(level, level)
