"""Places that cover most people: by hand, beside every choice there is, and beside spopt."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.measures.siting.peers import san_francisco, spopt_cover

from assetmap.errors import DataError, MissingColumnError
from assetmap.geo import pairs_within
from assetmap.measures.siting import (
    BestSites,
    added,
    best,
    best_sites,
    bettered,
    cover_of,
    instead_of,
    optimum,
)

PEOPLE = pd.Series({"north": 30, "east": 20, "south": 25, "west": 10, "moor": 5})
# The inn covers most at once, and yet the two others together cover more than it and either.
COSTS = pd.DataFrame(
    [
        ("east", "inn", 2),
        ("south", "inn", 1),
        ("west", "inn", 2),
        ("north", "hall", 1),
        ("east", "hall", 2),
        ("south", "club", 1),
        ("west", "club", 2),
        ("moor", "club", 3),
    ],
    columns=["origin", "place", "cost"],
)
PLACES = ["inn", "hall", "club"]

_origins = st.lists(st.integers(0, 9), min_size=1, max_size=7)
_near = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 5), st.integers(0, 4)),
    max_size=25,
    unique_by=lambda row: row[:2],
)


def made(people: list[int], near: list[tuple[int, int, int]]) -> Any:
    demand = pd.Series(people, index=[f"o{number}" for number in range(len(people))], dtype=float)
    rows = [(f"o{o}", f"p{p}", float(cost)) for o, p, cost in near if o < len(people)]
    return demand, [f"p{n}" for n in range(6)], pd.DataFrame(rows, columns=COSTS.columns)


def covered(demand: pd.Series[float], costs: pd.DataFrame, chosen: Any, reach: float) -> float:
    near = costs[costs["place"].isin(list(chosen)) & (costs["cost"] <= reach)]
    return float(demand[near["origin"].unique()].sum())


def most_covered(demand: Any, costs: Any, places: list[str], n: int, reach: float) -> float:
    return max(covered(demand, costs, each, reach) for each in combinations(places, n))


def test_one_place_is_the_one_that_covers_most() -> None:
    assert best_sites(PEOPLE, PLACES, COSTS, n=1, reach=2) == BestSites(("inn",), 55.0, 55.0)


def test_two_places_are_not_the_greediest() -> None:
    # Inn and hall cover 85, as do hall and club: of those the first by what each adds.
    found = best_sites(PEOPLE, PLACES, COSTS, n=2, reach=2)
    assert found.people_covered == 85.0
    assert found.bound == 85.0


@pytest.mark.evidence("best", "by hand")
def test_exchanges_find_what_greed_misses() -> None:
    # Greed takes the middle, which covers 6, and then one side: 10. The sides cover 12.
    demand = pd.Series([3, 3, 3, 3.0], index=[*"abcd"])
    rows = [("b", "middle"), ("c", "middle"), ("a", "left"), ("b", "left"), ("c", "right")]
    costs = pd.DataFrame([*rows, ("d", "right")], columns=["origin", "place"]).assign(cost=1.0)
    demand["b"] = demand["c"] = 3.5
    found = best_sites(demand, ["left", "middle", "right"], costs, n=2, reach=1)
    assert found.chosen == ("left", "right")
    assert found.people_covered == 13.0


def test_reach_takes_in_its_limit() -> None:
    assert best_sites(PEOPLE, ["club"], COSTS, n=1, reach=3).people_covered == 40.0
    assert best_sites(PEOPLE, ["club"], COSTS, n=1, reach=2.99).people_covered == 35.0


def test_places_that_add_nobody_are_left_out() -> None:
    found = best_sites(PEOPLE, [*PLACES, "far"], COSTS, n=4, reach=2)
    assert "far" not in found.chosen
    assert found.people_covered == found.bound == 85.0
    assert best_sites(PEOPLE, ["far"], COSTS, n=1, reach=2) == BestSites((), 0.0, 0.0)
    assert best_sites(PEOPLE, [], COSTS, n=1, reach=2) == BestSites((), 0.0, 0.0)
    assert best_sites(PEOPLE[:0], PLACES, COSTS[:0], n=1, reach=2) == BestSites((), 0.0, 0.0)


def test_of_places_alike_the_first_by_id_is_chosen() -> None:
    demand = pd.Series({"a": 5.0})
    costs = pd.DataFrame({"origin": "a", "place": ["y", "x", "z"], "cost": 1.0})
    assert best_sites(demand, ["z", "y", "x"], costs, n=1, reach=1).chosen == ("x",)


@pytest.mark.parametrize(
    "candidates",
    [
        PLACES,
        pd.Index(PLACES),
        pd.Series(1.0, index=PLACES),
        pd.Series(PLACES),
        pd.Series(PLACES, index=PLACES),
        {"inn": 1, "hall": 2, "club": 3},
        [*PLACES, "inn"],
    ],
    ids=["ids", "index", "by id", "of ids", "of ids by id", "keys", "twice"],
)
def test_candidates_may_come_in_many_forms(candidates: Any) -> None:
    expected = best_sites(PEOPLE, PLACES, COSTS, n=2, reach=2)
    assert best_sites(PEOPLE, candidates, COSTS, n=2, reach=2) == expected


def test_what_is_given_is_not_changed() -> None:
    demand, costs, places = PEOPLE.copy(), COSTS.copy(), list(PLACES)
    best_sites(demand, places, costs, n=2, reach=2)
    pd.testing.assert_series_equal(demand, PEOPLE)
    pd.testing.assert_frame_equal(costs, COSTS)
    assert places == PLACES


def test_whom_places_that_are_there_cover_is_covered_already() -> None:
    cover = cover_of(PEOPLE, PLACES, COSTS, reach=2, already=["inn"])
    assert best(cover, 1) == BestSites(("hall",), 85.0, 85.0)
    assert added(cover, ["club", "hall"]).to_dict() == {"club": 0.0, "hall": 30.0}
    everything = cover_of(PEOPLE, PLACES, COSTS, reach=2, already=PLACES)
    assert best(everything, 1) == BestSites((), 85.0, 85.0)


def test_what_each_place_adds_sums_to_what_all_cover() -> None:
    cover = cover_of(PEOPLE, PLACES, COSTS, reach=2)
    assert added(cover, ["inn", "hall", "club"]).to_dict() == {"inn": 55.0, "hall": 30.0, "club": 0}
    assert added(cover, []).empty


def test_what_else_could_be_chosen_comes_by_what_it_adds() -> None:
    cover = cover_of(PEOPLE, PLACES, COSTS, reach=2)
    assert instead_of(cover, ["hall", "inn"], "inn").to_dict() == {"club": 35.0}
    assert instead_of(cover, ["hall"], "hall").to_dict() == {"inn": 55.0, "club": 35.0}
    assert instead_of(cover, ["hall"], "hall", n_rows=1).index.tolist() == ["inn"]


@pytest.mark.evidence("best", "every choice tried, on random towns")
@settings(max_examples=40)
@given(_origins, _near, st.integers(1, 6), st.integers(0, 4), st.randoms())
def test_choice_is_good_and_bound_true_whatever_the_order_of_rows(
    people: list[int], near: Any, n: int, reach: float, random: Any
) -> None:
    demand, places, costs = made(people, near)
    most = most_covered(demand, costs, places, n, reach)
    found = best_sites(demand, places, costs, n=n, reach=reach)
    assert len(found.chosen) == len(set(found.chosen)) <= n
    assert found.people_covered == covered(demand, costs, found.chosen, reach)
    assert found.people_covered >= (1 - 1 / np.e) * most
    assert most <= found.bound <= demand.sum()
    rows, names = list(range(len(costs))), list(demand.index)
    for each in (rows, names, places):
        random.shuffle(each)
    assert best_sites(demand[names], places, costs.iloc[rows], n=n, reach=reach) == found


@pytest.mark.evidence("optimum", "every choice tried, on random towns")
@settings(max_examples=25)
@given(_origins, _near, st.integers(1, 6), st.integers(0, 4))
def test_optimum_is_that_of_every_choice(
    people: list[int], near: Any, n: int, reach: float
) -> None:
    demand, places, costs = made(people, near)
    found = optimum(cover_of(demand, places, costs, reach=reach), n, seconds=20)
    assert found.people_covered == most_covered(demand, costs, places, n, reach)
    assert found.bound == found.people_covered


def town(seed: int, n_origins: int, n_places: int) -> tuple[pd.Series[int], pd.DataFrame]:
    """Return people, and all pairs, of a town of 10 km: denser in the middle."""
    random = np.random.default_rng(seed)
    frames = [
        pd.DataFrame(
            random.normal(0, 2_500, (n, 2)),
            index=[f"{letter}{number:03}" for number in range(n)],
            columns=["easting", "northing"],
        )
        for n, letter in ((n_origins, "o"), (n_places, "p"))
    ]
    demand = pd.Series(random.integers(50, 2_000, n_origins), index=frames[0].index)
    return demand, pairs_within(frames[0], frames[1], distance_m=1e6)


@pytest.mark.evidence("best_sites", "spopt, on its own case of San Francisco")
def test_san_francisco_comes_out_as_spopts_own_tests_have_it() -> None:
    demand, costs = san_francisco()
    cover = cover_of(demand, costs["place"].unique(), costs, reach=5_000)
    found = optimum(cover, 4, seconds=60)
    assert found.people_covered == found.bound == spopt_cover(demand, costs, n=4, reach=5_000)
    near = costs[costs["place"].isin(found.chosen) & (costs["cost"] <= 5_000)]
    assert len(demand) - near["origin"].nunique() == 21  # spopt, tests/test_locate/test_mclp.py
    assert best(cover, 4).people_covered >= 0.97 * found.people_covered


@pytest.mark.evidence("optimum", "spopt, on random towns")
@pytest.mark.evidence("best_sites", "spopt, on random towns")
@pytest.mark.parametrize("seed", range(3))
def test_optimum_is_that_of_spopt(seed: int) -> None:
    demand, costs = town(seed, 80, 20)
    for n, reach in ((2, 1_000.0), (4, 1_500.0)):
        peer = spopt_cover(demand, costs, n=n, reach=reach)
        cover = cover_of(demand, costs["place"].unique(), costs, reach=reach)
        assert optimum(cover, n, seconds=60).people_covered == peer
        found = best(cover, n)
        assert 0.95 * peer <= found.people_covered <= peer <= found.bound


@pytest.mark.evidence("bettered", "each better than the last, within its bound, on a random town")
def test_better_choices_come_while_there_is_time_and_end_at_the_bound() -> None:
    demand, costs = town(5, 300, 60)
    cover = cover_of(demand, costs["place"].unique(), costs, reach=600)
    found = list(bettered(cover, 8, seconds=0.3))
    people = [each.people_covered for each in found]
    assert found[0] == best(cover, 8)
    assert people == sorted(set(people))
    assert all(each.people_covered <= each.bound for each in found)
    assert len(list(bettered(cover, 60, seconds=60))) == 1  # all that there are: nothing is better


def test_optimum_that_is_not_found_in_time_has_the_bound_known() -> None:
    demand, costs = town(7, 400, 80)
    cover = cover_of(demand, costs["place"].unique(), costs, reach=500)
    found = optimum(cover, 12, seconds=1e-6)
    assert best(cover, 12).people_covered <= found.people_covered <= found.bound
    assert found.bound <= best(cover, 12).bound


@pytest.mark.parametrize("n", [0, -1])
def test_no_places_cannot_be_chosen(n: int) -> None:
    with pytest.raises(DataError, match="ask for 1 or more"):
        best_sites(PEOPLE, PLACES, COSTS, n=n, reach=2)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"demand": PEOPLE.replace(30, -1)}, "values of the demand are no number"),
        ({"demand": PEOPLE[1:]}, "in the demand, the first 'north'"),
        ({"costs": COSTS.replace(3, np.nan)}, "1 of 8 costs are no number"),
        ({"costs": pd.concat([COSTS, COSTS[:1]])}, "of a pair that has one already"),
        ({"candidates": ["inn", None]}, "1 of 2 candidates have no id"),
        ({"reach": -1.0}, "no limit of cost"),
    ],
    ids=["demand", "origin", "cost", "pair", "candidate", "reach"],
)
def test_what_cannot_be_counted_is_refused(changed: dict[str, Any], said: str) -> None:
    given_: dict[str, Any] = {
        "demand": PEOPLE,
        "candidates": PLACES,
        "costs": COSTS,
        "reach": 2.0,
    } | changed
    with pytest.raises(DataError, match=said):
        best_sites(**given_, n=1)


def test_costs_without_places_are_refused() -> None:
    with pytest.raises(MissingColumnError, match="has no column place"):
        best_sites(PEOPLE, PLACES, COSTS[["origin", "cost"]], n=1, reach=2)


def test_ids_that_are_no_candidates_are_refused() -> None:
    cover = cover_of(PEOPLE, PLACES, COSTS, reach=2)
    with pytest.raises(DataError, match="'pub' is none of the candidates"):
        added(cover, ["inn", "pub"])
    with pytest.raises(DataError, match="'club' is not among the places chosen"):
        instead_of(cover, ["inn"], "club")
    with pytest.raises(DataError, match="give a number above 0"):
        optimum(cover, 1, seconds=0)
