"""Groups with more ties within than between, found by the Leiden algorithm."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.measures.leiden import rounds
from assetmap.measures.memory import once
from assetmap.measures.pieces import ranked
from assetmap.measures.plain import plain
from assetmap.network.arrays import arc_starts

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from assetmap.network import Network

UNDEFINED = float("nan")

_N_ROUNDS: Final = 5
_N_ROUNDS_OF_MANY: Final = 3  # half a second at 60,000 nodes and 300,000 ties
_MANY_TIES: Final = 100_000


def cluster(network: Network, *, seed: int = 0) -> pd.Series[int]:
    """Return the number of the cluster that each party is in.

    Clusters are groups with more ties within than chance would give (modularity), each of them
    held together, found by the Leiden algorithm.

    Parameters
    ----------
    network
        Network of n nodes and m ties; self-ties and directions are ignored, weights count.
    seed
        Number that the random choices start from; the same gives the same.

    Returns
    -------
    Series
        n integers indexed by id, in the network's order. Cluster 1 is the largest; clusters of
        one size are numbered by their first party in the network's order.

    Notes
    -----
    Takes time about linear in m: at most five rounds of the algorithm, three above 100,000 ties.
    Defined for every node: a party without ties is a cluster. Further rounds could raise
    modularity by a hundredth of it, another order of the nodes can give others, and no weight is
    given to how sure one is; say "about" of it.

    References
    ----------
    Traag, V. A., Waltman, L. and van Eck, N. J. (2019). From Louvain to Leiden: guaranteeing
    well-connected communities. Scientific Reports 9, 5233.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "choir", "shed"], ["link", "walk", "walk"])
    >>> cluster(network).to_dict()
    {'gp': 2, 'link': 2, 'choir': 1, 'walk': 1, 'shed': 1}
    """
    return network.series(
        _clusters(network) if seed == 0 else leiden(network, seed=seed), "cluster"
    )


def n_clusters(network: Network) -> int:
    """Count the clusters that `cluster` finds.

    Parameters
    ----------
    network
        Any network; self-ties and directions are ignored, weights count.

    Returns
    -------
    int
        From 1, or 0 without nodes. A party without ties is a cluster.

    Notes
    -----
    Takes the time of `cluster`, worked out once for both. Defined for every network.

    References
    ----------
    Traag, V. A., Waltman, L. and van Eck, N. J. (2019). From Louvain to Leiden: guaranteeing
    well-connected communities. Scientific Reports 9, 5233.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> n_clusters(Network.from_edges(["gp", "choir", "shed"], ["link", "walk", "walk"]))
    2
    """
    return int(_clusters(network).max(initial=0))


def modularity(network: Network) -> float:
    """Return how much more of the ties' strength lies within clusters than chance would give.

    Parameters
    ----------
    network
        Network of n nodes and m ties; self-ties and directions are ignored, weights count.

    Returns
    -------
    float
        From 0 to below 1: the share of weight within the clusters of `cluster`, less the share
        expected if each party kept the strength of its ties and they fell by chance.

    Notes
    -----
    Takes the time of `cluster`, worked out once for both. Not defined (NaN) without ties of any
    weight. As `networkx.community.modularity` of the same clusters.

    References
    ----------
    Newman, M. E. J. and Girvan, M. (2004). Finding and evaluating community structure in
    networks. Physical Review E 69, 026113.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> modularity(Network.from_edges(["gp", "choir", "shed"], ["link", "walk", "walk"]))
    0.4444444444444444
    """
    contacts = plain(network)
    if contacts.weights.sum() == 0:
        return UNDEFINED
    return modularity_of(contacts, _clusters(network))


def leiden(
    network: Network, *, resolution: float = 1.0, n_rounds: int | None = None, seed: int = 0
) -> NDArray[np.int64]:
    """Return the cluster of each node, the largest numbered 1.

    Parameters
    ----------
    network
        Any network; self-ties and directions are ignored.
    resolution
        Above 1 the clusters are smaller, below 1 larger.
    n_rounds
        Most times that the clusters are gone through, fewer if nothing changes before; None for
        five, or three where there are more than 100,000 ties.
    seed
        Number that the random choices start from.
    """
    contacts = plain(network)
    if n_rounds is None:
        n_rounds = _N_ROUNDS if contacts.number_of_edges() <= _MANY_TIES else _N_ROUNDS_OF_MANY
    groups = np.arange(len(network), dtype=np.int32)
    if contacts.weights.sum() > 0:
        for found in islice(rounds(contacts, resolution=resolution, seed=seed), n_rounds):
            groups = found
    return ranked(groups)


def modularity_of(network: Network, groups: NDArray[np.int64], *, resolution: float = 1.0) -> float:
    """Return how much more weight lies within groups than chance would give.

    Parameters
    ----------
    network
        Any network with ties of some weight; self-ties count, and in an undirected one each has
        two ends.
    groups
        Number of the group of each node, from 0 up.
    resolution
        What the share expected by chance is multiplied by.
    """
    start = arc_starts(network.outgoing)
    # Undirected, a tie is two arcs and a self-tie one, which has to count as two.
    doubled = 1 + (start == network.indices) if not network.is_directed() else 1
    weights = network.weights * doubled
    inside = groups[start] == groups[network.indices]
    total = float(weights.sum())
    out = np.bincount(groups[start], weights)
    into = np.bincount(groups[network.indices], weights, minlength=len(out))
    by_chance = float((np.pad(out, (0, len(into) - len(out))) * into).sum()) / total**2
    return float(weights[inside].sum()) / total - resolution * by_chance


@once
def _clusters(network: Network) -> NDArray[np.int64]:
    return leiden(network)
