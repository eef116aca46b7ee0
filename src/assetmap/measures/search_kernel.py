"""The loop that goes out from some nodes, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assetmap.compiled import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray


@kernel
def searches(
    indptr: NDArray[np.int64], indices: NDArray[np.int32], sources: NDArray[np.int32]
) -> NDArray[np.int64]:
    """Return for each source how far it is from all that it reaches.

    Returns
    -------
    ndarray
        A row a source: how many it reaches, itself included; the sum of their distances; the
        largest; and the first node that is so far.
    """
    n_nodes = len(indptr) - 1
    found = np.zeros((len(sources), 4), dtype=np.int64)
    met_by = np.full(n_nodes, -1, dtype=np.int32)
    order = np.empty(n_nodes, dtype=np.int32)
    for row in range(len(sources)):
        order[0] = sources[row]
        met_by[sources[row]] = row
        first, n_met, n_steps = 0, 1, 0
        while True:
            level_end = n_met
            for place in range(first, level_end):
                node = order[place]
                for arc in range(indptr[node], indptr[node + 1]):
                    other = indices[arc]
                    if met_by[other] != row:
                        met_by[other] = row
                        order[n_met] = other
                        n_met += 1
            if n_met == level_end:
                break
            n_steps += 1
            found[row, 1] += n_steps * (n_met - level_end)
            first = level_end
        found[row, 0], found[row, 2], found[row, 3] = n_met, n_steps, order[first]
    return found
