"""The screen My organisation in a browser: one selection with Network, a link that opens it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.browser.test_screens import (
    faults_of_access,
    take_picture,
    width_of_scroll,
)

from assetmap.resources import resource_folder

if TYPE_CHECKING:
    from tests.browser.conftest import Screen

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ADDRESS = "app/organisation"


def id_of(name: str) -> str:
    """Return the id of an organisation of the sample place, as its file says."""
    text = (resource_folder("sample_data") / "Organisation.csv").read_text(encoding="utf-8")
    found = re.search(rf"^([^,]+),{re.escape(name)},", text, re.MULTILINE)
    assert found is not None
    return found[1]


FERRY_HOUSE = "Pellowby Ferry House"


def test_page_of_an_organisation_stands_on_any_width_without_a_fault(
    screen: Screen, served_place: str
) -> None:
    other = id_of("Amberhythe Recovery Circle")
    address = f"{served_place}{ADDRESS}?party={id_of(FERRY_HOUSE)}&to={other}"
    for page in screen.open_on_any_width(address):
        page.get_by_role("heading", name="Stories about you").wait_for()
        take_picture(page, "organisation-chosen")
        assert page.locator("h1").count() == 1
        assert page.locator("h2").inner_text() == FERRY_HOUSE
        assert width_of_scroll(page) == [0, 0]
        assert faults_of_access(page) == []


def test_address_on_the_screen_opens_the_same_page_whose_contents_lead_to_a_section(
    screen: Screen, served_place: str
) -> None:
    page = screen.open(f"{served_place}{ADDRESS}?party={id_of(FERRY_HOUSE)}")
    address = page.locator("[data-testid=stCode]").inner_text().strip()
    assert address == f"{served_place}{ADDRESS}?party={id_of(FERRY_HOUSE)}"
    page = screen.open(address)
    assert page.locator("h2").inner_text() == FERRY_HOUSE
    page.get_by_role("link", name="Grants", exact=True).first.click()
    page.wait_for_function(
        "document.querySelector('#grants').getBoundingClientRect().top < innerHeight"
    )
    assert page.locator("h2").inner_text() == FERRY_HOUSE


def test_row_of_the_list_opens_its_page(screen: Screen, served_place: str) -> None:
    page = screen.open(served_place + ADDRESS)
    screen.choose_row(0)
    page.locator("h2").wait_for()
    assert page.locator("h2").inner_text() == "Amberhythe Advice Shop"
    page.wait_for_url(f"**party={id_of('Amberhythe Advice Shop')}")


def test_keys_alone_choose_an_organisation(screen: Screen, served_place: str) -> None:
    page = screen.open(served_place + ADDRESS)
    for _ in range(30):  # the links to all screens come before it
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('aria-label') ?? ''").endswith(
            "Find an organisation"
        ):
            break
    page.keyboard.type("Ferry House")
    page.keyboard.press("Enter")
    page.locator("h2").wait_for()
    assert page.locator("h2").inner_text() == FERRY_HOUSE


def test_choice_is_shared_with_the_network(screen: Screen, served_place: str) -> None:
    page = screen.open(f"{served_place}app/network?party={id_of(FERRY_HOUSE)}")
    page.get_by_role("link", name=f"Open the page of {FERRY_HOUSE}").click()
    page.get_by_role("heading", level=2, name=FERRY_HOUSE, exact=True).wait_for()
    page.get_by_role("link", name="Network", exact=True).click()
    page.get_by_role("heading", name="Who is tied to whom?").wait_for()
    screen.settle()
    assert page.get_by_label("Find a party").input_value() == FERRY_HOUSE
    page.get_by_role("link", name="My organisation").click()
    page.get_by_role("heading", level=2, name=FERRY_HOUSE, exact=True).wait_for()
