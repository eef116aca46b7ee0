"""PySAL's `access`, asked for what ours gives, and its example of hospitals."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pandas as pd
from access import fca

if TYPE_CHECKING:
    from assetmap.measures.access.pairs import Amounts

_COLUMNS: Final = {
    "demand_index": True,
    "demand_name": "demand",
    "supply_index": True,
    "supply_name": "supply",
    "cost_origin": "origin",
    "cost_dest": "place",
    "cost_name": "cost",
}


class Hospitals(NamedTuple):
    """Three towns with people and doctors, and four states of the roads between them."""

    people: pd.Series[int]
    doctors: pd.Series[int]
    names: tuple[str, ...]
    costs: tuple[pd.DataFrame, ...]


def pysal(
    method: str,
    demand: Amounts,
    supply: Amounts,
    costs: pd.DataFrame,
    **options: Any,
) -> pd.Series[float]:
    """Return what a function of `access.fca` gives for each origin; 0 where it has none."""
    plain = costs.astype({"origin": demand.index.dtype, "place": supply.index.dtype})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of pandas, about how it assigns
        found: pd.Series[float] = getattr(fca, method)(
            demand.rename("demand").to_frame(),
            supply.rename("supply").to_frame(),
            plain,
            max_cost=plain["cost"].max() + 1,  # which it leaves out itself
            **_COLUMNS,
            **options,
        )
    return found.reindex(demand.index, fill_value=0.0)


def _roads(inward: float, outward: float, across: float) -> pd.DataFrame:
    rows = [(1, 1, 1), (2, 2, 1), (3, 3, 1), (1, 3, inward), (2, 3, inward), (3, 1, outward)]
    rows += [(3, 2, outward), (1, 2, across), (2, 1, across)]
    return pd.DataFrame(rows, columns=["origin", "place", "cost"])


HOSPITALS: Final = Hospitals(
    people=pd.Series({1: 100, 2: 50, 3: 10}),
    doctors=pd.Series({1: 15, 2: 20, 3: 100}),
    names=("gridlock", "faster in", "faster out", "faster both ways"),
    costs=(_roads(40, 40, 80), _roads(20, 40, 80), _roads(40, 20, 80), _roads(20, 20, 40)),
)
