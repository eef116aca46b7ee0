"""The screen Social capital in a browser, by keys alone."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from tests.browser.conftest import Screen

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# The parts of the page that can be worked with keys, by what a person hears of them; a group of
# round buttons is one stop, as are the bars of a picture, which keys do not reach one by one.
_CONTROLS = """() => [...document.querySelectorAll(
    '[data-testid=stMain] :is(input, button, summary, select, textarea, [role=combobox])'
)].filter((each) => each.checkVisibility() && !each.disabled && each.tabIndex >= 0)
  .filter((each) => each.type !== 'radio' || each.checked)
  .map((each) => each.dataset.stop = `${[...document.querySelectorAll('*')].indexOf(each)}`)"""
_HERE = """() => {
    const here = document.activeElement;
    return [here.dataset.stop ?? '', here.getBoundingClientRect().height > 0,
            Boolean(here.closest('[data-testid=stMain]'))];
}"""


def test_tab_reaches_every_control_in_the_order_in_which_it_is_read(
    screen: Screen, served_place: str
) -> None:
    page = screen.open(served_place + "app/social-capital")
    wanted = page.evaluate(_CONTROLS)
    assert len(wanted) > 5
    assert [each for each, _ in groupby(_stops(page)) if each in wanted] == wanted


def test_ties_are_chosen_by_an_arrow_key(screen: Screen, served_place: str) -> None:
    page = screen.open(served_place + "app/social-capital")
    chosen = page.get_by_role("radiogroup", name="Which ties").get_by_role("radio", checked=True)
    before = chosen.evaluate("(it) => it.value")
    chosen.focus()
    page.keyboard.press("ArrowRight")
    screen.settle()
    assert chosen.evaluate("(it) => it.value") != before
    assert page.locator("h1").count() == 1


def _stops(page: Page) -> list[str]:
    """Press Tab until it leaves the screen, and return where it stood."""
    found: list[str] = []
    page.locator("h1").click()
    for _ in range(200):
        page.keyboard.press("Tab")
        stop, is_seen, is_inside = page.evaluate(_HERE)
        if found and not is_inside:
            break
        if is_inside:
            assert is_seen
            found.append(stop)
    return found
