"""View: what a map says of one party."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict

import pandas as pd

from assetmap.measures.betweenness import betweenness
from assetmap.model import PEOPLE
from assetmap.network import project_partnerships
from assetmap.views.measuring.certain import PARTNERSHIPS, claims_on_map, why_unsure
from assetmap.views.measuring.standing import standing
from assetmap.views.network.groups import LABEL_WORDS, town_of
from assetmap.views.network.view import share_words
from assetmap.views.organisation.choice import whose_page
from assetmap.views.people import is_person
from assetmap.views.wording import counted, counted_journeys, is_shown, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.model import Snapshot
    from assetmap.views.network.view import NetworkView


class TieRow(TypedDict):
    """One tie of a party: to whom, of what sort that is, and what the tie says."""

    id: str
    name: str
    what: str
    tie: str


@dataclass(frozen=True, slots=True)
class PartyView:
    """One party of a map.

    Attributes
    ----------
    id, name
        Which, and how it is called.
    kind
        What it is, its sector and its town.
    description
        What it does, in its own words; may be empty.
    website
        Its address; may be empty.
    sentences
        What the map says of it, in whole sentences.
    ties
        Those it is tied to in this map, by name, then id.
    organisation_id
        The organisation whose page tells more: itself, or the one that it belongs to; may be
        empty.
    """

    id: str
    name: str
    kind: str
    description: str
    website: str
    sentences: Sequence[str]
    ties: Sequence[TieRow]
    organisation_id: str = ""


def party_view(snapshot: Snapshot, view: NetworkView, party_id: str) -> PartyView:
    """Return what `view` says of one of its parties.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    view
        The map.
    party_id
        A party of it.

    Returns
    -------
    PartyView
        Numbers of referrals from 1 to 7 are not told.

    Raises
    ------
    KeyError
        If `view` does not show the party.
    """
    rows = view.parties[view.parties["id"] == party_id]
    if rows.empty:
        raise KeyError(party_id)
    measured = rows.iloc[0]
    ties = _ties(snapshot, view, party_id)
    own = _own_row(snapshot, party_id)
    return PartyView(
        id=party_id,
        name=str(measured["name"]),
        kind=_kind(snapshot, party_id),
        description=own.get("description", ""),
        website=own.get("website", ""),
        sentences=_sentences(snapshot, view, measured, ties),
        ties=ties,
        organisation_id=whose_page(snapshot, party_id),
    )


def party_names(snapshot: Snapshot, view: NetworkView) -> dict[str, str]:
    """Return the name of each party of a map, by name, then id; those of one name with their kind.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    view
        The map.

    Returns
    -------
    dict
        No two names are alike: where kind and name are the same, a number tells them apart.
    """
    names = dict(zip(view.parties["id"], view.parties["name"], strict=True))
    order = sorted(names, key=lambda id_: (names[id_].casefold(), id_))
    n_of_name = Counter(names.values())
    seen: Counter[str] = Counter()
    shown = {}
    for id_ in order:
        name = names[id_]
        if n_of_name[name] > 1:
            name = f"{name} ({kind_words(snapshot, id_)})"
        seen[name] += 1
        shown[id_] = name if seen[name] == 1 else f"{name} {seen[name]}"
    return shown


def kind_words(snapshot: Snapshot, party_id: str) -> str:
    """Return what a party is, in a word or two."""
    label = snapshot.label_of.get(party_id, "")
    return LABEL_WORDS.get(label, label)


def _kind(snapshot: Snapshot, party_id: str) -> str:
    sectors = {term.value: term.label for term in snapshot.terms("sector")}
    sector = sectors.get(snapshot.sector_of.get(party_id, ""), "")
    town = town_of(snapshot).get(party_id, "")
    said = [kind_words(snapshot, party_id), sector, town]
    return ", ".join(each for each in said if each)


def _own_row(snapshot: Snapshot, party_id: str) -> dict[str, str]:
    rows = snapshot.table(snapshot.label_of[party_id])
    row = rows[rows["id"] == party_id].iloc[0].to_dict()
    return {
        name: row[name] for name in ("description", "website") if isinstance(row.get(name), str)
    }


def _sentences(
    snapshot: Snapshot, view: NetworkView, measured: pd.Series[Any], ties: Sequence[TieRow]
) -> list[str]:
    n_others = len(view.network) - 1
    if not ties:
        return [f"No tie to any of the {counted(n_others, 'other')} in this map."]
    names = listed([tie["name"] for tie in ties])
    said = [f"Tied to {len(ties):,} of the {counted(n_others, 'other')} here: {names}."]
    if measured["betweenness"] > 0:
        said.append(
            f"{share_words(float(measured['betweenness']))} of the shortest ways between others "
            f"run through here{_place_among(view, measured)}."
            f"{_could_stand(snapshot, view, str(measured['id']))}"
        )
    else:
        said.append("No shortest way between two others runs through here.")
    if measured["n_cut_off"] > 0:
        n_cut_off = counted(int(measured["n_cut_off"]), "other")
        said.append(f"Without this one, {n_cut_off} would be cut off from the rest.")
    else:
        said.append("Without this one, nobody would be cut off from the rest.")
    return said


def _place_among(view: NetworkView, measured: pd.Series[Any]) -> str:
    """Return at which place by betweenness a party is; a person is put at none."""
    people = is_person(view.parties)
    if measured["label"] in PEOPLE:
        return ""
    ranked = view.parties["betweenness"][~people]
    place = 1 + int((ranked > measured["betweenness"]).sum())
    rank = "the most of all" if place == 1 else f"number {place:,} of {len(ranked):,}"
    return f": {rank}{', people aside' if people.any() else ''}"


def _could_stand(snapshot: Snapshot, view: NetworkView, party_id: str) -> str:
    """Return at which place by betweenness a party would be had all answered, as a sentence."""
    if view.choice.ties != PARTNERSHIPS or not claims_on_map(snapshot).silent:
        return ""
    all_of_it = project_partnerships(snapshot)
    is_whole = view.network.nodes == all_of_it.nodes and view.network.edges == all_of_it.edges
    if not is_whole or why_unsure(snapshot):
        return " Some did not answer: whatever they would have said, it could be at any place."
    places = standing(snapshot, "betweenness", betweenness).words(party_id)
    return f" Had all answered, it would be number {places}, nine times in ten."


def _ties(snapshot: Snapshot, view: NetworkView, party_id: str) -> list[TieRow]:
    ties = view.network.ties
    outgoing = ties[ties["source"] == party_id].set_index("target")["weight"]
    incoming = ties[ties["target"] == party_id].set_index("source")["weight"]
    if not view.network.is_directed():
        outgoing = pd.concat([outgoing, incoming])
        incoming = outgoing.iloc[:0]
    others = dict.fromkeys([*outgoing.index, *incoming.index])
    rows = [
        TieRow(
            id=other,
            name=snapshot.name_of.get(other, other),
            what=kind_words(snapshot, other),
            tie=_tie_words(view, outgoing.get(other), incoming.get(other)),
        )
        for other in others
        if other != party_id
    ]
    return sorted(rows, key=lambda row: (row["name"].casefold(), row["id"]))


def _tie_words(view: NetworkView, out: float | None, back: float | None) -> str:
    if view.choice.ties == "partnerships":
        if out is not None and back is not None:
            return "both name each other"
        return "names this one" if out is None else "named by this one"
    if view.choice.ties == "referrals":
        said = [] if out is None else [f"{_referrals(out)} referred to it"]
        return " and ".join(said if back is None else [*said, f"{_referrals(back)} referred by it"])
    n = int(out or 0)
    if view.choice.ties == "shared_activities":
        return f"{counted(n, 'building')} shared"
    return f"{counted(n, 'kind')} of tie"


def _referrals(n: float) -> str:
    return counted_journeys(int(n)) if not is_shown(int(n)) else counted(int(n), "journey")
