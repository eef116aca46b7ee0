"""What a reader may choose to see of a map, and the part of the map that the choice leaves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from assetmap.model import LABELS, PARTIES
from assetmap.network import Network, kinds_of_ties, project_partnerships
from assetmap.release.networks import (
    PROJECTIONS,
    project_chosen_referrals,
    project_whole_map,
    routes_of_referrals,
    ties_table,
)
from assetmap.views.measuring.certain import PARTNERSHIPS
from assetmap.views.measuring.fade import fade_of
from assetmap.views.measuring.network import projected

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assetmap.model import Snapshot
    from assetmap.views.measuring.fade import Fade

MOST_SHOWN: Final = 1_500
"""Most parties drawn; above it, those with the most ties."""

ALL: Final = ""
"""The choice that leaves nothing out."""


@dataclass(frozen=True, slots=True)
class MapChoice:
    """What a reader wants to see; every field is a text that fits into an address.

    Attributes
    ----------
    ties
        Which ties: a name in `PROJECTIONS`.
    sector, need_id, area_code
        Only parties of that sector, that meet that need or run what meets it, that are in or
        serve that area; empty for all.
    kind
        Only ties of that kind, as `kinds` lists them; empty for all.
    focus_id
        Only this party and those tied to it; empty for all.
    fade
        Of partnerships: after how many years a tie that nobody told again weighs half, a name in
        `assetmap.views.measuring.fade.FADES`; empty for ties that do not fade.
    doubted
        Of partnerships: sources whose ties weigh half, as `assetmap.views.measuring.fade.sources`,
        one a line; empty for none.
    """

    ties: str = "partnerships"
    sector: str = ALL
    need_id: str = ALL
    area_code: str = ALL
    kind: str = ALL
    focus_id: str = ALL
    fade: str = ALL
    doubted: str = ALL

    @property
    def how_fading(self) -> Fade | None:
        """How the ties fade; None where none does."""
        return fade_of(self.fade, self.doubted.split("\n") if self.doubted else ())


@dataclass(frozen=True, slots=True)
class ShownNetwork:
    """The part of a network that a choice leaves.

    Attributes
    ----------
    network
        What is drawn and measured.
    n_untied
        Parties left out because no tie of this sort touches them.
    n_too_many
        Parties left out because they have fewer ties than those drawn.
    """

    network: Network
    n_untied: int
    n_too_many: int


def shown_network(snapshot: Snapshot, choice: MapChoice) -> ShownNetwork:
    """Return the part of the map that `choice` leaves.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    choice
        Unknown sectors, needs, areas and kinds leave nothing.

    Returns
    -------
    ShownNetwork
        At most `MOST_SHOWN` parties. Of partnerships those without a tie are shown too; of all
        others, which could be tied in more ways than anybody would draw, they are counted.

    Raises
    ------
    KeyError
        If there is no such projection.
    """
    network = _projected(snapshot, choice)
    network = network.subnetwork(_kept(snapshot, network.nodes, choice))
    if choice.focus_id:
        network = network.subnetwork(_circle(network, choice.focus_id))
    n_untied = 0
    if choice.ties != "partnerships" and not choice.focus_id:
        tied = [node for node, degree in network.degree.items() if degree]
        n_untied = len(network) - len(tied)
        network = network.subnetwork(tied)
    n_too_many = max(0, len(network) - MOST_SHOWN)
    if n_too_many:
        network = network.subnetwork(_best_connected(network))
    return ShownNetwork(network, n_untied, n_too_many)


def kinds(snapshot: Snapshot, ties: str) -> dict[str, str]:
    """Return the kinds of tie to choose from by value, and what each is called."""
    if ties == "partnerships":
        return {
            term.value: f"{term.label} or closer"
            for term in snapshot.terms("intensity")
            if term.value.isdecimal() and int(term.value) > 1
        }
    if ties == "referrals":
        present = routes_of_referrals(snapshot)
        return {term.value: term.label for term in snapshot.terms("route") if term.value in present}
    if ties == "whole_map":
        ties_of_map = ties_table(snapshot)
        between = ties_of_map["from_label"].isin(PARTIES) & ties_of_map["to_label"].isin(PARTIES)
        present = frozenset(ties_of_map.loc[between, "kind"])
        return {kind: words for kind, words in kinds_of_ties().items() if kind in present}
    return {}


def sectors(snapshot: Snapshot) -> dict[str, str]:
    """Return the sectors that the place has, and what each is called."""
    present = set(snapshot.sector_of.values())
    return {term.value: term.label for term in snapshot.terms("sector") if term.value in present}


def needs(snapshot: Snapshot) -> dict[str, str]:
    """Return what matters, by name."""
    rows = snapshot.table("Need").sort_values(["name", "id"])
    return dict(zip(rows["id"], rows["name"], strict=True))


def areas(snapshot: Snapshot) -> dict[str, str]:
    """Return the areas that are not the smallest, by falling size, then name."""
    level_of = {term.value: term.label for term in snapshot.terms("level")}
    rank_of = {value: rank for rank, value in enumerate(reversed(level_of))}
    rows = snapshot.table("Area")
    rows = rows.assign(
        rank=rows["level"].map(rank_of).fillna(len(rank_of)),
        words=rows["level"].map(level_of).fillna("area"),
    )
    is_smallest = rows["level"].eq("lsoa").fillna(value=False)
    if not is_smallest.all():
        rows = rows[~is_smallest]
    rows = rows.sort_values(["rank", "name", "id"])
    words = rows["name"] + " (" + rows["words"] + ")"
    return dict(zip(rows["id"], words, strict=True))


def _projected(snapshot: Snapshot, choice: MapChoice) -> Network:
    if choice.ties == PARTNERSHIPS and choice.how_fading:
        return _faded(snapshot, choice)
    if snapshot.day is not None:
        snapshot = snapshot.as_of(snapshot.day)  # parties that have left are no part of it
    if choice.ties == "partnerships" and choice.kind.isdecimal():
        return project_partnerships(snapshot, minimum_intensity=int(choice.kind))
    if choice.ties == "whole_map" and choice.kind:
        return project_whole_map(snapshot, ties=[choice.kind])
    if choice.ties == "referrals":
        need_ids = _within(snapshot, "Need", choice.need_id) if choice.need_id else None
        return project_chosen_referrals(snapshot, route=choice.kind, need_ids=need_ids)
    return PROJECTIONS[choice.ties].project(snapshot)


def _faded(snapshot: Snapshot, choice: MapChoice) -> Network:
    """Return partnerships, each weighing as it has faded; of one kind, if asked."""
    faded = projected(snapshot, PARTNERSHIPS, choice.how_fading)
    if not choice.kind:
        return faded
    of_kind = set(_projected(snapshot, replace(choice, fade=ALL, doubted=ALL)).edges)
    ties = faded.ties
    ties = ties[[ends in of_kind for ends in faded.edges]]
    return Network.from_edges(ties["source"], ties["target"], ties["weight"], nodes=faded.nodes)


def _kept(snapshot: Snapshot, nodes: Iterable[str], choice: MapChoice) -> list[str]:
    wanted = set(nodes)
    if choice.sector:
        sector_of = snapshot.sector_of
        wanted = {node for node in wanted if sector_of.get(node) == choice.sector}
    if choice.need_id and choice.ties != "referrals":
        wanted &= _meeting(snapshot, choice.need_id)
    if choice.area_code:
        wanted &= _around(snapshot, choice.area_code)
    return [node for node in nodes if node in wanted]


def _meeting(snapshot: Snapshot, need_id: str) -> set[str]:
    """Return the activities that meet a need, and the organisations that run them."""
    meets = snapshot.table("MEETS")
    activities = set(meets.loc[meets["to_id"].isin(_within(snapshot, "Need", need_id)), "from_id"])
    rows = snapshot.table("Activity")
    runners = rows.loc[rows["id"].isin(activities), "organisation_id"].dropna()
    return activities | set(runners)


def _around(snapshot: Snapshot, area_code: str) -> set[str]:
    """Return what is based in an area, meets there, serves it, or belongs to who is there."""
    codes = _within(snapshot, "Area", area_code)
    locations = snapshot.table("Location")
    here = set(locations.loc[locations["area_code"].isin(codes), "id"])
    organisations = snapshot.table("Organisation")
    based = set(organisations.loc[organisations["location_id"].isin(here), "id"])
    sessions = snapshot.table("Session")
    meeting = set(sessions.loc[sessions["location_id"].isin(here), "activity_id"])
    serves = snapshot.table("SERVES")
    serving = set(serves.loc[serves["to_id"].isin(codes), "from_id"])
    workshops = snapshot.table("Workshop")
    held = set(workshops.loc[workshops["area_code"].isin(codes), "id"])
    return based | meeting | serving | held


def _within(snapshot: Snapshot, table: str, root: str) -> set[str]:
    """Return `root` and everything below it in a tree of areas or needs."""
    rows = snapshot.table(table)
    parent = rows["parent_code" if table == "Area" else "parent_id"]
    children: dict[str, set[str]] = {}
    for child, above in zip(rows["id"], parent, strict=True):
        if isinstance(above, str):
            children.setdefault(above, set()).add(child)
    found, waiting = {root}, [root]
    while waiting:
        below = children.get(waiting.pop(), set()) - found
        found |= below
        waiting.extend(below)
    return found


def _circle(network: Network, party_id: str) -> list[str]:
    if party_id not in network:
        return []
    ties = network.ties
    near = {party_id}
    near |= set(ties.loc[ties["source"] == party_id, "target"])
    near |= set(ties.loc[ties["target"] == party_id, "source"])
    return [node for node in network.nodes if node in near]


def _best_connected(network: Network) -> list[str]:
    degree = network.degree
    best = sorted(network.nodes, key=lambda node: (-degree[node], node))
    return best[:MOST_SHOWN]


def labels_shown(snapshot: Snapshot, network: Network) -> list[str]:
    """Return the labels of a network's nodes, in the model's order."""
    present = {snapshot.label_of.get(node, "") for node in network.nodes}
    return [label for label in LABELS if label in present]
