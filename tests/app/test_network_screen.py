"""The screen Network: its words, choices and empty states, without a browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from assetmap.model import Snapshot, conform

if TYPE_CHECKING:
    from collections.abc import Sequence

SCREEN = Path(__file__).parents[2] / "app" / "assetmap_app" / "screens" / "network.py"


def rows(table: str, **columns: Sequence[object]) -> pd.DataFrame:
    return conform(table, pd.DataFrame(columns))


@pytest.fixture
def town() -> Snapshot:
    """Ferry House alone holds the choir and the club to the rest; the mosque has no tie."""
    return Snapshot(
        store_id="town",
        revision=1,
        rows={
            "Organisation": rows(
                "Organisation",
                id=["ferry", "choir", "club", "gp", "mosque"],
                name=["Ferry House", "Choir", "Lunch *Club*", "Surgery", "Mosque"],
                sector=["vcse", "vcse", "vcse", "primary_care", "faith"],
            ),
            "Activity": rows("Activity", id=["lunch"], name=["Lunch"], organisation_id=["club"]),
            "Need": rows("Need", id=["company"], name=["Company"]),
            "MEETS": rows("MEETS", id=["m1"], from_id=["lunch"], to_id=["company"]),
            "PARTNERS_WITH": rows(
                "PARTNERS_WITH",
                id=["p1", "p2", "p3", "p4"],
                from_id=["ferry", "choir", "ferry", "gp"],
                to_id=["choir", "ferry", "club", "ferry"],
                intensity=[4, 4, 1, 2],
                provenance="a survey",
            ),
        },
    )


def opened(snapshot: Snapshot, **address: str) -> AppTest:
    screen = AppTest.from_file(str(SCREEN), default_timeout=30)
    screen.session_state["snapshot"] = snapshot
    for name, value in address.items():
        screen.query_params[name] = value
    screen.run()
    assert not screen.exception
    return screen


def address(screen: AppTest) -> dict[str, str]:
    return {
        name: value[0] if isinstance(value, list) else value
        for name, value in screen.query_params.items()
    }


def words(screen: AppTest) -> str:
    parts = [*screen.markdown, *screen.caption, *screen.info, *screen.subheader]
    return "\n".join(part.value for part in parts).replace("\\", "")


def test_screen_says_who_connects_the_most_and_what_would_be_lost(town: Snapshot) -> None:
    screen = opened(town)
    # Of the 12 ordered pairs of others, choir-club, gp-choir and gp-club go through Ferry House
    # and no other way is there: 3 of 12.
    assert "5 organisations and 4 ties. Ferry House connects the most: 25%" in words(screen)
    assert "Without them, 2 others would be cut off from the rest." in words(screen)
    assert [title.value for title in screen.title] == ["Who is tied to whom?"]


def test_screen_lists_everybody_those_who_connect_first(town: Snapshot) -> None:
    table = opened(town).dataframe[0].value
    assert table["name"].tolist()[0] == "Ferry House"
    assert sorted(table["name"]) == ["Choir", "Ferry House", "Lunch *Club*", "Mosque", "Surgery"]
    assert table.set_index("name").loc["Ferry House", "degree"] == 4
    assert table.set_index("name").loc["Ferry House", "sector"] == "Voluntary and community"


def test_party_in_the_address_is_told_of(town: Snapshot) -> None:
    screen = opened(town, party="club")
    assert screen.subheader[0].value == "Lunch \\*Club\\*"
    assert "Tied to 1 of the 4 others here: Ferry House." in words(screen)
    assert "named by this one" not in words(screen)
    assert screen.dataframe[0].value["tie"].tolist() == ["names this one"]


def test_party_that_is_not_on_the_map_is_said_so(town: Snapshot) -> None:
    screen = opened(town, party="lunch")
    assert "Lunch is not on the map as it is chosen now." in words(screen)
    assert "is not on the map" not in words(opened(town, party="nobody"))
    assert "is not on the map" not in words(opened(town, party="lunch", ties="whole_map"))


def test_choosing_a_party_puts_it_into_the_address(town: Snapshot) -> None:
    screen = opened(town)
    screen.selectbox(key="party").select("choir").run()
    assert address(screen) == {"party": "choir"}
    assert screen.dataframe[0].value["tie"].tolist() == ["both name each other"]


def test_focus_leaves_the_party_and_those_tied_to_it(town: Snapshot) -> None:
    screen = opened(town, party="choir", focus="yes")
    assert "2 organisations and 2 ties." in words(screen)
    assert address(screen) == {"party": "choir", "focus": "yes"}


def test_old_ties_fade_by_choice_and_by_address_of_partnerships_alone(town: Snapshot) -> None:
    screen = opened(town)
    assert "Ties fade" not in words(screen)
    screen.selectbox(key="fade").select("2").run()
    assert address(screen) == {"fade": "2"}
    assert "Ties fade: one that nobody told again for 2 years weighs half" in words(screen)
    screen.multiselect(key="doubted").select("a survey").run()
    assert address(screen) == {"fade": "2", "doubted": "a survey"}
    assert "What came from “a survey” weighs half." in words(screen)
    again = opened(town, doubted="a survey\nno such list")
    assert again.multiselect(key="doubted").value == ["a survey"]
    assert address(again) == {"doubted": "a survey"}
    screen.radio(key="ties").set_value("whole_map").run()
    assert not screen.exception
    assert "Ties fade" not in words(screen)
    assert address(screen) == {"ties": "whole_map"}


def test_sector_in_the_address_leaves_that_sector(town: Snapshot) -> None:
    screen = opened(town, sector="vcse")
    assert "3 organisations and 3 ties." in words(screen)
    assert screen.selectbox(key="sector").value == "vcse"


def test_what_matters_leaves_those_who_answer_it(town: Snapshot) -> None:
    screen = opened(town, need="company", ties="whole_map")
    assert "1 organisation, 1 activity and 1 tie." in words(screen)
    assert "Only what answers “Company”, and who runs it, is shown." in words(screen)


def test_kind_of_tie_leaves_the_closer_ones(town: Snapshot) -> None:
    screen = opened(town, kind="3")
    assert "5 organisations and 2 ties." in words(screen)


def test_nonsense_in_the_address_is_the_whole_map(town: Snapshot) -> None:
    screen = opened(town, ties="<b>", party="nobody", sector="x", size="x", colour="x", kind="9")
    assert "5 organisations and 4 ties." in words(screen)
    assert address(screen) == {}


def test_kind_of_another_network_is_dropped_with_it(town: Snapshot) -> None:
    screen = opened(town, ties="whole_map", kind="RUNS")
    screen.radio(key="ties").set_value("partnerships").run()
    assert not screen.exception
    assert "5 organisations and 4 ties." in words(screen)
    assert address(screen) == {}


def test_choices_that_leave_nobody_say_so(town: Snapshot) -> None:
    screen = opened(town, ties="whole_map", sector="faith", need="company")
    assert "Nobody is left by these choices." in words(screen)


def test_ties_that_are_not_there_say_what_is_missing(town: Snapshot) -> None:
    assert "No referral from one party to another has been loaded yet." in words(
        opened(town, ties="referrals")
    )
    assert "No two organisations run activities in the same building yet." in words(
        opened(town, ties="shared_activities")
    )


def test_nothing_loaded_says_what_to_do() -> None:
    screen = opened(Snapshot(store_id="nothing", revision=0))
    assert "There is no map to show yet." in screen.info[0].value
    assert [title.value for title in screen.title] == ["Who is tied to whom?"]


def test_store_that_is_none_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = tmp_path / "letter.db"
    other.write_text("Dear all,", encoding="utf-8")
    monkeypatch.setenv("ASSETMAP_STORE", str(other))
    screen = AppTest.from_file(str(SCREEN), default_timeout=30).run()
    assert not screen.exception
    assert "is not a store of assetmap's" in screen.error[0].value.replace("\\", "")


@pytest.mark.parametrize(
    ("size", "colour"),
    [
        ("betweenness", "label"),
        ("n_patients", "town"),
        ("same", "component"),
        ("n_cut_off", "betweenness"),
        ("in_degree", "n_cut_off"),
        ("harmonic", "cluster"),
    ],
)
def test_every_way_to_draw_is_drawn(town: Snapshot, size: str, colour: str) -> None:
    screen = opened(town, ties="whole_map", size=size, colour=colour)
    assert address(screen) == {"ties": "whole_map", "size": size, "colour": colour}


def test_two_readers_never_share_a_map(town: Snapshot) -> None:
    other = Snapshot(
        store_id="town",
        revision=1,
        role="public",
        rows={"Organisation": rows("Organisation", id=["a"], name=["A"], sector=["vcse"])},
    )
    assert "5 organisations" in words(opened(town))
    assert "1 organisation and no tie" in words(opened(other))
