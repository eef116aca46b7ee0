"""What the columns of the tables mean that are no measure of the list."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from assetmap.measures import MEASURES
from assetmap.measures.trust import SCORES

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

WHOLE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "nodes": "Parties of the network, those without a tie too.",
        "ties": "Ties of the network; one that a party has with itself is one.",
        "intervals": "Between what each value would lie had all who were asked answered, nine "
        "times in ten, drawn out to what was answered; null where no such interval is known to "
        "hold.",
        "had_all_answered": "The same interval, of what the value would be for all.",
        "bounds": "What each value can be no less and no more than, whatever the silent would "
        "have said; null where that is not known.",
        "not_known": "Why neither is known.",
    }
)
"""What stands beside the values of every network."""

_OF_EVERY_TABLE: Final = {
    "id": "The party's id.",
    "name": "What it is called.",
    "label": "What it is: an organisation, a champion, an activity and so on.",
    "sector": "Its sector.",
}
_SCORE: Final = (
    "Mean of what those who work with it said of its {}, 1 (not at all) to 4 (a great deal), over "
    "those who said so."
)
_EQUAL_FOOTING: Final = {
    "organisations": "Organisations of the sector.",
    "share_of_organisations": "The sector's organisations, over all organisations.",
    "what": "What is shared out: ties, joining others, referrals, money or seats.",
    "amount": "How much of it the sector has.",
    "share": "The sector's amount over that of all sectors, in words.",
    "part": "The same share as a number, 0 to 1; null where it is not told.",
    "low": "The least that the share of ties or of joining others would be had all answered, nine "
    "times in ten; null where that is not known.",
    "high": "The most that it would be then.",
    "ratio": "The sector's share of it over its share of organisations: 1 is an even share, 0.5 "
    "half of one.",
}
_ROLES: Final = {
    "role": "Role of a broker, then all roles together (total).",
    "observed": "How often anybody brokers in that role.",
    "expected": "How often somebody would if as many ties fell by chance between the same groups.",
    "deviation": "By how much that would differ from case to case: its standard deviation.",
    "z": "(observed - expected) / deviation: above 2 is more than chance would give.",
}
_BRIDGES: Final = {
    "source": "One end of the tie.",
    "target": "Its other end.",
    "n_cut_off": "Parties on the smaller side, who would be cut off if the tie ended.",
    "lost_reach": "Pairs that could no longer reach each other if the tie ended.",
}
_WORST_REMOVALS: Final = {
    "n_cut_off": "Others cut off from the largest group of its piece when it goes, after those "
    "above it have gone.",
    "largest_piece_left": "Parties still together when it and those above it have gone.",
    "n_pairs_left": "Pairs that can still reach each other then.",
}
_MOVED: Final = {
    "name": "The measure.",
    "before": "The number on the earlier day; of a survey in which some were silent, what it would "
    "be for all.",
    "after": "The same on the later day.",
    "low": "The least that the difference would be, nine times in ten.",
    "high": "The most that it would be.",
    "moved": "up or down where the difference is beyond what silence can explain.",
}
_PLACES: Final = {
    "rank": "Its place by {} in this table, 1 the largest; equals share the mean of theirs.",
    "rank_low": "The best place by {} that it could have; a note says which sort of end it is.",
    "rank_high": "The worst place by {} that it could have.",
    "standard_error": "By how much the estimate of {} may be off: its standard error.",
}
_OF_TABLE: Final[Mapping[str, Mapping[str, str]]] = {
    "equal_footing": _EQUAL_FOOTING,
    "mixing": {
        "group": "One group.",
        "other": "Another, or the same.",
        "ties": "Pairs tied, one of each; within a group each pair counts once.",
    },
    "mean_scores": {
        "score": "What partners judge of each other.",
        "mean": "Mean of it over organisations, 1 (not at all) to 4 (a great deal); each counts "
        "once, however many said so.",
        "low": "The least that the mean would be had all answered, nine times in ten; null where "
        "that is not known.",
        "high": "The most that it would be then.",
    },
    "scores": {name: _SCORE.format(name) for name in SCORES},
    "closeness": {
        "name": "The step of closeness.",
        "words": "The same in everyday words.",
        "ties": "Pairs of partners on that step: the lower one where the two see it differently.",
    },
    "parties": {
        "pairs": "Pairs that it joins who have no tie of their own, whoever of them names the "
        "other; each pair once."
    },
    "roles": _ROLES,
    "bridges": _BRIDGES,
    "worst_removals": _WORST_REMOVALS,
    "days": {"from_on": "The earlier day.", "to_on": "The later day."},
    "moved": _MOVED,
    "shares_moved": {
        "sector": "The sector.",
        "what": "What it has a share of: ties, or joining others.",
        "before": "Its share of what all have on the earlier day, 0 to 1; of a survey in which "
        "some were silent, what it would be for all.",
        **{name: _MOVED[name] for name in ("after", "low", "high", "moved")},
    },
    "tie_changes": {
        "source": "One end of the tie, who names the other.",
        "target": "Its other end.",
        "change": "made or lost.",
        "is_through_party": "Whether an end of it came or went, so that the tie had to.",
    },
    "party_changes": {"change": "come or gone."},
}


def column_meanings(tables: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """Return what each column means that is not a measure of the list.

    Parameters
    ----------
    tables
        By the key that they have in JSON.

    Returns
    -------
    dict
        By TABLE.COLUMN, in the order of the tables.

    Raises
    ------
    KeyError
        If nothing says what a column means.
    """
    return {
        f"{table}.{column}": _meaning(table, str(column))
        for table, rows in tables.items()
        for column in rows.columns
        if column in _OF_TABLE.get(table, {}) or column not in MEASURES
    }


def _meaning(table: str, column: str) -> str:
    said = _OF_TABLE.get(table, {}).get(column) or _OF_EVERY_TABLE.get(column)
    if said:
        return said
    for ending, words in _PLACES.items():
        if column.endswith(f"_{ending}") and column.removesuffix(f"_{ending}") in MEASURES:
            return words.format(column.removesuffix(f"_{ending}"))
    msg = f"{table}.{column}"
    raise KeyError(msg)
