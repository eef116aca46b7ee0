"""Between whom each party lies, exactly or by a sample."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.measures.betweenness_kernels import dependency_sums
from assetmap.measures.memory import once
from assetmap.measures.sampling import drawn_sources, estimated_totals
from assetmap.measures.shares import in_shares

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from assetmap.network import Network

EXACT_WORK: Final = 200_000_000
"""Nodes times arcs up to which nobody minds to go through all paths: two seconds of one core."""

DEFAULT_SOURCES: Final = 160
"""Half a second of one core at 60,000 nodes and 300,000 ties."""

_FEWEST: Final = 3  # a pair and the party between them


def betweenness(network: Network) -> pd.Series[float]:
    """Measure how often each party lies on the shortest paths between two others.

    Each pair of others counts by the share of its shortest paths that run through the party.
    Paths follow directions; weights are not used, since a heavy tie is close and not far.

    Parameters
    ----------
    network
        Network of n nodes; self-ties are ignored.

    Returns
    -------
    Series
        n numbers from 0 to 1 indexed by id, in the network's order: divided by the number of
        pairs of others, (n - 1)(n - 2) directed and half of it undirected.

    Notes
    -----
    Exact (Brandes); takes time in nodes times ties, about 10 minutes of one core for 60,000
    nodes and 300,000 ties, where `betweenness_sampled` takes half a second. Not defined (NaN)
    below three nodes, where there is no pair of others; `networkx.betweenness_centrality`
    gives 0 there and is the same otherwise.

    References
    ----------
    Freeman, L. C. (1977). A set of measures of centrality based on betweenness.
    Sociometry 40, 35-41.
    Brandes, U. (2001). A faster algorithm for betweenness centrality.
    Journal of Mathematical Sociology 25, 163-177.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "link"], ["link", "choir"], directed=False)
    >>> betweenness(network).to_dict()
    {'gp': 0.0, 'link': 1.0, 'choir': 0.0}
    """
    return network.series(betweennesses(network).copy(), "betweenness")


def betweenness_sampled(
    network: Network, *, n_sources: int = DEFAULT_SOURCES, seed: int = 0
) -> pd.DataFrame:
    """Estimate `betweenness` from the paths that start at some parties drawn by chance.

    Parameters
    ----------
    network
        Network of n nodes; self-ties are ignored.
    n_sources
        How many parties are drawn, without replacement, at least 3; from n on, all are looked
        at and the numbers are exact.
    seed
        Number that the draw starts from; the same gives the same.

    Returns
    -------
    DataFrame
        n rows indexed by id, in the network's order: value, from 0 to about 1 (an estimate can
        lie above), and standard_error in the same unit, 0 where all were looked at.

    Raises
    ------
    DataError
        If `n_sources` is below 3.

    Notes
    -----
    Takes time in sources times ties. Without bias, and the standard error that of a mean of a
    simple random sample of the others, corrected for their finite number: over many draws it is
    how far they are off. In one draw it goes with the value: a few sources, next to a party, add
    most of what it has, and where none of them is drawn both are too low, or 0 for a party on no
    path at all. Value and two standard errors hold the truth 9 times in 10 for the few between
    whom most lies, 7 in 10 where all have about as much, and more seldom for whoever has little,
    however small the error that is stated. Not defined (NaN) below three nodes.

    References
    ----------
    Brandes, U. and Pich, C. (2007). Centrality estimation in large networks. International
    Journal of Bifurcation and Chaos 17, 2303-2318.
    Cochran, W. G. (1977). Sampling Techniques. Wiley, section 2.6.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "link"], ["link", "choir"], directed=False)
    >>> betweenness_sampled(network, n_sources=3).loc["link"].to_dict()
    {'value': 1.0, 'standard_error': 0.0}
    """
    n_nodes = len(network)
    sources = drawn_sources(n_nodes, n_sources, seed)
    if n_nodes < _FEWEST:
        return network.frame(np.full((n_nodes, 2), np.nan), ["value", "standard_error"])
    sums = dependencies(network, sources)
    totals = estimated_totals(sums[:, 0], sums[:, 1], sources)
    return totals.divided_by((n_nodes - 1) * (n_nodes - 2)).frame(network)


@once
def betweennesses(network: Network) -> NDArray[np.float64]:
    """Return `betweenness` as an array that cannot be written to."""
    n_nodes = len(network)
    if n_nodes < _FEWEST:
        shares = np.full(n_nodes, np.nan)
    else:
        sums = dependencies(network, np.arange(n_nodes, dtype=np.int32))
        shares = sums[:, 0] / ((n_nodes - 1) * (n_nodes - 2))
    shares.flags.writeable = False
    return shares


def dependencies(
    network: Network, sources: NDArray[np.int32], *, per_end: float = 0.0
) -> NDArray[np.float64]:
    """Return `dependency_sums` of the network, by all cores."""
    work = partial(_dependency_sums, network, per_end)
    sums: NDArray[np.float64] = np.sum(in_shares(work, sources, n_together=32), axis=0)
    return sums


def _dependency_sums(
    network: Network, per_end: float, sources: NDArray[np.int32]
) -> NDArray[np.float64]:
    return dependency_sums(network.indptr, network.indices, sources, per_end)
