"""Places of parties: intervals that cover where each would stand, and bounds that always hold."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.soak.certainty import RANKS
from tests.unit.measures.certainty.coverage import rank_coverage
from tests.unit.measures.certainty.test_bounds import EVERY_WAY, said, ways
from tests.unit.measures.made_towns import Kind, made_town, partly_answered
from tests.unit.measures.surveys import survey

from assetmap.errors import DataError
from assetmap.measures import MEASURES
from assetmap.measures.betweenness import betweenness
from assetmap.measures.burt import constraint
from assetmap.measures.certainty.completion import completed
from assetmap.measures.certainty.ranks import (
    RISING,
    completed_networks,
    places,
    rank_bounds,
    rank_intervals,
)
from assetmap.measures.certainty.surveyed import Surveyed
from assetmap.measures.degrees import degree, in_degree, out_degree
from assetmap.network import Network

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import DataObject

SIMULATED = "ranks; towns of known ties of which 30 % fall silent: the 90 % interval covers 85-95 %"
TRUTH, GROUP_OF = made_town(Kind(30, 4.0), np.random.default_rng(5))
CLAIMS = partly_answered(TRUTH, 0.3, np.random.default_rng(6))


def _star(*leaves: str, nodes: str = "hubc") -> Network:
    return Network.from_edges(leaves, ["h"] * len(leaves), nodes=nodes)


def _tried(evidence: Callable[..., None]) -> Callable[..., None]:
    for name in RANKS:
        if name in MEASURES:
            evidence = pytest.mark.evidence(name, SIMULATED)(evidence)
    return evidence


@pytest.mark.evidence("rank_intervals", SIMULATED)
@pytest.mark.slow
@_tried
def test_nine_places_of_ten_are_where_they_are_said_to_be() -> None:
    found = rank_coverage(
        partial(made_town, Kind(40, 5.0)), RANKS, share_silent=0.3, n_towns=12, first=100
    )
    # In 12 towns shares differ by 0.02 by chance; docs/certainty.md has more of them.
    assert {name: share for name, share in found.items() if not 0.85 <= share <= 0.97} == {}


def test_equals_share_places_and_the_undefined_come_last() -> None:
    best, worst = places([0.1 + 0.2, 0.3, float("nan"), 1.0])
    assert best.tolist() == [2, 2, 4, 1]
    assert worst.tolist() == [3, 3, 4, 1]


def test_ends_of_places_by_hand() -> None:
    # h, named by all, is first each time; of the three others one is named once, in turn.
    networks = [
        Network.from_edges([*"ubc", "h"], [*"hhh", "ubc"[turn % 3]], nodes="hubc")
        for turn in range(39)
    ]
    found = rank_intervals(networks, in_degree)
    assert found is not None
    assert found.loc[["h"]].to_numpy().tolist() == [[1, 1, 1]]
    # 13 times each is second; 26 times it has the third place half of the time, so the fourth 13.
    assert found.loc[["u"], ["low", "high"]].to_numpy().tolist() == [[2, 4]]
    assert found["middle"]["u"] == pytest.approx((13 * 2 + 26 * 3.5) / 39)


def test_equals_stand_in_an_order_by_lot() -> None:
    nodes = [f"o{number:03}" for number in range(100)]
    alike = [Network.from_edges([], [], nodes=nodes)] * 39
    found = rank_intervals(alike, in_degree)
    assert found is not None
    # All share 100 places: of 39 draws 2 lie at or before the 6th (2.34), 1.95 before it.
    assert set(found["low"]) == {6}
    assert set(found["high"]) == {95}


def test_places_are_not_told_from_too_few_draws() -> None:
    assert rank_intervals((), in_degree) is None
    with pytest.raises(DataError, match="18 draws are too few"):
        rank_intervals([_star("u")] * 18, in_degree)


def test_where_all_answered_places_are_those_of_what_was_said() -> None:
    networks = completed_networks(Surveyed(TRUTH, GROUP_OF), n_draws=19)
    assert {each.edges for each in networks} == {TRUTH.network.edges}
    # Weights count too: constraint goes by how close each says that they are.
    found = rank_intervals(networks, constraint)
    assert found is not None
    best, worst = places(constraint(TRUTH.network))
    alone = best == worst
    assert alone.any()
    assert found["low"][alone].tolist() == found["high"][alone].tolist() == best[alone].tolist()
    bounds = rank_bounds(Surveyed(TRUTH), constraint, is_rising=False)
    assert bounds["low"].tolist() == best.tolist()
    assert bounds["high"].tolist() == worst.tolist()


def test_where_a_measure_is_not_defined_a_party_comes_last() -> None:
    # b has no contact, so that nothing constrains it.
    networks = [Network.from_edges(["h", "u"], ["u", "c"], nodes="hubc")] * 19
    found = rank_intervals(networks, constraint)
    assert found is not None
    assert found.loc[["b"]].to_numpy().tolist() == [[4, 4, 4]]


def test_what_was_answered_keeps_its_weight_and_what_was_not_has_one_that_was_given() -> None:
    given_weights = set(CLAIMS.network.weights.tolist())
    known = CLAIMS.network.ties.set_index(["source", "target"])["weight"]
    for network in completed(CLAIMS, GROUP_OF, n_draws=5).networks():
        ties = network.ties.set_index(["source", "target"])["weight"]
        assert ties.reindex(known.index).equals(known)
        assert set(ties) <= given_weights


def test_what_is_known_otherwise_is_added_with_its_weight() -> None:
    claims = survey("abc", "ab", {"ab": (3,)})
    ties = Surveyed(claims, further=(("a", "b"), ("c", "a"))).network.ties
    assert ties.to_numpy().tolist() == [["a", "b", 4.0], ["c", "a", 1.0]]


@pytest.mark.evidence("rank_bounds", EVERY_WAY)
@pytest.mark.evidence("in_degree", f"best and worst places: {EVERY_WAY}")
@pytest.mark.evidence("out_degree", f"best and worst places: {EVERY_WAY}")
@pytest.mark.evidence("degree", f"best and worst places: {EVERY_WAY}")
@pytest.mark.evidence("harmonic", f"best and worst places: {EVERY_WAY}")
@pytest.mark.evidence("reach", f"best and worst places: {EVERY_WAY}")
@pytest.mark.evidence("core_number", f"best and worst places: {EVERY_WAY}")
@settings(max_examples=6, deadline=None)
@given(said, st.data())
def test_bounds_of_places_hold_every_way(pairs: set[str], data: DataObject) -> None:
    name = data.draw(st.sampled_from([each for each in RISING if each != "n_groups_met"]))
    measure = MEASURES[name].function
    claims = survey("abcd", "abc", dict.fromkeys(pairs, (1,)))
    found = rank_bounds(Surveyed(claims), measure, is_rising=True)
    for network in ways(claims):
        best, worst = places(measure(network))
        assert (found["low"] <= best).all()
        assert (found["high"] >= worst).all()


def test_best_and_worst_places_by_hand() -> None:
    # c is silent. a names b and c, b names c: a names 2 for certain, b 1, c from none to 2.
    claims = survey("abc", "ab", {"ab": (1,), "ac": (1,), "bc": (1,)})
    found = rank_bounds(Surveyed(claims), out_degree, is_rising=True)
    assert found.to_numpy().tolist() == [[1, 2], [2, 3], [1, 3]]
    assert degree(Surveyed(claims).network).tolist() == [2, 2, 2]


def test_by_what_can_fall_as_well_nobody_s_place_is_certain() -> None:
    claims = survey("abc", "ab", {"ab": (1,)})
    found = rank_bounds(Surveyed(claims), betweenness, is_rising=False)
    assert found.to_numpy().tolist() == [[1, 3]] * 3
