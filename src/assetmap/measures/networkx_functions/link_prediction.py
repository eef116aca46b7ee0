"""NetworkX's scores of pairs who might come to be tied."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from assetmap.measures.introductions_kernel import sums_over_shared
from assetmap.measures.networkx_functions.arguments import positions
from assetmap.measures.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from numpy.typing import NDArray

    from assetmap.network import Network

    Numbers = NDArray[Any]
    Score = Callable[[Numbers, Numbers], Numbers]
    Pairs = Iterable[tuple[Any, Any]]
    Scored = Iterator[tuple[Any, Any, float]]

__all__ = [
    "adamic_adar_index",
    "jaccard_coefficient",
    "preferential_attachment",
    "resource_allocation_index",
]


def adamic_adar_index(G: Network, ebunch: Pairs | None = None) -> Scored:
    """Score pairs by the sum over shared contacts of 1 / log of how many ties each has.

    A contact with one tie, which only a node and itself can share, is worth infinity.
    """
    with np.errstate(divide="ignore"):
        worth = 1 / np.log(np.maximum(_degrees(G), 1))
    return _scored(G, ebunch, lambda u, v: _shared(plain(G), worth, u, v))


def resource_allocation_index(G: Network, ebunch: Pairs | None = None) -> Scored:
    """Score pairs by the sum over shared contacts of 1 / how many ties each has."""
    worth = 1 / np.maximum(_degrees(G), 1)
    return _scored(G, ebunch, lambda u, v: _shared(plain(G), worth, u, v))


def jaccard_coefficient(G: Network, ebunch: Pairs | None = None) -> Scored:
    """Score pairs by the share of contacts that both have, of all that one of them has."""
    ones = np.ones(len(G))
    n_contacts = np.diff(G.indptr)

    def share(u: Numbers, v: Numbers) -> Numbers:
        # NetworkX counts a node that is tied to itself among its contacts, but not as shared.
        union = n_contacts[u] + n_contacts[v] - _shared(G, ones, u, v)
        shares: Numbers = _shared(plain(G), ones, u, v) / np.maximum(union, 1)
        return shares

    return _scored(G, ebunch, share)


def preferential_attachment(G: Network, ebunch: Pairs | None = None) -> Scored:
    """Score pairs by how many ties each of the two has, multiplied."""
    degree = _degrees(G)
    return _scored(G, ebunch, lambda u, v: degree[u] * degree[v])


def _degrees(G: Network) -> NDArray[np.int64]:
    """Return how many ends of ties are at each node, two for a tie to itself."""
    return 2 * np.diff(G.indptr) - np.diff(plain(G).indptr)


def _shared(network: Network, worth: NDArray[np.float64], u: Numbers, v: Numbers) -> Numbers:
    return sums_over_shared(network.indptr, network.indices, worth, u, v)


def _scored(G: Network, ebunch: Pairs | None, score: Score) -> Scored:
    """Return each pair with its score: those given, or all that are not tied."""
    if ebunch is None:
        return chain.from_iterable(_rows(G, *pair, score) for pair in _untied(G))
    pairs = list(ebunch)
    first = positions(G, [u for u, _ in pairs])
    return _rows(G, first, positions(G, [v for _, v in pairs]), score)


def _rows(G: Network, first: Numbers, second: Numbers, score: Score) -> Scored:
    u, v = (map(G.nodes.__getitem__, numbers.tolist()) for numbers in (first, second))
    return zip(u, v, score(first, second).tolist(), strict=True)


def _untied(G: Network) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield for each node the pairs of it and the later ones that it is not tied to."""
    for node in range(len(G)):
        untied = np.arange(len(G)) > node
        untied[G.indices[G.indptr[node] : G.indptr[node + 1]]] = False
        others = np.flatnonzero(untied)
        yield np.full(len(others), node), others
