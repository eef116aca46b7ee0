"""igraph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import igraph
import numpy as np
import pandas as pd
from tests.bench.engines.engine import Engine
from tests.bench.engines.works import N_REMOVED, N_SOURCES, N_WAYS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.bench.measure_graphs import Ties


def _prepared(ties: Ties) -> Any:
    names = np.array(ties.names, dtype=object)
    return names, names[ties.start], names[ties.end], ties.weight, ties.group, ties.directed


def _build(prepared: Any) -> igraph.Graph:
    names, start, end, weight, groups, directed = prepared
    numbers = pd.Index(names)
    ends = np.column_stack([numbers.get_indexer(start), numbers.get_indexer(end)])
    graph = igraph.Graph(n=len(names), edges=ends, directed=directed)
    graph.es["weight"] = weight.tolist()
    graph.vs["name"] = names.tolist()
    graph.vs["group"] = groups.tolist()
    return graph


def _clusters(graph: Any) -> object:
    """Go through the clusters until nothing changes in a town, and twice where that takes long."""
    n_rounds = -1 if graph.ecount() <= 50_000 else 2
    found = graph.community_leiden("modularity", weights="weight", n_iterations=n_rounds)
    return found.membership


def _largest_piece(graph: Any) -> Any:
    return graph.connected_components(mode="weak").giant()


def _n_ways(graph: Any) -> list[int]:
    n_nodes = graph.vcount()
    ends = zip(range(N_WAYS), range(n_nodes - N_WAYS, n_nodes), strict=True)
    return [len(graph.get_all_shortest_paths(*each, mode="out")) for each in ends]


def _removed(graph: Any) -> list[int]:
    """Take every node out in turn, and for good the one without which least is together."""
    left = []
    for _ in range(N_REMOVED):
        found = []
        for node in range(graph.vcount()):
            without = graph.copy()
            without.delete_vertices(node)
            sizes = without.connected_components().sizes()
            pairs = sum(size * (size - 1) // 2 for size in sizes)
            found.append((max(sizes), pairs, -graph.degree(node), graph.vs[node]["name"], node))
        largest, *_, worst = min(found)
        graph = graph.copy()
        graph.delete_vertices(worst)
        left.append(largest)
    return left


WORK: Final[dict[str, Callable[[Any], object]]] = {
    "density": lambda graph: graph.density(),
    "reciprocity": lambda graph: graph.reciprocity(),
    "n_components": lambda graph: len(graph.connected_components(mode="weak")),
    "component": lambda graph: graph.connected_components(mode="weak").membership,
    "n_strong_components": lambda graph: len(graph.connected_components(mode="strong")),
    "degree": lambda graph: graph.degree(),
    "in_degree": lambda graph: graph.indegree(),
    "out_degree": lambda graph: graph.outdegree(),
    "strength": lambda graph: graph.strength(weights="weight"),
    "in_strength": lambda graph: graph.strength(weights="weight", mode="in"),
    "out_strength": lambda graph: graph.strength(weights="weight", mode="out"),
    "betweenness": lambda graph: graph.betweenness(),
    "betweenness_sampled": lambda graph: graph.betweenness(sources=range(N_SOURCES)),
    "harmonic_sampled": lambda graph: graph.harmonic_centrality(
        range(N_SOURCES), "in", normalized=False
    ),
    "closeness_sampled": lambda graph: graph.closeness(range(N_SOURCES), "in"),
    "closeness": lambda graph: graph.closeness(mode="in"),
    "harmonic": lambda graph: graph.harmonic_centrality(mode="in", normalized=False),
    "reach": lambda graph: (
        np.array(graph.neighborhood_size(order=2, mode="out", mindist=1)) / (graph.vcount() - 1)
    ),
    "mean_distance": lambda graph: _largest_piece(graph).average_path_length(directed=False),
    "diameter": lambda graph: _largest_piece(graph).diameter(directed=False),
    "shortest_paths": _n_ways,
    "worst_removals": _removed,
    "pagerank": lambda graph: graph.pagerank(weights="weight"),
    "constraint": lambda graph: graph.constraint(weights="weight"),
    "core_number": lambda graph: graph.coreness(),
    "clustering": lambda graph: graph.transitivity_local_undirected(mode="zero"),
    "transitivity": lambda graph: graph.transitivity_undirected(),
    "triadic_census": lambda graph: list(graph.triad_census()),
    "is_articulation_point": lambda graph: graph.articulation_points(),
    "n_articulation_points": lambda graph: len(graph.articulation_points()),
    "n_bridges": lambda graph: len(graph.bridges()),
    "average_clustering": lambda graph: graph.transitivity_avglocal_undirected(mode="zero"),
    "cluster": _clusters,
    "assortativity": lambda graph: graph.assortativity_nominal("group"),
    "layout": lambda graph: graph.layout_fruchterman_reingold(niter=150, grid="grid"),
}

ENGINE: Final = Engine(f"igraph {igraph.__version__}", _prepared, _build, WORK)
