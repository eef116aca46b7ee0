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
TITLES: Final[Mapping[str, tuple[str, str]]] = {
    "density": ("Ties made, had all answered", "Share of all possible ties that are named."),
    "mean_degree": (
        "Partners that each names, had all answered",
        "How many others one organisation names.",
    ),
    "degree_centralisation": (
        "Ties gathered at one, had all answered",
        "How far ties hang on one organisation: 0% not at all, 100% wholly.",
    ),
    "reciprocity": (
        "Ties returned, had all answered",
        "Share of ties named that the other names too.",
    ),
    "transitivity": (
        "Partners' partners, had all answered",
        "How often two partners of one organisation are tied to each other.",
    ),
    "bridging": ("Ties between sectors, had all answered", "Share of ties that join two sectors."),
    "mean_trust": ("Trust, had all answered", "How far partners rely on each other, 1 to 4."),
    "mean_value": (
        "Value to each other, had all answered",
        "How much partners bring to each other, 1 to 4.",
    ),
}


def shown(name: str, *values: float) -> list[str]:
    """Return values of a number in words; shares that differ by less than one per cent as such."""
    if name not in SHARES:
        return [f"{value:.2f}" for value in values]
    whole = [share_words(value) for value in values]
    return whole if len(set(whole)) == len(whole) else [f"{value:.1%}" for value in values]


def from_to(name: str, before: float, after: float) -> str:
    """Return how a number went from one day to the other, in words."""
    return "from {} to {}".format(*shown(name, before, after))
