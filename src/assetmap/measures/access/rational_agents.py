"""What it costs people to be served, where they avoid places that are far or crowded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from assetmap.errors import DataError
from assetmap.measures.access.pairs import amounts, pairs_of
from assetmap.measures.access.rational_agents_kernels import settled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assetmap.measures.access.pairs import Amounts, Pairs

    Numbers = NDArray[np.float64]

N_CYCLES: Final = 150
"""How often people think again, as in PySAL's `access`."""


def rational_agent_cost(
    demand: Amounts,
    supply: Amounts,
    costs: pd.DataFrame,
    *,
    catchment: float,
    tau: float,
) -> pd.Series[float]:
    """Return the mean cost of being served, of travel and of crowding, by origin (RAAM).

    People first go to the cheapest place, then move, some at a time, from the dearest place that
    they use to the one that is cheapest for them now, until nobody gains much by moving.

    Parameters
    ----------
    demand, supply, costs
        As for `two_step_catchment`.
    catchment
        The most that people go to, in the unit of the costs, inclusive.
    tau
        How much travel is as bad as a place being asked for as much as the mean place is; above 0,
        in the unit of the costs.

    Returns
    -------
    Series
        In the order of `demand`: travel over `tau`, plus people at the place over its capacity in
        units of the mean place's. Lower is better: 1 is a place at the door as crowded as the
        mean. NaN for an origin where nobody lives or that reaches no capacity.

    Raises
    ------
    MissingColumnError, DataError
        As `two_step_catchment`; and if `tau` is not above 0.

    Notes
    -----
    Whole people move, at most a fifth of an origin at first and then fewer, in 150 rounds: the
    steps of PySAL's `access`, so that results agree with it to the last digits wherever people are
    whole numbers. The mean is over all people and capacity given, within reach or not. Takes 150
    times the number of pairs within the catchment.

    References
    ----------
    Saxon, J. and Snow, D. (2020). A rational agent model for the spatial accessibility of primary
    health care. Annals of the American Association of Geographers 110, 205-222.

    Examples
    --------
    >>> demand, supply = pd.Series({"east": 40}), pd.Series({"choir": 10, "shed": 10})
    >>> rows = [("east", "choir", 0), ("east", "shed", 0)]
    >>> costs = pd.DataFrame(rows, columns=["origin", "place", "cost"])
    >>> rational_agent_cost(demand, supply, costs, catchment=5, tau=60).to_dict()
    {'east': 1.0}
    """
    if not 0 < tau < np.inf:
        msg = f"A tau of {tau} weighs nothing up; give a number above 0."
        raise DataError(msg)
    people, capacity = amounts(demand, "demand"), amounts(supply, "supply")
    pairs = pairs_of(costs, demand.index, supply.index, limit=catchment)
    is_used = (people > 0)[pairs.origin] & (capacity > 0)[pairs.place]
    found = np.full(len(people), np.nan)
    if is_used.any():
        room = capacity * (people.sum() / capacity.sum())
        indptr, place, travel = _by_origin(pairs, is_used, len(people))
        found = settled((indptr, place, travel / tau), people, room, N_CYCLES)
    return pd.Series(found, index=demand.index, name="cost")


def _by_origin(
    pairs: Pairs, is_used: NDArray[np.bool_], n_origins: int
) -> tuple[NDArray[np.int64], NDArray[np.int32], Numbers]:
    """Return where the used pairs of each origin begin, and their places and costs."""
    origin, place, cost = pairs.origin[is_used], pairs.place[is_used], pairs.cost[is_used]
    order = np.lexsort((place, origin))
    indptr = np.zeros(n_origins + 1, dtype=np.int64)
    np.cumsum(np.bincount(origin, minlength=n_origins), out=indptr[1:])
    return indptr, place[order], cost[order]
