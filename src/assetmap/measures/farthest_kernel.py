"""The loop that finds how far apart two nodes of a piece are at most."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assetmap.compiled import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray


@kernel
def farthest_apart(
    indptr: NDArray[np.int64],
    indices: NDArray[np.int32],
    inside: NDArray[np.int32],
    size: int,
    most: int,
) -> int:
    """Return the largest number of steps between two of a piece; -1 if it took too many searches.

    Who is d steps from one that is e steps from its farthest has its own farthest between
    max(d, e - d) and e + d steps away. So each search leaves fewer that could be farther from
    any than what was found.

    Parameters
    ----------
    indptr, indices
        Contacts of each node, as often one way as the other.
    inside
        All nodes of one piece, or of several of one size.
    size
        How many are in each.
    most
        How many searches there may be.
    """
    n_nodes, n_left = len(indptr) - 1, len(inside)
    left = inside.copy()
    nearest, farthest = np.zeros(n_nodes, np.int32), np.full(n_nodes, size - 1, np.int32)
    steps, met_by = np.zeros(n_nodes, np.int32), np.full(n_nodes, -1, np.int32)
    order = np.empty(n_nodes, np.int32)
    longest = 0
    for search in range(most):
        source = _next(left[:n_left], nearest, farthest, indptr, search % 2 == 1)
        own = _search(indptr, indices, source, search, (order, met_by, steps))
        longest = max(longest, own)
        n_before, n_left = n_left, 0
        for place in range(n_before):
            node = left[place]
            if met_by[node] == search:
                farthest[node] = min(farthest[node], own + steps[node])
                nearest[node] = max(nearest[node], steps[node], own - steps[node])
            if farthest[node] > longest:
                left[n_left] = node
                n_left += 1
        if n_left == 0:
            return longest
    return -1


@kernel
def _next(
    left: NDArray[np.int32],
    nearest: NDArray[np.int32],
    farthest: NDArray[np.int32],
    indptr: NDArray[np.int64],
    is_far: bool,  # noqa: FBT001  a kernel takes its arguments by place
) -> int:
    """Return who could be the farthest from another, or nearest to all, by the most contacts."""
    best, most = -1, -1
    value = 0
    for node in left:
        own = farthest[node] if is_far else -nearest[node]
        n_contacts = indptr[node + 1] - indptr[node]
        if best < 0 or own > value or (own == value and n_contacts > most):
            best, value, most = node, own, n_contacts
    return best


@kernel
def _search(
    indptr: NDArray[np.int64],
    indices: NDArray[np.int32],
    source: int,
    search: int,
    kept: tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]],
) -> int:
    """Write how many steps each is from `source`, and return the largest number of them."""
    order, met_by, steps = kept
    order[0], met_by[source], steps[source] = source, search, 0
    first, n_met = 0, 1
    while first < n_met:
        node = order[first]
        first += 1
        for arc in range(indptr[node], indptr[node + 1]):
            other = indices[arc]
            if met_by[other] != search:
                met_by[other], steps[other] = search, steps[node] + 1
                order[n_met] = other
                n_met += 1
    return int(steps[order[n_met - 1]])
