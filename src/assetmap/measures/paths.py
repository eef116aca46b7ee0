"""The shortest ways from one party to another.

A way is asked for between two parties, so `shortest_paths` is no measure of a party or of a
network, and does not stand in the registry of `assetmap.measures`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetmap.errors import DataError, UnknownNodeError
from assetmap.measures.paths_kernel import steps_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from assetmap.network import Network


def shortest_paths(
    network: Network, source: str, target: str, *, at_most: int | None = None
) -> tuple[tuple[str, ...], ...]:
    """List the shortest ways from one party to another, step by step.

    Parameters
    ----------
    network
        Network of n nodes and m ties; weights are ignored, and no way uses a self-tie. In a
        directed network a way follows the direction of each tie.
    source, target
        Ids of the two ends.
    at_most
        Most ways listed, at least 1; None lists all, of which there may be very many.

    Returns
    -------
    tuple
        Ways by the ids along them, each from `source` to `target`, both included; none when no
        way is there. When the two are the same, the one way of that node alone.

    Raises
    ------
    UnknownNodeError
        If an end is not in `network`.
    DataError
        If `at_most` is below 1.

    Notes
    -----
    Takes time in n + m to find how far each node is from `target`, and for each way listed in
    its length times the ties of the nodes on it. Undefined for no pair of nodes. All ways
    together are those of `networkx.all_shortest_paths`.

    References
    ----------
    Moore, E. F. (1959). The shortest path through a maze. Proceedings of an International
    Symposium on the Theory of Switching, part 2, 285-292. Harvard.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "gp", "link", "walk"], ["link", "walk", "shed", "shed"])
    >>> shortest_paths(network, "gp", "shed")
    (('gp', 'link', 'shed'), ('gp', 'walk', 'shed'))
    """
    if at_most is not None and at_most < 1:
        msg = f"At most {at_most} ways were asked for; ask for 1 or more, or for all."
        raise DataError(msg)
    start, end = (_position(network, each) for each in (source, target))
    incoming = network.incoming
    distances = steps_to(incoming.indptr, incoming.indices, end, start)
    if distances[start] < 0:
        return ()
    found = []
    for way in _ways(network, distances, start):
        found.append(tuple(network.nodes[node] for node in way))
        if len(found) == at_most:
            break
    return tuple(found)


def _position(network: Network, node: str) -> int:
    if node not in network.position_of:
        raise UnknownNodeError(node, network.nodes)
    return network.position_of[node]


def _ways(network: Network, distances: NDArray[np.int32], start: int) -> Iterator[list[int]]:
    """Yield ways along which the distance falls by one a step, by the ids of their nodes."""
    open_ways = [[start]]
    while open_ways:
        way = open_ways.pop()
        node = way[-1]
        if distances[node] == 0:
            yield way
            continue
        near = network.indices[network.indptr[node] : network.indptr[node + 1]]
        nearer = near[distances[near] == distances[node] - 1].tolist()
        # The last of the stack is looked at next, so the first id goes on last.
        nearer.sort(key=network.nodes.__getitem__, reverse=True)
        open_ways.extend([*way, each] for each in nearer)
