"""Rates of events among people: crude and standardised by age, with intervals and limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import stats

from assetmap.errors import DataError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Numbers = NDArray[np.float64]


def count_interval(counts: ArrayLike, level: float = 0.95) -> tuple[Numbers, Numbers]:
    """Return between what the mean of each count lies, if counts vary as Poisson's.

    Parameters
    ----------
    counts
        0 or more each; need not be whole.
    level
        Above 0 and below 1.

    Returns
    -------
    low, high
        The exact interval, both ends within.

    References
    ----------
    Garwood, F. (1936). Fiducial limits for the Poisson distribution. Biometrika 28, 437-442.

    Examples
    --------
    >>> low, high = count_interval([0, 10])
    >>> [round(float(each), 3) for each in (*low, *high)]
    [0.0, 4.795, 3.689, 18.39]
    """
    tail = (1 - level) / 2
    given = np.asarray(counts, dtype=np.float64)
    # A chi-square of no degrees of freedom is 0.
    low = np.where(given > 0, stats.chi2.ppf(tail, np.maximum(2 * given, 1e-300)) / 2, 0.0)
    high = stats.chi2.ppf(1 - tail, 2 * (given + 1)) / 2
    return np.asarray(low, np.float64), np.asarray(high, np.float64)


def standardised_rate(
    counts: ArrayLike, people: ArrayLike, standard: ArrayLike, level: float = 0.95
) -> tuple[float, float, float]:
    """Return a rate standardised by age directly, and between what it lies.

    Parameters
    ----------
    counts, people
        Events and people of each age band.
    standard
        People of each age band in the population to whose ages the rate is set.
    level
        Above 0 and below 1.

    Returns
    -------
    rate, low, high
        Events a person: the mean of the bands' rates, weighted by `standard`, with its interval
        by the gamma distribution, which is that of `count_interval` where people are spread over
        ages as in the standard.

    Raises
    ------
    DataError
        If the bands are not as many of each.

    Notes
    -----
    Not defined (three NaN) where a band that the standard has people in has nobody here, or the
    standard is empty.

    References
    ----------
    Fay, M. P. and Feuer, E. J. (1997). Confidence intervals for directly standardized rates: a
    method based on the gamma distribution. Statistics in Medicine 16, 791-801.

    Examples
    --------
    >>> rate, low, high = standardised_rate([10, 30], [1000, 1000], [3000, 1000])
    >>> round(rate, 6)  # three quarters of 0.01 and a quarter of 0.03
    0.015
    """
    events, here, weights = (np.asarray(each, np.float64) for each in (counts, people, standard))
    if not events.shape == here.shape == weights.shape:
        msg = f"{events.size} counts, {here.size} groups of people and {weights.size} of the "
        msg += "standard: a rate is standardised over the same age bands."
        raise DataError(msg)
    rate, low, high = standardised_rates(events[None], here[None], weights, level)[0].tolist()
    return rate, low, high


def standardised_rates(
    counts: Numbers, people: Numbers, standard: Numbers, level: float = 0.95
) -> Numbers:
    """Return `standardised_rate` of several populations.

    Parameters
    ----------
    counts, people
        Events and people, a row a population and a column an age band.
    standard, level
        As of `standardised_rate`.

    Returns
    -------
    array
        A row a population: rate, low and high.

    Notes
    -----
    The gamma distribution is asked once for all: asking takes far longer than answering.
    """
    found = np.full((len(counts), 3), np.nan)
    used = standard > 0
    known = np.flatnonzero(~(people[:, used] <= 0).any(axis=1)) if used.any() else np.arange(0)
    if len(known):
        # Row by row in memory, so that sums are taken as of one population by itself.
        here, events = (np.ascontiguousarray(each[known][:, used]) for each in (people, counts))
        an_event = standard[used] / standard.sum() / here
        rate, variance = (
            np.array([one @ other for one, other in zip(weights, events, strict=True)])
            for weights in (an_event, an_event**2)
        )
        interval = _gamma_interval(rate, variance, an_event.max(axis=1), level)
        found[known] = np.column_stack([rate, *interval])
    return found


def outside(counts: ArrayLike, expected: ArrayLike, level: float) -> NDArray[np.int64]:
    """Tell of each count whether it differs from what is expected by more than chance.

    Parameters
    ----------
    counts, expected
        What was counted and what was expected, of each area.
    level
        Share of areas that lie within by chance, such as 0.95 or 0.998.

    Returns
    -------
    array
        1 above the limits of a funnel plot, -1 below them, 0 within or where nothing is expected.

    Notes
    -----
    The limits are those of `count_interval` around the expected count.

    References
    ----------
    Spiegelhalter, D. J. (2005). Funnel plots for comparing institutional performance. Statistics
    in Medicine 24, 1185-1202.

    Examples
    --------
    >>> outside([81, 100, 122], [100, 100, 100], 0.95).tolist()
    [-1, 0, 1]
    """
    low, high = count_interval(expected, level)
    found = np.asarray(counts, dtype=np.float64)
    return (found > high).astype(np.int64) - (found < low).astype(np.int64)


def _gamma_interval(
    rate: Numbers, variance: Numbers, widest: Numbers, level: float
) -> tuple[Numbers, Numbers]:
    tail = (1 - level) / 2
    low = np.zeros(len(rate))
    some = rate > 0
    mean, spread = rate[some], variance[some]
    low[some] = stats.gamma.ppf(tail, mean**2 / spread, scale=spread / mean)
    above, wider = rate + widest, variance + widest**2
    high = stats.gamma.ppf(1 - tail, above**2 / wider, scale=wider / above)
    return low, np.asarray(high, np.float64)
