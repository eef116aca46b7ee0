"""The loop that follows ties by chance, round after round."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from assetmap.compiled import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Walk(NamedTuple):
    """How someone walks who follows ties by chance.

    Attributes
    ----------
    damping
        How often a tie is followed; else the walk starts again.
    start
        Where the first step is taken from, as shares that add up to 1.
    restart
        Where the walk starts again, as shares that add up to 1.
    stranded
        Where it goes on from a node that no tie leaves, as shares that add up to 1.
    """

    damping: float
    start: NDArray[np.float64]
    restart: NDArray[np.float64]
    stranded: NDArray[np.float64]


@kernel
def rounds_walked(
    indptr: NDArray[np.int64],
    indices: NDArray[np.int32],
    chances: NDArray[np.float64],
    leads_on: NDArray[np.bool_],
    walk: Walk,
    ends: tuple[float, int],
) -> tuple[NDArray[np.float64], bool]:
    """Return where a walk is in the end, and whether its last round changed less than told.

    Parameters
    ----------
    indptr, indices, chances
        Arcs by the node that they enter, and how often each is taken by who is at its start.
    leads_on
        Whether a tie leaves each node.
    walk
        How it goes.
    ends
        The changes of all shares together at which it ends, and after how many rounds it ends at
        the latest.
    """
    tolerance, most_rounds = ends
    shares = walk.start.copy()
    before = np.empty_like(shares)
    for _ in range(most_rounds):
        shares, before = before, shares
        lost = 0.0
        for node in range(len(before)):
            if not leads_on[node]:
                lost += before[node]
        lost *= walk.damping
        change = 0.0
        for node in range(len(before)):
            share = 0.0
            for arc in range(indptr[node], indptr[node + 1]):
                share += chances[arc] * before[indices[arc]]
            share += lost * walk.stranded[node] + (1 - walk.damping) * walk.restart[node]
            change += abs(share - before[node])
            shares[node] = share
        if change < tolerance:
            return shares, True
    return shares, False
