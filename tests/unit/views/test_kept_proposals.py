"""Proposals kept in the map, as a screen tells them, in the town worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from tests.unit.measures.gaps.tiny_town import DAY, Rows, made, tie, town, town_rows

from assetmap.ingest.file_marks import FileMark, mark_of
from assetmap.ingest.proposals import ProposedVenue
from assetmap.measures.siting import Search
from assetmap.network import kinds_of_ties, labels_of_map, ties_table
from assetmap.release import seen_by
from assetmap.views.reach.choice import WayChoice
from assetmap.views.siting.choice import SiteChoice
from assetmap.views.siting.kept import kept_proposals, planned_proposal
from assetmap.views.siting.kept_file import is_kept_file, kept_file_sentence
from assetmap.views.siting.view import siting_view

if TYPE_CHECKING:
    from assetmap.measures.siting import Method
    from assetmap.model import Snapshot

ROOMS = [tie("lunch_body", "shed", days_free="Friday|Monday"), tie("club_body", "hall")]
ASKED = SiteChoice("work", n=2, time="weekday_evening", way=WayChoice("straight", 1_200.0))
KEPT: dict[str, Any] = {
    "id": "p",
    "name": "Evenings",
    "need_id": "work",
    "for_whom": "everyone",
    "time_of_week": "weekday_evening",
    "way": "straight",
    "reach_m": 1_200.0,
    "km_per_hour": 4.8,
    "detour": 1.3,
    "is_served": True,
    "is_held_enough": False,
    "n_wanted": 2,
    "people_without": 600,
    "people_covered": 600,
    "bound": 600,
    "made_on": pd.Timestamp(DAY),
}
VENUES = [
    tie("p", "hall", rank=2, people_added=100),
    tie("p", "shed", rank=1, people_added=500),
]


def place(*proposals: dict[str, Any], **more: list[dict[str, Any]]) -> Snapshot:
    return town(Proposal=[dict(each) for each in proposals], PROPOSES=VENUES, **more)


def test_what_was_found_is_what_is_kept() -> None:
    plan = planned_proposal(siting_view(town(HAS_USE_OF=ROOMS), ASKED, today=DAY), ASKED)
    assert plan.shown_name == "Work for everyone on weekday evenings"
    assert plan.made_on == DAY
    assert plan.venues == (
        ProposedVenue("shed", 500, ("Monday", "Friday")),
        ProposedVenue("hall", 100),
    )
    assert (plan.people_without, plan.people_covered, plan.bound) == (600, 600, 600)
    named = planned_proposal(
        siting_view(town(HAS_USE_OF=ROOMS), ASKED, today=DAY), ASKED, name="Ours", note="First"
    )
    assert (named.name, named.note) == ("Ours", "First")


def test_kept_proposal_is_told_in_words_and_asks_the_same_again() -> None:
    (kept,) = kept_proposals(place(KEPT | {"note": "A first try"}))
    assert kept.row == {
        "what": "Evenings, 10 June 2026, A first try",
        "asked": "Work, Everyone, On weekday evenings, In a straight line, 1200 metres at most",
        "where": "Shed (500); Hall (100)",
        "reached": "600 of 600 who reached nothing; no other choice more than 600",
    }
    assert kept.question == ASKED


def test_newest_stands_first_then_by_id() -> None:
    older = KEPT | {"id": "a", "made_on": pd.Timestamp("2026-01-01")}
    rows = (older, KEPT | {"id": "q"}, KEPT, {"id": "z", "name": "No day"})
    assert [each.id for each in kept_proposals(place(*rows))] == ["p", "q", "a", "z"]
    assert kept_proposals(town()) == ()


def test_venue_and_need_that_ended_are_said_to_be_gone() -> None:
    rows: Rows = {**town_rows(), "Proposal": [KEPT], "PROPOSES": VENUES}
    rows["Need"][3]["valid_to"] = pd.Timestamp("2026-01-01")
    rows["Location"][1]["valid_to"] = pd.Timestamp("2026-01-01")
    (kept,) = kept_proposals(made(rows).as_of(DAY))
    assert kept.row["where"] == "a venue that is no longer in the map (500); Hall (100)"
    assert kept.row["asked"].startswith("What matters is no longer in the map, Everyone")
    assert kept.question is None


@pytest.mark.parametrize(
    "strange",
    [
        {"way": "by broom"},
        {"time_of_week": "never"},
        {"for_whom": "a community that is gone"},
        {"n_wanted": 1_000_000},
        {"reach_m": None},
        {"reach_m": float("inf")},
        {"detour": None},
        {"is_served": None},
        {"need_id": None},
        {"need_id": "shed"},
    ],
    ids=lambda strange: "-".join(map(str, *strange.items())),
)
def test_row_that_cannot_be_asked_is_told_all_the_same(strange: dict[str, Any]) -> None:
    (kept,) = kept_proposals(place(KEPT | strange))
    assert kept.question is None
    assert kept.row["what"] == "Evenings, 10 June 2026"
    (bare,) = kept_proposals(town(Proposal=[{"id": "b", "name": "Bare"}]))
    assert bare.row == {
        "what": "Bare",
        "asked": "",
        "where": "Nowhere",
        "reached": "Not known",
    }


def test_proposal_ties_nothing_together_and_is_not_for_everybody() -> None:
    here = place(KEPT)
    assert not {"PROPOSES", "PROPOSED_FOR"} & {*kinds_of_ties(), *ties_table(here)["kind"]}
    assert "Proposal" not in labels_of_map()
    assert seen_by(here, "public").counts["Proposal"] == 0
    assert seen_by(here, "public").counts["PROPOSES"] == 0
    assert seen_by(here, "partner").counts["PROPOSES"] == 2


def test_same_question_on_the_same_day_has_one_id() -> None:
    view = siting_view(town(HAS_USE_OF=ROOMS), ASKED, today=DAY)
    plan = planned_proposal(view, ASKED)
    assert plan.id == replace(plan, note="x", venues=()).id
    assert plan.id != planned_proposal(view, replace(ASKED, n=3)).id
    assert plan.id != planned_proposal(view, replace(ASKED, search=Search("median"))).id


@pytest.mark.parametrize("method", ["optimum", "median"])
def test_how_venues_were_looked_for_is_kept_and_asked_again(method: Method) -> None:
    asked = replace(ASKED, search=Search(method))
    view = siting_view(town(HAS_USE_OF=ROOMS), asked, today=DAY)
    plan = planned_proposal(view, asked)
    assert plan.question.method == view.found.search.method == method
    (kept,) = kept_proposals(place(KEPT | {"method": method}))
    assert kept.question == asked
    words = {"optimum": "the best choice", "median": "the shortest way on average"}
    assert kept.row["asked"].endswith(f"1200 metres at most, {words[method]}")
    (other,) = kept_proposals(place(KEPT | {"method": "magic"}))
    assert other.question is None


TIMES = mark_of(b"origin,place,cost", "times.csv")
BY_TIMES = {"way": "matrix", "reach_m": None, "minutes": 15.0}


def test_proposal_by_a_file_asks_again_with_the_name_and_digest_of_the_file() -> None:
    made_by = {"provenance": TIMES.after("where next")}
    (kept,) = kept_proposals(place(KEPT | BY_TIMES | made_by))
    assert kept.row["asked"].endswith(
        "By a table of travel times, 15 minutes at most, by “times.csv”"
    )
    assert kept.question == replace(ASKED, way=WayChoice("matrix", 15.0, file=TIMES))
    (bare,) = kept_proposals(place(KEPT | BY_TIMES | {"provenance": "where next"}))
    assert bare.question == replace(ASKED, way=WayChoice("matrix", 15.0))
    (on_foot,) = kept_proposals(place(KEPT | {"way": "straight"} | made_by))
    assert on_foot.question == ASKED


BY = "This proposal was made by"
OTHER = "which is loaded now, is another file, so that what is shown is by another reach."
MISSING = "which is not loaded: choose that file to ask it again."
UNKNOWN = f"{BY} a file of stops that nobody wrote down:"


@pytest.mark.parametrize(
    ("way", "file", "loaded", "sentence"),
    [
        ("straight", None, None, ""),
        (
            "matrix",
            TIMES,
            None,
            f"{BY} the travel times in “times.csv”, {MISSING}",
        ),
        (
            "stops",
            TIMES,
            mark_of(b"line", "new.csv"),
            f"{BY} the stops in “times.csv”; “new.csv”, {OTHER}",
        ),
        (
            "matrix",
            TIMES,
            mark_of(b"origin,place", "times.csv"),
            f"{BY} the travel times in “times.csv”; “times.csv”, {OTHER}",
        ),
        (
            "matrix",
            TIMES,
            FileMark("renamed.csv", TIMES.digest),
            f"{BY} the travel times in “times.csv”, the file that is loaded now.",
        ),
        ("stops", None, None, f"{UNKNOWN} choose the file to ask it again by."),
        (
            "stops",
            None,
            TIMES,
            f"{UNKNOWN} “times.csv”, which is loaded now, may be another, with another reach.",
        ),
    ],
    ids=["no table", "none", "another", "same name", "renamed", "unknown", "unknown and loaded"],
)
def test_file_that_is_loaded_now_is_told_beside_the_one_it_was_made_by(
    way: str, file: FileMark | None, loaded: FileMark | None, sentence: str
) -> None:
    question = replace(ASKED, way=WayChoice(way, 15.0, file=file))
    assert kept_file_sentence(question, loaded) == sentence
    is_the_same = not sentence or sentence.endswith("the file that is loaded now.")
    assert is_kept_file(question, loaded) is is_the_same


@pytest.mark.parametrize("name", ["a” (SHA-256 b).csv", "x" * 400, "\u202e\x00", "one\ntwo"])
def test_file_of_any_name_is_known_again(name: str) -> None:
    mark = mark_of(b"", name)
    costs = pd.DataFrame({"origin": ["S1"], "place": ["shed"], "cost": [5.0]})
    asked = replace(ASKED, way=WayChoice("matrix", 15.0, file=mark))
    view = siting_view(town(HAS_USE_OF=ROOMS), asked, costs, today=DAY)
    plan = planned_proposal(view, asked)
    assert plan.question.file == mark
    assert plan.id != planned_proposal(view, replace(asked, way=WayChoice("matrix", 15.0))).id
    made_by = {"provenance": mark.after("where next")}
    (kept,) = kept_proposals(place(KEPT | BY_TIMES | made_by))
    assert kept.question == asked
