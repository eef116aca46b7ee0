"""networkit, on one thread: processor seconds are compared, and ours are counted on all threads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import networkit
import numpy as np
import pandas as pd
from tests.bench.engines.engine import Engine
from tests.bench.engines.works import N_BEST, N_SOURCES

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.bench.measure_graphs import Ties

_GENERALIZED: Final = (True, networkit.centrality.ClosenessVariant.Generalized)

networkit.setNumberOfThreads(1)
networkit.setSeed(0, useThreadId=False)


def _prepared(ties: Ties) -> Any:
    names = np.array(ties.names, dtype=object)
    return names, names[ties.start], names[ties.end], ties.weight, ties.directed


def _build(prepared: Any) -> Any:
    names, start, end, weight, directed = prepared
    numbers = pd.Index(names)
    ends = tuple(numbers.get_indexer(each).astype(np.int64) for each in (start, end))
    return networkit.GraphFromCoo((weight, ends), len(names), weighted=True, directed=directed)


def _scores(algorithm: Callable[..., Any], *options: Any, **named: Any) -> Callable[[Any], object]:
    return lambda graph: algorithm(graph, *options, **named).run().scores()


def _components(algorithm: Any) -> Callable[[Any], object]:
    return lambda graph: algorithm(graph).run().numberOfComponents()


def _communities(graph: Any) -> object:
    found = networkit.community.ParallelLeiden(graph, randomize=False)
    return found.run().getPartition().getVector()


def _largest_piece(graph: Any) -> Any:
    """Return the largest piece without weights, which it would take for lengths."""
    of_piece = networkit.components.ConnectedComponents.extractLargestConnectedComponent
    return networkit.graphtools.toUnweighted(of_piece(graph, compactGraph=True))


def _mean_distance(graph: Any) -> float:
    piece = _largest_piece(graph)
    within = networkit.distance.NeighborhoodFunction(piece).run().getNeighborhoodFunction()
    at = np.diff(within, prepend=0)
    return float(at @ np.arange(1, len(at) + 1) / at.sum())


def _diameter(graph: Any) -> int:
    exact = networkit.distance.DiameterAlgo.Exact
    found = networkit.distance.Diameter(_largest_piece(graph), exact).run()
    return int(found.getDiameter()[0])


def _introductions(graph: Any) -> object:
    pairs = networkit.linkprediction.MissingLinksFinder(graph).findAtDistance(2)
    scored = networkit.linkprediction.AdamicAdarIndex(graph).runOn(pairs)
    networkit.linkprediction.PredictionsSorter.sortByScore(scored)
    return [score for _, score in scored[:N_BEST]]


WORK: Final[dict[str, Callable[[Any], object]]] = {
    "density": networkit.graphtools.density,
    "n_components": _components(networkit.components.WeaklyConnectedComponents),
    "component": lambda graph: (
        networkit.components.WeaklyConnectedComponents(graph).run().getPartition().getVector()
    ),
    "n_strong_components": _components(networkit.components.StronglyConnectedComponents),
    "out_degree": _scores(networkit.centrality.DegreeCentrality),
    "betweenness": _scores(networkit.centrality.Betweenness, normalized=True),
    "betweenness_sampled": _scores(networkit.centrality.EstimateBetweenness, N_SOURCES),
    "closeness": lambda graph: networkit.centrality.Closeness(graph, *_GENERALIZED).run().scores(),
    "harmonic": _scores(networkit.centrality.HarmonicCloseness, normalized=False),
    "mean_distance": _mean_distance,
    "diameter": _diameter,
    "introductions": _introductions,
    "pagerank": _scores(networkit.centrality.PageRank, tol=1e-9),
    "core_number": _scores(networkit.centrality.CoreDecomposition),
    "clustering": _scores(networkit.centrality.LocalClusteringCoefficient, turbo=True),
    "cluster": _communities,
}

ENGINE: Final = Engine(f"networkit {networkit.__version__}", _prepared, _build, WORK)
