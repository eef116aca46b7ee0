"""A place of two towns, small enough to work every number out by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import pytest

from assetmap.model import Snapshot, conform

Rows = Sequence[Mapping[str, Any]]
Make = Callable[[Mapping[str, Rows]], Snapshot]

DAY = dt.datetime(2026, 6, 10)  # noqa: DTZ001 - a day has no zone


def _ties(pairs: str, **columns: Any) -> list[dict[str, Any]]:
    """Make ties of `a>b c>d`, each with an id of its own and `columns`."""
    return [
        {"id": pair, "from_id": pair.split(">")[0], "to_id": pair.split(">")[1], **columns}
        for pair in pairs.split()
    ]


def _make(rows: Mapping[str, Rows]) -> Snapshot:
    return Snapshot(
        rows={name: conform(name, pd.DataFrame(list(given))) for name, given in rows.items()}
    )


@pytest.fixture
def make() -> Make:
    """Return what makes a snapshot from rows by table."""
    return _make


@pytest.fixture
def two_towns() -> Snapshot:
    """Return a place whose every finding is worked out in the comments.

    North: organisations a and b. South: hub, c, d and e. Ties: a-b, b-hub, hub-c, c-d, d-e, e-c.
    """
    return _make(TWO_TOWNS)


def _referrals() -> list[dict[str, Any]]:
    common = {"route": "professional", "source_id": "gp2", "target_id": "c", "status": "accepted"}
    company = [
        {"id": f"r{n}", "episode_id": f"e{n}", "need_id": "company", "area_code": "L1"}
        for n in range(9)
    ]
    return [
        *({**common, **row, "made_on": DAY, "seen_on": DAY} for row in company),
        # A second step of the same journey is not a second journey.
        {**common, **company[0], "id": "step2", "source_id": "c", "target_id": "d", "made_on": DAY},
        # More than a year before the last one.
        {**common, "id": "old", "episode_id": "old", "need_id": "company", "area_code": "W1"}
        | {"made_on": dt.datetime(2024, 1, 2), "status": "completed"},  # noqa: DTZ001
        {**common, "id": "slip", "episode_id": "slip", "need_id": "company", "area_code": "W1"}
        | {"made_on": DAY, "status": "entered-in-error"},
        {**common, "id": "self", "episode_id": "self", "need_id": "walks", "area_code": "W3"}
        | {"made_on": DAY, "route": "self", "source_id": None},
    ]


TWO_TOWNS: dict[str, Rows] = {
    "Area": [
        {"id": "T1", "name": "North", "level": "town"},
        {"id": "T2", "name": "South", "level": "town"},
        {"id": "W1", "name": "Ward One", "level": "ward", "parent_code": "T1"},
        {"id": "W2", "name": "Ward Two", "level": "ward", "parent_code": "T1"},
        {"id": "W3", "name": "Ward Three", "level": "ward", "parent_code": "T2"},
        {"id": "L1", "name": "Small One", "level": "lsoa", "parent_code": "W1"},
    ],
    "Location": [
        {"id": "hall1", "name": "Hall One", "area_code": "L1"},
        {"id": "hall2", "name": "Hall Two", "area_code": "W2"},
        {"id": "hall3", "name": "Hall Three", "area_code": "W3"},
    ],
    "Organisation": [
        {"id": "a", "name": "Alder", "sector": "vcse", "location_id": "hall1"},
        {"id": "b", "name": "Beech", "sector": "vcse", "location_id": "hall2"},
        {"id": "hub", "name": "Hub", "sector": "vcse", "location_id": "hall3"},
        {"id": "c", "name": "Cedar", "sector": "council", "location_id": "hall3"},
        {"id": "d", "name": "Dogwood", "sector": "faith", "location_id": "hall3"},
        {"id": "e", "name": "Elm", "sector": "vcse", "location_id": "hall3"},
        {"id": "gp1", "name": "Quiet Surgery", "sector": "primary_care", "n_patients": 5000},
        {"id": "gp2", "name": "Busy Surgery", "sector": "primary_care", "n_patients": 4000},
        {"id": "gp3", "name": "Shut Surgery", "sector": "primary_care", "n_patients": 3000}
        | {"status": "defunct"},
        {"id": "chemist", "name": "Chemist", "sector": "primary_care"},
    ],
    "Need": [
        {"id": "company", "name": "Company"},
        {"id": "walks", "name": "Walking with others", "parent_id": "company"},
        {"id": "money", "name": "Money worries"},
    ],
    "Community": [{"id": "carers", "name": "Carers"}, {"id": "deaf", "name": "Deaf people"}],
    "LED_BY": _ties("a>carers"),
    "Activity": [
        {"id": "tea", "name": "Tea", "organisation_id": "c", "assured_date": DAY},
        {"id": "walk", "name": "Walk", "organisation_id": "e"}
        | {"assured_date": dt.datetime(2026, 1, 1)},  # noqa: DTZ001
        {"id": "shut", "name": "Shut club", "organisation_id": "e", "status": "inactive"},
        {"id": "bare", "name": "Bare"},
    ],
    "MEETS": _ties("tea>company walk>walks shut>company"),
    "Session": [
        # Ward One: a weekday morning, a Saturday evening, and an evening of what has stopped.
        {"id": "s1", "activity_id": "tea", "location_id": "hall1"}
        | {"schedule": "FREQ=WEEKLY;BYDAY=MO", "starts_at_local": "10:00"},
        {"id": "s2", "activity_id": "tea", "location_id": "hall1"}
        | {"schedule": "FREQ=WEEKLY;BYDAY=SA", "starts_at_local": "18:00"},
        {"id": "s3", "activity_id": "shut", "location_id": "hall1"}
        | {"schedule": "FREQ=WEEKLY;BYDAY=MO", "starts_at_local": "18:00"},
        {"id": "s4", "activity_id": "tea", "location_id": "hall2"}
        | {"schedule": "FREQ=WEEKLY;BYDAY=TU", "starts_at_local": "17:00"},
        {"id": "s5", "activity_id": "walk", "location_id": "hall3"}
        | {"schedule": "FREQ=WEEKLY;BYDAY=SU,WE", "starts_at_local": "18:30"},
    ],
    "LinkWorker": [{"id": "lw", "organisation_id": "c", "capacity_per_year": 200}],
    "Champion": [{"id": "ch1", "consent": "given"}, {"id": "ch2"}],
    "COVERS": _ties("lw>gp2"),
    "SERVES": _ties("ch1>W1"),
    "Asset": [
        {"id": "kitchen", "name": "A kitchen", "kind": "physical", "is_shareable": True},
        {"id": "minibus", "name": "A minibus", "kind": "physical", "is_shareable": True},
        {"id": "songs", "name": "Songs", "kind": "culture", "is_shareable": True},
        {"id": "safe", "name": "A safe", "kind": "physical", "is_shareable": False},
        {"id": "shed", "name": "A shed"},
    ],
    "Survey": [
        {"id": "s2025", "asked_on": dt.datetime(2025, 2, 1)},  # noqa: DTZ001
        {"id": "s2026", "asked_on": dt.datetime(2026, 2, 1)},  # noqa: DTZ001
    ],
    "ASKED": [
        *_ties("s2026>a s2026>b s2026>hub s2026>c", answered_on=DAY),
        *_ties("s2026>d s2026>e"),
        *_ties("s2025>d", answered_on=DAY),
    ],
    "PARTNERS_WITH": [
        *_ties("a>b b>a b>hub hub>c c>d", survey_id="s2026", intensity=2),
        *_ties("e>c", survey_id="s2025", intensity=3),
        *_ties("d>e"),
    ],
    "Referral": _referrals(),
}
