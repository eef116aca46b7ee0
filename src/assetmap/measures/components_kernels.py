"""The loops that find which nodes hang together, and which ties are returned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assetmap.compiled import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray


@kernel
def first_nodes(indptr: NDArray[np.int64], indices: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return for each node the first node of its piece, directions aside (union of trees).

    The lower tree is put under the higher, and ways up are halved while they are gone.
    """
    n_nodes = len(indptr) - 1
    # Without a sign, so that the loops need not ask whether a place counts from the end.
    parent = np.arange(n_nodes).astype(np.uint32)
    height = np.zeros(n_nodes, dtype=np.uint8)
    for node in range(n_nodes):
        root = np.uint32(node)
        while parent[root] != root:
            parent[root] = parent[parent[root]]
            root = parent[root]
        for arc in range(indptr[node], indptr[node + 1]):
            other = np.uint32(indices[arc])
            if parent[other] == root:
                continue
            while parent[other] != other:
                parent[other] = parent[parent[other]]
                other = parent[other]
            if other == root:
                continue
            if height[root] < height[other]:
                root, other = other, root
            parent[other] = root
            height[root] += height[root] == height[other]
    return _first_below(parent)


@kernel
def _first_below(parent: NDArray[np.uint32]) -> NDArray[np.int32]:
    """Return for each node of some trees the first node of its tree."""
    n_nodes = len(parent)
    first = np.empty(n_nodes, dtype=np.int32)
    first_of_root = np.full(n_nodes, -1, dtype=np.int32)
    for node in range(n_nodes):
        root = parent[node]
        while parent[root] != root:
            root = parent[root]
        if first_of_root[root] < 0:
            first_of_root[root] = node
        first[node] = first_of_root[root]
    return first


@kernel
def strong_pieces(indptr: NDArray[np.int64], indices: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return the piece of each node within which all reach each other (Tarjan).

    Pieces are numbered from 0 as they are completed: a piece comes after all that it reaches.
    """
    n_nodes = len(indptr) - 1
    piece = np.full(n_nodes, -1, dtype=np.int32)
    # When each node was met, and the earliest that it is known to lead back to; 0 for not met.
    met = np.zeros(n_nodes, dtype=np.int32)
    earliest = np.zeros(n_nodes, dtype=np.int32)
    next_arc = indptr[:-1].copy()
    way = np.empty(n_nodes, dtype=np.int32)
    waiting = np.empty(n_nodes, dtype=np.int32)
    n_met, n_waiting, n_pieces = 0, 0, 0
    for start in range(n_nodes):
        way[0], n_way = start, int(met[start] == 0)
        while n_way:
            node = way[n_way - 1]
            if met[node] == 0:
                n_met += 1
                met[node] = earliest[node] = n_met
                waiting[n_waiting] = node
                n_waiting += 1
            other = _next_not_met(indptr, indices, node, (next_arc, met, earliest, piece))
            if other >= 0:
                way[n_way] = other
                n_way += 1
                continue
            n_way -= 1
            if earliest[node] == met[node]:
                while piece[node] < 0:
                    n_waiting -= 1
                    piece[waiting[n_waiting]] = n_pieces
                n_pieces += 1
            before = way[max(n_way - 1, 0)]
            earliest[before] = min(earliest[before], earliest[node])
    return piece


@kernel
def _next_not_met(
    indptr: NDArray[np.int64],
    indices: NDArray[np.int32],
    node: int,
    found: tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]],
) -> int:
    """Return the next node that `node` leads to and that was not met, or -1; note those met."""
    next_arc, met, earliest, piece = found
    while next_arc[node] < indptr[node + 1]:
        other: int = indices[next_arc[node]]
        next_arc[node] += 1
        if met[other] == 0:
            return other
        if piece[other] < 0:
            earliest[node] = min(earliest[node], met[other])
    return -1


@kernel
def ties_returned(indptr: NDArray[np.int64], indices: NDArray[np.int32]) -> NDArray[np.int64]:
    """Count for each node its ties to another that has a tie back."""
    n_nodes = len(indptr) - 1
    counts = np.zeros(n_nodes, dtype=np.int64)
    # Nodes are gone through in their order, and so are the ties of each, so that where to look
    # for a tie back only ever moves on.
    back = indptr[:-1].copy()
    for node in range(n_nodes):
        for arc in range(indptr[node], indptr[node + 1]):
            other = indices[arc]
            if other <= node:
                continue
            end = indptr[other + 1]
            place = back[other]
            while place < end and indices[place] < node:
                place += 1
            back[other] = place
            if place < end and indices[place] == node:
                counts[node] += 1
                counts[other] += 1
    return counts
