"""Who reaches one thing, or what there is for one need, by where they live."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from assetmap.errors import DataError
from assetmap.measures.access import two_step_catchment
from assetmap.measures.flows.deprivation import deprivation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from assetmap.measures.gaps.matrix import GapMatrix
    from assetmap.measures.gaps.provision import Provision
    from assetmap.measures.gaps.reach import Reached
    from assetmap.model import Snapshot

    Numbers = NDArray[np.float64]
    Counts = NDArray[np.int64]
    Truths = NDArray[np.bool_]

_A_THOUSAND: Final = 1000


@dataclass(frozen=True, eq=False)
class Catchment:
    """What people reach of some activities, by area that they start from.

    Attributes
    ----------
    codes
        Of these areas.
    people
        Residents of the group; NaN if not known.
    activities, activities_at_most
        Distinct activities that surely suit and are on then, and were all that is not recorded
        at its best.
    per_1000
        Places a week for each thousand of all the people who reach them: sizes that are known
        alone. NaN if no size of any or nobody's home is known.
    offers
        Numbers of the offers that surely suit and are on then, whoever reaches them.
    n_activities
        Distinct activities of these.
    n_unsized
        How many of these offers have no size.
    """

    codes: tuple[str, ...]
    people: Numbers
    activities: Counts
    activities_at_most: Counts
    per_1000: Numbers
    offers: Counts
    n_activities: int
    n_unsized: int


def catchment(matrix: GapMatrix, *, need: str = "", activity: str = "") -> Catchment:
    """Return who reaches what there is for a need, or one activity.

    Parameters
    ----------
    matrix
        What can be reached; its first group and its first time count, and its needs do not.
    need
        What matters, by id; empty for everything.
    activity
        The id of one activity alone; empty for all. One that does not run is reached by nobody.

    Returns
    -------
    Catchment
        In the order of `matrix.starts`.

    Raises
    ------
    DataError
        If nothing that matters has that id.

    Notes
    -----
    Places are those of the two-step floating catchment (`access.two_step_catchment`): each
    offer's places are shared among all the people of the group who reach it, wherever they live.
    Takes time in the offers reached by all starts.
    """
    offers = matrix.offers
    wanted = _wanted(offers, need, activity)
    mask = np.uint32(matrix.times[0].mask)
    suits, may_suit = ((each & np.uint64(1)) > 0 for each in (matrix.suits, matrix.suits_at_most))
    surely = wanted & ((offers.known & mask) > 0) & suits
    maybe = wanted & ((offers.possible & mask) > 0) & may_suit
    people = matrix.residents[:, 0]
    numbers = np.flatnonzero(surely)
    return Catchment(
        codes=matrix.starts.codes,
        people=people,
        activities=_distinct(matrix.reached, offers, surely),
        activities_at_most=_distinct(matrix.reached_at_most, offers, surely | maybe),
        per_1000=_per_1000(matrix, surely, people),
        offers=numbers,
        n_activities=len(np.unique(offers.activity[numbers])),
        n_unsized=int(np.isnan(offers.capacity[numbers]).sum()),
    )


def deprivation_of(snapshot: Snapshot, codes: Sequence[str]) -> pd.Series[float]:
    """Return how deprived areas are, the higher the more, NaN where not known, in their order."""
    known = deprivation(snapshot)
    figures = [known.get(code, np.nan) for code in codes]
    return pd.Series(figures, pd.Index(list(codes), dtype=object), dtype="float64")


def _wanted(offers: Provision, need: str, activity: str) -> Truths:
    if need and need not in offers.needs:
        msg = f"Nothing that matters has the id {need!r}."
        raise DataError(msg)
    found = np.ones(len(offers.activities), dtype=np.bool_)
    if need:
        meets, numbers = offers.met_flat
        found[:] = False
        found[meets[numbers == offers.needs.index(need)]] = True
    if activity:
        found &= np.array([each == activity for each in offers.activities], dtype=np.bool_)
    by_offer: Truths = found[offers.activity]
    return by_offer


def _pairs(which: Reached, is_wanted: Truths) -> tuple[Counts, Counts]:
    """Return starts and offers of the pairs whose offer is wanted, in order."""
    start = np.repeat(np.arange(len(which.indptr) - 1), np.diff(which.indptr))
    kept = is_wanted[which.offer]
    return start[kept], which.offer[kept]


def _distinct(which: Reached, offers: Provision, is_wanted: Truths) -> Counts:
    start, offer = _pairs(which, is_wanted)
    activity = offers.activity[offer]
    # Offers are in the order of their activities: those of one stand together.
    is_new = np.ones(len(start), dtype=np.bool_)
    is_new[1:] = (start[1:] != start[:-1]) | (activity[1:] != activity[:-1])
    return np.bincount(start[is_new], minlength=len(which.indptr) - 1).astype(np.int64)


def _per_1000(matrix: GapMatrix, is_wanted: Truths, people: Numbers) -> Numbers:
    offers, codes = matrix.offers, matrix.starts.codes
    is_sized = is_wanted & ~np.isnan(offers.capacity)
    if not is_sized.any() or not (people > 0).any():
        return np.full(len(codes), np.nan)
    start, offer = _pairs(matrix.reached, is_sized)
    supply = pd.Series(offers.places_at(matrix.times[:1])[:, 0])
    ends = (list(codes), supply.index.tolist())
    origin, place = (
        pd.Categorical.from_codes(each, categories=pd.Index(ids))
        for each, ids in zip((start, offer), ends, strict=True)
    )
    costs = pd.DataFrame({"origin": origin, "place": place, "cost": np.zeros(len(start))})
    demand = pd.Series(np.nan_to_num(people), index=pd.Index(codes, dtype=object))
    shares = two_step_catchment(demand, supply, costs, catchment=0)
    return _A_THOUSAND * np.asarray(shares, dtype=np.float64)
