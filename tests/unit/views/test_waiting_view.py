"""Where people wait and are lost, on a place small enough to count by hand."""

from __future__ import annotations

import datetime as dt

from tests.unit.views.test_pathway_view import ALL, place

from assetmap.release.within import Within
from assetmap.views.flows.detours import detours_view
from assetmap.views.flows.waiting import group_rows, lost_view, waiting_view


def test_largest_loss_and_longest_wait_are_said_first() -> None:
    found = lost_view(place(), ALL)
    # Of 4, b ended before being accepted, d before being seen: of equal ones the earlier.
    # Accepted after 1 day a, after 2 days c and d; b left after 3: half wait up to 2 days. Of three
    # accepted one was seen, so of later waits no half is known.
    assert found.summary == (
        "Most fell out before being accepted: 1 person, 25% of those who had come so far. "
        "The longest wait is from being referred to being accepted: half wait up to 2 days."
    )
    assert [row["n"] for row in found.rows] == [4, 3, 1, 1, 1]


def test_nobody_there_is_said() -> None:
    found = lost_view(place(), Within(dt.date(2020, 1, 1), dt.date(2020, 2, 1)))
    assert found.summary.startswith("Nobody was referred in these months")
    assert found.rows == []


def test_groups_stand_side_by_side_the_largest_first() -> None:
    rows = group_rows(place(), ALL, "source_sector")
    assert [(row["group"], row["made"], row["loss"]) for row in rows] == [
        ("Primary care", 3, "accepted: 1"),
        ("By themselves", 1, "first talk: 1"),
    ]
    assert str(rows[0]["seen"]).startswith("33% (")
    assert group_rows(place(), ALL, "quintile")[0]["group"] == "Not written down"


def test_waits_by_receiver_say_how_many_wait_beyond_the_standard() -> None:
    found = waiting_view(place(), ALL, "made>seen", 7)
    worker, choir = sorted(found.receivers, key=lambda row: -int(str(row["n"])))
    assert (worker["name"], worker["n"], worker["n_open"]) == ("Link worker 1", 3, 1)
    # One left after 3 days; one was seen after 10, and one waits still: nobody was seen by day 7.
    assert str(worker["beyond"]).startswith("about 3, 100%")
    # At the choir a was seen after 5 days, d left after 17.
    assert str(choir["beyond"]).startswith("about 1, 50%")
    # In all: a seen after 10 days, b left after 3, d after 17, c waits.
    assert found.sentence.endswith("1 person still waiting. 100% wait longer than 7 days.")
    assert found.curve[0]["share"] == "100%"


def test_detours_and_dead_ends_are_counted() -> None:
    found = detours_view(place(), ALL)
    assert found.summary == "No referral led anybody round."
    assert found.silent_words == "0 practices referred nobody in these months."
    later = detours_view(place(), Within(dt.date(2026, 2, 10), dt.date(2026, 3, 1)))
    assert list(later.silent) == [{"name": "Surgery", "last_on": "2 February 2026"}]
    assert list(later.unused) == [{"name": "Choir", "last_on": "20 January 2026"}]
