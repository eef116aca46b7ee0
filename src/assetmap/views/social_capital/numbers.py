"""Numbers of how groups are joined, in one place for the screen and for the command."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from assetmap.measures import MEASURES
from assetmap.measures.shares_left import shares_left

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assetmap.measures import Measure
    from assetmap.network import Network

OF_GROUPS: Final = tuple(
    each for each in MEASURES.values() if each.of == "network" and each.needs == "groups"
)
"""Measures of a network and of the groups of its parties."""

_BY_SECTOR: Final = ("linking", "n_linking_ties")


def group_numbers(
    group_of: Mapping[str, str], sector_of: Mapping[str, str]
) -> dict[str, Callable[[Network], float]]:
    """Return what gives each number of `OF_GROUPS`, by name.

    Parameters
    ----------
    group_of
        Group of each party for which it is known.
    sector_of
        Sector of each party, as the model names it: linking goes by it, whatever the groups.

    Returns
    -------
    dict
        Each takes a network and looks at the pairs that are tied whichever way, among parties
        whose group is known.
    """
    return {
        each.name: partial(_of_pairs, each, sector_of if each.name in _BY_SECTOR else group_of)
        for each in OF_GROUPS
    }


def numbers_left(
    left: Network, group_of: Mapping[str, str], sector_of: Mapping[str, str]
) -> dict[str, float]:
    """Return those numbers of `OF_GROUPS` that are shares, each tie counting what is left of it.

    Parameters
    ----------
    left
        The pairs that are tied, the weight of each what is left of it.
    group_of, sector_of
        As of `group_numbers`.
    """
    shares = shares_left(pairs_of(left, group_of), group_of)
    return shares | {"linking": shares_left(pairs_of(left, sector_of), sector_of)["linking"]}


def pairs_of(network: Network, group_of: Mapping[str, str]) -> Network:
    """Return the pairs that are tied whichever way, among parties whose group is known."""
    pairs = network.to_undirected().without_self_ties()
    known = [node for node in pairs.nodes if node in group_of]
    return pairs if len(known) == len(pairs) else pairs.subnetwork(known)


def _of_pairs(measure: Measure, group_of: Mapping[str, str], network: Network) -> float:
    function: Callable[[Network, Mapping[str, str]], float] = measure.function
    return function(pairs_of(network, group_of), group_of)
