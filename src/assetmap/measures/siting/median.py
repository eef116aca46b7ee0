"""Which places people would have to go least far to."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from assetmap.errors import DataError
from assetmap.measures.access.pairs import amounts
from assetmap.measures.siting.choices import choices_of
from assetmap.measures.siting.search import best

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from assetmap.measures.access.pairs import Amounts
    from assetmap.measures.siting.choices import Choices, Selection


class MedianSites(NamedTuple):
    """Places chosen so that people go least far to the nearest.

    Attributes
    ----------
    chosen
        Their ids, first the one that helps most, then each time the one that adds most to those
        before, of equal ones the lower id; places that are nobody's nearest are left out.
    mean_cost
        Of going to the nearest, over all people; NaN if there are none.
    bound
        No choice of as many places has a lower mean.
    """

    chosen: tuple[str, ...]
    mean_cost: float
    bound: float


@dataclass(frozen=True, eq=False)
class Median:
    """The question which places people go least far to.

    Attributes
    ----------
    choices
        What each place saves, of `beyond` a person.
    people
        How many there are.
    beyond
        What a person counts who has none nearer.
    """

    choices: Choices
    people: float
    beyond: float

    def answer(self, selection: Selection) -> MedianSites:
        """Return places chosen, in ids and mean costs."""
        chosen = tuple(self.choices.ids[selection.places])
        return MedianSites(chosen, self._mean(selection.saved), self._mean(selection.bound))

    def _mean(self, saved: float) -> float:
        return max(self.beyond - saved / self.people, 0.0) if self.people else math.nan


def median_sites(
    demand: Amounts,
    candidates: pd.Series | pd.Index | Iterable[str],
    costs: pd.DataFrame,
    *,
    n: int,
    beyond: float,
) -> MedianSites:
    """Return n places, of those that could be chosen, that people go little far to, and the bound.

    Parameters
    ----------
    demand, candidates, costs, n
        As for `best_sites`.
    beyond
        What an origin counts that has no chosen place at a lower cost, in the unit of the costs;
        above 0. Where all pairs are given and it is no less than any, this is the p-median.

    Returns
    -------
    MedianSites
        The same each time, whatever the order of rows.

    Raises
    ------
    MissingColumnError, DataError
        As `best_sites`; and if `beyond` is not above 0.

    Notes
    -----
    By `best`, as `best_sites` is. `bettered` and `optimum` take `median_of`.

    References
    ----------
    Hakimi, S. L. (1964). Optimum locations of switching centers and the absolute centers and
    medians of a graph. Operations Research 12, 450-459.

    Examples
    --------
    >>> import pandas as pd
    >>> demand = pd.Series({"east": 30, "west": 10})
    >>> rows = [("east", "hall", 1), ("west", "hall", 3), ("east", "inn", 2), ("west", "inn", 1)]
    >>> costs = pd.DataFrame(rows, columns=["origin", "place", "cost"])
    >>> median_sites(demand, ["hall", "inn"], costs, n=1, beyond=9)
    MedianSites(chosen=('hall',), mean_cost=1.5, bound=1.5)
    """
    return best(median_of(demand, candidates, costs, beyond=beyond), n)


def median_of(
    demand: Amounts,
    candidates: pd.Series | pd.Index | Iterable[str],
    costs: pd.DataFrame,
    *,
    beyond: float,
    already: Iterable[str] = (),
) -> Median:
    """Return the question which candidates people go least far to, to be asked for several n.

    Parameters
    ----------
    demand, candidates, costs, beyond
        As for `median_sites`.
    already
        Ids of places in `costs` that are there: people may go to them too.

    Raises
    ------
    MissingColumnError, DataError
        As `median_sites`.

    Examples
    --------
    >>> import pandas as pd
    >>> demand, columns = pd.Series({"east": 30}), ["origin", "place", "cost"]
    >>> costs = pd.DataFrame([("east", "hall", 1), ("east", "inn", 2)], columns=columns)
    >>> best(median_of(demand, ["inn"], costs, beyond=9, already=["hall"]), 1)
    MedianSites(chosen=(), mean_cost=1.0, bound=1.0)
    """
    if not 0 < beyond < math.inf:
        msg = f"Who reaches none cannot count as {beyond}; give a number above 0."
        raise DataError(msg)

    def saved(people: NDArray[np.float64], costs: NDArray[np.float64]) -> NDArray[np.float64]:
        return people * (beyond - costs)

    choices = choices_of(demand, candidates, costs, limit=beyond, worth=saved, already=already)
    people = math.fsum(amounts(demand, "demand").tolist())
    return Median(choices, people, float(beyond))
