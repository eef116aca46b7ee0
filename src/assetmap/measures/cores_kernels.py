"""The loop that peels a network, those with the fewest ties first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assetmap.compiled import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray


@kernel
def cores(
    indptr: NDArray[np.int64], indices: NDArray[np.int32]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return for each node the largest k of a k-core that it is in (Batagelj and Zaversnik).

    And the nodes in the order in which they are peeled off.

    Parameters
    ----------
    indptr, indices
        Each tie as an arc at both of its ends; ties given twice count twice.
    """
    n_nodes = len(indptr) - 1
    left = np.diff(indptr).astype(np.int32)
    n_most = left.max() if n_nodes else 0
    # Nodes in the order of how many ties they have left, and where each number begins there.
    begins = np.zeros(n_most + 2, dtype=np.int64)
    for node in range(n_nodes):
        begins[left[node] + 1] += 1
    for number in range(n_most + 1):
        begins[number + 1] += begins[number]
    place_of = np.empty(n_nodes, dtype=np.int32)
    order = np.empty(n_nodes, dtype=np.int32)
    free = begins.copy()
    for node in range(n_nodes):
        place_of[node] = free[left[node]]
        order[place_of[node]] = node
        free[left[node]] += 1
    for place in range(n_nodes):
        node = order[place]
        for arc in range(indptr[node], indptr[node + 1]):
            other = indices[arc]
            if left[other] > left[node]:
                # Swapped with the first of its number, it becomes the last of the number below.
                first_place = begins[left[other]]
                first = order[first_place]
                place_of[first], order[place_of[other]] = place_of[other], first
                place_of[other], order[first_place] = first_place, other
                begins[left[other]] += 1
                left[other] -= 1
    return left, order
