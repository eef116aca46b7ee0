"""The screen Load: its words, choices and empty states, without a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from assetmap.export.cells import guarded
from assetmap.model import Snapshot, conform
from assetmap_app.components.downloads import faults_csv
from assetmap_app.components.row_downloads import rows_as_text, rows_workbook

SCREEN = Path(__file__).parents[2] / "app" / "assetmap_app" / "screens" / "load.py"


@pytest.fixture
def town() -> Snapshot:
    """A link worker sees one person each month of 2025; nine people go to tea."""
    days = pd.date_range("2025-01-01", "2025-12-31", periods=12)
    rows: dict[str, list[dict[str, Any]]] = {
        "Organisation": [{"id": "gp", "name": "Surgery", "sector": "primary_care"}],
        "LinkWorker": [{"id": "ann", "display_name": "Ann *Bell*", "consent": "given"}],
        "Activity": [{"id": "tea", "name": "=Tea"}],
        "Session": [{"id": "s", "activity_id": "tea", "capacity": 1}],
        "Referral": [
            {"id": f"{target}{day}", "episode_id": f"{target}{day}", "route": "professional"}
            | {"source_id": "gp", "target_id": target, "made_on": day}
            for target in ("ann", "tea")
            for day in days
        ],
    }
    tables = {name: conform(name, pd.DataFrame(each)) for name, each in rows.items()}
    return Snapshot(store_id=str(uuid4()), revision=1, rows=tables)


def opened(snapshot: Snapshot) -> AppTest:
    screen = AppTest.from_file(str(SCREEN), default_timeout=60)
    screen.session_state["snapshot"] = snapshot
    screen.run()
    assert not screen.exception
    return screen


def words(screen: AppTest) -> str:
    parts = [*screen.markdown, *screen.caption, *screen.info, *screen.subheader]
    return "\n".join(part.value for part in parts).replace("\\", "").replace(":gray[]", "")


def test_screen_says_first_who_is_over_and_who_has_room(town: Snapshot) -> None:
    screen = opened(town)
    assert [title.value for title in screen.title] == ["Who carries the load?"]
    # 12 in a year of 365 days is 12 a year; tea has room for 365 / 84 people.
    assert "1 is below 200 (Ann *Bell*: 12 a year)" in words(screen)
    assert "276% of its room" in words(screen)
    assert "must not leave the room" in words(screen)


def test_band_is_the_place_s_to_say(town: Snapshot) -> None:
    screen = opened(town)
    screen.number_input[0].set_value(1)
    screen.number_input[1].set_value(11).run()
    assert not screen.exception
    assert "1 is above 11 people a year" in words(screen)
    screen.number_input[0].set_value(20).run()
    assert "cannot be fewer than the fewest" in words(screen)


def test_months_the_wrong_way_round_are_said_in_words(town: Snapshot) -> None:
    screen = opened(town)
    screen.selectbox(key="load_last").select_index(0)
    screen.selectbox(key="load_first").select_index(3).run()
    assert not screen.exception
    assert "choose a last month after the first" in words(screen)


def test_no_referrals_say_how_they_come_in(town: Snapshot) -> None:
    without = {name: rows for name, rows in town.rows.items() if name != "Referral"}
    screen = opened(Snapshot(store_id=str(uuid4()), revision=1, rows=without))
    assert "No referrals have been loaded yet." in words(screen)


def test_rows_to_take_away_run_nothing_in_a_spreadsheet(tmp_path: Path) -> None:
    rows = [{"name": "=1+1", "n": 3, "trust": None, "hidden": 1}]
    frame = rows_as_text(rows, {"name": "Who", "n": "People", "trust": "Trust"})
    assert faults_csv(frame).decode("utf-8-sig").splitlines() == ["Who,People,Trust", "'=1+1,3,"]
    path = tmp_path / "rows.xlsx"
    path.write_bytes(rows_workbook(frame, "rows"))
    (cells,) = pd.read_excel(path, engine="calamine").to_dict("records")
    assert (cells["Who"], cells["People"]) == (guarded("=1+1"), 3)
