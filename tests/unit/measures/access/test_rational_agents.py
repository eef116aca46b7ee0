"""People who avoid what is far or crowded: by hand, and beside PySAL's `access`."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from access import raam
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.measures.access.peers import HOSPITALS

from assetmap.errors import DataError
from assetmap.measures.access import rational_agent_cost


def pysal_raam(
    demand: pd.Series[int], supply: pd.Series[int], costs: pd.DataFrame, tau: float
) -> pd.Series[float]:
    found: pd.Series[float] = raam.raam(
        demand.rename("demand").to_frame(),
        supply.rename("supply").to_frame(),
        costs,
        cost_dest="place",
        tau=tau,
    )
    return found.reindex(demand.index)


def frame(rows: list[tuple[str, str, float]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["origin", "place", "cost"])


def test_people_spread_until_places_alike_are_crowded_alike() -> None:
    # 40 people for 20 places: the mean place has 2 people, so 10 places are room for 20.
    demand, supply = pd.Series({"east": 40}), pd.Series({"choir": 10, "shed": 10})
    costs = frame([("east", "choir", 0.0), ("east", "shed", 0.0)])
    found = rational_agent_cost(demand, supply, costs, catchment=1, tau=60)
    assert found.to_dict() == {"east": 1.0}


def test_travel_counts_in_units_of_tau_beside_crowding() -> None:
    # All that there is serves all that there are, half a tau away.
    demand, supply = pd.Series({"east": 40, "west": 40}), pd.Series({"choir": 10})
    costs = frame([("east", "choir", 30.0), ("west", "choir", 0.0)])
    found = rational_agent_cost(demand, supply, costs, catchment=30, tau=60)
    assert found.to_dict() == {"east": 1.5, "west": 1.0}


def test_cost_is_not_defined_where_nobody_lives_or_nothing_is_reached() -> None:
    demand = pd.Series({"east": 40, "west": 0, "moor": 5})
    supply = pd.Series({"choir": 10, "shut": 0})
    rows = [("east", "choir", 1.0), ("west", "choir", 1.0), ("moor", "choir", 9.0)]
    costs = frame([*rows, ("moor", "shut", 1.0)])
    found = rational_agent_cost(demand, supply, costs, catchment=5, tau=60)
    assert found.isna().to_dict() == {"east": False, "west": True, "moor": True}
    assert rational_agent_cost(demand, supply, costs[:0], catchment=5, tau=60).isna().all()


@pytest.mark.evidence("rational_agent_cost", "PySAL access, on its example of hospitals")
@pytest.mark.parametrize("costs", HOSPITALS.costs, ids=HOSPITALS.names)
def test_hospitals_come_out_as_in_pysal(costs: pd.DataFrame) -> None:
    people, doctors = HOSPITALS.people, HOSPITALS.doctors
    found = rational_agent_cost(people, doctors, costs, catchment=80, tau=60)
    peer = pysal_raam(people, doctors, costs, tau=60)
    assert found.tolist() == pytest.approx(peer.tolist(), rel=1e-9)


@pytest.mark.evidence("rational_agent_cost", "PySAL access, on random places")
@pytest.mark.parametrize("seed", range(3))
def test_random_places_come_out_as_in_pysal(seed: int) -> None:
    random = np.random.default_rng(seed)
    demand = pd.Series(random.integers(1, 3_000, 60), index=[f"o{n}" for n in range(60)])
    supply = pd.Series(random.integers(1, 40, 25), index=[f"p{n}" for n in range(25)])
    full = pd.MultiIndex.from_product([demand.index, supply.index], names=["origin", "place"])
    costs = pd.DataFrame({"cost": random.uniform(1, 90, len(full))}, index=full).reset_index()
    near = costs[costs["cost"] <= 40]
    found = rational_agent_cost(demand, supply, costs, catchment=40, tau=30)
    assert found.to_dict() == pytest.approx(
        pysal_raam(demand, supply, near, 30).to_dict(), rel=1e-9
    )


@settings(max_examples=30)
@given(st.permutations(range(6)), st.integers(1, 200))
def test_order_of_rows_does_not_matter(order: list[int], people: int) -> None:
    demand, supply = pd.Series({"a": people, "b": 70}), pd.Series({"x": 3, "y": 9, "z": 4})
    rows = [("a", "x", 1.0), ("a", "y", 7.5), ("a", "z", 30.0)]
    rows += [("b", "x", 12.0), ("b", "y", 8.5), ("b", "z", 3.0)]
    found = rational_agent_cost(demand, supply, frame(rows), catchment=90, tau=20)
    mixed = frame([rows[at] for at in order])
    assert rational_agent_cost(demand, supply, mixed, catchment=90, tau=20).equals(found)


def test_tau_that_weighs_nothing_up_is_refused() -> None:
    with pytest.raises(DataError, match="give a number above 0"):
        rational_agent_cost(pd.Series({"a": 1}), pd.Series({"x": 1}), frame([]), catchment=1, tau=0)
