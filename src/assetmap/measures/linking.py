"""How far the voluntary sector is tied to those with power."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.measures.mixing import UNDEFINED, grouped_arcs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetmap.network import Network

VOLUNTARY: Final = frozenset({"vcse", "faith"})
"""Sectors of what people do together of their own will."""

POWER: Final = frozenset({"nhs", "primary_care", "council", "funder"})
"""Sectors with power over a place: they hold the public or charitable money, plan and commission
what it is spent on, and decide who is referred where. Schools, housing associations and firms have
power over their own pupils, tenants and customers, and none over the rest: they are partners like
any other. This is the one place where that is settled."""


def n_linking_ties(network: Network, group_of: Mapping[str, str]) -> int:
    """Count the ties that join the voluntary sector to those with power.

    Parameters
    ----------
    network
        Any network; self-ties and weights are ignored.
    group_of
        Sector of every node, in the words of the vocabulary `sector`.

    Returns
    -------
    int
        Ties with one end in a sector of `VOLUNTARY` and the other in one of `POWER`, whichever
        way they lead; directed, a tie both ways is two.

    Notes
    -----
    Takes time in the number of ties. Defined for every network.

    References
    ----------
    Szreter, S. and Woolcock, M. (2004). Health by association? Social capital, social theory,
    and the political economy of public health. International Journal of Epidemiology 33,
    650-667.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "choir"], ["choir", "walk"])
    >>> n_linking_ties(network, {"gp": "primary_care", "choir": "vcse", "walk": "vcse"})
    1
    """
    n_arcs = _n_linking_arcs(network, group_of)
    return n_arcs if network.is_directed() else n_arcs // 2


def linking(network: Network, group_of: Mapping[str, str]) -> float:
    """Return the share of ties that join the voluntary sector to those with power.

    Parameters
    ----------
    network
        Any network; self-ties and weights are ignored.
    group_of
        Sector of every node, in the words of the vocabulary `sector`.

    Returns
    -------
    float
        From 0 to 1: `n_linking_ties` over all ties.

    Notes
    -----
    Takes time in the number of ties. Not defined (NaN) without ties.

    References
    ----------
    Szreter, S. and Woolcock, M. (2004). Health by association? Social capital, social theory,
    and the political economy of public health. International Journal of Epidemiology 33,
    650-667.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "choir"], ["choir", "walk"])
    >>> linking(network, {"gp": "primary_care", "choir": "vcse", "walk": "vcse"})
    0.5
    """
    n_arcs = network.n_arcs
    return _n_linking_arcs(network, group_of) / n_arcs if n_arcs else UNDEFINED


def _n_linking_arcs(network: Network, group_of: Mapping[str, str]) -> int:
    arcs = grouped_arcs(network, group_of)
    is_voluntary = np.array([name in VOLUNTARY for name in arcs.names], dtype=bool)
    has_power = np.array([name in POWER for name in arcs.names], dtype=bool)
    joins = is_voluntary[arcs.source] & has_power[arcs.target]
    joins |= has_power[arcs.source] & is_voluntary[arcs.target]
    return int(joins.sum())
