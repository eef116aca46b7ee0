"""How far a network hangs on one party."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetmap.measures.betweenness import EXACT_WORK, betweenness_sampled, betweennesses
from assetmap.measures.degrees import degrees
from assetmap.measures.sampling import work

if TYPE_CHECKING:
    from assetmap.network import Network

UNDEFINED = float("nan")


def degree_centralisation(network: Network) -> float:
    """Measure how far ties gather at one party (Freeman's centralisation of degree).

    Parameters
    ----------
    network
        Network of n nodes; self-ties and weights are ignored.

    Returns
    -------
    float
        From 0 (all have as many) to 1 (a star): the sum over parties of the largest degree less
        their own, over (n - 1)(n - 2) undirected and twice that directed, where the degree is
        ties out and in together and the most central network a star tied both ways.

    Notes
    -----
    Takes time in the number of ties. Not defined (NaN) below three nodes. As igraph's
    `centralization_degree` without loops, mode "all".

    References
    ----------
    Freeman, L. C. (1978). Centrality in social networks: conceptual clarification.
    Social Networks 1, 215-239.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> star = Network.from_edges(["gp"] * 3, ["choir", "walk", "shed"], directed=False)
    >>> degree_centralisation(star)
    1.0
    """
    n_nodes = len(network)
    if n_nodes < 3:  # noqa: PLR2004  the smallest star
        return UNDEFINED
    counts = degrees(network)
    most = (n_nodes - 1) * (n_nodes - 2) * (2 if network.is_directed() else 1)
    return int((counts.max() - counts).sum()) / most


def betweenness_centralisation(network: Network) -> float:
    """Measure how far shortest paths run through one party (Freeman's, of betweenness).

    Parameters
    ----------
    network
        Network of n nodes; self-ties and weights are ignored.

    Returns
    -------
    float
        From 0 (all lie between as much) to 1 (a star): the sum over parties of the largest
        betweenness less their own, each from 0 to 1, over n - 1. Directed, paths follow
        directions, and the most central network is a star tied both ways.

    Notes
    -----
    Takes the time of `betweenness`, which is worked out once for both. Where nodes times arcs
    are more than 200 million it is worked out from `betweenness_sampled`, whose largest value
    leans to be too high. Not defined (NaN) below three nodes.

    References
    ----------
    Freeman, L. C. (1978). Centrality in social networks: conceptual clarification.
    Social Networks 1, 215-239.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> star = Network.from_edges(["gp"] * 3, ["choir", "walk", "shed"], directed=False)
    >>> betweenness_centralisation(star)
    1.0
    """
    if work(network) > EXACT_WORK:
        shares = betweenness_sampled(network)["value"].to_numpy()
    else:
        shares = betweennesses(network)
    if len(shares) < 3:  # noqa: PLR2004  the smallest star
        return UNDEFINED
    return float((shares.max() - shares).sum()) / (len(shares) - 1)
