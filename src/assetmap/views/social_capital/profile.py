"""View: what ties a place together, in four numbers with a plain sentence each."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypedDict

import pandas as pd

from assetmap.measures import MEASURES
from assetmap.measures.bonding import bonding, group_bonding
from assetmap.measures.bridging import bridging
from assetmap.measures.linking import linking, n_linking_ties
from assetmap.measures.mixing import assortativity, mixing_matrix
from assetmap.network import PROJECTIONS
from assetmap.views.social_capital.equal_footing import EqualFooting, equal_footing_view
from assetmap.views.social_capital.groupings import GROUPINGS
from assetmap.views.wording import counted, share

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetmap.model import Snapshot
    from assetmap.network import Network
    from assetmap.views.social_capital.groupings import Grouping

_CLEARLY: Final = 0.1  # of assortativity, above which groups keep to themselves


class Dimension(TypedDict):
    """One side of social capital: its number, what it means here, and what would raise it.

    Keys: the measure's name, a title, the value as told (empty where it is not defined), the
    value from 0 to 1 for a picture, a plain sentence, and what people could do to raise it.
    """

    name: str
    title: str
    value: str
    number: float | None
    sentence: str
    raised_by: str


class GroupRow(TypedDict):
    """One group: how many parties, ties, and how many of those ties stay within it."""

    group: str
    parties: int
    ties: int
    within: str


@dataclass(frozen=True, slots=True)
class SocialCapital:
    """The profile of a place.

    Attributes
    ----------
    title
        Which ties, and by which groups.
    summary
        How much there is, in one sentence.
    dimensions
        Bonding, bridging and linking, in this order.
    footing
        How evenly things are shared out between sectors.
    groups
        A row a group, those with the most ties first, then by name.
    mixing
        How many ties join each group to each; a tie within a group counts once.
    notes
        What is left out or not known, in whole sentences.
    """

    title: str
    summary: str
    dimensions: tuple[Dimension, ...]
    footing: EqualFooting
    groups: Sequence[GroupRow]
    mixing: pd.DataFrame
    notes: tuple[str, ...]


def social_capital_view(
    snapshot: Snapshot, *, ties: str = "partnerships", group_by: str = "sector"
) -> SocialCapital:
    """Return the profile of a place.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    ties
        Which ties: a name in `assetmap.network.PROJECTIONS`.
    group_by
        Which groups: a name in `GROUPINGS`. Linking and equal footing go by sector always.

    Returns
    -------
    SocialCapital
        A tie is a pair that is tied, whichever way.

    Raises
    ------
    KeyError
        If there is no such projection or grouping.
    """
    grouping, projection = GROUPINGS[group_by], PROJECTIONS[ties]
    if snapshot.day is not None:
        snapshot = snapshot.as_of(snapshot.day)
    network = projection.project(snapshot).to_undirected().without_self_ties()
    group_of = grouping.group_of(snapshot)
    grouped = network.subnetwork(node for node in network.nodes if node in group_of)
    sectored = network.subnetwork(node for node in network.nodes if node in snapshot.sector_of)
    mixing = _pairs(mixing_matrix(grouped, group_of))
    return SocialCapital(
        title=f"{projection.title}, {grouping.title.lower()}",
        summary=_summary(network),
        dimensions=(
            _bonding(grouped, group_of, grouping),
            _bridging(grouped, group_of, grouping, mixing),
            _linking(sectored, snapshot.sector_of),
        ),
        footing=equal_footing_view(snapshot),
        groups=_groups(grouped, group_of, mixing),
        mixing=mixing,
        notes=_notes(network, grouped, grouping),
    )


def _summary(network: Network) -> str:
    n_ties = network.number_of_edges()
    if n_ties == 0:
        return "No two are tied in this way yet, so that nothing can be said of their ties."
    parties = counted(len(network), "party", "parties")
    pairs = counted(n_ties, "pair")
    return f"{parties} and {pairs} of them that {'is' if n_ties == 1 else 'are'} tied."


def _dimension(name: str, number: float, sentence: str) -> Dimension:
    defined = math.isfinite(number)
    return Dimension(
        name=name,
        title=MEASURES[name].title,
        value=_share(number) if defined else "",
        number=number if defined else None,
        sentence=sentence if defined else "Nothing can be said of this without a tie.",
        raised_by=MEASURES[name].raised_by,
    )


def _bonding(network: Network, group_of: Mapping[str, str], grouping: Grouping) -> Dimension:
    number = bonding(network, group_of)
    beyond = assortativity(network, group_of)
    if math.isnan(beyond):
        compared = f"There is only one {grouping.one} with ties, so there was no other to choose."
    elif beyond > _CLEARLY:
        compared = "That is more than their ties would give if they were made without regard to it."
    elif beyond < -_CLEARLY:
        compared = "That is less than their ties would give if they were made without regard to it."
    else:
        compared = (
            "That is about what their ties would give if they were made without regard to it."
        )
    sentence = f"{_share(number)} of ties join two of the same {grouping.one}. {compared}"
    return _dimension("bonding", number, sentence)


def _bridging(
    network: Network, group_of: Mapping[str, str], grouping: Grouping, mixing: pd.DataFrame
) -> Dimension:
    number = bridging(network, group_of)
    between = [
        (-int(mixing.loc[one, other]), one, other)
        for one in mixing.index
        for other in mixing.columns
        if one < other and mixing.loc[one, other]
    ]
    sentence = f"{_share(number)} of ties join two different {grouping.several}"
    if between:
        n, one, other = min(between)
        sentence += f"; the most, {-n:,}, join {one} and {other}"
    return _dimension("bridging", number, f"{sentence}.")


def _linking(network: Network, sector_of: Mapping[str, str]) -> Dimension:
    number = linking(network, sector_of)
    n_ties = n_linking_ties(network, sector_of)
    joins = "joins" if n_ties == 1 else "join"
    sentence = (
        f"{counted(n_ties, 'tie')} ({_share(number)}) {joins} a voluntary or faith group to the "
        "NHS, a practice, the council or a funder: those who decide what is paid for."
    )
    return _dimension("linking", number, sentence)


def _pairs(matrix: pd.DataFrame) -> pd.DataFrame:
    """Return how many pairs join two groups, from a table that has those within one twice."""
    counts = matrix.to_numpy().copy()
    counts[range(len(counts)), range(len(counts))] //= 2
    return pd.DataFrame(counts, index=matrix.index, columns=matrix.columns)


def _groups(network: Network, group_of: Mapping[str, str], mixing: pd.DataFrame) -> list[GroupRow]:
    within = group_bonding(network, group_of)
    sizes = Counter(group_of[node] for node in network.nodes)
    n_ties = dict(zip(mixing.columns, mixing.to_numpy().sum(axis=0).tolist(), strict=True))
    rows = [
        GroupRow(
            group=group,
            parties=sizes[group],
            ties=n_ties[group],
            within=_share(part) if math.isfinite(part) else "no tie",
        )
        for group, part in zip(mixing.index, within.tolist(), strict=True)
    ]
    return sorted(rows, key=lambda row: (-row["ties"], row["group"]))


def _notes(network: Network, grouped: Network, grouping: Grouping) -> tuple[str, ...]:
    n_left_out = len(network) - len(grouped)
    if not n_left_out:
        return ()
    parties = counted(n_left_out, "party", "parties")
    note = (
        f"{parties} of whom no {grouping.one} is known, and their ties, count in none of the "
        "numbers by groups."
    )
    return (note,)


def _share(part: float) -> str:
    return share(round(part * 1_000_000), 1_000_000) if math.isfinite(part) else ""
