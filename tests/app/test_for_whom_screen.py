"""The screen For whom: its words, choices and empty states, without a browser."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from streamlit.testing.v1 import AppTest
from tests.unit.views.test_reach_view import town
from tests.unit.views.test_scores_view import scored

from assetmap.model import Snapshot

SCREEN = Path(__file__).parents[2] / "app" / "assetmap_app" / "screens" / "for_whom.py"


def opened(snapshot: Snapshot) -> AppTest:
    screen = AppTest.from_file(str(SCREEN), default_timeout=60)
    screen.session_state["snapshot"] = replace(snapshot, store_id=str(uuid4()), revision=1)
    screen.run()
    assert not screen.exception
    return screen


def words(screen: AppTest) -> str:
    parts = [*screen.markdown, *screen.caption, *screen.info, *screen.header]
    return "\n".join(part.value for part in parts).replace("\\", "").replace(":gray[]", "")


def areas_in(screen: AppTest) -> list[str]:
    (table,) = [each.value for each in screen.table if "Where" in each.value]
    areas: list[str] = table["Where"].tolist()
    return areas


def test_screen_says_first_how_many_are_reached_and_explains_its_limits() -> None:
    screen = opened(town())
    assert [title.value for title in screen.title] == ["Who is reached, and how do they fare?"]
    said = words(screen)
    assert "60.0 for every 1,000 of 800 people" in said
    assert "must not leave the room" in said
    assert "95 of 100 lie between the inner lines" in said
    assert "the numbers say where, not why" in said
    assert areas_in(screen) == ["Quay", "Hill", "Moor"]


def test_districts_can_be_set_side_by_side() -> None:
    screen = opened(town())
    screen.selectbox[2].set_value("district").run()
    assert not screen.exception
    assert areas_in(screen) == ["East", "West"]


def test_scores_come_with_what_they_do_not_say() -> None:
    screen = opened(scored("ons4_happy", [(4, 6), (5, 8), (6, 6)]))
    said = words(screen)
    assert "3 (75%) answered both before and after" in said
    assert "A change is not an effect." in said
    assert "whatever was done" in said
    assert "No area of this kind is written down." in said


def test_what_is_not_there_is_said_in_words() -> None:
    whole = town()
    assert "Nobody who started in these months has been asked twice yet" in words(opened(whole))
    rows = {name: each for name, each in whole.rows.items() if name != "Referral"}
    assert "No referrals have been loaded yet." in words(opened(Snapshot(rows=rows)))
