"""Loops over pairs of nodes and the contacts that they share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.compiled import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

PARTS: Final = 2.0**44
"""What shared contacts are worth is added up in whole parts of one, in any order the same."""

_FINEST: Final = 2.0**14
"""So many parts, 1e-9 in all, make no difference between two scores.

1 / log 4 twice is 1 / log 2, but not when each is rounded to parts.
"""


@kernel
def sums_over_shared(
    indptr: NDArray[np.int64],
    indices: NDArray[np.int32],
    worth: NDArray[np.float64],
    first: NDArray[np.int64],
    second: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Return for each pair the sum of what the contacts that both have are worth.

    Contacts rise within a node. Takes time in the contacts of the pairs.
    """
    sums = np.zeros(len(first))
    for pair in range(len(first)):
        u, v = first[pair], second[pair]
        of_u, of_v = indptr[u], indptr[v]
        while of_u < indptr[u + 1] and of_v < indptr[v + 1]:
            left, right = indices[of_u], indices[of_v]
            if left == right:
                sums[pair] += worth[left]
            of_u += left <= right
            of_v += right <= left
    return sums


@kernel
def pairs_above(  # noqa: PLR0913, PLR0917  what one loop looks at
    indptr: NDArray[np.int64],
    indices: NDArray[np.int32],
    worth: NDArray[np.int64],
    size: NDArray[np.float64],
    start: int,
    floor: float,
    room: int,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.float64], int]:
    """Return pairs that share a contact, are not tied, and have a score above `floor`.

    A pair's score is the sum of what its shared contacts are worth, over the sizes of the two.
    Given are the pairs of nodes `start`, `start` + 1 and so on with later ones, as long as there
    is `room` for those of one more (for all nodes, at least): both numbers, the sum and the score
    of each pair, and the node to start from next. Takes time in the paths of two ties.
    """
    n_nodes = len(indptr) - 1
    sums = np.zeros(n_nodes, dtype=np.int64)
    met = np.empty(n_nodes, dtype=np.int64)
    first = np.empty(room, dtype=np.int64)
    second = np.empty(room, dtype=np.int64)
    shared = np.empty(room, dtype=np.int64)
    scores = np.empty(room)
    n_found = 0
    u = start
    while u < n_nodes and n_found + n_nodes <= room:
        n_met = _sums_from(indptr, indices, worth, u, sums, met)
        for place in range(n_met):
            v = met[place]
            score = np.rint(sums[v] / _FINEST) / (size[u] + size[v])
            if score > floor:
                first[n_found], second[n_found] = u, v
                shared[n_found], scores[n_found] = sums[v], score
                n_found += 1
            sums[v] = 0
        u += 1
    return first[:n_found], second[:n_found], shared[:n_found], scores[:n_found], u


@kernel
def _sums_from(
    indptr: NDArray[np.int64],
    indices: NDArray[np.int32],
    worth: NDArray[np.int64],
    u: int,
    sums: NDArray[np.int64],
    met: NDArray[np.int64],
) -> int:
    """Add up in `sums` what each later node two ties from `u` shares with it; list it in `met`."""
    n_met = 0
    sums[u] = -1
    for arc in range(indptr[u], indptr[u + 1]):
        sums[indices[arc]] = -1
    for arc in range(indptr[u], indptr[u + 1]):
        shared = indices[arc]
        for further in range(indptr[shared], indptr[shared + 1]):
            v = indices[further]
            if v < u or sums[v] < 0:
                continue
            if sums[v] == 0:
                met[n_met] = v
                n_met += 1
            sums[v] += worth[shared]
    sums[u] = 0
    for arc in range(indptr[u], indptr[u + 1]):
        sums[indices[arc]] = 0
    return n_met
