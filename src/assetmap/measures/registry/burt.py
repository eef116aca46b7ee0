"""Whether each party's contacts know each other (Burt's structural holes)."""

from __future__ import annotations

from typing import Final

from assetmap.measures import burt
from assetmap.measures.registry.measure import Measure

_BURT: Final = "Burt (1992), Structural Holes"

BURT: Final = (
    Measure(
        "constraint",
        "Tied down",
        "How much its ties lead back to the same few: low for one who links circles that do not "
        "know each other, high for one in a closed circle.",
        "from 0; about 1 is closed in",
        "sum over contacts j of (p_ij + sum over q of p_iq p_qj) squared",
        f"{_BURT}; Burt (2004), American Journal of Sociology 110, 349-399",
        "party",
        burt.constraint,
        raised_by="Ties among those it already works with; a tie to a new circle lowers it.",
    ),
    Measure(
        "effective_size",
        "Separate contacts",
        "How many of those it works with bring it something that the others do not: contacts who "
        "also work with each other count for less than one each.",
        "contacts, those tied to each other counted in part",
        "sum over contacts j of (1 - sum over q of p_iq m_jq); unweighted, contacts less "
        "2 x ties among them / contacts",
        f"{_BURT}; Borgatti (1997), Connections 20, 35-38",
        "party",
        burt.effective_size,
        raised_by="A tie to somebody whom none of its contacts works with.",
    ),
    Measure(
        "efficiency",
        "Share of contacts that are separate",
        "How much of its circle brings it something of its own: at 1 none of its contacts works "
        "with another, near 0 they all work with each other already.",
        "share, 0 to 1",
        "effective size, over the number of contacts",
        _BURT,
        "party",
        burt.efficiency,
        raised_by="Contacts in circles that do not know each other.",
    ),
)
