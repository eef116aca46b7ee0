"""How deep in the network each party is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetmap.measures.cores_kernels import cores
from assetmap.measures.plain import plain

if TYPE_CHECKING:
    import pandas as pd

    from assetmap.network import Network


def core_number(network: Network) -> pd.Series[int]:
    """Return, for each party, the largest k for which it is in a k-core.

    A k-core is a largest group each of whose members is tied to k others of the group.

    Parameters
    ----------
    network
        Network of n nodes; self-ties, directions and weights are ignored.

    Returns
    -------
    Series
        n integers from 0 indexed by id, in the network's order.

    Notes
    -----
    Takes time in nodes and ties. Defined for every node. As `networkx.core_number` of the
    network without directions; with them, that counts a tie both ways as two.

    References
    ----------
    Seidman, S. B. (1983). Network structure and minimum degree. Social Networks 5, 269-287.
    Batagelj, V. and Zaversnik, M. (2003). An O(m) algorithm for cores decomposition of networks.
    arXiv cs/0310049.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "gp", "gp", "choir"], ["choir", "walk", "shed", "walk"])
    >>> core_number(network).to_dict()
    {'gp': 2, 'choir': 2, 'walk': 2, 'shed': 1}
    """
    contacts = plain(network)
    numbers, _ = cores(contacts.indptr, contacts.indices)
    return network.series(numbers.astype("int64"), "core_number")
