"""A place of four square wards, small enough to work every number of its map out by hand.

North-west A, north-east B, south-west C, south-east D, each a tenth of a degree wide and high,
from 54.0 north and 1.0 east. E has no boundary. Halls stand in the middle of A and of B; the shed
stands in C without anybody having said so; the van has no coordinates; the ferry is far outside.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DAY = dt.datetime(2026, 6, 10)  # noqa: DTZ001 - a day has no zone
LATER = dt.datetime(2026, 9, 10)  # noqa: DTZ001


def square(west: float, south: float, size: float = 0.1) -> str:
    """Return the boundary of a square as GeoJSON."""
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return json.dumps({"type": "Polygon", "coordinates": [ring]})


def _session(number: int, activity: str, location: str | None, **columns: Any) -> dict[str, Any]:
    return {
        "id": f"s{number}",
        "activity_id": activity,
        **({"location_id": location} if location else {}),
        **columns,
    }


def _indicator(area: str, value: float, **columns: Any) -> dict[str, Any]:
    row = {"area_code": area, "name": "population", "value": value, "unit": "people"}
    row |= {"measured_on": DAY, **columns}
    return {"id": "-".join(str(each) for each in row.values()), **row}


def _journeys(source: str, target: str, n: int) -> list[dict[str, Any]]:
    return [
        {
            "id": f"{source}-{target}-{number}",
            "episode_id": f"{source}-{target}-{number}",
            "source_id": source,
            "target_id": target,
            "made_on": DAY,
            "route": "professional",
            "status": "accepted",
        }
        for number in range(n)
    ]


WEEKLY = "FREQ=WEEKLY;BYDAY="

PLACE: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "Area": [
        {"id": "T", "name": "Town", "level": "town"},
        {"id": "A", "name": "Ash", "level": "ward", "parent_code": "T"}
        | {"boundary": square(1.0, 54.1)},
        {"id": "B", "name": "Birch", "level": "ward", "parent_code": "T"}
        | {"boundary": square(1.1, 54.1)},
        {"id": "C", "name": "Cherry", "level": "ward", "parent_code": "T"}
        | {"boundary": square(1.0, 54.0)},
        {"id": "D", "name": "Damson", "level": "ward", "parent_code": "T"}
        | {"boundary": square(1.1, 54.0)},
        {"id": "E", "name": "Elder", "level": "ward", "parent_code": "T"},
        {"id": "A1", "name": "Ash 1", "level": "lsoa", "parent_code": "A"},
        {"id": "A2", "name": "Ash 2", "level": "lsoa", "parent_code": "A"},
        {"id": "B1", "name": "Birch 1", "level": "lsoa", "parent_code": "B"},
    ],
    "Location": [
        {"id": "hall", "name": "Ash Hall", "latitude": 54.15, "longitude": 1.05}
        | {"area_code": "A1"},
        {"id": "club", "name": "Birch Club", "latitude": 54.15, "longitude": 1.15}
        | {"area_code": "B"},
        {"id": "shed", "name": "Shed", "latitude": 54.05, "longitude": 1.05},
        {"id": "van", "name": "Van", "area_code": "B"},
        {"id": "ferry", "name": "Ferry", "latitude": 55.0, "longitude": 3.0},
    ],
    "Organisation": [
        {"id": "o1", "name": "Advice", "sector": "vcse", "location_id": "hall"},
        {"id": "o2", "name": "Bakers", "sector": "business", "location_id": "club"},
        {"id": "o3", "name": "Choir", "sector": "vcse", "location_id": "shed"},
        {"id": "o4", "name": "Drop-in", "sector": "vcse"},
        {"id": "o5", "name": "Ended", "sector": "vcse", "location_id": "hall"}
        | {"status": "defunct"},
    ],
    "Need": [{"id": "company", "name": "Company"}],
    "Activity": [
        {"id": "tea", "name": "Tea", "organisation_id": "o1", "cost": "Free"}
        | {"assured_date": DAY},
        {"id": "walk", "name": "Walk", "organisation_id": "o1"},
        {"id": "songs", "name": "Songs", "organisation_id": "o3"},
        {"id": "talk", "name": "Talk", "organisation_id": "o4"},
        {"id": "shut", "name": "Shut", "organisation_id": "o1", "status": "inactive"},
    ],
    "MEETS": [{"id": "m", "from_id": "tea", "to_id": "company"}],
    "Session": [
        _session(1, "tea", "hall", schedule=f"{WEEKLY}TU", starts_at_local="10:00")
        | {"duration_minutes": 90},
        _session(2, "tea", "hall", schedule=f"{WEEKLY}FR", starts_at_local="18:00"),
        _session(3, "walk", "hall", schedule=f"{WEEKLY}SA", starts_at_local="12:00"),
        _session(4, "walk", "club", schedule=f"{WEEKLY}SU", starts_at_local="16:59"),
        _session(5, "songs", "shed", starts_at_local="17:00"),
        _session(6, "talk", None, schedule=f"{WEEKLY}MO", starts_at_local="09:00"),
        _session(7, "shut", "hall", schedule=f"{WEEKLY}MO", starts_at_local="09:00"),
    ],
    "Asset": [
        {"id": "oven", "name": "Oven", "kind": "physical", "holder_id": "o2"}
        | {"location_id": "club", "is_shareable": True},
        {"id": "bus", "name": "Minibus", "kind": "physical", "location_id": "van"},
        {"id": "skill", "name": "A skill", "kind": "individual"},
    ],
    "Champion": [
        {"id": "ch1", "display_name": "Ada Lovelace", "consent": "refused"}
        | {"organisation_id": "o2"},
    ],
    "LinkWorker": [{"id": "lw", "display_name": "Bo Diddley", "organisation_id": "o1"}],
    "Indicator": [
        _indicator("A1", 1000),
        _indicator("A2", 500),
        _indicator("B1", 300),
        _indicator("B", 400),
        _indicator("C", 2000),
        _indicator("C", 9999, group="aged 65+"),
        _indicator("A", 7, name="deprivation", unit="decile"),
        _indicator("C", 2, name="deprivation", unit="decile"),
        _indicator("A", 8, name="deprivation", unit="decile", measured_on=LATER),
    ],
    "PARTNERS_WITH": [
        {"id": "p1", "from_id": "o1", "to_id": "o2", "intensity": 2},
        {"id": "p2", "from_id": "o2", "to_id": "o1", "intensity": 1},
        {"id": "p3", "from_id": "o3", "to_id": "o1", "intensity": 1},
        {"id": "p4", "from_id": "o4", "to_id": "o1", "intensity": 1},
    ],
    "Referral": [
        *_journeys("lw", "songs", 5),
        *_journeys("o1", "o3", 3),
        *_journeys("o2", "o1", 7),
        *_journeys("o3", "walk", 20),
        *_journeys("ch1", "o3", 8),
        *_journeys("o1", "tea", 30),
    ],
}
"""Rows by table.

Journeys between organisations, people and activities counted with theirs: o1 to o3 5 + 3 = 8,
o2 to o1 7 (hidden), o3 to o1 20, o2 to o3 8; o1 to its own tea is no tie.
"""
