"""The loop that counts the arcs of groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assetmap.compiled import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray


@kernel
def counts_by_group(
    indptr: NDArray[np.int64], indices: NDArray[np.int32], group: NDArray[np.int32], n_groups: int
) -> NDArray[np.int64]:
    """Count, for each group, the arcs that leave it, that enter it, and that do both.

    Arcs from a node to itself are left out.
    """
    counts = np.zeros((n_groups, 3), dtype=np.int64)
    for node in range(len(indptr) - 1):
        source = group[node]
        for arc in range(indptr[node], indptr[node + 1]):
            other = indices[arc]
            if other != node:
                target = group[other]
                counts[source, 0] += 1
                counts[target, 1] += 1
                counts[source, 2] += int(source == target)
    return counts
