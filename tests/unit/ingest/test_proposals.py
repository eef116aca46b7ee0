"""A proposal of venues is kept: as one change, again with other venues, and never half."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest

import assetmap
from assetmap.errors import DanglingReferenceError, DataError, StaleRevisionError
from assetmap.ingest.file_marks import mark_in, mark_of
from assetmap.ingest.proposals import (
    PlannedProposal,
    ProposalQuestion,
    ProposedVenue,
    keep_proposal,
)
from assetmap.model import TABLES, Changes, conform, schema

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assetmap.store import Store

QUESTION = ProposalQuestion(
    need_id="work",
    n_wanted=2,
    for_whom="everyone",
    time_of_week="weekday_evening",
    way="walk",
    limit=20.0,
    km_per_hour=4.8,
    detour=1.3,
    is_served=True,
    is_held_enough=False,
)
PLAN = PlannedProposal(
    name=" Evenings \n in town ",
    made_on=dt.date(2026, 6, 10),
    question=QUESTION,
    venues=(ProposedVenue("shed", 500, ("Thursday", "Friday")), ProposedVenue("hall", 100)),
    people_without=600,
    people_covered=600,
    bound=600,
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return a store with two venues and what matters, at revision 1."""
    store = assetmap.open(tmp_path / "town.db")
    rows = {
        "Location": pd.DataFrame({"id": ["shed", "hall"], "name": ["Shed", "Hall"]}),
        "Need": pd.DataFrame({"id": ["work"], "name": ["Work"]}),
    }
    changes = Changes({name: conform(name, table) for name, table in rows.items()})
    store.apply(changes, based_on=0, actor="", note="")
    yield store
    store.close()


def venues(store: Store) -> list[tuple[int, str, int]]:
    rows = store.snapshot().table("PROPOSES").sort_values("rank")
    return list(zip(rows["rank"], rows["to_id"], rows["people_added"], strict=True))


def test_id_of_a_proposal_kept_before_methods_could_be_chosen_is_the_same() -> None:
    """The id is that which the release before gave."""
    assert PLAN.id == "5c44e344d32e1249892fc4b1e61de9ce"
    assert replace(PLAN, question=replace(QUESTION, method="median")).id != PLAN.id


def test_proposal_and_venues_are_one_change_that_undo_takes_back(store: Store) -> None:
    assert keep_proposal(store, PLAN, based_on=1, actor="Ada") == 2
    (row,) = store.snapshot().table("Proposal").to_dict("records")
    assert (row["name"], row["need_id"], row["made_on"].date()) == (
        "Evenings in town",
        "work",
        PLAN.made_on,
    )
    assert (row["minutes"], row["n_wanted"], row["people_covered"]) == (20.0, 2, 600)
    assert pd.isna(row["reach_m"])
    assert pd.isna(row["note"])
    assert venues(store) == [(1, "shed", 500), (2, "hall", 100)]
    days = store.snapshot().table("PROPOSES").set_index("to_id")["days_free"]
    assert days["shed"] == "Thursday|Friday"
    newest = store.history(limit=1)[0]
    assert (newest.actor, newest.note) == ("Ada", "proposal: 'Evenings in town', 2 venues")
    store.undo(2, actor="Ada")
    assert store.snapshot().counts["Proposal"] == 0
    assert venues(store) == []


def test_kept_again_it_is_the_same_proposal(store: Store) -> None:
    keep_proposal(store, PLAN, based_on=1, actor="")
    assert keep_proposal(store, PLAN, based_on=2, actor="") == 2
    other = replace(PLAN, venues=(ProposedVenue("hall", 300),), note="After the flood")
    keep_proposal(store, other, based_on=2, actor="")
    assert store.snapshot().table("Proposal")["note"].tolist() == ["After the flood"]
    assert venues(store) == [(1, "hall", 300)]
    further = replace(PLAN, question=replace(QUESTION, need_id="", way="straight", limit=900.0))
    keep_proposal(store, further, based_on=3, actor="")
    rows = store.snapshot().table("Proposal")
    assert len(rows) == 2
    (other_row,) = rows[rows["id"] == further.id].to_dict("records")
    assert other_row["reach_m"] == 900.0
    assert pd.isna(other_row["need_id"])


@pytest.mark.parametrize(
    ("plan", "message"),
    [
        (replace(PLAN, name=" \n"), "Say what the proposal is called"),
        (replace(PLAN, venues=()), "No venue is proposed"),
        (replace(PLAN, venues=PLAN.venues * 2), "Venue 'hall' is proposed twice"),
        (replace(PLAN, name="\u202e"), "Say what the proposal is called"),
    ],
    ids=["no name", "no venue", "a venue twice", "no words"],
)
def test_proposal_that_says_nothing_or_nonsense_is_refused(
    store: Store, plan: PlannedProposal, message: str
) -> None:
    with pytest.raises(DataError, match=message):
        keep_proposal(store, plan, based_on=1, actor="")
    assert store.revision() == 1


def test_venue_that_is_gone_and_a_place_that_moved_on_keep_nothing(store: Store) -> None:
    gone = replace(PLAN, venues=(ProposedVenue("gone", 1),))
    with pytest.raises(DanglingReferenceError):
        keep_proposal(store, gone, based_on=1, actor="")
    keep_proposal(store, PLAN, based_on=1, actor="")
    with pytest.raises(StaleRevisionError):
        keep_proposal(store, replace(PLAN, note="Later"), based_on=1, actor="")
    assert store.revision() == 2


def test_hostile_words_are_kept_as_they_are(store: Store) -> None:
    name = "=1+1 <script>'\"; DROP TABLE Proposal; -- $x$ **b**"
    keep_proposal(store, replace(PLAN, name=name, note="{{7*7}}"), based_on=1, actor="")
    (row,) = store.snapshot().table("Proposal").to_dict("records")
    assert (row["name"], row["note"]) == (name, "{{7*7}}")


def test_words_that_no_file_could_bring_lose_what_is_not_allowed(store: Store) -> None:
    plan = replace(PLAN, name="turned \u202e round\x00", note="one\ntwo\x1b[31m")
    keep_proposal(store, plan, based_on=1, actor="")
    rows = store.snapshot().table("Proposal")
    assert (rows["name"][0], rows["note"][0]) == ("turned  round", "one\ntwo[31m")
    schema(TABLES["Proposal"]).validate(rows)
    schema(TABLES["PROPOSES"]).validate(store.snapshot().table("PROPOSES"))


def test_file_that_people_go_by_is_kept_by_name_and_digest(store: Store) -> None:
    file = mark_of(b"origin,place,cost", "times\x00 " + "x" * 400)
    plan = replace(PLAN, question=replace(QUESTION, way="matrix", file=file))
    keep_proposal(store, plan, based_on=1, actor="")
    rows = store.snapshot().table("Proposal")
    assert mark_in(rows["provenance"][0]) == file
    schema(TABLES["Proposal"]).validate(rows)
    assert store.snapshot().table("PROPOSES")["provenance"].eq("where next").all()
    other = mark_of(b"origin,place", file.name)
    again = replace(plan, question=replace(plan.question, file=other))
    keep_proposal(store, again, based_on=2, actor="")
    assert store.snapshot().counts["Proposal"] == 2
