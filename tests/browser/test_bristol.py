"""The screens on a network that nobody here made up: Bristol's civic organisations."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from tests.browser.conftest import serving
from tests.browser.test_screens import faults_of_access, take_picture, width_of_scroll
from tests.kept_places import copy_of
from tests.real.other_places import load_bristol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page
    from tests.browser.conftest import Screen

pytestmark = [pytest.mark.browser, pytest.mark.real, pytest.mark.slow]

FRIENDS_OF_THE_EARTH: Final = "BRISTOL-191"
"""In the list `FoE`, with 22 ties to people and events."""

SCREENS: Final = {
    "network": "app/network?ties=whole_map&kind=TIED_TO&colour=label",
    "organisation": f"app/organisation?party={FRIENDS_OF_THE_EARTH}",
}


@pytest.fixture(scope="module")
def bristol_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server that shows Bristol."""
    data = Path(os.environ["ASSETMAP_REAL_DATA"])
    path, _ = copy_of(tmp_path_factory, "bristol", lambda path: load_bristol(path, data))
    with serving(path) as server:
        yield server.address


def words(page: Page) -> str:
    return page.locator("[data-testid=stMainBlockContainer]").inner_text()


def shown_on_any_width(screen: Screen, address: str, name: str) -> Iterator[Page]:
    """Open a screen of Bristol, which must stand on each width."""
    for page in screen.open_on_any_width(address + SCREENS[name]):
        yield page
        take_picture(page, f"bristol-{name}")
        assert page.locator("[data-testid=stException]").count() == 0
        assert page.locator("h1").count() == 1
        assert width_of_scroll(page) == [0, 0]
        assert faults_of_access(page) == []


def test_network_is_shown_with_events_by_what_they_were_and_people_by_no_name(
    screen: Screen, bristol_address: str
) -> None:
    for _ in shown_on_any_width(screen, bristol_address, "network"):
        pass
    page = screen.page
    assert "97 organisations, 150 champions, 17 workshops and 1,496 ties" in words(page)
    assert "BRISTOL-" not in words(page)
    names = screen.drawing().evaluate("nodes.get().map((node) => node.name)")
    assert {"FoE", "AddReAg"} < set(names)
    people = sorted(name for name in names if name.startswith("Champion "))
    assert people == sorted(f"Champion {number}" for number in range(1, 151))


def test_page_of_an_organisation_tells_of_its_ties_to_people_and_events(
    screen: Screen, bristol_address: str
) -> None:
    page = screen.page
    for _ in shown_on_any_width(screen, bristol_address, "organisation"):
        page.get_by_role("heading", name="Stories about you").wait_for()
    assert page.locator("h2").inner_text() == "FoE"
    assert "Lists of ties name you with 19 champions and 3 workshops" in words(page)
    page.get_by_role("link", name="See it on the map of ties").click()
    page.wait_for_url("**/app/network**")
    screen.settle()
    assert page.get_by_label("Find a party").input_value() == "FoE"


def test_map_without_a_place_for_anything_says_so(screen: Screen, bristol_address: str) -> None:
    for page in screen.open_on_any_width(f"{bristol_address}app/map"):
        said = page.locator("[data-testid=stAlert]").first.inner_text()
        assert "has a place on a map yet" in said
        assert page.locator("[data-testid=stException]").count() == 0
        assert width_of_scroll(page) == [0, 0]
        assert faults_of_access(page) == []
