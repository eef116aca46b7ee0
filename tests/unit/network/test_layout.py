"""Where nodes are drawn: the same again, inside the box, none on another."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from scipy.spatial import cKDTree

from assetmap.network import Network
from assetmap.network.layout import layout


def _network(graph: nx.Graph[int]) -> Network:
    return Network.from_edges(
        [str(source) for source, _ in graph.edges],
        [str(target) for _, target in graph.edges],
        nodes=[str(node) for node in graph],
        directed=False,
    )


PICTURES = {
    "two alone": nx.empty_graph(2),
    "pair": nx.path_graph(2),
    "triangle": nx.cycle_graph(3),
    "path": nx.path_graph(40),
    "star": nx.star_graph(60),
    "all tied": nx.complete_graph(12),
    "same neighbours": nx.complete_bipartite_graph(2, 50),
    "tree": nx.balanced_tree(3, 4),
    "crowd": nx.barabasi_albert_graph(1_300, 3, seed=1),
    "pieces": nx.disjoint_union_all(
        [nx.star_graph(30), nx.cycle_graph(9), *[nx.path_graph(2)] * 20, nx.empty_graph(50)]
    ),
}


@pytest.mark.parametrize("graph", PICTURES.values(), ids=PICTURES)
def test_layout_keeps_nodes_apart_inside_the_box(graph: nx.Graph[int]) -> None:
    points = layout(_network(graph), width=800, height=600)
    assert points.shape == (len(graph), 2)
    assert (points >= 0).all()
    assert (points <= (800, 600)).all()
    nearest = np.asarray(cKDTree(points).query(points, k=2)[0])[:, 1]
    assert nearest.min() > 0.1 * np.sqrt(800 * 600 / len(graph)) / 2
    # One side of the box is filled, and the picture is in its middle.
    assert max(np.ptp(points, axis=0) / (800, 600)) == pytest.approx(1.0)
    assert (points.min(axis=0) + points.max(axis=0)) / 2 == pytest.approx([400, 300])


@pytest.mark.parametrize("graph", PICTURES.values(), ids=PICTURES)
def test_layout_is_the_same_each_time(graph: nx.Graph[int]) -> None:
    network = _network(graph)
    assert np.array_equal(layout(network), layout(network))


def test_layout_of_nobody_has_no_points() -> None:
    assert layout(Network.from_edges([], [])).shape == (0, 2)


def test_layout_sees_neither_direction_nor_weight_nor_self_tie() -> None:
    plain = Network.from_edges(["a", "b", "c", "d"], ["b", "c", "d", "a"], directed=False)
    other = Network.from_edges(
        ["a", "b", "c", "c", "d", "a"], ["b", "a", "b", "d", "a", "a"], nodes=plain.nodes
    )
    assert np.array_equal(layout(plain), layout(other))


def test_layout_draws_the_tied_nearer_than_the_rest() -> None:
    network = _network(nx.disjoint_union(nx.complete_graph(10), nx.complete_graph(10)))
    joined = network.to_networkx()
    joined.add_edge("0", "10", weight=1.0)
    points = layout(Network.from_networkx(joined))
    within = np.linalg.norm(points[:10] - points[:10].mean(axis=0), axis=1).mean()
    between = np.linalg.norm(points[:10].mean(axis=0) - points[10:].mean(axis=0))
    assert between > 1.5 * within


def test_layout_follows_the_seed() -> None:
    network = _network(nx.petersen_graph())
    assert not np.array_equal(layout(network, seed=1), layout(network, seed=2))
