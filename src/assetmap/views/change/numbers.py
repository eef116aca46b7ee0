"""Which numbers of a network are told over time, and how each is called and written."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from assetmap.measures.bridging import bridging
from assetmap.measures.centralisation import degree_centralisation
from assetmap.measures.clustering import transitivity
from assetmap.measures.cohesion import density, reciprocity
from assetmap.views.social_capital.dimension import share_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assetmap.network import Network


def _mean_degree(network: Network) -> float:
    return network.number_of_edges() / len(network) if len(network) else math.nan


def measures_of(sector_of: Mapping[str, str]) -> dict[str, Callable[[Network], float]]:
    """Return what gives each number of a network, by name.

    Parameters
    ----------
    sector_of
        Sector by id; ties of those who have none are not of sectors.
    """

    def across(network: Network) -> float:
        known = network.subnetwork(id_ for id_ in network.nodes if sector_of.get(id_))
        return bridging(known.to_undirected(), sector_of)

    return {
        "density": density,
        "mean_degree": _mean_degree,
        "degree_centralisation": degree_centralisation,
        "reciprocity": reciprocity,
        "transitivity": transitivity,
        "bridging": across,
    }


SHARES: Final = frozenset(
    {"density", "degree_centralisation", "reciprocity", "transitivity", "bridging"}
)
TITLES: Final[Mapping[str, tuple[str, str]]] = {
    "density": ("Ties made", "Share of all possible ties that are named."),
    "mean_degree": ("Partners that each names", "How many others one organisation names."),
    "degree_centralisation": (
        "Ties gathered at one",
        "How far ties hang on one organisation: 0% not at all, 100% wholly.",
    ),
    "reciprocity": ("Ties named back", "Share of ties named that the other names too."),
    "transitivity": (
        "Partners' partners",
        "How often two partners of one organisation are tied to each other.",
    ),
    "bridging": ("Ties between sectors", "Share of ties that join two sectors."),
    "mean_trust": ("Trust", "How far partners rely on each other, 1 to 4."),
    "mean_value": ("Value to each other", "How much partners bring to each other, 1 to 4."),
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
