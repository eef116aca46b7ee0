"""NetworkX's functions of what comes apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from assetmap.measures.bridges import bridges_below
from assetmap.measures.depth_first import walk
from assetmap.measures.networkx_functions.arguments import position
from assetmap.measures.plain import plain
from assetmap.measures.resilience import losses
from assetmap.network import arrays

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from assetmap.network import Network

__all__ = [
    "articulation_points",
    "biconnected_component_edges",
    "biconnected_components",
    "bridges",
    "has_bridges",
    "is_biconnected",
]


def articulation_points(G: Network) -> Iterator[Any]:
    """Yield the nodes whose loss parts others, in the network's order."""
    for each in np.flatnonzero(losses(G).n_cut_off > 0).tolist():
        yield G.nodes[each]


def bridges(G: Network, root: Any = None) -> Iterator[tuple[Any, Any]]:
    """Yield the ties whose loss parts those whom they join, those in the piece of `root` alone."""
    below = _bridges(G, root)
    above = walk(G).above[below]
    earlier, later = np.minimum(below, above), np.maximum(below, above)
    order = np.lexsort((later, earlier))
    for u, v in zip(earlier[order].tolist(), later[order].tolist(), strict=True):
        yield G.nodes[u], G.nodes[v]


def has_bridges(G: Network, root: Any = None) -> bool:
    """Tell whether there is a bridge, in the piece of `root` if one is given."""
    return len(_bridges(G, root)) > 0


def biconnected_components(G: Network) -> Iterator[set[Any]]:
    """Yield the nodes of each part that the loss of no node would divide."""
    for start, end in _ties_of_blocks(G):
        yield {G.nodes[each] for each in {*start.tolist(), *end.tolist()}}


def biconnected_component_edges(G: Network) -> Iterator[list[tuple[Any, Any]]]:
    """Yield the ties of each part that the loss of no node would divide.

    As NetworkX has it, a tie from a node to itself is last in the part by which the node hangs on
    the first of its piece, and in none where it is the first.
    """
    for start, end in _ties_of_blocks(G):
        ties = zip(start.tolist(), end.tolist(), strict=True)
        yield [(G.nodes[u], G.nodes[v]) for u, v in ties]


def is_biconnected(G: Network) -> bool:
    """Tell whether all nodes, two or more, are joined and the loss of none would part others."""
    walked = walk(G)
    in_one_piece = len(G) > 1 and int((walked.above < 0).sum()) == 1
    return in_one_piece and not (losses(G).n_cut_off > 0).any()


def _bridges(G: Network, root: Any) -> NDArray[np.int64]:
    below = bridges_below(G)
    if root is None:
        return below
    first = walk(G).first
    chosen: NDArray[np.int64] = below[first[below] == first[position(G, root)]]
    return chosen


def _ties_of_blocks(G: Network) -> Iterator[tuple[NDArray[Any], NDArray[Any]]]:
    """Yield both ends of the ties of each block, blocks by their uppermost node but one.

    A tie is in the block of its later end in the walk. That is known by the highest node in it
    that was reached from another block's: below whom nothing is tied past the node above.
    """
    walked, arcs = walk(G), plain(G).outgoing
    start, end = arrays.arc_starts(arcs), arcs.indices
    down = walked.step[start] < walked.step[end]
    nodes = np.arange(len(G))
    with_itself = nodes[(walked.above >= 0) & _has_self_tie(G)]
    start, end = (np.concatenate([ends[down], with_itself]) for ends in (start, end))
    is_top = (walked.above < 0) | (walked.lowest >= walked.step[walked.above])
    top = np.where(is_top, nodes, walked.above)
    while (top[top] != top).any():
        top = top[top]
    order = np.argsort(top[end], kind="stable")
    cuts = np.flatnonzero(np.diff(top[end][order])) + 1
    if len(order):
        yield from zip(np.split(start[order], cuts), np.split(end[order], cuts), strict=True)


def _has_self_tie(G: Network) -> NDArray[np.bool_]:
    arcs = G.outgoing
    starts = arrays.arc_starts(arcs)
    return np.bincount(starts[starts == arcs.indices], minlength=len(G)) > 0
