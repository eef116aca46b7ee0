"""Networks as igraph's graphs, to compare with what it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import igraph

from assetmap.network.arrays import arc_starts
from assetmap.network.engine import ends_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from assetmap.network import Network


def igraph_of(network: Network) -> igraph.Graph:
    """Return the ties of `network` as an igraph graph: nodes by number, no self-ties, no weights.

    Ties stand in the order of `ends_of`.
    """
    return igraph.Graph(n=len(network), edges=ends_of(network), directed=network.is_directed())


def weights_of(network: Network) -> NDArray[np.float64]:
    """Return the weight of each tie of `ends_of`."""
    start, end = arc_starts(network.outgoing), network.indices
    return network.weights[start != end if network.is_directed() else start < end]
