"""Clusters: by hand, by NetworkX, and where nothing can be said."""

from __future__ import annotations

import math
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from tests.unit.measures.drawn_networks import few, larger_networks, networks, plain_graph

from assetmap.measures.clusters import cluster, leiden, modularity, n_clusters
from assetmap.network import Network

# Two triangles joined by one tie, and one alone.
PAIR = Network.from_edges(
    ["a", "a", "b", "x", "x", "y", "c", "x"],
    ["b", "c", "c", "y", "z", "z", "x", "x"],
    nodes=["alone", "a", "b", "c", "x", "y", "z"],
)


def _sets(network: Network) -> list[set[str]]:
    found = cluster(network)
    return [set(found.index[found == number]) for number in sorted(set(found))]


@pytest.mark.evidence("cluster", "two triangles joined by one tie")
@pytest.mark.evidence("n_clusters", "two triangles joined by one tie")
def test_clusters_of_two_triangles_joined_by_one_tie_are_the_triangles() -> None:
    assert _sets(PAIR) == [{"a", "b", "c"}, {"x", "y", "z"}, {"alone"}]
    assert n_clusters(PAIR) == 3


@pytest.mark.evidence("modularity", "two triangles joined by one tie, worked by hand")
def test_modularity_of_two_triangles_joined_by_one_tie() -> None:
    # Six of the seven ties are within, and each triangle has half of the ends.
    assert modularity(PAIR) == pytest.approx(6 / 7 - 1 / 2)


def test_strong_ties_draw_clusters_together() -> None:
    square = ["a", "b", "c", "d"], ["b", "c", "d", "a"]
    assert _sets(Network.from_edges(*square, [9, 1, 9, 1])) == [{"a", "b"}, {"c", "d"}]
    assert _sets(Network.from_edges(*square, [1, 9, 1, 9])) == [{"a", "d"}, {"b", "c"}]


def test_modularity_is_not_defined_without_ties_of_any_weight() -> None:
    assert math.isnan(modularity(Network.from_edges([], [])))
    assert math.isnan(modularity(Network.from_edges(["a", "a"], ["b", "a"], [0, 5])))


def test_without_ties_each_party_is_a_cluster() -> None:
    assert n_clusters(Network.from_edges([], [])) == 0
    assert cluster(Network.from_edges([], [])).empty
    assert n_clusters(Network.from_edges([], [], nodes=["a", "b"])) == 2


@pytest.mark.evidence("modularity", "NetworkX, of the same clusters of random networks")
@few
@given(networks)
def test_modularity_is_that_of_networkx_and_each_cluster_hangs_together(network: Network) -> None:
    graph: Any = nx.Graph()
    graph.add_nodes_from(network.nodes)
    ties = network.ties
    for source, target, weight in ties[ties["source"] != ties["target"]].itertuples(index=False):
        before = graph.get_edge_data(source, target, {"weight": 0})["weight"]
        graph.add_edge(source, target, weight=before + weight)
    if graph.size(weight="weight") == 0:
        assert math.isnan(modularity(network))
        return
    expected = nx.community.modularity(graph, _sets(network))
    assert modularity(network) == pytest.approx(expected, abs=1e-12)
    tied = plain_graph(network)
    assert all(nx.is_connected(tied.subgraph(each)) for each in _sets(network))


@pytest.mark.evidence("cluster", "at least as modular as NetworkX's Louvain clusters")
def test_clusters_are_as_modular_as_those_of_louvain() -> None:
    for network in larger_networks(300, 900):
        graph: Any = nx.Graph(plain_graph(network))
        contacts = Network.from_edges(
            *zip(*graph.edges, strict=True), nodes=network.nodes, directed=False
        )
        louvain = nx.community.louvain_communities(graph, weight=None, seed=1)
        assert modularity(contacts) >= nx.community.modularity(graph, louvain, weight=None) - 0.01


def test_the_same_seed_gives_the_same_clusters() -> None:
    network = larger_networks(300, 900)[0]
    assert leiden(network, seed=3).tolist() == leiden(network, seed=3).tolist()
    assert cluster(network, seed=3).tolist() == leiden(network, seed=3).tolist()


def test_a_higher_resolution_gives_smaller_clusters() -> None:
    network = larger_networks(300, 900)[0]
    assert leiden(network, resolution=4).max() > leiden(network, resolution=0.3).max()
