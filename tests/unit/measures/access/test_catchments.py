"""Floating catchments: by hand, as published, and beside PySAL's `access`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
from access import weights as pysal_weights
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.measures.access.peers import HOSPITALS, pysal

from assetmap.errors import DataError, MissingColumnError
from assetmap.geo import pairs_within
from assetmap.measures.access import (
    gaussian,
    stepwise,
    three_step_catchment,
    two_step_catchment,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

MEASURES = (two_step_catchment, three_step_catchment)
ZONES = {2.0: 1.0, 4.0: 0.68, 6.0: 0.22}

PEOPLE = pd.Series({"east": 30, "west": 10, "moor": 5})
ROOM = pd.Series({"choir": 20, "shed": 15, "spare": 7})
COSTS = pd.DataFrame(
    [("east", "choir", 1), ("west", "choir", 2), ("east", "shed", 2), ("moor", "shed", 9)],
    columns=["origin", "place", "cost"],
)

_ids = st.sampled_from("abcdef")
_pairs = st.dictionaries(st.tuples(_ids, st.sampled_from("uvwxyz")), st.integers(0, 8), max_size=30)
_amounts = st.lists(st.integers(0, 50), min_size=6, max_size=6)


def frame(pairs: dict[tuple[str, str], float]) -> pd.DataFrame:
    rows = [(*ends, float(cost)) for ends, cost in pairs.items()]
    return pd.DataFrame(rows, columns=["origin", "place", "cost"])


@pytest.mark.evidence("two_step_catchment", "Luo and Wang (2003), figure 3")
def test_luo_and_wangs_figure_comes_out_as_published() -> None:
    # One physician at a has eight residents in reach, one at b has four; resident 4 has both.
    demand = pd.Series(1, index=[f"resident {number}" for number in range(1, 12)])
    supply = pd.Series({"a": 1, "b": 1})
    near_a, near_b = demand.index[:8], [*demand.index[8:], "resident 4"]
    pairs = {(each, "a"): 20.0 for each in near_a} | {(each, "b"): 20.0 for each in near_b}
    found = two_step_catchment(demand, supply, frame(pairs), catchment=30)
    assert found["resident 4"] == 0.375
    assert sorted(found) == [0.125] * 7 + [0.25] * 3 + [0.375]


def test_each_origin_has_its_shares_and_one_that_reaches_nothing_has_none() -> None:
    # 20 places of the choir for 40 people, 15 of the shed for the 30 of east.
    found = two_step_catchment(PEOPLE, ROOM, COSTS, catchment=2)
    assert found.to_dict() == {"east": 1.0, "west": 0.5, "moor": 0.0}
    assert found.index.tolist() == ["east", "west", "moor"]
    assert found.dtype == np.float64


def test_catchment_takes_in_its_limit() -> None:
    # Up to 1, east has the choir for itself: 20 for 30.
    assert two_step_catchment(PEOPLE, ROOM, COSTS, catchment=1)["east"] == pytest.approx(2 / 3)
    assert two_step_catchment(PEOPLE, ROOM, COSTS, catchment=9)["moor"] == pytest.approx(15 / 35)


def test_decay_counts_in_both_steps() -> None:
    # Weights 1 up to 1 and 1/2 up to 2. Choir: 30 + 10 / 2 = 35 people, shed: 30 / 2 = 15.
    found = two_step_catchment(PEOPLE, ROOM, COSTS, catchment=2, decay=stepwise({1: 1, 2: 0.5}))
    assert found["east"] == pytest.approx(20 / 35 + 0.5 * 15 / 15)
    assert found["west"] == pytest.approx(0.5 * 20 / 35)


def test_who_chooses_among_places_asks_less_of_each() -> None:
    # East halves itself: 15 and 15. Choir: 20 for 25, shed: 15 for 15.
    found = three_step_catchment(PEOPLE, ROOM, COSTS, catchment=2)
    assert found.to_dict() == pytest.approx({"east": 0.4 + 0.5, "west": 0.8, "moor": 0.0})


@pytest.mark.parametrize("measure", MEASURES)
def test_place_that_nobody_reaches_gives_nobody_anything(measure: Any) -> None:
    nobody = pd.Series({"east": 0, "west": 0, "moor": 0})
    assert measure(nobody, ROOM, COSTS, catchment=9).tolist() == [0.0, 0.0, 0.0]
    nowhere = measure(PEOPLE, ROOM, COSTS, catchment=9, decay=np.zeros_like)
    assert nowhere.tolist() == [0.0, 0.0, 0.0]


@pytest.mark.parametrize("measure", MEASURES)
def test_of_nothing_there_is_nothing(measure: Any) -> None:
    none = pd.Series(dtype=float)
    assert measure(none, none, COSTS[:0], catchment=9).empty
    assert measure(PEOPLE, none, COSTS[:0], catchment=9).tolist() == [0.0, 0.0, 0.0]


@pytest.mark.parametrize("measure", MEASURES)
def test_what_is_given_is_not_changed(measure: Any) -> None:
    demand, supply, costs = PEOPLE.astype(float), ROOM.astype(float), COSTS.astype({"cost": float})

    def halves_what_it_is_given(given: NDArray[np.float64]) -> NDArray[np.float64]:
        given /= 2
        return given

    found = measure(demand, supply, costs, catchment=9, decay=halves_what_it_is_given)
    found[:] = 7.0
    pd.testing.assert_series_equal(demand, PEOPLE.astype(float))
    pd.testing.assert_series_equal(supply, ROOM.astype(float))
    pd.testing.assert_frame_equal(costs, COSTS.astype({"cost": float}))


@settings(max_examples=40)
@given(_pairs, _amounts, _amounts, st.permutations(range(30)))
def test_all_that_somebody_reaches_is_shared_out_whatever_the_order_of_rows(
    pairs: dict[tuple[str, str], float], people: Any, room: Any, order: list[int]
) -> None:
    demand, supply = pd.Series(people, index=[*"abcdef"]), pd.Series(room, index=[*"uvwxyz"])
    costs = frame(pairs)
    near = costs[costs["cost"] <= 5]
    reached = near.loc[near["origin"].map(demand) > 0, "place"].unique()
    for measure in MEASURES:
        found = measure(demand, supply, costs, catchment=5, decay=gaussian(3))
        assert (found * demand).sum() == pytest.approx(supply[reached].sum())
        mixed = costs.iloc[[at for at in order if at < len(costs)]]
        again = measure(demand, supply, mixed, catchment=5, decay=gaussian(3))
        assert again.tolist() == pytest.approx(found.tolist())


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("decay", [None, stepwise(ZONES)], ids=["alike", "zones"])
def test_ids_as_categories_of_whatever_order_give_what_words_give(measure: Any, decay: Any) -> None:
    coded = COSTS.astype({"origin": "category", "place": "category"})
    expected = measure(PEOPLE, ROOM, COSTS, catchment=9, decay=decay)
    assert measure(PEOPLE, ROOM, coded, catchment=9, decay=decay).equals(expected)
    same = COSTS.assign(
        origin=pd.Categorical(COSTS["origin"], PEOPLE.index),
        place=pd.Categorical(COSTS["place"], ROOM.index),
    )
    assert measure(PEOPLE, ROOM, same, catchment=9, decay=decay).equals(expected)


@pytest.mark.evidence("two_step_catchment", "PySAL access, on its example of hospitals")
@pytest.mark.evidence("three_step_catchment", "PySAL access, on its example of hospitals")
@pytest.mark.parametrize("costs", HOSPITALS.costs, ids=HOSPITALS.names)
def test_hospitals_come_out_as_in_pysal(costs: pd.DataFrame) -> None:
    near = costs[costs["cost"] < 61]
    gravity = pysal_weights.gravity(1, -1)
    for measure, method in zip(MEASURES, ("two_stage_fca", "three_stage_fca"), strict=True):
        found = measure(
            HOSPITALS.people, HOSPITALS.doctors, near, catchment=61, decay=lambda cost: 1 / cost
        )
        peer = pysal(method, HOSPITALS.people, HOSPITALS.doctors, near, weight_fn=gravity)
        assert found.tolist() == pytest.approx(peer.tolist(), rel=1e-9)


@pytest.mark.evidence("gaussian", "PySAL access, on random places")
@pytest.mark.evidence("stepwise", "PySAL access, on random places")
@pytest.mark.evidence("two_step_catchment", "PySAL access, on random places")
@pytest.mark.evidence("three_step_catchment", "PySAL access, on random places")
@pytest.mark.parametrize("seed", range(3))
def test_random_places_come_out_as_in_pysal(seed: int) -> None:
    random = np.random.default_rng(seed)
    demand = pd.Series(random.integers(1, 2_000, 80), index=[f"o{n}" for n in range(80)])
    supply = pd.Series(random.uniform(0, 50, 50), index=[f"p{n}" for n in range(50)])
    homes, halls = (
        pd.DataFrame(random.uniform(0, 10, (len(ids), 2)), ids, ["easting", "northing"])
        for ids in (demand.index, supply.index)
    )
    near = pairs_within(homes, halls, distance_m=6)
    decays: dict[Callable[..., Any], Any] = {
        stepwise(ZONES): pysal_weights.step_fn(ZONES),
        gaussian(2): pysal_weights.gaussian(2),
    }
    for ours, theirs in decays.items():
        for measure, method in zip(MEASURES, ("two_stage_fca", "three_stage_fca"), strict=True):
            found = measure(demand, supply, near, catchment=6, decay=ours)
            peer = pysal(method, demand, supply, near, weight_fn=theirs)
            assert found.to_dict() == pytest.approx(peer.to_dict(), rel=1e-9)
    found = two_step_catchment(demand, supply, near, catchment=3)
    peer = pysal("two_stage_fca", demand, supply, near[near["cost"] <= 3])
    assert found.to_dict() == pytest.approx(peer.to_dict(), rel=1e-9)


@pytest.mark.evidence("stepwise", "by hand")
def test_zones_take_in_their_limits_and_end() -> None:
    costs = np.array([0.0, 2.0, 2.1, 4.0, 6.0, 6.1])
    assert stepwise(ZONES)(costs).tolist() == [1.0, 1.0, 0.68, 0.68, 0.22, 0.0]


@pytest.mark.evidence("gaussian", "by hand")
def test_bell_curve_falls_to_what_its_formula_says() -> None:
    assert gaussian(2)(np.array([0.0, 2.0, 4.0])) == pytest.approx([1, np.exp(-0.5), np.exp(-2)])


@pytest.mark.parametrize("zones", [{}, {-1.0: 1.0}, {1.0: -1.0}, {1.0: np.nan}], ids=str)
def test_zones_that_are_none_are_refused(zones: dict[float, float]) -> None:
    with pytest.raises(DataError, match="limits of 0 or more with weights of 0 or more"):
        stepwise(zones)


@pytest.mark.parametrize("spread", [0, -1, np.nan], ids=str)
def test_bell_curve_without_a_spread_is_refused(spread: float) -> None:
    with pytest.raises(DataError, match="makes no bell curve"):
        gaussian(spread)


@pytest.mark.parametrize(
    ("demand", "supply", "costs", "said"),
    [
        (PEOPLE.replace(10, -1), ROOM, COSTS, "1 of 3 values of the demand .* -1 of 'west'"),
        (
            PEOPLE,
            ROOM.astype(float).replace(15, np.nan),
            COSTS,
            "1 of 3 values of the supply .* nan of 'shed'",
        ),
        (
            PEOPLE.astype(float).replace(10, np.inf),
            ROOM,
            COSTS,
            "1 of 3 values of the demand .* inf of 'west'",
        ),
        (PEOPLE.set_axis(["a", "b", "a"]), ROOM, COSTS, "1 of 3 ids of the demand .* first 'a'"),
        (PEOPLE[:2], ROOM, COSTS, "1 of 4 costs have as origin .* in the demand, the first 'moor'"),
        (PEOPLE, ROOM[1:], COSTS, "2 of 4 costs have as place .* in the supply, the first 'choir'"),
        (PEOPLE, ROOM, COSTS.replace(2, -2), "2 of 4 costs are no number .* -2 from 'west'"),
        (PEOPLE, ROOM, COSTS.replace(9, np.nan), "1 of 4 costs are no number .* from 'moor'"),
        (PEOPLE, ROOM, COSTS.replace("west", None), "1 of 4 costs have as origin an id"),
        (PEOPLE, ROOM, pd.concat([COSTS, COSTS[1:2]]), "1 of 5 .* 'west' to 'choir'"),
    ],
    ids=[
        "demand below 0",
        "supply missing",
        "demand without end",
        "demand twice",
        "origin unknown",
        "place unknown",
        "cost below 0",
        "cost missing",
        "origin missing",
        "pair twice",
    ],
)
def test_what_cannot_be_counted_is_refused_by_id(
    demand: Any, supply: Any, costs: pd.DataFrame, said: str
) -> None:
    for measure in MEASURES:
        with pytest.raises(DataError, match=said):
            measure(demand, supply, costs, catchment=9)
        if "missing" not in said:
            coded = costs.astype({"origin": "category", "place": "category"})
            with pytest.raises(DataError, match=said):
                measure(demand, supply, coded, catchment=9)


def test_costs_without_a_column_and_a_limit_that_is_none_are_refused() -> None:
    with pytest.raises(MissingColumnError, match="The frame of costs has no column place"):
        two_step_catchment(PEOPLE, ROOM, COSTS[["origin", "cost"]], catchment=9)
    for limit in (-1.0, np.nan):
        with pytest.raises(DataError, match="no limit of cost; give a number of 0 or more"):
            two_step_catchment(PEOPLE, ROOM, COSTS, catchment=limit)


@pytest.mark.parametrize(
    ("decay", "said"),
    [
        (lambda _: 1.0, "decay gave weights of shape .* for 4 costs"),
        (lambda costs: -costs, "decay gave -1.0 for a cost of 1.0"),
        (lambda costs: costs * np.nan, "decay gave nan"),
    ],
    ids=["one", "below 0", "missing"],
)
def test_decay_that_gives_no_weights_is_refused(decay: Any, said: str) -> None:
    with pytest.raises(DataError, match=said):
        two_step_catchment(PEOPLE, ROOM, COSTS, catchment=9, decay=decay)
