"""Bonding, bridging and linking: how far ties stay among like, go across, and reach power."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd

from assetmap.measures.bonding import group_bonding
from assetmap.measures.linking import POWER, VOLUNTARY
from assetmap.measures.mixing import mixing_left, mixing_matrix
from assetmap.network import Network
from assetmap.views.social_capital.dimension import SHARES, Part, Side, dimension, share_words
from assetmap.views.social_capital.each_group import GroupRow, group_rows
from assetmap.views.social_capital.numbers import group_numbers, numbers_left, pairs_of
from assetmap.views.social_capital.side_words import SIDES
from assetmap.views.wording import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetmap.model import Snapshot
    from assetmap.views.social_capital.groupings import Grouping

_CLEARLY: Final = 0.1  # of assortativity, above which groups keep to themselves
_MOST_PARTS: Final = 4
_UNTIED: Final = "Nothing can be said of this without a tie."


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


class _Told(NamedTuple):
    """What the sides tell: numbers; what they would be if no tie faded, if any does; ties.

    `mixing` is what joins each group to each, of ties within a group once: how many, or what is
    left of them.
    """

    numbers: Mapping[str, float]
    before: Mapping[str, float]
    mixing: pd.DataFrame
    sureness: str

    @property
    def of_ties(self) -> str:
        """Of what a share is told."""
        return "of what is left of ties" if self.before else "of ties"

    def change(self, name: str) -> str:
        """Return what a share would be if no tie faded, as a sentence after others."""
        if not self.before:
            return ""
        now, then = (share_words(numbers[name]) for numbers in (self.numbers, self.before))
        return f" If no tie faded, it would be {'about the same' if now == then else then}."


def groups_joined(
    snapshot: Snapshot,
    network: Network,
    grouping: Grouping,
    sureness: str,
    *,
    left: Network | None = None,
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
    left
        The same ties where old ones fade, each weighing what is left of it: the sides, and not
        the tables, then go by that. Left out, none fades.
    """
    group_of, sector_of = grouping.group_of(snapshot), snapshot.sector_of
    numbers = {
        name: float(number(network)) for name, number in group_numbers(group_of, sector_of).items()
    }
    grouped = pairs_of(network, group_of)
    mixing = _pairs(mixing_matrix(grouped, group_of))
    groups = group_rows(grouped, group_of, mixing, group_bonding(grouped, group_of))
    told = _Told(numbers, {}, mixing, sureness)
    if left is not None:
        of_groups = _pairs(mixing_left(pairs_of(left, group_of), group_of))
        faded = numbers | numbers_left(left, group_of, sector_of)
        told = _Told(faded, numbers, of_groups, sureness)
    sectored = pairs_of(network, sector_of)
    whole = _alike(sectored) if left is None else pairs_of(left, sector_of)
    sides = (
        _bonding(told, grouping, _within(groups, told)),
        _bridging(told, grouping, mixing),
        _linking(told, _linked(snapshot, sectored, whole)),
    )
    return GroupsJoined(sides, groups, mixing, len(network) - len(grouped))


def _alike(network: Network) -> Network:
    """Return a network with every tie whole, however strong it is."""
    ones = np.ones_like(network.weights)
    return Network(network.nodes, network.indptr, network.indices, ones, network.directed)


def _bonding(told: _Told, grouping: Grouping, parts: tuple[Part, ...]) -> Side:
    compared = _compared(told.numbers["assortativity"], grouping)
    sentence = (
        f"{share_words(told.numbers['bonding'])} {told.of_ties} join two of the same "
        f"{grouping.one}. {compared}"
    )
    return _side("bonding", told, sentence, parts)


def _compared(beyond: float, grouping: Grouping) -> str:
    if math.isnan(beyond):
        return f"There is only one {grouping.one} with ties, so there was no other to choose."
    than = "about as many as"
    if abs(beyond) > _CLEARLY:
        than = "more than" if beyond > 0 else "fewer than"
    return f"That is {than} if nobody minded the {grouping.one} of those they work with."


def _within(groups: list[GroupRow], told: _Told) -> tuple[Part, ...]:
    """Return how far those groups that have the most ties keep to themselves."""
    found, cells = [], told.mixing.to_dict("index")
    for row in [row for row in groups if row["ties"]][:_MOST_PARTS]:
        name, ties = row["group"], counted(row["ties"], "tie")
        whole = sum(cells[name].values())
        part = cells[name][name] / whole if whole else math.nan
        of = f"({ties})" if told.before else f"of {ties}"  # their share of what is left
        if math.isfinite(part):
            found.append(Part(name, part, f"{share_words(part)} {of}"))
    return tuple(found)


def _bridging(told: _Told, grouping: Grouping, mixing: pd.DataFrame) -> Side:
    between = sorted(
        (-int(mixing.loc[one, other]), one, other)
        for one in mixing.index
        for other in mixing.columns
        if one < other and mixing.loc[one, other]
    )
    sentence = (
        f"{share_words(told.numbers['bridging'])} {told.of_ties} join two different "
        f"{grouping.several}"
    )
    if between:
        n, one, other = between[0]
        sentence += f"; the most, {-n:,}, join {one} and {other}"
    whole = float(np.triu(told.mixing.to_numpy()).sum())
    cells = told.mixing.to_dict("index")
    parts = tuple(
        Part(f"{one} and {other}", cells[one][other] / whole, counted(-n, "tie"))
        for n, one, other in between[:_MOST_PARTS]
        if whole
    )
    return _side("bridging", told, f"{sentence}.", parts)


def _linking(told: _Told, parts: tuple[Part, ...]) -> Side:
    n_ties = int(told.numbers["n_linking_ties"])
    joins = "joins" if n_ties == 1 else "join"
    part = share_words(told.numbers["linking"])
    of = f"{part} {told.of_ties}" if told.before else part
    sentence = (
        f"{counted(n_ties, 'tie')} ({of}) {joins} a voluntary or faith group to the NHS, a "
        "practice, the council or a funder: those who decide what is paid for."
    )
    return _side("linking", told, sentence, parts)


def _linked(snapshot: Snapshot, pairs: Network, left: Network) -> tuple[Part, ...]:
    """Return how many ties voluntary and faith groups have to each sector with power."""
    counts, parts = (
        table.reindex(index=sorted(VOLUNTARY), columns=sorted(POWER), fill_value=0).sum()
        for table in (
            mixing_matrix(pairs, snapshot.sector_of),
            mixing_left(left, snapshot.sector_of),
        )
    )
    whole = float(left.ties["weight"].sum())
    words = {term.value: term.label for term in snapshot.terms("sector")}
    return tuple(
        Part(words[sector], float(parts[sector]) / whole, counted(int(counts[sector]), "tie"))
        for sector in sorted(POWER, key=lambda each: (-int(counts[each]), words[each]))
        if whole
    )


def _side(name: str, told: _Told, sentence: str, parts: tuple[Part, ...]) -> Side:
    found = dimension(
        name,
        told.numbers[name],
        sentence + told.change(name),
        sureness=told.sureness,
        undefined=_UNTIED,
    )
    if told.before:
        found["formula"] += "; a tie counts what is left of it"
    return Side(
        name=name,
        title=SIDES[name].title,
        meaning=SIDES[name].meaning,
        dimensions=(found,),
        whole="Of what is left" if told.before else "Of all ties",
        parts=parts,
        scale=SHARES,
        raised_by=SIDES[name].raised_by,
    )


def _pairs(matrix: pd.DataFrame) -> pd.DataFrame:
    """Return what joins two groups by pairs, from a table that has those within one twice."""
    cells = matrix.to_numpy()
    once = (cells - np.diag(np.diag(cells)) / 2).astype(cells.dtype)
    return pd.DataFrame(once, index=matrix.index, columns=matrix.columns)
