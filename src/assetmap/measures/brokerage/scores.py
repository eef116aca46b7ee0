"""How far brokerage is from what chance would give, under Gould and Fernandez's model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from assetmap.measures.brokerage.moments import moments_of_network, moments_of_parties
from assetmap.measures.brokerage.roles import ROLES, brokerage_roles
from assetmap.measures.cohesion import density

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from assetmap.network import Network

_COLUMNS: Final = ("observed", "expected", "deviation", "z")
_ALL: Final = (*ROLES, "total")


def brokerage_scores(network: Network, group_of: Mapping[str, str]) -> pd.DataFrame:
    """Compare how often each party brokers in each role with what chance would give.

    Parameters
    ----------
    network
        Network of n nodes; self-ties and weights are ignored. An undirected tie counts both
        ways.
    group_of
        Group of every node, such as its sector.

    Returns
    -------
    DataFrame
        6 n rows indexed by id, in the network's order, and role (`ROLES`, then total). Columns:
        observed, the count of `brokerage_roles`; expected and deviation, its mean and standard
        deviation in networks of this size, density and these groups whose ties fall by chance;
        z = (observed - expected) / deviation.

    Raises
    ------
    DataError
        If a node has no group.

    Notes
    -----
    Each possible tie is there with the same chance d, the density, whatever the others are; an
    open two-path then has the chance d d (1 - d). Directed, as R `sna::brokerage` (exp.nli,
    sd.nli, z.nli). Undirected, both ways of a tie fall together: deviations are those of that
    model, and so larger by the square root of 2 than `sna` gives for a symmetric table, but for
    gatekeepers and representatives, which are the same. Takes the time of `brokerage_roles`. z is
    not defined (NaN) where the deviation is 0: without ties, with all possible ties, and in
    roles for which there are too few parties; nothing is defined below two nodes. Counts of rare
    roles are far from normal, so that z tells who stands out rather than how likely that was.

    References
    ----------
    Gould, R. V. and Fernandez, R. M. (1989). Structures of mediation: a formal approach to
    brokerage in transaction networks. Sociological Methodology 19, 89-126.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "link"], ["link", "choir"])
    >>> scores = brokerage_scores(network, {"gp": "health", "link": "health", "choir": "vcse"})
    >>> scores.loc[("link", "representative")].round(3).to_dict()
    {'observed': 1.0, 'expected': 0.074, 'deviation': 0.262, 'z': 3.536}
    """
    observed = brokerage_roles(network, group_of)
    group = network.codes(group_of)
    sizes = np.bincount(group).astype(np.float64)
    moments = moments_of_parties(sizes, density(network), directed=network.is_directed())
    return _compared(
        observed.to_numpy().ravel(),
        moments.expected[group].ravel(),
        moments.variance[group].ravel(),
        pd.MultiIndex.from_product([network.nodes, _ALL], names=["id", "role"]),
    )


def network_brokerage_scores(network: Network, group_of: Mapping[str, str]) -> pd.DataFrame:
    """Compare how often anybody brokers in each role with what chance would give.

    Parameters
    ----------
    network
        Any network; self-ties and weights are ignored. An undirected tie counts both ways.
    group_of
        Group of every node, such as its sector.

    Returns
    -------
    DataFrame
        Six rows indexed by role (`ROLES`, then total), columns as in `brokerage_scores`.

    Raises
    ------
    DataError
        If a node has no group.

    Notes
    -----
    The model is that of `brokerage_scores`, undefined where that is, and takes the same time.
    Expectations are those of R `sna::brokerage` (exp.gli), and so are, directed, deviations of
    consultants and liaisons. The others are smaller than those of `sna` (sd.gli) and exact, as
    adding up all networks of four parties shows: `sna` leaves out pairs of two-paths that exclude
    each other, as one has a tie that the other must lack.

    References
    ----------
    Gould, R. V. and Fernandez, R. M. (1989). Structures of mediation: a formal approach to
    brokerage in transaction networks. Sociological Methodology 19, 89-126.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "link"], ["link", "choir"])
    >>> group_of = {"gp": "health", "link": "health", "choir": "vcse"}
    >>> network_brokerage_scores(network, group_of)["expected"].round(3).to_dict()["representative"]
    0.148
    """
    observed = brokerage_roles(network, group_of).sum()
    sizes = np.bincount(network.codes(group_of)).astype(np.float64)
    moments = moments_of_network(sizes, density(network), directed=network.is_directed())
    return _compared(
        observed.to_numpy(), moments.expected, moments.variance, pd.Index(_ALL, name="role")
    )


def brokerage_z(network: Network, group_of: Mapping[str, str]) -> pd.Series[float]:
    """Tell how much more often each party brokers than chance would give.

    Parameters
    ----------
    network
        Network of n nodes; self-ties and weights are ignored.
    group_of
        Group of every node; it decides the role, and so changes nothing here.

    Returns
    -------
    Series
        n numbers indexed by id, in the network's order, in standard deviations: z of the role
        total in `brokerage_scores`.

    Notes
    -----
    Takes the time of `brokerage_roles`. Not defined (NaN) where `brokerage_scores` is not.

    References
    ----------
    Gould, R. V. and Fernandez, R. M. (1989). Structures of mediation: a formal approach to
    brokerage in transaction networks. Sociological Methodology 19, 89-126.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "link"], ["link", "choir"])
    >>> group_of = {"gp": "health", "link": "health", "choir": "vcse"}
    >>> brokerage_z(network, group_of).round(2).to_dict()
    {'gp': -0.4, 'link': 2.3, 'choir': -0.4}
    """
    z = brokerage_scores(network, group_of)["z"].to_numpy().reshape(-1, len(_ALL))
    return network.series(z[:, -1].copy(), "brokerage_z")


def _compared(
    observed: NDArray[np.int64],
    expected: NDArray[np.float64],
    variance: NDArray[np.float64],
    index: pd.Index[str] | pd.MultiIndex,
) -> pd.DataFrame:
    deviation = np.sqrt(variance)
    defined = np.where(deviation > 0, deviation, np.nan)
    columns = (observed, expected, deviation, (observed - expected) / defined)
    return pd.DataFrame(dict(zip(_COLUMNS, columns, strict=True)), index=index)
