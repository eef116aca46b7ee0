"""The screen Practices: its words, choices and empty states, without a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from assetmap.model import Snapshot, conform

SCREEN = Path(__file__).parents[2] / "app" / "assetmap_app" / "screens" / "practices.py"


@pytest.fixture
def town() -> Snapshot:
    """One practice refers a person each month of 2025, another nobody."""
    rows: dict[str, list[dict[str, Any]]] = {
        "Organisation": [
            {"id": "b", "name": "Busy *Surgery*", "sector": "primary_care", "n_patients": 1000},
            {"id": "q", "name": "Quiet Surgery", "sector": "primary_care", "n_patients": 1000},
            {"id": "choir", "name": "Choir", "sector": "vcse"},
        ],
        "Referral": [
            {"id": str(day), "episode_id": str(day), "route": "professional"}
            | {"source_id": "b", "target_id": "choir", "made_on": day}
            for day in pd.date_range("2025-01-01", "2025-12-31", periods=12)
        ],
    }
    tables = {name: conform(name, pd.DataFrame(each)) for name, each in rows.items()}
    return Snapshot(store_id=str(uuid4()), revision=1, rows=tables)


def opened(snapshot: Snapshot, party: str = "") -> AppTest:
    screen = AppTest.from_file(str(SCREEN), default_timeout=60)
    screen.session_state["snapshot"] = snapshot
    if party:
        screen.query_params["party"] = party
    screen.run()
    assert not screen.exception
    return screen


def words(screen: AppTest) -> str:
    parts = [*screen.markdown, *screen.caption, *screen.info, *screen.header]
    return "\n".join(part.value for part in parts).replace("\\", "").replace(":gray[]", "")


def test_screen_says_first_how_many_and_who_refers_nobody(town: Snapshot) -> None:
    screen = opened(town)
    assert [title.value for title in screen.title] == ["What becomes of each practice's people?"]
    said = words(screen)
    assert "12 journeys began at 2 practices: 6 a thousand patients." in said
    assert "No referral by Quiet Surgery is written down." in said
    assert "12 journeys began at Busy *Surgery*: 12 a thousand patients" in said
    assert "To whom:** Choir: 12 (100%)." in said


def test_each_practice_has_an_address(town: Snapshot) -> None:
    screen = opened(town, party="q")
    assert "No journey that began at Quiet Surgery is written down" in words(screen)
    screen.selectbox[2].select_index(0).run()
    assert not screen.exception
    assert screen.query_params["party"] == "b"
    assert "12 journeys began at Busy *Surgery*" in words(screen)


def test_no_practice_and_no_referral_are_said_in_words(town: Snapshot) -> None:
    for name, said in (
        ("Organisation", "No practice is here yet"),
        ("Referral", "No referrals have been loaded yet."),
    ):
        rows = {table: each for table, each in town.rows.items() if table != name}
        screen = opened(Snapshot(store_id=str(uuid4()), revision=1, rows=rows))
        assert said in words(screen)
