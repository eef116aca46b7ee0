"""How far a network hangs on one party: stars, rings, and where nothing can be said."""

from __future__ import annotations

import math

import pytest

from assetmap.measures.centralisation import betweenness_centralisation, degree_centralisation
from assetmap.network import Network


def test_centralisation_of_a_star_is_one(star: Network) -> None:
    assert degree_centralisation(star) == pytest.approx(1.0)
    assert betweenness_centralisation(star) == pytest.approx(1.0)


def test_centralisation_of_a_ring_is_nought(ring: Network) -> None:
    assert degree_centralisation(ring) == 0.0
    assert betweenness_centralisation(ring) == pytest.approx(0.0)


def test_degree_centralisation_of_a_line_is_worked_by_hand() -> None:
    # Degrees 1, 2, 2, 1: (1 + 0 + 0 + 1) / (3 * 2).
    line = Network.from_edges(["a", "b", "c"], ["b", "c", "d"], directed=False)
    assert degree_centralisation(line) == pytest.approx(1 / 3)
    # Betweenness 0, 2/3, 2/3, 0: (2/3 + 2/3) / 3.
    assert betweenness_centralisation(line) == pytest.approx(4 / 9)


def test_degree_centralisation_directed_adds_out_and_in(town: Network) -> None:
    # Degrees 2, 4, 2, 3, 1, 0: 24 - 12 over 2 * 5 * 4.
    assert degree_centralisation(town) == pytest.approx(12 / 40)


@pytest.mark.parametrize("nodes", [[], ["a"], ["a", "b"]], ids=["nobody", "one", "two"])
def test_centralisation_is_not_defined_below_three_parties(nodes: list[str]) -> None:
    network = Network.from_edges(nodes[:-1], nodes[1:], nodes=nodes)
    assert math.isnan(degree_centralisation(network))
    assert math.isnan(betweenness_centralisation(network))


def test_centralisation_without_ties_is_nought() -> None:
    network = Network.from_edges([], [], nodes=["a", "b", "c"])
    assert degree_centralisation(network) == betweenness_centralisation(network) == 0.0
