"""The loop of both steps of a floating catchment."""

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
