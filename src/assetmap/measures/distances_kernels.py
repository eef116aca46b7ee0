"""Breadth-first searches: from 512 sources at once, a bit each (Then and others 2014), or one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.compiled import kernel
from assetmap.measures.bit_rows import (
    BITS,
    WORDS,
    either,
    has_bits,
    is_full,
    n_bits,
    no_bits,
    put_row,
    row_at,
    without,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Arcs = tuple[NDArray[np.int64], NDArray[np.int32]]

TOGETHER: Final = BITS
"""How many sources are followed at once."""

# Of all arcs, the part that leaves the front from which on each node looks whether it is met.
_DENSE: Final = 1 / 8

# What is met within so many steps is counted by the step, and weighed once at the end.
_N_COUNTED: Final = 16


@kernel
def distance_sums(
    along: Arcs,
    against: Arcs,
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
        Three tables with a row a node, nought throughout (`bit_rows.empty_tables`): what has come
        to it, stands on it, and comes to it in a step.

    Returns
    -------
    ndarray
        A row a node, over all sources but itself that reach it: how many, the sums of their
        distances d, d squared, 1 / d and 1 / d squared, and the largest d.
    """
    n_nodes = len(along[0]) - 1
    counts = np.zeros((_N_COUNTED, n_nodes), dtype=np.int64)
    sums = np.zeros((n_nodes, 6))
    for first in range(0, len(sources), TOGETHER):
        batch = sources[first : first + TOGETHER]
        _follow((along, against), batch, n_steps, space, counts, sums)
    for step in range(1, _N_COUNTED):
        for node in range(n_nodes):
            if counts[step, node] > 0:
                _add(sums, node, counts[step, node], step)
    return sums


@kernel
def _follow(
    arcs: tuple[Arcs, Arcs],
    batch: NDArray[np.int32],
    n_steps: int,
    space: NDArray[np.uint64],
    counts: NDArray[np.int64],
    sums: NDArray[np.float64],
) -> None:
    """Search from the sources of one batch; what is found within few steps goes to `counts`."""
    along, against = arcs
    seen, front, ahead = space[0], space[1], space[2]
    active, met = np.empty((2, len(seen)), dtype=np.int32)
    n_active, step = _start(batch, active, front, seen), 0
    while n_active > 0 and step < n_steps:
        step += 1
        if _n_leaving(along[0], active[:n_active]) > _DENSE * len(along[1]):
            n_met = _look_back(against, front, ahead, seen, met)
        else:
            n_met = _go_on(along, active[:n_active], front, ahead, seen, met)
        _clear(front, active[:n_active])
        for node in met[:n_met]:
            n_new = n_bits(row_at(ahead, node))
            if step < _N_COUNTED:
                counts[step, node] += n_new
            else:
                _add(sums, node, n_new, step)
        front, ahead, active, met, n_active = ahead, front, met, active, n_met
    _clear(front, active[:n_active])


@kernel
def _clear(table: NDArray[np.uint64], numbers: NDArray[np.int32]) -> None:
    for number in numbers:
        put_row(table, number, no_bits())


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
    along: Arcs,
    active: NDArray[np.int32],
    front: NDArray[np.uint64],
    ahead: NDArray[np.uint64],
    seen: NDArray[np.uint64],
    met: NDArray[np.int32],
) -> int:
    """Send what stands on each active node along its arcs; return how many nodes are `met`.

    Sources that come to a node for the first time are left `ahead` of it, and now `seen`.
    """
    indptr, indices = along
    n_touched = 0
    for node in active:
        sent = row_at(front, node)
        for arc in range(indptr[node], indptr[node + 1]):
            other = indices[arc]
            held = row_at(ahead, other)
            if not has_bits(held):
                met[n_touched] = other
                n_touched += 1
            put_row(ahead, other, either(held, sent))
    n_met = 0
    for place in range(n_touched):
        node = met[place]
        known = row_at(seen, node)
        new = without(row_at(ahead, node), known)
        put_row(ahead, node, new)
        if has_bits(new):
            put_row(seen, node, either(known, new))
            met[n_met] = node
            n_met += 1
    return n_met


@kernel
def _look_back(
    against: Arcs,
    front: NDArray[np.uint64],
    ahead: NDArray[np.uint64],
    seen: NDArray[np.uint64],
    met: NDArray[np.int32],
) -> int:
    """Fetch what stands on the nodes before each that some source has not reached yet.

    As `_go_on`, seen from the nodes that are met.
    """
    indptr, indices = against
    n_met = 0
    for node in range(len(indptr) - 1):
        known = row_at(seen, node)
        if is_full(known):
            continue
        found = no_bits()
        # Of no sign, since numba looks at each other number whether it counts from the end.
        for arc in range(np.uint64(indptr[node]), np.uint64(indptr[node + 1])):
            found = either(found, row_at(front, indices[arc]))
        new = without(found, known)
        if has_bits(new):
            put_row(ahead, node, new)
            put_row(seen, node, either(known, new))
            met[n_met] = node
            n_met += 1
    return n_met


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
