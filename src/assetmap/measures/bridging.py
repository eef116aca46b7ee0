"""How far ties join groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assetmap.measures.bonding import bonding
from assetmap.measures.mixing import grouped_arcs

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from assetmap.network import Network


def bridging(network: Network, group_of: Mapping[str, str]) -> float:
    """Return the share of ties that join two groups.

    Parameters
    ----------
    network
        Any network; self-ties and weights are ignored.
    group_of
        Group of every node, such as its sector.

    Returns
    -------
    float
        From 0 to 1: ties between groups, over all ties; 1 less `bonding`.

    Notes
    -----
    Takes time in the number of ties. Not defined (NaN) without ties.

    References
    ----------
    Putnam, R. D. (2000). Bowling Alone. Simon and Schuster, chapter 1.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "choir"], ["choir", "walk"])
    >>> bridging(network, {"gp": "health", "choir": "vcse", "walk": "vcse"})
    0.5
    """
    return 1 - bonding(network, group_of)


def n_groups_met(network: Network, group_of: Mapping[str, str]) -> pd.Series[int]:
    """Count the other groups that each party is tied to.

    Parameters
    ----------
    network
        Network of n nodes; self-ties, directions and weights are ignored.
    group_of
        Group of every node, such as its sector.

    Returns
    -------
    Series
        n integers indexed by id, in the network's order, from 0 to the number of groups less 1.

    Notes
    -----
    Takes the time of sorting the ties. Defined for every node: 0 without ties.

    References
    ----------
    Burt, R. S. (1983). Range. In Burt and Minor (editors), Applied Network Analysis. Sage.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "choir"], ["choir", "walk"])
    >>> n_groups_met(network, {"gp": "health", "choir": "vcse", "walk": "vcse"}).to_dict()
    {'gp': 1, 'choir': 1, 'walk': 0}
    """
    arcs = grouped_arcs(network, group_of)
    is_between = arcs.source != arcs.target
    party = np.concatenate([arcs.start[is_between], arcs.end[is_between]]).astype(np.int64)
    met = np.concatenate([arcs.target[is_between], arcs.source[is_between]])
    pairs = np.unique(party * len(arcs.names) + met)
    counts = np.bincount(pairs // max(len(arcs.names), 1), minlength=len(network))
    return network.series(counts, "n_groups_met")
