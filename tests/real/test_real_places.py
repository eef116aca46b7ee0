"""`docs/real-places.md` tells what the tests found, and is written by them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.real.real_places import page, reasons

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.real.real_places import RealPlace

pytestmark = pytest.mark.real

PAGE = Path(__file__).parents[2] / "docs" / "real-places.md"


def test_the_page_tells_what_became_of_every_row(real_places: Sequence[RealPlace]) -> None:
    told = page(real_places)
    if named := os.environ.get("ASSETMAP_WRITE_REAL_PLACES"):
        Path(named).write_text(told, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == told, (
        "run make real-places, and look at what changed"
    )


def test_every_row_of_every_place_is_on_one_side(real_places: Sequence[RealPlace]) -> None:
    loads = [(place.title, each) for place in real_places for each in place.loads]
    assert len(loads) > 30
    for title, each in loads:
        loading = each.loading
        assert loading.read == loading.accepted + loading.rejected, (title, each.about)
        assert loading.read > 0, (title, each.about)


def test_every_rejected_row_has_a_reason(real_places: Sequence[RealPlace]) -> None:
    for place in real_places:
        for each in place.loads:
            assert sum(reasons(each.loading).values()) >= each.loading.rejected
            assert bool(reasons(each.loading)) == bool(each.loading.rejected)
