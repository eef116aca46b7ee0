"""How much less a place counts the more it takes to get there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from assetmap.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

Decay = Callable[["np.ndarray[Any, np.dtype[np.float64]]"], "NDArray[np.float64]"]
"""From an array of costs to as many weights, each 0 or more."""

_AT_A_TIME: Final = 32_768


def stepwise(weights: Mapping[float, float]) -> Decay:
    """Return a decay by zones: within each all counts alike.

    Parameters
    ----------
    weights
        The weight of each zone, 0 or more, by the cost up to which it reaches, inclusive.

    Returns
    -------
    Decay
        What costs more than the last zone's limit has weight 0.

    Raises
    ------
    DataError
        If there is no zone, or a limit or a weight is no number of 0 or more.

    References
    ----------
    Luo, W. and Qi, Y. (2009). An enhanced two-step floating catchment area (E2SFCA) method for
    measuring spatial accessibility to primary care physicians. Health and Place 15, 1100-1107.
    Their zones in minutes: {10: 1, 20: 0.68, 30: 0.22}.

    Examples
    --------
    >>> decay = stepwise({10: 1, 20: 0.68, 30: 0.22})
    >>> decay(np.array([0.0, 10.0, 11.0, 30.0, 31.0])).tolist()
    [1.0, 1.0, 0.68, 0.22, 0.0]
    """
    limits = np.array(sorted(weights), dtype=np.float64)
    heights = np.array([*(weights[limit] for limit in sorted(weights)), 0.0], dtype=np.float64)
    if not len(limits) or not ((limits >= 0).all() and (heights >= 0).all()):
        msg = f"Zones are limits of 0 or more with weights of 0 or more; found {dict(weights)}."
        raise DataError(msg)

    def decay(costs: NDArray[np.float64]) -> NDArray[np.float64]:
        given = np.asarray(costs, dtype=np.float64)
        found = np.empty(given.shape)
        # Zone by zone, some thousands at a time: they then stay within the processor's reach.
        for first in range(0, len(given), _AT_A_TIME):
            some, weights_of = given[first : first + _AT_A_TIME], found[first : first + _AT_A_TIME]
            weights_of.fill(heights[0])
            for limit, height in zip(limits, heights[1:], strict=True):
                np.putmask(weights_of, some > limit, height)
        return found

    return decay


def gaussian(spread: float) -> Decay:
    """Return a decay by the bell curve: weight 1 at no cost, 0.61 at `spread`, 0.14 at twice it.

    Parameters
    ----------
    spread
        The standard deviation, in the unit of the costs; above 0.

    Raises
    ------
    DataError
        If it is not above 0.

    Notes
    -----
    The curve's own factor is left out: one factor on all weights changes no catchment.

    References
    ----------
    Dai, D. (2010). Black residential segregation, disparities in spatial access to health care
    facilities, and late-stage breast cancer diagnosis in metropolitan Detroit. Health and Place
    16, 1038-1052.

    Examples
    --------
    >>> gaussian(1000)(np.array([0.0, 1000.0, 2000.0])).round(2).tolist()
    [1.0, 0.61, 0.14]
    """
    if not 0 < spread < np.inf:
        msg = f"A spread of {spread} makes no bell curve; give a number above 0."
        raise DataError(msg)

    def decay(costs: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.exp(-0.5 * (costs / spread) ** 2)

    return decay
