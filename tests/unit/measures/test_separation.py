"""How many steps part the parties: by hand, by NetworkX, and by a sample."""

from __future__ import annotations

import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from tests.unit.measures.drawn_networks import few, larger_networks, networks, plain_graph

from assetmap.errors import DataError
from assetmap.measures import separation as module
from assetmap.measures.separation import diameter, diameter_from_few, mean_distance, separation
from assetmap.network import Network

CHAIN = Network.from_edges(["a", "b", "c", "x"], ["b", "c", "d", "y"])


@pytest.mark.evidence("mean_distance", "a chain of four, worked by hand")
def test_mean_distance_of_a_chain_is_over_its_pairs_alone() -> None:
    # Three pairs at one step, two at two, one at three; x and y are another piece.
    assert mean_distance(CHAIN) == pytest.approx(10 / 6)


@pytest.mark.evidence("diameter", "a chain of four, worked by hand")
def test_diameter_of_a_chain_is_its_length() -> None:
    assert diameter(CHAIN) == 3


def test_of_pieces_of_one_size_all_are_meant() -> None:
    # A chain of three (1, 1 and 2 steps) comes first, then three who all know each other.
    network = Network.from_edges(["a", "b", "p", "q", "r"], ["b", "c", "q", "r", "p"])
    assert mean_distance(network) == pytest.approx((4 / 3 + 1) / 2)
    assert diameter(network) == diameter_from_few(network) == 2
    turned = Network.from_edges(["p", "q", "r", "a", "b"], ["q", "r", "p", "b", "c"])
    assert mean_distance(turned) == mean_distance(network)
    assert diameter(turned) == diameter_from_few(turned) == 2


@pytest.mark.parametrize("nodes", [[], ["a"], ["a", "b"]], ids=["nobody", "one", "two apart"])
def test_steps_are_not_defined_where_nobody_is_tied(nodes: list[str]) -> None:
    network = Network.from_edges(["a"], ["a"], nodes=nodes) if nodes else Network.from_edges([], [])
    assert math.isnan(mean_distance(network))
    assert math.isnan(diameter(network))


def test_a_sample_of_one_is_refused() -> None:
    with pytest.raises(DataError, match="A sample of 1 sources was asked for; ask for 2 or more"):
        separation(CHAIN, n_sources=1)


@pytest.mark.evidence("mean_distance", "NetworkX, on random networks of every kind")
@pytest.mark.evidence("diameter", "NetworkX, on random networks of every kind")
@few
@given(networks)
def test_steps_are_those_of_networkx(network: Network) -> None:
    graph = plain_graph(network)
    pieces = [graph.subgraph(piece) for piece in nx.connected_components(graph)]
    largest = max((len(piece) for piece in pieces), default=0)
    if largest < 2:
        assert math.isnan(mean_distance(network))
        return
    alike = [piece for piece in pieces if len(piece) == largest]
    mean = np.mean([nx.average_shortest_path_length(piece) for piece in alike])
    longest = max(nx.diameter(piece) for piece in alike)
    assert mean_distance(network) == pytest.approx(mean)
    assert diameter(network) == longest
    assert diameter_from_few(network, most=len(network)) == longest


def test_from_few_the_diameter_is_that_from_all_or_not_told() -> None:
    line = Network.from_edges([f"{n}" for n in range(1_000)], [f"{n + 1}" for n in range(1_000)])
    assert diameter_from_few(line) == 1_000  # told by both ends
    # Each of a circle has its farthest opposite: the ways from one leave all others in doubt.
    circle = Network.from_edges(
        [f"{n}" for n in range(400)], [f"{(n + 1) % 400}" for n in range(400)]
    )
    assert diameter_from_few(circle) is None
    assert diameter_from_few(circle, most=400) == 200
    for seed in range(3):
        network = larger_networks(3_000, 5_000 + 3_000 * seed)[0]
        assert (
            diameter_from_few(network, most=3_000) == separation(network, n_sources=3_000).diameter
        )


def test_a_large_network_of_which_few_do_not_tell_is_gone_through_from_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_QUICK", 0)
    ends = [f"{(n + 1) % 402}" for n in range(402)]
    circle = Network.from_edges([f"{n}" for n in range(402)], ends)
    assert diameter(circle) == 201


@pytest.mark.evidence("separation", "spread over draws, beside the standard error stated")
def test_a_sample_is_as_far_from_the_truth_as_its_error_says() -> None:
    network = larger_networks(400, 1_000)[0]
    true = separation(network, n_sources=400)
    assert true.standard_error == 0
    off = []
    for seed in range(200):
        drawn = separation(network, n_sources=40, seed=seed)
        assert drawn.diameter <= true.diameter <= drawn.diameter_at_most
        off.append((drawn.mean - true.mean) / drawn.standard_error)
    # The mean of 200 is within three of its own errors of nought, and the spread about one.
    assert abs(np.mean(off)) < 3 / math.sqrt(200)
    assert np.std(off) == pytest.approx(1, abs=0.2)


def test_a_sample_bounds_every_one_of_pieces_of_one_size() -> None:
    # Forty lines of ten: three sources see three of them at most, and the others may be as long.
    lines = [[f"{line} {place}" for place in range(10)] for line in range(40)]
    starts, ends = ([node for line in lines for node in line[at:][:9]] for at in (0, 1))
    drawn = separation(Network.from_edges(starts, ends), n_sources=3)
    assert drawn.diameter == drawn.diameter_at_most == 9


def test_above_the_size_stated_a_sample_stands_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "EXACT_WORK", 100)
    network = larger_networks(400, 1_000)[0]
    drawn = separation(network)
    assert mean_distance(network) == drawn.mean
    assert drawn.standard_error > 0
    assert separation(network) == drawn
    assert separation(network, seed=1) != drawn
