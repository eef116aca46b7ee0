"""SciPy: sparse matrices, whose product scores all pairs two ties apart at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import scipy
from scipy.sparse import coo_array, csr_array, diags_array, triu
from scipy.sparse.csgraph import connected_components
from tests.bench.engines.engine import Engine
from tests.bench.engines.works import N_BEST

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.bench.measure_graphs import Ties


def _prepared(ties: Ties) -> Any:
    names = np.array(ties.names, dtype=object)
    return names, names[ties.start], names[ties.end], ties.directed


def _build(prepared: Any) -> csr_array:
    names, start, end, directed = prepared
    numbers = pd.Index(names)
    ends = numbers.get_indexer(start), numbers.get_indexer(end)
    shape = (len(names), len(names))
    arcs = coo_array((np.ones(len(start)), ends), shape=shape).tocsr()
    return arcs if directed else (arcs + arcs.T).tocsr()


def _introductions(arcs: csr_array) -> object:
    """Return the best scores of Adamic and Adar over all pairs who are not tied."""
    degree = np.diff(arcs.indptr)
    worth = np.zeros(len(degree))
    worth[degree > 1] = 1 / np.log(degree[degree > 1])
    scores = triu(arcs @ diags_array(worth) @ arcs, k=1).tocsr()
    scores -= scores.multiply(arcs)
    return np.sort(np.partition(scores.data, -N_BEST)[-N_BEST:])[::-1]


WORK: Final[dict[str, Callable[[Any], object]]] = {
    "n_components": lambda arcs: connected_components(arcs, connection="weak")[0],
    "component": lambda arcs: connected_components(arcs, connection="weak")[1],
    "n_strong_components": lambda arcs: connected_components(arcs, connection="strong")[0],
    "introductions": _introductions,
}

ENGINE: Final = Engine(f"SciPy {scipy.__version__}", _prepared, _build, WORK)
