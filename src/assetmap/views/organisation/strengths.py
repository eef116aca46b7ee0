"""View: what an organisation holds that others could use, and who belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypedDict

import pandas as pd

from assetmap.model import holding
from assetmap.views.organisation.part import MOST_ROWS, Part, by_name, left_out, text_of
from assetmap.views.wording import counted, listed

if TYPE_CHECKING:
    from assetmap.model import Snapshot

_NOTHING: Final = (
    "No strength of yours is recorded yet: a room, a kitchen, a skill, a minibus, a group that "
    "trusts you. They come in with the sheet Asset of the template."
)


class StrengthRow(TypedDict):
    """One strength: what it is, of what kind, where, and whether others may use it."""

    name: str
    kind: str
    where: str
    use: str


def strengths_of(snapshot: Snapshot, organisation_id: str) -> Part[StrengthRow]:
    """Return what an organisation holds: assets, rooms that it may use, people, communities.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    organisation_id
        Whose strengths.

    Returns
    -------
    Part
        Assets first, those that others may use before the rest, then rooms; by name, then id.
    """
    assets, rooms = _assets(snapshot, organisation_id), _rooms(snapshot, organisation_id)
    rows = (*assets, *rooms)
    sentences = (
        *_asset_sentences(assets, rooms),
        *_people(snapshot, organisation_id),
        *_communities(snapshot, organisation_id),
    )
    if not sentences:
        return Part((_NOTHING,))
    return Part(
        (*sentences, *left_out(len(rows))),
        "From what was put into this map; whether something is free on a day, its holder knows.",
        rows[:MOST_ROWS],
    )


def _assets(snapshot: Snapshot, own: str) -> tuple[StrengthRow, ...]:
    held = snapshot.table("Asset")
    held = held[held["holder_id"] == own]
    kinds = {term.value: term.label for term in snapshot.terms("asset_kind")}
    order = {True: 0, None: 1, False: 2}
    found = []
    for row in held.to_dict("records"):
        is_shareable = None if pd.isna(row["is_shareable"]) else bool(row["is_shareable"])
        kind = text_of(row["kind"])
        strength = StrengthRow(
            name=row["name"],
            kind=kinds.get(kind, kind),
            where=snapshot.name_of.get(row["location_id"], ""),
            use={True: "Others may use it", False: "Not for others", None: "Not said"}[
                is_shareable
            ],
        )
        found.append(((order[is_shareable], *by_name(snapshot, row["id"])), strength))
    return tuple(strength for _, strength in sorted(found, key=lambda each: each[0]))


def _rooms(snapshot: Snapshot, own: str) -> tuple[StrengthRow, ...]:
    ties = snapshot.table("HAS_USE_OF")
    rooms = ties[ties["from_id"] == own].to_dict("records")
    rows = sorted(
        (row for row in rooms if row["to_id"] in snapshot.name_of),
        key=lambda row: by_name(snapshot, row["to_id"]),
    )
    found = []
    for row in rows:
        days = [day for day in text_of(row["days_free"]).split("|") if day]
        found.append(
            StrengthRow(
                name=snapshot.name_of[row["to_id"]],
                kind="A place that you may use",
                where="",
                use=f"Free on {listed(days, at_most=7)}" if days else "Free days not said",
            )
        )
    return tuple(found)


def _asset_sentences(
    assets: tuple[StrengthRow, ...], rooms: tuple[StrengthRow, ...]
) -> tuple[str, ...]:
    said = []
    if assets:
        shared = [row["name"] for row in assets if row["use"] == "Others may use it"]
        use = f"others may use {listed(shared)}" if shared else "none is marked as open to others"
        said.append(f"You hold {counted(len(assets), 'strength')}: {use}.")
    if rooms:
        said.append(
            f"You may{' also' if assets else ''} use {listed([row['name'] for row in rooms])}."
        )
    return tuple(said)


def _people(snapshot: Snapshot, own: str) -> tuple[str, ...]:
    said, people = [], set()
    for label, one in (("LinkWorker", "link worker"), ("Champion", "champion")):
        rows = holding(snapshot.table(label), snapshot.day)
        ids = rows[rows["organisation_id"] == own]["id"].tolist()
        if ids:
            people |= set(ids)
            names = [
                snapshot.name_of[id_] for id_ in sorted(ids, key=lambda i: by_name(snapshot, i))
            ]
            said.append(f"{counted(len(ids), one)} ({listed(names, at_most=3)})")
    if not said:
        return ()
    courses = snapshot.table("COMPLETED")
    n_trained = courses[courses["from_id"].isin(people)]["from_id"].nunique()
    trained = f"; {n_trained:,} of {len(people):,} completed a course" if n_trained else ""
    belong = "belongs" if len(people) == 1 else "belong"
    return (f"{listed(said)} {belong} to you{trained}.",)


def _communities(snapshot: Snapshot, own: str) -> tuple[str, ...]:
    ties = snapshot.table("LED_BY")
    ids = {id_ for id_ in ties[ties["from_id"] == own]["to_id"] if id_ in snapshot.name_of}
    names = [snapshot.name_of[id_] for id_ in sorted(ids, key=lambda id_: by_name(snapshot, id_))]
    return (f"You are led by the people that you are for: {listed(names)}.",) if names else ()
