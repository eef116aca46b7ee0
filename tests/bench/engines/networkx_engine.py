"""NetworkX."""

from __future__ import annotations

from contextlib import suppress
from heapq import nlargest
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Any, Final

import networkx as nx
from tests.bench.engines.engine import Engine
from tests.bench.engines.works import N_BEST, N_PAIRS, N_SOURCES, N_WAYS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.bench.measure_graphs import Ties

_HEAVY: Final = {"weight": "weight"}


def _prepared(ties: Ties) -> Any:
    names = ties.names
    start = [names[number] for number in ties.start.tolist()]
    end = [names[number] for number in ties.end.tolist()]
    return names, start, end, ties.weight.tolist(), ties.group.tolist(), ties.directed


def _build(prepared: Any) -> nx.Graph[str]:
    names, start, end, weight, groups, directed = prepared
    graph: nx.Graph[str] = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(
        (name, {"group": group}) for name, group in zip(names, groups, strict=True)
    )
    graph.add_weighted_edges_from(zip(start, end, weight, strict=True))
    return graph


def _clusters(graph: Any) -> object:
    """Return the number of the cluster of each node."""
    found = nx.community.louvain_communities(graph, seed=0)
    number_of = {node: number for number, nodes in enumerate(found) for node in nodes}
    return [number_of[node] for node in graph]


def _largest_piece(graph: Any) -> Any:
    return graph.subgraph(max(nx.connected_components(graph), key=len)).copy()


def _reach(graph: Any) -> list[float]:
    n_others = len(graph) - 1
    found = (nx.single_source_shortest_path_length(graph, node, cutoff=2) for node in graph)
    return [(len(steps) - 1) / n_others for steps in found]


def _n_ways(graph: Any) -> list[int]:
    nodes, n_ways = list(graph), []
    for ends in zip(nodes[:N_WAYS], nodes[-N_WAYS:], strict=True):
        with suppress(nx.NetworkXNoPath):
            n_ways.append(sum(1 for _ in nx.all_shortest_paths(graph, *ends)))
    return n_ways


WORK: Final[dict[str, Callable[[Any], object]]] = {
    "density": nx.density,
    "reciprocity": nx.overall_reciprocity,
    "n_components": nx.number_weakly_connected_components,
    "component": lambda graph: list(nx.weakly_connected_components(graph)),
    "n_strong_components": nx.number_strongly_connected_components,
    "n_isolates": nx.number_of_isolates,
    "degree": lambda graph: dict(graph.degree),
    "in_degree": lambda graph: dict(graph.in_degree),
    "out_degree": lambda graph: dict(graph.out_degree),
    "strength": lambda graph: dict(graph.degree(**_HEAVY)),
    "in_strength": lambda graph: dict(graph.in_degree(**_HEAVY)),
    "out_strength": lambda graph: dict(graph.out_degree(**_HEAVY)),
    "betweenness": nx.betweenness_centrality,
    "betweenness_sampled": lambda graph: nx.betweenness_centrality(graph, N_SOURCES, seed=0),
    "harmonic_sampled": lambda graph: nx.harmonic_centrality(graph, islice(graph, N_SOURCES)),
    "closeness": nx.closeness_centrality,
    "harmonic": nx.harmonic_centrality,
    "reach": _reach,
    "mean_distance": lambda graph: nx.average_shortest_path_length(_largest_piece(graph)),
    "diameter": lambda graph: nx.diameter(_largest_piece(graph), usebounds=True),
    "shortest_paths": _n_ways,
    "pagerank": nx.pagerank,
    "constraint": lambda graph: nx.constraint(graph, **_HEAVY),
    "effective_size": lambda graph: nx.effective_size(graph, **_HEAVY),
    "core_number": nx.core_number,
    "clustering": nx.clustering,
    "transitivity": nx.transitivity,
    "triadic_census": nx.triadic_census,
    "is_articulation_point": lambda graph: list(nx.articulation_points(graph)),
    "n_articulation_points": lambda graph: sum(1 for _ in nx.articulation_points(graph)),
    "n_bridges": lambda graph: sum(1 for _ in nx.bridges(graph)),
    "average_clustering": nx.average_clustering,
    "cluster": _clusters,
    "assortativity": lambda graph: nx.attribute_assortativity_coefficient(graph, "group"),
    "mixing_matrix": lambda graph: nx.attribute_mixing_matrix(graph, "group", normalized=False),
    "introductions": lambda graph: nlargest(
        N_BEST, (score for _, _, score in nx.adamic_adar_index(graph))
    ),
    "adamic_adar": lambda graph: [
        score for _, _, score in nx.adamic_adar_index(graph, list(islice(pairwise(graph), N_PAIRS)))
    ],
}

ENGINE: Final = Engine(f"NetworkX {nx.__version__}", _prepared, _build, WORK, compiles=True)
