"""The loop over triangles from which Burt's measures follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assetmap.compiled import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray


@kernel
def sums_over_shared_contacts(
    indptr: NDArray[np.int64],
    indices: NDArray[np.int32],
    weights: NDArray[np.float64],
    strength: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return for each tie i - j two sums over the contacts q that i and j share.

    The first is of w_iq w_qj, the second of w_iq w_qj / s_q, where s_q is the strength of q.
    Both are the same from either end, so each tie is given once, as one arc; the arcs may form
    no circle. Each triangle is met once, from the node that two of its arcs leave. Given from
    the end with fewer ties to the end with more, this takes time in the ties to the power 1.5.
    """
    n_nodes = len(indptr) - 1
    products = np.zeros(len(indices))
    shares = np.zeros(len(indices))
    tie_to = np.full(n_nodes, -1, dtype=np.int64)
    for a in range(n_nodes):
        for ac in range(indptr[a], indptr[a + 1]):
            tie_to[indices[ac]] = ac
        for ab in range(indptr[a], indptr[a + 1]):
            b = indices[ab]
            for bc in range(indptr[b], indptr[b + 1]):
                c = indices[bc]
                ac = tie_to[c]
                if ac < 0:
                    continue
                through_a = weights[ab] * weights[ac]
                through_b = weights[ab] * weights[bc]
                through_c = weights[ac] * weights[bc]
                products[ab] += through_c
                products[ac] += through_b
                products[bc] += through_a
                shares[ab] += through_c / strength[c]
                shares[ac] += through_b / strength[b]
                shares[bc] += through_a / strength[a]
        for ac in range(indptr[a], indptr[a + 1]):
            tie_to[indices[ac]] = -1
    return products, shares
