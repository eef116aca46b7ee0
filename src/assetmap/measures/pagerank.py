"""Whom the ties of others lead to, round after round: PageRank."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assetmap.measures.degrees_kernel import row_sums
from assetmap.measures.pagerank_kernel import Walk, rounds_walked

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from assetmap.network import Network


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
    Takes time in ties times the rounds, which go on until all changes together are
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
    leaving = row_sums(network.indptr, network.weights)
    leads_on = leaving > 0
    followed = np.divide(walk.damping, leaving, out=np.zeros(len(network)), where=leads_on)
    into = network.incoming
    return rounds_walked(
        into.indptr,
        into.indices,
        into.weights * followed[into.indices],
        leads_on,
        walk._replace(damping=float(walk.damping)),
        (float(tolerance), int(most_rounds)),
    )
