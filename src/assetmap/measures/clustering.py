"""How far those who share a contact are tied to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assetmap.measures.memory import once
from assetmap.measures.plain import ones, plain
from assetmap.measures.triangles_kernels import triangle_sums

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from assetmap.network import Network

UNDEFINED = float("nan")


def clustering(network: Network) -> pd.Series[float]:
    """Return, for each party, the share of pairs of its contacts that are tied to each other.

    Parameters
    ----------
    network
        Network of n nodes and m ties; self-ties, directions and weights are ignored.

    Returns
    -------
    Series
        n numbers from 0 to 1 indexed by id, in the network's order: 2 t / (d (d - 1)), with t
        triangles through the party and d contacts.

    Notes
    -----
    Takes time in m to the power 1.5 at most. Not defined (NaN) with fewer than two contacts,
    where `networkx.clustering` gives 0.

    References
    ----------
    Watts, D. J. and Strogatz, S. H. (1998). Collective dynamics of "small-world" networks.
    Nature 393, 440-442.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "gp", "gp", "choir"], ["choir", "walk", "shed", "walk"])
    >>> clustering(network).round(2).to_dict()
    {'gp': 0.33, 'choir': 1.0, 'walk': 1.0, 'shed': nan}
    """
    with np.errstate(invalid="ignore"):
        shares = triangle_counts(network) / _pairs_of_contacts(network)
    return network.series(shares, "clustering")


def average_clustering(network: Network) -> float:
    """Return the mean of `clustering` over the parties with two contacts or more.

    Parameters
    ----------
    network
        Network of n nodes and m ties; self-ties, directions and weights are ignored.

    Returns
    -------
    float
        From 0 to 1.

    Notes
    -----
    Takes time in m to the power 1.5 at most. Not defined (NaN) if no party has two contacts.
    `networkx.average_clustering` counts the others as 0; igraph's
    `transitivity_avglocal_undirected` leaves them out as here.

    References
    ----------
    Watts, D. J. and Strogatz, S. H. (1998). Collective dynamics of "small-world" networks.
    Nature 393, 440-442.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "gp", "gp", "choir"], ["choir", "walk", "shed", "walk"])
    >>> round(average_clustering(network), 3)
    0.778
    """
    pairs = _pairs_of_contacts(network)
    counted = pairs > 0
    if not counted.any():
        return UNDEFINED
    return float((triangle_counts(network)[counted] / pairs[counted]).mean())


def transitivity(network: Network) -> float:
    """Return the share of pairs with a contact in common that are tied to each other.

    Parameters
    ----------
    network
        Network of n nodes and m ties; self-ties, directions and weights are ignored.

    Returns
    -------
    float
        From 0 to 1: 3 x triangles, over the pairs of contacts of each party.

    Notes
    -----
    Takes time in m to the power 1.5 at most. Not defined (NaN) if no party has two contacts,
    where `networkx.transitivity` gives 0.

    References
    ----------
    Wasserman, S. and Faust, K. (1994). Social Network Analysis: Methods and Applications.
    Cambridge, section 6.3.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "gp", "gp", "choir"], ["choir", "walk", "shed", "walk"])
    >>> transitivity(network)
    0.6
    """
    n_pairs = int(_pairs_of_contacts(network).sum())
    return int(triangle_counts(network).sum()) / n_pairs if n_pairs else UNDEFINED


@once
def triangle_counts(network: Network) -> NDArray[np.int64]:
    """Count the triangles through each node, directions aside."""
    contacts = plain(network)
    sums = triangle_sums(contacts.indptr, contacts.indices, ones(contacts))
    # Sums of ones: whole up to 2 to the power 53.
    counts: NDArray[np.int64] = sums.astype(np.int64)
    counts.flags.writeable = False
    return counts


def _pairs_of_contacts(network: Network) -> NDArray[np.int64]:
    n_contacts = np.diff(plain(network).indptr)
    pairs: NDArray[np.int64] = n_contacts * (n_contacts - 1) // 2
    return pairs
