"""The screen From the public: notes, taking one out, and what was not found."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from streamlit.testing.v1 import AppTest
from tests.unit.views.test_pathway_view import place

from assetmap.store.public_box import PublicBox, box_path

if TYPE_CHECKING:
    import pytest

SCREEN = Path(__file__).parents[2] / "app" / "assetmap_app" / "screens" / "from_the_public.py"
TODAY = dt.datetime.now(tz=dt.UTC).date()


def _opened(store: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("ASSETMAP_STORE", str(store))
    screen = AppTest.from_file(str(SCREEN), default_timeout=60)
    screen.session_state["snapshot"] = place()
    screen.run()
    assert not screen.exception
    return screen


def test_an_empty_box_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = _opened(tmp_path / "town.db", monkeypatch)
    assert [each.value for each in screen.info] == [
        "No notes wait.",
        "Nothing was searched for in vain often enough to be shown.",
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_note_is_shown_as_text_and_can_be_taken_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    box = PublicBox(box_path(str(tmp_path / "town.db")))
    box.put_note("a1", "It has closed", "<b>Shut</b> since **May**", sent_on=TODAY)
    screen = _opened(tmp_path / "town.db", monkeypatch)
    said = "\n".join(each.value for each in screen.markdown)
    assert "It has closed" in said
    assert "<b>" not in said
    screen.button[0].click().run()
    assert not screen.exception
    assert box.notes(today=TODAY) == ()


def test_only_large_counts_are_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    box = PublicBox(box_path(str(tmp_path / "town.db")))
    for _ in range(12):
        box.count_nothing_found("", "", on=TODAY)
    for _ in range(7):
        box.count_nothing_found("small", "", on=TODAY)
    screen = _opened(tmp_path / "town.db", monkeypatch)
    assert screen.table[0].value["Searches"].tolist() == ["10"]
