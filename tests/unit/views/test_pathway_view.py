"""Where people go, on a place small enough to count by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from assetmap.errors import DataError
from assetmap.model import Snapshot, conform
from assetmap.release.within import Within
from assetmap.views.flows.pathway import band_view, filters, pathway_view

ALL = Within(dt.date(2026, 1, 1), dt.date(2026, 4, 1))
COLUMNS = ("episode_id", "source_id", "target_id", "made_on", "accepted_on", "seen_on", "closed_on")
STEPS: tuple[tuple[str | None, ...], ...] = (
    # a is seen after 10 days, and completes with the choir
    ("a", "gp", "worker", "2026-01-05", "2026-01-06", "2026-01-15", "2026-01-20"),
    ("a", "worker", "choir", "2026-01-20", "2026-01-20", "2026-01-25", "2026-03-01"),
    # b is not accepted; c is accepted, and not seen yet; d came by themselves, and is not seen
    ("b", "gp", "worker", "2026-01-07", None, None, "2026-01-10"),
    ("c", "gp", "worker", "2026-02-02", "2026-02-04", None, None),
    ("d", None, "choir", "2026-02-03", "2026-02-05", None, "2026-02-20"),
)


def place(role: str = "lead") -> Snapshot:
    referrals: list[dict[str, Any]] = [
        {
            "id": f"r{number}",
            **dict(zip(COLUMNS, step, strict=True)),
            "route": "professional" if step[1] else "self",
            "need_id": "company" if step[0] in {"a", "d"} else "home",
            "status": "accepted",
        }
        for number, step in enumerate(STEPS)
    ]
    referrals[1] |= {"status": "completed", "close_reason": "completed"}
    referrals[2] |= {"status": "rejected"}
    referrals[4] |= {"status": "cancelled", "close_reason": "no_contact"}
    tables = {
        "Organisation": [
            {"id": "gp", "name": "Surgery", "sector": "primary_care"},
            {"id": "hub", "name": "Hub", "sector": "vcse"},
        ],
        "LinkWorker": [{"id": "worker", "organisation_id": "gp"}],
        "Activity": [{"id": "choir", "name": "Choir", "organisation_id": "hub"}],
        "Need": [{"id": "company", "name": "Company"}, {"id": "home", "name": "A home"}],
        "Referral": referrals,
    }
    rows = {name: conform(name, pd.DataFrame(given)) for name, given in tables.items()}
    return Snapshot(store_id="town", revision=1, role=role, rows=rows)


def test_people_go_on_fall_out_or_are_still_open_at_each_stage() -> None:
    view = pathway_view(place(), "stages", ALL)
    assert view.rows == [
        {"source": "Referred", "target": "Accepted", "n": 3, "of_all": "75%"},
        {"source": "Referred", "target": "Fell out", "n": 1, "of_all": "25%"},
        {"source": "Accepted", "target": "Seen", "n": 1, "of_all": "33%"},
        {"source": "Accepted", "target": "Fell out", "n": 1, "of_all": "33%"},
        {"source": "Accepted", "target": "Still open", "n": 1, "of_all": "33%"},
        {"source": "Seen", "target": "Started", "n": 1, "of_all": "100%"},
        {"source": "Started", "target": "Completed", "n": 1, "of_all": "100%"},
    ]
    assert view.summary == (
        "Of 4 people referred, 1 (25%) have completed what they came for. Most of those who fell "
        "out did so before being accepted: 1."
    )
    assert next(iter(view.bands.values())) == "Referred to accepted: 3 people"


def test_referrals_are_counted_by_who_refers_and_who_receives() -> None:
    view = pathway_view(place(), "sectors", ALL)
    assert {(row["source"], row["target"]): row["n"] for row in view.rows} == {
        ("By themselves", "Voluntary and community"): 1,
        ("Primary care", "Primary care"): 3,
        ("Primary care", "Voluntary and community"): 1,
    }
    assert view.summary == (
        "Of 5 referrals, most went from Primary care to Primary care: 3, or 60%."
    )


def test_journeys_are_chosen_by_the_need_with_which_they_began() -> None:
    assert filters(place()) == ({"home": "A home", "company": "Company"}, {})
    view = pathway_view(place(), "stages", Within(ALL.start, ALL.end, need="home"))
    assert view.summary.startswith("Of 2 people referred, 0 (0%)")
    assert pathway_view(place(), "stages", Within(ALL.start, ALL.end, area="none")).rows == []


def test_band_of_a_stage_tells_of_those_who_went_that_way() -> None:
    found = band_view(place(), ALL, "accepted>lost:accepted")
    assert found.sentence == ("Accepted, then fell out before the first conversation: 1 person")
    assert found.reasons == [{"reason": "Could not reach", "n": 1}]
    assert found.months == [
        {"month": "2026-01", "n": 0},
        {"month": "2026-02", "n": 1},
        {"month": "2026-03", "n": 0},
    ]
    assert [row["n"] for row in found.funnel] == [1, 1, 0, 0, 0]


def test_band_of_sectors_tells_how_long_people_waited() -> None:
    found = band_view(place(), ALL, "from:primary_care>to:primary_care")
    assert found.sentence == "Primary care to Primary care: 3 referrals"
    assert [row["n"] for row in found.funnel] == [3, 2, 1, 0, 0]
    # One was seen after 10 days, one closed after 3, one is followed for 28 days, to 2 March.
    assert found.waited == (
        "From being referred to the first conversation half wait up to 19 days "
        "(95% range 10 or more); 1 person still waiting."
    )


def test_reader_below_lead_is_refused() -> None:
    with pytest.raises(DataError, match="holds no journeys"):
        pathway_view(place("partner"), "stages", ALL)
