"""The screens Reach and Where next: words, choices and empty states, without a browser."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from tests.unit.measures.gaps.tiny_town import DAY, indicator, made, tie, town, town_rows

from assetmap.model import Snapshot

SCREENS = Path(__file__).parents[2] / "app" / "assetmap_app" / "screens"
DEPRIVED = [
    indicator(area, "deprivation score", score)
    for area, score in (("N1", 50), ("N2", 20), ("S1", 10))
]
ROOMS = [
    tie("far_body", "hall", days_free="Thursday|Sunday"),
    tie("club_body", "shed", days_free="Thursday"),
]


NUMBERS = count()


def opened(name: str, snapshot: Snapshot) -> AppTest:
    screen = AppTest.from_file(str(SCREENS / f"{name}.py"), default_timeout=60)
    # What screens keep, they keep by the store that a place came from.
    screen.session_state["snapshot"] = replace(snapshot, store_id=f"town {next(NUMBERS)}")
    screen.run()
    assert not screen.exception
    return screen


def place(**more: list[dict[str, Any]]) -> Snapshot:
    return town(Indicator=DEPRIVED, **more).as_of(DAY)


def words(screen: AppTest) -> str:
    parts = [*screen.markdown, *screen.caption, *screen.info, *screen.header, *screen.error]
    return "\n".join(part.value for part in parts).replace("\\", "")


def test_reach_says_how_many_people_first() -> None:
    screen = opened("reach", place())
    said = words(screen)
    assert "600 of 600 people (100%) can reach something within 20 minutes' walk." in said
    screen.selectbox(key="reach_need").set_value("company").run()
    screen.selectbox(key="reach_activity").set_value("lunch").run()
    said = words(screen)
    assert "About 300 of 600 people (50%) can reach Lunch within 20 minutes' walk." in said
    assert said.index("About 300") < said.index("By how deprived")
    assert "Concentration index -0.50" in said


def test_ways_of_going_can_be_chosen() -> None:
    screen = opened("reach", place())
    screen.selectbox(key="reach_need").set_value("company").run()
    screen.selectbox(key="reach_activity").set_value("lunch").run()
    screen.selectbox(key="reach_way").set_value("straight").run()
    screen.number_input(key="reach_straight").set_value(500.0).run()
    assert "About 100 of 600 people (17%) can reach Lunch within 500 metres." in words(screen)
    screen.selectbox(key="reach_way").set_value("matrix").run()
    assert "No such file has been chosen yet" in words(screen)
    assert not screen.exception


def test_where_next_proposes_within_the_hours_there_are() -> None:
    screen = opened("where_next", place(HAS_USE_OF=ROOMS))
    screen.selectbox(key="next_need").set_value("work").run()
    screen.selectbox(key="next_time").set_value("weekday_evening").run()
    screen.number_input(key="next_hours").set_value(3.0).run()
    said = words(screen)
    assert "That is 1 regular time a week" in said
    assert "within reach of about 500 of the 600 people (83%)" in said

    assert "Of the 500 more people reached, 0% live in the most deprived fifth" in said


def test_place_without_rooms_goes_by_where_things_are_held() -> None:
    screen = opened("where_next", place())
    assert screen.checkbox(key="next_held").value
    screen.selectbox(key="next_need").set_value("work").run()
    assert "One more regular time at each of 2 venues" in words(screen)
    screen.checkbox(key="next_held").uncheck().run()
    assert "No organisation has the use of a venue" in words(screen)
    assert not screen.exception


@pytest.mark.parametrize("name", ["reach", "where_next"])
def test_nothing_there_is_said(name: str) -> None:
    assert "There is no map to show yet." in opened(name, Snapshot(store_id="none")).info[0].value
    rows = town_rows()
    screen = opened(name, made({"Location": rows["Location"], "Organisation": []}))
    assert "been loaded yet" in screen.info[0].value


def test_words_of_others_are_text() -> None:
    rows = town_rows()
    rows["Need"][3]["name"] = "**Work** :red[x]"
    rows["Location"][1]["name"] = "<b>Shed</b> $x$"
    screen = opened("where_next", made({**rows, "HAS_USE_OF": ROOMS}))
    screen.selectbox(key="next_need").set_value("work").run()
    chief = next(each.value for each in screen.markdown if "One more regular" in each.value)
    assert "\\*\\*Work\\*\\*" in chief
