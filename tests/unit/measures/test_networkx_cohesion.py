"""Our answers under NetworkX's names are NetworkX's own, on networks of every kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import networkx as nx
import pytest
from hypothesis import given, settings
from tests.unit.measures.drawn_networks import larger_networks, networks

from assetmap.network import Network

if TYPE_CHECKING:
    from collections.abc import Callable

SOME = ["a", "c", "not there", "e"]

ASKED: dict[str, Callable[[Any], Any]] = {
    "connected_components": lambda g: list(nx.connected_components(g)),
    "weakly_connected_components": lambda g: list(nx.weakly_connected_components(g)),
    "strongly_connected_components": lambda g: set(
        map(frozenset, nx.strongly_connected_components(g))
    ),
    "number_connected_components": nx.number_connected_components,
    "number_weakly_connected_components": nx.number_weakly_connected_components,
    "number_strongly_connected_components": nx.number_strongly_connected_components,
    "is_connected": nx.is_connected,
    "is_weakly_connected": nx.is_weakly_connected,
    "is_strongly_connected": nx.is_strongly_connected,
    "node_connected_component": lambda g: nx.node_connected_component(g, "j"),
    "overall_reciprocity": nx.overall_reciprocity,
    "reciprocity": nx.reciprocity,
    "reciprocity of one": lambda g: nx.reciprocity(g, "a"),
    "reciprocity of some": lambda g: nx.reciprocity(g, SOME),
    "core_number": nx.core_number,
    "triadic_census": nx.triadic_census,
    "triadic_census of some": lambda g: nx.triadic_census(g, ["j"]),
    "triangles": nx.triangles,
    "triangles of one": lambda g: nx.triangles(g, "a"),
    "triangles of some": lambda g: nx.triangles(g, SOME),
    "clustering": nx.clustering,
    "clustering of one": lambda g: nx.clustering(g, "a"),
    "clustering with weights": lambda g: nx.clustering(g, weight="weight"),
    "clustering with another attribute": lambda g: nx.clustering(g, weight="cost"),
    "clustering of some with weights": lambda g: nx.clustering(g, SOME, "weight"),
    "average_clustering": nx.average_clustering,
    "average_clustering of some given twice": lambda g: nx.average_clustering(g, SOME + SOME[:1]),
    "average_clustering above nought": lambda g: nx.average_clustering(g, count_zeros=False),
    "transitivity": nx.transitivity,
    "diameter": nx.diameter,
    "radius": nx.radius,
    "center": nx.center,
    "periphery": nx.periphery,
    "average_shortest_path_length": nx.average_shortest_path_length,
    "modularity": lambda g: nx.community.modularity(
        g, [set(g.nodes) - {"b"}, {"b"} & set(g.nodes)]
    ),
    "modularity without weights": lambda g: nx.community.modularity(
        g, [{node} for node in g.nodes], weight=None, resolution=0.7
    ),
    "modularity of a node given twice": lambda g: nx.community.modularity(
        g, cast("Any", [[*g.nodes, *list(g.nodes)[:1]]])
    ),
    "modularity of no partition": lambda g: nx.community.modularity(g, [{"a"}, {"a", "b"}]),
}


def _answer(ask: Callable[[Any], Any], graph: Any) -> Any:
    """Return the answer, or the kind of the error."""
    try:
        return ask(graph)
    except (nx.NetworkXException, ZeroDivisionError, KeyError, ValueError, AttributeError) as error:
        return type(error)


def _same(ask: Callable[[Any], Any], network: Network, graph: Any) -> None:
    found, expected = _answer(ask, network), _answer(ask, graph)
    if isinstance(expected, float):
        assert found == pytest.approx(expected, abs=1e-12)
    elif isinstance(expected, dict) and None not in expected.values():
        assert list(found) == list(expected)
        assert found == pytest.approx(expected, abs=1e-12)
    else:
        assert found == expected


@settings(max_examples=25, deadline=None)
@given(networks)
def test_the_answers_are_those_of_networkx(network: Network) -> None:
    graph = network.to_networkx()
    for ask in ASKED.values():
        _same(ask, network, graph)


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
def test_the_answer_is_that_of_networkx_at_size(ask: Callable[[Any], Any]) -> None:
    for network in larger_networks(120, 700):
        _same(ask, network, network.to_networkx())


def test_a_network_without_nodes_is_pointless_to_networkx_too() -> None:
    with pytest.raises(nx.NetworkXPointlessConcept, match="undefined for the null graph"):
        ASKED["is_connected"](Network.from_edges([], [], directed=False))


def test_a_node_that_is_not_there_is_named() -> None:
    network: Any = Network.from_edges(["a"], ["b"], directed=False)
    with pytest.raises(KeyError, match="x"):
        nx.node_connected_component(network, "x")


def test_clusters_under_networkx_name_are_sets_of_nodes_by_their_first() -> None:
    network: Any = Network.from_edges(["d", "a"], ["c", "b"], directed=False)
    assert nx.community.leiden_communities(network, seed=1) == [{"c", "d"}, {"a", "b"}]
    with pytest.raises(ValueError, match="max_level argument must be a positive integer or None"):
        nx.community.leiden_communities(network, max_level=0)
