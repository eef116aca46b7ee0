"""Ties whose loss would part those whom they join."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from assetmap.measures.depth_first import walk

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assetmap.network import Network


def bridges(network: Network) -> pd.DataFrame:
    """List the ties that alone join two parts of a piece, those that hold most first.

    Parameters
    ----------
    network
        Network of n nodes; self-ties, directions and weights are ignored: parties tied both
        ways have one tie.

    Returns
    -------
    DataFrame
        A row a bridge by falling `n_cut_off`, then ids. Columns source and target (ids, the
        earlier in the network's order first), n_cut_off (parties in the smaller of the two
        parts) and lost_reach (pairs of parties who could no longer reach each other).

    Notes
    -----
    Takes time in nodes and ties. Defined for every network; a network without circles has a
    bridge for each tie. The ties are those of `networkx.bridges` of the undirected graph.

    References
    ----------
    Tarjan, R. E. (1974). A note on finding the bridges of a graph. Information Processing
    Letters 2, 160-161.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> path = Network.from_edges(["gp", "link", "choir"], ["link", "choir", "walk"])
    >>> bridges(path).set_index(["source", "target"])["n_cut_off"].to_dict()
    {('link', 'choir'): 2, ('choir', 'walk'): 1, ('gp', 'link'): 1}
    """
    walked = walk(network)
    below = bridges_below(network)
    inside = walked.n_below[below]
    outside = walked.n_below[walked.first[below]] - inside
    ids = np.array(network.nodes, dtype=object)
    found = pd.DataFrame(
        {
            "source": pd.Series(ids[np.minimum(below, walked.above[below])], dtype=object),
            "target": pd.Series(ids[np.maximum(below, walked.above[below])], dtype=object),
            "n_cut_off": np.minimum(inside, outside),
            "lost_reach": inside * outside,
        }
    )
    return found.sort_values(
        ["n_cut_off", "source", "target"], ascending=[False, True, True], ignore_index=True
    )


def n_bridges(network: Network) -> int:
    """Count the ties whose loss would part those whom they join.

    Parameters
    ----------
    network
        Any network; self-ties, directions and weights are ignored.

    Returns
    -------
    int
        From 0 to one less than the number of nodes.

    Notes
    -----
    Takes time in nodes and ties. Defined for every network.

    References
    ----------
    Tarjan, R. E. (1974). A note on finding the bridges of a graph. Information Processing
    Letters 2, 160-161.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> n_bridges(Network.from_edges(["gp", "link", "link"], ["link", "choir", "gp"]))
    2
    """
    return len(bridges_below(network))


def bridges_below(network: Network) -> NDArray[np.int64]:
    """Return the nodes whose tie to the node above, in the walk through `network`, is a bridge."""
    walked = walk(network)
    return np.flatnonzero((walked.above >= 0) & (walked.lowest == walked.step))
