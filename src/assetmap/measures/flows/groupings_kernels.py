"""Loops by which steps are put into months, and journeys told apart by group."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assetmap.compiled import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray


@kernel
def put_months(
    made: NDArray[np.int32],
    first: int,
    months: NDArray[np.int32],
    codes: NDArray[np.int32],
    span: tuple[int, int],
) -> None:
    """Put down the month of each step of a span; `months` are those of the days from `first` on."""
    for step in range(span[0], span[1]):
        codes[step] = months[made[step] - first]


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
