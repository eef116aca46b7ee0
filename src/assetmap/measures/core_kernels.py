"""The loops that look for the core whose pattern the ties fit best.

Of each core three numbers are kept: how many are in it, how many pairs in it are tied, and how
many of the pairs around it. What another in the core would change follows from how many of its
ties lead into the core.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from assetmap.compiled import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

NO_FIT: Final = -2.0
"""Below every correlation: for a core that has none."""

_BETTER: Final = 1e-12  # what two ways of adding the same may differ by
_PATIENCE: Final = 20  # moves of one pass that lead to nothing better before it is given up


class _Core(NamedTuple):
    """A core of a network, and what is kept of it.

    Attributes
    ----------
    indptr, indices
        Each tie of the network as an arc at both of its ends.
    inside
        Whether each node is in the core.
    within
        How many ties each node has to the core.
    counts
        How many are in the core, and how many pairs in it are tied, and around it.
    """

    indptr: NDArray[np.int64]
    indices: NDArray[np.int32]
    inside: NDArray[np.bool_]
    within: NDArray[np.int64]
    counts: NDArray[np.int64]


@kernel
def _fit_of(n_core: int, n_nodes: int, in_core: int, around: int) -> float:
    """Return the correlation of ties with a core of `n_core`, or `NO_FIT` where it has none.

    Parameters
    ----------
    n_core, n_nodes
        How many are in the core, and how many there are.
    in_core, around
        How many pairs in the core are tied, and how many of those around it.
    """
    n_rim = n_nodes - n_core
    core_pairs, rim_pairs = n_core * (n_core - 1) // 2, n_rim * (n_rim - 1) // 2
    tied, pairs = in_core + around, core_pairs + rim_pairs
    if core_pairs == 0 or rim_pairs == 0 or tied in (0, pairs):
        return NO_FIT
    alike = float(in_core) * (rim_pairs - around) - float(around) * (core_pairs - in_core)
    return alike / math.sqrt(float(core_pairs) * rim_pairs * (float(tied) * (pairs - tied)))


@kernel
def _fit(core: _Core) -> float:
    """Return the correlation of ties with a core, or `NO_FIT`."""
    return _fit_of(core.counts[0], len(core.inside), core.counts[1], core.counts[2])


@kernel
def best_of_every(indptr: NDArray[np.int64], indices: NDArray[np.int32]) -> tuple[int, int, int]:
    """Try every core of a network of fewer than 63 nodes.

    Parameters
    ----------
    indptr, indices
        Each tie as an arc at both of its ends.

    Returns
    -------
    tuple
        Three sets of nodes, bit by bit: one of the best cores, those that are in every best core,
        and those that are in some; all empty if no core has a correlation.
    """
    n_nodes = len(indptr) - 1
    core = _nobody(indptr, indices)
    best, one, in_all, in_any = NO_FIT, 0, 0, 0
    bits = 0
    for number in range(1, 1 << n_nodes):
        # Each set differs from the last by one node: that of the lowest bit of its number (Gray).
        node = 0
        while (number >> node) & 1 == 0:
            node += 1
        bits ^= 1 << node
        _move(core, node)
        fit = _fit(core)
        if fit > best + _BETTER:
            best, one, in_all, in_any = fit, bits, bits, bits
        elif fit > NO_FIT and fit > best - _BETTER:
            in_all, in_any = in_all & bits, in_any | bits
    return one, in_all, in_any


@kernel
def searched(
    indptr: NDArray[np.int64], indices: NDArray[np.int32], order: NDArray[np.int64]
) -> tuple[NDArray[np.bool_], float]:
    """Return the core found from the best of those that hold the first of `order`, and its fit.

    First whoever betters the fit is moved in or out, in the order of the nodes, until nobody does.
    Then passes as those of Kernighan and Lin: one after another the best to move is moved, be it
    for the worse, nobody twice, and the pass is taken back to where it was best. Of nodes equally
    good to move it is the first.

    Parameters
    ----------
    indptr, indices
        Each tie as an arc at both of its ends.
    order
        All nodes.

    Returns
    -------
    tuple
        Who is in the core, and the correlation; nobody and `NO_FIT` if no core tried has one.
    """
    core = _nobody(indptr, indices)
    best = _first(core, order)
    if best == NO_FIT:
        return core.inside, best
    best = _settled(core, best)
    while True:
        better = _pass(core, best)
        if better <= best + _BETTER:
            return core.inside, best
        best = better


@kernel
def _nobody(indptr: NDArray[np.int64], indices: NDArray[np.int32]) -> _Core:
    """Return a core without anybody."""
    inside = np.zeros(len(indptr) - 1, dtype=np.bool_)
    within = np.zeros(len(indptr) - 1, dtype=np.int64)
    return _Core(indptr, indices, inside, within, np.array([0, 0, len(indices) // 2]))


@kernel
def _first(core: _Core, order: NDArray[np.int64]) -> float:
    """Take into the core as many of the first of `order` as fit best, and return the fit."""
    best, n_best = NO_FIT, 0
    for place in range(len(order)):
        _move(core, order[place])
        fit = _fit(core)
        if fit > best + _BETTER:
            best, n_best = fit, place + 1
    for node in order[n_best:]:
        _move(core, node)
    return best


@kernel
def _settled(core: _Core, best: float) -> float:
    """Move whoever betters the fit until nobody does, and return the fit."""
    is_settled = False
    while not is_settled:
        is_settled = True
        for node in range(len(core.inside)):
            fit = _fit_if_moved(core, node)
            if fit > best + _BETTER:
                best, is_settled = fit, False
                _move(core, node)
    return best


@kernel
def _pass(core: _Core, best: float) -> float:
    """Move one after another, go back to the best core on the way, and return its fit."""
    n_nodes = len(core.inside)
    is_moved = np.zeros(n_nodes, dtype=np.bool_)
    way = np.empty(n_nodes, dtype=np.int64)
    n_moved, n_best = 0, 0
    while n_moved < n_nodes and n_moved - n_best < _PATIENCE:
        chosen, highest = -1, NO_FIT - 1
        for node in range(n_nodes):
            if not is_moved[node]:
                fit = _fit_if_moved(core, node)
                if fit > highest + _BETTER:
                    chosen, highest = node, fit
        _move(core, chosen)
        is_moved[chosen] = True
        way[n_moved] = chosen
        n_moved += 1
        if highest > best + _BETTER:
            best, n_best = highest, n_moved
    for node in way[n_best:n_moved]:
        _move(core, node)
    return best


@kernel
def _fit_if_moved(core: _Core, node: int) -> float:
    """Return the fit of the core with a node more or, if it is in it, less."""
    step, n_within, n_others = _change(core, node)
    n_core, in_core, around = core.counts
    return _fit_of(
        n_core + step, len(core.inside), in_core + step * n_within, around - step * n_others
    )


@kernel
def _move(core: _Core, node: int) -> None:
    """Take a node into the core, or out of it."""
    step, n_within, n_others = _change(core, node)
    core.counts[0] += step
    core.counts[1] += step * n_within
    core.counts[2] -= step * n_others
    core.inside[node] = not core.inside[node]
    for arc in range(core.indptr[node], core.indptr[node + 1]):
        core.within[core.indices[arc]] += step


@kernel
def _change(core: _Core, node: int) -> tuple[int, int, int]:
    """Return 1 if a node would come in and -1 if out, its ties to the core, and its others."""
    n_ties = core.indptr[node + 1] - core.indptr[node]
    step = -1 if core.inside[node] else 1
    return step, core.within[node], n_ties - core.within[node]
