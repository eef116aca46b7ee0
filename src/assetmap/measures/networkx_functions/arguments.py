"""What NetworkX's arguments mean for a `Network`, and what its answers look like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

import networkx as nx
import numpy as np

from assetmap.measures.memory import once
from assetmap.network import Network

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

Function = TypeVar("Function", bound="Callable[..., Any]")

ONLY: Final = "__takes_only__"


@dataclass(frozen=True, eq=False, repr=False)
class ConvertedGraph(Network):
    """A NetworkX graph as arrays; its nodes are whatever they were.

    Attributes
    ----------
    attribute
        The attribute of ties that the weights were read from; None where each tie weighs 1.
    """

    attribute: str | None = None


def takes_only(**values: object) -> Callable[[Function], Function]:
    """Mark a function as ours for these values of its arguments alone; NetworkX runs the others."""

    def mark(function: Function) -> Function:
        setattr(function, ONLY, values)
        return function

    return mark


def weighted(G: Network, weight: object) -> Network:
    """Return `G` with the weights that NetworkX would read from the attribute `weight`.

    Our own networks have one attribute of ties, `weight`. With None, or an attribute that no tie
    has, each tie weighs 1.
    """
    attribute = G.attribute if isinstance(G, ConvertedGraph) else "weight"
    return G if weight is not None and weight == attribute else _unweighted(G)


def by_node(G: Network, values: NDArray[Any]) -> dict[Any, Any]:
    """Return one plain value a node, in the network's order."""
    return dict(zip(G.nodes, values.tolist(), strict=True))


def sets_of(G: Network, groups: NDArray[Any]) -> list[set[Any]]:
    """Return the nodes of each group, groups by their first node in the network's order."""
    found: dict[int, set[Any]] = {}
    for node, group in zip(G.nodes, groups.tolist(), strict=True):
        found.setdefault(group, set()).add(node)
    return list(found.values())


def position(G: Network, node: Any) -> int:
    """Return the number of a node that must be there.

    Raises
    ------
    NodeNotFound
        If it is not.
    """
    if not has_node(G, node):
        msg = f"Node {node} is not in the graph."
        raise nx.NodeNotFound(msg)
    return G.position_of[node]


def has_node(G: Network, node: Any) -> bool:
    """Tell whether `node` is in `G`; what cannot be hashed is not."""
    try:
        return node in G.position_of
    except TypeError:
        return False


def chosen(G: Network, nodes: Any) -> list[Any]:
    """Return the nodes that NetworkX's `nbunch` names: all for None, one, or those of many.

    Raises
    ------
    NetworkXError
        If `nodes` is neither a node nor nodes to go through.
    """
    if nodes is None:
        return list(G.nodes)
    if has_node(G, nodes):
        return [nodes]
    try:
        return [node for node in nodes if node in G.position_of]
    except TypeError as error:
        msg = f"Node {nodes!r} is not in the graph, nor is it a collection of nodes."
        raise nx.NetworkXError(msg) from error


def of_chosen(G: Network, values: NDArray[Any], nodes: Any) -> Any:
    """Return the value of the node `nodes`, or a value a node for None or several nodes."""
    if nodes is not None and has_node(G, nodes):
        return values[G.position_of[nodes]].item()
    if nodes is None:
        return by_node(G, values)
    return {node: values[G.position_of[node]].item() for node in chosen(G, nodes)}


def positions(G: Network, nodes: Iterable[Any]) -> NDArray[np.int64]:
    """Return the numbers of nodes that must be there.

    Raises
    ------
    NodeNotFound
        If one is not.
    """
    asked = list(nodes)
    try:
        return np.fromiter(map(G.position_of.__getitem__, asked), np.int64, count=len(asked))
    except (KeyError, TypeError):  # one by one, to say which is not there
        return np.array([position(G, node) for node in asked], dtype=np.int64)


@once
def _unweighted(network: Network) -> Network:
    ones = np.ones(len(network.indices))
    ones.flags.writeable = False
    return Network(network.nodes, network.indptr, network.indices, ones, network.directed)
