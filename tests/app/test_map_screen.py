"""The screen Map: its words, choices and empty states, without a browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest
from tests.unit.views.place_on_the_ground import PLACE

from assetmap.model import Snapshot, conform
from assetmap.views.map.choice import PlaceChoice
from assetmap.views.map.view import map_view
from assetmap_app.components.map_first import MAP_IS_SEEN
from assetmap_app.components.map_signs import ATLAS, atlas
from assetmap_app.components.place_picture import map_chart, map_picture
from assetmap_app.components.place_seen import height_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FOLDER = Path(__file__).parents[2] / "app" / "assetmap_app" / "screens"
SCREEN, NETWORK = FOLDER / "map.py", FOLDER / "network.py"


def made(rows: Mapping[str, Sequence[Mapping[str, Any]]], **said: Any) -> Snapshot:
    tables = {name: conform(name, pd.DataFrame(list(given))) for name, given in rows.items()}
    return Snapshot(**{"store_id": "ground", "revision": 1, "rows": tables, **said})


@pytest.fixture
def place() -> Snapshot:
    return made(PLACE)


def opened(
    snapshot: Snapshot, screen: Path = SCREEN, *, is_seen: bool = True, **address: str
) -> AppTest:
    test = AppTest.from_file(str(screen), default_timeout=30)
    test.session_state["snapshot"] = snapshot
    test.session_state[MAP_IS_SEEN] = is_seen
    for name, value in address.items():
        test.query_params[name] = value
    test.run()
    assert not test.exception
    return test


def address(screen: AppTest) -> dict[str, str]:
    return {
        name: value[0] if isinstance(value, list) else value
        for name, value in screen.query_params.items()
    }


def words(screen: AppTest) -> str:
    parts = [*screen.markdown, *screen.caption, *screen.info, *screen.subheader]
    return "\n".join(part.value for part in parts).replace("\\", "")


def test_screen_says_what_there_is_to_see(place: Snapshot) -> None:
    screen = opened(place)
    assert [title.value for title in screen.title] == ["What is where?"]
    assert "Number of activities by ward: highest in Ash (2)" in words(screen)
    assert "Nothing is chosen yet." in words(screen)
    assert "1 of 5 areas has no boundary" in words(screen)


def test_tables_hold_all_areas_and_all_things(place: Snapshot) -> None:
    areas, things = (table.value for table in opened(place).dataframe)
    assert areas["name"].tolist() == ["Ash", "Birch", "Cherry", "Damson"]
    assert areas["n_activity"].tolist() == [2, 1, 1, 0]
    assert things["name"].tolist()[:4] == ["Advice", "Bakers", "Choir", "Songs"]


def test_tables_come_after_the_map(place: Snapshot) -> None:
    screen = opened(place, is_seen=False)
    assert len(screen.dataframe) == 0
    headings = ["All areas", "All that is on the map"]
    assert [heading.value for heading in screen.subheader] == headings
    assert words(screen).count("This list comes as soon as the map is drawn.") == len(headings)
    screen.session_state[MAP_IS_SEEN] = True  # as the browser says then
    screen.run()
    assert len(screen.dataframe) == len(headings)
    assert "This list comes" not in words(screen)


def test_tables_of_a_place_without_a_map_wait_for_nothing() -> None:
    rows = {"Area": [{"id": "A", "name": "Ash", "level": "ward"}]}
    screen = opened(made(rows, store_id="unmapped"), is_seen=False)
    assert screen.dataframe[0].value["name"].tolist() == ["Ash"]


def test_area_in_the_address_is_told_of(place: Snapshot) -> None:
    screen = opened(place, spot="A")
    assert screen.subheader[0].value == "Ash"
    assert "1,500 people live here." in words(screen)
    assert screen.dataframe[0].value["name"].tolist() == ["Tea", "Walk", "Advice"]


def test_party_in_the_address_is_told_of(place: Snapshot) -> None:
    screen = opened(place, party="tea")
    assert screen.subheader[0].value == "Tea"
    assert "When: Tuesdays, 10:00 to 11:30; Fridays, 18:00." in words(screen)
    assert address(screen) == {"party": "tea"}


def test_person_in_the_address_has_no_point_and_no_name(place: Snapshot) -> None:
    screen = opened(place, party="ch1")
    assert "People are never points on this map." in words(screen)
    assert "Lovelace" not in words(screen)


def test_choices_stand_in_the_address(place: Snapshot) -> None:
    screen = opened(place)
    screen.selectbox(key="day").select("weekend")
    screen.selectbox(key="shade").select("activities_per_1000")
    screen.selectbox(key="arcs").select("referrals").run()
    assert not screen.exception
    said = {"day": "weekend", "shade": "activities_per_1000", "arcs": "referrals"}
    assert address(screen) == said
    assert "Ties of fewer than 8 journeys are not drawn" in words(screen)
    ties = screen.dataframe[1].value
    assert ties["says"].tolist()[0] == "20 journeys referred"


def test_choices_are_taken_from_the_address(place: Snapshot) -> None:
    screen = opened(place, day="SU", part="afternoon", show="activity", level="ward", steps="equal")
    assert "1 activity is drawn where they are." in words(screen)
    assert screen.selectbox(key="steps").value == "equal"
    assert address(screen) == {
        "day": "SU",
        "part": "afternoon",
        "show": "activity",
        "steps": "equal",
    }


def test_nonsense_in_the_address_is_the_whole_map(place: Snapshot) -> None:
    names = ("day", "part", "level", "shade", "steps", "arcs", "spot", "party", "show")
    given: dict[str, Any] = dict.fromkeys(names, "<b>")
    screen = opened(place, SCREEN, **given)
    assert "Number of activities by ward" in words(screen)
    assert "Nothing is chosen yet." in words(screen)


def test_outlines_alone_can_be_chosen(place: Snapshot) -> None:
    screen = opened(place, shade="none")
    assert "3 organisations, 3 activities and 1 strength are drawn" in words(screen)
    assert "Number of activities by ward" not in words(screen)


def test_choice_of_another_screen_stands_on_this_one(place: Snapshot) -> None:
    network = opened(place, NETWORK, party="o2")
    assert network.session_state["party"] == "o2"
    ground = AppTest.from_file(str(SCREEN), default_timeout=30)
    ground.session_state["snapshot"] = place
    ground.session_state["party"] = "o2"
    ground.run()
    assert ground.subheader[0].value == "Bakers"
    assert address(ground) == {"party": "o2"}


def test_address_comes_before_what_was_chosen_earlier(place: Snapshot) -> None:
    for screen, first in ((SCREEN, "Choir"), (NETWORK, "Choir")):
        test = AppTest.from_file(str(screen), default_timeout=30)
        test.session_state["snapshot"] = place
        test.session_state["party"] = "o1"
        test.query_params["party"] = "o3"
        test.run()
        assert not test.exception
        assert test.subheader[0].value == first


def test_one_thing_is_chosen_at_a_time(place: Snapshot) -> None:
    screen = opened(place, spot="A")
    screen.session_state["party"] = "o1"  # as a box of another screen sets it
    screen.run()
    assert screen.subheader[0].value == "Advice"
    assert screen.session_state["spot"] == ""


def test_place_without_boundaries_says_what_to_load() -> None:
    bare = [{k: v for k, v in row.items() if k != "boundary"} for row in PLACE["Area"]]
    screen = opened(made({**PLACE, "Area": bare}, store_id="bare"))
    assert "None of the 5 areas has a boundary yet." in words(screen)
    assert "8 signs" not in words(screen)


def test_place_without_a_point_says_so() -> None:
    screen = opened(made({"Organisation": [{"id": "o", "name": "O"}]}, store_id="nowhere"))
    assert "Nothing here has a place on a map yet." in words(screen)
    assert "To see points, fill in latitude and longitude" in words(screen)


def test_nothing_loaded_says_what_to_do() -> None:
    screen = opened(Snapshot(store_id="nothing", revision=0))
    assert "There is no map to show yet." in screen.info[0].value


def test_two_readers_never_share_a_map(place: Snapshot) -> None:
    other = made({"Organisation": [{"id": "o", "name": "O"}]}, role="public")
    assert "highest in Ash" in words(opened(place))
    assert "highest in Ash" not in words(opened(other))


ATTACK = "@@=eval('1')"


def attacked_place() -> Snapshot:
    """Return a place of which every name would be an instruction, were it read as one."""

    def named(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        return [{**row, "name": ATTACK} for row in rows]

    tables = ("Area", "Location", "Organisation", "Activity", "Asset")
    return made({**PLACE, **{name: named(PLACE[name]) for name in tables}})


def test_map_is_as_high_as_its_place(place: Snapshot) -> None:
    view = map_view(place, PlaceChoice(level="ward"))
    # 0.2 degrees each way at 54.1 north: 1 / cos(54.1 degrees) = 1.705 times as high as wide,
    # and so as high as a map may be on a desk; on a phone 310 * 1.705 + 70 = 599.
    assert height_of(view, is_narrow=False) == 620
    assert height_of(view, is_narrow=True) == pytest.approx(599, abs=2)


def test_picture_is_made_in_every_format(place: Snapshot) -> None:
    view = map_view(place, PlaceChoice(level="ward", shade="activities", arcs="partnerships"))
    assert map_picture(view, "png").startswith(b"\x89PNG")
    assert map_picture(view, "pdf").startswith(b"%PDF")
    drawing = map_picture(view, "svg").decode()
    for text in ("Number of activities", "Ash: 2", "Organisations", "Activities", "Strengths"):
        assert text in drawing
    assert "Number of activities (activities)" not in drawing
    assert "Venues" not in drawing
    assert "http" not in drawing.replace("http://www.w3.org/", "")


def test_picture_takes_names_as_text() -> None:
    view = map_view(attacked_place(), PlaceChoice(level="ward", shade="activities"))
    drawing = map_picture(view, "svg").decode()
    assert "@@=eval(" in drawing
    assert "<script" not in drawing


def test_picture_without_areas_has_points(place: Snapshot) -> None:
    view = map_view(place, PlaceChoice())
    assert [layer["mark"]["type"] for layer in map_chart(view).to_dict()["layer"]] == ["point"]


def test_signs_are_as_the_look_says() -> None:
    assert ATLAS.read_bytes() == atlas()
