"""The public site as a person meets it: by keys, without a script, on a phone, without a fault."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from tests.browser.test_screens import VENDOR, take_picture, width_of_scroll

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from tests.browser.conftest import Screen

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SEARCH = "search?q=lonely&postcode=QX1+1AA"
FIRST_RESULT = ".card h3 a"
WIDTHS = (320, 1280)
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
MOST_PRESSES = 60


def _faults(page: Page) -> list[str]:
    """Return whatever axe finds under its rules of WCAG 2.0 to 2.2, A and AA."""
    page.evaluate((VENDOR / "axe.min.js").read_text(encoding="utf-8"))
    asked = {"runOnly": {"type": "tag", "values": _RULES}}
    found: list[dict[str, Any]] = page.evaluate(
        "async (asked) => (await axe.run(document, asked)).violations", asked
    )
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]


def _addresses(page: Page, place: str) -> dict[str, str]:
    """Return one address of each kind of page, as links lead to them."""
    page.goto(place + SEARCH)
    activity = page.locator(FIRST_RESULT).first.get_attribute("href") or ""
    page.goto(place + activity[1:])
    found = {
        kind: page.locator(f'main a[href^="/{kind}/"]').first.get_attribute("href") or ""
        for kind in ("organisations", "what-matters", "areas")
    }
    id_ = activity.rpartition("/")[2]
    return {
        "home": "/",
        "search": f"/{SEARCH}",
        "search-narrow": f"/{SEARCH}&free=1&time=morning",
        "nothing-found": "/search?q=zzzz",
        "activity": activity,
        "wrong": f"{activity}/wrong",
        "shortlist": f"/shortlist?id={id_}",
        **found,
        "stories": "/stories",
        "accessibility": "/accessibility",
        "privacy": "/privacy",
        "embed": "/embed",
        "embed-copy": "/embed?copy=1",
    }


def test_no_page_has_a_fault_of_access_or_is_too_wide(screen: Screen, served_place: str) -> None:
    page = screen.page
    for name, address in _addresses(page, served_place).items():
        page.goto(served_place + address[1:])
        assert page.locator("h1").count() == 1, name
        for width in WIDTHS:
            screen.set_width(width)
            assert _faults(page) == [], name
            assert width_of_scroll(page) == [0], name
            if name in {"home", "search", "activity"}:
                take_picture(page, f"public-{name}")


def _press_until(page: Page, wanted: str) -> int:
    """Press Tab until the keys are where `wanted` is; each stop on the way must show."""
    for presses in range(1, MOST_PRESSES + 1):
        page.keyboard.press("Tab")
        is_seen = page.evaluate(
            """() => { const style = getComputedStyle(document.activeElement);
            return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0; }"""
        )
        assert is_seen, page.evaluate("document.activeElement.outerHTML")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", wanted):
            return presses
    raise AssertionError(wanted)


def browse(page: Page, address: str, words: str, where: str) -> str:
    """Go from the first page by a search to what was found first, each without a fault.

    Returns
    -------
    str
        The name of what was found first.
    """
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(address)
        page.get_by_label("In your own words").fill(words)
        page.get_by_label("Postcode or town").fill(where)
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?**")
        assert _faults(page) == []
        assert width_of_scroll(page) == [0]
        page.locator(FIRST_RESULT).first.click()
        page.wait_for_url("**/activities/**")
        assert _faults(page) == []
        assert width_of_scroll(page) == [0]
    return page.locator("h1").inner_text()


def browse_without_a_script(browser: Any, address: str, words: str, where: str) -> str:
    """Do the same where scripts are switched off, and return the name of what was found first."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(address)
    page.get_by_label("In your own words").fill(words)
    page.get_by_label("Postcode or town").fill(where)
    page.get_by_role("button", name="Search").click()
    page.locator(FIRST_RESULT).first.click()
    name: str = page.locator("h1").inner_text()
    assert context.cookies() == []
    context.close()
    return name


def test_keys_alone_find_an_activity(screen: Screen, served_place: str) -> None:
    page = screen.page
    page.goto(served_place)
    _press_until(page, "#q")
    page.keyboard.type("I don't see anyone")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    _press_until(page, FIRST_RESULT)
    page.keyboard.press("Enter")
    page.wait_for_url("**/activities/**")
    assert page.get_by_role("heading", name="How to go").count() == 1


def test_without_a_script_a_person_finds_chooses_and_tells(browser: Any, served_place: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(served_place)
    page.get_by_label("In your own words").fill("gardning")
    page.get_by_role("button", name="Search").click()
    assert page.get_by_text("We read “gardening”").count() == 1
    page.locator(".card input[type=checkbox]").first.check()
    page.get_by_role("button", name="Put them on my list").click()
    assert page.get_by_role("heading", name="My list").count() == 1
    page.locator(".card h2 a").click()
    page.get_by_role("link", name="Something wrong here?").click()
    page.get_by_label("The day or time is wrong").check()
    page.get_by_role("button", name="Send").click()
    assert re.search(r"/thanks$", page.url)
    assert context.cookies() == []
    context.close()
