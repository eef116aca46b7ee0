"""Every measure of a party that a screen offers: to colour the map by, or to put in order by."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from assetmap.measures import MEASURES, measures_of
from assetmap.measures.distances import reach

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from assetmap.measures import Measure
    from assetmap.network import Network

_FIRST: Final = ("component", "cluster", "degree", "betweenness")
_STEPS: Final = {
    "reach_3": (3, "three", "twice"),
    "reach_4": (4, "four", "three times"),
    "reach_5": (5, "five", "four times"),
}
"""Of `reach` within more than two steps: how many, in words, and how often a word is passed on."""


def _reach_within(name: str) -> Measure:
    n_steps, words, often = _STEPS[name]
    return replace(
        MEASURES["reach"],
        name=name,
        title=f"Reached in {words} steps",
        sentence="The share of all others to whom a word from it comes if it is passed on "
        f"{often}: along {words} ties at most.",
        formula=f"others within {words} steps along directions, over n - 1",
        function=partial(reach, n_steps=n_steps),
    )


def _of_party() -> Iterator[Measure]:
    yield from (MEASURES[name] for name in _FIRST)
    for each in measures_of("party"):
        yield each
        if each.name == "reach":
            yield from (_reach_within(name) for name in _STEPS)
    yield from (each for each in MEASURES.values() if each.of == "party")


PARTY_MEASURES: Final[dict[str, Measure]] = {each.name: each for each in _of_party()}
"""By name: what a network tells of a party, then what groups tell, and what partners say.

The map of ties is coloured by any of them.
"""

_PUTS_NOBODY_IN_ORDER: Final = frozenset(
    {
        # which, or whether, and no amount
        *("component", "cluster", "is_articulation_point", "core_membership"),
        # how partners rate each other is for each to see, and gives nobody marks
        *("trust", "value", "n_raters"),
        # the screen Brokers has them side by side
        *("brokerage", "coordinator", "consultant", "gatekeeper", "representative", "liaison"),
        "brokerage_z",
        # says much the same as another
        *("in_strength", "out_strength", "closeness", "efficiency", "largest_piece_left"),
    }
)

RANKED: Final = tuple(name for name in PARTY_MEASURES if name not in _PUTS_NOBODY_IN_ORDER)
"""Measures of parties by which organisations may be put in order."""


def sort_of(name: str) -> str:
    """Return what a measure is called where it does not matter within how many steps it is."""
    return "reach" if name in _STEPS else name


def measured(measure: Measure, network: Network, group_of: Mapping[str, str]) -> pd.Series[float]:
    """Return what a measure gives each party of a network.

    Parameters
    ----------
    measure
        A measure of parties, of the network alone or of groups too.
    network
        The network.
    group_of
        Group of each party; one without a group is left out of what is measured of groups.
    """
    if measure.needs == "groups":
        known = network.subnetwork(node for node in network.nodes if node in group_of)
        found: pd.Series[float] = measure.function(known, group_of).reindex(list(network.nodes))
    else:
        found = measure.function(network)
    values: pd.Series[float] = found.astype("float64")
    return values
