"""View: who joins others that have no tie of their own, and what would break without them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypedDict

import pandas as pd

from assetmap.measures.brokerage import brokerage_roles, brokerage_z
from assetmap.measures.certainty.ranks import places
from assetmap.measures.resilience import n_cut_off
from assetmap.release.networks import PROJECTIONS
from assetmap.views.brokers.losses import without_it
from assetmap.views.brokers.standing import PAIRS
from assetmap.views.measuring.certain import AS_LOADED, PARTNERSHIPS
from assetmap.views.measuring.standing import standing_sureness
from assetmap.views.people import TIES_OF_ORGANISATIONS
from assetmap.views.social_capital.groupings import GROUPINGS, NOT_KNOWN, whole_grouping
from assetmap.views.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetmap.model import Snapshot
    from assetmap.network import Network
    from assetmap.views.measuring.standing import Standing
    from assetmap.views.social_capital.groupings import Grouping

ROLE_WORDS: Final = {
    "own": "Joins its own kind",
    "alike": "Joins others from outside",
    "between": "Joins its own to others",
    "unlike": "Joins two other kinds",
}
"""What a screen calls the roles of a broker, by their columns in `BrokerRow`."""

_OFTENEST: Final = {
    "own": "two of its own kind",
    "alike": "two of another kind",
    "between": "one of its own kind and one of another",
    "unlike": "two of different other kinds",
}
_STANDS_OUT: Final = 2.0  # deviations above what chance would give
_NAMED: Final = 5
_MOST_TAKEN_OUT: Final = 10  # brokers without whom the rest is looked at


class BrokerRow(TypedDict):
    """One party's line.

    Keys: who, its group, how many pairs it joins, of these by the groups of the two (its own,
    both of one other group, its own and another, two others), its chief role in words, the
    groups that it is tied to, how many others would be cut off without it, whether it joins far
    more than chance would have it, and a sentence that says what it joins and what would break;
    its place by pairs joined (equals share the highest), and between which places it would stand
    (empty where that is not known).
    """

    id: str
    place: int
    could_be: str
    name: str
    group: str
    pairs: int
    own: int
    alike: int
    between: int
    unlike: int
    role: str
    joins: str
    n_cut_off: int
    stands_out: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Brokers:
    """Those who join others.

    Attributes
    ----------
    summary
        Who joins the most, and what would break, in one or two sentences.
    rows
        By falling number of pairs joined, ties by id; those who join nobody are left out.
    n_more
        How many more join others and are not in `rows`.
    notes
        How to read it, in whole sentences.
    sureness
        How sure the order is, in whole sentences.
    could_be
        What `could_be` of the rows is, in a few words; empty where it is not known.
    """

    summary: str
    rows: Sequence[BrokerRow]
    n_more: int
    notes: tuple[str, ...]
    sureness: str = ""
    could_be: str = ""

    def with_standing(self, known: Standing) -> Brokers:
        """Return the same with between which places each would stand, as of `broker_standing`."""
        rows = [BrokerRow(**{**row, "could_be": known.words(row["id"])}) for row in self.rows]
        return replace(self, rows=rows, could_be=known.title)


class _Place(NamedTuple):
    network: Network
    group_of: Mapping[str, str]
    name_of: Mapping[str, str]


def brokers_view(
    snapshot: Snapshot,
    *,
    ties: str = PARTNERSHIPS,
    group_by: str = "sector",
    n_rows: int = 50,
) -> Brokers:
    """Return who joins others that have no tie of their own.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    ties
        Which ties: a name in `TIES_OF_ORGANISATIONS`.
    group_by
        Which groups: a name in `GROUPINGS`.
    n_rows
        Most rows returned, at least 1.

    Returns
    -------
    Brokers
        Without rows where nobody joins two others.

    Raises
    ------
    KeyError
        If there are no such ties, or there is no such grouping.
    """
    if ties not in TIES_OF_ORGANISATIONS:
        raise KeyError(ties)
    if snapshot.day is not None:
        snapshot = snapshot.as_of(snapshot.day)
    grouping = GROUPINGS[group_by]
    network = PROJECTIONS[ties].project(snapshot).to_undirected()
    group_of = whole_grouping(grouping.group_of(snapshot), network.nodes)
    place = _Place(network, group_of, snapshot.name_of)
    table = _pairs_joined(place)
    shown = table.head(n_rows)
    lost = _lost_without(place, shown)
    rows = [_row(place, str(id_), row, lost.get(str(id_), "")) for id_, row in shown.iterrows()]
    sureness = standing_sureness(snapshot, PAIRS) if ties == PARTNERSHIPS else AS_LOADED
    return Brokers(_summary(rows), rows, len(table) - len(shown), _notes(place, grouping), sureness)


def _pairs_joined(place: _Place) -> pd.DataFrame:
    """Return how many pairs each joins by the groups of the two, those who join most first."""
    network = place.network
    roles = brokerage_roles(network, place.group_of)
    pairs = pd.DataFrame(
        {
            "pairs": roles["total"],
            "own": roles["coordinator"],
            "alike": roles["consultant"],
            "between": roles["gatekeeper"] + roles["representative"],
            "unlike": roles["liaison"],
        }
    )
    pairs //= 2  # each was met from both its ends
    table = pairs.assign(n_cut_off=n_cut_off(network), z=brokerage_z(network, place.group_of))
    table["place"] = places(table["pairs"]).best
    table = table[table["pairs"] > 0].reset_index()
    return table.sort_values(["pairs", "id"], ascending=[False, True]).set_index("id")


def _lost_without(place: _Place, table: pd.DataFrame) -> dict[str, str]:
    """Return what would be lost without each of the brokers that cut off the most, in words."""
    cutting = table[table["n_cut_off"] > 0].reset_index()
    worst = cutting.sort_values(["n_cut_off", "id"], ascending=[False, True])
    return {
        str(id_): without_it(place.network, str(id_), place.name_of, at_most=_NAMED)
        for id_ in worst["id"].head(_MOST_TAKEN_OUT)
    }


def _row(place: _Place, id_: str, found: pd.Series[Any], lost: str) -> BrokerRow:
    counts = {role: int(found[role]) for role in ROLE_WORDS}
    role = max(counts, key=lambda each: counts[each])
    n_lost = int(found["n_cut_off"])
    return BrokerRow(
        id=id_,
        place=int(found["place"]),
        could_be="",
        name=place.name_of.get(id_, id_),
        group=place.group_of[id_],
        pairs=int(found["pairs"]),
        own=counts["own"],
        alike=counts["alike"],
        between=counts["between"],
        unlike=counts["unlike"],
        role=ROLE_WORDS[role],
        joins=listed(_groups_joined(place, id_)),
        n_cut_off=n_lost,
        stands_out=bool(found["z"] > _STANDS_OUT),
        sentence=_sentence(int(found["pairs"]), role, n_lost, lost),
    )


def _groups_joined(place: _Place, id_: str) -> list[str]:
    """Return the groups of those tied to a party, those with the most of them first."""
    number = place.network.position_of[id_]
    near: set[int] = set()
    for arcs in (place.network.outgoing, place.network.incoming):
        near |= set(arcs.indices[arcs.indptr[number] : arcs.indptr[number + 1]].tolist())
    counts = Counter(place.group_of[place.network.nodes[each]] for each in near - {number})
    return sorted(counts, key=lambda group: (group == NOT_KNOWN, -counts[group], group))


def _sentence(n_pairs: int, role: str, n_lost: int, lost: str) -> str:
    often = "" if n_pairs == 1 else "most often "
    said = (
        f"Joins {counted(n_pairs, 'pair')} who have no tie of their own, {often}{_OFTENEST[role]}."
    )
    if not n_lost:
        return f"{said} Without it, nobody would be cut off."
    counts = f"Without it, {counted(n_lost, 'other')} would be cut off from the rest."
    return f"{said} {lost or counts}"


def _summary(rows: Sequence[BrokerRow]) -> str:
    if not rows:
        return "Nobody joins two others who have no tie of their own."
    first = rows[0]
    said = [f"{first['name']} joins the most: {counted(first['pairs'], 'pair')}."]
    worst = min(rows, key=lambda row: (-row["n_cut_off"], row["id"]))
    if worst["n_cut_off"]:
        who = "it" if worst is first else worst["name"]
        said.append(
            f"Without {who}, {counted(worst['n_cut_off'], 'other')} would be cut off from the rest."
        )
    return " ".join(said)


def _notes(place: _Place, grouping: Grouping) -> tuple[str, ...]:
    advice = (
        "Somebody who joins others helps them reach each other, and may be carrying more than "
        "their share. Introducing the two to each other makes the map hold without them."
    )
    n_unknown = sum(group == NOT_KNOWN for group in place.group_of.values())
    if not n_unknown:
        return (advice,)
    has = "has" if n_unknown == 1 else "have"
    unknown = (
        f"{counted(n_unknown, 'organisation')} {has} no {grouping.one} that is known; together "
        "they count as one."
    )
    return (advice, unknown)
