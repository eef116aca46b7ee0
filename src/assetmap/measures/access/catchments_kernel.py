"""Loops over pairs of an origin and a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assetmap.compiled import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Codes = NDArray[np.int32]
    Numbers = NDArray[np.float64]


@kernel
def weighted_sums(
    whence: Codes, whither: Codes, weights: Numbers, amounts: Numbers, n_sums: int
) -> Numbers:
    """Return what comes together at each end of pairs: amounts at the other, times weights."""
    sums = np.zeros(n_sums)
    for pair in range(len(weights)):
        sums[whither[pair]] += weights[pair] * amounts[whence[pair]]
    return sums


@kernel
def is_rising(origin: Codes, place: Codes) -> bool:
    """Return whether each pair comes after the one before it, by origin and then by place."""
    for pair in range(1, len(origin)):
        if origin[pair] < origin[pair - 1]:
            return False
        if origin[pair] == origin[pair - 1] and place[pair] <= place[pair - 1]:
            return False
    return True
