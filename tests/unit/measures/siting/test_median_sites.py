"""Places that people go least far to: by hand, beside every choice there is, and beside spopt."""

from __future__ import annotations

import math
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.measures.siting.peers import san_francisco, spopt_median

from assetmap.errors import DataError
from assetmap.measures.siting import (
    MedianSites,
    added,
    best,
    median_of,
    median_sites,
    optimum,
)

PEOPLE = pd.Series({"east": 30, "west": 10})
COSTS = pd.DataFrame(
    [("east", "hall", 1), ("west", "hall", 3), ("east", "inn", 2), ("west", "inn", 1)],
    columns=["origin", "place", "cost"],
)
_people = st.lists(st.integers(0, 9), min_size=1, max_size=6)
_costs = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 4), st.integers(0, 12)),
    max_size=25,
    unique_by=lambda row: row[:2],
)
BEYOND = 10.0


def mean_cost(demand: pd.Series[float], costs: pd.DataFrame, chosen: Any) -> float:
    nearest = costs[costs["place"].isin(list(chosen))].groupby("origin")["cost"].min()
    far = nearest.reindex(demand.index).fillna(BEYOND).clip(upper=BEYOND)
    return float((far * demand).sum() / demand.sum())


def test_one_place_is_the_one_that_people_go_least_far_to() -> None:
    # 30 go 1 and 10 go 3; to the inn, 30 go 2 and 10 go 1.
    found = median_sites(PEOPLE, ["hall", "inn"], COSTS, n=1, beyond=9)
    assert found == MedianSites(("hall",), 1.5, 1.5)


def test_with_all_places_each_goes_to_the_nearest() -> None:
    found = median_sites(PEOPLE, ["hall", "inn"], COSTS, n=2, beyond=9)
    assert found == MedianSites(("hall", "inn"), 1.0, 1.0)


def test_who_has_none_nearer_counts_as_beyond() -> None:
    assert median_sites(PEOPLE, ["inn"], COSTS[1:3], n=1, beyond=5).mean_cost == pytest.approx(2.75)
    assert median_sites(PEOPLE, ["inn"], COSTS[:2], n=1, beyond=5) == MedianSites((), 5.0, 5.0)


def test_without_people_no_mean_is_defined() -> None:
    found = median_sites(PEOPLE * 0, ["hall"], COSTS, n=1, beyond=9)
    assert found.chosen == ()
    assert math.isnan(found.mean_cost)
    assert math.isnan(found.bound)


def test_people_may_go_to_what_is_there_already() -> None:
    median = median_of(PEOPLE, ["inn"], COSTS, beyond=9, already=["hall"])
    assert best(median, 1) == MedianSites(("inn",), 1.0, 1.0)
    assert added(median, ["inn"]).to_dict() == {"inn": 20.0}  # 10 people go 2 less far


@settings(max_examples=50)
@given(_people, _costs, st.integers(1, 5))
def test_choice_and_bound_hold_to_every_choice(people: list[int], rows: Any, n: int) -> None:
    demand = pd.Series(people, index=[f"o{number}" for number in range(len(people))], dtype=float)
    near = [(f"o{o}", f"p{p}", float(cost)) for o, p, cost in rows if o < len(people)]
    costs = pd.DataFrame(near, columns=COSTS.columns)
    places = [f"p{number}" for number in range(5)]
    if demand.sum() == 0:
        return
    least = min(mean_cost(demand, costs, each) for each in combinations(places, n))
    median = median_of(demand, places, costs, beyond=BEYOND)
    found = best(median, n)
    assert found.mean_cost == pytest.approx(mean_cost(demand, costs, found.chosen))
    assert found.bound <= least + 1e-9
    assert least <= found.mean_cost + 1e-9
    proven = optimum(median, n, seconds=20)
    assert proven.mean_cost == pytest.approx(least)
    assert proven.bound == proven.mean_cost


@pytest.mark.evidence("median_sites", "spopt, on its own case of San Francisco")
def test_san_francisco_comes_out_as_in_spopt() -> None:
    demand, costs = san_francisco()
    demand = demand[::4]  # spopt's solver takes minutes for more
    costs = costs[costs["origin"].isin(demand.index)]
    median = median_of(demand, costs["place"].unique(), costs, beyond=costs["cost"].max() + 1)
    peer = spopt_median(demand, costs, n=4)
    assert optimum(median, 4, seconds=60).mean_cost == pytest.approx(peer, rel=1e-9)
    found = best(median, 4)
    assert found.bound <= peer <= found.mean_cost + 1e-9
    assert found.mean_cost <= 1.05 * peer


@pytest.mark.parametrize("beyond", [0, -1, np.inf, np.nan], ids=str)
def test_cost_of_reaching_none_must_be_a_number(beyond: float) -> None:
    with pytest.raises(DataError, match="Who reaches none cannot count as"):
        median_sites(PEOPLE, ["hall"], COSTS, n=1, beyond=beyond)
