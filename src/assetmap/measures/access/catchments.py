"""Places for each person within reach, shared with all others who reach them too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from assetmap.errors import DataError
from assetmap.measures.access.catchments_kernel import weighted_sums
from assetmap.measures.access.pairs import amounts, pairs_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assetmap.measures.access.decays import Decay
    from assetmap.measures.access.pairs import Amounts, Pairs

    Numbers = NDArray[np.float64]


def two_step_catchment(
    demand: Amounts,
    supply: Amounts,
    costs: pd.DataFrame,
    *,
    catchment: float,
    decay: Decay | None = None,
) -> pd.Series[float]:
    """Return how much there is for each person who lives at an origin (2SFCA).

    First each place's capacity is shared among all the people who reach it; then each origin has
    the sum of the shares of the places that it reaches. With `decay` it is the enhanced method
    (E2SFCA): who has further to go counts less, and so does what is further away.

    Parameters
    ----------
    demand
        People by origin, 0 or more.
    supply
        Capacity by place, 0 or more.
    costs
        Columns origin, place, cost: a row a pair, such as `assetmap.geo.pairs_within` gives.
        Pairs left out are out of reach.
    catchment
        The most that people go to, in the unit of the costs, inclusive.
    decay
        From an array of costs to as many weights, used in both steps; left out, all within the
        catchment count alike.

    Returns
    -------
    Series
        Capacity a person, in the order of `demand`; 0.0 for an origin that reaches nothing.

    Raises
    ------
    MissingColumnError
        If `costs` lacks a column.
    DataError
        If a number is missing or below 0, an id is given twice or not known, a pair is given
        twice, or `decay` does not give a weight of 0 or more for each cost.

    Notes
    -----
    A place that nobody reaches, or only origins where nobody lives, is no share of anybody: it
    adds 0. All capacity that somebody reaches is shared out: the sum over origins of people times
    result is that capacity. Nothing that is given is changed. Takes time in the number of pairs
    if ids are categories, as those of `pairs_within` are.

    References
    ----------
    Luo, W. and Wang, F. (2003). Measures of spatial accessibility to health care in a GIS
    environment: synthesis and a case study in the Chicago region. Environment and Planning B 30,
    865-884.
    Luo, W. and Qi, Y. (2009). An enhanced two-step floating catchment area (E2SFCA) method for
    measuring spatial accessibility to primary care physicians. Health and Place 15, 1100-1107.

    Examples
    --------
    >>> demand = pd.Series({"east": 30, "west": 10, "moor": 5})
    >>> supply = pd.Series({"choir": 20, "shed": 15})
    >>> rows = [("east", "choir", 1), ("west", "choir", 2)]
    >>> rows += [("east", "shed", 2), ("moor", "shed", 9)]
    >>> costs = pd.DataFrame(rows, columns=["origin", "place", "cost"])
    >>> two_step_catchment(demand, supply, costs, catchment=2).to_dict()
    {'east': 1.0, 'west': 0.5, 'moor': 0.0}
    """
    people, capacity = amounts(demand, "demand"), amounts(supply, "supply")
    pairs = pairs_of(costs, demand.index, supply.index, limit=catchment)
    return _shared(demand, people, capacity, pairs, _weights(pairs, decay))


def three_step_catchment(
    demand: Amounts,
    supply: Amounts,
    costs: pd.DataFrame,
    *,
    catchment: float,
    decay: Decay | None = None,
) -> pd.Series[float]:
    """Return how much there is for each person, where people choose among what they reach (3SFCA).

    As `two_step_catchment`, but an origin's people are first shared out between the places that it
    reaches, by their weights: who has much to choose from asks less of each.

    Parameters
    ----------
    demand, supply, costs, catchment, decay
        As for `two_step_catchment`.

    Returns
    -------
    Series
        Capacity a person, in the order of `demand`; 0.0 for an origin that reaches nothing.

    Raises
    ------
    MissingColumnError, DataError
        As `two_step_catchment`.

    Notes
    -----
    The choice is between places within the catchment, as in the paper; PySAL's `access` also
    counts those beyond it, so give it pairs within alone to have the same.

    References
    ----------
    Wan, N., Zou, B. and Sternberg, T. (2012). A three-step floating catchment area method for
    analyzing spatial access to health services. International Journal of Geographical Information
    Science 26, 1073-1089.

    Examples
    --------
    >>> demand, supply = pd.Series({"east": 30, "west": 10}), pd.Series({"choir": 20, "shed": 15})
    >>> rows = [("east", "choir", 1), ("west", "choir", 2), ("east", "shed", 2)]
    >>> costs = pd.DataFrame(rows, columns=["origin", "place", "cost"])
    >>> three_step_catchment(demand, supply, costs, catchment=2).to_dict()
    {'east': 0.9, 'west': 0.8}
    """
    people, capacity = amounts(demand, "demand"), amounts(supply, "supply")
    pairs = pairs_of(costs, demand.index, supply.index, limit=catchment)
    weights = _weights(pairs, decay)
    summed = np.bincount(pairs.origin, weights, len(people))
    # Where all weights are 0 so are their squares, and nothing is chosen.
    chosen = weights * weights / np.where(summed > 0, summed, 1.0)[pairs.origin]
    return _shared(demand, people, capacity, pairs, chosen)


def _weights(pairs: Pairs, decay: Decay | None) -> Numbers:
    if decay is None:
        return np.ones(len(pairs.cost))
    # A copy, so that a function that writes into what it is given changes nobody's costs.
    weights = np.ascontiguousarray(decay(pairs.cost.copy()), dtype=np.float64)
    if weights.shape != pairs.cost.shape:
        msg = (
            f"decay gave weights of shape {weights.shape} for {len(pairs.cost)} costs; it takes an "
            "array of costs and gives as many weights."
        )
        raise DataError(msg)
    if len(weights) and not (weights.min() >= 0 and weights.max() < np.inf):
        at = int((~((weights >= 0) & (weights < np.inf))).argmax())
        msg = f"decay gave {weights[at]} for a cost of {pairs.cost[at]}; weights are 0 or more."
        raise DataError(msg)
    return weights


def _shared(
    demand: Amounts, people: Numbers, capacity: Numbers, pairs: Pairs, weights: Numbers
) -> pd.Series[float]:
    """Return both steps: people summed at each place, and shares of capacity at each origin."""
    reached_by = weighted_sums(pairs.origin, pairs.place, weights, people, len(capacity))
    shares = np.divide(capacity, reached_by, out=np.zeros_like(capacity), where=reached_by > 0)
    access = weighted_sums(pairs.place, pairs.origin, weights, shares, len(people))
    return pd.Series(access, index=demand.index, name="access")
