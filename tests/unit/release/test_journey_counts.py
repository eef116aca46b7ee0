"""What journeys were about, as of a day."""

from __future__ import annotations

import datetime as dt

import pandas as pd
from tests.unit.release.referrals import referral

from assetmap.model import Snapshot, conform
from assetmap.release.journey_counts import JourneyCounts, journey_counts, journeys_asked

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


def test_a_journey_counts_once_for_each_ward_and_each_wider_thing_that_somebody_names() -> None:
    def rows(*cells: tuple[str, str | None, str | None, str]) -> Snapshot:
        made = [
            referral(number, None, "choir", episode_id=episode, area_code=area, need_id=need)
            | {"status": status}
            for number, (episode, area, need, status) in enumerate(cells)
        ]
        return Snapshot(rows={"Referral": conform("Referral", pd.DataFrame(made))})

    wards = {**WARDS, "n1": frozenset({"N"}), "S": frozenset({"S"}), "town": frozenset({"N", "S"})}
    steps = [
        ("one", "N", "company", "requested"),
        ("one", "n1", "company", "accepted"),  # the same ward again
        ("one", "S", "company", "accepted"),
        ("two", "n1", "belonging", "requested"),
        ("three", "town", "company", "requested"),  # in no ward alone
        ("four", "S", None, "requested"),
        ("five", "S", "company", "entered-in-error"),
    ]
    asked = journeys_asked(rows(*steps), BRANCH, wards)
    assert asked is not None
    assert asked.journeys == {
        ("N", "company"): 1,
        ("N", "belonging"): 2,
        ("S", "company"): 1,
        ("S", "belonging"): 1,
    }
    assert asked.totals == {"N": 2, "S": 1}
    # Where nobody names what is wider, nothing is told of it.
    narrow = journeys_asked(rows(*steps[:3]), BRANCH, wards)
    assert narrow is not None
    assert narrow.journeys == {("N", "company"): 1, ("S", "company"): 1}


def test_journeys_are_counted_by_what_they_reached() -> None:
    steps = [
        referral(1, "gp", "ann", episode_id="one", seen_on="2025-01-12"),
        referral(2, "ann", "choir", episode_id="one", made_on="2025-02-01", status="completed"),
        referral(3, None, "choir", episode_id="two", made_on="2025-01-03", status="cancelled"),
        referral(4, None, "choir", episode_id="three", status="entered-in-error"),
    ]
    found = journey_counts(Snapshot(rows={"Referral": conform("Referral", pd.DataFrame(steps))}))
    assert found == JourneyCounts(
        n_steps=3,
        n_journeys=2,
        n_seen=1,
        n_completed=1,
        by_route={"professional": 1, "self": 1},
        first=dt.date(2025, 1, 3),
        last=dt.date(2025, 2, 1),
    )
    assert journey_counts(Snapshot()) is None
