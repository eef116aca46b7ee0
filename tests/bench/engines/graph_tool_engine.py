"""graph-tool, by the system's own Python, where Debian's package of it is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import graph_tool as gt
import numpy as np
from graph_tool.centrality import betweenness, closeness, pagerank
from graph_tool.clustering import global_clustering, local_clustering
from graph_tool.correlations import assortativity
from graph_tool.stats import distance_histogram
from graph_tool.topology import (
    all_shortest_paths,
    edge_reciprocity,
    extract_largest_component,
    kcore_decomposition,
    label_biconnected_components,
    label_components,
)
from tests.bench.engines.engine import Engine
from tests.bench.engines.works import N_WAYS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.bench.measure_graphs import Ties

gt.openmp_set_num_threads(1)


def _prepared(ties: Ties) -> Any:
    names = ties.names
    start = [names[number] for number in ties.start.tolist()]
    end = [names[number] for number in ties.end.tolist()]
    return names, start, end, ties.weight, ties.group, ties.directed


def _build(prepared: Any) -> Any:
    names, start, end, weights, groups, directed = prepared
    number_of = {name: number for number, name in enumerate(names)}
    ends = [[number_of[name] for name in column] for column in (start, end)]
    rows = np.column_stack([*ends, weights])
    graph = gt.Graph(directed=directed)
    graph.add_vertex(len(names))
    weight = graph.new_edge_property("double")
    graph.add_edge_list(rows, eprops=[weight])
    graph.edge_properties["weight"] = weight
    graph.vertex_properties["group"] = graph.new_vertex_property("int", vals=groups)
    return graph


def _heavy(graph: Any) -> Any:
    return graph.edge_properties["weight"]


def _n_pairs_apart(graph: Any) -> Any:
    """Count the pairs of the largest piece by the steps between them, from 0 on."""
    return distance_histogram(extract_largest_component(graph, directed=False, prune=True))[0]


def _mean_distance(graph: Any) -> float:
    at = _n_pairs_apart(graph)[1:]
    return float(at @ np.arange(1, len(at) + 1) / at.sum())


def _n_ways(graph: Any) -> list[int]:
    n_nodes = graph.num_vertices()
    ends = zip(range(N_WAYS), range(n_nodes - N_WAYS, n_nodes), strict=True)
    return [sum(1 for _ in all_shortest_paths(graph, *each)) for each in ends]


WORK: Final[dict[str, Callable[[Any], object]]] = {
    "reciprocity": edge_reciprocity,
    "component": lambda graph: label_components(graph, directed=False)[0].a,
    "n_components": lambda graph: len(label_components(graph, directed=False)[1]),
    "n_strong_components": lambda graph: len(label_components(graph)[1]),
    "degree": lambda graph: graph.get_total_degrees(graph.get_vertices()),
    "in_degree": lambda graph: graph.get_in_degrees(graph.get_vertices()),
    "out_degree": lambda graph: graph.get_out_degrees(graph.get_vertices()),
    "strength": lambda graph: graph.get_total_degrees(graph.get_vertices(), _heavy(graph)),
    "in_strength": lambda graph: graph.get_in_degrees(graph.get_vertices(), _heavy(graph)),
    "out_strength": lambda graph: graph.get_out_degrees(graph.get_vertices(), _heavy(graph)),
    "betweenness": lambda graph: betweenness(graph)[0].a,
    "closeness": lambda graph: closeness(graph).a,
    "harmonic": lambda graph: closeness(graph, harmonic=True, norm=False).a,
    "mean_distance": _mean_distance,
    "diameter": lambda graph: int(np.flatnonzero(_n_pairs_apart(graph))[-1]),
    "shortest_paths": _n_ways,
    "pagerank": lambda graph: pagerank(graph, weight=_heavy(graph), epsilon=1e-9).a,
    "core_number": lambda graph: kcore_decomposition(graph).a,
    "clustering": lambda graph: local_clustering(graph).a,
    "transitivity": lambda graph: global_clustering(graph)[0],
    "is_articulation_point": lambda graph: label_biconnected_components(graph)[1].a,
    "n_articulation_points": lambda graph: label_biconnected_components(graph)[1].a.sum(),
    "assortativity": lambda graph: assortativity(graph, graph.vp["group"])[0],
}

ENGINE: Final = Engine(f"graph-tool {gt.__version__.split()[0]}", _prepared, _build, WORK)
