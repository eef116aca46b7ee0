"""Each screen as a person meets it: words, one heading, room on a phone, no fault of access."""

from __future__ import annotations

import hashlib
import os
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.browser.conftest import WIDTHS

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page
    from tests.browser.conftest import Screen, Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

VENDOR = Path(__file__).parent / "vendor"
SCREENS = {
    "overview": "app/",
    "network": "app/network",
    "social-capital": "app/social-capital",
    "brokers": "app/brokers",
    "flows": "app/flows",
    "waiting": "app/waiting",
    "load": "app/load",
    "practices": "app/practices",
    "for-whom": "app/for-whom",
    "gaps": "app/gaps",
    "who-could-help": "app/who-could-help",
    "over-time": "app/over-time",
    "map": "app/map",
    "reach": "app/reach",
    "where-next": "app/where-next",
    "organisation": "app/organisation",
    "table": "app/table",
    "data": "app/data",
    "from-the-public": "app/from-the-public",
}
EVERY_SCREEN = pytest.mark.parametrize("name", SCREENS)
HEADINGS = {
    "overview": "Overview",
    "network": "Who is tied",
    "social-capital": "What ties this place together",
    "map": "What is where",
    "data": "Data",
    "organisation": "My organisation",
    "table": "Who should be round the table",
}
"""How some screens begin, whose addresses a person would guess."""


def faults_of_access(page: Page) -> list[str]:
    """Return the serious and critical faults that axe finds, in the map's frame too."""
    axe = (VENDOR / "axe.min.js").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = []
    for frame in page.frames:
        frame.evaluate(axe)
        result = frame.evaluate(
            "axe.run(document, { iframes: false, resultTypes: ['violations'] })"
        )
        found += result["violations"]
    return [
        f"{each['id']}: {each['help']}: {each['nodes'][0]['html'][:200]}"
        for each in found
        if each["impact"] in {"serious", "critical"}
    ]


def width_of_scroll(page: Page) -> list[int]:
    """Return by how much the page, and the part of it that scrolls, are too wide."""
    found: list[int] = page.evaluate(
        """() => [document.documentElement, document.querySelector('[data-testid=stMain]')]
        .filter(Boolean).map((part) => part.scrollWidth - part.clientWidth)"""
    )
    return found


def take_picture(page: Page, name: str) -> None:
    """Keep a picture of the whole screen, if `ASSETMAP_PICTURES` names a folder for it."""
    folder = os.environ.get("ASSETMAP_PICTURES")
    if not folder:
        return
    size = page.viewport_size
    assert size is not None
    height = page.evaluate(
        "(document.querySelector('[data-testid=stMain]') ?? document.documentElement).scrollHeight"
    )
    page.set_viewport_size({"width": size["width"], "height": min(int(height) + 70, 3_500)})
    page.wait_for_timeout(1_000)
    page.wait_for_function("!document.querySelector('[data-testid=stSkeleton]')")
    path = Path(folder) / f"{name}-{size['width']}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path)


def test_axe_is_the_file_that_its_authors_published() -> None:
    digest = hashlib.sha256((VENDOR / "axe.min.js").read_bytes()).hexdigest()
    assert digest in (VENDOR / "README.md").read_text(encoding="utf-8")


def test_drawing_library_is_the_file_that_its_authors_published() -> None:
    folder = Path(__file__).parents[2] / "app" / "assetmap_app" / "static"
    digest = hashlib.sha256((folder / "vis-network.min.js").read_bytes()).hexdigest()
    assert digest in (folder / "README.md").read_text(encoding="utf-8")


@EVERY_SCREEN
def test_screen_stands_on_any_width_without_a_fault(
    screen: Screen, served_place: str, name: str
) -> None:
    for page in screen.open_on_any_width(served_place + SCREENS[name]):
        take_picture(page, name)
        assert page.locator("h1").inner_text().startswith(HEADINGS.get(name, ""))
        assert page.get_by_text("Page not found").count() == 0
        _assert_stands(page)


def _assert_stands(page: Page) -> None:
    assert len(page.locator("[data-testid=stMainBlockContainer]").inner_text()) > 200
    assert width_of_scroll(page) == [0, 0]
    assert faults_of_access(page) == []
    levels = [
        int(each.evaluate("(it) => it.tagName[1]")) for each in page.locator("h1,h2,h3").all()
    ]
    assert all(after <= before + 1 for before, after in pairwise(levels)), "a level is left out"


def test_overview_has_a_name_too(screen: Screen, served_place: str) -> None:
    page = screen.open(f"{served_place}app/overview")
    assert page.locator("h1").inner_text() == HEADINGS["overview"]


def test_a_server_of_an_empty_and_of_a_damaged_place_says_so(
    screen: Screen, make_server: Callable[..., Server]
) -> None:
    # That each screen does, tests/app/test_every_screen.py sees without a browser.
    server = make_server()
    page = screen.open(server.address + "app/")
    alert = page.locator("[data-testid=stAlert]").first
    assert "yet" in alert.inner_text()
    server.store.write_bytes(b"not a store of anybody's" * 100)
    screen.open(server.address + "app/")
    assert "place.db" in alert.inner_text()
    assert page.locator("[data-testid=stException]").count() == 0


@pytest.mark.parametrize("width", WIDTHS)
def test_landing_page_needs_no_script(browser: Any, served_place: str, width: int) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    page.goto(served_place)
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == "en-GB"
    assert page.get_by_role("link", name="Open the map").get_attribute("href") == "/app/"
    context.close()


def test_landing_page_has_no_fault_of_access(screen: Screen, served_place: str) -> None:
    for width in WIDTHS:
        screen.page.set_viewport_size({"width": width, "height": 900})
        screen.page.goto(served_place)
        take_picture(screen.page, "landing")
        assert width_of_scroll(screen.page) == [0]
    assert faults_of_access(screen.page) == []


def test_public_page_leads_to_the_screens(screen: Screen, served_place: str) -> None:
    screen.page.goto(served_place)
    screen.page.get_by_role("link", name="Open the map").click()
    screen.settle()
    assert screen.page.locator("h1").inner_text() == "Overview"
