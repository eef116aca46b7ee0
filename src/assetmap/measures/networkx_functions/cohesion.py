"""NetworkX's functions of how a network hangs together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from assetmap.measures.cohesion import component_numbers, strong_component_numbers
from assetmap.measures.networkx_functions.arguments import position, sets_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetmap.network import Network

__all__ = [
    "connected_components",
    "is_connected",
    "is_strongly_connected",
    "is_weakly_connected",
    "node_connected_component",
    "number_connected_components",
    "number_strongly_connected_components",
    "number_weakly_connected_components",
    "strongly_connected_components",
    "weakly_connected_components",
]


def connected_components(G: Network) -> Iterator[set[Any]]:
    """Yield the nodes of each piece."""
    yield from sets_of(G, component_numbers(G))


def weakly_connected_components(G: Network) -> Iterator[set[Any]]:
    """Yield the nodes of each piece, directions aside."""
    yield from sets_of(G, component_numbers(G))


def strongly_connected_components(G: Network) -> Iterator[set[Any]]:
    """Yield the nodes of each piece within which all reach each other along directions."""
    yield from sets_of(G, strong_component_numbers(G))


def number_connected_components(G: Network) -> int:
    """Count the pieces."""
    return int(component_numbers(G).max(initial=0))


def number_weakly_connected_components(G: Network) -> int:
    """Count the pieces, directions aside."""
    return int(component_numbers(G).max(initial=0))


def number_strongly_connected_components(G: Network) -> int:
    """Count the pieces within which all reach each other along directions."""
    return int(strong_component_numbers(G).max(initial=0))


def is_connected(G: Network) -> bool:
    """Tell whether there is one piece."""
    _refuse_null(G)
    return number_connected_components(G) == 1


def is_weakly_connected(G: Network) -> bool:
    """Tell whether there is one piece, directions aside."""
    _refuse_null(G)
    return number_weakly_connected_components(G) == 1


def is_strongly_connected(G: Network) -> bool:
    """Tell whether all reach each other along directions."""
    _refuse_null(G)
    return number_strongly_connected_components(G) == 1


def node_connected_component(G: Network, n: Any) -> set[Any]:
    """Return the nodes of the piece that `n` is in."""
    numbers = component_numbers(G)
    inside = numbers == numbers[position(G, n)]
    return {G.nodes[each] for each in inside.nonzero()[0].tolist()}


def _refuse_null(G: Network) -> None:
    if len(G) == 0:
        msg = "Connectivity is undefined for the null graph."
        raise nx.NetworkXPointlessConcept(msg)
