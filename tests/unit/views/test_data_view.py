"""What files would bring, what they brought, and the history of a place."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from assetmap.ingest import Loading
from assetmap.model import Snapshot, conform
from assetmap.store import Revision
from assetmap.views.data_view import (
    content_table,
    faults_table,
    history_table,
    newest_change_sentence,
    offer_sentence,
    result_sentence,
    undo_choices,
    undo_sentence,
)

FIRST = Revision(
    number=1,
    made_at=dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC),
    actor="Ada",
    note="load: town.xlsx",
    created=1200,
    updated=0,
    removed=0,
)
SECOND = Revision(
    number=2,
    made_at=dt.datetime(2026, 12, 1, 9, 5, tzinfo=dt.UTC),
    actor="",
    note="",
    created=1,
    updated=2,
    removed=3,
)


def _loading(**counts: int) -> Loading:
    none = dict.fromkeys(
        ("read", "accepted", "rejected", "created", "updated", "unchanged", "revision"), 0
    )
    all_counts = none | counts
    return Loading(**all_counts, faults=pd.DataFrame({"reason": []}), notes=())


def test_history_table_is_newest_first_by_the_readers_clock() -> None:
    rows = history_table([FIRST, SECOND], zone=ZoneInfo("Europe/London"))
    assert [row["number"] for row in rows] == [2, 1]
    # Half past eleven at night in UTC is the next day in a British summer.
    assert [row["when"] for row in rows] == ["1 December 2026, 09:05", "1 July 2026, 00:30"]


def test_history_table_says_by_whom_and_what_happened_to_rows_in_words() -> None:
    rows = history_table([FIRST, SECOND], zone=dt.UTC)
    assert [row["made"] for row in rows] == [
        "1 December 2026, 09:05",
        "30 June 2026, 23:30, by Ada",
    ]
    assert [row["rows"] for row in rows] == ["1 new, 2 changed, 3 gone", "1,200 new"]


def test_newest_change_sentence_says_what_happened() -> None:
    rows = history_table([FIRST], zone=dt.UTC)
    assert newest_change_sentence(rows) == (
        "On 30 June 2026, 23:30 by Ada (load: town.xlsx): 1,200 new, 0 different, 0 gone."
    )


def test_newest_change_sentence_does_without_a_name_and_a_note() -> None:
    rows = history_table([FIRST, SECOND], zone=dt.UTC)
    assert newest_change_sentence(rows) == "On 1 December 2026, 09:05: 1 new, 2 different, 3 gone."


def test_newest_change_sentence_has_words_for_an_empty_history() -> None:
    assert newest_change_sentence([]) == "Nothing has been loaded yet."


@pytest.mark.parametrize(
    ("offered", "sentence"),
    [
        (_loading(), "No rows were found in these files."),
        (
            _loading(read=3, accepted=3, created=2, unchanged=1),
            "All 3 rows can be used: 2 new, 0 different, 1 here already. Nothing is stored yet.",
        ),
        (
            _loading(read=1500, accepted=1499, rejected=1, created=1499),
            (
                "1,499 of 1,500 rows can be used: 1,499 new, 0 different, 0 here already. "
                "Nothing is stored yet."
            ),
        ),
        (
            _loading(read=1, accepted=1, created=3),
            "The one row can be used: 3 new, 0 different, 0 here already. Nothing is stored yet.",
        ),
        (_loading(read=2, rejected=2), "None of the 2 rows can be used. Nothing is stored yet."),
    ],
)
def test_offer_sentence_says_what_a_load_would_do(offered: Loading, sentence: str) -> None:
    assert offer_sentence(offered) == sentence


@pytest.mark.parametrize(
    ("loaded", "sentence"),
    [
        (
            _loading(read=3, accepted=2, rejected=1, created=2, revision=4),
            (
                "Done, and kept as change 4: 2 new, 0 different, 0 here already. "
                "1 row of the files was left out."
            ),
        ),
        (
            _loading(read=2, accepted=2, unchanged=2, revision=4),
            "Nothing changed: all that could be used is here already.",
        ),
    ],
)
def test_result_sentence_says_what_a_load_did(loaded: Loading, sentence: str) -> None:
    assert result_sentence(loaded) == sentence


def test_faults_table_keeps_the_first_and_cuts_long_cells() -> None:
    faults = pd.DataFrame(
        {
            "file": ["town.csv", "place.xlsx", "place.xlsx"],
            "sheet": ["town", "Need", "Need"],
            "line": [2, 7, 8],
            "field": ["sector", "", "name"],
            "value": ["x" * 81, "y", "z"],
            "reason": "It is not one of: vcse.",
        }
    )
    first, second = faults_table(faults, n_rows=2)
    assert second["where"] == "Line 7 (place.xlsx, sheet Need)"
    assert first == {
        "where": "Line 2, sector (town.csv)",
        "value": "x" * 80 + "…",
        "reason": "It is not one of: vcse.",
    }


def test_undo_choices_and_sentence_say_what_would_go() -> None:
    rows = history_table([FIRST, SECOND], zone=dt.UTC)
    assert undo_choices(rows) == {
        2: "Change 2, 1 December 2026, 09:05: no note",
        1: "Change 1, 30 June 2026, 23:30: load: town.xlsx",
    }
    assert undo_sentence(rows[0]) == (
        "Undoing change 2 would take out 1 row that it added, put 2 rows back as before and "
        "bring back 3 rows that it took out. It is itself a change, and can be undone."
    )
    assert undo_sentence(rows[1]) == (
        "Undoing change 1 would take out 1,200 rows that it added. It is itself a change, and "
        "can be undone."
    )


def test_content_table_lists_tables_with_rows_in_the_models_order() -> None:
    rows = {
        name: conform(name, pd.DataFrame({"id": ["x"]}))
        for name in ("Need", "MEETS", "Organisation")
    }
    listed = content_table(Snapshot(rows=rows))
    assert [(row["table"], row["n_rows"]) for row in listed] == [
        ("Organisation", 1),
        ("Need", 1),
        ("MEETS", 1),
    ]
    assert listed[0]["what"] == "A body of any sector: voluntary, public, business, faith."
