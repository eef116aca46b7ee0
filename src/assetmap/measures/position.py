"""How tied down each party is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assetmap.network.engine import igraph_of, weights_of

if TYPE_CHECKING:
    import pandas as pd

    from assetmap.network import Network


def constraint(network: Network) -> pd.Series[float]:
    """Measure how much each party's ties lead back to the same few others (Burt's constraint).

    The tie between i and j is the weight from i to j and from j to i; p_ij is its share of all
    of i. Constraint is the sum over i's contacts j of (p_ij + sum over q of p_iq p_qj) squared:
    low for a party whose contacts do not know each other.

    Parameters
    ----------
    network
        Network of n nodes; self-ties are ignored, and so are ties of weight 0.

    Returns
    -------
    Series
        n numbers above 0 indexed by id, in the network's order; about 1 and sometimes more for
        a party with few contacts who are tied to each other.

    Notes
    -----
    By igraph; takes time in the sum over nodes of the degrees of their contacts. Not defined
    (NaN) for a party without contacts. As `networkx.constraint(graph, weight="weight")`.

    References
    ----------
    Burt, R. S. (1992). Structural Holes: the Social Structure of Competition. Harvard.
    Burt, R. S. (2004). Structural holes and good ideas. American Journal of Sociology 110,
    349-399.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(
    ...     ["gp", "gp", "choir", "walk"], ["choir", "walk", "gp", "choir"], [2, 2, 1, 1]
    ... )
    >>> constraint(network).round(3).to_dict()
    {'gp': 0.84, 'choir': 1.143, 'walk': 1.378}
    """
    both_ways = network.to_undirected()
    weights = weights_of(both_ways)
    graph = igraph_of(both_ways)
    graph.delete_edges(np.flatnonzero(weights == 0).tolist())
    scores = graph.constraint(weights=weights[weights > 0].tolist())
    return network.series(np.array(scores, dtype=np.float64), "constraint")
