"""How near each party is to all others: closeness and harmonic, exactly or by a sample."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetmap.measures.distances import (
    DistanceSums,
    per_step,
    share_of_others,
    sums_from,
    sums_of_all,
)
from assetmap.measures.distances_kernels import TOGETHER
from assetmap.measures.sampling import Estimate, drawn_sources, estimated_totals

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from assetmap.network import Network

DEFAULT_SOURCES: Final = 4 * TOGETHER
"""A twentieth of a second of one core at 60,000 nodes and 300,000 ties."""


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
    Exact; takes time in nodes times ties over about 500, shared between all cores: a second of
    one for 60,000 nodes and 300,000 ties, 20 for 200,000 and 1,500,000, where `closeness_sampled`
    is there for whoever will not wait. It is worked out together with `harmonic`. Not defined
    (NaN) below two nodes; `networkx.closeness_centrality` gives 0 there and is the same
    otherwise. igraph's closeness is r / d without the share reached, and by default along the way
    out: a party in a small piece comes out close there, and far here.

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
    Exact; takes time in nodes times ties over about 500, shared between all cores: a second of
    one for 60,000 nodes and 300,000 ties, 20 for 200,000 and 1,500,000, where `harmonic_sampled`
    is there for whoever will not wait. It is worked out together with `closeness`. Defined for
    every node, in networks of several pieces too. As `networkx.harmonic_centrality`; igraph's is
    divided by n - 1, and by default along the way out.

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
    # What all others would give, estimated from those drawn.
    reached, distance = (
        estimated_totals(each, each, sources).value for each in (sums.n_sources, sums.distance)
    )
    whole = sums._replace(n_sources=reached, distance=distance)
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
    of a mean of a simple random sample of the others, corrected for their finite number. Defined
    for every party; one that none of those drawn reaches has 0 for both, which may be too little.

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


def _closeness(sums: DistanceSums) -> NDArray[np.float64]:
    return per_step(sums.n_sources, sums.distance) * share_of_others(sums.n_sources)
