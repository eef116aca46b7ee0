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

from assetmap.model import Snapshot, conform

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def test_over_time_has_every_number_in_a_table_too() -> None:
    screen = _screen(_place())
    numbers, ties = (each.value for each in screen.table)
    assert [_shown(each) for each in numbers["Number"]][:2] == ["Ties made, had all answered"] * 2
    assert [_shown(each) for each in numbers["Value"]][:4] == ["9%", "9%", "1.00", "1.00"]
    assert [_shown(each) for each in ties["Change"]] == ["Made", "Lost"]
    assert [_shown(each) for each in ties["About"]] == ["*Club* c", "*Club* b"]


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


def test_numbers_that_did_not_move_are_folded_where_others_did() -> None:
    # From naming the next to naming the next three: more ties, more partners, circles that close;
    # all name and are named alike, nobody is named by whom it names, and all are of one sector.
    more = [(one, IDS[(n + step) % 12]) for n, one in enumerate(IDS) for step in (1, 2, 3)]
    shown, folded = _numbers(_screen(_place(more)))
    assert shown == ["Ties made", "Partners that each names", "Partners' partners"]
    assert folded == ["Ties gathered at one", "Ties returned", "Ties between sectors"]
    # The same ring again: nothing moved, and all are shown.
    alike = [(one, IDS[(n + 1) % 12]) for n, one in enumerate(IDS)]
    shown, folded = _numbers(_screen(_place(alike)))
    assert (len(shown), folded) == (6, [])


def _numbers(screen: AppTest) -> tuple[list[str], list[str]]:
    """Return the numbers that are seen at once, and those that are folded."""
    folds = [each for each in screen.expander if each.label.startswith("The other ")]
    folded = [each.value for fold in folds for each in fold.subheader]
    seen = [each.value for each in screen.subheader if each.value not in folded]
    return [_title(each) for each in seen], [_title(each) for each in folded]


def _title(heading: str) -> str:
    return _shown(heading).removesuffix(", had all answered")


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
    (table, _) = (each.value for each in screen.table)
    names = list(dict.fromkeys(table["Number"]))
    assert len(names) == sum("What would raise it:" in each for each in said) == 6
    for name in names:
        assert any(each.startswith(f":small[{_shown(name)}: ") for each in said), name
    assert table["What it means"].str.len().gt(20).all()


def test_over_time_has_words_for_an_empty_place() -> None:
    assert "There is no map to show yet." in _screen(Snapshot()).info[0].value


@pytest.mark.slow
def test_the_sample_place_shows_two_surveys_side_by_side() -> None:
    screen = _screen(Snapshot(rows=sample_tables()))
    assert [each.value for each in screen.header] == [
        *("What changed", "Side by side", "Ties made and lost"),
    ]
    said = " ".join(_shown(each.value) for each in screen.markdown)
    assert "45 organisations answered both surveys: between them 43 ties came" in said
    assert "funders) went from 17 to 48." in said
    assert said.count("” went up") == 2
    assert "6 other numbers did not move by more than that." in said
    assert said.count("45 of 66 organisations answered") == 8  # as often as there are numbers
    assert said.count("48 of 72 organisations answered") == 8
