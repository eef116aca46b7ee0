"""The part of the screen Data that asks which organisations are the same one."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import assetmap
from assetmap.model import Changes, conform
from assetmap_app.components.current import STORE_VARIABLE

SCREEN = Path(__file__).parents[2] / "app" / "assetmap_app" / "screens" / "data.py"
HOSTILE = "Talk </script><img src=x onerror=alert(1)> **Change**"
ORGANISATIONS = (
    {"id": "o1", "name": "Sale Choir", "identifiers": "GB-CHC-1136419"},
    {"id": "o2", "name": "SALE CHOIR LTD", "identifiers": "GB-CHC-1136419"},
    {"id": "o3", "name": HOSTILE, "phone": "0161 1"},
    {"id": "o4", "name": HOSTILE, "email": "hello"},
    {"id": "o5", "name": "Sing Listen Change"},
    {"id": "o6", "name": "Sing, Listen, Change"},
)


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a store with a pair that is sure and two that are likely."""
    place = tmp_path / "town.db"
    monkeypatch.setenv(STORE_VARIABLE, str(place))
    rows = conform("Organisation", pd.DataFrame(list(ORGANISATIONS)))
    with closing(assetmap.open(place)) as store:
        store.apply(Changes({"Organisation": rows}), based_on=0, actor="Ada", note="")
    return place


def _screen() -> AppTest:
    screen = AppTest.from_file(str(SCREEN), default_timeout=60).run()
    assert not screen.exception
    return screen


def _press(screen: AppTest, label: str) -> None:
    next(each for each in screen.button if each.label == label).click()
    screen.run()
    assert not screen.exception


def _organisations(address: Path) -> dict[str, Any]:
    with closing(assetmap.open(address)) as store:
        rows = store.snapshot().table("Organisation")
    return dict(zip(rows["id"], rows["phone"].fillna(""), strict=True))


def _text(screen: AppTest) -> str:
    said = " ".join(each.value for each in (*screen.markdown, *screen.success))
    return said.replace(":gray[]", "").replace("\\", "")


def test_data_says_how_many_look_alike_and_joins_nothing(address: Path) -> None:
    screen = _screen()
    assert "The same organisation twice?" in [each.value for each in screen.header]
    assert "1 organisation is surely here twice; 2 pairs look alike" in _text(screen)
    assert next(each for each in screen.button if each.label == "Join them all").disabled
    assert len(_organisations(address)) == 6


def test_one_yes_joins_all_that_are_sure(address: Path) -> None:
    screen = _screen()
    next(each for each in screen.checkbox if each.label == "Yes, these are the same").check()
    screen.run()
    _press(screen, "Join them all")
    assert sorted(_organisations(address)) == ["o1", "o3", "o4", "o5", "o6"]
    assert "1 joined; that is change 2, to be undone below." in _text(screen)
    assert "Surely the same" not in [each.value for each in screen.subheader]


def test_likely_ones_are_asked_one_by_one_and_the_person_says_which_stays(address: Path) -> None:
    screen = _screen()
    assert "Pair 1 of 2." in _text(screen)
    chosen = next(each for each in screen.selectbox if each.label.startswith("If they are the"))
    assert chosen.options == [f"The one: {HOSTILE}", f"The other: {HOSTILE}"]
    chosen.set_value("o4")
    screen.run()
    _press(screen, "Yes, join them")
    organisations = _organisations(address)
    assert "o3" not in organisations
    assert organisations["o4"] == "0161 1"
    assert "Pair 1 of 1." in _text(screen)


def test_a_no_is_remembered(address: Path) -> None:
    screen = _screen()
    _press(screen, "No, they are different")
    assert "Pair 1 of 1." in _text(screen)
    _press(screen, "No, they are different")
    assert len(_organisations(address)) == 6
    assert "Perhaps the same" not in [each.value for each in _screen().subheader]


def test_another_pair_can_be_looked_at_first(address: Path) -> None:
    screen = _screen()
    _press(screen, "Show another pair")
    assert "Pair 2 of 2." in _text(screen)
    assert len(_organisations(address)) == 6


def test_names_are_shown_letter_by_letter(address: Path) -> None:
    assert address.exists()
    screen = _screen()
    table = next(each.value for each in screen.table if "The one" in each.value.columns)
    cells = [str(cell).replace(":gray[]", "").replace("\\", "") for cell in table["The one"]]
    assert HOSTILE in cells
    assert all("\\<" in cell for cell in table["The one"] if "script" in cell)
