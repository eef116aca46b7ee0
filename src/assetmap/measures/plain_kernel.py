"""The loop that joins the ties out of each node with those into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assetmap.compiled import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray


@kernel
def joined_rows(
    indptr: NDArray[np.int64],
    indices: NDArray[np.int32],
    values: NDArray[np.float64],
    incoming_indptr: NDArray[np.int64],
    incoming_indices: NDArray[np.int32],
    incoming_values: NDArray[np.float64],
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float64]]:
    """Return one arc from each node to each other that it is tied to, whichever way.

    Its value is that of the tie out, that of the tie in, or their sum. Self-ties are left out.
    """
    n_nodes = len(indptr) - 1
    starts = np.zeros(n_nodes + 1, dtype=np.int64)
    others = np.empty(2 * len(indices), dtype=np.int32)
    totals = np.empty(2 * len(indices))
    n_arcs = 0
    for node in range(n_nodes):
        out, into = indptr[node], incoming_indptr[node]
        out_end, into_end = indptr[node + 1], incoming_indptr[node + 1]
        while out < out_end or into < into_end:
            to = indices[out] if out < out_end else n_nodes
            by = incoming_indices[into] if into < into_end else n_nodes
            others[n_arcs] = min(to, by)
            total = 0.0
            if to <= by:
                total += values[out]
                out += 1
            if by <= to:
                total += incoming_values[into]
                into += 1
            totals[n_arcs] = total
            n_arcs += int(min(to, by) != node)
        starts[node + 1] = n_arcs
    return starts, others[:n_arcs].copy(), totals[:n_arcs].copy()
