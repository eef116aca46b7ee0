"""How many ties each party has, and how strong they are together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assetmap.measures.degrees_kernel import row_sums

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from assetmap.network import Network
    from assetmap.network.arrays import Arcs


def degree(network: Network) -> pd.Series[int]:
    """Count the ties of each party.

    Parameters
    ----------
    network
        Network of n nodes; self-ties are ignored.

    Returns
    -------
    Series
        n integers indexed by id, in the network's order. In a directed network, ties out and
        ties in together, so that two parties tied both ways have two ties.

    Notes
    -----
    Takes time in the number of ties. Defined for every node. As `networkx.Graph.degree`, but
    for self-ties.

    References
    ----------
    Freeman, L. C. (1978). Centrality in social networks: conceptual clarification.
    Social Networks 1, 215-239.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> degree(Network.from_edges(["gp", "gp"], ["choir", "walk"])).to_dict()
    {'gp': 2, 'choir': 1, 'walk': 1}
    """
    return network.series(degrees(network), "degree")


def in_degree(network: Network) -> pd.Series[int]:
    """Count the ties that lead to each party.

    Parameters
    ----------
    network
        Network of n nodes; self-ties are ignored.

    Returns
    -------
    Series
        n integers indexed by id, in the network's order; the degree if undirected.

    Notes
    -----
    Takes time in the number of ties. Defined for every node.

    References
    ----------
    Freeman, L. C. (1978). Centrality in social networks: conceptual clarification.
    Social Networks 1, 215-239.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> in_degree(Network.from_edges(["gp", "gp"], ["choir", "walk"])).to_dict()
    {'gp': 0, 'choir': 1, 'walk': 1}
    """
    return network.series(_counts(network.without_self_ties().incoming), "in_degree")


def out_degree(network: Network) -> pd.Series[int]:
    """Count the ties that lead away from each party.

    Parameters
    ----------
    network
        Network of n nodes; self-ties are ignored.

    Returns
    -------
    Series
        n integers indexed by id, in the network's order; the degree if undirected.

    Notes
    -----
    Takes time in the number of ties. Defined for every node.

    References
    ----------
    Freeman, L. C. (1978). Centrality in social networks: conceptual clarification.
    Social Networks 1, 215-239.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> out_degree(Network.from_edges(["gp", "gp"], ["choir", "walk"])).to_dict()
    {'gp': 2, 'choir': 0, 'walk': 0}
    """
    return network.series(_counts(network.without_self_ties().outgoing), "out_degree")


def strength(network: Network) -> pd.Series[float]:
    """Add up the weights of the ties of each party.

    Parameters
    ----------
    network
        Network of n nodes; self-ties are ignored.

    Returns
    -------
    Series
        n numbers indexed by id, in the network's order, in the unit of the weights. In a
        directed network, out and in together.

    Notes
    -----
    Takes time in the number of ties. Defined for every node: 0 without ties.

    References
    ----------
    Barrat, A., Barthelemy, M., Pastor-Satorras, R. and Vespignani, A. (2004). The architecture
    of complex weighted networks. PNAS 101, 3747-3752.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> strength(Network.from_edges(["gp", "choir"], ["choir", "walk"], [3, 2])).to_dict()
    {'gp': 3.0, 'choir': 5.0, 'walk': 2.0}
    """
    plain = network.without_self_ties()
    total = _sums(plain.outgoing)
    if plain.is_directed():
        total = total + _sums(plain.incoming)
    return network.series(total, "strength")


def in_strength(network: Network) -> pd.Series[float]:
    """Add up the weights of the ties that lead to each party.

    Parameters
    ----------
    network
        Network of n nodes; self-ties are ignored.

    Returns
    -------
    Series
        n numbers indexed by id, in the network's order; the strength if undirected.

    Notes
    -----
    Takes time in the number of ties. Defined for every node: 0 without ties.

    References
    ----------
    Barrat, A., Barthelemy, M., Pastor-Satorras, R. and Vespignani, A. (2004). The architecture
    of complex weighted networks. PNAS 101, 3747-3752.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> in_strength(Network.from_edges(["gp", "choir"], ["choir", "walk"], [3, 2])).to_dict()
    {'gp': 0.0, 'choir': 3.0, 'walk': 2.0}
    """
    return network.series(_sums(network.without_self_ties().incoming), "in_strength")


def out_strength(network: Network) -> pd.Series[float]:
    """Add up the weights of the ties that lead away from each party.

    Parameters
    ----------
    network
        Network of n nodes; self-ties are ignored.

    Returns
    -------
    Series
        n numbers indexed by id, in the network's order; the strength if undirected.

    Notes
    -----
    Takes time in the number of ties. Defined for every node: 0 without ties.

    References
    ----------
    Barrat, A., Barthelemy, M., Pastor-Satorras, R. and Vespignani, A. (2004). The architecture
    of complex weighted networks. PNAS 101, 3747-3752.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> out_strength(Network.from_edges(["gp", "choir"], ["choir", "walk"], [3, 2])).to_dict()
    {'gp': 3.0, 'choir': 2.0, 'walk': 0.0}
    """
    return network.series(_sums(network.without_self_ties().outgoing), "out_strength")


def degrees(network: Network) -> NDArray[np.int64]:
    """Return `degree` as an array."""
    plain = network.without_self_ties()
    counts = _counts(plain.outgoing)
    return counts + _counts(plain.incoming) if plain.is_directed() else counts


def _counts(arcs: Arcs) -> NDArray[np.int64]:
    return np.diff(arcs.indptr)


def _sums(arcs: Arcs) -> NDArray[np.float64]:
    return row_sums(arcs.indptr, arcs.weights)
