"""Which places most people would reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from assetmap.measures.siting.choices import choices_of
from assetmap.measures.siting.search import best

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from assetmap.measures.access.pairs import Amounts
    from assetmap.measures.siting.choices import Choices, Selection


class BestSites(NamedTuple):
    """Places chosen so that most people have one within reach.

    Attributes
    ----------
    chosen
        Their ids, first the one that covers most, then each time the one that adds most to those
        before, of equal ones the lower id; places that add nobody are left out.
    people_covered
        People within reach of one of them, or of a place that is there already.
    bound
        No choice of as many places covers more: at least the optimum, at most everybody.
    """

    chosen: tuple[str, ...]
    people_covered: float
    bound: float


@dataclass(frozen=True, eq=False)
class Cover:
    """The question which places cover most people."""

    choices: Choices

    def answer(self, selection: Selection) -> BestSites:
        """Return places chosen, in ids and people."""
        chosen = tuple(self.choices.ids[selection.places])
        return BestSites(chosen, selection.saved, selection.bound)


def best_sites(
    demand: Amounts,
    candidates: pd.Series | pd.Index | Iterable[str],
    costs: pd.DataFrame,
    *,
    n: int,
    reach: float,
) -> BestSites:
    """Return n places, of those that could be chosen, that cover many people, and the bound.

    Parameters
    ----------
    demand
        People by origin, 0 or more.
    candidates
        Places that could be chosen: a series or an index by id, or ids.
    costs
        Columns origin, place, cost: a row a pair, such as `assetmap.geo.pairs_within` gives. Pairs
        left out are out of reach; places that are no candidates are left out.
    n
        How many, 1 or more.
    reach
        The most that a covered person goes to, in the unit of the costs, inclusive.

    Returns
    -------
    BestSites
        The same each time, whatever the order of rows.

    Raises
    ------
    MissingColumnError
        If `costs` lacks a column.
    DataError
        If a number is missing or below 0, an origin is not in `demand`, a pair or an origin is
        given twice, or `n` is below 1.

    Notes
    -----
    The maximal covering location problem, by `best`: greedy, exchanges, and a Lagrangian bound.
    What is chosen covers at least 63 % of what the best choice does, and mostly all but a few; the
    bound says how many at most. `bettered` looks on for as long as asked and `optimum` for the
    best choice itself, both of `cover_of`, which also counts places that are there already.

    References
    ----------
    Church, R. and ReVelle, C. (1974). The maximal covering location problem. Papers of the
    Regional Science Association 32, 101-118.

    Examples
    --------
    >>> import pandas as pd
    >>> demand = pd.Series({"east": 30, "west": 20, "moor": 25})
    >>> rows = [("east", "hall", 1), ("west", "hall", 2), ("west", "inn", 1), ("moor", "inn", 2)]
    >>> costs = pd.DataFrame(rows, columns=["origin", "place", "cost"])
    >>> best_sites(demand, ["hall", "inn"], costs, n=1, reach=2)
    BestSites(chosen=('hall',), people_covered=50.0, bound=50.0)
    """
    return best(cover_of(demand, candidates, costs, reach=reach), n)


def cover_of(
    demand: Amounts,
    candidates: pd.Series | pd.Index | Iterable[str],
    costs: pd.DataFrame,
    *,
    reach: float,
    already: Iterable[str] = (),
) -> Cover:
    """Return the question which candidates cover most people, to be asked for several n.

    Parameters
    ----------
    demand, candidates, costs, reach
        As for `best_sites`.
    already
        Ids of places in `costs` that are there: whom they cover is covered whatever is chosen.

    Raises
    ------
    MissingColumnError, DataError
        As `best_sites`.

    Examples
    --------
    >>> import pandas as pd
    >>> demand = pd.Series({"east": 30, "west": 20})
    >>> rows = [("east", "hall", 1), ("west", "hall", 2), ("west", "inn", 1)]
    >>> costs = pd.DataFrame(rows, columns=["origin", "place", "cost"])
    >>> best(cover_of(demand, ["hall"], costs, reach=2, already=["inn"]), 1).people_covered
    50.0
    """
    choices = choices_of(
        demand, candidates, costs, limit=reach, worth=_people_covered, already=already
    )
    return Cover(choices)


def _people_covered(people: NDArray[np.float64], costs: NDArray[np.float64]) -> NDArray[np.float64]:
    del costs  # within reach all count alike
    return people
