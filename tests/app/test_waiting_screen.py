"""The screen Waiting and loss: its words, choices and empty states, without a browser."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest
from tests.unit.views.test_pathway_view import place

from assetmap.model import Snapshot

SCREEN = Path(__file__).parents[2] / "app" / "assetmap_app" / "screens" / "waiting.py"


def opened(snapshot: Snapshot) -> AppTest:
    screen = AppTest.from_file(str(SCREEN), default_timeout=60)
    screen.session_state["snapshot"] = snapshot
    screen.run()
    assert not screen.exception
    return screen


def words(screen: AppTest) -> str:
    parts = [*screen.markdown, *screen.caption, *screen.info, *screen.header]
    return "\n".join(part.value for part in parts).replace("\\", "")


def test_screen_says_the_bottleneck_first() -> None:
    screen = opened(place())
    said = words(screen)
    assert "Most fell out before being accepted: 1 person" in said
    assert said.index("Most fell out") < said.index("How long people wait")
    assert screen.table[0].value["People"].tolist() == ["4", "3", "1", "1", "1"]


def test_groups_waits_and_the_standard_can_be_chosen() -> None:
    screen = opened(place())
    screen.selectbox(key="wait_by").set_value("need").run()
    screen.selectbox(key="wait_pair").set_value("made>accepted").run()
    screen.number_input[0].set_value(1).run()
    assert not screen.exception
    assert "From being referred to being accepted" in words(screen)
    assert any("A home" in table.value.to_numpy() for table in screen.table)


def test_nothing_there_is_said() -> None:
    whole = place()
    rows = {name: table for name, table in whole.rows.items() if name != "Referral"}
    screen = opened(Snapshot(store_id="town", revision=2, role="lead", rows=rows))
    assert "No referrals have been loaded yet" in screen.info[0].value
    assert "There is no map to show yet." in opened(Snapshot(store_id="none")).info[0].value
