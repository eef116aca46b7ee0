"""Breadth-first searches: from 512 sources at once, a bit each (Then and others 2014), or one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.compiled import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

WORDS: Final = 8  # of 64 bits: one line of a processor's cache a node
TOGETHER: Final = 64 * WORDS
"""How many sources are followed at once."""

# Of all arcs, the part that leaves the front from which on each node looks whether it is met.
_DENSE: Final = 1 / 8


@kernel
def distance_sums(
    along: tuple[NDArray[np.int64], NDArray[np.int32]],
    against: tuple[NDArray[np.int64], NDArray[np.int32]],
    sources: NDArray[np.int32],
    n_steps: int,
    space: NDArray[np.uint64],
) -> NDArray[np.float64]:
    """Add up how far each node is from the sources that reach it within `n_steps`.

    Parameters
    ----------
    along
        Arcs by the node that they leave: positions, and where each leads.
    against
        The same arcs by the node that they enter.
    sources
        Numbers of nodes, each once.
    n_steps
        Most steps from a source.
    space
        Three tables of `WORDS` for each node, nought throughout: what has come to it, stands on
        it, and comes to it in a step.

    Returns
    -------
    ndarray
        A row a node, over all sources but itself that reach it: how many, the sums of their
        distances d, d squared, 1 / d and 1 / d squared, and the largest d.
    """
    indptr, indices = along
    n_nodes = len(indptr) - 1
    sums = np.zeros((n_nodes, 6))
    seen, front, ahead = space[0], space[1], space[2]
    active = np.empty(n_nodes, dtype=np.int32)
    met = np.empty(n_nodes, dtype=np.int32)
    for first in range(0, len(sources), TOGETHER):
        n_active, step = _start(sources[first : first + TOGETHER], active, front, seen), 0
        while n_active > 0 and step < n_steps:
            step += 1
            if _n_leaving(indptr, active[:n_active]) > _DENSE * len(indices):
                n_met = _look_back(*against, front, ahead, seen, met)
            else:
                n_met = _go_on(indptr, indices, active[:n_active], front, ahead, met)
            for place in range(n_active):
                front[active[place]] = 0
            n_active = 0
            for place in range(n_met):
                node = met[place]
                n_new = _take_new(ahead, seen, node)
                if n_new > 0:
                    _add(sums, node, n_new, step)
                    active[n_active] = node
                    n_active += 1
            front, ahead = ahead, front
        for place in range(n_active):
            front[active[place]] = 0
    return sums


@kernel
def _start(
    batch: NDArray[np.int32],
    active: NDArray[np.int32],
    front: NDArray[np.uint64],
    seen: NDArray[np.uint64],
) -> int:
    """Put each source of a batch on its own node; return how many there are."""
    # Bits that belong to no source count as seen, so a node that all have reached is all ones.
    unused = np.full(WORDS, ~np.uint64(0))
    for number in range(len(batch)):
        unused[number // 64] ^= np.uint64(1) << np.uint64(number % 64)
    for word in range(WORDS):
        seen[:, word] = unused[word]
    for number in range(len(batch)):
        bit = np.uint64(1) << np.uint64(number % 64)
        front[batch[number], number // 64] |= bit
        seen[batch[number], number // 64] |= bit
        active[number] = batch[number]
    return len(batch)


@kernel
def _n_leaving(indptr: NDArray[np.int64], active: NDArray[np.int32]) -> int:
    total = 0
    for node in active:
        total += indptr[node + 1] - indptr[node]
    return total


@kernel
def _go_on(
    indptr: NDArray[np.int64],
    indices: NDArray[np.int32],
    active: NDArray[np.int32],
    front: NDArray[np.uint64],
    ahead: NDArray[np.uint64],
    met: NDArray[np.int32],
) -> int:
    """Send what stands on each active node along its arcs; return how many nodes are `met`."""
    n_met = 0
    for node in active:
        for arc in range(indptr[node], indptr[node + 1]):
            other = indices[arc]
            held = np.uint64(0)
            for word in range(WORDS):
                held |= ahead[other, word]
                ahead[other, word] |= front[node, word]
            if held == 0:
                met[n_met] = other
                n_met += 1
    return n_met


@kernel
def _look_back(
    incoming_indptr: NDArray[np.int64],
    incoming_indices: NDArray[np.int32],
    front: NDArray[np.uint64],
    ahead: NDArray[np.uint64],
    seen: NDArray[np.uint64],
    met: NDArray[np.int32],
) -> int:
    """Fetch what stands on the nodes before each that some source has not reached yet."""
    n_met = 0
    for node in range(len(incoming_indptr) - 1):
        lacking = np.uint64(0)
        for word in range(WORDS):
            lacking |= ~seen[node, word]
        if lacking:
            for arc in range(incoming_indptr[node], incoming_indptr[node + 1]):
                other = incoming_indices[arc]
                for word in range(WORDS):
                    ahead[node, word] |= front[other, word]
            met[n_met] = node
            n_met += 1
    return n_met


@kernel
def _take_new(ahead: NDArray[np.uint64], seen: NDArray[np.uint64], node: int) -> int:
    """Keep of what is `ahead` of a node the sources not `seen` there; return how many."""
    n_new = 0
    for word in range(WORDS):
        new = ahead[node, word] & ~seen[node, word]
        ahead[node, word] = new
        seen[node, word] |= new
        n_new += _n_bits(new)
    return n_new


@kernel
def _n_bits(word: np.uint64) -> int:
    """Count the bits of a word that are set: in pairs, fours and eights, then all eights."""
    word -= (word >> np.uint64(1)) & np.uint64(0x5555555555555555)
    fours = np.uint64(0x3333333333333333)
    word = (word & fours) + ((word >> np.uint64(2)) & fours)
    word = (word + (word >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return int((word * np.uint64(0x0101010101010101)) >> np.uint64(56))


@kernel
def _add(sums: NDArray[np.float64], node: int, n_new: int, step: int) -> None:
    sums[node, 0] += n_new
    sums[node, 1] += n_new * step
    sums[node, 2] += n_new * step * step
    sums[node, 3] += n_new / step
    sums[node, 4] += n_new / (step * step)
    sums[node, 5] = max(sums[node, 5], step)


@kernel
def n_within(
    indptr: NDArray[np.int64],
    indices: NDArray[np.int32],
    sources: NDArray[np.int32],
    n_steps: int,
) -> NDArray[np.int64]:
    """Count, for each source, the other nodes within `n_steps`, by a search from it alone.

    Parameters
    ----------
    indptr, indices
        Arcs by the node that they leave.
    sources
        Numbers of nodes.
    n_steps
        Most steps; with few, a search from each is less work than from all at once.
    """
    n_nodes = len(indptr) - 1
    counts = np.zeros(len(sources), dtype=np.int64)
    found_from = np.full(n_nodes, -1, dtype=np.int64)
    order = np.empty(n_nodes, dtype=np.int32)
    for number, source in enumerate(sources):
        found_from[source], order[0] = number, source
        first, n_found = 0, 1
        for _ in range(n_steps):
            end = n_found
            for place in range(first, end):
                node = order[place]
                for arc in range(indptr[node], indptr[node + 1]):
                    other = indices[arc]
                    if found_from[other] != number:
                        found_from[other] = number
                        order[n_found] = other
                        n_found += 1
            first = end
        counts[number] = n_found - 1
    return counts
