"""The loop that finds how far nodes are from an end, as far as the other end needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assetmap.compiled import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray


@kernel
def steps_to(
    indptr: NDArray[np.int64], indices: NDArray[np.int32], end: int, start: int
) -> NDArray[np.int32]:
    """Return how many steps each node is from `end`, -1 for those not met before `start`.

    Parameters
    ----------
    indptr, indices
        Arcs by the node that they enter.
    end, start
        The two ends.
    """
    steps = np.full(len(indptr) - 1, -1, dtype=np.int32)
    order = np.empty(len(indptr) - 1, dtype=np.int32)
    steps[end], order[0] = 0, end
    first, n_met = 0, 1
    # Whoever is nearer than `start` has been met by the time that it is.
    while first < n_met and steps[start] < 0:
        node = order[first]
        first += 1
        for arc in range(indptr[node], indptr[node + 1]):
            other = indices[arc]
            if steps[other] < 0:
                steps[other] = steps[node] + 1
                order[n_met] = other
                n_met += 1
    return steps
