"""A network: built from ties, never changed, and back again."""

from __future__ import annotations

import copy
import math
from dataclasses import FrozenInstanceError
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assetmap.errors import DataError, UnknownNodeError
from assetmap.network import Network

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ids = st.sampled_from(["gp", "choir", "walk", "shed", "é'\"</script>"])
tie_lists = st.lists(st.tuples(ids, ids, st.sampled_from([0.0, 0.5, 1.0, 3.0])), max_size=20)


few = settings(max_examples=60, deadline=None)


def _network(ties: list[tuple[str, str, float]], *, directed: bool) -> Network:
    return Network.from_edges(
        [source for source, _, _ in ties],
        [target for _, target, _ in ties],
        [weight for _, _, weight in ties],
        directed=directed,
    )


def test_from_edges_orders_nodes_by_first_appearance() -> None:
    network = Network.from_edges(["walk", "choir"], ["gp", "walk"])
    assert network.nodes == ("walk", "gp", "choir")


def test_from_edges_keeps_the_order_of_nodes_given_and_isolates() -> None:
    network = Network.from_edges(["walk"], ["gp"], nodes=["shed", "gp", "walk"])
    assert network.nodes == ("shed", "gp", "walk")
    assert network.indptr.tolist() == [0, 0, 0, 1]
    assert network.indices.tolist() == [1]


def test_from_edges_adds_the_weights_of_one_tie_given_twice() -> None:
    network = Network.from_edges(["a", "b", "a"], ["b", "a", "b"], [1, 10, 2])
    assert network.ties.to_dict("list") == {
        "source": ["a", "b"],
        "target": ["b", "a"],
        "weight": [3.0, 10.0],
    }


def test_from_edges_undirected_takes_both_ways_as_one_tie() -> None:
    network = Network.from_edges(["a", "b", "b"], ["b", "a", "b"], [1, 10, 5], directed=False)
    assert network.edges == (("a", "b"), ("b", "b"))
    assert network.indices.tolist() == [1, 0, 1]
    assert network.weights.tolist() == [11.0, 11.0, 5.0]
    assert network.number_of_edges() == 2


def test_from_edges_undirected_weighs_both_arcs_of_a_tie_the_same_to_the_last_bit() -> None:
    network = Network.from_edges(["a", "b", "a"], ["b", "a", "b"], [0.1, 0.2, 0.3], directed=False)
    assert network.weights[0] == network.weights[1]


WAYS = {
    "list": list,
    "tuple": tuple,
    "array": np.array,
    "array of objects": lambda names: np.array(names, dtype=object),
    "column": pd.Series,
    "column of objects": lambda names: pd.Series(names, dtype=object),
    "column of categories": lambda names: pd.Series(names, dtype="category"),
    "index": pd.Index,
    "iterator": iter,
}


@pytest.mark.parametrize("given_as", WAYS.values(), ids=WAYS)
def test_from_edges_takes_any_sequence_of_ids(
    given_as: Callable[[list[str]], Iterable[str]],
) -> None:
    network = Network.from_edges(given_as(["a", "b"]), given_as(["b", "c"]))
    assert network.edges == (("a", "b"), ("b", "c"))
    assert all(type(node) is str for node in network.nodes)


def test_from_edges_takes_weights_of_a_nullable_column() -> None:
    weights = pd.Series([2, 3], dtype="Int64")
    assert Network.from_edges(["a", "b"], ["b", "c"], weights).weights.tolist() == [2.0, 3.0]


def test_from_edges_without_anything_is_an_empty_network() -> None:
    network = Network.from_edges([], [])
    assert (len(network), network.number_of_edges(), network.edges) == (0, 0, ())
    assert repr(network) == "<Network: 0 nodes, 0 directed ties>"


def test_from_edges_refuses_columns_of_different_lengths() -> None:
    with pytest.raises(DataError, match="There are 2 sources and 1 targets; a tie needs one"):
        Network.from_edges(["a", "b"], ["c"])


def test_from_edges_refuses_an_end_that_is_not_a_node() -> None:
    with pytest.raises(UnknownNodeError, match=r"No node 'c' in the network\. Ids in the network"):
        Network.from_edges(["a"], ["c"], nodes=["a", "b"])


def test_from_edges_refuses_a_node_given_twice() -> None:
    with pytest.raises(DataError, match="2 of 4 nodes are given again, the first 'a'"):
        Network.from_edges([], [], nodes=["a", "b", "a", "a"])


@pytest.mark.parametrize("missing", [None, math.nan, 7, pd.NA, ["b"]])
def test_from_edges_refuses_an_id_that_is_not_a_text(missing: object) -> None:
    targets = pd.Series(["b", missing], dtype=object)
    with pytest.raises(DataError, match=r"ids of nodes are texts"):
        Network.from_edges(["a", "a"], targets)


def test_from_edges_names_the_tie_that_lacks_an_end() -> None:
    with pytest.raises(DataError, match="Tie 2 of 2 has nan as its target; ids of nodes are texts"):
        Network.from_edges(["a", "a"], pd.Series(["b", None]), nodes=["a", "b"])


@pytest.mark.parametrize(
    ("weight", "shown"), [(math.nan, "nan"), (-1.0, "-1"), (math.inf, "inf"), (-math.inf, "-inf")]
)
def test_from_edges_refuses_a_weight_that_is_not_a_number_from_0_up(
    weight: float, shown: str
) -> None:
    with pytest.raises(DataError, match=f"of the tie 'a' -> 'b' is {shown}; a weight is a number"):
        Network.from_edges(["a", "a"], ["c", "b"], [1, weight])


def test_from_edges_refuses_a_missing_weight_of_a_nullable_column() -> None:
    with pytest.raises(DataError, match="The weight of the tie 'a' -> 'b' is nan"):
        Network.from_edges(["a"], ["b"], pd.Series([pd.NA], dtype="Int64"))


@pytest.mark.parametrize("weight", [["heavy"], [None], [[1.0, 2.0], [3.0]], [10**400]])
def test_from_edges_refuses_a_weight_that_is_no_number(weight: list[float]) -> None:
    with pytest.raises(DataError, match="a weight is a number from 0 up"):
        Network.from_edges(["a"], ["b"], weight)


def test_from_edges_refuses_too_few_weights() -> None:
    with pytest.raises(DataError, match="There are 2 ties and 1 weights; give one weight a tie"):
        Network.from_edges(["a", "b"], ["b", "c"], [1])


def test_network_refuses_arrays_that_describe_none() -> None:
    arcs = (np.array([0, 2]), np.array([0], dtype=np.int32), np.array([1.0]))
    with pytest.raises(DataError, match="The arrays do not describe a network"):
        Network(("a",), *arcs)
    with pytest.raises(DataError, match="There are 2 nodes and 2 positions"):
        Network(("a", "b"), *arcs)


def test_network_cannot_be_changed() -> None:
    network = Network.from_edges(["a"], ["b"])
    for array in (network.indptr, network.indices, network.weights, *network.incoming):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1
    with pytest.raises(FrozenInstanceError):
        network.nodes = ("c",)  # type: ignore[misc]


def test_network_does_not_change_with_the_arrays_that_it_was_made_from() -> None:
    weights = np.array([1.0])
    network = Network(("a", "b"), np.array([0, 1, 1]), np.array([1], dtype=np.int32), weights)
    weights[0] = 5.0
    assert network.weights.tolist() == [1.0]


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy])
def test_network_copied_is_equal_and_still_cannot_be_changed(
    copied: Callable[[Network], Network],
) -> None:
    network = Network.from_edges(["a", "b"], ["b", "b"], directed=False)
    again = copied(network)
    assert again.equals(network)
    assert not again.weights.flags.writeable


def test_network_has_the_dtypes_that_it_promises() -> None:
    network = Network.from_edges(["a"], ["b"])
    dtypes = [str(array.dtype) for array in network.outgoing]
    assert dtypes == ["int64", "int32", "float64"]


def test_incoming_turns_the_arcs_round() -> None:
    network = Network.from_edges(["a", "b", "a"], ["c", "c", "b"], [1, 2, 3])
    assert network.nodes == ("a", "c", "b")
    indptr, indices, weights = network.incoming
    assert indptr.tolist() == [0, 0, 2, 3]
    assert indices.tolist() == [0, 2, 0]
    assert weights.tolist() == [1.0, 2.0, 3.0]
    assert network.incoming is network.incoming


def test_contains_and_len_speak_of_nodes() -> None:
    network = Network.from_edges(["a"], ["b"])
    assert "a" in network
    assert "c" not in network
    assert 7 not in network
    assert len(network) == network.number_of_nodes() == 2


def test_degree_counts_a_self_tie_twice_as_networkx_does() -> None:
    for directed in (True, False):
        network = Network.from_edges(["a", "a"], ["a", "b"], directed=directed)
        assert dict(network.degree) == {"a": 3, "b": 1}
        assert network.is_directed() is directed


def test_codes_number_groups_in_sorted_order() -> None:
    network = Network.from_edges(["a", "b"], ["b", "c"])
    codes = network.codes({"a": "vcse", "b": "nhs", "c": "vcse", "elsewhere": "council"})
    assert codes.tolist() == [1, 0, 1]


def test_codes_refuse_a_node_without_group() -> None:
    network = Network.from_edges(["b"], ["a"])
    with pytest.raises(DataError, match="2 of 2 nodes have no group, the first 'a'"):
        network.codes({})
    for missing in (None, float("nan"), pd.NA, pd.NaT):  # as columns of tables have it
        column = pd.Series({"a": "vcse", "b": missing}, dtype=object)
        with pytest.raises(DataError, match="1 of 2 nodes have no group, the first 'b'"):
            network.codes(column)  # type: ignore[arg-type]


def test_groups_numbered_once_serve_all_networks_of_the_same_nodes() -> None:
    network = Network.from_edges(["a", "b", "b"], ["b", "c", "b"])
    given = {"c": "vcse", "a": "vcse", "b": "nhs", "elsewhere": "council"}
    groups = network.groups(given)
    assert groups.names == ("nhs", "vcse")
    assert groups == {"a": "vcse", "b": "nhs", "c": "vcse"}
    for other in (network, network.to_undirected(), network.without_self_ties()):
        assert other.groups(groups) is groups
        assert other.codes(groups) is groups.codes
    assert network.subnetwork("ca").codes(groups).tolist() == [0, 0]
    with pytest.raises(ValueError, match="read-only"):
        groups.codes[0] = 1


def test_frame_is_indexed_by_id_in_the_order_of_the_network() -> None:
    network = Network.from_edges(["b"], ["a"])
    frame = network.frame(np.array([[1, 2], [3, 4]]), ["x", "y"])
    assert frame.loc["a"].to_dict() == {"x": 3, "y": 4}
    assert frame.index.tolist() == ["b", "a"]


def test_subnetwork_keeps_the_ties_between_those_asked_for() -> None:
    network = Network.from_edges(["a", "b", "c", "c"], ["b", "c", "a", "c"], [1, 2, 3, 4])
    part = network.subnetwork(["c", "a", "c"])
    assert part.nodes == ("a", "c")
    assert part.ties.to_numpy().tolist() == [["c", "a", 3.0], ["c", "c", 4.0]]


def test_subnetwork_of_nobody_is_empty() -> None:
    assert len(Network.from_edges(["a"], ["b"]).subnetwork([])) == 0


def test_subnetwork_refuses_an_unknown_node() -> None:
    with pytest.raises(UnknownNodeError, match="No node 'z' in the network"):
        Network.from_edges(["a"], ["b"]).subnetwork(["a", "z"])


def test_to_undirected_adds_the_weights_of_both_ways() -> None:
    network = Network.from_edges(["a", "b", "a"], ["b", "a", "a"], [1, 2, 4]).to_undirected()
    assert network.ties.to_numpy().tolist() == [["a", "a", 4.0], ["a", "b", 3.0]]
    assert network.to_undirected() is network


def test_without_self_ties_keeps_the_rest() -> None:
    network = Network.from_edges(["a", "b", "b"], ["a", "b", "a"], [1, 2, 3])
    assert network.without_self_ties().ties.to_numpy().tolist() == [["b", "a", 3.0]]
    assert network.without_self_ties().nodes == ("a", "b")


@few
@given(ties=tie_lists, directed=st.booleans())
def test_from_networkx_undoes_to_networkx(
    ties: list[tuple[str, str, float]], *, directed: bool
) -> None:
    network = _network(ties, directed=directed)
    assert Network.from_networkx(network.to_networkx()).equals(network)


@few
@given(ties=tie_lists, directed=st.booleans())
def test_network_holds_what_a_networkx_graph_of_the_same_ties_holds(
    ties: list[tuple[str, str, float]], *, directed: bool
) -> None:
    graph: nx.Graph[str] = nx.DiGraph() if directed else nx.Graph()
    for source, target, weight in ties:
        before = graph.edges[source, target]["weight"] if graph.has_edge(source, target) else 0.0
        graph.add_edge(source, target, weight=before + weight)
    network = _network(ties, directed=directed)
    assert network.nodes == tuple(graph.nodes)
    assert dict(network.degree) == dict(graph.degree)
    assert network.number_of_edges() == graph.number_of_edges()
    found = network.to_networkx()
    assert {node: dict(found[node]) for node in found} == {
        node: {other: {"weight": data["weight"]} for other, data in graph[node].items()}
        for node in graph
    }


@few
@given(ties=tie_lists, wanted=st.sets(ids), directed=st.booleans())
def test_subnetwork_is_the_induced_subgraph(
    ties: list[tuple[str, str, float]], wanted: set[str], *, directed: bool
) -> None:
    network = _network(ties, directed=directed)
    wanted &= set(network.nodes)
    expected = network.to_networkx().subgraph(wanted)
    part = network.subnetwork(wanted)
    assert set(part.nodes) == set(expected.nodes)
    assert part.number_of_edges() == expected.number_of_edges()
    assert all(expected.has_edge(*edge) for edge in part.edges)


def test_from_networkx_adds_parallel_ties_and_fills_missing_weights() -> None:
    graph: nx.MultiGraph[str] = nx.MultiGraph()
    graph.add_edge("a", "b", weight=2)
    graph.add_edge("a", "b")
    assert Network.from_networkx(graph).ties.to_numpy().tolist() == [["a", "b", 3.0]]


def test_from_networkx_refuses_nodes_that_are_not_texts() -> None:
    with pytest.raises(DataError, match="The node 0 is not a text; ids of nodes are texts"):
        Network.from_networkx(nx.path_graph(2))
