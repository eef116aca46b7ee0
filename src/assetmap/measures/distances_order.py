"""An order of nodes and of sources in which many sources at once go the same way.

Searches that share their way from early on are done with a node at about the same step, so that
it is looked at seldom: from all nodes of a large network this saves a third of the time or more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assetmap.compiled import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assetmap.measures.distances_kernels import Arcs


def hubs_first(
    arcs: tuple[Arcs, Arcs],
) -> tuple[NDArray[np.int32], NDArray[np.int32], tuple[Arcs, Arcs]]:
    """Return nodes numbered by falling arcs in, and an order of sources that share their ways.

    Parameters
    ----------
    arcs
        Those by the node that they leave, and the same by the node that they enter.

    Returns
    -------
    tuple
        The new number of each node, so that what is read most often lies together; all new numbers
        in an order in which those that go to the hubs by the same way stand together; and the arcs
        by the new numbers, in arrays that cannot be written to.

    References
    ----------
    Then, M. and others (2014). The more the merrier: efficient multi-source graph traversal.
    Proceedings of the VLDB Endowment 8, 449-460 (that sources which share their way should be
    followed together; in which order to take them is ours).
    """
    along, against = arcs
    order = np.argsort(-np.diff(against[0]), kind="stable").astype(np.int32)
    number_of = np.empty_like(order)
    number_of[order] = np.arange(len(order), dtype=np.int32)
    into = turned(*along, order, number_of)
    out = into if along[1] is against[1] else turned(*against, order, number_of)
    for each in (*out, *into):
        each.flags.writeable = False  # a loop is compiled anew for what can be written to
    return number_of, met_in_turn(*into), (out, into)


@kernel
def turned(
    indptr: NDArray[np.int64],
    indices: NDArray[np.int32],
    order: NDArray[np.int32],
    number_of: NDArray[np.int32],
) -> Arcs:
    """Return arcs by their other end, nodes numbered by `order`, rising within a node."""
    starts = np.zeros(len(indptr), dtype=np.int64)
    for other in indices:
        starts[number_of[other] + 1] += 1
    starts = np.cumsum(starts)
    place, ends = starts.copy(), np.empty(len(indices), dtype=np.int32)
    for number, node in enumerate(order):
        for arc in range(indptr[node], indptr[node + 1]):
            other = number_of[indices[arc]]
            ends[place[other]] = number
            place[other] += 1
    return starts, ends


@kernel
def met_in_turn(indptr: NDArray[np.int64], indices: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return all nodes as searches meet them, each begun at the first node not met before."""
    is_met = np.zeros(len(indptr) - 1, dtype=np.bool_)
    order = np.empty(len(is_met), dtype=np.int32)
    n_met = n_gone_on = 0
    for first in range(len(is_met)):
        if not is_met[first]:
            is_met[first], order[n_met] = True, first
            n_met += 1
        while n_gone_on < n_met:
            node = order[n_gone_on]
            n_gone_on += 1
            for arc in range(indptr[node], indptr[node + 1]):
                other = indices[arc]
                if not is_met[other]:
                    is_met[other], order[n_met] = True, other
                    n_met += 1
    return order
