"""Which piece each node is in, as numbers: what measures of components and clusters share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assetmap.measures.components_kernels import first_nodes, strong_pieces
from assetmap.measures.memory import once

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assetmap.network import Network


@once
def first_of_piece(network: Network) -> NDArray[np.int32]:
    """Return for each node the first node of its piece, directions aside."""
    first = first_nodes(network.indptr, network.indices)
    first.flags.writeable = False
    return first


@once
def component_numbers(network: Network) -> NDArray[np.int64]:
    """Return the piece of each node, directions aside, the largest numbered 1."""
    return ranked(first_of_piece(network))


@once
def completed_pieces(network: Network) -> NDArray[np.int32]:
    """Return the piece of each node, along directions, each numbered after all that it reaches."""
    pieces = strong_pieces(network.indptr, network.indices)
    pieces.flags.writeable = False
    return pieces


def ranked(groups: NDArray[np.integer]) -> NDArray[np.int64]:
    """Return `groups` numbered anew from 1, the largest first, equal ones by their first node.

    Parameters
    ----------
    groups
        Number of the group of each node, from 0 up.
    """
    n_nodes = len(groups)
    sizes = np.bincount(groups)
    first = np.full(len(sizes), n_nodes, dtype=np.int64)
    first[groups[::-1]] = np.arange(n_nodes)[::-1]
    held = np.flatnonzero(sizes)
    rank = np.zeros(len(sizes), dtype=np.int64)
    rank[held[np.lexsort((first[held], -sizes[held]))]] = np.arange(1, len(held) + 1)
    numbers: NDArray[np.int64] = rank[groups]
    numbers.flags.writeable = False
    return numbers
