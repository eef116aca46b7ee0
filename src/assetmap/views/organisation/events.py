"""View: workshops that an organisation took part in, and stories about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from assetmap.model import INVITED
from assetmap.views.organisation.part import MOST_ROWS, Part, day_of, left_out, text_of
from assetmap.views.wording import counted, listed

if TYPE_CHECKING:
    import datetime as dt

    from assetmap.model import Snapshot


class WorkshopRow(TypedDict):
    """One workshop, and the organisation's part in it."""

    purpose: str
    held_on: dt.date | None
    area: str
    part: str


class StoryRow(TypedDict):
    """One story that may be told: what it is about, when it was told, the words."""

    about: str
    told_on: dt.date | None
    themes: str
    text: str


def workshops_of(snapshot: Snapshot, organisation_id: str) -> Part[WorkshopRow]:
    """Return the workshops that an organisation took part in, the newest first, then by id."""
    if snapshot.counts["Workshop"] == 0:
        return Part(("No workshops have been loaded yet.",))
    seats = snapshot.table("TOOK_PART_IN")
    seats = seats[seats["from_id"] == organisation_id]
    part_of = dict(zip(seats["to_id"], seats["part"], strict=True))
    rows = snapshot.table("Workshop")
    rows = rows[rows["id"].isin(part_of)]
    rows = rows.sort_values(["held_on", "id"], ascending=[False, True], kind="stable")
    if rows.empty:
        n_all = counted(snapshot.counts["Workshop"], "workshop")
        return Part((f"No list of who came to the {n_all} in this map names you.",))
    found = tuple(
        WorkshopRow(
            purpose=text_of(row["purpose"]) or "Purpose not said",
            held_on=day_of(row["held_on"]),
            area=snapshot.name_of.get(row["area_code"], ""),
            part=text_of(part_of[row["id"]]),
        )
        for row in rows.to_dict("records")
    )
    n_all = counted(snapshot.counts["Workshop"], "workshop")
    n_invited = sum(row["part"] == INVITED for row in found)
    invited = f" You are invited to {n_invited:,}." if n_invited else ""
    return Part(
        (
            f"You took part in {len(found) - n_invited:,} of {n_all}.{invited}",
            *left_out(len(found)),
        ),
        "From the lists of who came; somebody who came without signing is not in them.",
        found[:MOST_ROWS],
    )


def stories_of(snapshot: Snapshot, organisation_id: str) -> Part[StoryRow]:
    """Return the stories about an organisation or what it runs, whose teller agreed to share them.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    organisation_id
        Whom they are about.

    Returns
    -------
    Part
        The newest first, then by id. Stories without recorded consent are counted, never shown.
    """
    about = _about(snapshot, organisation_id)
    rows = snapshot.table("Story")
    rows = rows[rows["id"].isin(about)]
    if rows.empty:
        return Part(("No story about you is in this map yet. One is worth asking for.",))
    agreed = rows[(rows["consent"] == "given") & rows["text"].notna()]
    agreed = agreed.sort_values(["told_on", "id"], ascending=[False, True], kind="stable")
    found = tuple(
        StoryRow(
            about=listed(about[row["id"]]),
            told_on=day_of(row["told_on"]),
            themes=text_of(row["themes"]).replace("|", ", "),
            text=row["text"],
        )
        for row in agreed.to_dict("records")
    )
    n_kept = len(rows) - len(found)
    said = [f"{counted(len(found), 'story', 'stories')} may be told here."]
    if n_kept:
        said.append(f"{n_kept:,} more {'is' if n_kept == 1 else 'are'} kept: no consent to share.")
    return Part(
        (*said, *left_out(len(found))), "In the words of the one who told it.", found[:MOST_ROWS]
    )


def _about(snapshot: Snapshot, organisation_id: str) -> dict[str, list[str]]:
    """Return by story whom it is about: the organisation itself, and activities that it runs."""
    activities = snapshot.table("Activity")
    names = {organisation_id: "You"}
    own = activities[activities["organisation_id"] == organisation_id]
    names |= dict(zip(own["id"], own["name"], strict=True))
    ties = snapshot.table("ABOUT")
    ties = ties[ties["to_id"].isin(names)].sort_values(["from_id", "to_id"])
    found: dict[str, list[str]] = {}
    for story, id_ in zip(ties["from_id"], ties["to_id"], strict=True):
        found.setdefault(story, []).append(names[id_])
    return found
