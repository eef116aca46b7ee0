"""NetworkX's functions on a network: which are ours, which are not, and what is refused."""

from __future__ import annotations

import inspect
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any, Final

import networkx as nx
import pytest

from assetmap.measures.backend import BACKEND, can_run, convert_from_nx
from assetmap.measures.networkx_functions import FUNCTIONS
from assetmap.network import Network
from assetmap.networkx_info import get_info

ARGUMENTS: Final[dict[str, Any]] = {
    "n": "a",
    "source": "a",
    "target": "a",
    "u": "a",
    "v": "b",
    "communities": [{"a", "b"}, {"c", "d", "e"}],
}
"""What a function is given for an argument that it must be given."""

TIES: Final = (["a", "b", "c", "c", "d", "b"], ["b", "c", "a", "d", "e", "a"], [1, 2, 3, 4, 5, 6.5])
DIRECTED: Final = Network.from_edges(*TIES)
UNDIRECTED: Final = Network.from_edges(*TIES, directed=False)


def _networkx_has(name: str) -> Any:
    sent_on: Any = nx.utils.backends
    return sent_on._registered_algorithms[name]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_function_has_the_arguments_of_networkx(name: str) -> None:
    ours = inspect.signature(FUNCTIONS[name]).parameters.values()
    theirs = inspect.signature(_networkx_has(name).orig_func).parameters.values()
    assert [(each.name, each.default, each.kind) for each in ours] == [
        (each.name, each.default, each.kind) for each in theirs
    ]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_function_makes_no_networkx_graph(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        msg = f"{name} converts the network."
        raise AssertionError(msg)

    given = [
        ARGUMENTS[each.name]
        for each in list(inspect.signature(FUNCTIONS[name]).parameters.values())[1:]
        if each.default is each.empty
    ]
    monkeypatch.setattr(Network, "to_networkx", refuse)
    monkeypatch.setattr(BACKEND, "convert_to_nx", refuse)
    monkeypatch.setattr(nx.Graph, "__init__", refuse)
    n_answers = 0
    for network in (DIRECTED, UNDIRECTED):
        try:
            found = _networkx_has(name)(network, *given, backend="assetmap")
            list(found) if isinstance(found, Iterator) else None
        # Of one kind of network, or of one piece, alone.
        except (nx.NetworkXException, NotImplementedError):
            continue
        n_answers += 1
    assert n_answers > 0


def test_networkx_is_told_of_each_function_that_is_ours() -> None:
    assert set(get_info()["functions"]) == set(FUNCTIONS)
    assert all(hasattr(BACKEND, name) for name in FUNCTIONS)


def test_importing_networkx_loads_none_of_our_measures() -> None:
    program = (
        "import networkx, sys; print(*(each for each in ('assetmap.networkx_info',"
        "'assetmap.measures', 'numba', 'pandas') if each in sys.modules))"
    )
    shown = subprocess.run(  # noqa: S603  our own Python
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert shown.stdout.split() == ["assetmap.networkx_info"]


def test_what_is_not_ours_runs_on_the_network_converted() -> None:
    assert "dominating_set" not in FUNCTIONS
    network: Any = UNDIRECTED
    assert nx.dominating_set(network) <= set("abcde")
    assert nx.config.fallback_to_nx


@pytest.mark.parametrize(
    ("name", "network", "given"),
    [
        ("minimum_spanning_arborescence", DIRECTED, ()),
        ("recursive_simple_cycles", DIRECTED, ()),
        ("incremental_closeness_centrality", UNDIRECTED, (("a", "e"),)),
        ("set_node_attributes", UNDIRECTED, ({"a": 1}, "met")),
    ],
)
def test_what_changes_a_graph_takes_the_network_converted_by_hand(
    name: str, network: Network, given: tuple[Any, ...]
) -> None:
    function = getattr(nx, name)
    with pytest.raises(NotImplementedError, match="Backend 'assetmap' does not implement"):
        function(network, *given)
    graph: Any = network.to_networkx()
    found = function(graph, *given)
    told: dict[str, Callable[[], bool]] = {
        "minimum_spanning_arborescence": lambda: found.number_of_edges() == 4,  # a tree of five
        "recursive_simple_cycles": lambda: (
            sorted(map(sorted, found)) == [["a", "b"], ["a", "b", "c"]]
        ),
        "incremental_closeness_centrality": lambda: found["a"] == 4 / 5,  # one of four at two steps
        "set_node_attributes": lambda: graph.nodes["a"] == {"met": 1},
    }
    assert told[name]()


def test_a_graph_of_networkx_runs_on_our_arrays_when_asked() -> None:
    graph = nx.Graph([((1, 2), "x"), ("x", 3), (4, 4)])
    found = list(nx.connected_components(graph, backend="assetmap"))
    assert found == [{(1, 2), "x", 3}, {4}]


def test_a_multigraph_is_left_to_networkx() -> None:
    reason = can_run("connected_components", (nx.MultiGraph(),), {})
    assert reason == "G may have several ties between two nodes; a Network has one."


def test_arguments_that_do_not_fit_are_left_to_networkx() -> None:
    assert can_run("is_connected", (UNDIRECTED,), {"k": 1}) == (
        "got an unexpected keyword argument 'k'."
    )


@pytest.mark.parametrize("weight", [-1, None, float("nan"), float("inf"), 10**400, "2", 1j])
def test_a_weight_that_is_not_a_number_from_0_up_is_left_to_networkx(weight: Any) -> None:
    graph: Any = nx.Graph()
    graph.add_edge("a", "b", cost=weight)
    with pytest.raises(NotImplementedError, match="A tie's 'cost' is not a number from 0 up"):
        convert_from_nx(graph, edge_attrs={"cost": 1})


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"edge_attrs": {"a": 1, "b": 1}}, "More than one attribute of ties"),
        ({"preserve_edge_attrs": True}, "More than one attribute of ties"),
        ({"node_attrs": {"a": 1}}, "Attributes of nodes"),
        ({"preserve_node_attrs": True}, "Attributes of nodes"),
    ],
)
def test_attributes_that_a_network_has_not_are_left_to_networkx(
    asked: dict[str, Any], reason: str
) -> None:
    with pytest.raises(NotImplementedError, match=reason):
        convert_from_nx(nx.path_graph(2), **asked)


def test_a_graph_that_works_out_its_ties_is_left_to_networkx() -> None:
    class Complement(nx.Graph):  # type: ignore[type-arg]
        @property
        def adj(self) -> dict[Any, dict[Any, dict[str, Any]]]:  # type: ignore[override]
            return {node: {other: {} for other in self if other != node} for node in self}

    graph = Complement()
    graph.add_nodes_from("ab")
    with pytest.raises(NotImplementedError, match="The graph works out its ties by itself"):
        convert_from_nx(graph)


def test_weights_of_an_undirected_view_of_a_directed_graph_are_left_to_networkx() -> None:
    graph: Any = nx.DiGraph()
    graph.add_edge("a", "b", cost=3)
    graph.add_edge("b", "a", cost=5)
    view = graph.to_undirected(as_view=True)
    assert (view["a"]["b"]["cost"], view["b"]["a"]["cost"]) == (3, 5)
    for each in (view, view.subgraph(["a", "b"])):
        assert convert_from_nx(each).edges == (("a", "b"),)
        with pytest.raises(NotImplementedError, match="The graph shows a directed one"):
            convert_from_nx(each, edge_attrs={"cost": 1})
    held = graph.to_undirected().subgraph(["a", "b"])
    assert len(convert_from_nx(held, edge_attrs={"cost": 1})) == 2


def test_a_graph_is_converted_with_the_attribute_asked_for() -> None:
    graph: Any = nx.DiGraph()
    graph.add_edge("a", "b", cost=3)
    graph.add_edge("b", "a")
    network = convert_from_nx(graph, edge_attrs={"cost": 7})
    assert network.ties["weight"].tolist() == [3, 7]
    assert convert_from_nx(graph).ties["weight"].tolist() == [1, 1]
