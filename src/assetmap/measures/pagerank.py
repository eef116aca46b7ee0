"""Whom the ties of others lead to, round after round: PageRank."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.sparse import csr_array

from assetmap.network import arrays

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from assetmap.network import Network


class Walk(NamedTuple):
    """How someone walks who follows ties by chance.

    Attributes
    ----------
    damping
        How often a tie is followed; else the walk starts again.
    start
        Where the first step is taken from, as shares that add up to 1.
    restart
        Where the walk starts again, as shares that add up to 1.
    stranded
        Where it goes on from a node that no tie leaves, as shares that add up to 1.
    """

    damping: float
    start: NDArray[np.float64]
    restart: NDArray[np.float64]
    stranded: NDArray[np.float64]


def pagerank(network: Network) -> pd.Series[float]:
    """Measure how much of a long walk along ties, taken by chance, each party gets.

    At each party the walk follows one of its ties, each as likely as it is strong; one time in
    100 / 15 it starts again at a party drawn by chance, as it does where no tie leads on.

    Parameters
    ----------
    network
        Network of n nodes; self-ties are ignored.

    Returns
    -------
    Series
        n numbers above 0 that add up to 1, indexed by id, in the network's order.

    Notes
    -----
    By scipy; takes time in ties times the rounds, which go on until all changes together are
    below 1e-12 (about 170). `networkx.pagerank` stops at n / 1,000,000, which can be some
    thousandths of the largest value away; igraph's agrees. Defined for every node.

    References
    ----------
    Brin, S. and Page, L. (1998). The anatomy of a large-scale hypertextual Web search engine.
    Computer Networks and ISDN Systems 30, 107-117.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "choir", "walk"], ["link", "link", "gp"])
    >>> pagerank(network).round(3).to_dict()
    {'gp': 0.254, 'link': 0.471, 'choir': 0.138, 'walk': 0.138}
    """
    n_nodes = len(network)
    if n_nodes == 0:
        return network.series(np.empty(0), "pagerank")
    even = np.full(n_nodes, 1 / n_nodes)
    walk = Walk(0.85, even, even, even)
    shares, _ = walked(network.without_self_ties(), walk, tolerance=1e-12, most_rounds=1000)
    return network.series(shares, "pagerank")


def walked(
    network: Network, walk: Walk, *, tolerance: float, most_rounds: int
) -> tuple[NDArray[np.float64], bool]:
    """Return where a walk is in the end, and whether its last round changed less than told.

    Parameters
    ----------
    network
        Network of n nodes; a self-tie leads back to its node.
    walk
        How it goes.
    tolerance
        The changes of all shares together at which it ends.
    most_rounds
        After how many rounds it ends at the latest.
    """
    leaving = np.bincount(
        arrays.arc_starts(network.outgoing), weights=network.weights, minlength=len(network)
    )
    leads_on = leaving > 0
    followed = np.divide(walk.damping, leaving, out=np.zeros(len(network)), where=leads_on)
    into = network.incoming
    step = csr_array(
        (into.weights * followed[into.indices], into.indices, into.indptr),
        shape=(len(network), len(network)),
    )
    shares = walk.start
    for _ in range(most_rounds):
        before = shares
        lost = walk.damping * before[~leads_on].sum()
        shares = step @ before + lost * walk.stranded + (1 - walk.damping) * walk.restart
        if np.abs(shares - before).sum() < tolerance:
            return shares, True
    return shares, False
