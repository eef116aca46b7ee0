"""A place by hand with ids of every form, and with what the standard has no field for."""

from __future__ import annotations

import pandas as pd
from tests.store.moving_place import snapshot_of

from assetmap.release.public_place import PublicPlace, public_place

CHOIR = "5b1e3cb7-5f4b-4a0e-9d0c-0c54c0a3b001"
CAPITAL_ID = "AC148810-D857-441C-9679-408F346DE14B"

_TABLES: dict[str, list[dict[str, object]]] = {
    "Area": [
        {"id": "E05000001", "name": "Riverside", "level": "ward"},
        {"id": "our street", "name": "Our street", "level": "own level",
         "parent_code": "E05000001"},
    ],
    "Location": [
        {"id": "hall", "name": "Hall", "address": "1 High Street", "town": "Sale",
         "county": "Merrowshire", "postcode": "M33 7XX", "latitude": 53.42, "longitude": -2.32,
         "accessibility": "Lift.", "area_code": "E05000001"},
        {"id": "zoom", "name": "Zoom"},
        {"id": "shed", "name": "Shed", "postcode": "M33 7XY", "accessibility": "Two steps."},
        {"id": "unused", "name": "Nobody meets here", "latitude": 1.0, "longitude": 2.0},
    ],
    "Organisation": [
        {"id": "voices", "name": "Sale Voices", "alternate_names": "SV|The Voices",
         "sector": "vcse", "identifiers": "GB-CHC-1068839|L5 of the lottery", "status": "active",
         "income_band": "under_10k", "website": "https://voices.example/über uns",
         "email": "hello@voices.example", "phone": "0161 222 2222", "location_id": "hall"},
        {"id": CAPITAL_ID, "name": "Practice", "sector": "primary_care", "n_patients": 8123,
         "email": "ask at the desk", "description": "A practice."},
        {"id": "quiet", "name": "Runs nothing", "sector": "other"},
    ],
    "Need": [
        {"id": "company", "name": "Company", "description": "Being with others."},
        {"id": "singing", "name": "Singing", "parent_id": "company", "synonyms": "choir|tunes"},
        {"id": "unmet", "name": "Met by nothing"},
    ],
    "Community": [
        {"id": "carers", "name": "Carers"},
        {"id": f"community-{CHOIR}", "name": "People who came as a term"},
        {"id": "nobody", "name": "Welcomed nowhere"},
    ],
    "Activity": [
        {"id": CHOIR, "name": "Choir", "organisation_id": "voices", "status": "temporarily closed",
         "description": "Singing for all.", "first_visit": "Ask for Jo's group at the door.",
         "website": "https://voices.example/choir?day=[tu]", "assured_date": "2026-03-01",
         "mode": "outreach", "cost": "Free", "eligibility": "Adults.", "minimum_age": 18,
         "maximum_age": 99, "languages": "English|Urdu", "accessibility": "Ask first.",
         "self_referral": True, "referral_route": "Just come.", "wait_days": 1},
        {"id": "talk", "name": "Talk on line", "organisation_id": CAPITAL_ID, "mode": "online",
         "cost": "£2.50 a go", "self_referral": False, "wait_days": 1000},
        {"id": "walk", "name": "Walk", "status": "a word of ours"},
        {"id": "idea", "name": "Nothing is told of it"},
        {"id": "garden", "name": "Garden", "mode": "in_person", "accessibility": "Two steps."},
    ],
    "Session": [
        {"id": "s", "activity_id": CHOIR, "location_id": "hall",
         "schedule": "FREQ=WEEKLY;BYDAY=TU", "starts_at_local": "14:00", "duration_minutes": 90,
         "capacity": 20, "valid_from": "2026-01-06", "valid_to": "2027-01-01"},
        {"id": "s-2", "activity_id": CHOIR, "location_id": "hall",
         "schedule": "FREQ=MONTHLY;BYMONTHDAY=15", "starts_at_local": "23:30",
         "duration_minutes": 1440},
        {"id": "s-3", "activity_id": CHOIR, "location_id": "shed"},
        {"id": f"s-{CHOIR}", "activity_id": CHOIR, "location_id": "hall",
         "schedule": "FREQ=DAILY;COUNT=5"},
        {"id": "by phone", "activity_id": CHOIR, "schedule": "FREQ=YEARLY;BYMONTH=12"},
        {"id": "on zoom", "activity_id": "talk", "location_id": "zoom", "duration_minutes": 30,
         "schedule": "FREQ=WEEKLY;BYDAY=MO;INTERVAL=2"},
        {"id": "bare", "activity_id": "walk", "location_id": "hall"},
        {"id": "loose", "activity_id": "walk", "schedule": "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1"},
        {"id": "plot", "activity_id": "garden", "location_id": "shed",
         "schedule": "FREQ=WEEKLY;UNTIL=20261231;BYDAY=SA"},
    ],
    "MEETS": [
        {"id": "m1", "from_id": CHOIR, "to_id": "singing"},
        {"id": "m2", "from_id": CHOIR, "to_id": "singing", "valid_from": "2026-01-01"},
        {"id": "m3", "from_id": "walk", "to_id": "company"},
    ],
    "WELCOMES": [
        {"id": "w1", "from_id": CHOIR, "to_id": "carers"},
        {"id": "w2", "from_id": "talk", "to_id": f"community-{CHOIR}"},
    ],
    "SERVES": [
        {"id": "v1", "from_id": CHOIR, "to_id": "E05000001"},
        {"id": "v2", "from_id": "talk", "to_id": "our street"},
    ],
    "Postcode": [
        {"id": "M33 7XX", "latitude": 53.42, "longitude": -2.32, "ward_code": "E05000001"},
        {"id": "M34 1AA", "latitude": 53.46, "longitude": -2.11},
    ],
    "Champion": [{"id": "person", "display_name": "Jo Canary", "consent": "given"}],
}  # fmt: skip


def odd_rows() -> dict[str, pd.DataFrame]:
    """Return the rows of the place."""
    return {table: pd.DataFrame(rows) for table, rows in _TABLES.items()}


def odd_place() -> PublicPlace:
    """Return what anybody may see of the place."""
    return public_place(snapshot_of(odd_rows()))
