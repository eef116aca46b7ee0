"""What comes apart when a party goes, directions aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from assetmap.measures.depth_first import walk
from assetmap.measures.memory import once

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from assetmap.measures.depth_first import Walk
    from assetmap.network import Network


class Losses(NamedTuple):
    """What the loss of each node would leave, a number a node.

    Attributes
    ----------
    n_cut_off, largest_piece_left, lost_reach
        As the measures of these names.
    n_pairs_left
        How many pairs of all the others could still reach each other.
    """

    n_cut_off: NDArray[np.int64]
    largest_piece_left: NDArray[np.int64]
    lost_reach: NDArray[np.int64]
    n_pairs_left: NDArray[np.int64]


def is_articulation_point(network: Network) -> pd.Series[bool]:
    """Tell of each party whether some who are joined now would no longer be without it.

    Parameters
    ----------
    network
        Network of n nodes; self-ties, directions and weights are ignored.

    Returns
    -------
    Series
        n truths indexed by id, in the network's order.

    Notes
    -----
    Takes time in nodes and ties. Defined for every node: False without ties. True for the
    nodes of `networkx.articulation_points` of the undirected graph.

    References
    ----------
    Hopcroft, J. and Tarjan, R. (1973). Algorithm 447: efficient algorithms for graph
    manipulation. Communications of the ACM 16, 372-378.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> is_articulation_point(Network.from_edges(["gp", "link"], ["link", "choir"])).to_dict()
    {'gp': False, 'link': True, 'choir': False}
    """
    return network.series(losses(network).n_cut_off > 0, "is_articulation_point")


def n_cut_off(network: Network) -> pd.Series[int]:
    """Count for each party how many others its loss would cut off.

    When a party goes, the piece that it was in may fall into several. All but the largest of
    these are cut off; of pieces that were apart before nobody is counted.

    Parameters
    ----------
    network
        Network of n nodes; self-ties, directions and weights are ignored.

    Returns
    -------
    Series
        n integers indexed by id, in the network's order; above 0 exactly for articulation
        points, and less than half of the piece.

    Notes
    -----
    Takes time in nodes and ties, for all parties together: the sizes of what hangs below each,
    read off one depth-first walk. Defined for every node: 0 without ties.

    References
    ----------
    Hopcroft, J. and Tarjan, R. (1973). Algorithm 447: efficient algorithms for graph
    manipulation. Communications of the ACM 16, 372-378.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> path = Network.from_edges(["gp", "link", "choir"], ["link", "choir", "walk"])
    >>> n_cut_off(path).to_dict()
    {'gp': 0, 'link': 1, 'choir': 1, 'walk': 0}
    """
    return network.series(losses(network).n_cut_off.copy(), "n_cut_off")


def largest_piece_left(network: Network) -> pd.Series[int]:
    """Count for each party how many others would be in the largest piece without it.

    Parameters
    ----------
    network
        Network of n nodes; self-ties, directions and weights are ignored.

    Returns
    -------
    Series
        n integers indexed by id, in the network's order: parties in the largest piece of the
        whole network once the party and its ties are gone.

    Notes
    -----
    Takes time in nodes and ties, for all parties together. Defined for every node: 0 for the
    only one.

    References
    ----------
    Hopcroft, J. and Tarjan, R. (1973). Algorithm 447: efficient algorithms for graph
    manipulation. Communications of the ACM 16, 372-378.
    Albert, R., Jeong, H. and Barabasi, A.-L. (2000). Error and attack tolerance of complex
    networks. Nature 406, 378-382.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> path = Network.from_edges(["gp", "link", "choir"], ["link", "choir", "walk"])
    >>> largest_piece_left(path).to_dict()
    {'gp': 3, 'link': 2, 'choir': 2, 'walk': 3}
    """
    return network.series(losses(network).largest_piece_left.copy(), "largest_piece_left")


def lost_reach(network: Network) -> pd.Series[int]:
    """Count for each party the pairs of others who could no longer reach each other without it.

    Parameters
    ----------
    network
        Network of n nodes; self-ties, directions and weights are ignored.

    Returns
    -------
    Series
        n integers indexed by id, in the network's order: pairs of others joined by some path
        now and by none once the party is gone. Above 0 exactly for articulation points.

    Notes
    -----
    Takes time in nodes and ties, for all parties together. Defined for every node: 0 without
    ties. The drop in the connectivity of Borgatti's key players, without the party's own pairs.

    References
    ----------
    Borgatti, S. P. (2006). Identifying sets of key players in a social network. Computational
    and Mathematical Organization Theory 12, 21-34.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> path = Network.from_edges(["gp", "link", "choir"], ["link", "choir", "walk"])
    >>> lost_reach(path).to_dict()
    {'gp': 0, 'link': 2, 'choir': 2, 'walk': 0}
    """
    return network.series(losses(network).lost_reach.copy(), "lost_reach")


def n_articulation_points(network: Network) -> int:
    """Count the parties whose loss would cut others off.

    Parameters
    ----------
    network
        Any network; self-ties, directions and weights are ignored.

    Returns
    -------
    int
        From 0 to two less than the number of nodes.

    Notes
    -----
    Takes time in nodes and ties. Defined for every network.

    References
    ----------
    Hopcroft, J. and Tarjan, R. (1973). Algorithm 447: efficient algorithms for graph
    manipulation. Communications of the ACM 16, 372-378.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> n_articulation_points(Network.from_edges(["gp", "link"], ["link", "choir"]))
    1
    """
    return int((losses(network).n_cut_off > 0).sum())


@once
def losses(network: Network) -> Losses:
    """Return the measures of this module as arrays that cannot be written to."""
    found = losses_in(walk(network))
    for array in found:
        array.flags.writeable = False
    return found


def losses_in(walked: Walk) -> Losses:
    """Return what the loss of each node would leave, read off a walk.

    Without a node, the branches that only it holds are pieces of their own, and all else of its
    piece is another.
    """
    size = walked.n_below[walked.first]
    rest = size - 1 - walked.n_held
    largest_part = np.maximum(walked.n_largest, rest)
    within = walked.n_pairs + _pairs(rest)
    sizes = walked.n_below[walked.above < 0]
    return Losses(
        size - 1 - largest_part,
        np.maximum(largest_part, _largest_others(sizes, size)),
        _pairs(size - 1) - within,
        _pairs(sizes).sum() - _pairs(size) + within,
    )


def _largest_others(sizes: NDArray[np.int64], size: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each node, whose piece has `size` nodes, the size of the largest other piece."""
    second, largest = np.sort(np.concatenate([[0, 0], sizes]))[-2:]
    others: NDArray[np.int64] = np.where(size == largest, second, largest)
    return others


def _pairs(n_nodes: NDArray[np.int64]) -> NDArray[np.int64]:
    return n_nodes * (n_nodes - 1) // 2
