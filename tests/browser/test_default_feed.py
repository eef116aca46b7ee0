"""The public site on the Default mock feed of Open Referral UK, which nobody here made up."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.browser.conftest import serving
from tests.browser.test_public_site import browse, browse_without_a_script
from tests.kept_places import copy_of
from tests.real.open_referral_places import DEFAULT_FEED, load_places

if TYPE_CHECKING:
    from tests.browser.conftest import Screen

pytestmark = [pytest.mark.browser, pytest.mark.real, pytest.mark.slow]

SERVICE = "Community Counselling"


def _load(path: Path) -> None:
    load_places(path, Path(os.environ["ASSETMAP_REAL_DATA"]), DEFAULT_FEED)


def test_the_service_of_the_feed_is_found_and_read(
    screen: Screen, browser: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path, _ = copy_of(tmp_path_factory, "default_feed", _load)
    with serving(path) as server:
        assert browse(screen.page, server.address, "help with anxiety", "") == SERVICE
        named = browse_without_a_script(browser, server.address, "counseling", "MyCity")
        assert named == SERVICE
