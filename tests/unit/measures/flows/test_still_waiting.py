"""Who still waits, by area and what matters."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.unit.measures.gaps.tiny_town import town
from tests.unit.release.referrals import referral

from assetmap.measures.flows.journeys import journeys_of
from assetmap.measures.flows.steps import steps_of
from assetmap.measures.flows.still_waiting import still_waiting

END = dt.date(2026, 6, 1)
MADE = {"made_on": "2026-05-02", "need_id": "company", "area_code": "N1"}


@pytest.mark.evidence("still_waiting", "by hand")
def test_who_waits_is_counted_by_the_ward_and_what_matters_of_the_first_step() -> None:
    def row(number: int, **cells: str) -> dict[str, object]:
        return referral(number, None, "lunch", **{**MADE, **cells})

    rows = [
        row(1),
        row(2, area_code="N"),
        row(3, need_id="work", area_code="S1"),
        row(4, seen_on="2026-06-01"),  # on the first day of which nothing is looked at
        row(5, seen_on="2026-05-31"),
        row(6, closed_on="2026-05-20", status="cancelled"),
        row(7, started_on="2026-05-20"),
        row(8, made_on="2026-06-01"),
        row(9, made_on="2025-05-31"),  # over a year ago: forgotten in the records
        row(10, status="entered-in-error"),
        row(11, area_code=""),
        row(12, need_id=""),
        # One person, referred on: waits once, by the first step, while any step is open.
        row(13, closed_on="2026-05-09", status="completed"),
        row(14, episode_id="e1", need_id="work", made_on="2026-05-09"),
    ]
    rows = [{name: cell or None for name, cell in each.items()} for each in rows]
    place = town(Referral=rows)
    found = still_waiting(place, journeys_of(steps_of(place)), END)
    assert found == {("N", "company"): 3, ("S", "work"): 1}


def test_where_nobody_was_referred_nobody_waits() -> None:
    place = town()
    assert still_waiting(place, journeys_of(steps_of(place)), END) == {}
