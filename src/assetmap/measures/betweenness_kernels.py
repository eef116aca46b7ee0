"""The loops of betweenness: how many shortest paths there are, and through whom they run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assetmap.compiled import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray


@kernel
def dependency_sums(
    indptr: NDArray[np.int64],
    indices: NDArray[np.int32],
    sources: NDArray[np.int32],
    per_end: float,
) -> NDArray[np.float64]:
    """Add up how much the shortest paths from each source depend on each node (Brandes).

    Parameters
    ----------
    indptr, indices
        Arcs by the node that they leave.
    sources
        Numbers of nodes.
    per_end
        What each path counts for at both of its ends, 0 or 1.

    Returns
    -------
    ndarray
        A row a node: the sum over sources of its dependency, and the sum of their squares.
    """
    n_nodes = len(indptr) - 1
    sums = np.zeros((n_nodes, 2))
    steps = np.full(n_nodes, n_nodes, dtype=np.int32)
    n_paths = np.zeros(n_nodes)
    order = np.empty(n_nodes + 1, dtype=np.int32)
    level_ends = np.empty(n_nodes + 1, dtype=np.int64)
    # Per path to a node, what all paths that go on from there count for.
    beyond = np.zeros(n_nodes)
    dependency = np.empty(n_nodes)
    for source in sources:
        n_levels = _count_paths(indptr, indices, source, (steps, n_paths, order, level_ends))
        n_reached = level_ends[n_levels - 1]
        sums[source, 0] += per_end * (n_reached - 1)
        for level in range(n_levels - 1, 0, -1):
            first, end = level_ends[level - 1], level_ends[level]
            for place in range(first, end):
                node = order[place]
                # Only nodes one step further hold anything, so no distance is compared.
                total = 0.0
                for arc in range(indptr[node], indptr[node + 1]):
                    total += beyond[indices[arc]]
                dependency[place] = total * n_paths[node]
            for place in range(end, level_ends[min(level + 1, n_levels - 1)]):
                beyond[order[place]] = 0.0
            for place in range(first, end):
                node = order[place]
                counted = dependency[place] + per_end
                beyond[node] = (1.0 + dependency[place]) / n_paths[node]
                sums[node, 0] += counted
                sums[node, 1] += counted * counted
        for place in range(n_reached):
            beyond[order[place]] = 0.0
            steps[order[place]] = n_nodes
            n_paths[order[place]] = 0.0
    return sums


@kernel
def _count_paths(
    indptr: NDArray[np.int64],
    indices: NDArray[np.int32],
    source: int,
    found: tuple[NDArray[np.int32], NDArray[np.float64], NDArray[np.int32], NDArray[np.int64]],
) -> int:
    """Write down the steps and shortest paths to each node from `source`; return the levels.

    `found` holds steps (n where not known), paths (0), the nodes in order of their steps, and
    where in that order each level ends.
    """
    steps, n_paths, order, level_ends = found
    steps[source], n_paths[source], order[0] = 0, 1.0, source
    first, n_found, level = 0, 1, 0
    while first < n_found:
        level_ends[level] = n_found
        level += 1
        for place in range(first, level_ends[level - 1]):
            node = order[place]
            n_here = n_paths[node]
            for arc in range(indptr[node], indptr[node + 1]):
                other = indices[arc]
                known = steps[other]
                # Without branches, which no processor foresees here: half as long again.
                order[n_found] = other
                n_found += int(known > level)
                steps[other] = min(known, np.int32(level))
                n_paths[other] += n_here * np.float64(known >= level)
        first = level_ends[level - 1]
    return level
