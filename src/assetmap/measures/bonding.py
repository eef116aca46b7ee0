"""How far ties stay within groups: bonding, and the E-I index of a network, group or party."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from assetmap.measures.mixing import UNDEFINED, arcs_by_group, grouped_arcs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from assetmap.network import Network


def bonding(network: Network, group_of: Mapping[str, str]) -> float:
    """Return the share of ties that stay within a group.

    Parameters
    ----------
    network
        Any network; self-ties and weights are ignored.
    group_of
        Group of every node, such as its sector.

    Returns
    -------
    float
        From 0 to 1: ties within groups, over all ties.

    Notes
    -----
    Takes time in the number of ties. Not defined (NaN) without ties. A group with more parties
    has more ties within it even by chance: `assortativity` allows for that.

    References
    ----------
    Putnam, R. D. (2000). Bowling Alone. Simon and Schuster, chapter 1.
    Krackhardt, D. and Stern, R. N. (1988). Informal networks and organizational crises.
    Social Psychology Quarterly 51, 123-140.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "choir"], ["choir", "walk"])
    >>> bonding(network, {"gp": "health", "choir": "vcse", "walk": "vcse"})
    0.5
    """
    leaving, _, within = arcs_by_group(network, network.groups(group_of)).sum(axis=0).tolist()
    return within / leaving if leaving else UNDEFINED


def e_i_index(network: Network, group_of: Mapping[str, str]) -> float:
    """Compare ties between groups with ties within them (Krackhardt and Stern's E-I index).

    Parameters
    ----------
    network
        Any network; self-ties and weights are ignored.
    group_of
        Group of every node, such as its sector.

    Returns
    -------
    float
        From -1 (all ties within groups) to 1 (all between them): (E - I) / (E + I) for E ties
        between groups and I within them.

    Notes
    -----
    Takes time in the number of ties. Not defined (NaN) without ties.

    References
    ----------
    Krackhardt, D. and Stern, R. N. (1988). Informal networks and organizational crises: an
    experimental simulation. Social Psychology Quarterly 51, 123-140.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "gp", "choir"], ["choir", "walk", "gp"])
    >>> e_i_index(network, {"gp": "health", "choir": "vcse", "walk": "vcse"})
    1.0
    """
    return 1 - 2 * bonding(network, group_of)


def group_bonding(network: Network, group_of: Mapping[str, str]) -> pd.Series[float]:
    """Return for each group the share of its ties that stay within it.

    Parameters
    ----------
    network
        Any network; self-ties and weights are ignored.
    group_of
        Group of every node, such as its sector.

    Returns
    -------
    Series
        Numbers from 0 to 1 indexed by group, in sorted order: ties with both ends in the group,
        over ties with at least one.

    Notes
    -----
    Takes time in the number of ties. Not defined (NaN) for a group without ties.

    References
    ----------
    Krackhardt, D. and Stern, R. N. (1988). Informal networks and organizational crises: an
    experimental simulation. Social Psychology Quarterly 51, 123-140.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "choir"], ["choir", "walk"])
    >>> group_bonding(network, {"gp": "health", "choir": "vcse", "walk": "vcse"}).to_dict()
    {'health': 0.0, 'vcse': 0.5}
    """
    names, within, between = _ties_of_groups(network, group_of)
    return pd.Series(_share(within, within + between), index=names, name="group_bonding")


def group_e_i_index(network: Network, group_of: Mapping[str, str]) -> pd.Series[float]:
    """Compare for each group its ties to others with its ties within (the E-I index).

    Parameters
    ----------
    network
        Any network; self-ties and weights are ignored.
    group_of
        Group of every node, such as its sector.

    Returns
    -------
    Series
        Numbers from -1 (all within) to 1 (all to others) indexed by group, in sorted order.

    Notes
    -----
    Takes time in the number of ties. Not defined (NaN) for a group without ties.

    References
    ----------
    Krackhardt, D. and Stern, R. N. (1988). Informal networks and organizational crises: an
    experimental simulation. Social Psychology Quarterly 51, 123-140.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "choir"], ["choir", "walk"])
    >>> group_e_i_index(network, {"gp": "health", "choir": "vcse", "walk": "vcse"}).to_dict()
    {'health': 1.0, 'vcse': 0.0}
    """
    return (1 - 2 * group_bonding(network, group_of)).rename("group_e_i_index")


def party_e_i_index(network: Network, group_of: Mapping[str, str]) -> pd.Series[float]:
    """Compare for each party its ties to other groups with those within (the E-I index).

    Parameters
    ----------
    network
        Network of n nodes; self-ties and weights are ignored.
    group_of
        Group of every node, such as its sector.

    Returns
    -------
    Series
        n numbers from -1 (all within its group) to 1 (all to others) indexed by id, in the
        network's order; directed, of ties in and out together.

    Notes
    -----
    Takes time in the number of ties. Not defined (NaN) for a party without ties.

    References
    ----------
    Krackhardt, D. and Stern, R. N. (1988). Informal networks and organizational crises: an
    experimental simulation. Social Psychology Quarterly 51, 123-140.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "choir"], ["choir", "walk"])
    >>> party_e_i_index(network, {"gp": "health", "choir": "vcse", "walk": "vcse"}).to_dict()
    {'gp': 1.0, 'choir': 0.0, 'walk': -1.0}
    """
    arcs = grouped_arcs(network, group_of)
    # An undirected tie is met at both its ends twice, which leaves shares as they are.
    ends = np.concatenate([arcs.start, arcs.end])
    is_within = np.tile(arcs.source == arcs.target, 2)
    n_ties = np.bincount(ends, minlength=len(network))
    n_within = np.bincount(ends[is_within], minlength=len(network))
    return network.series(1 - 2 * _share(n_within, n_ties), "party_e_i_index")


def _ties_of_groups(
    network: Network, group_of: Mapping[str, str]
) -> tuple[list[str], NDArray[np.int64], NDArray[np.int64]]:
    """Return the groups, and how many arcs lie within each and lead to or from it."""
    groups = network.groups(group_of)
    # Undirected, the two arcs of a tie within a group are both there, and so are those between.
    leaving, entering, within = arcs_by_group(network, groups).T
    return list(groups.names), within, leaving + entering - 2 * within


def _share(part: NDArray[np.int64], whole: NDArray[np.int64]) -> NDArray[np.float64]:
    return part / np.where(whole > 0, whole, UNDEFINED)
