"""How near each party is to all others: closeness, harmonic centrality, and whom it reaches."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from assetmap.errors import DataError
from assetmap.measures.distances_kernels import TOGETHER, distance_sums
from assetmap.measures.memory import once
from assetmap.measures.sampling import Estimate, drawn_sources, estimated_totals
from assetmap.measures.shares import in_shares

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from assetmap.network import Network
    from assetmap.network.arrays import Arcs

DEFAULT_SOURCES: Final = 4 * TOGETHER
"""Half a second of one core at 60,000 nodes and 300,000 ties."""


class DistanceSums(NamedTuple):
    """For each node, sums over the sources, itself left out, that reach it.

    Attributes
    ----------
    n_sources
        How many they are.
    distance, distance_squared
        Sum of their distances in steps, and of the squares.
    nearness, nearness_squared
        Sum of one over each distance, and of the squares.
    farthest
        The largest distance, 0 where there is none.
    """

    n_sources: NDArray[np.float64]
    distance: NDArray[np.float64]
    distance_squared: NDArray[np.float64]
    nearness: NDArray[np.float64]
    nearness_squared: NDArray[np.float64]
    farthest: NDArray[np.float64]


def closeness(network: Network) -> pd.Series[float]:
    """Measure how few steps away each party is from those who can reach it.

    With r the number of others that reach the party and d the sum of their distances to it, in
    steps along directions, it is (r / (n - 1)) (r / d): one over their mean distance, times the
    share of all others that they are (Wasserman and Faust).

    Parameters
    ----------
    network
        Network of n nodes; self-ties and weights are ignored.

    Returns
    -------
    Series
        n numbers from 0 (nobody reaches it) to 1 (all are one step away) indexed by id, in the
        network's order.

    Notes
    -----
    Exact; takes time in nodes times ties over about 500, six seconds of one core for 60,000
    nodes and 300,000 ties, and is worked out together with `harmonic`. Not defined (NaN) below
    two nodes; `networkx.closeness_centrality` gives 0 there and is the same otherwise. igraph's
    closeness is r / d without the share reached, and by default along the way out: a party in
    a small piece comes out close there, and far here.

    References
    ----------
    Freeman, L. C. (1978). Centrality in social networks: conceptual clarification.
    Social Networks 1, 215-239.
    Wasserman, S. and Faust, K. (1994). Social Network Analysis: Methods and Applications.
    Cambridge, section 5.2.2.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "link"], ["link", "choir"], directed=False)
    >>> closeness(network).round(3).to_dict()
    {'gp': 0.667, 'link': 1.0, 'choir': 0.667}
    """
    return network.series(_closeness(sums_of_all(network)), "closeness")


def harmonic(network: Network) -> pd.Series[float]:
    """Add up how near all others are to each party: one over the steps from each.

    A party one step away counts 1, one two steps away a half, one that cannot reach it 0.

    Parameters
    ----------
    network
        Network of n nodes; self-ties and weights are ignored.

    Returns
    -------
    Series
        n numbers from 0 (nobody reaches it) to n - 1 (all are one step away) indexed by id, in
        the network's order. Directed, along the way in.

    Notes
    -----
    Exact; takes time in nodes times ties over about 500, six seconds of one core for 60,000
    nodes and 300,000 ties, and is worked out together with `closeness`. Defined for every node,
    in networks of several pieces too. As `networkx.harmonic_centrality`; igraph's is divided by
    n - 1, and by default along the way out.

    References
    ----------
    Boldi, P. and Vigna, S. (2014). Axioms for centrality. Internet Mathematics 10, 222-262.
    Marchiori, M. and Latora, V. (2000). Harmony in the small-world. Physica A 285, 539-546.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "link"], ["link", "choir"], directed=False)
    >>> harmonic(network).to_dict()
    {'gp': 1.5, 'link': 2.0, 'choir': 1.5}
    """
    return network.series(sums_of_all(network).nearness.copy(), "harmonic")


def closeness_sampled(
    network: Network, *, n_sources: int = DEFAULT_SOURCES, seed: int = 0
) -> pd.DataFrame:
    """Estimate `closeness` from the distances of some parties drawn by chance.

    Parameters
    ----------
    network
        Network of n nodes; self-ties and weights are ignored.
    n_sources
        How many parties are drawn, without replacement, at least 3; from n on, all are looked
        at and the numbers are exact.
    seed
        Number that the draw starts from; the same gives the same.

    Returns
    -------
    DataFrame
        n rows indexed by id, in the network's order: value, and standard_error in the same
        unit, 0 where all were looked at.

    Raises
    ------
    DataError
        If `n_sources` is below 3.

    Notes
    -----
    Takes time in sources times ties over about 500. Both sums of the ratio are estimated, so it
    has a bias in the order of one over the sources; the standard error is that of the ratio
    made linear (the delta method), corrected for the finite number of others. A party that
    none of those drawn reaches has 0 for both, which may be too little. Not defined (NaN)
    below two nodes.

    References
    ----------
    Eppstein, D. and Wang, J. (2004). Fast approximation of centrality. Journal of Graph
    Algorithms and Applications 8, 39-45.
    Cochran, W. G. (1977). Sampling Techniques. Wiley, sections 2.6 and 6.3.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "link"], ["link", "choir"], directed=False)
    >>> closeness_sampled(network, n_sources=3).loc["link"].to_dict()
    {'value': 1.0, 'standard_error': 0.0}
    """
    sources = drawn_sources(len(network), n_sources, seed)
    sums = sums_from(network, sources)
    # As if each source gave all others what it gives: the ratio to be estimated is unchanged.
    whole = DistanceSums(
        *(estimated_totals(each, each, sources).value for each in sums[:2]), *sums[2:]
    )
    value = _closeness(whole)
    a_source, a_step = per_step(2 * value, whole.n_sources), per_step(-value, whole.distance)
    linear = a_source * sums.n_sources + a_step * sums.distance
    squares = (
        a_source**2 * sums.n_sources
        + 2 * a_source * a_step * sums.distance
        + a_step**2 * sums.distance_squared
    )
    error = estimated_totals(linear, squares, sources).standard_error
    return Estimate(value, error).frame(network)


def harmonic_sampled(
    network: Network, *, n_sources: int = DEFAULT_SOURCES, seed: int = 0
) -> pd.DataFrame:
    """Estimate `harmonic` from the distances of some parties drawn by chance.

    Parameters
    ----------
    network
        Network of n nodes; self-ties and weights are ignored.
    n_sources
        How many parties are drawn, without replacement, at least 3; from n on, all are looked
        at and the numbers are exact.
    seed
        Number that the draw starts from; the same gives the same.

    Returns
    -------
    DataFrame
        n rows indexed by id, in the network's order: value, and standard_error in the same
        unit, 0 where all were looked at.

    Raises
    ------
    DataError
        If `n_sources` is below 3.

    Notes
    -----
    Takes time in sources times ties over about 500. Without bias, and the standard error that
    of a mean of a simple random sample of the others, corrected for their finite number. A
    party that none of those drawn reaches has 0 for both, which may be too little.

    References
    ----------
    Eppstein, D. and Wang, J. (2004). Fast approximation of centrality. Journal of Graph
    Algorithms and Applications 8, 39-45.
    Cochran, W. G. (1977). Sampling Techniques. Wiley, section 2.6.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "link"], ["link", "choir"], directed=False)
    >>> harmonic_sampled(network, n_sources=3).loc["link"].to_dict()
    {'value': 2.0, 'standard_error': 0.0}
    """
    sources = drawn_sources(len(network), n_sources, seed)
    sums = sums_from(network, sources)
    return estimated_totals(sums.nearness, sums.nearness_squared, sources).frame(network)


def reach(network: Network, *, n_steps: int = 2) -> pd.Series[float]:
    """Measure the share of all others that each party reaches within some steps.

    Parameters
    ----------
    network
        Network of n nodes; self-ties and weights are ignored. A step follows a tie's direction.
    n_steps
        Most steps, at least 1; two is those it knows and those they know.

    Returns
    -------
    Series
        n numbers from 0 to 1 indexed by id, in the network's order: others that a way of 1 to
        `n_steps` ties leads to, over n - 1.

    Raises
    ------
    DataError
        If `n_steps` is below 1.

    Notes
    -----
    Exact; takes time in nodes times ties over about 500 times steps at most, a second of one
    core for two steps among 60,000 nodes and 300,000 ties. Not defined (NaN) below two nodes.

    References
    ----------
    Borgatti, S. P. (2006). Identifying sets of key players in a social network. Computational
    and Mathematical Organization Theory 12, 21-34 (m-reach, of one party).

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "link", "choir"], ["link", "choir", "walk"])
    >>> reach(network).round(3).to_dict()
    {'gp': 0.667, 'link': 0.667, 'choir': 0.333, 'walk': 0.0}
    """
    if n_steps < 1:
        msg = f"Reach within {n_steps} steps was asked for; ask for 1 step or more."
        raise DataError(msg)
    reached = sums_from(network, every(network), n_steps=n_steps, backwards=True).n_sources
    return network.series(_share_of_others(reached), "reach")


def every(network: Network) -> NDArray[np.int32]:
    """Return the numbers of all nodes."""
    return np.arange(len(network), dtype=np.int32)


def sums_from(
    network: Network,
    sources: NDArray[np.int32],
    *,
    n_steps: int | None = None,
    backwards: bool = False,
) -> DistanceSums:
    """Return how far each node is from `sources`, added up, by all cores.

    Parameters
    ----------
    network
        Network of n nodes; self-ties and weights make no difference.
    sources
        Numbers of nodes, each once.
    n_steps
        Most steps looked at; None is all.
    backwards
        Whether ties are followed against their direction: the distances are then those from
        each node to the sources.
    """
    arcs = (network.outgoing, network.incoming)
    most = len(network) if n_steps is None else min(n_steps, len(network))
    work = partial(_distance_sums, arcs[::-1] if backwards else arcs, most)
    parts = np.array(in_shares(work, sources, n_together=TOGETHER))
    added, farthest = parts[:, :, :5].sum(axis=0), parts[:, :, 5].max(axis=0)
    return DistanceSums(*np.ascontiguousarray(added.T), farthest)


def _distance_sums(
    arcs: tuple[Arcs, Arcs], n_steps: int, sources: NDArray[np.int32]
) -> NDArray[np.float64]:
    along, against = arcs
    return distance_sums(
        along.indptr, along.indices, against.indptr, against.indices, sources, n_steps
    )


@once
def sums_of_all(network: Network) -> DistanceSums:
    """Return the sums over all nodes, in arrays that cannot be written to."""
    sums = sums_from(network, every(network))
    for each in sums:
        each.flags.writeable = False
    return sums


def per_step(total: NDArray[np.float64], distance: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return `total` over `distance`, and 0 where there is no distance."""
    return np.divide(total, distance, out=np.zeros(len(total)), where=distance > 0)


def _closeness(sums: DistanceSums) -> NDArray[np.float64]:
    return per_step(sums.n_sources, sums.distance) * _share_of_others(sums.n_sources)


def _share_of_others(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    n_others = len(counts) - 1
    return counts / n_others if n_others > 0 else np.full(len(counts), np.nan)
