"""Which groups the ties of a network join."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from assetmap.measures.mixing_kernel import counts_by_group
from assetmap.network.arrays import arc_starts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from assetmap.network import Network
    from assetmap.network.groups import Groups

UNDEFINED = float("nan")


@dataclass(frozen=True, slots=True)
class GroupedArcs:
    """The arcs of a network without self-ties, and the groups of their ends.

    Attributes
    ----------
    names
        Groups in sorted order; the numbers below are their places.
    group
        Of each node.
    source, target
        Of the node that each arc leaves, and of the one that it enters.
    start, end
        Those nodes, by number.
    """

    names: tuple[str, ...]
    group: NDArray[np.int32]
    source: NDArray[np.int32]
    target: NDArray[np.int32]
    start: NDArray[np.int32]
    end: NDArray[np.int32]


def grouped_arcs(network: Network, group_of: Mapping[str, str]) -> GroupedArcs:
    """Return the arcs of `network` with the groups of their ends; an undirected tie is two.

    Raises
    ------
    DataError
        If a node has no group.
    """
    groups = network.groups(group_of)
    group = groups.codes
    plain = network.without_self_ties()
    start, end = arc_starts(plain.outgoing), plain.indices
    return GroupedArcs(groups.names, group, group[start], group[end], start, end)


def arcs_by_group(network: Network, groups: Groups) -> NDArray[np.int64]:
    """Return for each group how many arcs leave it, enter it, and do both.

    An undirected tie is two arcs; self-ties are left out.
    """
    return counts_by_group(network.indptr, network.indices, groups.codes, len(groups.names))


def mixing_matrix(network: Network, group_of: Mapping[str, str]) -> pd.DataFrame:
    """Count the ties from each group to each.

    Parameters
    ----------
    network
        Any network; self-ties and weights are ignored.
    group_of
        Group of every node, such as its sector. Ids not in `network` are ignored.

    Returns
    -------
    DataFrame
        Integers; a row for each group that has a party, in sorted order, whose ties lead to the
        group of the column. An undirected tie counts both ways, so that the table is symmetric
        and a tie within a group counts twice.

    Raises
    ------
    DataError
        If a node has no group.

    Notes
    -----
    Takes time in the number of ties, and space in groups times groups. Defined for every
    network. As `networkx.attribute_mixing_matrix(normalized=False)`, but for self-ties.

    References
    ----------
    Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E 67, 026126.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "gp", "choir"], ["choir", "walk", "walk"])
    >>> mixing_matrix(network, {"gp": "health", "choir": "vcse", "walk": "vcse"}).loc["health"]
    health    0
    vcse      2
    Name: health, dtype: int64
    """
    return _mixed(network, group_of)


def mixing_left(network: Network, group_of: Mapping[str, str]) -> pd.DataFrame:
    """Add up the weights of the ties from each group to each.

    Parameters
    ----------
    network, group_of
        As of `mixing_matrix`, but weights count.

    Returns
    -------
    DataFrame
        As `mixing_matrix`, a sum of weights in each cell.

    Raises
    ------
    DataError
        If a node has no group.

    Notes
    -----
    Takes time in the number of ties, and space in groups times groups. Defined for every network.

    References
    ----------
    Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E 67, 026126.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "choir"], ["choir", "walk"], [0.5, 2])
    >>> group_of = {"gp": "health", "choir": "vcse", "walk": "vcse"}
    >>> mixing_left(network, group_of).loc["vcse", "vcse"].item()
    2.0
    """
    return _mixed(network, group_of, network.without_self_ties().weights)


def _mixed(
    network: Network, group_of: Mapping[str, str], weights: NDArray[np.float64] | None = None
) -> pd.DataFrame:
    """Count the arcs from each group to each, or add up their weights."""
    arcs = grouped_arcs(network, group_of)
    n_groups = len(arcs.names)
    cell = arcs.source.astype(np.int64) * n_groups + arcs.target
    mixed = np.bincount(cell, weights, minlength=n_groups**2).reshape(n_groups, n_groups)
    return pd.DataFrame(mixed, index=[*arcs.names], columns=[*arcs.names])


def mixing_shares(network: Network, group_of: Mapping[str, str]) -> pd.DataFrame:
    """Return the share of all ties that lead from each group to each.

    Parameters
    ----------
    network
        Any network; self-ties and weights are ignored.
    group_of
        Group of every node.

    Returns
    -------
    DataFrame
        As `mixing_matrix`, over its sum: numbers from 0 to 1 that add up to 1.

    Raises
    ------
    DataError
        If a node has no group.

    Notes
    -----
    Takes the time of `mixing_matrix`. Not defined (NaN) without ties. As
    `networkx.attribute_mixing_matrix`, but for self-ties.

    References
    ----------
    Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E 67, 026126.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp"], ["choir"])
    >>> float(mixing_shares(network, {"gp": "health", "choir": "vcse"}).loc["health", "vcse"])
    1.0
    """
    counts = mixing_matrix(network, group_of)
    n_ties = int(counts.to_numpy().sum())
    return counts / (n_ties or UNDEFINED)


def assortativity(network: Network, group_of: Mapping[str, str]) -> float:
    """Measure how far ties keep to their group, against what the groups' ties would give.

    Parameters
    ----------
    network
        Any network; self-ties and weights are ignored.
    group_of
        Group of every node, such as its sector.

    Returns
    -------
    float
        At most 1, where no tie joins two groups; 0 where ties fall as if groups did not matter;
        below 0, from -1 up, where ties seek other groups.

    Raises
    ------
    DataError
        If a node has no group.

    Notes
    -----
    (sum e_ii - sum a_i b_i) / (1 - sum a_i b_i), where e is `mixing_shares`, a its row sums and
    b its column sums. Takes time in the number of ties. Not defined (NaN) without ties, and
    where all ties lie within one group. As `networkx.attribute_assortativity_coefficient`, but
    for self-ties.

    References
    ----------
    Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E 67, 026126.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "choir"], ["ward", "walk"], directed=False)
    >>> group_of = {"gp": "health", "ward": "health", "choir": "vcse", "walk": "vcse"}
    >>> assortativity(network, group_of)
    1.0
    """
    leaving, entering, inside = arcs_by_group(network, network.groups(group_of)).T
    n_arcs = int(leaving.sum())
    # In whole numbers, so that the undefined case is exact.
    by_chance = int(leaving @ entering)
    within = int(inside.sum()) * n_arcs
    most = n_arcs**2 - by_chance
    return (within - by_chance) / most if most else UNDEFINED
