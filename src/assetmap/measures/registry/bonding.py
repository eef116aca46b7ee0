"""How far ties stay within groups, join them, and reach those with power."""

from __future__ import annotations

from typing import Final

from assetmap.measures import bonding, bridging, linking, mixing
from assetmap.measures.registry.measure import Measure

_PUTNAM: Final = "Putnam (2000), Bowling Alone, chapter 1"
_KRACKHARDT: Final = "Krackhardt and Stern (1988), Social Psychology Quarterly 51, 123-140"
_NEWMAN: Final = "Newman (2003), Physical Review E 67, 026126"
_SZRETER: Final = "Szreter and Woolcock (2004), International Journal of Epidemiology 33, 650-667"
_SHARE: Final = "share, 0 to 1"
_INDEX: Final = "-1 to 1"
_MEET_OWN: Final = "Ties between those who are alike, such as a forum of clubs or of practices."
_MEET_OTHERS: Final = (
    "Ties to those who are unlike: a club and a practice, a mosque and a school, one town and the "
    "next."
)

BONDING: Final = (
    Measure(
        "bonding",
        "Ties among like",
        "The share of ties that stay within a group, such as a sector: close ties that people "
        "lean on from day to day.",
        _SHARE,
        "ties within groups, over m",
        _PUTNAM,
        "network",
        bonding.bonding,
        _MEET_OWN,
        "groups",
    ),
    Measure(
        "bridging",
        "Ties across",
        "The share of ties that join two groups, such as two sectors: how news, help and people "
        "get from one to the other.",
        _SHARE,
        "ties between groups, over m",
        _PUTNAM,
        "network",
        bridging.bridging,
        _MEET_OTHERS,
        "groups",
    ),
    Measure(
        "linking",
        "Ties to those with power",
        "The share of ties that join voluntary or faith groups to the NHS, practices, the council "
        "or funders: how far those who know a place are heard by those who decide about it.",
        _SHARE,
        "ties between sectors vcse, faith and nhs, primary_care, council, funder, over m",
        _SZRETER,
        "network",
        linking.linking,
        "Working relations between voluntary groups and whoever plans and pays: a seat on a "
        "board, a named contact, a shared project.",
        "groups",
    ),
    Measure(
        "n_linking_ties",
        "Number of ties to those with power",
        "How many ties join voluntary or faith groups to the NHS, practices, the council or "
        "funders.",
        "ties",
        "ties between sectors vcse, faith and nhs, primary_care, council, funder",
        _SZRETER,
        "network",
        linking.n_linking_ties,
        "Working relations between voluntary groups and whoever plans and pays.",
        "groups",
    ),
    Measure(
        "e_i_index",
        "Across rather than among like",
        "Whether ties go across groups (towards 1), stay within them (towards -1), or do both "
        "alike (0).",
        _INDEX,
        "(E - I) / (E + I), E ties between groups and I within them",
        _KRACKHARDT,
        "network",
        bonding.e_i_index,
        _MEET_OTHERS,
        "groups",
    ),
    Measure(
        "assortativity",
        "Like keeps to like",
        "How far ties keep to their group beyond what the number of each group's ties would give: "
        "1 if they never cross, 0 if groups do not matter, below 0 if they seek others.",
        _INDEX,
        "(sum e_ii - sum a_i b_i) / (1 - sum a_i b_i), e the shares of ties from group to group",
        _NEWMAN,
        "network",
        mixing.assortativity,
        "Ties between those who are alike; ties to those who are unlike lower it.",
        "groups",
    ),
    Measure(
        "group_bonding",
        "Of a group's ties, those within it",
        "The share of a group's ties that stay within it: near 1 it keeps to itself.",
        _SHARE,
        "ties within the group, over ties with an end in it",
        _KRACKHARDT,
        "group",
        bonding.group_bonding,
        _MEET_OWN,
        "groups",
    ),
    Measure(
        "group_e_i_index",
        "A group's ties, across rather than within",
        "Whether a group's ties go to others (towards 1) or stay within it (towards -1).",
        _INDEX,
        "(E - I) / (E + I), of ties with an end in the group",
        _KRACKHARDT,
        "group",
        bonding.group_e_i_index,
        _MEET_OTHERS,
        "groups",
    ),
    Measure(
        "party_e_i_index",
        "Its ties, across rather than among like",
        "Whether its ties go to other groups (towards 1) or to its own (towards -1).",
        _INDEX,
        "(E - I) / (E + I), of its ties out and in",
        _KRACKHARDT,
        "party",
        bonding.party_e_i_index,
        _MEET_OTHERS,
        "groups",
    ),
    Measure(
        "n_groups_met",
        "Other groups it is tied to",
        "How many groups other than its own it has a tie with.",
        "groups",
        "distinct groups of its contacts, less its own",
        "Burt (1983), Range, in Applied Network Analysis",
        "party",
        bridging.n_groups_met,
        "A first tie with somebody from a group that it does not know yet.",
        "groups",
    ),
)
