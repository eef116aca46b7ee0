"""How many steps away others are: whom each party reaches, and what measures of nearness add up."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from assetmap.errors import DataError
from assetmap.measures.bit_rows import empty_tables
from assetmap.measures.distances_kernels import TOGETHER, distance_sums, n_within
from assetmap.measures.distances_order import hubs_first
from assetmap.measures.memory import once
from assetmap.measures.shares import in_shares

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from assetmap.measures.distances_kernels import Arcs
    from assetmap.network import Network

EXACT_WORK: Final = 40_000_000_000
"""Nodes times arcs up to which nobody minds to search from all: a second of one core."""

_MANY: Final = 8 * TOGETHER
"""From so many sources on, putting them and all nodes in order takes less time than it saves."""

_WAYS_AN_ARC: Final = 128
"""How many ways of two ties one search goes in the time that 512 at once take for one arc."""


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
    Exact; for one or two steps takes time in the ways of two ties, a tenth of a second of one
    core for 60,000 nodes and 300,000 ties; for more steps, or about hubs of very many, in steps
    times nodes times ties over about 500. Not defined (NaN) below two nodes.

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
    return network.series(share_of_others(_n_reached(network, n_steps)), "reach")


def _n_reached(network: Network, n_steps: int) -> NDArray[np.float64]:
    n_ways = int(np.diff(network.indptr)[network.indices].sum())
    few = n_ways * _WAYS_AN_ARC < len(network.indices) * len(network)
    if n_steps > 2 or not few:  # noqa: PLR2004  ways of two ties, which are counted
        return sums_from(network, every(network), n_steps=n_steps, backwards=True).n_sources
    counts = in_shares(partial(_n_within, network, n_steps), every(network), n_together=TOGETHER)
    return np.concatenate(counts).astype(np.float64)


def _n_within(network: Network, n_steps: int, sources: NDArray[np.int32]) -> NDArray[np.int64]:
    return n_within(network.indptr, network.indices, sources, n_steps)


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
    arcs = network.outgoing[:2], network.incoming[:2]
    arcs = arcs[::-1] if backwards else arcs
    most = len(network) if n_steps is None else min(n_steps, len(network))
    if len(sources) < _MANY:
        return _sums(arcs, most, sources)
    number_of, near, arcs = hubs_first(arcs)
    sums = _sums(arcs, most, near[np.isin(near, number_of[sources])])
    return DistanceSums._make(each[number_of] for each in sums)


def _sums(arcs: tuple[Arcs, Arcs], n_steps: int, sources: NDArray[np.int32]) -> DistanceSums:
    work = partial(_distance_sums, arcs, n_steps)
    parts = np.array(in_shares(work, sources, n_together=TOGETHER))
    added, farthest = parts[:, :, :5].sum(axis=0), parts[:, :, 5].max(axis=0)
    return DistanceSums._make([*np.ascontiguousarray(added.T), farthest])


def _distance_sums(
    arcs: tuple[Arcs, Arcs], n_steps: int, sources: NDArray[np.int32]
) -> NDArray[np.float64]:
    along, against = arcs
    # Made here, since numpy asks for large pages of memory and a loop does not: at 200,000 nodes
    # that saves a tenth of the time.
    space = empty_tables(3, len(along[0]) - 1)
    return distance_sums(along, against, sources, n_steps, space)


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


def share_of_others(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return `counts` over n - 1; NaN for a party alone."""
    n_others = len(counts) - 1
    return counts / n_others if n_others > 0 else np.full(len(counts), np.nan)
