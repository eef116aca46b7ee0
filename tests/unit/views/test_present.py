"""What has ended, or not begun, is not shown as present; what happened stays as it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import pytest

from assetmap.model import Snapshot
from assetmap.views.map.choice import PlaceChoice
from assetmap.views.map.view import map_view
from assetmap.views.network.choice import MapChoice
from assetmap.views.network.view import network_view
from assetmap.views.organisation.view import organisation_view
from assetmap.views.overview.view import missing_table, overview_numbers

Make = Callable[[Mapping[str, Sequence[Mapping[str, Any]]]], Snapshot]

TODAY = dt.date(2026, 11, 26)
ENDED = {"valid_to": pd.Timestamp("2026-11-26")}  # half-open: the first day without it
LAST_DAY = {"valid_to": pd.Timestamp("2026-11-27")}
NOT_YET = {"valid_from": pd.Timestamp("2026-11-27")}
MONDAYS = {"schedule": "FREQ=WEEKLY;BYDAY=MO", "starts_at_local": "10:00"}


@pytest.fixture
def whole(make: Make) -> Snapshot:
    hall = {"id": "hall", "name": "Hall", "latitude": 54.0, "longitude": 1.0}
    organisations = [("house", {}), ("shop", LAST_DAY), ("club", ENDED)]
    activities = [("tea", {}), ("walk", ENDED), ("choir", {})]
    champions = [("ann", {}), ("bob", ENDED), ("cy", NOT_YET)]
    sessions = [("s1", "tea", {}), ("s2", "tea", ENDED), ("s3", "walk", {}), ("s4", "choir", ENDED)]
    journey = {"route": "champion", "target_id": "shop", "status": "completed"}
    rows: dict[str, list[dict[str, Any]]] = {
        "Location": [hall],
        "Organisation": [
            {"id": id_, "name": id_, "location_id": "hall", **span} for id_, span in organisations
        ],
        "Activity": [
            {"id": id_, "name": id_, "organisation_id": "house", **span} for id_, span in activities
        ],
        "Champion": [{"id": id_, "organisation_id": "house", **span} for id_, span in champions],
        "Session": [
            {"id": id_, "activity_id": activity, "location_id": "hall", **MONDAYS, **span}
            for id_, activity, span in sessions
        ],
        "PARTNERS_WITH": [
            {"id": "p1", "from_id": "house", "to_id": "shop"},
            {"id": "p2", "from_id": "shop", "to_id": "house", **ENDED},
            {"id": "p3", "from_id": "house", "to_id": "club"},
        ],
        "Referral": [
            {
                "id": f"r{n}",
                "episode_id": f"e{n}",
                "source_id": "bob",
                "made_on": pd.Timestamp("2026-10-01"),
            }
            | journey
            for n in range(9)
        ],
    }
    return make(rows)


@pytest.fixture
def present(whole: Snapshot) -> Snapshot:
    return whole.present_on(TODAY)


def _values(snapshot: Snapshot) -> dict[str, str]:
    found = overview_numbers(snapshot, today=TODAY)
    return {each["label"]: each["value"] for each in found}


def test_present_leaves_out_all_that_does_not_hold_but_parties(present: Snapshot) -> None:
    assert present.table("Session")["id"].tolist() == ["s1", "s3"]
    assert present.table("PARTNERS_WITH")["id"].tolist() == ["p1", "p3"]
    assert present.counts["Champion"] == present.counts["Organisation"] == 3
    assert present.day == TODAY


def test_present_is_told_apart_from_what_held_on_the_same_day(whole: Snapshot) -> None:
    assert len({whole.key, whole.as_of(TODAY).key, whole.present_on(TODAY).key}) == 3


def test_overview_counts_who_and_what_is_there_today(whole: Snapshot, present: Snapshot) -> None:
    now, ever = _values(present), _values(whole)
    assert (ever["Organisations"], now["Organisations"]) == ("3", "2")
    assert (ever["Champions"], now["Champions"]) == ("3", "1")
    assert (ever["Activities"], now["Activities"]) == ("3", "2")
    assert now["Journeys"] == ever["Journeys"] == "9"
    assert {row["n_rows"] for row in missing_table(present) if "hampion" in row["what"]} == {1}


def test_map_shows_what_is_there_today(present: Snapshot) -> None:
    view = map_view(present, PlaceChoice(day="MO", part="morning"))
    assert set(view.things["id"]) == {"house", "shop", "tea"}
    assert "1 organisation and 1 activity that have stopped" in " ".join(view.notes)


def test_network_has_nobody_who_left(present: Snapshot) -> None:
    network = network_view(present, MapChoice(ties="partnerships")).network
    assert sorted(network.nodes) == ["house", "shop"]


def test_organisation_still_says_who_referred(present: Snapshot) -> None:
    view = organisation_view(present, "house", today=TODAY)
    assert "1 champion (Champion 1) belongs to you" in " ".join(view.strengths.sentences)
    assert "9 journeys went from you to shop" in " ".join(view.journeys.sent.sentences)
