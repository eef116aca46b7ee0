"""The Leiden algorithm: by hand, by what was published, by igraph, and by what it promises."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.measures.drawn_networks import few, larger_networks, networks
from tests.unit.measures.igraph_peer import igraph_of, weights_of

from assetmap.measures.clusters import leiden, modularity_of
from assetmap.measures.leiden import rounds
from assetmap.measures.plain import plain
from assetmap.network import Network

# Two circles of four who all know each other, and one tie between the circles.
CLIQUES = Network.from_edges(
    *zip(*combinations("abcd", 2), *combinations("wxyz", 2), ("d", "w"), strict=True),
    nodes="abcdwxyz",
    directed=False,
)
KARATE_BEST = 0.41979
"""The highest modularity of Zachary's club, without weights (Brandes and others 2008)."""


def _sets(network: Network, groups: np.ndarray) -> set[frozenset[str]]:
    return {
        frozenset(np.array(network.nodes, dtype=object)[groups == number]) for number in set(groups)
    }


@pytest.mark.evidence("cluster", "two circles who all know each other joined by one tie, by hand")
def test_leiden_parts_two_cliques_with_a_bridge() -> None:
    groups = leiden(CLIQUES)
    assert _sets(CLIQUES, groups) == {frozenset("abcd"), frozenset("wxyz")}
    # Twelve of thirteen ties are within, and each circle has half of the ends.
    assert modularity_of(CLIQUES, groups) == pytest.approx(12 / 13 - 1 / 2)


@pytest.mark.evidence("cluster", "Zachary's club: the best that is known, Brandes and others 2008")
def test_leiden_comes_to_the_best_that_is_known_of_the_karate_club() -> None:
    graph: Any = nx.karate_club_graph()
    ends = zip(*((str(one), str(other)) for one, other in graph.edges), strict=True)
    club = Network.from_edges(*ends, directed=False)
    found = [modularity_of(club, leiden(club, seed=seed)) for seed in range(10)]
    assert max(found) == pytest.approx(KARATE_BEST, abs=1e-5)
    assert min(found) > 0.99 * KARATE_BEST


@pytest.mark.evidence("cluster", "as modular as igraph's clusters when they no longer change")
def test_leiden_is_about_as_modular_as_igraph_when_that_has_converged() -> None:
    for network in map(plain, larger_networks(600, 3_000)):
        graph, weights = igraph_of(network), weights_of(network).tolist()
        theirs = [
            graph.community_leiden("modularity", weights=weights, n_iterations=-1).membership
            for _ in range(5)
        ]
        ours = [leiden(network, seed=seed) for seed in range(5)]
        reached, expected = (
            np.mean([modularity_of(network, np.array(each)) for each in found])
            for found in (ours, theirs)
        )
        assert reached >= 0.99 * expected


@few
@given(networks, st.integers(0, 3), st.sampled_from([0.3, 1.0, 2.5]))
def test_leiden_keeps_what_it_promises(network: Network, seed: int, resolution: float) -> None:
    contacts = plain(network)
    groups = leiden(network, seed=seed, resolution=resolution)
    assert groups.tolist() == leiden(network, seed=seed, resolution=resolution).tolist()
    tied: Any = contacts.to_networkx()
    tied.remove_edges_from([ends for *ends, weight in tied.edges(data="weight") if not weight])
    assert all(nx.is_connected(tied.subgraph(each)) for each in _sets(network, groups))
    if not contacts.weights.sum():
        assert len(set(groups)) == len(network)
        return

    def quality(of: np.ndarray) -> float:
        return modularity_of(contacts, of, resolution=resolution)

    reached = quality(groups)
    assert reached >= quality(np.arange(len(network))) - 1e-12
    for one, other in combinations(sorted(set(groups)), 2):
        assert quality(np.where(groups == one, other, groups)) <= reached + 1e-12


def test_no_round_is_worse_than_the_one_before() -> None:
    for network in map(plain, larger_networks(300, 900)):
        found = [modularity_of(network, groups.astype(np.int64)) for groups in rounds(network)]
        assert all(before <= after + 1e-12 for before, after in pairwise(found))
        assert len(found) > 1


def test_leiden_of_renamed_parties_is_about_as_good() -> None:
    network = plain(larger_networks(300, 900)[0])
    mixed = np.random.default_rng(1).permutation(list(network.nodes)).tolist()
    ties = network.ties
    renamed = Network.from_edges(
        ties["source"], ties["target"], ties["weight"], nodes=mixed, directed=False
    )
    one, other = (modularity_of(each, leiden(each)) for each in (network, renamed))
    assert one == pytest.approx(other, rel=0.03)


def test_a_party_without_ties_adds_its_own_cluster_and_no_more() -> None:
    more = Network.from_edges(
        CLIQUES.ties["source"], CLIQUES.ties["target"], nodes=[*CLIQUES.nodes, "alone"]
    )
    assert _sets(more, leiden(more)) == _sets(CLIQUES, leiden(CLIQUES)) | {frozenset({"alone"})}


def test_leiden_passes_over_ties_of_a_party_to_itself_and_of_no_weight() -> None:
    ties = [*zip(*CLIQUES.edges, strict=True)]
    more = Network.from_edges(
        [*ties[0], "a", "b"], [*ties[1], "a", "z"], [*[1.0] * len(ties[0]), 50, 0], directed=False
    )
    assert _sets(more, leiden(more)) == _sets(CLIQUES, leiden(CLIQUES))


def test_leiden_of_a_directed_network_is_that_of_its_ties_added() -> None:
    directed, _ = larger_networks(300, 900)
    assert leiden(directed).tolist() == leiden(plain(directed)).tolist()


def test_leiden_of_weights_a_thousand_times_as_large_is_the_same() -> None:
    directed, _ = larger_networks(300, 900)
    ties = directed.ties
    larger = Network.from_edges(
        ties["source"], ties["target"], ties["weight"] * 1024, nodes=directed.nodes
    )
    assert leiden(larger).tolist() == leiden(directed).tolist()


def test_leiden_of_nobody_is_nothing() -> None:
    assert leiden(Network.from_edges([], [])).tolist() == []
    assert leiden(Network.from_edges(["a"], ["a"], [3])).tolist() == [1]
