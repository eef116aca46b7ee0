"""The screen Data with its parts open: a feed's result, organisations that look the same."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Final

import pytest
from tests.browser.conftest import WIDTHS, serving_by_command
from tests.browser.test_hostile_names import NAMES, has_run, write
from tests.browser.test_screens import faults_of_access, width_of_scroll
from tests.unit.ingest import feed_server

import assetmap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page
    from tests.browser.conftest import Screen, Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# No switch of ours lets the app fetch from this machine, so the test's feed is let in by hand.
_ADMITTING: Final = """
import sys
from assetmap.cli.main import main
from assetmap.ingest.feeds.fetching import SHORT, Fetching
from assetmap_app.components import feed_parts
inside = frozenset({("127.0.0.1", int(sys.argv.pop(1)))})
feed_parts.FETCHING = Fetching(admitted=inside, limits=SHORT)
main()
"""
FETCH: Final = "Fetch it and see what it would bring"
TWICE: Final = "The same organisation twice?"
LIKELY: Final = (
    "Talk </script><img src=x onerror=window.__ran=1> **Change**",
    "Walk [press](http://evil.example/) $x^2$ :smile: Garden",
)


def words(page: Page) -> str:
    return page.locator("[data-testid=stMainBlockContainer]").inner_text()


def nothing_has_run(page: Page) -> bool:
    shown = page.locator("[data-testid=stMainBlockContainer]")
    return has_run(page) == [None] and shown.locator("a[href*=evil], img").count() == 0


@pytest.fixture(scope="module")
def twice(make_server: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> str:
    """Serve each hostile name twice with one web address, and two pairs that share a name alone."""
    folder = tmp_path_factory.mktemp("twice")
    rows = [
        [f"{side}-{number}", name, f"https://n{number}.example/", name, ""]
        for side in ("one", "other")
        for number, name in enumerate(NAMES)
    ]
    rows += [
        [f"{side}-likely-{number}", name, "", f"{name} {side}", name]
        for side in ("one", "other")
        for number, name in enumerate(LIKELY)
    ]
    columns = ["id", "name", "website", "description", "alternate_names"]
    write(folder, "Organisation", columns, rows)
    return make_server(folder).address


def test_organisations_that_look_the_same_are_read_letter_by_letter(
    screen: Screen, twice: str
) -> None:
    page = screen.open(twice + "app/data")
    page.get_by_role("heading", name=TWICE).wait_for()
    sure = page.locator("[data-testid=stTable]").first
    cells = [row.locator("td").all_inner_texts() for row in sure.locator("tbody tr").all()]
    assert sorted(row[0] for row in cells) == sorted(NAMES)
    assert all(row[0] == row[1] for row in cells)
    assert f"{len(NAMES)} organisations are surely here twice; 2 pairs look alike" in words(page)
    for _ in screen.on_any_width():
        assert width_of_scroll(page) == [0, 0]
        assert faults_of_access(page) == []
    for at, name in enumerate(LIKELY, start=1):
        page.get_by_text(f"Pair {at} of 2.").wait_for()
        assert [name, name] in [
            row.locator("td").all_inner_texts()[1:]
            for row in page.locator("[data-testid=stTable]").nth(1).locator("tbody tr").all()
        ]
        screen.settle()
        keep = page.get_by_role("combobox", name="If they are the same, which one's words stay")
        assert keep.input_value() == f"The one: {name}"
        assert nothing_has_run(page)
        page.get_by_role("button", name="Show another pair").click()


def test_two_that_are_one_are_joined_by_keys_alone(
    screen: Screen, make_server: Callable[..., Server], tmp_path: Path
) -> None:
    write(tmp_path, "Organisation", ["id", "name"], [["a", LIKELY[0]], ["b", LIKELY[0]]])
    page = screen.open(make_server(tmp_path).address + "app/data")
    button = page.get_by_role("button", name="Yes, join them")
    button.focus()
    page.keyboard.press("Enter")
    page.get_by_text("The two are one now; that is change 2, to be undone below.").wait_for()
    screen.settle()
    assert "No two organisations look like the same one." in words(page)
    assert nothing_has_run(page)


@pytest.fixture
def feed() -> Iterator[feed_server.Server]:
    """Serve a feed in which names, and web addresses that are none, are attacks."""
    services = [
        feed_server.service(
            number,
            name=name,
            url=name if number % 2 else "https://town.example/",
            description=name,
            schedules=[],
            organization={"id": f"o{number}", "name": name},
        )
        for number, name in enumerate(NAMES)
    ]
    with feed_server.serving(feed_server.paged(services, 10)) as server:
        yield server


def test_result_of_a_feed_stands_on_any_width_without_a_fault(
    screen: Screen, feed: feed_server.Server, tmp_path: Path
) -> None:
    store = tmp_path / "place.db"
    with contextlib.closing(assetmap.open(store)):
        pass
    with serving_by_command(store, started_by=("-c", _ADMITTING, str(feed.port))) as (server, _):
        put_in = screen.page.get_by_role("button", name="Put ")
        screen.set_width(min(WIDTHS))
        page = screen.open(server.address + "app/data")
        page.get_by_text("From a feed's address").click()
        page.get_by_role("textbox", name="Address of a feed").fill(feed.url("/services"))
        page.get_by_role("button", name=FETCH).click()
        put_in.wait_for()
        screen.settle()
        faults = page.get_by_role("table").first.locator("tbody tr").all()
        told = [row.locator("td").nth(1).inner_text() for row in faults]
        assert {NAMES[1], NAMES[3]} <= set(told), told
        for _ in screen.on_any_width():
            assert width_of_scroll(page) == [0, 0]
            assert faults_of_access(page) == []
            assert nothing_has_run(page)
        put_in.click()
        page.locator("[data-testid=stAlertContentSuccess]").wait_for()
        screen.settle()
        assert nothing_has_run(page)


def test_inside_address_is_refused_in_a_sentence_beside_the_field(
    screen: Screen, served_place: str
) -> None:
    screen.set_width(min(WIDTHS))
    page = screen.open(served_place + "app/data")
    page.get_by_text("From a feed's address").click()
    page.get_by_role("textbox", name="Address of a feed").fill(served_place)
    page.get_by_role("button", name=FETCH).click()
    part = page.locator("[data-testid=stExpander]", has_text="From a feed's address")
    said = part.locator("[data-testid=stAlertContentError]")
    said.wait_for()
    assert "127.0.0.1" in said.inner_text()
    for _ in screen.on_any_width():
        assert width_of_scroll(page) == [0, 0]
        assert faults_of_access(page) == []
