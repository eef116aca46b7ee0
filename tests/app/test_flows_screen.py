"""The screen Flows: its words, choices and empty states, without a browser."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest
from tests.unit.views.test_pathway_view import place

from assetmap.model import Snapshot

SCREEN = Path(__file__).parents[2] / "app" / "assetmap_app" / "screens" / "flows.py"


def opened(snapshot: Snapshot) -> AppTest:
    screen = AppTest.from_file(str(SCREEN), default_timeout=60)
    screen.session_state["snapshot"] = snapshot
    screen.run()
    assert not screen.exception
    return screen


def words(screen: AppTest) -> str:
    parts = [*screen.markdown, *screen.caption, *screen.info, *screen.header, *screen.subheader]
    return "\n".join(part.value for part in parts).replace("\\", "")


def test_screen_says_where_most_fall_out_and_shows_the_numbers() -> None:
    screen = opened(place())
    assert [title.value for title in screen.title] == ["Where do people go?"]
    assert "Of 4 people referred, 1 (25%) have completed" in words(screen)
    assert "Numbers from 1 to 7 must not leave the room" in words(screen)
    assert screen.table[0].value["How many"].tolist() == ["3", "1", "1", "1", "1", "1", "1"]


def test_band_chosen_in_the_list_tells_its_funnel_waits_and_months() -> None:
    screen = opened(place())
    screen.selectbox(key="flow_band").set_value("accepted>lost:accepted").run()
    assert not screen.exception
    said = words(screen)
    assert "Accepted, then fell out before the first conversation: 1 person" in said
    assert "From being accepted to the first conversation" in said
    assert [part.value for part in screen.subheader] == [
        "Why they ended",
        "How far they came",
        "Month by month",
    ]


def test_growth_is_shown_when_it_is_asked_for() -> None:
    screen = opened(place())
    n_tables = len(screen.table)
    screen.selectbox(key="flow_growth").set_value("need").run()
    assert not screen.exception
    assert len(screen.table) == n_tables + 1
    assert screen.table[-1].value["Whom or what"].tolist() == ["Company", "A home"]
    assert "Latest: 2026-02 to 2026-02" in words(screen)


def test_other_picture_lets_go_of_the_band() -> None:
    screen = opened(place())
    screen.selectbox(key="flow_band").set_value("accepted>lost:accepted").run()
    screen.radio(key="flow_way").set_value("sectors").run()
    assert not screen.exception
    assert screen.selectbox(key="flow_band").value is None
    assert "most went from Primary care to Primary care: 3" in words(screen)


def test_no_referrals_says_how_they_come_in() -> None:
    whole = place()
    rows = {name: table for name, table in whole.rows.items() if name != "Referral"}
    screen = opened(Snapshot(store_id="town", revision=2, role="lead", rows=rows))
    assert "No referrals have been loaded yet" in screen.info[0].value
    assert "There is no map to show yet." in opened(Snapshot(store_id="none")).info[0].value
