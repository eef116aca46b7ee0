"""The loop that adds up the arcs of each node."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assetmap.compiled import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray


@kernel
def row_sums(indptr: NDArray[np.int64], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Add up, for each node, the values of its arcs in their order.

    Each sum is by itself: differences of a running one would lose small values.
    """
    sums = np.empty(len(indptr) - 1)
    for node in range(len(indptr) - 1):
        total = 0.0
        for arc in range(indptr[node], indptr[node + 1]):
            total += values[arc]
        sums[node] = total
    return sums
