"""The screen Gaps: a number of the table is a button, for the mouse and for the keys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import PATIENCE_MS

if TYPE_CHECKING:
    from tests.browser.conftest import Screen

pytestmark = [pytest.mark.browser, pytest.mark.slow]

GRID = "table[aria-label^='People who reach nothing']"


def test_number_of_the_table_opens_its_gap_and_leads_to_who_could_help(
    screen: Screen, served_place: str
) -> None:
    page = screen.open(served_place + "app/gaps")
    grid = page.locator(GRID)
    other = grid.locator("button[data-row='2'][data-column='1']")
    name = str(other.get_attribute("aria-label"))
    need, _, rest = name.partition(", ")
    area = rest.partition(":")[0]
    other.click()
    # Waited for: right after a click the script may not have begun to run.
    box = page.get_by_role("combobox", name="What matters")
    expect(box).to_have_value(re.compile(re.escape(need)), timeout=PATIENCE_MS)
    screen.settle()
    assert other.get_attribute("aria-pressed") == "true"
    # By the keys: one cell is met by Tab, arrows lead on, Enter chooses.
    other.focus()
    page.keyboard.press("ArrowDown")
    below = grid.locator("button[data-row='3'][data-column='1']")
    assert below.evaluate("(it) => it.getRootNode().activeElement === it")
    assert grid.locator("button[tabindex='0']").count() == 1
    page.keyboard.press("Enter")
    grid.locator("button[data-row='3'][data-column='1'][aria-pressed='true']").wait_for()
    screen.settle()
    page.get_by_role("link", name="Who could help with this").click()
    page.get_by_role("heading", name="Who could help?", level=1).wait_for()
    screen.settle()
    assert area in page.locator("[data-testid=stMainBlockContainer]").inner_text()
