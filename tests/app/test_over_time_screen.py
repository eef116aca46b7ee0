"""The screen Over time."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest
from tests.sample_place import sample_tables

from assetmap.measures import MEASURES
from assetmap.model import Snapshot, conform
from assetmap.views.measuring.change import change_measures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit.testing.v1.element_tree import Block

SCREEN = Path(__file__).parents[2] / "app" / "assetmap_app" / "screens" / "over_time.py"
IDS = tuple("abcdefghijkl")


def _place(again: Sequence[tuple[str, str]] = ()) -> Snapshot:
    """Twelve in a ring who all answer twice; the second time a names c instead of b, or `again`."""
    ring = [(one, other) for one, other in zip(IDS, (*IDS[1:], IDS[0]), strict=True)]
    said = {"old": ring, "new": [*again] or [("a", "c"), *ring[1:]]}
    days = {"old": "2024-01-01", "new": "2025-01-01"}
    rows = {
        "Organisation": [{"id": id_, "name": f"*Club* {id_}", "sector": "vcse"} for id_ in IDS],
        "Survey": [{"id": survey, "asked_on": day} for survey, day in days.items()],
        "ASKED": [
            {"id": f"{survey} {id_}", "from_id": survey, "to_id": id_, "answered_on": day}
            for survey, day in days.items()
            for id_ in IDS
        ],
        "PARTNERS_WITH": [
            {"id": f"{survey} {one} {other}", "from_id": one, "to_id": other, "survey_id": survey}
            for survey, ties in said.items()
            for one, other in ties
        ],
    }
    return Snapshot(rows={name: conform(name, pd.DataFrame(each)) for name, each in rows.items()})


def _screen(snapshot: Snapshot) -> AppTest:
    screen = AppTest.from_file(str(SCREEN), default_timeout=60)
    # Caches tell snapshots apart by their store.
    screen.session_state["snapshot"] = replace(snapshot, store_id=str(uuid4()))
    screen.run()
    assert not screen.exception
    return screen


def _shown(markdown: str) -> str:
    return markdown.replace(":gray[]", "").replace("\\", "")


def test_over_time_says_first_what_changed() -> None:
    screen = _screen(_place())
    said = [_shown(each.value) for each in screen.markdown if each.value.startswith("- ")]
    assert said[-2] == (
        "- 12 organisations answered both surveys: between them 1 tie came, and 1 of 12 (8%) went."
    )
    assert said[-1] == "- No organisation came or went."


def test_over_time_has_every_number_in_a_table() -> None:
    screen = _screen(_place())
    numbers = {row["Number"]: row for row in _rows(screen)}
    first, before, after, last = numbers["Ties made"].items()
    assert (first[0], last[0]) == ("Number", "Whether it moved")
    assert (before, last[1]) == (("1 January 2024", "9%"), "Not beyond its interval")
    assert after[1] == "9%"
    # a names c instead of b: each still names one.
    assert [*numbers["Ties of each, on average"].values()][1:3] == ["1.0", "1.0"]
    ties = screen.table[-1].value
    assert [_shown(each) for each in ties["Change"]] == ["Made", "Lost"]
    assert [_shown(each) for each in ties["About"]] == ["*Club* c", "*Club* b"]


def _rows(screen: AppTest | Block) -> list[dict[str, str]]:
    """Return the rows of the tables of numbers."""
    tables = [each.value for each in screen.table if "Number" in each.value]
    return [
        {str(title): _shown(str(cell)) for title, cell in row.items()}
        for table in tables
        for row in table.to_dict("records")
    ]


def test_many_ties_made_and_lost_are_closed_and_counted() -> None:
    # A second time everybody names the next but three instead of the next.
    again = [(one, IDS[(number + 3) % 12]) for number, one in enumerate(IDS)]
    few, many = _screen(_place()), _screen(_place(again))
    assert _ties_box(few) == ("2 ties: 1 made and 1 lost", True)
    assert _ties_box(many) == ("24 ties: 12 made and 12 lost", False)
    assert len(many.table[-1].value) == 24


def _ties_box(screen: AppTest) -> tuple[str, bool]:
    box = screen.expander[-1]
    return box.label, box.proto.expanded


def test_numbers_that_did_not_move_are_folded() -> None:
    # From naming the next to naming the next three: more ties, more partners, circles that close,
    # shorter ways; all name and are named alike, and all are of one sector.
    more = [(one, IDS[(n + step) % 12]) for n, one in enumerate(IDS) for step in (1, 2, 3)]
    screen = _screen(_place(more))
    folded = {row["Number"] for fold in screen.expander for row in _rows(fold)}
    moved = {row["Number"] for row in _rows(screen) if row["Whether it moved"][:2] in {"Up", "Do"}}
    assert {"Ties made", "Contacts who know each other", "Steps between two"} <= moved
    assert {"Without any tie", "Separate pieces", "Ties gathered at one party"} <= folded
    assert not moved & folded
    sentence = next(
        _shown(each.value)
        for each in screen.markdown
        if "numbers moved by more than those" in each.value
    )
    assert sentence.startswith(f"**{len(moved)} of ")
    assert all(f"“{title}” (" in sentence for title in moved)
    # The same ring again: nothing moved.
    alike = [(one, IDS[(n + 1) % 12]) for n, one in enumerate(IDS)]
    said = [_shown(each.value) for each in _screen(_place(alike)).markdown]
    assert any(each.startswith("**None of ") for each in said)


def test_over_time_wants_the_first_day_before_the_second() -> None:
    screen = _screen(_place())
    screen.date_input(key="after").set_value(dt.date(2023, 1, 1)).run()
    assert not screen.exception
    assert screen.info[0].value == "Choose two days, the first before the second."


def test_over_time_has_words_for_a_place_without_surveys() -> None:
    rows = {"Location": conform("Location", pd.DataFrame([{"id": "x", "name": "Hall"}]))}
    screen = _screen(Snapshot(rows=rows))
    assert not screen.info  # a place without a survey does not begin with a mistake
    assert any("No survey of partners" in _shown(each.value) for each in screen.markdown)
    assert not screen.table


def test_a_single_survey_is_shown_as_it_stood_and_says_what_to_do() -> None:
    place = _place()
    surveys = place.table("Survey")
    one = {**place.rows, "Survey": surveys[surveys["id"] == "old"]}
    one |= {
        name: rows[rows[column] == "old"]
        for name, column in (("ASKED", "from_id"), ("PARTNERS_WITH", "survey_id"))
        for rows in [place.table(name)]
    }
    screen = _screen(Snapshot(rows=one))
    said = "\n".join(_shown(each.value) for each in [*screen.markdown, *screen.caption])
    assert "Surveys of partners were answered by 1 January 2024." in said
    assert "By both days it was the same survey: ask again, and ties can be compared." in said
    assert [each.value for each in screen.header] == ["What changed", "As it stood"]


def test_every_number_says_what_it_means_what_would_raise_it_and_how_it_is_worked_out() -> None:
    screen = _screen(_place())
    said = [_shown(each.value) for each in screen.markdown]
    names = {row["Number"] for row in _rows(screen)}
    assert len(names) > 20
    for name in names:
        (about,) = (each for each in said if each.startswith(f":small[**{name}**: "))
        assert "What would raise it: " in about
        assert "How it is worked out: " in about


def test_over_time_has_words_for_an_empty_place() -> None:
    assert "There is no map to show yet." in _screen(Snapshot()).info[0].value


@pytest.mark.slow
def test_the_sample_place_shows_two_surveys_side_by_side() -> None:
    screen = _screen(Snapshot(rows=sample_tables()))
    assert [each.value for each in screen.header] == [
        *("What changed", "Side by side", "Ties made and lost"),
    ]
    said = " ".join(_shown(each.value) for each in [*screen.markdown, *screen.caption])
    assert "45 organisations answered both surveys: between them 43 ties came" in said
    assert "funders) went from 17 to 48." in said
    assert "which 45 of 66 organisations answered" in said
    assert "which 48 of 72 organisations answered" in said
    assert [each.value for each in screen.subheader] == [
        *("Bonding", "Bridging", "Linking", "Trust", "Equal footing", "Resilience"),
        "The whole web of ties",
    ]


@pytest.mark.slow
def test_the_screen_and_the_command_find_the_same_numbers_moved() -> None:
    sample = Snapshot(rows=sample_tables())
    told = change_measures(sample).tables["moved"]
    told["title"] = [MEASURES[name].title for name in told["name"]]
    screen = _rows(_screen(sample))
    words = {"up": "Up, beyond its interval", "down": "Down, beyond its interval"}
    # Beside what is told of all, the screen tells what the voluntary sector has of it.
    footing = {"Organisations", "Ties", "Joining others"}
    for how, said in words.items():
        moved = {
            row["Number"]
            for row in screen
            if row["Whether it moved"] == said and row["Number"] not in footing
        }
        assert moved == {*told.loc[told["moved"] == how, "title"]}
        assert moved
    titles = [row["Number"] for row in screen]
    assert sorted(titles) == sorted([*told["title"], *footing])
