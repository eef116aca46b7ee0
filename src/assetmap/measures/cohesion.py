"""How a network hangs together as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assetmap.measures.components_kernels import ties_returned
from assetmap.measures.degrees import degrees
from assetmap.measures.pieces import completed_pieces, component_numbers, first_of_piece

if TYPE_CHECKING:
    import pandas as pd

    from assetmap.network import Network

UNDEFINED = float("nan")


def density(network: Network) -> float:
    """Return the share of possible ties that are there.

    Parameters
    ----------
    network
        Network of n nodes and m ties; self-ties are ignored.

    Returns
    -------
    float
        From 0 to 1: m / (n (n - 1)) directed, 2 m / (n (n - 1)) undirected.

    Notes
    -----
    Takes time in the number of ties. Not defined (NaN) below two nodes, where no tie is
    possible; `networkx.density` gives 0 there, and counts self-ties.

    References
    ----------
    Wasserman, S. and Faust, K. (1994). Social Network Analysis: Methods and Applications.
    Cambridge, sections 4.1 and 4.3.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> density(Network.from_edges(["gp", "gp", "choir"], ["choir", "walk", "gp"]))
    0.5
    """
    try:
        return network.n_arcs / network.n_possible_arcs
    except ZeroDivisionError:
        return UNDEFINED


def mean_degree(network: Network) -> float:
    """Return how many ties a party has, or names, on average.

    Parameters
    ----------
    network
        Network of n nodes and m ties; self-ties and weights are ignored.

    Returns
    -------
    float
        Ties a party, at least 0: m / n directed, where each tie is one that its first end names;
        2 m / n undirected, where it is a tie of both.

    Notes
    -----
    Takes time in the number of ties. Not defined (NaN) without nodes.

    References
    ----------
    Wasserman, S. and Faust, K. (1994). Social Network Analysis: Methods and Applications.
    Cambridge, sections 4.1 and 4.3.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> mean_degree(Network.from_edges(["gp", "gp", "choir"], ["choir", "walk", "gp"]))
    1.0
    """
    if not len(network):
        return UNDEFINED
    n_ends = float(degrees(network).sum()) / len(network)
    return n_ends / 2 if network.is_directed() else n_ends


def reciprocity(network: Network) -> float:
    """Return the share of ties that are returned.

    Parameters
    ----------
    network
        Directed network; self-ties are ignored, and so are weights.

    Returns
    -------
    float
        From 0 to 1: ties i -> j for which there is j -> i, over all ties.

    Notes
    -----
    Takes time in the number of ties. Not defined (NaN) without ties and for an undirected
    network. As `networkx.overall_reciprocity`, which counts self-ties too.

    References
    ----------
    Wasserman, S. and Faust, K. (1994). Social Network Analysis: Methods and Applications.
    Cambridge, section 13.2.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> round(reciprocity(Network.from_edges(["gp", "gp", "choir"], ["choir", "walk", "gp"])), 3)
    0.667
    """
    n_ties = network.n_arcs
    if not network.is_directed() or n_ties == 0:
        return UNDEFINED
    return int(ties_returned(network.indptr, network.indices).sum()) / n_ties


def component(network: Network) -> pd.Series[int]:
    """Return the number of the piece that each party is in, directions aside.

    Parameters
    ----------
    network
        Network of n nodes; self-ties and directions are ignored.

    Returns
    -------
    Series
        n integers indexed by id, in the network's order. Piece 1 is the largest; pieces of one
        size are numbered by their first party in the network's order.

    Notes
    -----
    Takes time in nodes and ties. Defined for every node.

    References
    ----------
    Wasserman, S. and Faust, K. (1994). Social Network Analysis: Methods and Applications.
    Cambridge, section 4.2.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> component(Network.from_edges(["choir"], ["walk"], nodes=["gp", "choir", "walk"])).to_dict()
    {'gp': 2, 'choir': 1, 'walk': 1}
    """
    return network.series(component_numbers(network), "component")


def n_components(network: Network) -> int:
    """Count the pieces that a network falls into, directions aside.

    Parameters
    ----------
    network
        Any network; self-ties and directions are ignored.

    Returns
    -------
    int
        From 1, or 0 without nodes. A party without ties is a piece.

    Notes
    -----
    Takes time in nodes and ties. As `networkx.number_weakly_connected_components`, or
    `number_connected_components` if undirected. Defined for every network.

    References
    ----------
    Wasserman, S. and Faust, K. (1994). Social Network Analysis: Methods and Applications.
    Cambridge, section 4.2.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> n_components(Network.from_edges(["choir"], ["walk"], nodes=["gp", "choir", "walk"]))
    2
    """
    return int(np.count_nonzero(first_of_piece(network) == np.arange(len(network))))


def n_strong_components(network: Network) -> int:
    """Count the pieces in which each party can be reached from each other along directions.

    Parameters
    ----------
    network
        Any network; self-ties are ignored.

    Returns
    -------
    int
        From 1, or 0 without nodes; the number of pieces if undirected.

    Notes
    -----
    Takes time in nodes and ties. As `networkx.number_strongly_connected_components`.
    Defined for every network.

    References
    ----------
    Wasserman, S. and Faust, K. (1994). Social Network Analysis: Methods and Applications.
    Cambridge, section 4.3.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> n_strong_components(Network.from_edges(["gp", "choir", "choir"], ["choir", "gp", "walk"]))
    2
    """
    return int(completed_pieces(network).max(initial=-1)) + 1


def largest_component_share(network: Network) -> float:
    """Return the share of parties that are in the largest piece.

    Parameters
    ----------
    network
        Network of n nodes; self-ties and directions are ignored.

    Returns
    -------
    float
        Above 0, to 1.

    Notes
    -----
    Takes time in nodes and ties. Not defined (NaN) without nodes.

    References
    ----------
    Wasserman, S. and Faust, K. (1994). Social Network Analysis: Methods and Applications.
    Cambridge, section 4.2.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["choir"], ["walk"], nodes=["gp", "choir", "walk", "shed"])
    >>> largest_component_share(network)
    0.5
    """
    if len(network) == 0:
        return UNDEFINED
    return int(np.bincount(first_of_piece(network)).max()) / len(network)


def n_isolates(network: Network) -> int:
    """Count the parties without ties.

    Parameters
    ----------
    network
        Any network; a party with no tie but to itself has none.

    Returns
    -------
    int
        From 0 to the number of nodes.

    Notes
    -----
    Takes time in the number of ties. As `networkx.number_of_isolates`, but for self-ties.
    Defined for every network.

    References
    ----------
    Wasserman, S. and Faust, K. (1994). Social Network Analysis: Methods and Applications.
    Cambridge, section 4.2.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> n_isolates(Network.from_edges(["choir"], ["walk"], nodes=["gp", "choir", "walk"]))
    1
    """
    return int((degrees(network) == 0).sum())
