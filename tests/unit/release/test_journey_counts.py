"""What journeys were about, as of a day."""

from __future__ import annotations

import datetime as dt

import pandas as pd
from tests.unit.release.referrals import referral

from assetmap.model import Snapshot, conform
from assetmap.release.journey_counts import journeys_asked

BRANCH = {"company": ("company", "belonging"), "belonging": ("belonging",)}
WARDS = {"N": frozenset({"N"})}


def _place() -> Snapshot:
    days = ["2025-02-01", "2025-05-01", "2026-03-01"]
    rows = [
        referral(number, None, "choir", made_on=day, area_code="N", need_id="company")
        for number, day in enumerate(days)
    ]
    return Snapshot(rows={"Referral": conform("Referral", pd.DataFrame(rows))})


def test_journeys_are_counted_in_the_year_to_the_last_of_them() -> None:
    asked = journeys_asked(_place(), BRANCH, WARDS)
    assert asked is not None
    # The twelve months before 1 March 2026 hold two of the three.
    assert asked.journeys == {("N", "company"): 2}
    assert asked.totals == {"N": 2}


def test_journeys_made_after_the_day_are_not_counted() -> None:
    asked = journeys_asked(_place().as_of(dt.date(2025, 4, 1)), BRANCH, WARDS)
    assert asked is not None
    assert (asked.last, asked.journeys) == (dt.date(2025, 2, 1), {("N", "company"): 1})
    assert journeys_asked(_place().as_of(dt.date(1990, 1, 1)), BRANCH, WARDS) is None
