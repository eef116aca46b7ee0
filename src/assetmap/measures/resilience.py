"""What comes apart when a party goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import breadth_first_order

from assetmap.measures.memory import once
from assetmap.network.engine import igraph_of

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from assetmap.network import Network


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
    Takes time in nodes and ties (igraph, Tarjan). Defined for every node: False without ties.
    True for the nodes of `networkx.articulation_points` of the undirected graph.

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
    return network.series(_numbers_cut_off(network) > 0, "is_articulation_point")


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
    Takes time in nodes and ties: the sizes of what hangs below each articulation point, read
    off the tree of blocks. Defined for every node: 0 without ties.

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
    return network.series(_numbers_cut_off(network).copy(), "n_cut_off")


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
    return int((_numbers_cut_off(network) > 0).sum())


@once
def _numbers_cut_off(network: Network) -> NDArray[np.int64]:
    """Return `n_cut_off` as an array that cannot be written to."""
    graph = igraph_of(network.to_undirected())
    blocks = [np.array(block, dtype=np.int64) for block in graph.biconnected_components()]
    cut_off = np.zeros(len(network), dtype=np.int64)
    if blocks:
        piece_of = np.array(graph.connected_components().membership, dtype=np.int64)
        joints, sizes_cut_off = _sizes_cut_off(blocks, piece_of)
        cut_off[joints] = sizes_cut_off
    cut_off.flags.writeable = False
    return cut_off


def _sizes_cut_off(
    blocks: list[NDArray[np.int64]], piece_of: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the articulation points of `blocks`, and how many parties each would cut off.

    Blocks and the points that they share form a tree in each piece; one root is set above all
    trees. What hangs below a point's blocks, and the rest of its piece, are the parts that it
    holds together.
    """
    member = np.concatenate(blocks)
    block = np.repeat(np.arange(len(blocks)), [len(each) for each in blocks])
    n_blocks_of = np.bincount(member)
    joints = np.flatnonzero(n_blocks_of > 1)
    is_joint = n_blocks_of[member] > 1
    _, tops = np.unique([piece_of[each[0]] for each in blocks], return_index=True)
    root = len(blocks) + len(joints)
    ends = np.concatenate([len(blocks) + np.searchsorted(joints, member[is_joint]), tops])
    starts = np.concatenate([block[is_joint], np.full(len(tops), root)])
    tree = coo_array((np.ones(len(ends)), (starts, ends)), shape=(root + 1, root + 1)).tocsr()
    order, above = breadth_first_order(tree, root, directed=False)
    held = [*np.bincount(block[~is_joint], minlength=len(blocks)).tolist(), *[1] * len(joints), 0]
    for node, parent in zip(order[:0:-1].tolist(), above[order[:0:-1]].tolist(), strict=True):
        held[parent] += held[node]
    below = np.array(held, dtype=np.int64)
    largest = np.zeros(root + 1, dtype=np.int64)
    np.maximum.at(largest, above[order[1:]], below[order[1:]])
    sizes = np.bincount(piece_of)[piece_of[joints]]
    points = slice(len(blocks), root)
    return joints, sizes - 1 - np.maximum(largest[points], sizes - below[points])
