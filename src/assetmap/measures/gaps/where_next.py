"""Where to put something next: venues that organisations have already, for whom nothing is near."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from assetmap.errors import DataError
from assetmap.measures.gaps.provision import provision
from assetmap.measures.gaps.reach import costs_of_places
from assetmap.measures.gaps.rooms import rooms
from assetmap.measures.memory import once
from assetmap.measures.siting import added, best, cover_of, instead_of
from assetmap.model import running
from assetmap.model.nesting import parents

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from assetmap.measures.gaps.matrix import GapMatrix
    from assetmap.model import Snapshot

    Rooms = dict[str, dict[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Sites:
    """Venues for one more regular time of something, and whom they would reach.

    Attributes
    ----------
    chosen
        Ids of locations, in the order in which they add most.
    people_added
        Of each of them: who reach nothing now, and what stands before it in the list either.
    free
        Of each the organisations that have the use of it, and the days on which it is free at the
        time asked for; none if nobody wrote them down.
    instead
        Of each up to three other venues, and whom each would add in its stead.
    people_covered, bound
        Whom all of them reach, and what no choice of as many can exceed.
    people_without
        All in need who reach nothing now.
    without, covered
        The same by area that people start from, and of these whom the chosen venues reach.
    n_candidates
        How many venues could be chosen.
    """

    chosen: tuple[str, ...]
    people_added: tuple[float, ...]
    free: tuple[Mapping[str, tuple[str, ...]], ...]
    instead: tuple[Mapping[str, float], ...]
    people_covered: float
    bound: float
    people_without: float
    without: pd.Series[float]
    covered: pd.Series[float]
    n_candidates: int


def where_next(
    snapshot: Snapshot,
    matrix: GapMatrix,
    cell: tuple[int, int, int],
    *,
    n: int,
    is_held_enough: bool = False,
) -> Sites:
    """Return at which venues something would reach most of those who reach nothing.

    Parameters
    ----------
    snapshot
        The place that `matrix` is of.
    matrix
        What can be reached.
    cell
        Numbers of what matters, group and time.
    n
        How many venues, at least 1; all if there are fewer.
    is_held_enough
        Whether a venue at which an organisation is based, or runs something already, will do,
        though nobody wrote down that it has the use of it.

    Returns
    -------
    Sites
        Of venues that a running organisation has the use of (`HAS_USE_OF`) and that are free on
        some day of the time, or of which nobody wrote the days down.

    Raises
    ------
    DataError
        If no organisation has the use of such a venue, or `n` is below 1.

    Notes
    -----
    The maximal covering location problem of `siting.best_sites`; demand is the people without by
    small area, who are taken to be at its point, and those of unknown number count as nobody.
    """
    need, group, time = cell
    had = _rooms(snapshot, matrix, time, is_held_enough=is_held_enough)
    if not had:
        msg = "No organisation has the use of a venue that is free then (HAS_USE_OF)."
        raise DataError(msg)
    people = np.nan_to_num(matrix.without_by_start[:, need, group, time])
    demand = pd.Series(people, index=pd.Index(matrix.starts.codes, dtype=object))
    reach = matrix.choice.reach
    costs = costs_of_places(snapshot, matrix.starts, reach, sorted(had))
    limit = reach.limit if reach.kind == "matrix" else reach.limit_m
    question = cover_of(demand, sorted(had), costs, reach=limit)
    found = best(question, n)
    adds = added(question, found.chosen)
    near = costs["origin"][costs["place"].isin(found.chosen) & (costs["cost"] <= limit)]
    return Sites(
        chosen=found.chosen,
        people_added=tuple(float(adds[place]) for place in found.chosen),
        free=tuple(had[place] for place in found.chosen),
        instead=tuple(
            _people_by_id(instead_of(question, found.chosen, each)) for each in found.chosen
        ),
        people_covered=float(found.people_covered),
        bound=float(found.bound),
        people_without=float(people.sum()),
        without=demand,
        covered=demand.where(demand.index.isin(near), 0.0),
        n_candidates=len(had),
    )


def _rooms(snapshot: Snapshot, matrix: GapMatrix, time: int, *, is_held_enough: bool) -> Rooms:
    day, wanted = matrix.offers.day, matrix.times[time].days
    tied = rooms(snapshot, day)
    found: Rooms = defaultdict(dict)
    for organisation, place, free in tied:
        days = tuple(each for each in wanted if each in free)
        if days or not free:
            found[place][organisation] = days
    if is_held_enough:
        written = {(each.organisation_id, each.location_id) for each in tied}
        for organisation, place in _holding_there(snapshot, day):
            if (organisation, place) not in written:
                found[place][organisation] = ()
    return dict(found)


def _people_by_id(people: pd.Series[float]) -> dict[str, float]:
    return {str(id_): float(n) for id_, n in people.items()}


@once
def _holding_there(snapshot: Snapshot, day: dt.date) -> tuple[tuple[str, str], ...]:
    """Return running organisations and where each is based, or runs something."""
    there = set(running(snapshot.table("Organisation"), day)["id"])
    offers = provision(snapshot, day)
    rows = snapshot.table("Activity")
    runs = dict(zip(rows["id"], rows["organisation_id"].fillna(""), strict=True))
    found = {
        (str(runs.get(offers.activities[activity], "")), offers.locations[place])
        for activity, place in zip(offers.activity.tolist(), offers.location.tolist(), strict=True)
        if place >= 0
    }
    based = parents(snapshot.table("Organisation"), "location_id")
    found |= {(id_, place) for id_, place in based.items() if place is not None}
    return tuple(sorted(each for each in found if each[0] in there))
