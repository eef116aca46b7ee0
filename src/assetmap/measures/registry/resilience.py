"""What comes apart when a party goes."""

from __future__ import annotations

from typing import Final

from assetmap.measures import resilience
from assetmap.measures.registry.measure import Measure

_HOPCROFT: Final = "Hopcroft and Tarjan (1973), Communications of the ACM 16, 372-378"

RESILIENCE: Final = (
    Measure(
        "n_articulation_points",
        "Whose loss would split the map",
        "How many parties hold others in: if one of them closes, somebody is cut off.",
        "parties",
        "number of articulation points, directions aside",
        _HOPCROFT,
        "network",
        resilience.n_articulation_points,
    ),
    Measure(
        "is_articulation_point",
        "Holds others in",
        "Whether somebody would be cut off if it closed.",
        "yes or no",
        "articulation points, directions aside",
        _HOPCROFT,
        "party",
        resilience.is_articulation_point,
    ),
    Measure(
        "n_cut_off",
        "Cut off without it",
        "How many others would be cut off from the largest group that is left of its piece if it "
        "closed.",
        "parties",
        "size of the piece, less 1, less its largest part once the party is gone",
        _HOPCROFT,
        "party",
        resilience.n_cut_off,
    ),
)
