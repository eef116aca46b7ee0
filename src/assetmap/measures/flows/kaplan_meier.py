"""Curves of those who still wait, for many groups at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from assetmap.compiled import kernel
from assetmap.measures.flows.intervals import Z
from assetmap.measures.flows.ordering import distinct

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_HALF: Final = 0.5

_TOLERANCE: Final = float(np.sqrt(np.finfo(np.float64).eps))
"""Shares as near as this to one half lie at one half, as R's `quantile.survfit` has it."""


@dataclass(frozen=True, eq=False)
class Curves:
    """Kaplan-Meier curves, one for each group, one below the other.

    Attributes
    ----------
    group
        The group of each point, rising.
    days
        Its day, rising within a group: on each somebody stopped waiting.
    share
        Who still waits after it, 1 to 0.
    low, high
        Bounds of its 95 % interval; NaN where it is 0 or 1.
    followed
        For each group, the longest time for which somebody was followed; NaN if it is empty.
    """

    group: NDArray[np.int32]
    days: NDArray[np.int32]
    share: Floats
    low: Floats
    high: Floats
    followed: Floats


def kaplan_meier(
    days: NDArray[np.int32],
    is_over: NDArray[np.bool_],
    group: NDArray[np.int32],
    n_groups: int,
) -> Curves:
    """Return the curve of each group.

    Parameters
    ----------
    days
        For how long each was followed, at least 0.
    is_over
        Whether the wait was over then; else that is all that is known (censored).
    group
        The group of each, from 0.
    n_groups
        How many there are.
    """
    n_days = int(days.max(initial=0)) + 1
    keys = group.astype(np.int64)
    keys *= n_days
    keys += days
    keys *= 2
    keys += ~is_over  # who stops waiting on a day stands before who is censored on it
    keys, n_each = distinct(keys, 2 * n_days * n_groups)
    of_point, day, share, variance = _curves(keys, n_each, n_days)
    low, high = _bounds(share, variance)
    return Curves(of_point, day, share, low, high, _followed(keys, n_days, n_groups))


def medians(curves: Curves) -> tuple[Floats, Floats, Floats]:
    """Return for each group the median, and where the bounds of its curve cross one half."""
    of_share = _crossings(curves, curves.share)
    return of_share, _crossings(curves, curves.low), _crossings(curves, curves.high)


def share_after(curves: Curves, days: float) -> tuple[Floats, Floats, Floats]:
    """Return for each group who waits longer than `days`, and the bounds of the interval.

    NaN if nobody was followed so long and somebody may still wait.
    """
    n_groups = len(curves.followed)
    known = np.where(np.isnan(curves.followed), np.nan, 1.0)
    found = (known, np.full(n_groups, np.nan), np.full(n_groups, np.nan))
    before = np.flatnonzero(curves.days <= days)
    at, last = _lasts(curves.group[before])
    for into, of_point in zip(found, (curves.share, curves.low, curves.high), strict=True):
        into[at] = of_point[before[last]]
    is_unknown = (curves.followed < days) & (found[0] > 0)
    for into in found:
        into[is_unknown] = np.nan
    return found


def _bounds(share: Floats, variance: Floats) -> tuple[Floats, Floats]:
    """Return bounds on the scale log(-log) from the variance of log(share)."""
    inside = np.where((share > 0) & (share < 1), share, np.nan)
    log = np.log(inside)
    spread = Z * np.sqrt(variance) / log  # below 0
    return np.exp(log * np.exp(-spread)), np.exp(log * np.exp(spread))


def _followed(keys: NDArray[np.int64], n_days: int, n_groups: int) -> Floats:
    at, last = _lasts(keys // (2 * n_days))
    followed = np.full(n_groups, np.nan)
    followed[at] = keys[last] // 2 % n_days
    return followed


def _crossings(curves: Curves, share: Floats) -> Floats:
    """Return for each group the day on which a curve falls to one half; NaN if it does not."""
    found = np.full(len(curves.followed), np.nan)
    at_half = np.flatnonzero(share <= _HALF + _TOLERANCE)
    groups, first = _firsts(curves.group[at_half])
    found[groups] = curves.days[at_half[first]]
    leaves = curves.followed.copy()  # a curve that ends at one half does not leave it
    below = np.flatnonzero(share <= _HALF - _TOLERANCE)
    groups, first = _firsts(curves.group[below])
    leaves[groups] = curves.days[below[first]]
    return (found + leaves) / 2


def _firsts(rising: NDArray[Any]) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Return each number that there is, and where the first of it stands."""
    starts = np.flatnonzero(np.diff(rising, prepend=-1))
    return rising[starts], starts


def _lasts(rising: NDArray[Any]) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Return each number that there is, and where the last of it stands."""
    ends = np.flatnonzero(np.diff(rising, append=-1))
    return rising[ends], ends


@kernel
def _curves(
    keys: NDArray[np.int64], n_each: NDArray[np.int64], n_days: int
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float64], NDArray[np.float64]]:
    """Return the group, day, share and variance of log(share) of each point.

    `keys` rise and are distinct; `n_each` tells how many there are of each.
    """
    group = np.empty(len(keys), np.int32)
    days = np.empty(len(keys), np.int32)
    share = np.empty(len(keys))
    variance = np.empty(len(keys))
    n_points = 0
    start = 0
    while start < len(keys):
        of_start = keys[start] // (2 * n_days)
        end, n_waiting = start, 0
        while end < len(keys) and keys[end] // (2 * n_days) == of_start:
            n_waiting += n_each[end]
            end += 1
        left, spread = 1.0, 0.0
        for at in range(start, end):
            n_over = n_each[at]
            if keys[at] % 2 == 0:
                left *= 1 - n_over / n_waiting
                if n_over < n_waiting:
                    spread += n_over / n_waiting / (n_waiting - n_over)
                group[n_points] = of_start
                days[n_points] = keys[at] // 2 % n_days
                share[n_points] = left
                variance[n_points] = spread
                n_points += 1
            n_waiting -= n_over
        start = end
    return group[:n_points], days[:n_points], share[:n_points], variance[:n_points]
