"""The loop that draws whom one of the silent names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assetmap.compiled import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray


@kernel
def first_to_ring(
    clocks: NDArray[np.float64],
    n_named: NDArray[np.int64],
    drawn: tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]],
    known: tuple[int, NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]],
) -> NDArray[np.bool_]:
    """Return whom one of the silent names in each draw: without repetition, by rates.

    Parameters
    ----------
    clocks
        A row a draw, a column for each on the roster: when each would ring at a rate of 1.
    n_named
        How many it names in each draw.
    drawn
        By draw: popularity and activity of each on the roster, and three rows of affinities to
        others and to those of one's own group: of those who do not name it, who do, not known.
    known
        Its own column; who is of its group; by draw, who names it; of whom that is not known.

    Returns
    -------
    ndarray
        Of the shape of `clocks`: those that ring first, never itself.
    """
    popularity, activity, affinity = drawn
    own, alike, replies, is_waiting = known
    named = np.empty(clocks.shape, dtype=np.bool_)
    rings = np.empty(clocks.shape[1])
    for draw in range(clocks.shape[0]):
        for other in range(clocks.shape[1]):
            no, yes, unknown = affinity[draw, :, int(alike[other])]
            drawn_to = yes if replies[draw, other] else no
            if is_waiting[other]:
                # The higher, the likelier it is that the other names it.
                likely = activity[draw, other] * popularity[draw, own]
                drawn_to = min(max(no + (unknown - no) * likely, 1e-12), max(yes, no))
            rate = 1e-300 if other == own else popularity[draw, other] * drawn_to
            rings[other] = clocks[draw, other] / rate
        first_late = np.partition(rings, n_named[draw])[n_named[draw]]
        for other in range(clocks.shape[1]):
            named[draw, other] = rings[other] < first_late
    return named
