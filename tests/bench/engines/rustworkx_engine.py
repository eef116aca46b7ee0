"""rustworkx."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import rustworkx as rx
from tests.bench.engines.engine import Engine
from tests.bench.engines.works import N_WAYS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.bench.measure_graphs import Ties


def _prepared(ties: Ties) -> Any:
    names = np.array(ties.names, dtype=object)
    return names, names[ties.start], names[ties.end], ties.weight, ties.directed


def _build(prepared: Any) -> Any:
    names, start, end, weight, directed = prepared
    numbers = pd.Index(names)
    graph = rx.PyDiGraph() if directed else rx.PyGraph()
    graph.add_nodes_from(names.tolist())
    columns = (numbers.get_indexer(start), numbers.get_indexer(end), weight)
    graph.add_edges_from(list(zip(*(column.tolist() for column in columns), strict=True)))
    return graph


def _largest_piece(graph: Any) -> Any:
    return graph.subgraph(
        list(max(rx.connected_components(graph), key=lambda piece: len(set(piece))))
    )


def _mean_distance(graph: Any) -> float:
    piece = _largest_piece(graph)
    return rx.unweighted_average_shortest_path_length(piece, parallel_threshold=10**9)


def _n_ways(graph: Any) -> list[int]:
    n_nodes = graph.num_nodes()
    ends = zip(range(N_WAYS), range(n_nodes - N_WAYS, n_nodes), strict=True)
    return [len(rx.all_shortest_paths(graph, *each)) for each in ends]


WORK: Final[dict[str, Callable[[Any], object]]] = {
    "n_components": rx.number_weakly_connected_components,
    "component": rx.weakly_connected_components,
    "n_strong_components": lambda graph: len(rx.strongly_connected_components(graph)),
    "n_isolates": lambda graph: len(rx.isolates(graph)),
    "betweenness": lambda graph: rx.betweenness_centrality(graph, parallel_threshold=10**9),
    "closeness": lambda graph: rx.closeness_centrality(graph, parallel_threshold=10**9),
    "mean_distance": _mean_distance,
    "diameter": lambda graph: int(
        rx.distance_matrix(_largest_piece(graph), parallel_threshold=10**9).max()
    ),
    "shortest_paths": _n_ways,
    "pagerank": lambda graph: rx.pagerank(graph, weight_fn=float, tol=1e-9),
    "core_number": rx.core_number,
    "transitivity": rx.transitivity,
    "is_articulation_point": rx.articulation_points,
    "n_articulation_points": lambda graph: len(rx.articulation_points(graph)),
    "n_bridges": lambda graph: len(rx.bridges(graph)),
}

ENGINE: Final = Engine(f"rustworkx {version('rustworkx')}", _prepared, _build, WORK)
