"""The loops of the Leiden algorithm: nodes move, groups are taken apart, parts become nodes.

A group is a number below that of the nodes. `share` is the resolution over the strength of all
nodes: between two nodes lies by chance the product of their strengths times it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from assetmap.compiled import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Whole = NDArray[np.int32]
    Numbers = NDArray[np.float64]

_LEAST: Final = 1e-12  # share of its strength that a node gains by a move; less may be rounding


class Level(NamedTuple):
    """A network of nodes, or of the parts that nodes were put together to.

    Attributes
    ----------
    indptr, indices, weights
        Each tie as an arc at both of its ends; none leads from a node to itself.
    strength
        Of each node, with the ties within it, which have both ends there.
    """

    indptr: NDArray[np.int64]
    indices: Whole
    weights: Numbers
    strength: Numbers


@kernel
def moved(level: Level, groups: Whole, order: Whole, share: float) -> Whole:
    """Return groups from which no node gains by moving to another, or by being alone.

    Nodes wait in a queue, at first all of them in `order`; when one moves, its contacts in other
    groups than its new one wait again (Traag, Waltman and van Eck's fast local move).
    """
    n_nodes = len(order)
    found = groups.copy()
    totals, sizes = _sums(level.strength, found)
    spare, n_spare = _without_nodes(sizes)
    least = _LEAST * (1.0 + share * level.strength.sum())
    to, met = np.zeros(n_nodes), np.empty(n_nodes, dtype=np.int32)
    queue, waits = order.copy(), np.ones(n_nodes, dtype=np.bool_)
    first, n_waiting = 0, n_nodes
    while n_waiting:
        node = queue[first]
        first = first + 1 if first + 1 < n_nodes else 0
        n_waiting -= 1
        waits[node] = False
        own, strength = found[node], level.strength[node]
        totals[own] -= strength
        n_met = _weighed(level, node, found, to, met)
        best, gain = _best(totals, own, strength * share, strength * least, (to, met[:n_met]))
        if gain < -strength * least and sizes[own] > 1:
            n_spare -= 1
            best = spare[n_spare]
        totals[best] += strength
        if best != own:
            found[node] = best
            sizes[own] -= 1
            sizes[best] += 1
            if sizes[own] == 0:
                spare[n_spare] = own
                n_spare += 1
            n_waiting = _queued(level, node, found, (queue, waits), first + n_waiting, n_waiting)
    return found


@kernel
def refined(level: Level, groups: Whole, order: Whole, share: float) -> Whole:
    """Return the part of its group that each node is in: parts hang together.

    Each node begins as a part. In `order`, one that is alone still and well tied to the rest of
    its group joins the part where it gains most of those that are well tied too.
    """
    n_nodes = len(order)
    wholes, _ = _sums(level.strength, groups)
    parts, totals = np.arange(n_nodes).astype(np.int32), level.strength.copy()
    is_alone = np.ones(n_nodes, dtype=np.bool_)
    inner = _inner(level, groups)
    to, met = np.zeros(n_nodes), np.empty(n_nodes, dtype=np.int32)
    for node in order:
        strength, whole = level.strength[node], wholes[groups[node]]
        if not is_alone[node] or inner[node] < share * strength * (whole - strength):
            continue
        n_met = _weighed_within(level, node, (groups, parts), to, met)
        best, most, weight = node, 0.0, 0.0
        for part in met[:n_met]:
            gain = to[part] - share * strength * totals[part]
            if gain > most and inner[part] >= share * totals[part] * (whole - totals[part]):
                best, most, weight = part, gain, to[part]
            to[part] = 0.0
        if best != node:
            parts[node] = best
            is_alone[node] = is_alone[best] = False
            totals[best] += strength
            inner[best] += inner[node] - 2 * weight
    return parts


@kernel
def numbered(groups: Whole, order: Whole) -> tuple[Whole, int]:
    """Return groups numbered from 0 as they are met in `order`, and how many there are."""
    names = np.full(len(groups), -1, dtype=np.int32)
    found = np.empty(len(groups), dtype=np.int32)
    n_groups = 0
    for node in order:
        group = groups[node]
        if names[group] < 0:
            names[group] = n_groups
            n_groups += 1
        found[node] = names[group]
    return found, n_groups


@kernel
def put_together(
    level: Level, parts: Whole, n_parts: int
) -> tuple[NDArray[np.int64], Whole, Numbers, Numbers]:
    """Return the arrays of the level of which each part, by its number, is a node."""
    strength, sizes = _sums(level.strength, parts)
    begins = np.cumsum(sizes)  # where the next part begins, until its members are put before
    members = np.empty(len(parts), dtype=np.int32)
    for node in range(len(parts) - 1, -1, -1):
        begins[parts[node]] -= 1
        members[begins[parts[node]]] = node
    indptr = np.zeros(n_parts + 1, dtype=np.int64)
    indices = np.empty(len(level.indices) + 1, dtype=np.int32)
    weights, to = np.empty(len(level.indices)), np.zeros(n_parts)
    n_arcs = 0
    for part in range(n_parts):
        for member in members[begins[part] : begins[part] + sizes[part]]:
            for arc in range(level.indptr[member], level.indptr[member + 1]):
                other = parts[level.indices[arc]]
                # Written whether it counts or not: a branch that cannot be foreseen costs more.
                indices[n_arcs] = other
                n_arcs += int((to[other] == 0.0) & (other != part))
                to[other] += level.weights[arc]
        to[part] = 0.0
        for arc in range(indptr[part], n_arcs):
            weights[arc] = to[indices[arc]]
            to[indices[arc]] = 0.0
        indptr[part + 1] = n_arcs
    return indptr, indices[:n_arcs], weights[:n_arcs], strength[:n_parts]


@kernel
def _sums(strength: Numbers, groups: Whole) -> tuple[Numbers, NDArray[np.int64]]:
    """Return the strength of the nodes of each group, and how many they are."""
    totals, sizes = np.zeros(len(groups)), np.zeros(len(groups), dtype=np.int64)
    for node, group in enumerate(groups):
        totals[group] += strength[node]
        sizes[group] += 1
    return totals, sizes


@kernel
def _without_nodes(sizes: NDArray[np.int64]) -> tuple[Whole, int]:
    """Return groups without nodes, and how many they are: the first of the array."""
    spare, n_spare = np.empty(len(sizes), dtype=np.int32), 0
    for group, size in enumerate(sizes):
        spare[n_spare] = group
        n_spare += int(size == 0)
    return spare, n_spare


@kernel
def _weighed(level: Level, node: int, groups: Whole, to: Numbers, met: Whole) -> int:
    """Add the weight of a node's ties to that of their groups; return how many are met."""
    n_met = 0
    for arc in range(level.indptr[node], level.indptr[node + 1]):
        group = groups[level.indices[arc]]
        met[n_met] = group
        n_met += int(to[group] == 0.0)
        to[group] += level.weights[arc]
    return n_met


@kernel
def _best(
    totals: Numbers, own: int, expected: float, least: float, weighed: tuple[Numbers, Whole]
) -> tuple[int, float]:
    """Return the group that a node is best in, its own unless another is better, and the gain."""
    to, met = weighed
    best, most = own, to[own] - expected * totals[own]
    bar = most + least
    for group in met:
        gain = to[group] - expected * totals[group]
        to[group] = 0.0
        if gain > bar:
            best, most, bar = group, gain, gain
    return best, most


@kernel
def _queued(
    level: Level,
    node: int,
    groups: Whole,
    waiting: tuple[Whole, NDArray[np.bool_]],
    place: int,
    n_waiting: int,
) -> int:
    """Put the contacts of a node in other groups in the queue at `place`; return its length."""
    queue, waits = waiting
    own, n_nodes = groups[node], len(queue)
    for arc in range(level.indptr[node], level.indptr[node + 1]):
        other = level.indices[arc]
        if groups[other] != own and not waits[other]:
            waits[other] = True
            queue[place - n_nodes if place >= n_nodes else place] = other
            place, n_waiting = place + 1, n_waiting + 1
    return n_waiting


@kernel
def _inner(level: Level, groups: Whole) -> Numbers:
    """Return the weight of the ties of each node to others of its group."""
    inner = np.zeros(len(groups))
    for node, own in enumerate(groups):
        weight = 0.0
        for arc in range(level.indptr[node], level.indptr[node + 1]):
            weight += level.weights[arc] * (groups[level.indices[arc]] == own)
        inner[node] = weight
    return inner


@kernel
def _weighed_within(
    level: Level, node: int, placed: tuple[Whole, Whole], to: Numbers, met: Whole
) -> int:
    """Add the weight of a node's ties within its group to that of the parts; return how many."""
    groups, parts = placed
    own, n_met = groups[node], 0
    for arc in range(level.indptr[node], level.indptr[node + 1]):
        other = level.indices[arc]
        if groups[other] == own:
            part = parts[other]
            met[n_met] = part
            n_met += int(to[part] == 0.0)
            to[part] += level.weights[arc]
    return n_met
