"""Where each party stands: by hand, and where nothing can be said."""

from __future__ import annotations

import math

import pytest

from assetmap.measures.betweenness import betweenness
from assetmap.measures.position import constraint
from assetmap.network import Network


def test_betweenness_is_the_share_of_pairs_between_whom_a_party_lies(town: Network) -> None:
    # Of twenty ordered pairs of others. Through link: gp to choir, walk and shed; choir to gp;
    # walk to gp and choir. Through choir: gp and link to walk and shed. Through walk: choir to
    # gp, link and shed; gp and link to shed.
    expected = [0.0, 6 / 20, 4 / 20, 5 / 20, 0.0, 0.0]
    assert betweenness(town).tolist() == pytest.approx(expected)


def test_betweenness_shares_a_pair_between_equal_paths(ring: Network) -> None:
    # In a ring of five each opposite pair has one way, so each lies on one of six pairs.
    assert betweenness(ring).tolist() == pytest.approx([1 / 6] * 5)


def test_betweenness_of_a_square_halves_each_opposite_pair() -> None:
    square = Network.from_edges(list("abcd"), list("bcda"), directed=False)
    assert betweenness(square).tolist() == pytest.approx([0.5 / 3] * 4)


def test_betweenness_does_not_use_weights() -> None:
    ends = (["a", "b", "a"], ["b", "c", "c"])
    light = Network.from_edges(*ends, [1, 1, 100])
    assert betweenness(light).tolist() == betweenness(Network.from_edges(*ends)).tolist()


@pytest.mark.parametrize("nodes", [["a"], ["a", "b"]], ids=["one", "two"])
def test_betweenness_is_not_defined_below_three_parties(nodes: list[str]) -> None:
    assert betweenness(Network.from_edges([], [], nodes=nodes)).isna().all()


def test_betweenness_of_nobody_is_empty() -> None:
    assert betweenness(Network.from_edges([], [])).empty


def test_betweenness_given_may_be_changed_without_changing_the_next(star: Network) -> None:
    found = betweenness(star)
    found["hub"] = 7.0
    assert betweenness(star)["hub"] == pytest.approx(1.0)


def test_constraint_agrees_with_ucinet() -> None:
    # Weighted and directed; UCINET and igraph give .840, 1.143 and 1.378.
    network = Network.from_edges(["0", "0", "1", "2"], ["1", "2", "0", "1"], [2, 2, 1, 1])
    assert constraint(network).tolist() == pytest.approx([0.840, 1.143, 1.378], abs=5e-4)


def test_constraint_of_a_hub_is_one_over_its_contacts(star: Network) -> None:
    assert constraint(star).to_dict() == pytest.approx({"hub": 1 / 4, **dict.fromkeys("abcd", 1.0)})


def test_constraint_of_a_closed_triangle_is_above_one() -> None:
    # Each contact takes half, and half of the other half leads back to it: 2 (1/2 + 1/4)^2.
    triangle = Network.from_edges(list("abc"), list("bca"), directed=False)
    assert constraint(triangle).tolist() == pytest.approx([9 / 8] * 3)


def test_constraint_is_not_defined_without_contacts(town: Network) -> None:
    assert math.isnan(constraint(town)["alone"])
    assert math.isnan(constraint(Network.from_edges(["a"], ["a"]))["a"])
    assert constraint(Network.from_edges([], [])).empty


def test_constraint_takes_a_tie_of_weight_nought_for_none() -> None:
    ends = (["a", "b", "c"], ["b", "c", "a"])
    found = constraint(Network.from_edges(*ends, [1, 0, 1], directed=False))
    assert found.to_dict() == pytest.approx({"a": 0.5, "b": 1.0, "c": 1.0})
    assert constraint(Network.from_edges(["a"], ["b"], [0])).isna().all()
