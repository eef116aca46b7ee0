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
        "correlation, -1 to 1",
        "Pearson correlation, over pairs in the core (ideal 1) and pairs in the periphery "
        "(ideal 0), between the ideal and whether the pair is tied; directions aside",
        _BORGATTI,
        "network",
        core_periphery.core_periphery_fit,
        raised_by="Ties that the inner circle still lacks among itself; ties between those around "
        "it lower it.",
    ),
    Measure(
        "core_membership",
        "In the inner circle",
        "Whether it is one of those in the middle who nearly all work with each other; empty "
        "where ties alone cannot tell it from others with as many.",
        "1 in it, 0 around it",
        "core of the fewest faults: pairs in it that are not tied, pairs outside it that are",
        f"{_BORGATTI}; Lip (2011), arXiv 1102.5511",
        "party",
        core_periphery.core_membership,
        raised_by="More ties of its own, to those who have many.",
    ),
)
