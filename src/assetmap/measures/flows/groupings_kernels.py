"""Loops by which steps are put into months, and journeys told apart by group."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assetmap.compiled import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray


@kernel
def months_of(made: NDArray[np.int32], first: int, months: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return the month of each step; `months` are those of the days from `first` on."""
    codes = np.empty(len(made), np.int32)
    for step in range(len(made)):
        codes[step] = months[made[step] - first]
    return codes


@kernel
def numbers_apart(
    order: NDArray[np.int64],
    episode: NDArray[np.int32],
    group: NDArray[np.int32],
    n_groups: int,
) -> tuple[NDArray[np.int32], int]:
    """Return a number for each pair of a journey and a group, from 0, and how many there are.

    `order` has the steps of a journey next to each other; the last group is that of `NOBODY`.
    """
    pairs = np.empty(len(episode), np.int32)
    latest = np.full(n_groups + 1, -1, np.int32)  # the pair of each group that was met last
    journey_of = np.empty(len(episode), np.int32)
    n_pairs = 0
    for step in order:
        pair = latest[group[step]]
        if pair < 0 or journey_of[pair] != episode[step]:
            pair = n_pairs
            latest[group[step]] = pair
            journey_of[pair] = episode[step]
            n_pairs += 1
        pairs[step] = pair
    return pairs, n_pairs
