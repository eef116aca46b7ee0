"""Bonding, bridging and linking: how far ties stay among like, go across, and reach power."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypedDict

import numpy as np
import pandas as pd

from assetmap.measures import MEASURES
from assetmap.measures.bonding import group_bonding
from assetmap.measures.linking import POWER, VOLUNTARY
from assetmap.measures.mixing import mixing_matrix
from assetmap.views.social_capital.dimension import SHARES, Part, Side, dimension, share_words
from assetmap.views.social_capital.numbers import group_numbers, pairs_of
from assetmap.views.wording import counted, uncapitalised

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from assetmap.model import Snapshot
    from assetmap.network import Network
    from assetmap.views.social_capital.groupings import Grouping

_CLEARLY: Final = 0.1  # of assortativity, above which groups keep to themselves
_MOST_PARTS: Final = 4
_UNTIED: Final = "Nothing can be said of this without a tie."

GROUPS_WORDS: Final = (
    f"Of these, within it: {uncapitalised(MEASURES['group_bonding'].sentence)} What would raise "
    f"it: {uncapitalised(MEASURES['group_bonding'].raised_by)}"
)
"""What a group's share of ties within it means, and what would raise it."""


class GroupRow(TypedDict):
    """One group: how many parties, ties, and how many of those ties stay within it."""

    group: str
    parties: int
    ties: int
    within: str


@dataclass(frozen=True, slots=True)
class GroupsJoined:
    """How the groups of a place are joined.

    Attributes
    ----------
    sides
        Bonding, bridging and linking.
    groups
        A row a group, those with the most ties first, then by name.
    mixing
        How many ties join each group to each; a tie within a group counts once.
    n_left_out
        Parties whose group is not known.
    """

    sides: tuple[Side, ...]
    groups: list[GroupRow]
    mixing: pd.DataFrame
    n_left_out: int


def groups_joined(
    snapshot: Snapshot, network: Network, grouping: Grouping, sureness: str
) -> GroupsJoined:
    """Return how the groups of a network are joined.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    network
        Any network of it; a tie is a pair that is tied, whichever way.
    grouping
        Which groups. Linking goes by sector always.
    sureness
        What the numbers rest on, as a sentence.
    """
    group_of = grouping.group_of(snapshot)
    numbers = {
        name: float(number(network))
        for name, number in group_numbers(group_of, snapshot.sector_of).items()
    }
    grouped = pairs_of(network, group_of)
    mixing = _pairs(mixing_matrix(grouped, group_of))
    within = group_bonding(grouped, group_of)
    groups = _groups(grouped, group_of, mixing, within)
    sectored = pairs_of(network, snapshot.sector_of)
    sides = (
        _bonding(numbers, grouping, _within(groups, within), sureness),
        _bridging(numbers, grouping, mixing, sureness),
        _linking(numbers, _linked(snapshot, sectored), sureness),
    )
    return GroupsJoined(sides, groups, mixing, len(network) - len(grouped))


def _bonding(
    numbers: Mapping[str, float], grouping: Grouping, parts: tuple[Part, ...], sureness: str
) -> Side:
    share = share_words(numbers["bonding"])
    compared = _compared(numbers["assortativity"], grouping)
    sentence = f"{share} of ties join two of the same {grouping.one}. {compared}"
    return _side("bonding", "Bonding", numbers, (sentence, sureness), parts)


def _compared(beyond: float, grouping: Grouping) -> str:
    if math.isnan(beyond):
        return f"There is only one {grouping.one} with ties, so there was no other to choose."
    than = "about as many as"
    if abs(beyond) > _CLEARLY:
        than = "more than" if beyond > 0 else "fewer than"
    return f"That is {than} if nobody minded the {grouping.one} of those they work with."


def _within(groups: list[GroupRow], within: pd.Series[float]) -> tuple[Part, ...]:
    """Return how far those groups that have the most ties keep to themselves."""
    tied = [row for row in groups if row["ties"]]
    return tuple(
        Part(row["group"], float(within[row["group"]]), _of_ties(row)) for row in tied[:_MOST_PARTS]
    )


def _of_ties(row: GroupRow) -> str:
    return f"{row['within']} of {counted(row['ties'], 'tie')}"


def _bridging(
    numbers: Mapping[str, float], grouping: Grouping, mixing: pd.DataFrame, sureness: str
) -> Side:
    between = sorted(
        (-int(mixing.loc[one, other]), one, other)
        for one in mixing.index
        for other in mixing.columns
        if one < other and mixing.loc[one, other]
    )
    sentence = f"{share_words(numbers['bridging'])} of ties join two different {grouping.several}"
    if between:
        n, one, other = between[0]
        sentence += f"; the most, {-n:,}, join {one} and {other}"
    n_ties = int(_upper(mixing).sum())
    parts = tuple(
        Part(f"{one} and {other}", -n / n_ties, counted(-n, "tie"))
        for n, one, other in between[:_MOST_PARTS]
    )
    return _side("bridging", "Bridging", numbers, (f"{sentence}.", sureness), parts)


def _linking(numbers: Mapping[str, float], parts: tuple[Part, ...], sureness: str) -> Side:
    n_ties = int(numbers["n_linking_ties"])
    joins = "joins" if n_ties == 1 else "join"
    sentence = (
        f"{counted(n_ties, 'tie')} ({share_words(numbers['linking'])}) {joins} a voluntary or "
        "faith group to the NHS, a practice, the council or a funder: those who decide what is "
        "paid for."
    )
    return _side("linking", "Linking", numbers, (sentence, sureness), parts)


def _linked(snapshot: Snapshot, pairs: Network) -> tuple[Part, ...]:
    """Return how many ties voluntary and faith groups have to each sector with power."""
    mixing = mixing_matrix(pairs, snapshot.sector_of)
    n_ties = pairs.number_of_edges()
    reached = mixing.reindex(index=sorted(VOLUNTARY), columns=sorted(POWER), fill_value=0).sum()
    words = {term.value: term.label for term in snapshot.terms("sector")}
    return tuple(
        Part(words[sector], int(reached[sector]) / n_ties, counted(int(reached[sector]), "tie"))
        for sector in sorted(POWER, key=lambda each: (-int(reached[each]), words[each]))
        if n_ties
    )


def _side(
    name: str,
    title: str,
    numbers: Mapping[str, float],
    said: tuple[str, str],
    parts: tuple[Part, ...],
) -> Side:
    sentence, sureness = said
    found = dimension(name, numbers[name], sentence, sureness=sureness, undefined=_UNTIED)
    return Side(
        name=name,
        title=title,
        meaning=MEASURES[name].sentence,
        dimensions=(found,),
        whole="Of all ties",
        parts=parts,
        scale=SHARES,
        raised_by=found["raised_by"],
    )


def _pairs(matrix: pd.DataFrame) -> pd.DataFrame:
    """Return how many pairs join two groups, from a table that has those within one twice."""
    counts = matrix.to_numpy().copy()
    counts[range(len(counts)), range(len(counts))] //= 2
    return pd.DataFrame(counts, index=matrix.index, columns=matrix.columns)


def _upper(mixing: pd.DataFrame) -> NDArray[np.int64]:
    return np.triu(mixing.to_numpy())


def _groups(
    network: Network,
    group_of: Mapping[str, str],
    mixing: pd.DataFrame,
    within: pd.Series[float],
) -> list[GroupRow]:
    sizes = Counter(group_of[node] for node in network.nodes)
    n_ties = dict(zip(mixing.columns, mixing.to_numpy().sum(axis=0).tolist(), strict=True))
    rows = [
        GroupRow(
            group=group,
            parties=sizes[group],
            ties=n_ties[group],
            within=share_words(part) if math.isfinite(part) else "no tie",
        )
        for group, part in zip(mixing.index, within.tolist(), strict=True)
    ]
    return sorted(rows, key=lambda row: (-row["ties"], row["group"]))
