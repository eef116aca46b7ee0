"""The shortest ways between two parties, beside NetworkX."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.errors import DataError, UnknownNodeError
from assetmap.measures.paths import shortest_paths
from assetmap.network import Network

NODES = ("a", "b", "c", "d", "e", "f", "g")
DIAMOND = Network.from_edges(
    ["start", "start", "start", "z", "y", "x", "end"], ["z", "y", "x", "end", "end", "far", "past"]
)


def test_shortest_paths_lists_ways_of_one_length_by_the_ids_along_them() -> None:
    assert shortest_paths(DIAMOND, "start", "end") == (("start", "y", "end"), ("start", "z", "end"))


def test_shortest_paths_follows_the_direction_of_ties() -> None:
    assert shortest_paths(DIAMOND, "end", "start") == ()
    assert shortest_paths(DIAMOND.to_undirected(), "end", "far") == (
        ("end", "y", "start", "x", "far"),
        ("end", "z", "start", "x", "far"),
    )


def test_shortest_paths_stops_at_the_number_asked_for() -> None:
    # Ten pieces of two ways each in a row: 1,024 ways; all but the first few stay unmade.
    ties = [
        (one, other)
        for n in range(10)
        for middle in (f"{n}-left", f"{n}-right")
        for one, other in ((f"{n}", middle), (middle, f"{n + 1}"))
    ]
    network = Network.from_edges(*zip(*ties, strict=True))
    assert len(shortest_paths(network, "0", "10")) == 1024
    first, second = shortest_paths(network, "0", "10", at_most=2)
    assert all("right" not in step for step in first)
    assert [step for step in second if "right" in step] == ["9-right"]


def test_shortest_paths_goes_nowhere_from_a_node_to_itself_and_none_to_another_piece() -> None:
    network = Network.from_edges(["a", "b"], ["a", "c"], directed=False)
    assert shortest_paths(network, "a", "a") == (("a",),)
    assert shortest_paths(network, "a", "c") == ()


def test_shortest_paths_refuses_an_end_that_is_no_node_and_no_ways() -> None:
    with pytest.raises(UnknownNodeError, match="No node 'nobody'"):
        shortest_paths(DIAMOND, "start", "nobody")
    with pytest.raises(DataError, match="At most 0 ways were asked for"):
        shortest_paths(DIAMOND, "start", "end", at_most=0)


@pytest.mark.evidence("shortest_paths", "NetworkX, on random networks")
@given(
    st.sets(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=20),
    st.booleans(),
)
def test_shortest_paths_are_those_of_networkx(ties: set[tuple[str, str]], directed: bool) -> None:  # noqa: FBT001
    source = [one for one, _ in sorted(ties)]
    target = [other for _, other in sorted(ties)]
    network = Network.from_edges(source, target, nodes=NODES, directed=directed)
    graph = network.to_networkx()
    for one in NODES:
        for other in NODES:
            found = shortest_paths(network, one, other)
            try:
                expected = sorted(tuple(way) for way in nx.all_shortest_paths(graph, one, other))
            except nx.NetworkXNoPath:
                expected = []
            assert list(found) == expected
