"""View: where something would reach most of those who reach nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from assetmap.errors import DataError
from assetmap.measures.gaps.groups import EVERYONE
from assetmap.measures.gaps.matrix import GapChoice
from assetmap.measures.gaps.narrowing import narrowed
from assetmap.measures.gaps.times import NAMED
from assetmap.measures.gaps.where_next import where_next
from assetmap.measures.siting import Search
from assetmap.model.vocabularies import spelling
from assetmap.release import seen_by
from assetmap.views.measuring.gaps import matrix_seen
from assetmap.views.wording import counted, listed, share

if TYPE_CHECKING:
    import datetime as dt

    from assetmap.measures.gaps.matrix import GapMatrix
    from assetmap.measures.gaps.where_next import MeanWay, Sites
    from assetmap.model import Snapshot


@dataclass(frozen=True, slots=True)
class VenueChoice:
    """What is asked of venues.

    Attributes
    ----------
    n
        How many.
    is_held_enough
        As of `where_next`; None: only if the reader knows of no use of a venue (`HAS_USE_OF`).
    search
        How they are looked for.
    """

    n: int = 3
    is_held_enough: bool | None = None
    search: Search = field(default_factory=Search)


def proposed_sites(
    snapshot: Snapshot,
    role: str,
    need: str,
    choice: GapChoice | None = None,
    *,
    venues: VenueChoice | None = None,
    today: dt.date | None = None,
) -> dict[str, Any]:
    """Return at which venues one thing that matters would reach most who reach nothing.

    Parameters
    ----------
    snapshot, role, today
        As of `gaps.measured_gaps`.
    need
        What matters, by id or name.
    choice
        Of gaps, for one group and at one time. No time: that of `times.NAMED` at which most people
        reach nothing, were all that is not known at its best; of equal ones the widest. Left out:
        everyone, and no time.
    venues
        Of venues; left out: what is usual.

    Returns
    -------
    dict
        need_id, group, time; sites, each with location_id, name, people_added (whole; they add up
        to people_covered), free (days by id of the organisation that has the use of it) and
        sentence; people_covered, bound and people_without (whole); gap, how many more another
        choice might reach at best, and gap_share, of the bound; method and seconds; way, if venues
        were chosen by how far people go, with mean, bound, gap, beyond and unit; candidates, how
        many venues could be chosen; about_time, about_venues and summary, sentences; how.

    Raises
    ------
    DataError
        If nothing that matters is called so, or several groups or times are asked for; or as
        `where_next`.
    """
    seen = seen_by(snapshot, role)
    wanted = choice or GapChoice(groups=(EVERYONE.key,), times=())
    _refuse_several("group", wanted.groups)
    _refuse_several("time", wanted.times)
    times = tuple(dict.fromkeys((*wanted.times, *(each.key for each in NAMED))))
    wanted = replace(wanted, needs=(_need(seen, need),), times=times)
    whole, how = matrix_seen(seen, wanted, today=today, whole=snapshot)
    time, about_time = _time_and_why(whole, is_asked=bool(choice and choice.times))
    matrix = narrowed(whole, 0, time)
    asked = venues or VenueChoice()
    is_held_enough, about_venues = _venues_that_do(snapshot, seen, is_asked=asked.is_held_enough)
    found = where_next(
        seen, matrix, (0, 0, 0), n=asked.n, is_held_enough=is_held_enough, search=asked.search
    )
    return {
        "need_id": matrix.needs[0],
        "group": matrix.groups[0].key,
        "time": matrix.times[0].key,
        "sites": [site_row(seen, found, number) for number in range(len(found.chosen))],
        **_numbers(found),
        "about_time": about_time,
        "about_venues": about_venues,
        "summary": _summary(found, asked.n),
        "how": [*how, about_venues],
    }


def bound_words(found: Sites, n_wanted: int) -> str:
    """Return how near a proposal is to the best that can be, in sentences.

    Parameters
    ----------
    found
        The proposal.
    n_wanted
        How many venues were asked for.
    """
    reached, most = round(found.people_covered), round(found.bound)
    n = len(found.chosen)
    if not n:
        return ""
    of_all = f"of the {found.n_candidates:,} that could be had"
    if found.way is not None:
        return f"{_way_words(found.way, n, of_all)} {_most_words(reached, most, n, of_all)}"
    if n < n_wanted:
        return f"You asked for {n_wanted:,}: a further venue {of_all} would add nobody."
    return _most_words(reached, most, n, of_all)


def _most_words(reached: int, most: int, n: int, of_all: str) -> str:
    if reached >= most:
        return f"No other choice of {counted(n, 'venue')} {of_all} reaches more people."
    return (
        f"No choice of {counted(n, 'venue')} {of_all} can reach more than {most:,}: another might "
        f"reach {most - reached:,} more at best, so this one has at least {share(reached, most)} "
        "of what can be had."
    )


def _way_words(way: MeanWay, n: int, of_all: str) -> str:
    if way.mean <= way.bound:
        others = "no other choice of as many brings that lower."
    else:
        others = f"no choice of {counted(n, 'venue')} {of_all} brings that below {way.bound:,.1f}."
    return (
        f"Those who reach nothing now would go {way.mean:,.1f} {way.unit} to the nearest on "
        f"average, where none within {way.beyond:,g} counts as that; {others}"
    )


def _numbers(found: Sites) -> dict[str, Any]:
    covered, bound = round(found.people_covered), round(found.bound)
    way = found.way
    return {
        "people_covered": covered,
        "bound": bound,
        "people_without": round(found.people_without),
        "gap": bound - covered,
        "gap_share": 1 - found.people_covered / found.bound if found.bound else 0.0,
        "method": found.search.method,
        "seconds": found.search.seconds,
        "way": None if way is None or math.isnan(way.mean) else _way_row(way),
        "candidates": found.n_candidates,
    }


def _way_row(way: MeanWay) -> dict[str, float | str]:
    return {
        "mean": way.mean,
        "bound": way.bound,
        "gap": way.mean - way.bound,
        "beyond": way.beyond,
        "unit": way.unit,
    }


def _refuse_several(what: str, keys: tuple[str, ...]) -> None:
    if len(keys) > 1:
        msg = (
            f"Venues are proposed for one {what} at a time, and {len(keys)} are asked for: "
            f"{', '.join(keys)}. Ask for each by itself."
        )
        raise DataError(msg)


def _time_and_why(matrix: GapMatrix, *, is_asked: bool) -> tuple[int, str]:
    """Return the number of the time that venues are proposed for, and what is to be said of it."""
    lacking = [round(n) for n in np.nan_to_num(matrix.without[:, 0, 0, :]).sum(axis=0)]
    said = [f"{t.words} about {n:,}" for t, n in zip(matrix.times, lacking, strict=True) if n]
    if is_asked:
        others = f"Nobody lacks it {matrix.times[0].words}, but people do {listed(said)}."
        return 0, "" if lacking[0] or not said else others
    time = int(np.argmax(np.nan_to_num(matrix.without_at_least[:, 0, 0, :]).sum(axis=0)))
    if not time:
        return 0, (
            "No time was asked for, and at none do more people lack it for certain: this is for "
            "some time of the week, whichever."
        )
    return time, (
        f"No time was asked for: for certain most people lack it {matrix.times[time].words}, about "
        f"{counted(lacking[time], 'person', 'people')} ({lacking[0]:,} {matrix.times[0].words}), "
        "so this is for then. Another is chosen by --time."
    )


def _venues_that_do(
    snapshot: Snapshot, seen: Snapshot, *, is_asked: bool | None
) -> tuple[bool, str]:
    """Return whether a venue will do that somebody is based at, and what is to be said of it."""
    is_known = bool(seen.counts["HAS_USE_OF"])
    is_hidden = not is_known and bool(snapshot.counts["HAS_USE_OF"])
    hidden = f"The role {seen.role} is not told which organisations have the use of a venue"
    if is_asked is False and is_hidden:
        msg = f"{hidden}: let those do where one is based or runs something, or ask as another."
        raise DataError(msg)
    if not (not is_known if is_asked is None else is_asked):
        return False, "Venues are those that an organisation has the use of already."
    held = "where an organisation is based or runs something already"
    if is_known:
        return True, f"Venues are those that an organisation has the use of, and those {held}."
    none = "The map does not say which organisations have the use of a venue (HAS_USE_OF)"
    return True, (
        f"{hidden if is_hidden else none}: venues are those {held}, of which nobody wrote down "
        "whether they are free."
    )


def _summary(found: Sites, n_wanted: int) -> str:
    without = round(found.people_without)
    if not without:
        return "Everybody whose home is known reaches something for it then."
    if not found.chosen:
        return (
            f"About {counted(without, 'person reaches', 'people reach')} nothing now, and none of "
            f"the {counted(found.n_candidates, 'venue')} that could be had is within their reach."
        )
    covered = round(found.people_covered)
    return (
        f"Together about {covered:,} of the {without:,} people who reach nothing now. "
        f"{bound_words(found, n_wanted)}"
    )


def _need(seen: Snapshot, said: str) -> str:
    rows = seen.table("Need")
    names: dict[str, str] = dict(zip(rows["id"].tolist(), rows["name"].tolist(), strict=True))
    if said in names:
        return said
    called: list[str] = sorted(
        id_ for id_, name in names.items() if spelling(str(name)) == spelling(said)
    )
    if not called:
        msg = f"Nothing that matters is called {said!r}, or has that id."
        raise DataError(msg)
    return called[0]


def site_row(seen: Snapshot, found: Sites, number: int) -> dict[str, Any]:
    """Return one proposed venue, as of `proposed_sites`."""
    place, free = found.chosen[number], found.free[number]
    name, people = seen.name_of[place], found.whole_added[number]
    further = "" if number == 0 else " more"
    who = listed(
        [
            f"{seen.name_of[each]} ({listed(list(days), at_most=7) or 'ask on which days'})"
            for each, days in sorted(free.items())
        ]
    )
    return {
        "location_id": place,
        "name": name,
        "people_added": people,
        "free": {each: list(days) for each, days in sorted(free.items())},
        "sentence": (
            f"At {name} it would be within reach of about {people:,}{further} people; it can "
            f"be had through {who}."
        ),
    }
