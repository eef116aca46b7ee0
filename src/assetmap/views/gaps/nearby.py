"""What is strong near a gap: activities, rooms that stand free, strengths to share, people."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Final, TypedDict

import pandas as pd

from assetmap.measures.gaps.reach import costs_of_places
from assetmap.measures.gaps.rooms import rooms
from assetmap.measures.memory import once
from assetmap.model.nesting import parents
from assetmap.views.organisation.part import by_name, text_of
from assetmap.views.session_words import session_words
from assetmap.views.wording import listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetmap.measures.gaps.behind import Behind
    from assetmap.measures.gaps.matrix import GapMatrix
    from assetmap.model import Snapshot

NEAR_WORDS: Final = {
    "name": "Activity",
    "organisation": "Who runs it",
    "when": "When",
    "where": "Where",
    "away": "How far",
    "counts": "Counts for this gap",
}
"""What a screen calls the columns of `NearRow`."""

VENUE_WORDS: Final = {
    "name": "Place",
    "organisation": "Who has the use of it",
    "days": "Free on",
    "away": "How far",
}
"""What a screen calls the columns of `VenueRow`."""

MOST_TOLD: Final = 1_000
"""Regular times that are told though they are not reached."""

ASK_DAYS: Final = "Days not recorded: ask"
"""In the place of the days on which a venue is free."""

_KM: Final = 1_000
_TRUTHS: Final = ("is_reached", "is_on", "may_be_on", "suits", "may_suit")


class NearRow(TypedDict):
    """A regular time of an activity for what matters, and whether it counts for a gap, or why not.

    `metres` is None where it is not known how far it is.
    """

    activity_id: str
    location_id: str
    name: str
    organisation: str
    when: str
    where: str
    metres: float | None
    away: str
    is_reached: bool
    counts: str


class VenueRow(TypedDict):
    """A place within reach that an organisation has the use of, and its days free."""

    location_id: str
    organisation_id: str
    name: str
    organisation: str
    free: tuple[str, ...]
    days: str
    away: str


def near_rows(seen: Snapshot, found: Behind) -> tuple[NearRow, ...]:
    """Return what there is for what matters, the nearest first.

    Parameters
    ----------
    seen
        What this reader may see of the place.
    found
        What the cell is made of.

    Returns
    -------
    tuple
        A row a regular time, by distance, then activity and session; those of no known place
        last. What is not reached is left out after the nearest `MOST_TOLD`.
    """
    runs, when, name_of = _runs(seen), _when(seen), seen.name_of
    ids = ("activity_id", "session_id", "location_id", "distance_m")
    offers = found.offers
    # Of the rest nobody looks at so much: it is neither near nor told of.
    offers = offers[offers["is_reached"] | (offers.index < MOST_TOLD)]
    columns = [offers[name].tolist() for name in (*ids, *_TRUTHS)]
    return tuple(
        NearRow(
            activity_id=activity,
            location_id=location,
            name=name_of[activity],
            organisation=name_of.get(runs.get(activity) or "", ""),
            when=when.get(session, "Not recorded"),
            where=name_of.get(location, "Not recorded"),
            metres=None if math.isnan(metres) else metres,
            away=away_words(metres),
            is_reached=truths[0],
            counts=_counts(math.isnan(metres), *truths),
        )
        for activity, session, location, metres, *truths in zip(*columns, strict=True)
    )


@once
def _when(seen: Snapshot) -> Mapping[str, str]:
    """Return when each session is, in words."""
    columns = ("id", "schedule", "starts_at_local", "duration_minutes")
    rows = zip(*(seen.table("Session")[name].tolist() for name in columns), strict=True)
    return {
        id_: session_words(
            text_of(schedule) or None,
            text_of(starts_at) or None,
            None if pd.isna(minutes) else int(minutes),
        )
        for id_, schedule, starts_at, minutes in rows
    }


@once
def _runs(seen: Snapshot) -> Mapping[str, str | None]:
    """Return who runs each activity."""
    return parents(seen.table("Activity"), "organisation_id")


def places_near(seen: Snapshot, matrix: GapMatrix, area: int) -> dict[str, float]:
    """Return how far each place within reach of an area is, in metres; NaN if that is not known.

    Parameters
    ----------
    seen
        What this reader may see of the place.
    matrix
        What can be reached.
    area
        Its number in it.
    """
    costs = costs_of_places(seen, matrix.starts.of_area(area), matrix.choice.reach)
    near: dict[str, float] = {}
    for place, cost in zip(costs["place"].tolist(), costs["cost"].tolist(), strict=True):
        near[place] = min(cost, near.get(place, math.inf))
    in_metres = matrix.choice.reach.kind in {"walk", "straight"}
    return {place: cost if in_metres else math.nan for place, cost in sorted(near.items())}


def venue_rows(
    seen: Snapshot, matrix: GapMatrix, near: Mapping[str, float], time: int
) -> tuple[VenueRow, ...]:
    """Return the places within reach of an area that running organisations have the use of.

    Parameters
    ----------
    seen
        What this reader may see of the place.
    matrix
        What can be reached.
    near
        As of `places_near`.
    time
        Its number in `matrix`.

    Returns
    -------
    tuple
        Those free on a day of the time first, then those of which no day is recorded; by name
        of the place and of the organisation, then id. Those that are free on other days only
        are left out.
    """
    wanted = matrix.times[time].days
    found = []
    for organisation, place, free in rooms(seen, matrix.offers.day):
        days = [day for day in wanted if day in free]
        if place not in near or (free and not days):
            continue
        row = VenueRow(
            location_id=place,
            organisation_id=organisation,
            name=seen.name_of[place],
            organisation=seen.name_of[organisation],
            free=tuple(days),
            days=listed(days, at_most=7) if days else ASK_DAYS,
            away=away_words(near[place]),
        )
        order = (not days, *by_name(seen, place), *by_name(seen, organisation))
        found.append((order, row))
    return tuple(row for _, row in sorted(found, key=lambda each: each[0]))


def away_words(metres: float) -> str:
    """Return a distance in words.

    Examples
    --------
    >>> away_words(84.0), away_words(1260.0), away_words(float("nan"))
    ('80 m', '1.3 km', 'Not recorded')
    """
    if math.isnan(metres):
        return "Not recorded"
    return f"{round(metres, -1):.0f} m" if metres < _KM else f"{metres / _KM:.1f} km"


@cache
def _counts(
    is_nowhere: bool,  # noqa: FBT001
    is_reached: bool,  # noqa: FBT001
    is_on: bool,  # noqa: FBT001
    may_be_on: bool,  # noqa: FBT001
    suits: bool,  # noqa: FBT001
    may_suit: bool,  # noqa: FBT001
) -> str:
    far = "where it serves is not recorded" if is_nowhere else "too far"
    why = [] if is_reached else [far]
    if not is_on:
        why.append("time not recorded" if may_be_on else "not at this time")
    if not suits:
        why.append("not recorded for whom" if may_suit else "not for them")
    return f"No: {listed(why)}" if why else "Yes"
