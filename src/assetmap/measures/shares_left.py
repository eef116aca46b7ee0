"""How far what is left of ties stays within groups, where old ties fade."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assetmap.measures.linking import POWER, VOLUNTARY
from assetmap.measures.mixing import UNDEFINED, mixing_left

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetmap.network import Network


def shares_left(network: Network, group_of: Mapping[str, str]) -> dict[str, float]:
    """Return the shares of `bonding`, `linking` and so on, a tie counting what is left of it.

    Parameters
    ----------
    network
        Undirected network, the weight of a tie what is left of it, such as
        `assetmap.network.left_of_ties`; self-ties are ignored.
    group_of
        Group of every node; a sector, for linking.

    Returns
    -------
    dict
        bonding, bridging, linking, e_i_index and assortativity, as of the measures so called,
        with the sum of weights wherever they have the number of ties.

    Raises
    ------
    DataError
        If a node has no group.

    Notes
    -----
    Takes time in the number of ties, and space in groups times groups. Where all weights are
    alike these are the measures themselves. Not defined (NaN) where nothing is left of any tie;
    assortativity, as there, where all that is left lies within one group.

    References
    ----------
    Newman, M. E. J. (2003). Mixing patterns in networks. Physical Review E 67, 026126: equation 2,
    a tie of weight w as w ties.
    Burt, R. S. (2000). Decay functions. Social Networks 22, 1-28.

    Examples
    --------
    >>> from assetmap.network import Network
    >>> network = Network.from_edges(["gp", "choir"], ["choir", "walk"], [0.25, 1], directed=False)
    >>> shares_left(network, {"gp": "primary_care", "choir": "vcse", "walk": "vcse"})["bonding"]
    0.8
    """
    left = mixing_left(network, group_of)
    whole = float(left.to_numpy().sum())
    if not whole:
        names = ("bonding", "bridging", "linking", "e_i_index", "assortativity")
        return dict.fromkeys(names, UNDEFINED)
    part = left / whole
    cells = part.to_numpy()
    within, by_chance = float(np.trace(cells)), float(cells.sum(axis=1) @ cells.sum(axis=0))
    linked = part.reindex(index=sorted(VOLUNTARY), columns=sorted(POWER), fill_value=0.0)
    return {
        "bonding": within,
        "bridging": 1 - within,
        "linking": 2 * float(linked.to_numpy().sum()),  # as much again leads the other way
        "e_i_index": 1 - 2 * within,
        "assortativity": (within - by_chance) / (1 - by_chance) if by_chance < 1 else UNDEFINED,
    }
