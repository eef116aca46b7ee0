"""An organisation's share, as a partner may see it: numbers are worked out in the comments."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from tests.unit.release.referrals import place

from assetmap.errors import DataError
from assetmap.release import seen_by
from assetmap.views.organisation.share import HIDDEN, share_spans, share_view

if TYPE_CHECKING:
    from assetmap.model import Snapshot

YEAR = dt.date(2025, 1, 1), dt.date(2026, 1, 1)
COUNTS: dict[tuple[str | None, str, str], int] = {
    ("practice", "choir", "2025-01"): 30,
    ("practice", "choir", "2025-02"): 22,
    ("practice", "band", "2025-02"): 40,
    ("choir", "library", "2025-02"): 9,
}


@pytest.fixture
def town() -> Snapshot:
    return place(COUNTS)


def test_share_is_of_the_sector_and_of_the_place(town: Snapshot) -> None:
    # 52 of 92 to the sector, and of 101 in all: told as 50, 90 and 100. 9 went on, told as 10.
    found = share_view(town, "choir", YEAR)
    received, sent = found.sentences
    assert received == (
        "About 50 referrals reached you: 56% of those to your whole sector (about 90) and 50% of "
        "all in the place (about 100)."
    )
    assert sent == (
        "You referred people on about 10 times: 100% of those by your whole sector (about 10) and "
        "10% of all in the place (about 100)."
    )
    cells = [tuple(row.values()) for row in found.rows]
    assert cells[:3] == [
        ("Referred to you, from", "Primary care", "50", "90", "56%"),
        ("Referred to you", "January 2025", "30", "", ""),
        ("Referred to you", "February 2025", "20", "", ""),
    ]
    assert ("Referred to you", "Not written down", "50", "", "") in cells
    assert ("Referred on by you, to", "Council", "10", "10", "100%") in cells


def test_what_is_hidden_is_no_number_and_no_share() -> None:
    town = place(COUNTS | {(None, "choir", "2025-02"): 2})
    found = share_view(town, "choir", YEAR)
    assert found.sentences[0].startswith("How many referrals reached you is hidden")
    (row,) = [row for row in found.rows if row["name"] == "By themselves"]
    assert (row["n"], row["share"]) == (HIDDEN, HIDDEN)


def test_why_nothing_is_told_of_what_mattered_is_said(town: Snapshot) -> None:
    # 52 came and 9 went on; without them the sector has 40 and none left: nothing need be hidden.
    assert share_view(town, "choir", YEAR).note == ""
    longer = place(COUNTS | {("practice", "choir", "2026-01"): 30})
    both = dt.date(2025, 1, 1), dt.date(2027, 1, 1)
    assert share_view(longer, "choir", both).note == (
        "What mattered to people is told of one calendar year at a time: choose a year."
    )
    # 5 people are too few to be told: neither how many they are, nor what mattered to them.
    few = share_view(
        place({("practice", "choir", "2025-01"): 30, ("practice", "band", "2025-01"): 5}),
        "band",
        YEAR,
    )
    assert few.note == (
        "What mattered to those who were referred to you is hidden: the numbers are small, or "
        "would give a small one away."
    )
    assert "Not written down" not in {row["name"] for row in few.rows}


def test_nobody_referred_is_said(town: Snapshot) -> None:
    found = share_view(town, "library", YEAR)
    assert found.sentences[1] == "You referred nobody on in these months."
    assert share_view(town, "practice", YEAR).sentences[0] == (
        "No referral reached you in these months."
    )


def test_months_to_choose_are_years_and_all(town: Snapshot) -> None:
    assert share_spans(town, "lead") == {
        "January to February 2025": YEAR,
        "All months": (dt.date(2025, 1, 1), dt.date(2025, 3, 1)),
    }
    longer = place(
        {("practice", "choir", month): 9 for month in ("2024-12", "2025-01", "2026-01", "2026-02")}
    )
    assert [*share_spans(longer, "lead")] == [
        *("2025", "January to February 2026", "December 2024", "All months"),
    ]
    assert share_spans(place({}), "lead") == {}


def test_what_a_partner_sees_already_holds_no_journeys(town: Snapshot) -> None:
    with pytest.raises(DataError, match="holds no journeys"):
        share_view(seen_by(town, "partner"), "choir", YEAR)
