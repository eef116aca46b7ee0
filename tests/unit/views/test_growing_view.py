"""Whether referrals grow, by who receives them, what matters or where people live."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.unit.views.test_pathway_view import place

from assetmap.errors import DataError
from assetmap.release.within import Within
from assetmap.views.flows.growing import growing_view

BOTH_MONTHS = Within(dt.date(2026, 1, 1), dt.date(2026, 3, 1))


def test_latest_months_are_compared_with_as_many_before() -> None:
    found = growing_view(place(), BOTH_MONTHS, "target")
    # January: two to the link worker, one to the choir. February: one to each.
    assert found.rows == [
        {"name": "Link worker 1", "n": 3, "before": 2, "latest": 1, "growth": "-50%"},
        {"name": "Choir", "n": 2, "before": 1, "latest": 1, "growth": "+0%"},
    ]
    assert found.compared.startswith("Latest: 2026-02 to 2026-02; before: 2026-01 to 2026-01.")


def test_what_was_not_there_before_has_no_change_in_per_cent() -> None:
    found = growing_view(place(), BOTH_MONTHS, "source_sector")
    assert found.rows[1] == {
        "name": "By themselves",
        "n": 1,
        "before": 0,
        "latest": 1,
        "growth": "",
    }


def test_what_is_not_written_down_is_said_to_be() -> None:
    assert growing_view(place(), BOTH_MONTHS, "area").rows[0]["name"] == "Not written down"
    assert [row["name"] for row in growing_view(place(), BOTH_MONTHS, "need").rows] == [
        "Company",
        "A home",
    ]


def test_one_month_is_compared_with_nothing() -> None:
    january = Within(dt.date(2026, 1, 1), dt.date(2026, 2, 1))
    found = growing_view(place(), january, "target")
    assert found.compared.startswith("Two whole months are needed")


def test_growth_is_not_told_below_lead() -> None:
    with pytest.raises(DataError, match="What a partner sees holds no journeys"):
        growing_view(place("partner"), BOTH_MONTHS, "target")
