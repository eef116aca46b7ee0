"""Where each party stands: by hand, and where nothing can be said."""

from __future__ import annotations

import pytest

from assetmap.measures.betweenness import betweenness
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
