"""spopt, asked for what ours gives: it takes a table of all costs."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pulp
import spopt
from spopt.locate import MCLP, PMedian

if TYPE_CHECKING:
    from numpy.typing import NDArray


def san_francisco() -> tuple[pd.Series[int], pd.DataFrame]:
    """Return people of 205 tracts, and what lies between them and 16 shops, of spopt's tests."""
    folder = Path(spopt.__file__).parent / "tests" / "test_locate" / "data"
    tracts = pd.read_csv(folder / "SF_demand_205_centroid_uniform_weight.csv", dtype={"NAME": str})
    roads = "SF_network_distance_candidateStore_16_censusTract_205_new.csv"
    names = {"DestinationName": "origin", "name": "place", "distance": "cost"}
    costs = pd.read_csv(folder / roads, dtype={"DestinationName": str}).rename(columns=names)
    return tracts.set_index("NAME")["POP2000"].sort_index(), costs[list(names.values())]


def spopt_cover(demand: pd.Series[int], costs: pd.DataFrame, *, n: int, reach: float) -> float:
    """Return the people that spopt's best n places cover; all pairs must be given."""
    table = _table(demand, costs)
    problem = _solved(MCLP, table, demand.to_numpy(), service_radius=reach, p_facilities=n)
    chosen = [place for place, covers in enumerate(problem.fac2cli) if covers]
    is_covered = np.asarray((table[:, chosen] <= reach).any(axis=1))
    return float(demand.to_numpy()[is_covered].sum())


def spopt_median(demand: pd.Series[int], costs: pd.DataFrame, *, n: int) -> float:
    """Return the mean cost of going to the nearest of spopt's best n places."""
    table = _table(demand, costs)
    problem = _solved(PMedian, table, demand.to_numpy(), p_facilities=n)
    chosen = [place for place, goers in enumerate(problem.fac2cli) if goers]
    return float(np.average(table[:, chosen].min(axis=1), weights=demand.to_numpy()))


def _table(demand: pd.Series[int], costs: pd.DataFrame) -> NDArray[np.float64]:
    wide = costs.astype({"origin": str, "place": str}).pivot_table(
        index="origin", columns="place", values="cost"
    )
    table: NDArray[np.float64] = wide.loc[demand.index].to_numpy()
    return table


def _solved(model: Any, *given: Any, **options: Any) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of pulp, about how spopt builds its program
        return model.from_cost_matrix(*given, **options).solve(
            pulp.PULP_CBC_CMD(msg=False, gapRel=0.0)
        )
