"""The screen Data: a feed's address, fetched only when told to, put in only when told to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from streamlit.testing.v1 import AppTest
from tests.unit.ingest.feed_server import Reply, as_json, page, paged, service, serving

import assetmap
from assetmap.ingest.feeds.fetching import SHORT, Fetching
from assetmap_app.components import feed_parts
from assetmap_app.components.current import STORE_VARIABLE

if TYPE_CHECKING:
    from tests.unit.ingest.feed_server import Server

SCREEN = Path(__file__).parents[2] / "app" / "assetmap_app" / "screens" / "data.py"
FETCH = "Fetch it and see what it would bring"
WHOLE: dict[str, Any] = {
    "description": "We sing.",
    "schedules": [],
    "organization": {"id": "o1", "name": "Town Choir"},
}


@pytest.fixture(autouse=True)
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where the screen's store is, empty yet."""
    place = tmp_path / "town.db"
    monkeypatch.setenv(STORE_VARIABLE, str(place))
    return place


@pytest.fixture
def screen() -> AppTest:
    screen = AppTest.from_file(str(SCREEN), default_timeout=60).run()
    assert not screen.exception
    return screen


def _admit(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the screen fetch from a test's server, as no person at the screen can."""
    monkeypatch.setattr(feed_parts, "FETCHING", Fetching(admitted=server.inside, limits=SHORT))


def _type(screen: AppTest, text: str) -> None:
    next(each for each in screen.text_input if "Address" in each.label).set_value(text)


def _press(screen: AppTest, label: str) -> None:
    next(each for each in screen.button if each.label == label).click()
    screen.run()
    assert not screen.exception


def _shown(markdown: str) -> str:
    return markdown.replace(":gray[]", "").replace("\\", "")


def _n_activities(address: Path) -> int:
    store = assetmap.open(address, must_exist=True)
    n_rows = len(store.snapshot().table("Activity"))
    store.close()
    return n_rows


def test_the_app_admits_nothing_inside() -> None:
    assert feed_parts.FETCHING.admitted == frozenset()
    assert feed_parts.FETCHING.folder is None
    assert feed_parts.FETCHING.limits.feed_s <= 120


def test_nothing_is_fetched_before_the_button_is_pressed(
    screen: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(paged([service(1, **WHOLE)], 2)) as server:
        _admit(server, monkeypatch)
        _type(screen, server.url("/services"))
        screen.run()
        assert server.asked == []


def test_an_inside_address_is_refused_on_the_screen(screen: AppTest) -> None:
    with serving(paged([service(1, **WHOLE)], 2)) as server:
        _type(screen, server.url("/services"))
        _press(screen, FETCH)
        assert server.asked == []
    (error,) = screen.error
    assert "it leads to 127.0.0.1, inside this machine or its network" in _shown(error.value)


def test_a_feed_is_shown_then_put_in_and_fetched_once(
    screen: AppTest, address: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(paged([service(n, **WHOLE) for n in range(3)], 2)) as server:
        _admit(server, monkeypatch)
        _type(screen, server.url("/services?key=hunter2"))
        _press(screen, FETCH)
        offered = _shown(screen.info[0].value)
        assert "All 3 rows can be used" in offered
        assert "/services?key=…" in offered
        assert _n_activities(address) == 0
        _press(screen, "Put 3 rows in")
        assert len(server.asked) == 2
    assert _n_activities(address) == 3
    assert _shown(screen.success[0].value).startswith("Done, and kept as change 1")
    assert [each.label for each in screen.button if each.label.startswith("Put ")] == []
    assert not address.with_name("town.db.feeds").exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Type the address first."),
        ("town.example", "only http:// and https:// addresses are fetched"),
        ("ftp://town.example/", "only http:// and https:// addresses are fetched"),
        ("file:///etc/passwd", "only http:// and https:// addresses are fetched"),
        ("http://user:hunter2@10.0.0.1/", "inside this machine or its network"),
    ],
)
def test_what_cannot_be_fetched_is_said_in_words(screen: AppTest, typed: str, words: str) -> None:
    _type(screen, typed)
    _press(screen, FETCH)
    said = " ".join(_shown(each.value) for each in (*screen.error, *screen.warning))
    assert words in said
    assert "hunter2" not in said


def test_a_new_fault_takes_the_old_offer_away(
    screen: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    replies = [as_json(page([service(1, **WHOLE)])), Reply(b"", 500)]
    with serving(lambda _: replies.pop(0)) as server:
        _admit(server, monkeypatch)
        _type(screen, server.url("/services"))
        _press(screen, FETCH)
        assert any(each.label == "Put 1 row in" for each in screen.button)
        _press(screen, FETCH)
    assert "answered 500" in _shown(screen.error[0].value)
    assert not any(each.label.startswith("Put ") for each in screen.button)


def test_hostile_words_of_a_feed_stay_text(
    screen: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = "</script><img src=x onerror=alert(1)> **bold** [x](javascript:1)"
    services = [{**service(1, **WHOLE), "status": hostile, "name": hostile}]
    with serving(lambda _: as_json(page(services))) as server:
        _admit(server, monkeypatch)
        _type(screen, server.url("/services"))
        _press(screen, FETCH)
    (faults,) = [each.value for each in screen.table]
    cells = [str(cell) for row in faults.to_dict("records") for cell in row.values()]
    (said,) = [cell for cell in cells if _shown(cell) == hostile]
    assert "**bold**" not in said
    assert "](javascript" not in said
