"""The screens on a place that nobody here made up: Trafford, from public files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from tests.browser.conftest import serving
from tests.browser.test_public_site import browse, browse_without_a_script
from tests.browser.test_screens import (
    EVERY_SCREEN,
    SCREENS,
    faults_of_access,
    take_picture,
    width_of_scroll,
)
from tests.kept_places import copy_of
from tests.real.trafford import load_trafford

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from tests.browser.conftest import Screen

pytestmark = [pytest.mark.browser, pytest.mark.real, pytest.mark.slow]


@pytest.fixture(scope="module")
def trafford_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server that shows Trafford."""
    data = Path(os.environ["ASSETMAP_REAL_DATA"])
    path, _ = copy_of(tmp_path_factory, "trafford", lambda path: load_trafford(path, data))
    with serving(path) as server:
        yield server.address


@EVERY_SCREEN
def test_trafford_is_shown(screen: Screen, trafford_address: str, name: str) -> None:
    for page in screen.open_on_any_width(trafford_address + SCREENS[name]):
        take_picture(page, f"trafford-{name}")
        assert page.locator("[data-testid=stException]").count() == 0
        assert page.locator("h1").count() == 1
        assert width_of_scroll(page) == [0, 0]


def test_small_areas_of_trafford_are_shaded_by_deprivation(
    screen: Screen, trafford_address: str
) -> None:
    shade = quote("indicator|deprivation score||2025-10-30")
    address = f"{trafford_address}app/map?level=lsoa&shade={shade}"
    for page in screen.open_on_any_width(address):
        take_picture(page, "trafford-map-deprivation")
        words = page.locator("[data-testid=stMain]").inner_text()
        assert "Deprivation score (30 October 2025) by small area (LSOA): highest in" in words
        assert width_of_scroll(page) == [0, 0]
        assert faults_of_access(page) == []


def test_a_practice_of_trafford_is_found_by_its_address(
    screen: Screen, trafford_address: str
) -> None:
    page = screen.open(f"{trafford_address}app/network?party=GB-NHS-P91003")
    assert "Park Medical Practice" in page.locator("[data-testid=stMain]").inner_text()


def test_people_of_trafford_find_food(screen: Screen, browser: Any, trafford_address: str) -> None:
    browse(screen.page, trafford_address, "I can't afford food", "M33 2RP")
    page = screen.page
    assert page.get_by_role("heading", name="Where").count() == 1
    assert page.locator('main a[href^="/what-matters/"]', has_text="Food").count() == 1
    assert browse_without_a_script(browser, trafford_address, "food", "M33 2RP") != ""
