"""Where each party stands: between whom it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assetmap.measures.memory import once
from assetmap.network.engine import igraph_of

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from assetmap.network import Network


def betweenness(network: Network) -> pd.Series[float]:
    """Measure how often each party lies on the shortest paths between two others.

    Each pair of others counts by the share of its shortest paths that run through the party.
    Paths follow directions; weights are not used, since a heavy tie is close and not far.

    Parameters
    ----------
    network
        Network of n nodes; self-ties are ignored.

    Returns
    -------
    Series
        n numbers from 0 to 1 indexed by id, in the network's order: divided by the number of
        pairs of others, (n - 1)(n - 2) directed and half of it undirected.

    Notes
    -----
    Exact, by igraph (Brandes); takes time in nodes times ties, about 12 minutes for 60,000
    nodes and 300,000 ties. Not defined (NaN) below three nodes, where there is no pair of
    others; `networkx.betweenness_centrality` gives 0 there and is the same otherwise.

    References
    ----------
    Freeman, L. C. (1977). A set of measures of centrality based on betweenness.
    Sociometry 40, 35-41.
    Brandes, U. (2001). A faster algorithm for betweenness centrality.
    Journal of Mathematical Sociology 25, 163-177.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "link"], ["link", "choir"], directed=False)
    >>> betweenness(network).to_dict()
    {'gp': 0.0, 'link': 1.0, 'choir': 0.0}
    """
    return network.series(betweennesses(network).copy(), "betweenness")


@once
def betweennesses(network: Network) -> NDArray[np.float64]:
    """Return `betweenness` as an array that cannot be written to."""
    n_nodes = len(network)
    if n_nodes < 3:  # noqa: PLR2004  a pair and the party between them
        shares = np.full(n_nodes, np.nan)
    else:
        n_pairs = (n_nodes - 1) * (n_nodes - 2) / (1 if network.is_directed() else 2)
        shares = np.array(igraph_of(network).betweenness(), dtype=np.float64) / n_pairs
    shares.flags.writeable = False
    return shares
