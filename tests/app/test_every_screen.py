"""Every screen of a place without data, and of one that cannot be read: a sentence, no fault."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import assetmap
from assetmap_app.components.current import STORE_VARIABLE

FOLDER = Path(__file__).parents[2] / "app" / "assetmap_app" / "screens"
SCREENS = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")


@pytest.mark.parametrize("name", SCREENS)
def test_screen_has_words_before_there_is_any_data(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "place.db"
    with closing(assetmap.open(store)):
        pass
    screen = _opened(name, store, monkeypatch)
    assert "yet" in _first_told(screen)


@pytest.mark.parametrize("name", SCREENS)
def test_screen_says_in_a_sentence_that_a_store_is_damaged(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "place.db"
    store.write_bytes(b"not a store of anybody's" * 100)
    screen = _opened(name, store, monkeypatch)
    assert "place.db" in _first_told(screen).replace("\\", "")


def _opened(name: str, store: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv(STORE_VARIABLE, str(store))
    screen = AppTest.from_file(str(FOLDER / f"{name}.py"), default_timeout=60).run()
    assert not screen.exception
    assert len(screen.title) == 1
    return screen


def _first_told(screen: AppTest) -> str:
    return next(str(each.value) for each in (*screen.error, *screen.warning, *screen.info))
