"""OpenActive's events and series as activities, their times and places."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from tests.unit.ingest.gathering import after, faults, json_file, read, rows

from assetmap.ingest.openactive.times import session_cells

if TYPE_CHECKING:
    from pathlib import Path

SERIES: dict[str, Any] = {
    "@context": "https://openactive.io/",
    "@type": "SessionSeries",
    "@id": "https://x.org/series/1",
    "name": "Gentle yoga",
    "description": "Chairs are there.",
    "url": "https://x.org/yoga",
    "organizer": {
        "@type": "Organization",
        "@id": "https://x.org/o",
        "name": "Leisure",
        "telephone": "01234",
    },
    "leader": [{"@type": "Person", "name": "Nicole Smith"}],
    "location": {
        "@type": "Place",
        "name": "Village Hall",
        "address": {"streetAddress": "1 High St", "postalCode": "M33 7XX"},
        "geo": {"latitude": 53.4, "longitude": -2.3},
    },
    "activity": [{"prefLabel": "Yoga"}],
    "ageRange": {"minValue": 60},
    "genderRestriction": "https://openactive.io/FemaleOnly",
    "offers": [{"name": "Adult", "price": 3.3}, {"name": "Senior", "price": 0}],
    "maximumAttendeeCapacity": 16,
    "eventSchedule": [
        {
            "@type": "PartialSchedule",
            "repeatFrequency": "P1W",
            "startDate": "2018-10-02",
            "endDate": "2018-11-04",
            "startTime": "20:15",
            "endTime": "20:45",
            "byDay": ["https://schema.org/Tuesday", "schema:Sunday"],
        }
    ],
}


def test_a_series_is_an_activity_with_its_times_and_place(tmp_path: Path) -> None:
    made = after(json_file(tmp_path / "s.json", SERIES))
    columns = ("id", "name", "website", "mode", "cost", "eligibility", "minimum_age", "x_activity")
    assert rows(made, "Activity", *columns) == [
        (
            *("https://x.org/series/1", "Gentle yoga", "https://x.org/yoga", "in_person"),
            *("Adult: £3.30; Senior: £0.00", "Women and girls.", 60, "Yoga"),
        )
    ]
    assert rows(made, "Organisation", "name", "phone") == [("Leisure", "01234")]
    assert rows(made, "Location", "name", "postcode", "latitude", "longitude") == [
        ("Village Hall", "M33 7XX", 53.4, -2.3)
    ]
    times = ("schedule", "starts_at_local", "duration_minutes", "capacity", "valid_from")
    assert rows(made, "Session", *times, "valid_to") == [
        (
            *("FREQ=WEEKLY;BYDAY=TU,SU", "20:15", 30, 16, pd.Timestamp("2018-10-02")),
            pd.Timestamp("2018-11-05"),
        )
    ]
    assert made.table("Activity")["organisation_id"].notna().all()


def test_nobody_who_leads_is_in_the_map(tmp_path: Path) -> None:
    person = {**SERIES, "organizer": {"@type": "Person", "name": "Jane Smith"}}
    made = after(json_file(tmp_path / "s.json", person))
    assert made.table("Organisation").empty
    everything = str([table.to_dict("records") for table in made.rows.values()])
    assert "Smith" not in everything


def test_a_single_event_is_on_once_by_the_clock_on_the_wall(tmp_path: Path) -> None:
    event = {
        "@type": "Event",
        "@id": "e",
        "name": "Ride",
        "isAccessibleForFree": True,
        "startDate": "2019-08-25T09:00:00Z",
        "endDate": "2019-08-25T11:40:00Z",
    }
    made = after(json_file(tmp_path / "e.json", event))
    assert rows(made, "Activity", "cost") == [("Free",)]
    assert rows(made, "Session", "schedule", "starts_at_local", "duration_minutes") == [
        ("FREQ=DAILY;COUNT=1", "10:00", 160)
    ]
    assert made.table("Session")["valid_to"].tolist() == [pd.Timestamp("2019-08-26")]


def test_a_day_of_a_series_named_by_its_address_needs_the_series(tmp_path: Path) -> None:
    day = {
        "@type": "ScheduledSession",
        "@id": "d",
        "superEvent": SERIES["@id"],
        "startDate": "2018-10-02T19:15:00Z",
    }
    reading = read(json_file(tmp_path / "d.json", day))
    assert faults(reading) == [("items", 1, "activity_id", "https://x.org/series/1")]
    made = after(json_file(tmp_path / "both.json", [SERIES, day]))
    assert len(made.table("Session")) == 2


@pytest.mark.parametrize(
    ("item", "value", "sentence"),
    [
        ({"data": {"@type": "Slot"}}, "Slot", "of the kind 'Slot'"),
        ({"data": {"@type": "Order"}}, "Order", "of the kind 'Order'"),
        ({"data": {"@type": "Event"}}, "Event", "no name"),
        ({"data": {"name": "x"}}, "", "does not say of what kind"),
        ({"data": {"@type": "ScheduledSession"}}, "ScheduledSession", "no series"),
        ({"data": {"@type": "Place"}}, "Place", "no name and no address"),
        ({"state": "deleted"}, "", "taken it out"),
        ("nothing", "", "no item"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_sentence(
    tmp_path: Path, item: Any, value: str, sentence: str
) -> None:
    page = {"items": [{"state": "updated", "data": SERIES}, item]}
    reading = read(json_file(tmp_path / "page.json", page))
    assert faults(reading) == [("items", 2, "id", value)]
    assert sentence in reading.rejected["reason"].iloc[0]
    assert reading.accepted.rows["Activity"]["name"].tolist() == ["Gentle yoga"]


@pytest.mark.parametrize(
    ("schedule", "rule"),
    [
        ({"repeatFrequency": "P2W", "byDay": ["schema:Monday"]}, "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
        ({"repeatFrequency": "P1D", "repeatCount": 3}, "FREQ=DAILY;COUNT=3"),
        ({"repeatFrequency": "P1M", "byDay": ["2TU"]}, "FREQ=MONTHLY;BYDAY=2TU"),
        ({"repeatFrequency": "P1M", "byMonthDay": [1]}, "FREQ=MONTHLY;BYMONTHDAY=1"),
        ({"repeatFrequency": "often"}, ""),
        ({}, ""),
    ],
)
def test_a_schedule_becomes_a_rule(schedule: dict[str, Any], rule: str) -> None:
    (cells,) = session_cells({}, [{"@type": "Schedule", **schedule}])
    assert cells["schedule"] == rule


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ({"duration": "PT1H30M"}, "90"),
        ({"duration": "P3D"}, ""),
        ({"startTime": "23:30", "endTime": "00:15"}, "45"),
        ({"startTime": "whenever", "endTime": "later"}, ""),
    ],
)
def test_a_length_is_in_minutes_and_at_most_a_day(said: dict[str, Any], minutes: str) -> None:
    (cells,) = session_cells({}, [{"@type": "Schedule", **said}])
    assert cells["duration_minutes"] == minutes


@pytest.mark.parametrize(
    "odd",
    [
        {"ageRange": {"minValue": float("1e308") * 10, "maxValue": 10**400}},
        {"offers": [{"name": "A", "price": 10**400}, {"price": True}, "free"]},
        {"startDate": "9999-12-31T23:59:00Z", "endDate": "0001-01-01T00:00:00+05:00"},
        {"eventSchedule": [{"@type": "Schedule", "endDate": "9999-12-31", "byDay": [{}, None]}]},
        {"@type": ["Event"]},
        {"location": ["x"], "organizer": "y", "superEvent": [[]], "activity": {"prefLabel": []}},
    ],
)
def test_odd_values_end_in_rows_and_never_in_a_traceback(
    tmp_path: Path, odd: dict[str, Any]
) -> None:
    event = {"@context": "https://openactive.io/", "@type": "Event", "name": "Ride", **odd}
    path = tmp_path / "e.json"
    path.write_text(json.dumps(event).replace("Infinity", "1e999"))
    assert read(path).n_read == 1
