"""Which numbers of a network are compared over time, by the screen and by the command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetmap.measures import measures_of
from assetmap.views.social_capital.numbers import group_numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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
