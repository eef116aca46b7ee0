"""View: proposals that are kept in the map, and how one is kept."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypedDict, cast

import pandas as pd

from assetmap.ingest.file_marks import mark_in
from assetmap.ingest.proposals import (
    LIMIT_COLUMN,
    PlannedProposal,
    ProposalQuestion,
    ProposedVenue,
)
from assetmap.measures.siting import METHODS, Search
from assetmap.views.organisation.part import day_of, text_of
from assetmap.views.reach.choice import TABLES, WAYS, WayChoice, groups_to_choose, times_to_choose
from assetmap.views.siting.choice import MOST_SITES, SiteChoice
from assetmap.views.wording import day_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetmap.ingest.file_marks import FileMark
    from assetmap.measures.siting import Method
    from assetmap.model import Snapshot
    from assetmap.views.siting.view import SitingView

KEPT_TITLES: Final = {
    "what": "Proposal",
    "asked": "What was asked",
    "where": "Where, with whom each adds",
    "reached": "Whom it reaches",
}
"""What a screen calls the columns of `KeptRow`."""

_METHOD_WORDS: Final = {"optimum": "the best choice", "median": "the shortest way on average"}

GONE: Final = "no longer in the map"


class KeptRow(TypedDict):
    """One proposal in words: what it is called and when made, what was asked, where, for whom."""

    what: str
    asked: str
    where: str
    reached: str


@dataclass(frozen=True, slots=True)
class KeptProposal:
    """A proposal that is in the map.

    Attributes
    ----------
    id
        Its own.
    row
        The same in words.
    question
        What to ask to look at it anew; None where that cannot be asked any more.
    """

    id: str
    row: KeptRow
    question: SiteChoice | None


def planned_proposal(
    view: SitingView, choice: SiteChoice, *, name: str = "", note: str = ""
) -> PlannedProposal:
    """Return a proposal as it can be kept.

    Parameters
    ----------
    view
        What was found.
    choice
        What was asked.
    name
        What it is called; empty: what it is a proposal for.
    note
        What whoever keeps it says of it.
    """
    way, found = choice.way, view.found
    question = ProposalQuestion(
        need_id=choice.need,
        n_wanted=choice.n,
        for_whom=choice.group,
        time_of_week=choice.time,
        way=way.kind,
        limit=way.limit,
        km_per_hour=way.km_per_hour,
        detour=way.detour,
        is_served=way.is_served,
        is_held_enough=choice.is_held_enough,
        file=way.file,
        method=choice.search.method,
    )
    venues = tuple(
        ProposedVenue(id_, round(added), tuple(dict.fromkeys(day for days in free for day in days)))
        for id_, added, free in zip(
            found.chosen,
            found.people_added,
            (each.values() for each in found.free),
            strict=True,
        )
    )
    return PlannedProposal(
        name=name if name.strip() else view.title,
        made_on=view.day,
        question=question,
        venues=venues,
        people_without=round(found.people_without),
        people_covered=round(found.people_covered),
        bound=round(found.bound),
        note=note,
    )


def kept_proposals(snapshot: Snapshot) -> tuple[KeptProposal, ...]:
    """Return the proposals that are in the map, the newest first, then by id.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.

    Returns
    -------
    tuple
        What was proposed stands as it was kept; a venue, or what matters, that is no longer in
        the map is said to be so.
    """
    rows = snapshot.table("Proposal").sort_values(
        ["made_on", "recorded_on", "id"], ascending=[False, False, True], kind="stable"
    )
    venues = _venues(snapshot)
    return tuple(
        KeptProposal(
            row["id"],
            KeptRow(
                what=_what(row),
                asked=_asked(snapshot, row),
                where="; ".join(venues.get(row["id"], ())) or "Nowhere",
                reached=_reached(row),
            ),
            _question(snapshot, row),
        )
        for row in rows.to_dict("records")
    )


def _venues(snapshot: Snapshot) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    ties = snapshot.table("PROPOSES").sort_values(["rank", "to_id"], kind="stable")
    for row in ties.to_dict("records"):
        name = snapshot.name_of.get(row["to_id"], f"a venue that is {GONE}")
        found[row["from_id"]].append(f"{name} ({_number(row['people_added'])})")
    return found


def _what(row: Mapping[Any, Any]) -> str:
    day = day_of(row["made_on"])
    said = (row["name"], "" if day is None else day_words(day), text_of(row["note"]))
    return ", ".join(each for each in said if each)


def _asked(snapshot: Snapshot, row: Mapping[Any, Any]) -> str:
    need = text_of(row["need_id"])
    groups, times = groups_to_choose(snapshot), times_to_choose()
    limits = ((row["minutes"], "minutes"), (row["reach_m"], "metres"))
    file = _file(row)
    said = (
        snapshot.name_of.get(need, f"What matters is {GONE}") if need else "",
        groups.get(row["for_whom"], f"For whom is {GONE}") if text_of(row["for_whom"]) else "",
        times.get(row["time_of_week"], text_of(row["time_of_week"])),
        WAYS.get(row["way"], text_of(row["way"])),
        *(f"{limit:g} {unit} at most" for limit, unit in limits if not pd.isna(limit)),
        "" if file is None else f"by “{file.name}”",
        _METHOD_WORDS.get(text_of(row["method"]), ""),
    )
    return ", ".join(each for each in said if each)


def _file(row: Mapping[Any, Any]) -> FileMark | None:
    return mark_in(text_of(row["provenance"])) if row["way"] in TABLES else None


def _reached(row: Mapping[Any, Any]) -> str:
    if pd.isna(row["people_covered"]):
        return "Not known"
    covered, without = _number(row["people_covered"]), _number(row["people_without"])
    most = _number(row["bound"])
    return f"{covered} of {without} who reached nothing; no other choice more than {most}"


def _number(value: Any) -> str:
    return "not known" if pd.isna(value) else f"{value:,}"


def _question(snapshot: Snapshot, row: Mapping[Any, Any]) -> SiteChoice | None:
    limit = row[LIMIT_COLUMN[row["way"]]] if row["way"] in LIMIT_COLUMN else WayChoice().limit
    numbers = (limit, row["km_per_hour"], row["detour"])
    truths = (row["is_served"], row["is_held_enough"])
    can_be_asked = (
        snapshot.label_of.get(text_of(row["need_id"])) == "Need"
        and row["for_whom"] in groups_to_choose(snapshot)
        and row["time_of_week"] in times_to_choose()
        and row["way"] in WAYS
        and _method(row) in METHODS
        and not pd.isna(row["n_wanted"])
        and row["n_wanted"] <= MOST_SITES
        and not any(pd.isna(each) or math.isinf(each) for each in numbers)
        and not any(pd.isna(each) for each in truths)
    )
    if not can_be_asked:
        return None
    return SiteChoice(
        need=row["need_id"],
        n=row["n_wanted"],
        group=row["for_whom"],
        time=row["time_of_week"],
        way=WayChoice(row["way"], *numbers, is_served=row["is_served"], file=_file(row)),
        is_held_enough=row["is_held_enough"],
        search=Search(_method(row)),
    )


def _method(row: Mapping[Any, Any]) -> Method:
    """Return how venues were looked for; at once, in proposals kept before that was written."""
    return cast("Method", text_of(row["method"]) or METHODS[0])
