"""What comes apart: by hand, and where nothing can be said."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.unit.measures.igraph_peer import igraph_of

from assetmap.errors import DataError
from assetmap.measures.bridges import bridges, n_bridges
from assetmap.measures.networkx_functions import FUNCTIONS
from assetmap.measures.resilience import (
    is_articulation_point,
    largest_piece_left,
    lost_reach,
    n_articulation_points,
    n_cut_off,
)
from assetmap.measures.worst_removals import worst_removals
from assetmap.network import Network

NODES = tuple("hgfedcba")

_node = st.sampled_from(NODES)
networks = st.builds(
    lambda ties, directed: Network.from_edges(
        *(zip(*ties, strict=True) if ties else ([], [])), nodes=NODES, directed=directed
    ),
    st.lists(st.tuples(_node, _node), max_size=12),
    st.booleans(),
)


def _sparse_network(seed: int, *, directed: bool = False) -> Network:
    """A few hundred nodes in several pieces, with many joints, loops and nodes alone."""
    random = np.random.default_rng(seed)
    source, target = random.integers(0, 300, (2, 260))
    return Network.from_edges(
        [str(each) for each in source],
        [str(each) for each in target],
        nodes=[str(each) for each in range(310)],
        directed=directed,
    )


def _undirected(network: Network) -> Any:
    graph = network.to_networkx().to_undirected()
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    return graph


def _joined_pairs(graph: Any) -> set[frozenset[str]]:
    pieces = nx.connected_components(graph)
    return {frozenset(pair) for piece in pieces for pair in combinations(piece, 2)}


def _n_contacts(graph: nx.Graph[str], node: str) -> int:
    return len(set(graph[node]) - {node})


def _without(graph: Any, *nodes: str) -> Any:
    return graph.subgraph(set(graph) - set(nodes))


def _largest(graph: Any) -> int:
    return max(map(len, nx.connected_components(graph)), default=0)


def test_loss_of_a_joint_cuts_off_all_but_the_largest_part(town: Network) -> None:
    # Directions aside: gp - link - choir - walk - link, walk - shed.
    assert n_cut_off(town).to_dict() == {
        "gp": 0,
        "link": 1,
        "choir": 0,
        "walk": 1,
        "shed": 0,
        "alone": 0,
    }
    assert n_articulation_points(town) == 2
    assert is_articulation_point(town).tolist() == [False, True, False, True, False, False]


def test_loss_of_a_bridge_between_circles_cuts_off_the_smaller_one() -> None:
    # Circles of four and of three, and one party, all joined at one.
    network = Network.from_edges(
        ["hub", "a", "b", "c", "hub", "d", "e", "hub"],
        ["a", "b", "c", "hub", "d", "e", "hub", "f"],
        directed=False,
    )
    assert n_cut_off(network)["hub"] == 3
    assert n_cut_off(network).drop("hub").sum() == 0


def test_a_chain_loses_its_shorter_end() -> None:
    chain = Network.from_edges(list("abcdef"), list("bcdefg"))
    assert n_cut_off(chain).tolist() == [0, 1, 2, 3, 2, 1, 0]


def test_a_piece_of_its_own_is_not_counted_as_cut_off() -> None:
    network = Network.from_edges(["a", "b", *"vwxyz"], ["b", "c", *"wxyzv"], directed=False)
    assert n_cut_off(network).to_dict() == {**dict.fromkeys("acvwxyz", 0), "b": 1}


def test_a_star_loses_all_but_one_with_its_hub(star: Network) -> None:
    assert n_cut_off(star)["hub"] == 3


def test_a_ring_has_no_joint(ring: Network) -> None:
    assert n_articulation_points(ring) == 0


@pytest.mark.parametrize("nodes", [[], ["a"], ["a", "b"]], ids=["nobody", "one", "two"])
def test_no_party_is_a_joint_without_two_others(nodes: list[str]) -> None:
    network = Network.from_edges(nodes[:-1], nodes[1:], nodes=nodes)
    assert n_cut_off(network).tolist() == [0] * len(nodes)
    assert n_articulation_points(network) == 0


def test_loss_of_a_joint_parts_pairs_and_leaves_the_largest_piece(town: Network) -> None:
    # gp - link - choir - walk - link, walk - shed: without link, gp is apart from three; without
    # walk, the shed is.
    assert lost_reach(town).tolist() == [0, 3, 0, 3, 0, 0]
    assert largest_piece_left(town).tolist() == [4, 3, 4, 3, 4, 5]


def test_largest_piece_left_may_be_one_that_the_party_was_not_in() -> None:
    network = Network.from_edges(["a", "b", "v", "w"], ["b", "c", "w", "x"], directed=False)
    assert largest_piece_left(network).tolist() == [3] * 6
    assert largest_piece_left(network.subnetwork("abcvw"))["b"] == 2


def test_a_star_without_its_hub_is_all_apart(star: Network) -> None:
    assert lost_reach(star)["hub"] == 6
    assert largest_piece_left(star)["hub"] == 1


@pytest.mark.parametrize("nodes", [[], ["a"]], ids=["nobody", "one"])
def test_nothing_is_left_without_the_only_party(nodes: list[str]) -> None:
    network = Network.from_edges([], [], nodes=nodes)
    assert largest_piece_left(network).tolist() == [0] * len(nodes)
    assert lost_reach(network).tolist() == [0] * len(nodes)
    assert bridges(network).empty


def test_bridges_are_listed_by_how_many_they_hold(town: Network) -> None:
    # Both hold one party of five, so ids decide; link - choir - walk is a circle.
    found = bridges(town)
    assert found[["source", "target"]].to_numpy().tolist() == [["gp", "link"], ["walk", "shed"]]
    assert found["n_cut_off"].tolist() == [1, 1]
    assert found["lost_reach"].tolist() == [4, 4]
    assert n_bridges(town) == 2


def test_a_tie_named_by_both_sides_is_one_bridge() -> None:
    assert n_bridges(Network.from_edges(["a", "b", "a"], ["b", "a", "a"])) == 1


@pytest.mark.evidence("worst_removals", "hand: a chain")
def test_worst_removals_of_a_chain_halve_what_is_left() -> None:
    chain = Network.from_edges(list("abcdef"), list("bcdefg"))
    found = worst_removals(chain, 3)
    # a b c . e f g, then b parts a from c while e f g stay; f parts the last three.
    assert found["id"].tolist() == ["d", "b", "f"]
    assert found["largest_piece_left"].tolist() == [3, 3, 1]
    assert found["n_pairs_left"].tolist() == [6, 3, 0]


def test_worst_removals_of_equals_begin_with_the_one_who_is_tied_to_most() -> None:
    # A ring of five, and a tie across it from c to e: whoever goes, four stay together.
    ring = Network.from_edges(list("abcdec"), list("bcdeae"), directed=False)
    found = worst_removals(ring, 1)
    assert found["id"].tolist() == ["c"]
    assert found["n_cut_off"].tolist() == [0]


def test_worst_removals_of_equals_go_by_id() -> None:
    ring = Network.from_edges(list("ecadb"), list("cadbe"), directed=False)
    assert worst_removals(ring, 1)["id"].tolist() == ["a"]


def test_worst_removals_tell_how_many_others_each_takes_along(star: Network) -> None:
    assert worst_removals(star, 3)["n_cut_off"].tolist() == [3, 0, 0]


def test_worst_removals_are_no_more_than_there_are_parties(star: Network) -> None:
    found = worst_removals(star, 9)
    assert found["id"].tolist() == ["hub", "a", "b", "c", "d"]
    assert found["largest_piece_left"].tolist() == [1, 1, 1, 1, 0]
    assert worst_removals(Network.from_edges([], []), 2).empty


def test_worst_removals_of_nobody_are_refused(star: Network) -> None:
    with pytest.raises(DataError, match="0 parties are to go; ask for at least 1"):
        worst_removals(star, 0)


@pytest.mark.evidence("n_cut_off", "taking each party out, on random networks")
@pytest.mark.evidence("largest_piece_left", "taking each party out, on random networks")
@pytest.mark.evidence("lost_reach", "taking each party out, on random networks")
@settings(max_examples=60, deadline=None)
@given(networks)
def test_losses_are_what_taking_each_party_out_shows(network: Network) -> None:
    graph = _undirected(network)
    before = _joined_pairs(graph)
    for node in network.nodes:
        left = _without(graph, node)
        lost = {pair for pair in before if node not in pair} - _joined_pairs(left)
        assert lost_reach(network)[node] == len(lost)
        assert largest_piece_left(network)[node] == _largest(left)


@pytest.mark.evidence("bridges", "taking each tie out, on random networks")
@pytest.mark.evidence("n_bridges", "taking each tie out, on random networks")
@settings(max_examples=60, deadline=None)
@given(networks)
def test_bridges_are_what_taking_each_tie_out_shows(network: Network) -> None:
    graph = _undirected(network)
    before = _joined_pairs(graph)
    expected = {}
    for u, v in graph.edges:
        left = nx.restricted_view(graph, [], [(u, v)])
        if lost := before - _joined_pairs(left):
            sides = [len(nx.node_connected_component(left, end)) for end in (u, v)]
            expected[frozenset((u, v))] = (min(sides), len(lost))
    found = {
        frozenset((row.source, row.target)): (row.n_cut_off, row.lost_reach)
        for row in bridges(network).itertuples()
    }
    assert found == expected
    assert n_bridges(network) == len(expected)


@pytest.mark.evidence("worst_removals", "taking each party out at each turn, on random networks")
@settings(max_examples=40, deadline=None)
@given(networks)
def test_each_turn_of_the_worst_removals_leaves_least(network: Network) -> None:
    graph = _undirected(network)
    gone: list[str] = []
    for row in worst_removals(network, 4).itertuples():
        left = {
            node: (_largest(cut), len(_joined_pairs(cut)), -_n_contacts(left_now, node), node)
            for left_now in [_without(graph, *gone)]
            for node in left_now
            for cut in [_without(graph, *gone, node)]
        }
        worst = min(left.values())
        assert (row.largest_piece_left, row.n_pairs_left, row.id) == (*worst[:2], worst[-1])
        gone.append(str(row.id))


@pytest.mark.evidence("bridges", "igraph, on random graphs of several pieces")
@pytest.mark.evidence("is_articulation_point", "igraph, on random graphs of several pieces")
@pytest.mark.evidence("n_articulation_points", "igraph, on random graphs of several pieces")
@pytest.mark.evidence("n_bridges", "igraph, on random graphs of several pieces")
@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("seed", range(3))
def test_joints_and_bridges_are_those_of_igraph(seed: int, *, directed: bool) -> None:
    network = _sparse_network(seed, directed=directed)
    peer = igraph_of(network.without_self_ties().to_undirected())
    found = np.flatnonzero(is_articulation_point(network)).tolist()
    assert found == sorted(peer.articulation_points())
    assert n_articulation_points(network) == len(found)
    expected = {frozenset(peer.es[each].tuple) for each in peer.bridges()}
    ends = bridges(network)[["source", "target"]].to_numpy()
    assert {frozenset(map(int, pair)) for pair in ends} == expected
    assert n_bridges(network) == len(expected)


@pytest.mark.parametrize("seed", range(3))
def test_networkx_functions_are_those_of_networkx(seed: int) -> None:
    network = _sparse_network(seed)
    graph = _undirected(network)
    assert set(FUNCTIONS["articulation_points"](network)) == set(nx.articulation_points(graph))
    assert list(FUNCTIONS["bridges"](network)) == list(nx.bridges(graph))
    root = max(nx.connected_components(graph), key=len).pop()
    assert list(FUNCTIONS["bridges"](network, root)) == list(nx.bridges(graph, root))


@settings(max_examples=300)
@given(networks.filter(lambda network: not network.is_directed()))
@example(Network.from_edges(["a", "b"], ["b", "b"], directed=False))  # the end of a tie
@example(Network.from_edges(["a", "b"], ["a", "c"], directed=False))  # a node with nobody else
@example(Network.from_edges(["a", "b", "b"], ["b", "c", "b"], directed=False))  # a joint
def test_blocks_are_those_of_networkx_with_the_ties_that_nodes_have_with_themselves(
    network: Network,
) -> None:
    graph: Any = network.to_networkx()
    assert _blocks(FUNCTIONS["biconnected_component_edges"](network)) == _blocks(
        nx.biconnected_component_edges(graph)
    )
    assert sorted(map(sorted, FUNCTIONS["biconnected_components"](network))) == sorted(
        map(sorted, nx.biconnected_components(graph))
    )


@pytest.mark.parametrize("seed", range(3))
def test_blocks_of_a_large_network_are_those_of_networkx(seed: int) -> None:
    network = _sparse_network(seed)
    graph: Any = network.to_networkx()
    assert _blocks(FUNCTIONS["biconnected_component_edges"](network)) == _blocks(
        nx.biconnected_component_edges(graph)
    )


def _blocks(found: Any) -> list[list[tuple[str, ...]]]:
    return sorted(sorted(tuple(sorted(tie)) for tie in block) for block in found)


def test_networkx_functions_tell_whether_a_network_is_held_by_one(
    star: Network, ring: Network
) -> None:
    assert FUNCTIONS["is_biconnected"](ring)
    assert not FUNCTIONS["has_bridges"](ring)
    assert not FUNCTIONS["is_biconnected"](star)
    assert FUNCTIONS["has_bridges"](star)
    assert not FUNCTIONS["is_biconnected"](Network.from_edges([], [], nodes=["a"]))
    with pytest.raises(nx.NodeNotFound, match="zoo"):
        FUNCTIONS["has_bridges"](star, root="zoo")
