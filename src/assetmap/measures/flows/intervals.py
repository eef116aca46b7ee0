"""How sure a share is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

Z: Final = 1.959963984540054
"""Of the normal distribution, 95 % lie within so many standard deviations of its middle."""


def wilson(n_with: ArrayLike, n: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return Wilson's 95 % interval of each share, without correction for continuity.

    Parameters
    ----------
    n_with
        How many of each have it.
    n
        How many there are of each.

    Returns
    -------
    tuple
        The lower and the upper bounds, 0 to 1; exactly 0 where none has it, 1 where all have.

    Notes
    -----
    Not defined (NaN) of nobody. The bounds are the shares p for which the share that was found
    is 1.96 standard errors, of p, away from p.

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference.
    Journal of the American Statistical Association 22, 209-212.

    Examples
    --------
    >>> low, high = wilson(8, 10)
    >>> round(float(low), 4), round(float(high), 4)
    (0.4902, 0.9433)
    """
    found, total = np.asarray(n_with, np.float64), np.asarray(n, np.float64)
    total = np.where(total > 0, total, np.nan)
    share = found / total
    middle = (share + Z**2 / (2 * total)) / (1 + Z**2 / total)
    spread = np.sqrt(share * (1 - share) / total + Z**2 / (4 * total**2))
    half = Z / (1 + Z**2 / total) * spread
    low = np.where(found == 0, 0.0, middle - half)
    high = np.where(found == total, 1.0, middle + half)
    return np.where(np.isnan(total), np.nan, low), np.where(np.isnan(total), np.nan, high)
