"""What comes apart when a party or a tie goes."""

from __future__ import annotations

from typing import Final

from assetmap.measures import bridges, resilience
from assetmap.measures.registry.measure import Measure

_HOPCROFT: Final = "Hopcroft and Tarjan (1973), Communications of the ACM 16, 372-378"
_ALBERT: Final = "Albert, Jeong and Barabasi (2000), Nature 406, 378-382"
_BORGATTI: Final = "Borgatti (2006), Computational and Mathematical Organization Theory 12, 21-34"
_TARJAN: Final = "Tarjan (1974), Information Processing Letters 2, 160-161"
_HELD_IN: Final = "A newcomer whose only tie is to it; a second tie to those it holds in lowers it."

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
        raised_by="Newcomers with a single tie; a second tie to those who have one lowers it.",
    ),
    Measure(
        "n_bridges",
        "Ties that nothing stands in for",
        "How many ties are the only way between those on either side: if one ends, somebody is "
        "cut off.",
        "ties",
        "number of bridges, directions aside",
        _TARJAN,
        "network",
        bridges.n_bridges,
        raised_by="Newcomers with a single tie; a second tie across the same gap lowers it.",
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
        raised_by=_HELD_IN,
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
        raised_by=_HELD_IN,
    ),
    Measure(
        "largest_piece_left",
        "Still together without it",
        "How many parties would be in the largest group that is left of the map if it closed.",
        "parties",
        "parties in the largest component once the party is gone, directions aside",
        _ALBERT,
        "party",
        resilience.largest_piece_left,
        raised_by="Ties between groups that go round it.",
    ),
    Measure(
        "lost_reach",
        "Pairs parted without it",
        "How many pairs of others could no longer reach each other by any chain of ties if it "
        "closed.",
        "pairs of parties",
        "pairs of others joined by a path now, less those joined by one once the party is gone, "
        "directions aside",
        _BORGATTI,
        "party",
        resilience.lost_reach,
        raised_by=_HELD_IN,
    ),
)
