"""NetworkX's functions of clusters, which it calls communities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

from assetmap.measures.clusters import leiden, modularity_of
from assetmap.measures.networkx_functions.arguments import has_node, sets_of, weighted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from assetmap.network import Network

__all__ = ["leiden_communities", "modularity"]


def leiden_communities(
    G: Network,
    weight: str | None = "weight",
    resolution: float = 1,
    max_level: int | None = None,
    seed: int | Random | None = None,
) -> list[set[Any]]:
    """Return the clusters found by the Leiden algorithm; self-ties do not count.

    NetworkX has this function for backends alone. `max_level` is how often the clusters are gone
    through.
    """
    if max_level is not None and max_level <= 0:
        msg = "max_level argument must be a positive integer or None"
        raise ValueError(msg)
    drawn = nx.utils.create_py_random_state(seed).randrange(2**32)
    found = leiden(weighted(G, weight), resolution=resolution, n_rounds=max_level, seed=drawn)
    return sets_of(G, found)


def modularity(
    G: Network,
    communities: Iterable[Iterable[Any]],
    weight: str | None = "weight",
    resolution: float = 1,
) -> float:
    """Return how much more weight lies within the communities than chance would give."""
    listed = [list(community) for community in communities]
    group_of = {node: number for number, each in enumerate(listed) for node in each}
    n_named = sum(map(len, listed))
    if not all(has_node(G, node) for node in group_of) or not len(group_of) == n_named == len(G):
        graph: Any = G
        raise nx.community.quality.NotAPartition(graph, listed)
    named = weighted(G, weight)
    if named.weights.sum() == 0:
        msg = "The ties have no weight, so none can be shared out."
        raise ZeroDivisionError(msg)
    groups = np.array([group_of[node] for node in G.nodes], dtype=np.int64)
    return modularity_of(named, groups, resolution=resolution)
