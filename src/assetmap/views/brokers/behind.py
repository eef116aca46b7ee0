"""View: the pairs behind one broker's number, who would be cut off, and what the numbers mean."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final, TypedDict

from assetmap.measures import MEASURES
from assetmap.release.networks import PROJECTIONS
from assetmap.views.brokers.losses import in_order, without_it
from assetmap.views.brokers.view import ROLE_WORDS
from assetmap.views.measuring.certain import PARTNERSHIPS
from assetmap.views.people import TIES_OF_ORGANISATIONS
from assetmap.views.social_capital.groupings import GROUPINGS, whole_grouping
from assetmap.views.wording import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetmap.model import Snapshot
    from assetmap.network import Network

MOST_PAIRS: Final = 500
"""Most pairs that are listed."""

COLUMNS_EXPLAINED: Final[Mapping[str, tuple[str, ...]]] = {
    "Pairs joined": ("brokerage",),
    "Cut off without it": ("n_cut_off",),
    ROLE_WORDS["own"]: ("coordinator",),
    ROLE_WORDS["alike"]: ("consultant",),
    ROLE_WORDS["between"]: ("gatekeeper", "representative"),
    ROLE_WORDS["unlike"]: ("liaison",),
}
"""The measures of each column of numbers, by its heading, the chief ones first."""

_EITHER_WAY: Final = (
    "Here a tie counts whoever names it, and each pair once: half of what the formula counts, "
    "which goes through a pair from both its ends."
)


class PairRow(TypedDict):
    """One pair without a tie of its own: both names with their groups, and how it is joined."""

    one: str
    other: str
    how: str


class NumberWords(TypedDict):
    """What a column of numbers is: its heading, what it means, what would raise it, its formula."""

    title: str
    meaning: str
    raised_by: str
    formula: str


@dataclass(frozen=True, slots=True)
class BrokerBehind:
    """What is behind one broker's numbers.

    Attributes
    ----------
    sentences
        How many pairs it joins, how many are listed if not all, and who would be cut off.
    pairs
        Those that it joins, by how, then by both names.
    """

    sentences: tuple[str, ...]
    pairs: Sequence[PairRow]


def broker_behind(
    snapshot: Snapshot, party_id: str, *, ties: str = PARTNERSHIPS, group_by: str = "sector"
) -> BrokerBehind:
    """Return the pairs that one party joins, and all who would be cut off without it.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    party_id
        One of the rows of `brokers_view`.
    ties, group_by
        As of `brokers_view`.

    Raises
    ------
    KeyError
        If there are no such ties between organisations, no such grouping, or no such party.
    """
    if ties not in TIES_OF_ORGANISATIONS:
        raise KeyError(ties)
    if snapshot.day is not None:
        snapshot = snapshot.as_of(snapshot.day)
    network = PROJECTIONS[ties].project(snapshot).to_undirected()
    group_of = whole_grouping(GROUPINGS[group_by].group_of(snapshot), network.nodes)
    names = snapshot.name_of
    rows = [_row(names, group_of, party_id, pair) for pair in _open_pairs(network, party_id)]
    order = [*ROLE_WORDS.values()]
    rows.sort(key=lambda row: (order.index(row["how"]), row["one"].casefold(), row["other"]))
    said = [f"{names.get(party_id, party_id)} joins {counted(len(rows), 'pair')}."]
    if len(rows) > MOST_PAIRS:
        said.append(f"The first {MOST_PAIRS:,} are listed.")
    said.append(without_it(network, party_id, names))
    return BrokerBehind(tuple(said), rows[:MOST_PAIRS])


def numbers_explained() -> tuple[NumberWords, ...]:
    """Return what each column of numbers means, what would raise it, and how it is worked out."""
    return tuple(
        NumberWords(
            title=title,
            meaning=" ".join(MEASURES[name].sentence for name in names),
            raised_by=" ".join(MEASURES[name].raised_by for name in names),
            formula="; ".join(MEASURES[name].formula for name in names)
            + f" ({MEASURES[names[0]].unit}). {MEASURES[names[0]].reference}."
            + ("" if names[0] == "n_cut_off" else f" {_EITHER_WAY}"),
        )
        for title, names in COLUMNS_EXPLAINED.items()
    )


def _open_pairs(network: Network, party_id: str) -> list[tuple[str, str]]:
    """Return each two tied to a party and not to each other, in the network's order."""
    near = {
        number: set(_tied(network, number))
        for number in _tied(network, network.position_of[party_id])
    }
    return [
        (network.nodes[one], network.nodes[other])
        for one, other in combinations(sorted(near), 2)
        if other not in near[one]
    ]


def _tied(network: Network, number: int) -> list[int]:
    arcs = network.outgoing
    tied: list[int] = arcs.indices[arcs.indptr[number] : arcs.indptr[number + 1]].tolist()
    return [each for each in tied if each != number]


def _row(
    names: Mapping[str, str], group_of: Mapping[str, str], party_id: str, pair: tuple[str, str]
) -> PairRow:
    one, other = in_order(pair, {id_: f"{names.get(id_, id_)} ({group_of[id_]})" for id_ in pair})
    return PairRow(one=one, other=other, how=ROLE_WORDS[_role(group_of, party_id, pair)])


def _role(group_of: Mapping[str, str], party_id: str, pair: tuple[str, str]) -> str:
    own, (one, other) = group_of[party_id], (group_of[id_] for id_ in pair)
    if one == other:
        return "own" if one == own else "alike"
    return "between" if own in (one, other) else "unlike"
