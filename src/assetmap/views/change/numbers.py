"""Which numbers of a network are told over time, and how each is called and written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetmap.measures import measures_of
from assetmap.views.social_capital.dimension import share_words
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
        Every measure of a network alone, and those of groups. The screen tells
        those in `TITLES`, the command all.
    """
    of_network = {each.name: each.function for each in measures_of("network")}
    return {**of_network, **group_numbers(sector_of, sector_of)}


SHARES: Final = frozenset(
    {"density", "degree_centralisation", "reciprocity", "transitivity", "bridging"}
)
# What a survey was answered stands elsewhere under the plain title: here it is made good for those
# who were silent, so that two surveys compare whoever answered which.
TITLES: Final[Mapping[str, str]] = {
    "density": "Ties made, had all answered",
    "mean_degree": "Partners that each names, had all answered",
    "degree_centralisation": "Ties gathered at one, had all answered",
    "reciprocity": "Ties returned, had all answered",
    "transitivity": "Partners' partners, had all answered",
    "bridging": "Ties between sectors, had all answered",
    "mean_trust": "Trust, had all answered",
    "mean_value": "Value to each other, had all answered",
}
"""What the screen calls those of `numbers_compared` that it tells, by name."""


def told_over_time(sector_of: Mapping[str, str]) -> dict[str, Callable[[Network], float]]:
    """Return those of `numbers_compared` that the screen tells."""
    return {name: each for name, each in numbers_compared(sector_of).items() if name in TITLES}


def shown(name: str, *values: float) -> list[str]:
    """Return values of a number in words; shares that differ by less than one per cent as such."""
    if name not in SHARES:
        return [f"{value:.2f}" for value in values]
    whole = [share_words(value) for value in values]
    return whole if len(set(whole)) == len(whole) else [f"{value:.1%}" for value in values]


def from_to(name: str, before: float, after: float) -> str:
    """Return how a number went from one day to the other, in words."""
    return "from {} to {}".format(*shown(name, before, after))
