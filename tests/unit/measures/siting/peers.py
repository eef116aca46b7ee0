"""spopt, asked for what ours gives: it takes a table of all costs."""

from __future__ import annotations

import warnings
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
    problem = _solved(MCLP, table, demand.to_numpy(), service_radius=reach, p_facilities=n)
    chosen = [place for place, covers in enumerate(problem.fac2cli) if covers]
    is_covered = (table[:, chosen] <= reach).any(axis=1)
    return float(demand[is_covered].sum())


def spopt_median(demand: pd.Series[float], costs: pd.DataFrame, *, n: int) -> float:
    """Return the mean cost of going to the nearest of spopt's best n places."""
    table = _table(demand, costs)
    problem = _solved(PMedian, table, demand.to_numpy(), p_facilities=n)
    chosen = [place for place, goers in enumerate(problem.fac2cli) if goers]
    return float(np.average(table[:, chosen].min(axis=1), weights=demand.to_numpy()))


def _table(demand: pd.Series[float], costs: pd.DataFrame) -> NDArray[np.float64]:
    wide = costs.astype({"origin": str, "place": str}).pivot_table(
        index="origin", columns="place", values="cost"
    )
    return wide.loc[demand.index].to_numpy()


def _solved(model: Any, *given: Any, **options: Any) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of pulp, about how spopt builds its program
        return model.from_cost_matrix(*given, **options).solve(
            pulp.PULP_CBC_CMD(msg=False, gapRel=0.0)
        )
