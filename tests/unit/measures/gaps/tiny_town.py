"""A town of two wards on one street, small enough to work every number out by hand.

A hundredth of a degree of latitude is 1,112 metres. North has two small areas, South one, all with
their points loaded, 1,112 metres one after the other from N1 in the north: N1, N2, S1. Twenty
minutes at 4.8 km/h and a detour of 1.3 are 1,231 metres in a straight line, so that each small
area reaches what is at the next, and N1 does not reach what is at S1.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pandas as pd

from assetmap.model import Snapshot, conform

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DAY = dt.date(2026, 6, 10)
LATITUDE_OF = {"N1": 54.02, "N2": 54.01, "S1": 54.00}
PEOPLE_OF = {"N1": {"0-64": 80, "65+": 20}, "N2": {"0-64": 150, "65+": 50}, "S1": {"0-64": 300}}

Rows = dict[str, list[dict[str, Any]]]


def indicator(
    area: str, name: str, value: float, group: str | None = None, unit: str = ""
) -> dict[str, Any]:
    """Return a row of a fact about an area."""
    return {
        "id": f"{area} {name} {group}",
        "area_code": area,
        "name": name,
        "group": group,
        "value": value,
        "unit": unit or None,
    }


def tie(one: str, other: str, **more: Any) -> dict[str, Any]:
    """Return a tie with an id of its own."""
    return {"id": f"{one}>{other}", "from_id": one, "to_id": other, **more}


def town_rows() -> Rows:
    """Return the rows of the town.

    At N1's point: hall. At S1's point: shed. Without a point or an area: none. What matters:
    belonging, and as parts of it company and choirs; work by itself.
    lunch (company): Tuesdays 12:30 at the hall, 10 places. choir (choirs): Thursdays 19:00 at the
    shed, size not known. club (belonging): at the shed, day and hour not known. line (company): by
    phone, says nothing of where. visits (company): at home, serves N2 alone, Saturdays 10:00.
    """
    return {
        "Area": [
            {"id": "N", "name": "North", "level": "ward"},
            {"id": "S", "name": "South", "level": "ward"},
            {"id": "N1", "name": "North 1", "level": "lsoa", "parent_code": "N"},
            {"id": "N2", "name": "North 2", "level": "lsoa", "parent_code": "N"},
            {"id": "S1", "name": "South 1", "level": "lsoa", "parent_code": "S"},
        ],
        "Indicator": [
            *(
                indicator(area, "population", value, f"aged {band}", "people")
                for area, people in PEOPLE_OF.items()
                for band, value in {"65+": 0, **people}.items()
            ),
            *(
                indicator(area, f"population-weighted {name}", value)
                for area, latitude in LATITUDE_OF.items()
                for name, value in (("latitude", latitude), ("longitude", -2.0))
            ),
        ],
        "Location": [
            {"id": "hall", "name": "Hall", "latitude": 54.02, "longitude": -2.0, "area_code": "N1"},
            {"id": "shed", "name": "Shed", "latitude": 54.00, "longitude": -2.0, "area_code": "S1"},
        ],
        "Organisation": [
            {"id": "club_body", "name": "Club", "location_id": "shed"},
            {"id": "lunch_body", "name": "Lunches", "location_id": "hall"},
            {"id": "far_body", "name": "Far"},
        ],
        "Need": [
            {"id": "belonging", "name": "Belonging"},
            {"id": "company", "name": "Company", "parent_id": "belonging"},
            {"id": "choirs", "name": "Choirs", "parent_id": "belonging"},
            {"id": "work", "name": "Work"},
        ],
        "Activity": [
            {"id": "lunch", "name": "Lunch", "organisation_id": "lunch_body", "mode": "in_person"}
            | {"cost": "Free", "minimum_age": 65, "accessibility": "Level entrance"},
            {"id": "choir", "name": "Choir", "organisation_id": "club_body", "mode": "in_person"}
            | {"cost": "£4", "languages": "English|Polish"},
            {"id": "club", "name": "Club", "organisation_id": "club_body", "mode": "in_person"},
            {"id": "line", "name": "Line", "mode": "phone"},
            {"id": "visits", "name": "Visits", "mode": "outreach"},
        ],
        "Session": [
            {"id": "s1", "activity_id": "lunch", "location_id": "hall", "capacity": 10}
            | {"schedule": "FREQ=WEEKLY;BYDAY=TU", "starts_at_local": "12:30"},
            {"id": "s2", "activity_id": "choir", "location_id": "shed"}
            | {"schedule": "FREQ=WEEKLY;BYDAY=TH", "starts_at_local": "19:00"},
            {"id": "s3", "activity_id": "club", "location_id": "shed"},
            {"id": "s4", "activity_id": "line", "schedule": "FREQ=DAILY"}
            | {"starts_at_local": "09:00", "capacity": 2},
            {"id": "s5", "activity_id": "visits", "schedule": "FREQ=WEEKLY;BYDAY=SA"}
            | {"starts_at_local": "10:00", "capacity": 4},
        ],
        "MEETS": [
            *(tie(each, "company") for each in ("lunch", "line", "visits")),
            tie("choir", "choirs"),
            tie("club", "belonging"),
        ],
        "SERVES": [tie("visits", "N2")],
    }


def made(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> Snapshot:
    """Return a place of these rows."""
    return Snapshot(
        rows={name: conform(name, pd.DataFrame(list(given))) for name, given in rows.items()}
    )


def town(**more: list[dict[str, Any]]) -> Snapshot:
    """Return the town, with more rows of some tables."""
    rows = town_rows()
    return made({name: [*rows.get(name, []), *more.get(name, [])] for name in {*rows, *more}})
