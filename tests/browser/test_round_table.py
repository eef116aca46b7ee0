"""The screen Round the table in a browser: asked, proposed, added to, kept and undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.browser.test_organisation import id_of
from tests.browser.test_screens import (
    faults_of_access,
    take_picture,
    width_of_scroll,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Screen, Server

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ADDRESS = "app/table"
GUESTS = (
    "Pellowby Ferry House",
    "Kettlewick Deaf Club",
    "Kettlewick and Merrow Coast Council",
    "Ferry Green Chapel",
)


def test_table_with_guests_stands_on_any_width_without_a_fault(
    screen: Screen, served_place: str
) -> None:
    asked = "&".join(f"invited={id_of(name)}" for name in GUESTS)
    for page in screen.open_on_any_width(f"{served_place}{ADDRESS}?{asked}"):
        page.get_by_text("4 guests speak for").wait_for()
        page.locator("[data-testid=stVegaLiteChart] svg").last.wait_for()
        take_picture(page, "table-chosen")
        assert page.locator("[data-testid=stVegaLiteChart]").count() == 4
        assert width_of_scroll(page) == [0, 0]
        assert faults_of_access(page) == []


def test_table_is_proposed_added_to_and_kept_by_keys_alone(
    screen: Screen, serve_sample: Callable[[], Server]
) -> None:
    place = serve_sample().address
    page = screen.open(place + ADDRESS)
    press(screen, "Propose the smallest fair table of up to 12 seats")
    page.get_by_text("This table has 12 seats").wait_for()
    page.get_by_text("12 guests speak for").wait_for()
    page.get_by_label("What is it for?").fill("A table for all")
    press(screen, "Keep it as a workshop")
    page.get_by_text("Kept as change 2: “A table for all”").wait_for()
    page.get_by_role("link", name="See the history of changes, and undo one").click()
    page.get_by_text("workshop: 'A table for all', 12 invited").first.wait_for()


def test_who_invites_by_keys_stays_where_they_are(screen: Screen, served_place: str) -> None:
    page = screen.open(served_place + ADDRESS)
    first = page.get_by_role("button", name="Invite ").first
    name = first.inner_text().removeprefix("Invite ")
    press(screen, f"Invite {name}")
    page.get_by_text(f"{name} is invited.").wait_for()
    screen.settle()
    here = page.evaluate("document.activeElement.innerText.trim()")
    assert here == first.inner_text() != f"Invite {name}"


def press(screen: Screen, name: str) -> None:
    """Go to a button by Tab and press it."""
    page = screen.page
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText.trim()") == name:
            page.keyboard.press("Enter")
            return
    raise AssertionError(name)
