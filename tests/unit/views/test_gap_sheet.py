"""The gaps of one ward as words for one page."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.unit.measures.gaps.tiny_town import DAY, tie, town

from assetmap.errors import DataError
from assetmap.views.gaps.sheet import gap_sheet


def test_sheet_has_strengths_before_gaps_and_who_could_help() -> None:
    place = town(HAS_USE_OF=[tie("club_body", "shed")]).as_of(DAY)
    page = gap_sheet(place, "south")
    assert page.title == "South: what matters, and what is missing"
    assert page.about == "Ward, 300 residents. As of 10 June 2026."
    assert [part.heading for part in page.parts] == [
        "What is strong here",
        "What is missing",
        "Who could help",
    ]
    strong, missing, helping = page.parts
    assert "2 activities of every kind can be reached." in strong.lines
    assert any(line.startswith("Work: In South it meets nothing yet.") for line in missing.lines)
    assert any(line.startswith("Club (for ") for line in helping.lines)
    assert page.day == dt.date(2026, 6, 10)
    assert gap_sheet(place, "S") == page


def test_area_that_is_not_there_is_named() -> None:
    with pytest.raises(DataError, match="No area of the map is called 'West', or has that code"):
        gap_sheet(town().as_of(DAY), "West")
