"""spopt, asked for what ours gives: it takes a table of all costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pulp
from spopt.locate import MCLP, PMedian

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray


def spopt_cover(demand: pd.Series[float], costs: pd.DataFrame, *, n: int, reach: float) -> float:
    """Return the people that spopt's best n places cover; all pairs must be given."""
    table = _table(demand, costs)
    problem = MCLP.from_cost_matrix(
        table, demand.to_numpy(), service_radius=reach, p_facilities=n
    ).solve(_solver())
    chosen = [place for place, covers in enumerate(problem.fac2cli) if covers]
    is_covered = (table[:, chosen] <= reach).any(axis=1)
    return float(demand[is_covered].sum())


def spopt_median(demand: pd.Series[float], costs: pd.DataFrame, *, n: int) -> float:
    """Return the mean cost of going to the nearest of spopt's best n places."""
    table = _table(demand, costs)
    problem = PMedian.from_cost_matrix(table, demand.to_numpy(), p_facilities=n).solve(_solver())
    chosen = [place for place, goers in enumerate(problem.fac2cli) if goers]
    return float(np.average(table[:, chosen].min(axis=1), weights=demand.to_numpy()))


def _table(demand: pd.Series[float], costs: pd.DataFrame) -> NDArray[np.float64]:
    wide = costs.astype({"origin": str, "place": str}).pivot_table(
        index="origin", columns="place", values="cost"
    )
    return wide.loc[demand.index].to_numpy()


def _solver() -> Any:
    return pulp.PULP_CBC_CMD(msg=False, gapRel=0.0)
