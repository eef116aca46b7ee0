"""NetworkX's functions of how far apart the nodes of a whole network are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from assetmap.measures.distances import sums_of_all
from assetmap.measures.networkx_functions.arguments import takes_only
from assetmap.measures.networkx_functions.position import eccentricity
from assetmap.measures.pieces import completed_pieces

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetmap.network import Network

__all__ = ["average_shortest_path_length", "center", "diameter", "periphery", "radius"]


@takes_only(weight=None)
def diameter(
    G: Network,
    e: Mapping[Any, int] | None = None,
    usebounds: bool = False,  # noqa: FBT001, FBT002  NetworkX's own form
    weight: None = None,
) -> int:
    """Return the largest distance between two nodes."""
    del usebounds, weight
    return max(_farthest(G, e).values())


@takes_only(weight=None)
def radius(
    G: Network,
    e: Mapping[Any, int] | None = None,
    usebounds: bool = False,  # noqa: FBT001, FBT002  NetworkX's own form
    weight: None = None,
) -> int:
    """Return the smallest distance within which some node reaches all."""
    del usebounds, weight
    return min(_farthest(G, e).values())


@takes_only(weight=None)
def center(
    G: Network,
    e: Mapping[Any, int] | None = None,
    usebounds: bool = False,  # noqa: FBT001, FBT002  NetworkX's own form
    weight: None = None,
) -> list[Any]:
    """Return the nodes that reach all within the radius."""
    del usebounds, weight
    if len(G) == 0:
        msg = "Without nodes NetworkX has an error of its own for each kind of graph."
        raise NotImplementedError(msg)
    farthest = _farthest(G, e)
    wanted = min(farthest.values())
    return [node for node, steps in farthest.items() if steps == wanted]


@takes_only(weight=None)
def periphery(
    G: Network,
    e: Mapping[Any, int] | None = None,
    usebounds: bool = False,  # noqa: FBT001, FBT002  NetworkX's own form
    weight: None = None,
) -> list[Any]:
    """Return the nodes from which some node is as far as the diameter."""
    del usebounds, weight
    farthest = _farthest(G, e)
    wanted = max(farthest.values())
    return [node for node, steps in farthest.items() if steps == wanted]


@takes_only(weight=None, method=None)
def average_shortest_path_length(G: Network, weight: None = None, method: None = None) -> float:
    """Return the mean distance between two nodes.

    Raises
    ------
    NetworkXPointlessConcept
        If there are no nodes.
    NetworkXError
        If a node does not reach another.
    """
    del weight, method
    if len(G) == 0:
        msg = "the null graph has no paths, thus there is no average shortest path length"
        raise nx.NetworkXPointlessConcept(msg)
    if completed_pieces(G).max() > 0:
        msg = f"Graph is not {'strongly ' if G.is_directed() else ''}connected."
        raise nx.NetworkXError(msg)
    n_pairs = len(G) * (len(G) - 1)
    return float(sums_of_all(G).distance.sum()) / n_pairs if n_pairs else 0


def _farthest(G: Network, given: Mapping[Any, int] | None) -> Mapping[Any, int]:
    found: Mapping[Any, int] = eccentricity(G) if given is None else given
    return found
