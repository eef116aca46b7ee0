"""NetworkX's functions of how a network hangs together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from assetmap.measures.cohesion import n_components, n_strong_components
from assetmap.measures.components_kernels import ties_returned
from assetmap.measures.cores_kernels import cores
from assetmap.measures.networkx_functions.arguments import (
    by_node,
    chosen,
    has_node,
    sets_of,
    takes_only,
)
from assetmap.measures.pieces import completed_pieces, first_of_piece
from assetmap.measures.triads import triadic_census as census_of
from assetmap.network.arrays import arc_starts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetmap.network import Network

__all__ = [
    "connected_components",
    "core_number",
    "is_connected",
    "is_strongly_connected",
    "is_weakly_connected",
    "node_connected_component",
    "number_connected_components",
    "number_strongly_connected_components",
    "number_weakly_connected_components",
    "overall_reciprocity",
    "reciprocity",
    "strongly_connected_components",
    "triadic_census",
    "weakly_connected_components",
]


def connected_components(G: Network) -> Iterator[set[Any]]:
    """Yield the nodes of each piece."""
    yield from sets_of(G, first_of_piece(G))


def weakly_connected_components(G: Network) -> Iterator[set[Any]]:
    """Yield the nodes of each piece, directions aside."""
    yield from sets_of(G, first_of_piece(G))


def strongly_connected_components(G: Network) -> Iterator[set[Any]]:
    """Yield the nodes of each piece within which all reach each other along directions.

    A piece comes after all that it reaches, as NetworkX has it and its `condensation` relies on.
    """
    pieces: list[set[Any]] = [set() for _ in range(number_strongly_connected_components(G))]
    for node, piece in zip(G.nodes, completed_pieces(G).tolist(), strict=True):
        pieces[piece].add(node)
    yield from pieces


def number_connected_components(G: Network) -> int:
    """Count the pieces."""
    return n_components(G)


def number_weakly_connected_components(G: Network) -> int:
    """Count the pieces, directions aside."""
    return n_components(G)


def number_strongly_connected_components(G: Network) -> int:
    """Count the pieces within which all reach each other along directions."""
    return n_strong_components(G)


def is_connected(G: Network) -> bool:
    """Tell whether there is one piece."""
    _refuse_null(G)
    return number_connected_components(G) == 1


def is_weakly_connected(G: Network) -> bool:
    """Tell whether there is one piece, directions aside."""
    _refuse_null(G)
    return number_weakly_connected_components(G) == 1


def is_strongly_connected(G: Network) -> bool:
    """Tell whether all reach each other along directions."""
    _refuse_null(G)
    return number_strongly_connected_components(G) == 1


def node_connected_component(G: Network, n: Any) -> set[Any]:
    """Return the nodes of the piece that `n` is in."""
    first = first_of_piece(G)
    inside = first == first[G.position_of[n]]
    return {G.nodes[each] for each in inside.nonzero()[0].tolist()}


def overall_reciprocity(G: Network) -> float:
    """Return the share of ties that are returned."""
    _refuse_undirected(G)
    if G.number_of_edges() == 0:
        msg = "Not defined for empty graphs"
        raise nx.NetworkXError(msg)
    return int(ties_returned(G.indptr, G.indices).sum()) / G.number_of_edges()


def reciprocity(G: Network, nodes: Any = None) -> Any:
    """Return the share of ties returned: of all, of one node's, or of each of several nodes'."""
    if nodes is None:
        return overall_reciprocity(G)
    _refuse_undirected(G)
    returned = ties_returned(G.indptr, G.indices)
    # NetworkX counts a node's tie to itself as one out and one in, each the other's return.
    returned[arc_starts(G.outgoing)[arc_starts(G.outgoing) == G.indices]] += 1
    n_ends = np.diff(G.indptr) + np.diff(G.incoming.indptr)
    shares = {
        node: 2 * int(returned[at]) / int(n_ends[at]) if n_ends[at] else None
        for node in chosen(G, nodes)
        for at in [G.position_of[node]]
    }
    if not has_node(G, nodes):
        return shares
    if shares[nodes] is None:
        msg = "Not defined for isolated nodes."
        raise nx.NetworkXError(msg)
    return shares[nodes]


def core_number(G: Network) -> dict[Any, int]:
    """Return the core number of each node; directed, a tie both ways counts as two."""
    start = arc_starts(G.outgoing)
    if bool((start == G.indices).any()):
        msg = "Input graph has self loops, which is not permitted; remove them first."
        raise nx.NetworkXNotImplemented(msg)
    if not G.is_directed():
        return by_node(G, cores(G.indptr, G.indices)[0])
    into = G.incoming
    # A row a node: its arcs out, then its arcs in.
    indptr = G.indptr + into.indptr
    indices = np.empty(2 * len(start), dtype=np.int32)
    indices[np.arange(len(start)) + into.indptr[start]] = G.indices
    indices[np.arange(len(start)) + G.indptr[arc_starts(into) + 1]] = into.indices
    indptr.flags.writeable = indices.flags.writeable = False
    return by_node(G, cores(indptr, indices)[0])


@takes_only(nodelist=None)
def triadic_census(G: Network, nodelist: None = None) -> dict[str, int]:
    """Count every three nodes by how they are tied."""
    del nodelist
    return census_of(G)


def _refuse_undirected(G: Network) -> None:
    if not G.is_directed():
        msg = "Ties without a direction cannot be returned."
        raise NotImplementedError(msg)


def _refuse_null(G: Network) -> None:
    if len(G) == 0:
        msg = "Connectivity is undefined for the null graph."
        raise nx.NetworkXPointlessConcept(msg)
