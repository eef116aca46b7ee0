"""Which numbers of a network are compared over time, by the screen and by the command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetmap.measures import measures_of
from assetmap.measures.equal_footing import shares_of_groups
from assetmap.views.social_capital.numbers import group_numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from assetmap.network import Network


def numbers_compared(sector_of: Mapping[str, str]) -> dict[str, Callable[[Network], float]]:
    """Return what gives each number of a network that is compared over time, by name.

    Parameters
    ----------
    sector_of
        Sector by id: groups are sectors.

    Returns
    -------
    dict
        Every measure of a network alone, and those of groups.
    """
    of_network = {each.name: each.function for each in measures_of("network")}
    return {**of_network, **group_numbers(sector_of, sector_of)}


def footing_compared(
    sector_of: Mapping[str, str], rosters: Iterable[Iterable[str]]
) -> dict[str, Callable[[Network], float]]:
    """Return what gives each sector's share of what hangs on ties, by `share_name`.

    Parameters
    ----------
    sector_of
        Sector by id; who has none is of other sectors.
    rosters
        The nodes of each network of which they are told.
    """
    nodes = {id_ for roster in rosters for id_ in roster}
    return shares_of_groups({id_: sector_of.get(id_, "other") for id_ in nodes})
