"""What each place that could be chosen would save each origin, as arrays that loops can take.

Whom a place covers and how much less far people go because of it are the same question: each
origin takes the place, of those chosen, that saves it most, and the savings of all are to be as
large as they can be.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

import numpy as np
import pandas as pd

from assetmap.errors import DataError
from assetmap.measures.access.pairs import amounts, pairs_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    from assetmap.measures.access.pairs import Amounts, Pairs

    Numbers = NDArray[np.float64]
    Rows = tuple[NDArray[np.int64], NDArray[np.int32], Numbers]
    Worth = Callable[[Numbers, Numbers], Numbers]

Answer_co = TypeVar("Answer_co", covariant=True)


@dataclass(frozen=True, eq=False)
class Choices:
    """Places that could be chosen, in ascending order of id, and what each would save whom.

    Attributes
    ----------
    ids
        Of the places.
    by_place
        Where the pairs of each place begin, their origins, and what is saved, above 0.
    by_origin
        The same pairs by origin: where those of each begin, their places, and what is saved.
    saved_already
        What places that are there already save; the pairs tell what would come on top.
    most
        What no choice whatever can exceed: with all places, and what is saved already.
    """

    ids: pd.Index
    by_place: Rows
    by_origin: Rows
    saved_already: float
    most: float

    @property
    def n_origins(self) -> int:
        """How many origins there are."""
        return len(self.by_origin[0]) - 1

    def saved(self, places: NDArray[np.int64]) -> float:
        """Return what `places` save together, with those that are there already."""
        best = np.zeros(self.n_origins)
        indptr, origins, saved = self.by_place
        for place in places.tolist():
            row = slice(indptr[place], indptr[place + 1])
            np.maximum.at(best, origins[row], saved[row])
        # Summed without rounding, so that part of the people never come out as more than all.
        return math.fsum((*best.tolist(), self.saved_already))

    def positions(self, chosen: Iterable[str]) -> NDArray[np.int64]:
        """Return where ids stand among the places; refuse those that are not there."""
        listed = list(chosen)
        found = self.ids.get_indexer(pd.Index(listed, dtype=self.ids.dtype))
        if len(found) and found.min() < 0:
            msg = f"{str(listed[int((found < 0).argmax())])!r} is none of the candidates."
            raise DataError(msg)
        return found.astype(np.int64)


class Selection(NamedTuple):
    """Places chosen, as positions in their order, what they save, and what none can exceed."""

    places: NDArray[np.int64]
    saved: float
    bound: float


class Question(Protocol[Answer_co]):
    """What is asked of places: to cover most people, or to be least far from all."""

    @property
    def choices(self) -> Choices:
        """The places, and what each would save."""

    def answer(self, selection: Selection) -> Answer_co:
        """Return places chosen in the words of the question."""


def choices_of(
    demand: Amounts,
    candidates: pd.Series | pd.Index | Iterable[str],
    costs: pd.DataFrame,
    *,
    limit: float,
    worth: Worth,
    already: Iterable[str],
) -> Choices:
    """Return what candidates would save, of pairs that cost no more than a limit.

    Parameters
    ----------
    demand
        People by origin, 0 or more.
    candidates
        Places that could be chosen: a series by id, an index or ids. Given twice, they are one.
    costs
        Columns origin, place, cost. Places that are neither candidates nor there already are left
        out.
    limit
        The most that a pair may cost, inclusive.
    worth
        From the people and the costs of pairs, what each pair saves.
    already
        Ids of places that are there.
    """
    people = amounts(demand, "demand")
    there = pd.Index(list(already)).unique()
    ids = ids_of(candidates)
    ids = ids[~ids.isin(there)].sort_values()
    places = ids.append(there) if len(there) else ids
    pairs = pairs_of(_about(costs, places), demand.index, places, limit=limit)
    saved = worth(people[pairs.origin], pairs.cost)
    base = np.zeros(len(people))
    is_there = pairs.place >= len(ids)
    np.maximum.at(base, pairs.origin[is_there], saved[is_there])
    extra = saved - base[pairs.origin]
    is_kept = ~is_there & (extra > 0)
    return _arranged(ids, pairs, extra, is_kept, base)


def ids_of(candidates: pd.Series | pd.Index | Iterable[str]) -> pd.Index:
    """Return the ids of candidates, each once.

    A series is by id; one that only numbers its rows, and whose values are words, holds the ids.
    """
    if isinstance(candidates, pd.Series):
        is_numbered = isinstance(candidates.index, pd.RangeIndex)
        holds_ids = is_numbered and not pd.api.types.is_numeric_dtype(candidates.dtype)
        found = pd.Index(candidates) if holds_ids else candidates.index
    else:
        found = candidates if isinstance(candidates, pd.Index) else pd.Index(list(candidates))
    if found.hasnans:
        msg = f"{np.sum(found.isna())} of {len(found)} candidates have no id."
        raise DataError(msg)
    return found.unique().rename(None)


def wanted(n: int, choices: Choices) -> int:
    """Return how many places to choose: as asked, or all if there are fewer."""
    if n < 1:
        msg = f"{n} places cannot be chosen; ask for 1 or more."
        raise DataError(msg)
    return min(n, len(choices.ids))


def _about(costs: pd.DataFrame, places: pd.Index) -> pd.DataFrame:
    if "place" not in costs.columns:
        return costs  # which is refused where pairs are read
    is_about = costs["place"].isin(places)
    return costs if is_about.all() else costs[is_about]


def _arranged(
    ids: pd.Index, pairs: Pairs, saved: Numbers, is_kept: NDArray[np.bool_], base: Numbers
) -> Choices:
    origin, place, extra = pairs.origin[is_kept], pairs.place[is_kept], saved[is_kept]
    most = base.copy()
    np.maximum.at(most, origin, base[origin] + extra)
    # By place and within by origin, and the other way round, whatever the order given.
    first = np.lexsort((origin, place))
    second = np.lexsort((place, origin))
    return Choices(
        ids=ids,
        by_place=(_starts(place, len(ids)), origin[first], extra[first]),
        by_origin=(_starts(origin, len(base)), place[second], extra[second]),
        saved_already=math.fsum(base.tolist()),
        most=math.fsum(most.tolist()),
    )


def _starts(codes: NDArray[np.int32], n: int) -> NDArray[np.int64]:
    starts = np.zeros(n + 1, dtype=np.int64)
    np.cumsum(np.bincount(codes, minlength=n), out=starts[1:])
    return starts
