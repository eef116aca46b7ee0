"""How often each party joins two others that have no tie of their own, by role."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.measures.brokerage.kernels import role_counts
from assetmap.measures.memory import each_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from assetmap.network import Network

ROLES: Final = ("coordinator", "consultant", "gatekeeper", "representative", "liaison")
"""Roles of a broker, as Gould and Fernandez (1989) tell them apart."""

IN_ALL: Final = (*ROLES, "brokerage")
"""What `counted_in_all` counts."""


def brokerage_roles(network: Network, group_of: Mapping[str, str]) -> pd.DataFrame:
    """Count how often each party brokers, by role.

    Party b brokers once for each open two-path a -> b -> c: a, b and c differ and there is no
    tie a -> c. The role follows from the groups of the three, where A -> B -> C stands for
    three groups that differ:

    - coordinator A -> A -> A: joins two of its own group;
    - consultant B -> A -> B: joins two of one other group;
    - gatekeeper B -> A -> A: brings somebody else to one of its own group;
    - representative A -> A -> B: brings one of its own group to somebody else;
    - liaison B -> A -> C: joins two groups, neither its own.

    Parameters
    ----------
    network
        Network of n nodes; self-ties and weights are ignored. An undirected tie counts both
        ways, so that each pair that a party joins counts twice.
    group_of
        Group of every node, such as its sector. Ids not in `network` are ignored.

    Returns
    -------
    DataFrame
        n rows indexed by id, in the network's order; integer columns `ROLES` and total.

    Raises
    ------
    DataError
        If a node of `network` has no group.

    Notes
    -----
    Takes the time of listing all triangles, at most ties to the power 1.5. Defined for every
    node: 0 without ties. R `sna::brokerage` calls the columns w_I, w_O, b_OI, b_IO and b_O; its
    manual has b_IO and b_OI the other way round than its results.

    References
    ----------
    Gould, R. V. and Fernandez, R. M. (1989). Structures of mediation: a formal approach to
    brokerage in transaction networks. Sociological Methodology 19, 89-126.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "link_worker"], ["link_worker", "choir"])
    >>> group_of = {"gp": "health", "link_worker": "health", "choir": "vcse"}
    >>> brokerage_roles(network, group_of)["representative"].to_dict()
    {'gp': 0, 'link_worker': 1, 'choir': 0}
    """
    group = network.codes(group_of)
    plain = network.without_self_ties()
    incoming = plain.incoming
    counts = role_counts(plain.indptr, plain.indices, incoming.indptr, incoming.indices, group)
    return network.frame(np.column_stack([counts, counts.sum(axis=1)]), [*ROLES, "total"])


def counted_in_all(group_of: Mapping[str, str]) -> dict[str, Callable[[Network], int]]:
    """Return what counts how often a whole network brokers, by role and in all: by `IN_ALL`.

    Parameters
    ----------
    group_of
        Group of every node of the networks to come.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "link_worker"], ["link_worker", "choir"])
    >>> counts = counted_in_all({"gp": "health", "link_worker": "health", "choir": "vcse"})
    >>> counts["brokerage"](network), counts["liaison"](network)
    (1, 0)
    """

    def totals(network: Network) -> dict[str, int]:
        of_roles = brokerage_roles(network, group_of).sum().tolist()
        return dict(zip(IN_ALL, of_roles, strict=True))

    return each_of(totals, IN_ALL, 0)


def pairs_joined(network: Network) -> pd.Series[int]:
    """Return how many pairs without a tie of their own each joins, in an undirected network."""
    # Groups give roles their names and change no sum.
    met: pd.Series[int] = brokerage(network, dict.fromkeys(network.nodes, ""))
    return met // 2  # each was met from both its ends


def brokerage(network: Network, group_of: Mapping[str, str]) -> pd.Series[int]:
    """Count how often each party brokers, in whatever role.

    Parameters
    ----------
    network
        Network of n nodes; self-ties and weights are ignored.
    group_of
        Group of every node; it decides the role, and so changes nothing here.

    Returns
    -------
    Series
        n integers indexed by id, in the network's order: column total of `brokerage_roles`.

    Notes
    -----
    Takes the time of `brokerage_roles`. Defined for every node: 0 without ties.

    References
    ----------
    Gould, R. V. and Fernandez, R. M. (1989). Structures of mediation: a formal approach to
    brokerage in transaction networks. Sociological Methodology 19, 89-126.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "link"], ["link", "choir"], directed=False)
    >>> brokerage(network, {"gp": "health", "link": "health", "choir": "vcse"}).to_dict()
    {'gp': 0, 'link': 2, 'choir': 0}
    """
    return brokerage_roles(network, group_of)["total"].rename("brokerage")


def coordinator(network: Network, group_of: Mapping[str, str]) -> pd.Series[int]:
    """Count how often each party joins two of its own group.

    Parameters
    ----------
    network
        Network of n nodes; self-ties and weights are ignored.
    group_of
        Group of every node.

    Returns
    -------
    Series
        n integers indexed by id, in the network's order: a column of `brokerage_roles`.

    Notes
    -----
    Takes the time of `brokerage_roles`. Defined for every node: 0 without ties.

    References
    ----------
    Gould, R. V. and Fernandez, R. M. (1989). Structures of mediation: a formal approach to
    brokerage in transaction networks. Sociological Methodology 19, 89-126.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["choir", "walk"], ["walk", "shed"])
    >>> coordinator(network, dict.fromkeys(["choir", "walk", "shed"], "vcse")).to_dict()
    {'choir': 0, 'walk': 1, 'shed': 0}
    """
    return brokerage_roles(network, group_of)["coordinator"]


def consultant(network: Network, group_of: Mapping[str, str]) -> pd.Series[int]:
    """Count how often each party joins two of one group that is not its own.

    Parameters
    ----------
    network
        Network of n nodes; self-ties and weights are ignored.
    group_of
        Group of every node.

    Returns
    -------
    Series
        n integers indexed by id, in the network's order: a column of `brokerage_roles`.

    Notes
    -----
    Takes the time of `brokerage_roles`. Defined for every node: 0 without ties. Also called
    itinerant broker.

    References
    ----------
    Gould, R. V. and Fernandez, R. M. (1989). Structures of mediation: a formal approach to
    brokerage in transaction networks. Sociological Methodology 19, 89-126.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["choir", "council"], ["council", "shed"])
    >>> group_of = {"choir": "vcse", "council": "council", "shed": "vcse"}
    >>> consultant(network, group_of).to_dict()
    {'choir': 0, 'council': 1, 'shed': 0}
    """
    return brokerage_roles(network, group_of)["consultant"]


def gatekeeper(network: Network, group_of: Mapping[str, str]) -> pd.Series[int]:
    """Count how often each party brings somebody else to one of its own group.

    Parameters
    ----------
    network
        Network of n nodes; self-ties and weights are ignored.
    group_of
        Group of every node.

    Returns
    -------
    Series
        n integers indexed by id, in the network's order: a column of `brokerage_roles`.

    Notes
    -----
    Takes the time of `brokerage_roles`. Defined for every node: 0 without ties; the same as
    `representative` if undirected.

    References
    ----------
    Gould, R. V. and Fernandez, R. M. (1989). Structures of mediation: a formal approach to
    brokerage in transaction networks. Sociological Methodology 19, 89-126.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "choir"], ["choir", "shed"])
    >>> gatekeeper(network, {"gp": "health", "choir": "vcse", "shed": "vcse"}).to_dict()
    {'gp': 0, 'choir': 1, 'shed': 0}
    """
    return brokerage_roles(network, group_of)["gatekeeper"]


def representative(network: Network, group_of: Mapping[str, str]) -> pd.Series[int]:
    """Count how often each party brings one of its own group to somebody else.

    Parameters
    ----------
    network
        Network of n nodes; self-ties and weights are ignored.
    group_of
        Group of every node.

    Returns
    -------
    Series
        n integers indexed by id, in the network's order: a column of `brokerage_roles`.

    Notes
    -----
    Takes the time of `brokerage_roles`. Defined for every node: 0 without ties; the same as
    `gatekeeper` if undirected.

    References
    ----------
    Gould, R. V. and Fernandez, R. M. (1989). Structures of mediation: a formal approach to
    brokerage in transaction networks. Sociological Methodology 19, 89-126.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "link"], ["link", "choir"])
    >>> representative(network, {"gp": "health", "link": "health", "choir": "vcse"}).to_dict()
    {'gp': 0, 'link': 1, 'choir': 0}
    """
    return brokerage_roles(network, group_of)["representative"]


def liaison(network: Network, group_of: Mapping[str, str]) -> pd.Series[int]:
    """Count how often each party joins two groups, neither of them its own.

    Parameters
    ----------
    network
        Network of n nodes; self-ties and weights are ignored.
    group_of
        Group of every node.

    Returns
    -------
    Series
        n integers indexed by id, in the network's order: a column of `brokerage_roles`.

    Notes
    -----
    Takes the time of `brokerage_roles`. Defined for every node: 0 without ties.

    References
    ----------
    Gould, R. V. and Fernandez, R. M. (1989). Structures of mediation: a formal approach to
    brokerage in transaction networks. Sociological Methodology 19, 89-126.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "council"], ["council", "choir"])
    >>> group_of = {"gp": "health", "council": "council", "choir": "vcse"}
    >>> liaison(network, group_of).to_dict()
    {'gp': 0, 'council': 1, 'choir': 0}
    """
    return brokerage_roles(network, group_of)["liaison"]
