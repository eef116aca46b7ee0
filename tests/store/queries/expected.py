"""The answers to the named queries, worked out from a snapshot's tables by pandas and NetworkX."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

import networkx as nx
import pandas as pd

from assetmap.geo.distances import great_circle_m

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from assetmap.model import Snapshot

STOPPED = ("inactive", "defunct", "temporarily closed")
PARTIES = ("Organisation", "Activity", "LinkWorker", "Champion", "Workshop")
PARTY_TIES = (
    "COVERS",
    "FUNDS",
    "PARTNERS_WITH",
    "SUPPORTS",
    "TIED_TO",
    "TOOK_PART_IN",
)

Rows = list[tuple[Any, ...]]


def referrals(snapshot: Snapshot, from_on: dt.date, to_on: dt.date) -> pd.DataFrame:
    """Return the referrals made in a span, those entered in error left out."""
    rows = snapshot.table("Referral")
    made_on = rows["made_on"].dt.date
    is_counted = (made_on >= from_on) & (made_on < to_on) & (rows["status"] != "entered-in-error")
    found: pd.DataFrame = rows[is_counted]
    return found


def running(snapshot: Snapshot, table: str) -> pd.DataFrame:
    """Return the rows of a table that do not say that they have stopped."""
    rows = snapshot.table(table)
    found: pd.DataFrame = rows[~rows["status"].isin(STOPPED)]
    return found


def ancestors(snapshot: Snapshot, table: str, column: str) -> dict[str, set[str]]:
    """Return for each id its own and those of all that it is part of."""
    rows = snapshot.table(table)
    parents: nx.DiGraph[str] = nx.DiGraph()
    parents.add_nodes_from(rows["id"])
    parents.add_edges_from(rows[["id", column]].dropna().itertuples(index=False))
    return {id_: {id_, *nx.descendants(parents, id_)} for id_ in parents}


def referral_counts(snapshot: Snapshot, from_on: dt.date, to_on: dt.date) -> Rows:
    """Count referrals by month, source and target."""
    rows = referrals(snapshot, from_on, to_on)
    keys = zip(
        (day.replace(day=1) for day in rows["made_on"].dt.date),
        rows["source_id"].astype(object).where(rows["source_id"].notna(), None),
        rows["target_id"],
        strict=True,
    )
    counts = Counter(keys).items()
    return sorted(
        ((*key, n) for key, n in counts),
        key=lambda row: (row[0], row[1] is None, row[1] or "", row[2]),
    )


def activities_near(
    snapshot: Snapshot,
    *,
    latitude: float,
    longitude: float,
    within_m: float,
    need_id: str,
    on: dt.date,
) -> Rows:
    """List activities near a point for a need, each with its nearest venue."""
    held = snapshot.as_of(on)
    part_of = ancestors(snapshot, "Need", "parent_id")
    meets = held.table("MEETS")
    wanted = set(meets[[need_id in part_of[need] for need in meets["to_id"]]]["from_id"])
    places = snapshot.table("Location").set_index("id")
    metres = pd.Series(
        great_circle_m(latitude, longitude, places["latitude"], places["longitude"]), places.index
    )
    names = running(held, "Activity").set_index("id")["name"]
    nearest: dict[str, tuple[float, str]] = {}
    sessions = held.table("Session").dropna(subset=["location_id"])
    for activity, place in zip(sessions["activity_id"], sessions["location_id"], strict=True):
        if activity in wanted and activity in names.index and metres[place] <= within_m:
            found = (float(metres[place]), place)
            nearest[activity] = min(nearest.get(activity, found), found)
    rows = [
        (activity, names[activity], place, places.loc[place, "name"], round(far))
        for activity, (far, place) in nearest.items()
    ]
    return sorted(rows, key=lambda row: (row[4], row[1], row[0]))


def area_strengths(snapshot: Snapshot, level: str, on: dt.date) -> Rows:
    """Count activities in every area of a level for every need."""
    held = snapshot.as_of(on)
    areas = held.table("Area")
    counts = {
        (area, need): 0
        for area in areas[areas["level"] == level]["id"]
        for need in held.table("Need")["id"]
    }
    larger = ancestors(snapshot, "Area", "parent_code")
    wider = ancestors(snapshot, "Need", "parent_id")
    met = _met(held)
    for activity, places in _places(held).items():
        around = {area for place in places for area in larger[place]}
        needs = {each for need in met[activity] for each in wider[need]}
        for pair in ((area, need) for area in around for need in needs):
            if pair in counts:
                counts[pair] += 1
    return sorted((*pair, n) for pair, n in counts.items())


def gaps(
    snapshot: Snapshot,
    *,
    level: str,
    from_on: dt.date,
    to_on: dt.date,
    on: dt.date,
    at_most: int,
) -> Rows:
    """List pairs of area and need that were asked for and that few activities reach."""
    held = snapshot.as_of(on)
    larger = ancestors(snapshot, "Area", "parent_code")
    wider = ancestors(snapshot, "Need", "parent_id")
    level_of = snapshot.table("Area").set_index("id")["level"]
    journeys: dict[tuple[str, str], set[str]] = defaultdict(set)
    rows = referrals(snapshot, from_on, to_on).dropna(subset=["area_code", "need_id"])
    for area, need, episode in rows[["area_code", "need_id", "episode_id"]].itertuples(index=False):
        for around in (each for each in larger[area] if level_of[each] == level):
            for each in wider[need]:
                journeys[around, each].add(episode)
    reached = _reached(held)
    met = _met(held)
    found = []
    for (area, need), episodes in journeys.items():
        reaching = {
            activity
            for activity, places in reached.items()
            if any(area in larger[place] or place in larger[area] for place in places)
            and any(need in wider[each] or each in wider[need] for each in met[activity])
        }
        found.append((area, need, len(episodes), len(reaching)))
    chosen = [row for row in found if row[3] <= at_most]
    return sorted(chosen, key=lambda row: (row[3], -row[2], row[0], row[1]))


def ego_network(
    snapshot: Snapshot, party_id: str, *, on: dt.date, from_on: dt.date, to_on: dt.date
) -> Rows:
    """Count the ties of each kind within the ego network of a party."""
    held = snapshot.as_of(on)
    ties: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    ties.add_nodes_from(id_ for label in PARTIES for id_ in held.table(label)["id"])
    known = set(ties)
    for kind, source, target in _party_ties(held, referrals(snapshot, from_on, to_on)):
        if source in known and target in known and source != target:
            ties.add_edge(source, target, kind=kind)
    if party_id not in ties:
        return []
    ego = nx.ego_graph(ties, party_id, undirected=True)
    counts = Counter((kind, *ends) for *ends, kind in ego.edges(data="kind"))
    return sorted((*key, n) for key, n in counts.items())


def partnerships(
    snapshot: Snapshot,
    on: dt.date,
    tables: tuple[str, ...] = ("PARTNERS_WITH", "TIED_TO"),
    *,
    with_overtaken: bool = False,
) -> nx.Graph[str]:
    """Return which organisations are partners, in either direction."""
    held = snapshot.as_of(on)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(held.table("Organisation")["id"])
    known = set(graph)
    for table in tables:
        is_survey = table == "PARTNERS_WITH" and not with_overtaken
        rows = _standing(held) if is_survey else held.table(table)
        graph.add_edges_from(
            pair
            for pair in rows[["from_id", "to_id"]].itertuples(index=False, name=None)
            if set(pair) <= known
        )
    return graph


def _standing(held: Snapshot) -> pd.DataFrame:
    """Return the claims that their claimant was not asked for again and answered without."""
    asked_on = {row["id"]: row["asked_on"] for row in held.table("Survey").to_dict("records")}
    claims, asked = held.table("PARTNERS_WITH"), held.table("ASKED").to_dict("records")
    said = list(claims[["survey_id", "from_id", "to_id"]].itertuples(index=False, name=None))
    roster = {(row["from_id"], row["to_id"]) for row in asked}
    answered = {(row["from_id"], row["to_id"]) for row in asked if not pd.isna(row["answered_on"])}
    answered |= {(survey, one) for survey, one, _ in said}
    stands = [
        not any(
            asked_on[later] > asked_on[survey]
            and (later, one) in answered
            and (later, other) in roster
            for later in asked_on
        )
        for survey, one, other in said
    ]
    return claims.loc[stands]


def path_between(
    snapshot: Snapshot, from_id: str, to_id: str, *, on: dt.date, at_most: int
) -> Rows:
    """List the shortest paths between two organisations."""
    graph = partnerships(snapshot, on)
    if from_id == to_id or not (from_id in graph and to_id in graph):
        return []
    if not nx.has_path(graph, from_id, to_id):
        return []
    paths = sorted(nx.all_shortest_paths(graph, from_id, to_id))[:at_most]
    names = snapshot.table("Organisation").set_index("id")["name"]
    return [(len(path) - 1, path, [names[id_] for id_ in path]) for path in paths]


def shared_partners(snapshot: Snapshot, organisation_id: str, on: dt.date) -> Rows:
    """List the organisations that share partners with one, and which."""
    graph = partnerships(snapshot, on)
    names = snapshot.table("Organisation").set_index("id")["name"]
    rows = [
        (other, names[other], graph.has_edge(organisation_id, other), len(shared), shared)
        for other in graph
        if other != organisation_id
        and (shared := sorted(nx.common_neighbors(graph, organisation_id, other)))
    ]
    return sorted(rows, key=lambda row: (-row[3], row[1], row[0]))


def closure_losses(snapshot: Snapshot, organisation_id: str, on: dt.date) -> Rows:
    """Count own activities and those of others by need, where there are own."""
    held = snapshot.as_of(on)
    names = snapshot.table("Need").set_index("id")["name"]
    pairs = held.table("MEETS")[["from_id", "to_id"]].drop_duplicates()
    runs = running(held, "Activity").set_index("id")["organisation_id"]
    pairs = pairs[pairs["from_id"].isin(runs.index)]
    is_own = pairs["from_id"].map(runs) == organisation_id
    own, others = (Counter(pairs[which]["to_id"]) for which in (is_own, ~is_own))
    rows = [(need, names[need], n, others[need]) for need, n in own.items()]
    return sorted(rows, key=lambda row: (row[3], row[1], row[0]))


def missing_from_workshop(snapshot: Snapshot, workshop_id: str, on: dt.date) -> Rows:
    """List organisations that were not at a workshop, by partners who were, not only invited."""
    held = snapshot.as_of(on)
    seats = snapshot.table("TOOK_PART_IN")
    seats = seats[seats["part"] != "invited"]
    there = set(seats[seats["to_id"] == workshop_id]["from_id"])
    partners = defaultdict(set)
    for first, second in _standing(held)[["from_id", "to_id"]].itertuples(index=False):
        partners[first].add(second)
        partners[second].add(first)
    rows = [
        (row["id"], row["name"], row["sector"], len(partners[row["id"]] & there))
        for row in running(held, "Organisation").to_dict("records")
        if row["id"] not in there
    ]
    return sorted(rows, key=lambda row: (-row[3], row[1], row[0]))


def _met(held: Snapshot) -> Mapping[str, set[str]]:
    met = defaultdict(set)
    for activity, need in held.table("MEETS")[["from_id", "to_id"]].itertuples(index=False):
        met[activity].add(need)
    return met


def _places(held: Snapshot) -> defaultdict[str, set[str]]:
    """Return the areas of the locations at which each running activity is held."""
    area_of = held.table("Location").set_index("id")["area_code"]
    sessions = held.table("Session").dropna(subset=["location_id"])
    is_running = sessions["activity_id"].isin(running(held, "Activity")["id"])
    areas = sessions[is_running][["activity_id", "location_id"]]
    areas = areas.assign(area=areas["location_id"].map(area_of))
    found = defaultdict(set)
    for activity, area in areas.dropna()[["activity_id", "area"]].itertuples(index=False):
        found[activity].add(area)
    return found


def _reached(held: Snapshot) -> dict[str, set[str]]:
    """Return the areas in which each running activity is held or that it serves."""
    reached = _places(held)
    serves = held.table("SERVES")
    is_running = serves["from_id"].isin(running(held, "Activity")["id"])
    for activity, area in serves[is_running][["from_id", "to_id"]].itertuples(index=False):
        reached[activity].add(area)
    return reached


def _party_ties(held: Snapshot, counted: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Return kind and ends of all that ties two parties."""
    found = [("REFERRED_TO", counted["source_id"], counted["target_id"])]
    tables = {kind: held.table(kind) for kind in PARTY_TIES} | {"PARTNERS_WITH": _standing(held)}
    found += [(kind, tables[kind]["from_id"], tables[kind]["to_id"]) for kind in PARTY_TIES]
    for kind, label in (("RUNS", "Activity"), ("EMPLOYS", "LinkWorker")):
        found.append((kind, held.table(label)["organisation_id"], held.table(label)["id"]))
    champions = held.table("Champion")
    found.append(("BASED_AT", champions["id"], champions["organisation_id"]))
    return [
        (kind, source, target)
        for kind, sources, targets in found
        for source, target in zip(sources, targets, strict=True)
        if isinstance(source, str) and isinstance(target, str)
    ]


def called(snapshot: Snapshot, words: str) -> Rows:
    """List rows whose name, other names or synonyms hold the words one after the other."""
    wanted = _words_of(words)
    found = [
        (row["name"], label, row["id"])
        for label in ("Area", "Location", "Organisation", "Need", "Community", "Activity", "Asset")
        for row in snapshot.table(label).to_dict("records")
        for column in ("name", "alternate_names", "synonyms")
        if isinstance(row.get(column), str) and f" {wanted} " in f" {_words_of(row[column])} "
    ]
    found += [
        (row["name"], "Course", row["id"])
        for row in snapshot.table("Course").to_dict("records")
        if f" {wanted} " in f" {_words_of(row['name'])} "
    ]
    return [(label, id_, name) for name, label, id_ in sorted(set(found))]


def _words_of(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
