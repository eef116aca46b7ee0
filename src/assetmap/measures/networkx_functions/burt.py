"""NetworkX's functions of structural holes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from assetmap.measures.burt import held_by, holes
from assetmap.measures.networkx_functions.arguments import by_node, has_node, weighted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from assetmap.network import Network

__all__ = ["constraint", "effective_size", "local_constraint"]


def constraint(
    G: Network, nodes: Iterable[Any] | None = None, weight: str | None = None
) -> dict[Any, float]:
    """Return Burt's constraint of each node, or of each of `nodes`; NaN without contacts.

    A tie from a node to itself is no contact, as NetworkX's own definition has it; NetworkX 3.6
    counts it, so that a node with no other tie has the constraint 4 where it is one of `nodes`,
    and NaN where all are asked for. One of `nodes` that ties lead to and none from has the same
    constraint as where all are asked for, and NaN by NetworkX 3.6.
    """
    return _of(G, holes(weighted(G, weight)).constraint, nodes)


def effective_size(
    G: Network, nodes: Iterable[Any] | None = None, weight: str | None = None
) -> dict[Any, float]:
    """Return Burt's effective size of each node, or of each of `nodes`; NaN without contacts.

    A tie from a node to itself is ignored, here and in the strength of the node; NetworkX 3.6
    counts it. The same for all nodes as for some. NetworkX 3.6 gives other numbers where weights
    or directions count and `nodes` is None, since it divides by the strongest tie of the wrong
    node (its issue 8906), and NaN for one of `nodes` that ties lead to and none from.
    """
    return _of(G, holes(weighted(G, weight)).effective_size, nodes)


def local_constraint(G: Network, u: Any, v: Any, weight: str | None = None) -> float:
    """Return how much the tie of `u` to `v`, and the ways round to it, hold `u`; 0 without any.

    As in `constraint`, a tie from a node to itself is no contact.

    Raises
    ------
    NetworkXError
        If `u` or `v` is not in `G`. NetworkX 3.6 gives 0 for such a `v`.
    """
    for node in (u, v):
        if not has_node(G, node):
            msg = f"The node {node} is not in the graph."
            raise nx.NetworkXError(msg)
    return held_by(weighted(G, weight), G.position_of[u], G.position_of[v])


def _of(G: Network, values: NDArray[Any], nodes: Iterable[Any] | None) -> dict[Any, float]:
    if nodes is None and len(G) == 0:
        msg = "Graph has no nodes or edges"
        raise nx.NetworkXError(msg)
    found = by_node(G, values)
    return found if nodes is None else {node: found[node] for node in nodes}
