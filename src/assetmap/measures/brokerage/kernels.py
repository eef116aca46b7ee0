"""Loops that count open two-paths by the role of the party in their middle.

Two-paths are counted from the groups of whoever is tied to a party and from it, without walking
them; those that lead back, and those that a direct tie closes, are then taken away. The closed
ones are found in triangles, each looked at once, from its party with the fewest ties.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.compiled import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Positions of the roles in `ROLES`.
_COORDINATOR: Final = 0
_CONSULTANT: Final = 1
_GATEKEEPER: Final = 2
_REPRESENTATIVE: Final = 3
_LIAISON: Final = 4

# Ties between two parties, as seen from the first.
_TO: Final = 1
_FROM: Final = 2
_BOTH: Final = 3


@kernel
def role_counts(
    indptr: NDArray[np.int64],
    indices: NDArray[np.int32],
    incoming_indptr: NDArray[np.int64],
    incoming_indices: NDArray[np.int32],
    group: NDArray[np.int32],
) -> NDArray[np.int64]:
    """Count for each node the open two-paths through it, a column a role.

    Parameters
    ----------
    indptr, indices
        Arcs by the node that they leave, without self-ties, in rising order within a node.
    incoming_indptr, incoming_indices
        The same arcs by the node that they enter.
    group
        Group of each node, numbered from 0.

    Returns
    -------
    ndarray
        n rows, five columns in the order of `ROLES`.
    """
    counts = _two_paths(indptr, indices, incoming_indptr, incoming_indices, group)
    starts, ends, neighbours, ties = _joined(
        indptr, indices, incoming_indptr, incoming_indices, group, counts
    )
    _take_closed(starts, ends, neighbours, ties, group, counts)
    return counts


@kernel
def _role(source: int, broker: int, target: int) -> int:
    """Return the role of a broker, from the groups of the three."""
    if source == broker:
        return _COORDINATOR if target == broker else _REPRESENTATIVE
    if target == broker:
        return _GATEKEEPER
    return _CONSULTANT if source == target else _LIAISON


@kernel
def _two_paths(
    indptr: NDArray[np.int64],
    indices: NDArray[np.int32],
    incoming_indptr: NDArray[np.int64],
    incoming_indices: NDArray[np.int32],
    group: NDArray[np.int32],
) -> NDArray[np.int64]:
    """Count all two-paths through each node, closed ones and those that lead back too."""
    n_nodes = len(group)
    counts = np.zeros((n_nodes, 5), dtype=np.int64)
    n_into = np.zeros(group.max() + 1 if n_nodes else 1, dtype=np.int64)
    for node in range(n_nodes):
        own = group[node]
        into = incoming_indices[incoming_indptr[node] : incoming_indptr[node + 1]]
        out_of = indices[indptr[node] : indptr[node + 1]]
        for other in into:
            n_into[group[other]] += 1
        own_into = n_into[own]
        own_out = 0
        there_and_back = 0
        for other in out_of:
            if group[other] == own:
                own_out += 1
            else:
                there_and_back += n_into[group[other]]
        else_into, else_out = len(into) - own_into, len(out_of) - own_out
        counts[node, _COORDINATOR] = own_into * own_out
        counts[node, _CONSULTANT] = there_and_back
        counts[node, _GATEKEEPER] = else_into * own_out
        counts[node, _REPRESENTATIVE] = own_into * else_out
        counts[node, _LIAISON] = else_into * else_out - there_and_back
        for other in into:
            n_into[group[other]] = 0
    return counts


@kernel
def _joined(
    indptr: NDArray[np.int64],
    indices: NDArray[np.int32],
    incoming_indptr: NDArray[np.int64],
    incoming_indices: NDArray[np.int32],
    group: NDArray[np.int32],
    counts: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int32], NDArray[np.int8]]:
    """Return each node's neighbours with more ties than itself, and which ways they are tied.

    Paths that lead back over a tie returned are taken from `counts` on the way.
    """
    n_nodes = len(group)
    starts = indptr + incoming_indptr
    ends = starts[:-1].copy()
    neighbours = np.empty(starts[-1], dtype=np.int32)
    ties = np.empty(starts[-1], dtype=np.int8)
    for node in range(n_nodes):
        out, last_out = indptr[node], indptr[node + 1]
        into, last_into = incoming_indptr[node], incoming_indptr[node + 1]
        n_ends = last_out - out + last_into - into
        while out < last_out or into < last_into:
            to = indices[out] if out < last_out else n_nodes
            whence = incoming_indices[into] if into < last_into else n_nodes
            other = min(to, whence)
            tie = (_TO if to == other else 0) + (_FROM if whence == other else 0)
            out += tie & _TO
            into += tie >> 1
            if tie == _BOTH:
                counts[node, _role(group[other], group[node], group[other])] -= 1
            n_ends_of_other = starts[other + 1] - starts[other]
            if n_ends < n_ends_of_other or (n_ends == n_ends_of_other and node < other):
                neighbours[ends[node]] = other
                ties[ends[node]] = tie
                ends[node] += 1
    return starts, ends, neighbours, ties


@kernel
def _take_closed(
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    neighbours: NDArray[np.int32],
    ties: NDArray[np.int8],
    group: NDArray[np.int32],
    counts: NDArray[np.int64],
) -> None:
    """Take the two-paths that a direct tie closes from `counts`."""
    tie_to_first = np.zeros(len(group), dtype=np.int8)
    for first in range(len(group)):
        for at in range(starts[first], ends[first]):
            tie_to_first[neighbours[at]] = ties[at]
        for at in range(starts[first], ends[first]):
            second = neighbours[at]
            for further in range(starts[second], ends[second]):
                third = neighbours[further]
                if tie_to_first[third]:
                    _take_triangle(
                        (first, second, third),
                        (ties[at], ties[further], tie_to_first[third]),
                        group,
                        counts,
                    )
        for at in range(starts[first], ends[first]):
            tie_to_first[neighbours[at]] = 0


@kernel
def _take_triangle(
    nodes: tuple[int, int, int],
    ties: tuple[int, int, int],
    group: NDArray[np.int32],
    counts: NDArray[np.int64],
) -> None:
    """Take the closed two-paths of one triangle, tied first-second, second-third, first-third.

    A path x -> y -> z is closed by x -> z; each of the six orders of three may be one.
    """
    first, second, third = nodes
    near, far, across = ties
    if near & _TO and far & _TO and across & _TO:
        counts[second, _role(group[first], group[second], group[third])] -= 1
    if far & _FROM and near & _FROM and across & _FROM:
        counts[second, _role(group[third], group[second], group[first])] -= 1
    if across & _TO and far & _FROM and near & _TO:
        counts[third, _role(group[first], group[third], group[second])] -= 1
    if far & _TO and across & _FROM and near & _FROM:
        counts[third, _role(group[second], group[third], group[first])] -= 1
    if near & _FROM and across & _TO and far & _TO:
        counts[first, _role(group[second], group[first], group[third])] -= 1
    if across & _FROM and near & _TO and far & _FROM:
        counts[first, _role(group[third], group[first], group[second])] -= 1
