"""The one door to igraph."""

from __future__ import annotations

import random
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

import igraph
import numpy as np

from assetmap.network import arrays

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from assetmap.network.network import Network

_draws = Lock()  # igraph has one source of random numbers for the whole process


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Have igraph draw its random numbers from `seed`, for one caller at a time."""
    with _draws:
        igraph.set_random_number_generator(random.Random(seed))  # noqa: S311  no secret
        try:
            yield
        finally:
            igraph.set_random_number_generator(random)


def ends_of(network: Network) -> NDArray[np.int32]:
    """Return the numbers of both ends of each tie, self-ties left out, a row a tie."""
    start, end = arrays.arc_starts(network.outgoing), network.indices
    is_counted = start != end if network.is_directed() else start < end
    return np.column_stack([start, end])[is_counted]
