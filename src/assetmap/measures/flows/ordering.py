"""Steps in the order of their journeys, and whole numbers counted in their order."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.compiled import kernel
from assetmap.measures.shares import in_ranges, side_by_side

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assetmap.measures.flows.steps import Steps


_SMALL: Final = 2**16
"""So many counters cost nothing."""


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


def distinct(keys: NDArray[np.int64], n_keys: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return what there is among `keys`, rising, and how often.

    Parameters
    ----------
    keys
        From 0, below `n_keys`.
    n_keys
        How many there may be.

    Notes
    -----
    Takes time in the number of keys where `n_keys` is not more than about as many, else in
    n log n of them, shared out between the cores.
    """
    if n_keys <= max(2 * len(keys), _SMALL):
        n_each = np.bincount(keys, minlength=n_keys)
        there = np.flatnonzero(n_each)
        return there, n_each[there]
    ranges = in_ranges(keys)
    ends = np.cumsum(side_by_side(partial(_n_between, keys), *zip(*ranges, strict=True)))
    ordered, n_each = np.empty(len(keys), np.int64), np.empty(len(keys), np.int64)
    places = [slice(begin, end) for begin, end in pairwise([0, *ends.tolist()])]
    n_found = side_by_side(
        lambda bounds, at: _put_distinct(keys, bounds, ordered[at], n_each[at]), ranges, places
    )
    of_ranges = [slice(at.start, at.start + n) for at, n in zip(places, n_found, strict=True)]
    return (
        np.concatenate([ordered[at] for at in of_ranges]),
        np.concatenate([n_each[at] for at in of_ranges]),
    )


def _put_distinct(
    keys: NDArray[np.int64],
    bounds: tuple[int, int],
    ordered: NDArray[np.int64],
    n_each: NDArray[np.int64],
) -> int:
    """Put down what there is among keys of a range, rising, and how often; return how many."""
    _put_between(keys, bounds, ordered)
    ordered.sort()
    return _runs(ordered, n_each)


@kernel
def _n_between(keys: NDArray[np.int64], low: int, high: int) -> int:
    """Return how many keys are from `low` to below `high`."""
    n = 0
    for key in keys:
        n += low <= key < high
    return n


@kernel
def _put_between(keys: NDArray[np.int64], bounds: tuple[int, int], some: NDArray[np.int64]) -> None:
    """Put down the keys within bounds, in their order, as many as there is room for."""
    n = 0
    for key in keys:
        if n == len(some):
            break
        some[n] = key
        n += bounds[0] <= key < bounds[1]


@kernel
def _runs(keys: NDArray[np.int64], n_each: NDArray[np.int64]) -> int:
    """Put what there is among rising `keys` at their beginning, and how often; return how many."""
    n = 0
    for index in range(len(keys)):
        if n == 0 or keys[index] != keys[n - 1]:
            keys[n] = keys[index]
            n_each[n] = 0
            n += 1
        n_each[n - 1] += 1
    return n
