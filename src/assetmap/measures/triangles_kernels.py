"""The loops over triangles: three who are all tied to each other.

Each triangle is met once, from the one of the three with the fewest ties, which takes time in the
ties to the power 1.5 (Chiba and Nishizeki 1985).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assetmap.compiled import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray


@kernel
def triangle_sums(
    indptr: NDArray[np.int64], indices: NDArray[np.int32], values: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Add up for each node, over its triangles, the product of the values of their three ties.

    Each tie is given as an arc at both of its ends, with the same value.
    """
    n_nodes = len(indptr) - 1
    sums = np.zeros(n_nodes)
    starts, onward, worth = each_tie_once(indptr, indices, values)
    worth_to = np.zeros(n_nodes)
    for a in range(n_nodes):
        for ac in range(starts[a], starts[a + 1]):
            worth_to[onward[ac]] = worth[ac]
        total = 0.0
        for ab in range(starts[a], starts[a + 1]):
            b = onward[ab]
            from_b = 0.0
            for bc in range(starts[b], starts[b + 1]):
                product = worth_to[onward[bc]] * worth[bc]
                if product != 0.0:
                    product *= worth[ab]
                    sums[onward[bc]] += product
                    from_b += product
            sums[b] += from_b
            total += from_b
        sums[a] += total
        for ac in range(starts[a], starts[a + 1]):
            worth_to[onward[ac]] = 0.0
    return sums


@kernel
def each_tie_once(
    indptr: NDArray[np.int64], indices: NDArray[np.int32], values: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float64]]:
    """Keep of each node's arcs those to nodes with more ties; equal ones go by number.

    Arcs are given at both ends of each tie, without self-ties.
    """
    n_nodes = len(indptr) - 1
    starts = np.zeros(n_nodes + 1, dtype=np.int64)
    onward = np.empty(len(indices) // 2, dtype=np.int32)
    worth = np.empty(len(indices) // 2)
    n_kept = 0
    for node in range(n_nodes):
        n_ties = indptr[node + 1] - indptr[node]
        for arc in range(indptr[node], indptr[node + 1]):
            other = indices[arc]
            n_theirs = indptr[other + 1] - indptr[other]
            if n_theirs > n_ties or (n_theirs == n_ties and other > node):
                onward[n_kept] = other
                worth[n_kept] = values[arc]
                n_kept += 1
        starts[node + 1] = n_kept
    return starts, onward, worth


@kernel
def closed_triads(
    indptr: NDArray[np.int64], indices: NDArray[np.int32], tied: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Count the triangles by how the three are tied: position ab + 4 ac + 16 bc of 64.

    Parameters
    ----------
    indptr, indices
        Each two that are tied, as an arc at both ends.
    tied
        How they are, seen from the node that the arc leaves: 1 to 3, as `plain.ways_tied` says.
    """
    n_nodes = len(indptr) - 1
    counts = np.zeros(64, dtype=np.int64)
    starts, onward, how = each_tie_once(indptr, indices, tied)
    tied_to = np.zeros(n_nodes, dtype=np.int64)
    for a in range(n_nodes):
        for ac in range(starts[a], starts[a + 1]):
            tied_to[onward[ac]] = np.int64(how[ac])
        for ab in range(starts[a], starts[a + 1]):
            b = onward[ab]
            for bc in range(starts[b], starts[b + 1]):
                ac_tied = tied_to[onward[bc]]
                if ac_tied:
                    counts[np.int64(how[ab]) + 4 * ac_tied + 16 * np.int64(how[bc])] += 1
        for ac in range(starts[a], starts[a + 1]):
            tied_to[onward[ac]] = 0
    return counts
