"""The screen Flows: a band of the picture is a button, for the mouse and for the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.conftest import Screen

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LOST = "accepted>lost:accepted"


@pytest.mark.parametrize("key", ["Enter", "Space", "click"])
def test_band_tells_of_those_who_went_that_way(screen: Screen, served_place: str, key: str) -> None:
    page = screen.open(served_place + "app/flows")
    band = page.locator(f"[data-band='{LOST}']")
    expect(band, "its style is there").to_have_css("cursor", "pointer")
    if key == "click":
        band.dispatch_event("click")
    else:
        band.focus()
        page.keyboard.press(key)
    heading = page.get_by_role("heading", name="Accepted, then fell out before the first", level=2)
    heading.wait_for()
    screen.settle()
    assert band.get_attribute("aria-pressed") == "true"
    chosen = page.get_by_role("combobox", name="Choose a band").input_value()
    assert chosen == band.get_attribute("aria-label")
    assert page.get_by_role("heading", name="Why they ended").count() == 1
