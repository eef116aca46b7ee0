"""One walk through a network, from which follows what hangs on each node and each tie."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from assetmap.compiled import kernel
from assetmap.measures.memory import once
from assetmap.measures.plain import plain

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assetmap.network import Network
    from assetmap.network.arrays import Arcs


class Walk(NamedTuple):
    """A depth-first walk through every piece of a network, a number a node.

    Attributes
    ----------
    above
        The node from which each was first reached; -1 for the first of its piece.
    first
        The first node of its piece.
    step
        When it was reached, from 0.
    lowest
        The lowest step that the nodes below it, and itself, are tied to otherwise than by the
        tie to the node above (Hopcroft and Tarjan's low point).
    n_below
        How many nodes were reached from it on, itself included.
    n_held, n_largest, n_pairs
        Of the branches below it that nothing else ties to the rest: how many nodes they have,
        how many the largest has, and how many pairs there are within one.
    """

    above: NDArray[np.int64]
    first: NDArray[np.int64]
    step: NDArray[np.int64]
    lowest: NDArray[np.int64]
    n_below: NDArray[np.int64]
    n_held: NDArray[np.int64]
    n_largest: NDArray[np.int64]
    n_pairs: NDArray[np.int64]


@once
def walk(network: Network) -> Walk:
    """Return a walk through `network`, self-ties and directions aside, in arrays kept with it."""
    return walk_through(plain(network).outgoing)


def walk_through(arcs: Arcs) -> Walk:
    """Return a walk through arcs that lead both ways, none from a node to itself.

    Takes time in nodes and ties. The arrays cannot be written to.
    """
    order, above, first = _reached(arcs.indptr, arcs.indices)
    found = Walk(above, first, *_hanging(arcs.indptr, arcs.indices, order, above))
    for array in found:
        array.flags.writeable = False
    return found


@kernel
def _reached(
    indptr: NDArray[np.int64], indices: NDArray[np.int32]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return the nodes in the order reached, and for each the node above and its piece's first."""
    n_nodes = len(indptr) - 1
    order = np.empty(n_nodes, dtype=np.int64)
    above = np.full(n_nodes, -1, dtype=np.int64)
    first = np.full(n_nodes, -1, dtype=np.int64)
    next_arc = indptr[:-1].copy()
    n_reached = 0
    for start in range(n_nodes):
        if first[start] >= 0:
            continue
        first[start] = start
        order[n_reached] = start
        n_reached += 1
        node = start
        while node >= 0:
            if next_arc[node] == indptr[node + 1]:
                node = above[node]
                continue
            other = indices[next_arc[node]]
            next_arc[node] += 1
            if first[other] < 0:
                first[other] = start
                above[other] = node
                order[n_reached] = other
                n_reached += 1
                node = other
    return order, above, first


@kernel
def _hanging(
    indptr: NDArray[np.int64],
    indices: NDArray[np.int32],
    order: NDArray[np.int64],
    above: NDArray[np.int64],
) -> tuple[
    NDArray[np.int64],
    NDArray[np.int64],
    NDArray[np.int64],
    NDArray[np.int64],
    NDArray[np.int64],
    NDArray[np.int64],
]:
    """Return `step` to `n_pairs` of a `Walk`; each node is looked at after those below it."""
    n_nodes = len(order)
    step = np.empty(n_nodes, dtype=np.int64)
    for number in range(n_nodes):
        step[order[number]] = number
    lowest = step.copy()
    n_below = np.ones(n_nodes, dtype=np.int64)
    n_held = np.zeros(n_nodes, dtype=np.int64)
    n_largest = np.zeros(n_nodes, dtype=np.int64)
    n_pairs = np.zeros(n_nodes, dtype=np.int64)
    for number in range(n_nodes - 1, -1, -1):
        node = order[number]
        over = above[node]
        for arc in range(indptr[node], indptr[node + 1]):
            other = indices[arc]
            if other != over and step[other] < lowest[node]:
                lowest[node] = step[other]
        if over < 0:
            continue
        size = n_below[node]
        n_below[over] += size
        lowest[over] = min(lowest[over], lowest[node])
        if lowest[node] >= step[over]:
            n_held[over] += size
            n_largest[over] = max(n_largest[over], size)
            n_pairs[over] += size * (size - 1) // 2
    return step, lowest, n_below, n_held, n_largest, n_pairs
