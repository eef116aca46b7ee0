"""Steps in the order of their journeys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assetmap.measures.compiled import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assetmap.measures.flows.steps import Steps


def in_journeys(steps: Steps) -> NDArray[np.int64]:
    """Return the indices of steps by the number of their journey, then by day made, then by row.

    Parameters
    ----------
    steps
        Some or all steps of a place.

    Notes
    -----
    Takes time in the number of steps and the days between the first and the last.
    """
    order = np.arange(len(steps))
    if not len(steps):
        return order
    days = steps.made - steps.made.min()
    days.setflags(write=False)
    by_day = in_order(days, order, int(days.max()) + 1)
    return in_order(steps.episode, by_day, steps.n_episodes)


@kernel
def in_order(codes: NDArray[np.int32], order: NDArray[np.int64], n_codes: int) -> NDArray[np.int64]:
    """Return the indices in `order` by their codes, those of equal codes as they were."""
    place = np.zeros(n_codes + 1, np.int64)
    for code in codes:
        place[code + 1] += 1
    for code in range(n_codes):
        place[code + 1] += place[code]
    ordered = np.empty(len(order), np.int64)
    for index in order:
        ordered[place[codes[index]]] = index
        place[codes[index]] += 1
    return ordered
