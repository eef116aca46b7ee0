"""What a number of all could be, from what it is without each of those who answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from scipy.stats import t as students_t

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

_FEWEST: Final = 10
_FEWEST_FREE: Final = 3.0
_ROUNDING: Final = 1e-9  # of a number: what it errs by less comes of adding up


class Scale(NamedTuple):
    """A scale on which a number errs as far up as down.

    Attributes
    ----------
    lowest, highest
        Between what the number lies.
    to, slope
        The number on that scale, and how steeply that rises there.
    back
        The way back.
    """

    lowest: float
    highest: float
    to: Callable[[float], float]
    slope: Callable[[float], float]
    back: Callable[[Numbers], Numbers]


SHARE: Final = Scale(
    0,
    1,
    lambda share: float(np.log(share / (1 - share))),
    lambda share: 1 / (share * (1 - share)),
    lambda log_odds: 1 / (1 + np.exp(-log_odds)),
)
"""Log odds."""

INDEX: Final = Scale(
    -1, 1, lambda index: float(np.arctanh(index)), lambda index: 1 / (1 - index**2), np.tanh
)
"""Fisher's z."""

COUNT: Final = Scale(
    0, float("inf"), lambda count: float(np.log(count)), lambda count: 1 / count, np.exp
)
"""Logarithms."""


class Told(NamedTuple):
    """A number of all as those who answered tell it.

    Attributes
    ----------
    numbers
        As all of them tell it, then as all but each of them do.
    n_all
        How many were asked.
    of_threes
        Whether it rests on threes of those who answered.
    of_pairs
        For a share of pairs of those who answered: for each two of them by how much they raise it,
        which sums to 0 (as many rows as columns, 0 where they are not of these pairs).
    """

    numbers: Numbers
    n_all: int
    of_threes: bool = False
    of_pairs: Numbers | None = None


def drawn(told: Told, scale: Scale, order: NDArray[np.int64]) -> Numbers:
    """Return what a number of all could be, had all who were asked answered.

    Parameters
    ----------
    told
        The number as those who answered tell it.
    scale
        The scale on which it errs.
    order
        The numbers from 0, in the order in which the draws are wanted.

    Returns
    -------
    ndarray
        As many draws as `order` has places: the points that part Student's law about the number
        evenly. The number itself where all answered; NaN where fewer than 10 did or it is a share
        of fewer than 10 pairs, where it is not defined without one of them, and where it is as low
        or as high as it can be.

    Notes
    -----
    How far a number errs is the error of the jackknife, times the root of 1 - n / N where n of N
    answered: what is known of all does not vary. For a number of threes that is too much (Efron
    and Stein), and the root of (1 + n / N) / 2 is taken too. A share of pairs errs by what hangs on
    each one, of which a share of 1 - n / N is not known, and by what hangs on the pair alone, of
    which 1 - (n / N)^2 is not. The jackknife takes the latter for twice what it is, and is too wide
    where pairs are few; in its place the two are told apart as an analysis of variance does, by
    what each pair adds (Hoeffding). There are as many degrees of freedom as the kurtosis of what
    each one adds allows (O'Neill), n - 1 at most: an error that hangs on a few is not well known.

    References
    ----------
    Cochran, W. G. (1977). Sampling Techniques. Third edition. Wiley, section 2.6.
    Efron, B. and Stein, C. (1981). The jackknife estimate of variance. Annals of Statistics 9,
    586-596. Hoeffding, W. (1948). A class of statistics with asymptotically normal distribution.
    Annals of Mathematical Statistics 19, 293-325. O'Neill, B. (2014). Some useful moment results in
    sampling problems. American Statistician 68, 282-296.
    """
    value, without = float(told.numbers[0]), told.numbers[1:]
    n, share = len(without), len(without) / max(told.n_all, 1)
    if n == told.n_all:
        return np.full(len(order), value)
    if n < _FEWEST or not scale.lowest < value < scale.highest:
        return np.full(len(order), np.nan)
    error = float(np.sqrt((1 - share) * _variance(told, share)))
    is_of_few = told.of_pairs is not None and np.count_nonzero(told.of_pairs) < 2 * _FEWEST
    if is_of_few or not error > _ROUNDING * abs(value):
        return np.full(len(order), np.nan)
    points = students_t.ppf((order + 1) / (len(order) + 1), _degrees_of_freedom(without))
    return scale.back(scale.to(value) + scale.slope(value) * error * points)


def _variance(told: Told, share: float) -> float:
    """Return how far a number errs, squared, over the share of those asked who are silent."""
    n = len(told.numbers) - 1
    if told.of_pairs is None:
        factor = (1 + share) / 2 if told.of_threes else 1.0
        return factor * (n - 1) * float(told.numbers[1:].var())
    by_each = told.of_pairs.sum(axis=1)
    own = by_each / (n - 2)
    left = told.of_pairs - own[:, None] - own
    by_chance = float((left[~np.eye(n, dtype=bool)] ** 2).sum()) / (n * (n - 3))
    # Where nothing hangs on each one this is below 0 as often as above: cut at 0 it would not be
    # right on average.
    beyond = float((by_each**2).sum()) - (n - 1) * (n - 2) * by_chance
    of_pairs = (1 + share) * n * (n - 1) / 2 * by_chance
    return max(n * (n - 1) / (n - 2) ** 2 * beyond + of_pairs, of_pairs / 2)


def _degrees_of_freedom(without: Numbers) -> float:
    n, away = len(without), without - without.mean()
    kurtosis = float((away**4).mean() / (away**2).mean() ** 2)
    free = 2 * n / max(kurtosis - (n - 3) / (n - 1), 1e-9)
    return min(max(free, _FEWEST_FREE), n - 1)
