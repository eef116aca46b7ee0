"""Work shared out between the cores of the machine."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

Result = TypeVar("Result")
First = TypeVar("First")
Last = TypeVar("Last")

_MOST_SHARES: Final = 8

_FEW: Final = 2**17
"""What is done with so many things is done before another thread has begun."""


def in_shares(
    work: Callable[[NDArray[np.int32]], Result], sources: NDArray[np.int32], *, n_together: int
) -> list[Result]:
    """Return what `work` gives for each share of `sources`, in their order.

    How the sources are shared depends on their number alone and never on the machine, so that
    results added up in order are the same to the last bit everywhere.

    Parameters
    ----------
    work
        A compiled loop that holds no lock, called with one share, in a thread if there are more.
    sources
        Numbers of nodes.
    n_together
        A share is a multiple of this many sources (but for the last), and at most 8 are made.
    """
    n_blocks = max(1, -(-len(sources) // n_together))
    n_a_share = n_together * -(-n_blocks // _MOST_SHARES)
    shares = [sources[first : first + n_a_share] for first in range(0, len(sources), n_a_share)]
    if len(shares) < 2:  # noqa: PLR2004  nothing to share
        return [work(sources)]
    return side_by_side(work, shares)


def over_cores(work: Callable[[int, int], Result], n: int) -> list[Result]:
    """Return what `work` gives for each of the spans of 0 to `n`, in order, one for each core.

    Parameters
    ----------
    work
        Called with the first of a span and the one after the last, in a thread if there are
        more. Into how many spans things fall differs from machine to machine: what it writes
        must not depend on it, nor what is made of what it returns.
    n
        How many things there are; few are one span.
    """
    n_spans = max(1, min(_n_cores(), n // _FEW))
    bounds = [n * number // n_spans for number in range(n_spans + 1)]
    return side_by_side(work, bounds[:-1], bounds[1:])


def in_ranges(keys: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Return ranges of keys, rising, one for each core: the least of each, and one above its last.

    Parameters
    ----------
    keys
        From 0; ranges hold about as many each, and all of them together. Few are one range. As
        of `over_cores`, nothing may depend on where ranges end.
    """
    n_ranges = max(1, min(_n_cores(), len(keys) // _FEW))
    some = np.sort(keys[:: max(1, len(keys) // _FEW)])
    bounds = [0, *(int(some[len(some) * number // n_ranges]) for number in range(1, n_ranges))]
    return list(pairwise([*bounds, int(keys.max(initial=0)) + 1]))


def side_by_side(work: Callable[..., Result], *given: Sequence[Any]) -> list[Result]:
    """Return what `work` gives for each of the things `given`, all but the last in threads.

    Threads should put down what is large where they are told: of memory that they ask for
    themselves, the system gets much back only when they ask for more.
    """
    *others, last = zip(*given, strict=True)
    if not others:
        return [work(*last)]
    with ThreadPoolExecutor(min(len(others), _n_cores())) as threads:
        begun = [threads.submit(work, *each) for each in others]
        found = work(*last)
        return [*(each.result() for each in begun), found]


def at_once(first: Callable[[], First], last: Callable[[], Last]) -> tuple[First, Last]:
    """Return what two works give, done at the same time: the first in a thread."""
    with ThreadPoolExecutor(1) as threads:
        begun = threads.submit(first)
        found = last()
        return begun.result(), found


def _n_cores() -> int:
    """Return on how many cores this process may run."""
    # Not every system tells it.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
