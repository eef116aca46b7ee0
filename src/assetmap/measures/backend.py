"""The NetworkX backend `assetmap`: NetworkX's functions, run on the arrays of a `Network`.

NetworkX loads `BACKEND` when it first meets a `Network`, or is asked for `backend="assetmap"`.
What we do not do, it runs itself on the network converted; `can_run` and `convert_from_nx` say why.
"""

from __future__ import annotations

import inspect
from contextlib import suppress
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from assetmap.measures.networkx_functions import FUNCTIONS
from assetmap.measures.networkx_functions.arguments import ONLY, ConvertedGraph
from assetmap.network import Network
from assetmap.network.arrays import merged_arcs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray


def can_run(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bool | str:
    """Tell whether the function `name` is ours with these arguments; if not, the reason why."""
    function = FUNCTIONS[name]
    try:
        given = inspect.signature(function).bind(*args, **kwargs).arguments
    except TypeError as error:
        return f"{error}."
    for argument, value in given.items():
        if _is_multigraph(value):
            return f"{argument} may have several ties between two nodes; a Network has one."
        if callable(value):
            return f"{argument} is a function; ours read the weights of a Network."
    for argument, only in getattr(function, ONLY, {}).items():
        if given.get(argument, only) != only:
            return f"{argument} is {given[argument]!r}; ours is for {only!r} alone."
    return True


def convert_from_nx(  # noqa: PLR0913  NetworkX's own arguments
    graph: nx.Graph[Any],
    *,
    edge_attrs: Mapping[str, Any] | None = None,
    node_attrs: Mapping[str, Any] | None = None,
    preserve_edge_attrs: bool = False,
    preserve_node_attrs: bool = False,
    preserve_graph_attrs: bool = False,
    name: str | None = None,
    graph_name: str | None = None,
) -> Network:
    """Return a NetworkX graph as a network, its nodes left as they are.

    Raises
    ------
    NotImplementedError
        With the reason, if a `Network` cannot hold what the function needs: several ties between
        two nodes, ties that are not held but worked out, attributes of nodes, more than one
        attribute of ties, weights that are not numbers from 0 up, or those of an undirected view
        of a directed graph. NetworkX then runs the function itself.
    """
    del preserve_graph_attrs, name, graph_name
    attributes = dict(edge_attrs or {})
    if _is_multigraph(graph):
        msg = "The graph may have several ties between two nodes; a Network has one."
    elif type(graph).adj not in (nx.Graph.adj, nx.DiGraph.adj):
        msg = "The graph works out its ties by itself; a Network holds them."
    elif preserve_edge_attrs or len(attributes) > 1:
        msg = "More than one attribute of ties is asked for; a Network has one."
    elif preserve_node_attrs or node_attrs:
        msg = "Attributes of nodes are asked for; a Network has none."
    else:
        attribute, default = next(iter(attributes.items()), (None, 1))
        if attribute is None or not _may_differ_by_end(graph):
            return _converted(graph, attribute, default)
        msg = "The graph shows a directed one; from either end a tie may have another weight."
    raise NotImplementedError(msg)


def convert_to_nx(result: Any, *, name: str | None = None) -> Any:
    """Return a network as a NetworkX graph, and any other result as it is."""
    del name
    return result.to_networkx() if isinstance(result, Network) else result


def _converted(graph: nx.Graph[Any], attribute: str | None, default: Any) -> ConvertedGraph:
    nodes = tuple(graph)
    number_of = {node: number for number, node in enumerate(nodes)}
    directed = graph.is_directed()
    ties = [
        (start, end, data)
        for node, near in graph.adjacency()
        for start in [number_of[node]]
        for other, data in near.items()
        for end in [number_of[other]]
        if directed or start <= end
    ]
    ends = np.array([(start, end) for start, end, _ in ties], dtype=np.int64).reshape(-1, 2)
    weights = (
        np.ones(len(ties))
        if attribute is None
        else _weights([data.get(attribute, default) for _, _, data in ties], attribute)
    )
    arcs = merged_arcs(ends, weights, len(nodes), directed=directed)
    return ConvertedGraph(nodes, *arcs, directed, attribute)


def _weights(values: list[Any], attribute: str) -> NDArray[np.float64]:
    if all(isinstance(value, int | float | np.number) for value in values):
        with suppress(OverflowError):  # a whole number beyond what an array of ours holds
            weights = np.array(values, dtype=np.float64)
            if bool((np.isfinite(weights) & (weights >= 0)).all()):
                return weights
    msg = f"A tie's {attribute!r} is not a number from 0 up."
    raise NotImplementedError(msg)


def _may_differ_by_end(graph: nx.Graph[Any]) -> bool:
    """Tell whether `graph` is an undirected view of a directed graph, or a view of such a view."""
    shown = graph
    while not graph.is_directed() and hasattr(shown, "_graph"):
        shown = shown._graph  # noqa: SLF001  where NetworkX keeps what a view is of
        if shown.is_directed():
            return True
    return False


def _is_multigraph(value: object) -> bool:
    tell = getattr(value, "is_multigraph", None)
    return tell is not None and bool(tell())


BACKEND = SimpleNamespace(
    **FUNCTIONS, can_run=can_run, convert_from_nx=convert_from_nx, convert_to_nx=convert_to_nx
)
"""What NetworkX calls: our functions by name, and the way in and out."""
