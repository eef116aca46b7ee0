"""The answers to the questions of `graph_schema/queries/README.md`, worked out from tables."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

import pandas as pd
from tests.store.queries.expected import Rows, ancestors, partnerships, referrals, running

from assetmap.geo.distances import great_circle_m

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from assetmap.model import Snapshot

_LARGER_SPHERE = 6_378_140 / 6_371_008.8
"""How much more Neo4j's point.distance() tells."""


def who_connects(sample: Snapshot, ward: str, on: dt.date) -> Rows:
    """Question 1: health and the voluntary sector."""
    held = sample.as_of(on)
    based = _locations_in(sample, ward, "ward")
    organisations = _by_id(held, "Organisation")
    # As the page says: a claim that was not repeated counts here.
    graph = partnerships(sample, on, ("PARTNERS_WITH",), with_overtaken=True)
    rows = []
    for id_, row in organisations[organisations["location_id"].isin(based)].iterrows():
        sectors = Counter(organisations.loc[list(graph[str(id_)]), "sector"])
        n_health = sectors["nhs"] + sectors["primary_care"]
        rows.append((row["name"], row["sector"], n_health, sectors["vcse"]))
    found = [row for row in rows if row[2] * row[3]]
    return sorted(found, key=lambda row: (-row[2] * row[3], row[0]))


def who_is_silent(sample: Snapshot, asked_on: dt.date) -> Rows:
    """Question 2: asked, without an answer, and named."""
    survey = _survey(sample, asked_on)
    asked = sample.table("ASKED")
    silent = asked[(asked["from_id"] == survey) & asked["answered_on"].isna()]["to_id"]
    claims = sample.table("PARTNERS_WITH")
    claims = claims[(claims["survey_id"] == survey) & claims["to_id"].isin(silent)]
    named_by = claims.groupby("to_id")["from_id"].nunique()
    rows = _with_cells(sample, named_by, "name", "sector")
    return sorted(rows, key=lambda row: (-row[2], row[0]))


def which_practices_refer_nobody(
    sample: Snapshot, from_on: dt.date, to_on: dt.date, on: dt.date
) -> Rows:
    """Question 3: though a link worker covers them."""
    covers = sample.as_of(on).table("COVERS")
    n_workers = covers.groupby("to_id")["from_id"].nunique()
    referring = set(referrals(sample, from_on, to_on)["source_id"].dropna())
    quiet = n_workers[~n_workers.index.isin(referring)]
    rows = _with_cells(sample, quiet, "name", "n_patients")
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def which_sectors_are_missing(
    sample: Snapshot, from_on: dt.date, to_on: dt.date, on: dt.date
) -> Rows:
    """Question 4: from the workshops of a span."""
    workshops = sample.table("Workshop")
    held_on = workshops["held_on"].dt.date
    counted = workshops[(held_on >= from_on) & (held_on < to_on)]["id"]
    seats = sample.table("TOOK_PART_IN")
    there = set(seats[seats["to_id"].isin(counted)]["from_id"])
    rows = running(sample.as_of(on), "Organisation")
    found = []
    for sector, group in rows.groupby("sector"):
        missing = sorted(group[~group["id"].isin(there)]["name"])
        found.append((sector, len(group), len(missing), missing))
    return sorted(found, key=lambda row: (-row[2], row[0]))


def who_sends_to_us(sample: Snapshot, organisation: str, from_on: dt.date, to_on: dt.date) -> Rows:
    """Question 5: and what for."""
    words = {
        "Champion": "a champion",
        "LinkWorker": "a link worker",
        "Activity": "an activity",
        "Organisation": "the organisation",
    }
    names, senders = sample.name_of, _senders(sample)
    journeys: dict[tuple[str, str | None, str | None], set[str]] = defaultdict(set)
    rows = referrals(sample, from_on, to_on)
    rows = rows[rows["target_id"].isin(_ours(sample, organisation))]
    columns = rows[["source_id", "need_id", "episode_id"]].astype(object)
    for source, need, episode in columns.where(columns.notna(), None).itertuples(index=False):
        sent_by = "by themselves" if source is None else words[sample.label_of[source]]
        key = (sent_by, names.get(senders.get(source, "")), names.get(need))
        journeys[key].add(episode)
    return sorted(
        ((*key, len(episodes)) for key, episodes in journeys.items()),
        key=lambda row: (-row[3], row[0], _null_last(row[1]), _null_last(row[2])),
    )


def who_never_refers_to_us(
    sample: Snapshot, organisation: str, from_on: dt.date, to_on: dt.date, on: dt.date
) -> Rows:
    """Question 6: though to others for the same."""
    (us,) = _ids_called(sample, "Organisation", organisation)
    held = sample.as_of(on)
    runs = running(held, "Activity")
    own = runs[runs["organisation_id"] == us]["id"]
    meets = held.table("MEETS")
    needs = set(meets[meets["from_id"].isin(own)]["to_id"])
    rows = referrals(sample, from_on, to_on).dropna(subset=["source_id"])
    rows = rows.assign(sender=rows["source_id"].map(_senders(sample))).dropna(subset=["sender"])
    known = {us, *rows[rows["target_id"].isin(_ours(sample, organisation))]["sender"]}
    asked = rows[rows["need_id"].isin(needs) & ~rows["sender"].isin(known)]
    counts = asked.groupby("sender")["episode_id"].nunique()
    found = _with_cells(sample, counts, "name", "sector")
    return sorted(found, key=lambda row: (-row[2], row[0]))


def who_does_not_name_us(sample: Snapshot, organisation: str, asked_on: dt.date) -> Rows:
    """Question 7: though we named them and they answered."""
    (us,) = _ids_called(sample, "Organisation", organisation)
    survey = _survey(sample, asked_on)
    asked = sample.table("ASKED")
    answered = asked[(asked["from_id"] == survey) & asked["answered_on"].notna()]["to_id"]
    claims = sample.table("PARTNERS_WITH")
    claims = claims[claims["survey_id"] == survey]
    named_by_them = set(claims[claims["to_id"] == us]["from_id"])
    ours = claims[
        (claims["from_id"] == us)
        & claims["to_id"].isin(answered)
        & ~claims["to_id"].isin(named_by_them)
    ]
    names = _by_id(sample, "Organisation")
    rows = [
        (names.loc[id_, "name"], names.loc[id_, "sector"], intensity)
        for id_, intensity in zip(ours["to_id"], ours["intensity"], strict=True)
    ]
    return sorted(rows, key=lambda row: (-row[2], row[0]))


def where_is_a_room(sample: Snapshot, ward: str, day: str, on: dt.date) -> Rows:
    """Question 8: free on a day of the week."""
    uses = sample.as_of(on).table("HAS_USE_OF")
    free = uses["days_free"].fillna("").str.split("|").map(lambda days: day in days)
    uses = uses[free & uses["to_id"].isin(_locations_in(sample, ward, "ward"))]
    places, keepers = _by_id(sample, "Location"), _by_id(sample, "Organisation")
    return sorted(
        (
            places.loc[place, "name"],
            places.loc[place, "accessibility"],
            keepers.loc[keeper, "name"],
            keepers.loc[keeper, "phone"],
        )
        for keeper, place in zip(uses["from_id"], uses["to_id"], strict=True)
    )


def what_meets_nothing_in_the_evening(
    sample: Snapshot, ward: str, from_on: dt.date, to_on: dt.date, on: dt.date
) -> Rows:
    """Question 9: in a ward, from Monday to Friday."""
    held = sample.as_of(on)
    (code,) = _ids_called(sample, "Area", ward, level="ward")
    around = ancestors(sample, "Area", "parent_code")[code]
    serves = held.table("SERVES")
    reaching = set(serves[serves["to_id"].isin(around)]["from_id"])
    sessions = held.table("Session")
    days = sessions["schedule"].str.extract(r"BYDAY=([^;]*)")[0]
    is_evening = (sessions["starts_at_local"] >= "17:00") & days.str.contains("MO|TU|WE|TH|FR")
    is_near = sessions["location_id"].isin(_locations_in(sample, ward, "ward"))
    sessions = sessions[is_evening & (is_near | sessions["activity_id"].isin(reaching))]
    on_then = set(sessions["activity_id"]) & set(running(held, "Activity")["id"])
    meets = held.table("MEETS")
    met = set(meets[meets["from_id"].isin(on_then)]["to_id"])
    rows = referrals(sample, from_on, to_on)
    rows = rows[rows["area_code"].isin(_codes_in(sample, ward, "ward"))]
    counts = rows.groupby("need_id")["episode_id"].nunique()
    names = sample.name_of
    found = [(names[str(need)], n) for need, n in counts.items() if need not in met]
    return sorted(found, key=lambda row: (-row[1], row[0]))


def for_whom_is_nothing_made(sample: Snapshot, town: str, on: dt.date) -> Rows:
    """Question 10: in a town, and who could say more."""
    held = sample.as_of(on)
    sessions = held.table("Session")
    here = set(
        sessions[sessions["location_id"].isin(_locations_in(sample, town, "town"))]["activity_id"]
    )
    here &= set(running(held, "Activity")["id"])
    welcomes = held.table("WELCOMES")
    welcomed = set(welcomes[welcomes["from_id"].isin(here)]["to_id"])
    led_by = sample.table("LED_BY")
    names = sample.name_of
    return sorted(
        (
            name,
            sorted(names[each] for each in led_by[led_by["to_id"] == id_]["from_id"]),
        )
        for id_, name in _by_id(sample, "Community")["name"].items()
        if id_ not in welcomed
    )


def what_is_on(
    sample: Snapshot, near: str, need: str, day: str, within_km: float, on: dt.date
) -> Rows:
    """Question 11: nearest to a location."""
    held = sample.as_of(on)
    places = _by_id(sample, "Location")
    (here,) = _ids_called(sample, "Location", near)
    (wanted,) = _ids_called(sample, "Need", need)
    meets = held.table("MEETS")
    activities = running(held, "Activity").set_index("id")
    meeting = set(meets[meets["to_id"] == wanted]["from_id"]) & set(activities.index)
    found = []
    for session in held.table("Session").dropna(subset=["location_id"]).to_dict("records"):
        days = re.search(r"BYDAY=([^;]*)", session["schedule"])
        if session["activity_id"] in meeting and days and day in days[1]:
            place, activity = (
                places.loc[session["location_id"]],
                activities.loc[session["activity_id"]],
            )
            metres = great_circle_m(*places.loc[here, _POINT], *place[_POINT])
            km = float(metres) * _LARGER_SPHERE / 1000
            if km <= within_km:
                found.append(
                    (
                        activity["name"],
                        place["name"],
                        round(km, 1),
                        session["starts_at_local"],
                        activity["wait_days"],
                        activity["cost"],
                    )
                )
    return sorted(found, key=lambda row: (row[2], row[3], row[0]))


def which_champion_speaks(sample: Snapshot, ward: str, language: str, on: dt.date) -> Rows:
    """Question 12: a language, in a ward; named only if they agreed."""
    held = sample.as_of(on)
    (code,) = _ids_called(sample, "Area", ward, level="ward")
    serves = held.table("SERVES")
    champions = held.table("Champion")
    speaks = champions["languages"].fillna("").str.split("|").map(lambda each: language in each)
    here = champions["id"].isin(serves[serves["to_id"] == code]["from_id"])
    bases = _by_id(sample, "Organisation")
    rows = [
        (
            row["display_name"] if row["consent"] == "given" else None,
            bases.loc[row["organisation_id"], "name"],
            bases.loc[row["organisation_id"], "phone"],
        )
        for row in champions[speaks & here].to_dict("records")
    ]
    return sorted(rows, key=lambda row: (row[1], _null_last(row[0])))


QUESTIONS: Final[dict[int, Callable[..., Rows]]] = {
    1: who_connects,
    2: who_is_silent,
    3: which_practices_refer_nobody,
    4: which_sectors_are_missing,
    5: who_sends_to_us,
    6: who_never_refers_to_us,
    7: who_does_not_name_us,
    8: where_is_a_room,
    9: what_meets_nothing_in_the_evening,
    10: for_whom_is_nothing_made,
    11: what_is_on,
    12: which_champion_speaks,
}

_POINT = ["latitude", "longitude"]


def _null_last(text: str | None) -> tuple[bool, str]:
    return text is None, text or ""


def _by_id(snapshot: Snapshot, table: str) -> pd.DataFrame:
    return snapshot.table(table).set_index("id")


def _with_cells(snapshot: Snapshot, numbers: pd.Series[int], *columns: str) -> Rows:
    """Return cells of the organisations by whose ids there are numbers, and the numbers."""
    rows = _by_id(snapshot, "Organisation").reindex(numbers.index)[list(columns)]
    cells = rows.itertuples(index=False, name=None)
    return [(*each, n) for each, n in zip(cells, numbers, strict=True)]


def _ids_called(snapshot: Snapshot, table: str, name: str, **cells: str) -> list[str]:
    rows = snapshot.table(table)
    rows = rows[rows["name"] == name]
    for column, value in cells.items():
        rows = rows[rows[column] == value]
    return [str(id_) for id_ in rows["id"]]


def _survey(snapshot: Snapshot, asked_on: dt.date) -> str:
    surveys = snapshot.table("Survey")
    (found,) = surveys[surveys["asked_on"] == pd.Timestamp(asked_on)]["id"]
    return str(found)


def _codes_in(snapshot: Snapshot, name: str, level: str) -> set[str]:
    """Return the codes of an area and of all that lie in it."""
    (code,) = _ids_called(snapshot, "Area", name, level=level)
    chains = ancestors(snapshot, "Area", "parent_code")
    return {id_ for id_, chain in chains.items() if code in chain}


def _locations_in(snapshot: Snapshot, name: str, level: str) -> set[str]:
    places = snapshot.table("Location")
    return set(places[places["area_code"].isin(_codes_in(snapshot, name, level))]["id"])


def _senders(snapshot: Snapshot) -> dict[str, str]:
    """Return for each party the organisation that it is, or that it belongs to."""
    senders = {id_: id_ for id_ in snapshot.table("Organisation")["id"]}
    for table in ("Activity", "LinkWorker", "Champion"):
        rows = snapshot.table(table).dropna(subset=["organisation_id"])
        senders |= dict(zip(rows["id"], rows["organisation_id"], strict=True))
    return senders


def _ours(snapshot: Snapshot, organisation: str) -> set[str]:
    """Return the ids of an organisation, its activities and its link workers."""
    (us,) = _ids_called(snapshot, "Organisation", organisation)
    ours = {us}
    for table in ("Activity", "LinkWorker"):
        rows = snapshot.table(table)
        ours |= set(rows[rows["organisation_id"] == us]["id"])
    return ours
