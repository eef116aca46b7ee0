"""The screens Reach and Where next: words, choices and empty states, without a browser."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from tests.unit.measures.gaps.tiny_town import DAY, indicator, made, tie, town, town_rows

import assetmap
from assetmap.model import Changes, Snapshot
from assetmap_app.components.current import STORE_VARIABLE

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


def test_how_venues_are_chosen_can_be_chosen_and_is_told() -> None:
    screen = opened("where_next", place(HAS_USE_OF=ROOMS))
    screen.selectbox(key="next_need").set_value("work").run()
    assert "on average" not in words(screen)
    screen.selectbox(key="next_method").set_value("median").run()
    assert "minutes to the nearest on average" in words(screen)
    screen.selectbox(key="next_method").set_value("optimum").run()
    screen.number_input(key="next_seconds").set_value(5.0).run()
    assert "a further venue of the 2 that could be had would add nobody" in words(screen)
    screen.selectbox(key="next_method").set_value("median").run()
    screen.selectbox(key="next_way").set_value("area").run()
    assert [each.value for each in screen.error] != []
    assert not screen.exception


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


def pressed(screen: AppTest, label: str) -> str:
    """Press a button, and return what the screen says."""
    next(each for each in screen.button if each.label == label).click().run()
    assert not screen.exception
    return "\n".join(each.value for each in [*screen.success, *screen.error]).replace("\\", "")


@pytest.fixture
def kept_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return where a store is that holds the town and that the screens show."""
    address = str(tmp_path / "town.db")
    monkeypatch.setenv(STORE_VARIABLE, address)
    with contextlib.closing(assetmap.open(address)) as store:
        rows = dict(town(HAS_USE_OF=ROOMS).rows)
        store.apply(Changes(rows), based_on=0, actor="", note="")
    return address


def opened_from_store(proposal: str = "") -> AppTest:
    screen = AppTest.from_file(str(SCREENS / "where_next.py"), default_timeout=60)
    if proposal:
        screen.query_params["proposal"] = proposal
    screen.run()
    assert not screen.exception
    return screen


def keep_evenings() -> AppTest:
    """Ask for work in the evening, and keep what is proposed."""
    screen = opened_from_store()
    screen.selectbox(key="next_need").set_value("work").run()
    screen.selectbox(key="next_time").set_value("weekday_evening").run()
    screen.number_input(key="next_hours").set_value(3.0).run()
    screen.text_input(key="proposal_name").set_value("Evenings *here* $x$")
    screen.text_input(key="proposal_actor").set_value("Ada")
    assert pressed(screen, "Keep it in the map") == (
        "Kept as change 2: “Evenings *here* $x$”, 1 venue. To undo it, undo change 2 on the "
        "screen Data."
    )
    return screen


def said_by_expanders(screen: AppTest) -> str:
    return "|".join(each.label for each in screen.expander)


def test_proposal_is_kept_and_listed_and_undo_takes_it_back(kept_at: str) -> None:
    assert "Kept before" not in said_by_expanders(opened_from_store())
    screen = keep_evenings()
    assert "Kept before: 1 proposal" in said_by_expanders(screen)
    with contextlib.closing(assetmap.open(kept_at)) as store:
        assert store.history(limit=1)[0].actor == "Ada"
        store.undo(2, actor="")
    assert "Kept before" not in said_by_expanders(screen.run())


@pytest.mark.usefixtures("kept_at")
def test_kept_proposal_is_asked_again_and_its_address_opens_it() -> None:
    screen = keep_evenings()
    screen.selectbox(key="next_need").set_value("company").run()
    screen.selectbox(key="next_way").set_value("straight").run()
    pressed(screen, "Ask it again, of the map as it is now")
    assert screen.selectbox(key="next_need").value == "work"
    assert screen.selectbox(key="next_way").value == "walk"
    assert "within reach of about 500 of the 600 people (83%)" in words(screen)
    assert not screen.warning
    asked = screen.query_params["proposal"]
    screen.selectbox(key="next_need").set_value("company").run()
    assert "proposal" not in screen.query_params
    anew = opened_from_store(asked if isinstance(asked, str) else asked[0])
    assert anew.selectbox(key="next_time").value == "weekday_evening"
    assert "proposal" in anew.query_params


@pytest.mark.usefixtures("kept_at")
def test_proposal_by_a_file_is_never_asked_again_by_another_reach_unsaid() -> None:
    screen = opened_from_store()
    screen.selectbox(key="next_need").set_value("work").run()
    screen.selectbox(key="next_way").set_value("matrix").run()
    times = b"origin,place,cost\nS1,shed,5\n"
    screen.file_uploader[0].set_value(("times.csv", times, "text/csv")).run()
    pressed(screen, "Keep it in the map")
    pressed(screen, "Ask it again, of the map as it is now")
    by = "This proposal was made by the travel times in “times.csv”"
    assert f"{by}, the file that is loaded now." in words(screen)
    assert not screen.warning
    other = b"origin,place,cost\nS1,hall,5\n"
    screen.file_uploader[0].set_value(("new.csv", other, "text/csv")).run()
    assert screen.warning[0].value.replace("\\", "") == (
        f"{by}; “new.csv”, which is loaded now, is another file, so that what is shown is by "
        "another reach."
    )
    asked = screen.query_params["proposal"]
    anew = opened_from_store(asked if isinstance(asked, str) else asked[0])
    assert f"{by}, which is not loaded: choose that file to ask it again." in words(anew)
    assert "One more regular time" not in words(anew)
    screen.selectbox(key="next_need").set_value("company").run()
    assert not screen.warning
    assert "proposal" not in screen.query_params


def test_where_next_begins_with_what_a_gap_was_about() -> None:
    screen = AppTest.from_file(str(SCREENS / "where_next.py"), default_timeout=60)
    screen.session_state["snapshot"] = replace(
        place(HAS_USE_OF=ROOMS), store_id=f"town {next(NUMBERS)}"
    )
    screen.query_params.update({"need": "work", "time": "weekday_evening", "group": "<nobody>"})
    screen.run()
    assert not screen.exception
    chosen = [screen.selectbox(key=f"next_{name}").value for name in ("need", "time", "group")]
    assert chosen == ["work", "weekday_evening", "everyone"]
    screen.selectbox(key="next_need").set_value("company").run()
    assert screen.selectbox(key="next_need").value == "company"


def test_proposal_of_an_address_that_is_gone_is_said_to_be() -> None:
    screen = AppTest.from_file(str(SCREENS / "where_next.py"), default_timeout=60)
    gone = {"id": "p", "name": "Old <b>", "for_whom": "nobody known"}
    here = place(HAS_USE_OF=ROOMS, Proposal=[gone])
    screen.session_state["snapshot"] = replace(here, store_id=f"town {next(NUMBERS)}")
    screen.query_params["proposal"] = "p"
    assert "Old <b>” cannot be asked again: For whom is no longer in the map." in words(
        screen.run()
    )
    screen.query_params["proposal"] = "never kept"
    assert "The proposal that this address names is not in the map" in words(screen.run())
    assert not screen.exception
