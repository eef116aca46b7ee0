"""NetworkX's functions of triangles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_array

from assetmap.measures.clustering import triangle_counts
from assetmap.measures.components_kernels import ties_returned
from assetmap.measures.degrees import degrees
from assetmap.measures.networkx_functions.arguments import chosen, of_chosen, weighted
from assetmap.measures.plain import joined
from assetmap.measures.triangles_kernels import triangle_sums

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assetmap.network import Network

__all__ = ["average_clustering", "clustering", "transitivity", "triangles"]


def triangles(G: Network, nodes: Any = None) -> Any:
    """Count the triangles through each node, through one, or through each of several."""
    return of_chosen(G, triangle_counts(G), nodes)


def clustering(G: Network, nodes: Any = None, weight: str | None = None) -> Any:
    """Return the clustering of each node, of one, or of each of several; 0 where undefined.

    Directed as Fagiolo has it; with a weight, the geometric mean of the weights of a triangle
    over the largest of all takes the place of 1.
    """
    return of_chosen(G, _shares(G, weight), nodes)


def average_clustering(
    G: Network,
    nodes: Any = None,
    weight: str | None = None,
    count_zeros: bool = True,  # noqa: FBT001, FBT002  NetworkX's own form
) -> float:
    """Return the mean clustering of all nodes or of some; of those above 0 alone when asked."""
    once = dict.fromkeys(chosen(G, nodes))
    shares = _shares(G, weight)[[G.position_of[node] for node in once]].tolist()
    counted = [share for share in shares if count_zeros or share > 0]
    return float(sum(counted) / len(counted))


def transitivity(G: Network) -> float:
    """Return the share of pairs with a neighbour in common that are tied; 0 where undefined.

    Directed, of those whom a node names in order, those of whom the first names the second.
    """
    if G.is_directed():
        named = G.without_self_ties()
        n_contacts, n_closed = np.diff(named.indptr), _n_closed(named)
    else:
        n_contacts, n_closed = degrees(G), 2 * int(triangle_counts(G).sum())
    n_paths = int((n_contacts * (n_contacts - 1)).sum())
    return n_closed / n_paths if n_closed else 0


def _n_closed(network: Network) -> int:
    """Return how often a node names both ends of a tie, in a network without self-ties."""
    n_nodes, n_arcs = len(network), len(network.indices)
    arcs = (np.ones(n_arcs, dtype=np.int64), network.indices, network.indptr)
    named = csr_array(arcs, shape=(n_nodes, n_nodes))
    return int((named @ named).multiply(named).sum())


def _shares(G: Network, weight: str | None) -> NDArray[np.float64]:
    sums, possible = _triangles(G, weight)
    shares: NDArray[np.float64] = np.divide(sums, possible, out=np.zeros(len(G)), where=sums > 0)
    return shares


def _triangles(G: Network, weight: str | None) -> tuple[NDArray[np.floating], NDArray[np.integer]]:
    """Return for each node what its triangles are worth, and how many there could be.

    Both twice over, or directed four times, as each two of a triangle are tied in either order.
    """
    n_ends = degrees(G)
    if not G.is_directed():
        if weight is None:
            return 2.0 * triangle_counts(G), n_ends * (n_ends - 1)
        crossing = weighted(G, weight).without_self_ties()
        sums = triangle_sums(crossing.indptr, crossing.indices, _worth(G, crossing.weights, weight))
        return 2 * sums, n_ends * (n_ends - 1)
    named = weighted(G, weight)
    values = _worth(G, named.weights, weight)
    incoming_values = _worth(G, named.incoming.weights, weight)
    sums = 2 * triangle_sums(*joined(named, values, incoming_values))
    n_returned = ties_returned(G.indptr, G.indices)
    return sums, 2 * (n_ends * (n_ends - 1) - 2 * n_returned)


def _worth(G: Network, weights: NDArray[np.float64], weight: str | None) -> NDArray[np.float64]:
    """Return the cube root of each weight over the largest of the network, self-ties included."""
    largest = weighted(G, weight).weights.max(initial=0)
    if largest == 0 and len(weights) > 0:
        msg = "The largest weight is 0, over which there is no share."
        raise NotImplementedError(msg)
    worth: NDArray[np.float64] = np.cbrt(weights / largest)
    worth.flags.writeable = False
    return worth
