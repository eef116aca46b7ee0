"""The screen Overview."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pandas as pd
from streamlit.testing.v1 import AppTest

import assetmap
from assetmap.model import Changes, Snapshot, conform
from assetmap_app.components.current import STORE_VARIABLE

if TYPE_CHECKING:
    import pytest

SCREEN = Path(__file__).parents[2] / "app" / "assetmap_app" / "screens" / "overview.py"
HOSTILE = "</script><img src=x onerror=alert(1)> **bold** [x](javascript:1) :material/home: $x^2$"


def _place(name: str) -> Changes:
    """Five organisations: two hang on the third, called `name`, which is in a ring of three."""
    bodies = [
        {"id": "a", "name": "Alder", "sector": "vcse"},
        {"id": "b", "name": "Beech", "sector": "vcse"},
        {"id": "c", "name": name, "sector": "council"},
        {"id": "d", "name": "Dogwood", "sector": "faith"},
        {"id": "e", "name": "Elm", "sector": "faith"},
    ]
    ties = [
        {"id": pair, "from_id": pair[0], "to_id": pair[1], "intensity": 2}
        for pair in ("ab", "bc", "cd", "de", "ec")
    ]
    return Changes(
        rows={
            "Organisation": conform("Organisation", pd.DataFrame(bodies)),
            "PARTNERS_WITH": conform("PARTNERS_WITH", pd.DataFrame(ties)),
        }
    )


def _screen(snapshot: Snapshot | None = None) -> AppTest:
    screen = AppTest.from_file(str(SCREEN), default_timeout=60)
    if snapshot is not None:
        # Caches tell snapshots apart by their store.
        screen.session_state["snapshot"] = replace(snapshot, store_id=str(uuid4()))
    screen.run()
    assert not screen.exception
    return screen


def _shown(markdown: str) -> str:
    """Return what a reader sees of text that was made plain."""
    return markdown.replace(":gray[]", "").replace("\\", "")


def test_overview_shows_findings_first_and_then_numbers() -> None:
    screen = _screen(Snapshot(rows=_place("Cedar").rows))
    assert [each.value for each in screen.title] == ["Overview"]
    sentences = [_shown(each.value) for each in screen.markdown]
    assert "- 2 of 5 organisations (40%) are voluntary and community, beside 2 other sectors." in (
        sentences
    )
    # Cedar's loss would leave Alder and Beech on one side, Dogwood and Elm on the other.
    assert any(each.startswith("- If Cedar closed, 2 organisations") for each in sentences)
    metrics = {_shown(each.label): each.value for each in screen.metric}
    assert metrics == {"Organisations": "5", "Partnerships": "5", "In one network": "5 of 5"}


def test_overview_says_how_sure_each_number_is() -> None:
    screen = _screen(Snapshot(rows=_place("Cedar").rows))
    said = [each.value for each in screen.markdown if "How sure:" in each.value]
    assert len(said) == len(screen.metric) == 3


def test_overview_says_what_would_raise_numbers_of_ties() -> None:
    screen = _screen(Snapshot(rows=_place("Cedar").rows))
    said = [_shown(each.value) for each in screen.markdown if "would raise" in each.value]
    # All five hang together already, so that no tie would raise that number.
    assert said == ["What would raise it: Ties between those who have none yet."]
    numbers = next(each.value for each in screen.table if "Value" in each.value)
    assert [bool(cell) for cell in numbers["What would raise it"]] == [False, True, False]


def test_overview_has_every_number_in_a_table_too() -> None:
    screen = _screen(Snapshot(rows=_place("Cedar").rows))
    numbers = next(each.value for each in screen.table if "Value" in each.value)
    assert numbers["Value"].tolist() == [each.value for each in screen.metric]


def test_overview_shows_hostile_names_letter_by_letter() -> None:
    screen = _screen(Snapshot(rows=_place(HOSTILE).rows))
    words = [each.value for each in screen.markdown]
    assert any(HOSTILE in _shown(each) for each in words)
    for each in words:
        unescaped = re.sub(r"\\.", "", each)
        assert "<" not in unescaped
        assert "**" not in unescaped
        assert "](" not in unescaped


def test_overview_has_words_for_an_empty_place() -> None:
    screen = _screen(Snapshot())
    assert [each.value for each in screen.title] == ["Overview"]
    assert "There is no map to show yet." in screen.info[0].value
    assert "Data" in screen.info[0].value


def test_overview_has_words_for_a_place_with_nothing_to_find() -> None:
    rows = {"Location": conform("Location", pd.DataFrame([{"id": "x", "name": "Hall"}]))}
    screen = _screen(Snapshot(rows=rows))
    assert "Nothing stands out yet" in screen.info[0].value


def test_overview_says_what_changed_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address = tmp_path / "town.db"
    monkeypatch.setenv(STORE_VARIABLE, str(address))
    store = assetmap.open(address)
    store.apply(_place("Cedar"), based_on=0, actor="*Ada*", note="load: town.xlsx")
    store.close()
    sentences = [_shown(each.value) for each in _screen().markdown]
    assert any(
        each.endswith("by *Ada* (load: town.xlsx): 10 new, 0 different, 0 gone.")
        for each in sentences
    )


def test_overview_says_in_one_sentence_that_a_store_is_not_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = tmp_path / "town.db"
    address.write_text("shopping list")
    monkeypatch.setenv(STORE_VARIABLE, str(address))
    screen = _screen()
    assert len(screen.error) == 1
    assert "is not a store of assetmap" in _shown(screen.error[0].value)
