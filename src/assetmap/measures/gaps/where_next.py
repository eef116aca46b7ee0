"""Where to put something next: venues that organisations have already, for whom nothing is near."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd

from assetmap.errors import DataError
from assetmap.measures.gaps.provision import provision
from assetmap.measures.gaps.reach import costs_of_places
from assetmap.measures.gaps.rooms import rooms
from assetmap.measures.memory import once
from assetmap.measures.siting import Search, added, best, cover_of, instead_of, median_of
from assetmap.model import running
from assetmap.model.nesting import parents

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from assetmap.measures.gaps.how_far import Reach
    from assetmap.measures.gaps.matrix import GapMatrix
    from assetmap.model import Snapshot

    Rooms = dict[str, dict[str, tuple[str, ...]]]

FARTHEST: Final = 5.0
"""Of how far is near enough, how far people are taken to go at most where the way is averaged."""

_AT_ONCE: Final = Search()


class MeanWay(NamedTuple):
    """How far people go to the nearest of the venues chosen.

    Attributes
    ----------
    mean
        Of all who reach nothing now; NaN if there is nobody.
    bound
        No choice of as many venues has a lower mean.
    beyond
        What somebody counts who has none nearer.
    unit
        `minutes` or `metres`.
    """

    mean: float
    bound: float
    beyond: float
    unit: str


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
    search
        How they were looked for.
    way
        How far people go, if that is what they were chosen by.
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
    search: Search
    way: MeanWay | None

    @property
    def whole_added(self) -> tuple[int, ...]:
        """`people_added` as whole people, so that they add up to `people_covered`, rounded."""
        so_far = [math.fsum(self.people_added[:n]) for n in range(len(self.chosen))]
        totals = [round(people) for people in (*so_far, self.people_covered)]
        return tuple(after - before for before, after in pairwise(totals))


def where_next(
    snapshot: Snapshot,
    matrix: GapMatrix,
    cell: tuple[int, int, int],
    *,
    n: int,
    is_held_enough: bool = False,
    search: Search = _AT_ONCE,
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
    search
        How venues are looked for.

    Returns
    -------
    Sites
        Of venues that a running organisation has the use of (`HAS_USE_OF`) and that are free on
        some day of the time, or of which nobody wrote the days down.

    Raises
    ------
    DataError
        If no organisation has the use of such a venue, `n` is below 1, or venues that people go
        least far to are asked for where reach is no distance.

    Notes
    -----
    The maximal covering location problem of `siting.best_sites`; demand is the people without by
    small area, who are taken to be at its point, and those of unknown number count as nobody. By
    `median` it is the p-median instead, in which somebody without a venue within `FARTHEST` times
    the reach counts as that far; whom the venues cover, and the bound of that, are told as well.
    """
    need, group, time = cell
    had = _rooms(snapshot, matrix, time, is_held_enough=is_held_enough)
    if not had:
        raise DataError(_no_room(is_held_enough=is_held_enough))
    people = np.nan_to_num(matrix.without_by_start[:, need, group, time])
    demand = pd.Series(people, index=pd.Index(matrix.starts.codes, dtype=object))
    reach = matrix.choice.reach
    costs = costs_of_places(snapshot, matrix.starts, reach, sorted(had))
    limit = reach.limit if reach.kind == "matrix" else reach.limit_m
    question = cover_of(demand, sorted(had), costs, reach=limit)
    if search.method == "median":
        far = costs_of_places(snapshot, matrix.starts, _farther(reach), sorted(had))
        chosen, way = _least_far(demand, sorted(had), far, reach, search, n)
        bound = best(question, n).bound
    else:
        (chosen, _, bound), way = search.answer(question, n), None
    near = costs["origin"][costs["place"].isin(chosen) & (costs["cost"] <= limit)]
    adds = added(question, chosen)
    return Sites(
        chosen=chosen,
        people_added=tuple(float(adds[place]) for place in chosen),
        free=tuple(had[place] for place in chosen),
        instead=tuple(_people_by_id(instead_of(question, chosen, each)) for each in chosen),
        people_covered=question.choices.saved(question.choices.positions(chosen)),
        bound=float(bound),
        people_without=float(people.sum()),
        without=demand,
        covered=demand.where(demand.index.isin(near), 0.0),
        n_candidates=len(had),
        search=search,
        way=way,
    )


def _no_room(*, is_held_enough: bool) -> str:
    held = "No organisation has the use of a venue that is free then (HAS_USE_OF)"
    if is_held_enough:
        return f"{held}, and none is known to be based at one, or to run anything there."
    return (
        f"{held}. Ask for another time, or let venues do where an organisation is based or runs "
        "something already."
    )


def _farther(reach: Reach) -> Reach:
    if reach.kind in {"area", "stops"} or not reach.limit > 0:
        msg = (
            "Who goes least far can be told by a distance alone: let reach be on foot, in a "
            "straight line or by travel times, and more than 0."
        )
        raise DataError(msg)
    return replace(reach, limit=FARTHEST * reach.limit)


def _least_far(
    demand: pd.Series[float],
    candidates: list[str],
    costs: pd.DataFrame,
    reach: Reach,
    search: Search,
    n: int,
) -> tuple[tuple[str, ...], MeanWay]:
    # What is walked is measured in metres, and told in minutes.
    each = reach.limit / reach.limit_m if reach.kind == "walk" else 1.0
    beyond = FARTHEST * reach.limit
    costs = costs.assign(cost=np.minimum(costs["cost"] * each, beyond))
    found = search.answer(median_of(demand, candidates, costs, beyond=beyond), n)
    unit = "metres" if reach.kind == "straight" else "minutes"
    return found.chosen, MeanWay(found.mean_cost, found.bound, beyond, unit)


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
