"""NetworkX's functions of where each node stands, and of how far nodes are from each other."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
from networkx.utils import create_py_random_state

from assetmap.measures.betweenness import dependencies
from assetmap.measures.distances import every, per_step, sums_from, sums_of_all
from assetmap.measures.networkx_functions.arguments import (
    by_node,
    chosen,
    has_node,
    position,
    positions,
    takes_only,
    weighted,
)
from assetmap.measures.pagerank import walked
from assetmap.measures.pagerank_kernel import Walk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from assetmap.measures.distances import DistanceSums
    from assetmap.network import Network

__all__ = [
    "betweenness_centrality",
    "closeness_centrality",
    "degree_centrality",
    "eccentricity",
    "harmonic_centrality",
    "in_degree_centrality",
    "out_degree_centrality",
    "pagerank",
    "single_source_shortest_path_length",
    "single_target_shortest_path_length",
]

_MANY = 32
"""From one node alone takes about as long as this many among all together."""


@takes_only(weight=None)
def betweenness_centrality(
    G: Network,
    k: int | None = None,
    normalized: bool = True,  # noqa: FBT001, FBT002
    weight: None = None,
    endpoints: bool = False,  # noqa: FBT001, FBT002
    seed: Any = None,
) -> dict[Any, float]:
    """Return the betweenness of each node, from all sources or from `k` of them.

    The same seed draws the same sources as NetworkX does.
    """
    del weight
    sources = every(G)
    if k is not None and k != len(G):
        drawn = create_py_random_state(seed).sample(list(G.nodes), k)
        sources = positions(G, drawn).astype(np.int32)
    sums = dependencies(G, sources, per_end=float(endpoints))[:, 0]
    n_ends = len(G) if endpoints else len(G) - 1
    if n_ends < 2:  # noqa: PLR2004  no pair of ends
        return by_node(G, sums)
    per_pair = 1 / (n_ends - 1) if normalized else n_ends / (1 if G.is_directed() else 2)
    if len(sources) == len(G):
        return by_node(G, sums * (per_pair / n_ends))
    scale = np.full(len(G), per_pair / len(sources))
    if not endpoints:  # a source is no source of paths through itself
        scale[sources] = per_pair / (len(sources) - 1) if len(sources) > 1 else math.nan
    return by_node(G, sums * scale)


@takes_only(distance=None)
def closeness_centrality(
    G: Network,
    u: Any = None,
    distance: None = None,
    wf_improved: bool = True,  # noqa: FBT001, FBT002
) -> Any:
    """Return the closeness of each node by the ways in, or that of the node `u`."""
    del distance
    if u is None:
        sums = sums_of_all(G)
        return by_node(G, _closeness(G, sums.n_sources, sums.distance, wf_improved=wf_improved))
    sums = _from(G, u, backwards=True)
    one = np.array([sums.n_sources.sum()]), np.array([sums.distance.sum()])
    return _closeness(G, *one, wf_improved=wf_improved).item()


@takes_only(distance=None)
def harmonic_centrality(
    G: Network, nbunch: Any = None, distance: None = None, sources: Any = None
) -> dict[Any, float]:
    """Return the sum of one over the distance from each of `sources` to each of `nbunch`."""
    del distance
    nodes, ends = dict.fromkeys(chosen(G, nbunch)), dict.fromkeys(chosen(G, sources))
    starts = np.sort(positions(G, ends)).astype(np.int32)
    if len(nodes) * _MANY < len(ends):
        ways = {node: _from(G, node, backwards=True).nearness[starts] for node in nodes}
        return {node: float(nearness.sum()) for node, nearness in ways.items()}
    found = by_node(G, (sums_of_all(G) if sources is None else sums_from(G, starts)).nearness)
    return {node: found[node] for node in nodes}


@takes_only(sp=None, weight=None)
def eccentricity(G: Network, v: Any = None, sp: None = None, weight: None = None) -> Any:
    """Return the largest distance from each node, from each of several, or from the node `v`.

    Raises
    ------
    NetworkXError
        If a node is not reached from there.
    """
    del sp, weight
    nodes = dict.fromkeys(chosen(G, v))
    if len(nodes) * _MANY < len(G):
        each = [_from(G, node) for node in nodes]
        reached = np.array([sums.n_sources.sum() for sums in each])
        farthest = np.array([sums.farthest.max() for sums in each])
    else:
        sums = sums_from(G, every(G), backwards=True)
        asked = positions(G, nodes)
        reached, farthest = sums.n_sources[asked], sums.farthest[asked]
    if bool((reached < len(G) - 1).any()):
        kind = "digraph is not strongly" if G.is_directed() else "graph is not"
        msg = f"Found infinite path length because the {kind} connected"
        raise nx.NetworkXError(msg)
    found = dict(zip(nodes, farthest.astype(np.int64).tolist(), strict=True))
    return found[v] if has_node(G, v) else found


def single_source_shortest_path_length(
    G: Network, source: Any, cutoff: float | None = None
) -> dict[Any, int]:
    """Return the steps from `source` to each node within `cutoff`, nearest first.

    Raises
    ------
    NodeNotFound
        If `source` is not in `G`.
    """
    if not has_node(G, source):
        msg = f"Source {source} is not in G"
        raise nx.NodeNotFound(msg)
    return _lengths(G, source, _from(G, source, cutoff=cutoff))


def single_target_shortest_path_length(
    G: Network, target: Any, cutoff: float | None = None
) -> dict[Any, int]:
    """Return the steps to `target` from each node within `cutoff`, nearest first.

    Raises
    ------
    NodeNotFound
        If `target` is not in `G`.
    """
    if not has_node(G, target):
        msg = f"Target {target} is not in G"
        raise nx.NodeNotFound(msg)
    return _lengths(G, target, _from(G, target, cutoff=cutoff, backwards=True))


def pagerank(  # noqa: PLR0913, PLR0917  NetworkX's own arguments
    G: Network,
    alpha: float = 0.85,
    personalization: Mapping[Any, float] | None = None,
    max_iter: int = 100,
    tol: float = 1.0e-6,
    nstart: Mapping[Any, float] | None = None,
    weight: str | None = "weight",
    dangling: Mapping[Any, float] | None = None,
) -> dict[Any, float]:
    """Return the PageRank of each node, by NetworkX's rule of when to stop.

    Raises
    ------
    PowerIterationFailedConvergence
        If `max_iter` rounds do not bring the changes below `tol` times the number of nodes, or
        `nstart` or `dangling` leaves nothing to any node.
    ZeroDivisionError
        If `personalization` leaves nothing to any node.
    """
    if len(G) == 0:
        return {}
    even = np.full(len(G), 1 / len(G))
    restart = even if personalization is None else _shares(G, personalization)
    if not np.isfinite(restart).all():
        raise ZeroDivisionError
    walk = Walk(
        alpha,
        even if nstart is None else _shares(G, nstart),
        restart,
        restart if dangling is None else _shares(G, dangling),
    )
    shares, has_settled = walked(
        weighted(G, weight), walk, tolerance=len(G) * tol, most_rounds=max_iter
    )
    if not has_settled:
        raise nx.PowerIterationFailedConvergence(max_iter)
    return by_node(G, shares)


def degree_centrality(G: Network) -> dict[Any, float]:
    """Return the ends of ties at each node over n - 1, a self-tie counting twice."""
    return _over_others(G, np.fromiter(G.degree.values(), dtype=np.int64, count=len(G)))


def in_degree_centrality(G: Network) -> dict[Any, float]:
    """Return the ties to each node over n - 1."""
    return _over_others(G, np.diff(G.incoming.indptr))


def out_degree_centrality(G: Network) -> dict[Any, float]:
    """Return the ties from each node over n - 1."""
    return _over_others(G, np.diff(G.indptr))


def _from(
    G: Network, node: Any, *, cutoff: float | None = None, backwards: bool = False
) -> DistanceSums:
    """Return how far each node is from one, or to it."""
    start = np.array([position(G, node)], dtype=np.int32)
    within = cutoff is not None and cutoff > 0  # neither below nought nor NaN
    n_steps = None if cutoff is None else math.ceil(min(cutoff, len(G))) if within else 0
    return sums_from(G, start, n_steps=n_steps, backwards=backwards)


def _lengths(G: Network, node: Any, sums: DistanceSums) -> dict[Any, int]:
    reached = np.flatnonzero(sums.n_sources)
    steps = sums.distance[reached].astype(np.int64)
    order = np.argsort(steps, kind="stable")
    lengths = {node: 0}
    for number, n_steps in zip(reached[order].tolist(), steps[order].tolist(), strict=True):
        lengths[G.nodes[number]] = n_steps
    return lengths


def _closeness(
    G: Network,
    n_sources: NDArray[np.float64],
    distance: NDArray[np.float64],
    *,
    wf_improved: bool,
) -> NDArray[np.float64]:
    close = per_step(n_sources, distance)
    return close * (n_sources / max(1, len(G) - 1)) if wf_improved else close


def _shares(G: Network, given: Mapping[Any, float]) -> NDArray[np.float64]:
    values = np.array([given.get(node, 0) for node in G.nodes], dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):  # of nothing there is no share
        shares: NDArray[np.float64] = values / values.sum()
    return shares


def _over_others(G: Network, counts: NDArray[np.int64]) -> dict[Any, float]:
    if len(G) <= 1:
        return dict.fromkeys(G.nodes, 1)
    return by_node(G, counts * (1.0 / (len(G) - 1.0)))
