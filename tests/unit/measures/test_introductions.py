"""Who might be introduced to whom: by hand, pair by pair, and as NetworkX and scipy have it."""

from __future__ import annotations

import math
from itertools import combinations
from typing import Any, Final

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array, diags_array

from assetmap.errors import DataError
from assetmap.measures.introductions import SCORES, introductions
from assetmap.measures.networkx_functions import FUNCTIONS
from assetmap.network import Network

NODES = tuple("ihgfedcba")
PEERS: Final = {
    "adamic_adar": "adamic_adar_index",
    "jaccard": "jaccard_coefficient",
    "resource_allocation": "resource_allocation_index",
}

_node = st.sampled_from(NODES)
networks = st.builds(
    lambda ties, directed: Network.from_edges(
        *(zip(*ties, strict=True) if ties else ([], [])), nodes=NODES, directed=directed
    ),
    st.lists(st.tuples(_node, _node), max_size=25),
    st.booleans(),
)

# gp and library both know the choir and the walk; the gp alone knows the shed.
TOWN = (
    ["gp", "gp", "library", "library", "gp"],
    ["choir", "walk", "walk", "choir", "shed"],
)


def _undirected(network: Network) -> Any:
    graph = network.to_networkx().to_undirected()
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    return graph


def _random_network(seed: int, *, loops: bool = False) -> Network:
    """A few hundred ties in several pieces, with some nodes alone."""
    random = np.random.default_rng(seed)
    source, target = random.integers(0, 80, (2, 260))
    target = np.where(source < 40, target % 40, 40 + target % 40)
    network = Network.from_edges(
        [str(each) for each in source],
        [str(each) for each in target],
        nodes=[str(each) for each in range(90)],
        directed=False,
    )
    return network if loops else network.without_self_ties()


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        # The choir and the walk have two contacts each, the gp three, the library two.
        (
            "common_neighbours",
            {("choir", "walk"): 2, ("gp", "library"): 2, ("choir", "shed"): 1, ("shed", "walk"): 1},
        ),
        (
            "adamic_adar",
            {
                ("gp", "library"): 2 / math.log(2),
                ("choir", "walk"): 1 / math.log(2) + 1 / math.log(3),
                ("choir", "shed"): 1 / math.log(3),
                ("shed", "walk"): 1 / math.log(3),
            },
        ),
        (
            "resource_allocation",
            {
                ("gp", "library"): 1 / 2 + 1 / 2,
                ("choir", "walk"): 1 / 2 + 1 / 3,
                ("choir", "shed"): 1 / 3,
                ("shed", "walk"): 1 / 3,
            },
        ),
        (
            "jaccard",
            {
                ("choir", "walk"): 2 / 2,
                ("gp", "library"): 2 / 3,
                ("choir", "shed"): 1 / 2,
                ("shed", "walk"): 1 / 2,
            },
        ),
    ],
)
def test_pairs_are_scored_by_whom_they_share(
    by: str, expected: dict[tuple[str, str], float]
) -> None:
    found = introductions(Network.from_edges(*TOWN), n_pairs=9, by=by)
    pairs = list(zip(found["first"], found["second"], strict=True))
    assert pairs == list(expected)
    assert found["score"].tolist() == pytest.approx(list(expected.values()))
    assert found["n_shared"].tolist() == [2, 2, 1, 1]


def test_pairs_with_one_score_go_by_id() -> None:
    hub = Network.from_edges(["hub"] * 4, ["d", "b", "c", "a"], directed=False)
    found = introductions(hub, n_pairs=4)
    assert found[["first", "second"]].to_numpy().tolist() == [
        ["a", "b"],
        ["a", "c"],
        ["a", "d"],
        ["b", "c"],
    ]


def test_scores_that_come_to_the_same_in_another_way_go_by_id() -> None:
    # y and z share one with two contacts; a and b share two with four: 1 / log 2 both times.
    # Before them, m and n share two with two.
    network = Network.from_edges(
        ["y", "z", *"aabb", *"mmnn"], ["w", "w", *"mnmn", *"cdef"], directed=False
    )
    found = introductions(network, n_pairs=3)
    assert found["score"].tolist() == pytest.approx([2 / math.log(2)] + [1 / math.log(2)] * 2)
    assert found["first"].tolist() == ["m", "a", "y"]


@pytest.mark.parametrize("nodes", [[], ["a"], ["a", "b"]], ids=["nobody", "one", "two"])
@pytest.mark.parametrize("by", SCORES)
def test_nobody_is_introduced_where_no_contact_is_shared(nodes: list[str], by: str) -> None:
    network = Network.from_edges(nodes[:-1], nodes[1:], nodes=nodes)
    found = introductions(network, n_pairs=3, by=by)
    assert found.empty
    assert found.columns.tolist() == ["first", "second", "score", "n_shared"]


def test_no_pairs_cannot_be_asked_for(star: Network) -> None:
    with pytest.raises(DataError, match="0 pairs are asked for; ask for at least 1"):
        introductions(star, n_pairs=0)


def test_an_unknown_score_is_refused_with_those_there_are(star: Network) -> None:
    with pytest.raises(DataError, match="no score 'katz'; there are adamic_adar, common_neigh"):
        introductions(star, n_pairs=1, by="katz")


@settings(max_examples=60, deadline=None)
@given(networks, st.sampled_from(list(SCORES)), st.integers(1, 40))
def test_pairs_are_the_best_of_all(network: Network, by: str, n_pairs: int) -> None:
    graph = _undirected(network)
    expected = []
    for first, second in combinations(sorted(graph), 2):
        shared = set(graph[first]) & set(graph[second])
        if shared and not graph.has_edge(first, second):
            score = {
                "adamic_adar": math.fsum(1 / math.log(graph.degree(each)) for each in shared),
                "common_neighbours": len(shared),
                "jaccard": len(shared) / len(set(graph[first]) | set(graph[second])),
                "resource_allocation": math.fsum(1 / graph.degree(each) for each in shared),
            }[by]
            expected.append((-round(score, 9), first, second, len(shared)))
    expected = sorted(expected)[:n_pairs]
    found = introductions(network, n_pairs=n_pairs, by=by)
    rows = zip(
        -found["score"].round(9), found["first"], found["second"], found["n_shared"], strict=True
    )
    assert [tuple(row[1:]) for row in rows] == [row[1:] for row in expected]
    assert found["score"].tolist() == pytest.approx([-row[0] for row in expected], abs=1e-8)


@settings(max_examples=30, deadline=None)
@given(networks, st.permutations(NODES))
def test_the_order_of_the_nodes_does_not_matter(network: Network, order: list[str]) -> None:
    ties = network.ties
    moved = Network.from_edges(
        ties["source"], ties["target"], nodes=order, directed=network.is_directed()
    )
    assert introductions(moved, n_pairs=7).equals(introductions(network, n_pairs=7))


@pytest.mark.evidence("introductions", "scipy's products of sparse matrices, on a large graph")
@pytest.mark.parametrize("by", ["adamic_adar", "common_neighbours", "resource_allocation"])
def test_scores_are_those_of_sparse_products(by: str) -> None:
    random = np.random.default_rng(3)
    n_nodes = 3000
    ends = (n_nodes * random.random((2, 9000)) ** 2).astype(int)
    network = Network.from_edges(
        [f"{each:04d}" for each in ends[0]],
        [f"{each:04d}" for each in ends[1]],
        nodes=[f"{each:04d}" for each in range(n_nodes)],
        directed=False,
    ).without_self_ties()
    degree = np.diff(network.indptr)
    with np.errstate(divide="ignore"):
        worth = {
            "adamic_adar": 1 / np.log(np.maximum(degree, 1)),
            "common_neighbours": np.ones(n_nodes),
            "resource_allocation": 1 / np.maximum(degree, 1),
        }[by]
    tied = csr_array(
        (np.ones(len(network.indices)), network.indices, network.indptr), shape=(n_nodes, n_nodes)
    )
    scores = (tied @ diags_array(np.where(degree > 1, worth, 0)) @ tied).toarray()
    scores[(tied.toarray() > 0) | np.tri(n_nodes, dtype=bool)] = 0
    found = introductions(network, n_pairs=500, by=by)
    assert found["score"].tolist() == pytest.approx(
        np.sort(scores[scores > 0])[::-1][:500], abs=1e-9
    )
    pairs = found["first"].astype(int), found["second"].astype(int)
    assert found["score"].tolist() == pytest.approx(scores[pairs], abs=1e-9)


@pytest.mark.evidence("introductions", "NetworkX, on random graphs")
@pytest.mark.parametrize("by", PEERS)
def test_scores_are_those_of_networkx(by: str) -> None:
    network = _random_network(1)
    expected = {
        frozenset((u, v)): score
        for u, v, score in getattr(nx, PEERS[by])(_undirected(network))
        if score > 0
    }
    found = introductions(network, n_pairs=10_000, by=by)
    pairs = map(frozenset, zip(found["first"], found["second"], strict=True))
    assert dict(zip(pairs, found["score"], strict=True)) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("loops", [True, False])
@pytest.mark.parametrize("name", [*PEERS.values(), "preferential_attachment"])
def test_networkx_functions_are_those_of_networkx(name: str, *, loops: bool) -> None:
    network = _random_network(2, loops=loops)
    graph: Any = network.to_networkx()
    ours, theirs = FUNCTIONS[name], getattr(nx, name)
    found = {frozenset((u, v)): score for u, v, score in ours(network)}
    expected = {frozenset((u, v)): score for u, v, score in theirs(graph)}
    assert found == pytest.approx(expected, abs=1e-9)
    pairs = [*graph.edges, ("0", "60"), ("5", "5")]
    if name == "adamic_adar_index":  # NetworkX divides by log 1 where a contact has one tie
        pairs = pairs[:-1]
    assert [row[:2] for row in ours(network, iter(pairs))] == pairs
    assert [row[2] for row in ours(network, pairs)] == pytest.approx(
        [row[2] for row in theirs(graph, pairs)], abs=1e-9
    )


@pytest.mark.parametrize("name", [*PEERS.values(), "preferential_attachment"])
def test_networkx_functions_refuse_a_node_that_is_not_there_at_once(
    name: str, star: Network
) -> None:
    with pytest.raises(nx.NodeNotFound, match="zoo"):
        FUNCTIONS[name](star, [("hub", "zoo")])
