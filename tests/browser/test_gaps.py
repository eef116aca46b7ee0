"""The screen Gaps: a number of the table is a button, for the mouse and for the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

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
    page.wait_for_function(
        "([grid]) => document.querySelector('[data-testid=stApp]')"
        ".dataset.testScriptState === 'notRunning'",
        arg=[GRID],
    )
    screen.settle()
    box = page.get_by_role("combobox", name="What matters")
    assert need in (box.input_value() or str(box.get_attribute("aria-label")))
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
