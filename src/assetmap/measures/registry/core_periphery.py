"""Whether there is a core, and who is in it."""

from __future__ import annotations

from typing import Final

from assetmap.measures import core_periphery
from assetmap.measures.registry.measure import Measure

_BORGATTI: Final = "Borgatti and Everett (1999), Social Networks 21, 375-395"

CORE_PERIPHERY: Final = (
    Measure(
        "core_periphery_fit",
        "One circle in the middle",
        "How closely the map is one inner circle who all work with each other, and others around "
        "it who do not: at 1 exactly so, near 0 not at all.",
        "correlation, 0 to 1",
        "the highest Pearson correlation of any core, over pairs in the core (ideal 1) and pairs "
        "in the periphery (ideal 0), between the ideal and whether the pair is tied; directions "
        "aside; searched for beyond 18 parties",
        _BORGATTI,
        "network",
        core_periphery.core_periphery_fit,
        raised_by="Ties that the inner circle still lacks among itself; ties between those around "
        "it lower it.",
    ),
    Measure(
        "core_membership",
        "In the inner circle",
        "Whether it is in the circle in the middle: of all circles the one that is tied most "
        "within and leaves fewest ties around it. How near it comes to all being tied is told by "
        "One circle in the middle; empty where another could stand in its place.",
        "1 in it, 0 around it",
        "the core of the highest correlation between whether a pair is tied and the ideal: all in "
        "it tied, none around it; searched for beyond 18 parties",
        _BORGATTI,
        "party",
        core_periphery.core_membership,
        raised_by="More ties of its own, to those who have many.",
    ),
)
