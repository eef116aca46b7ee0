"""A care system of 60,000 nodes with a million referrals, in memory, for the screens of flows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from assetmap.model import Snapshot, conform

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Chance = np.random.Generator
    Words = NDArray[np.object_]

N_REFERRALS: Final = 1_000_000

_N_JOURNEYS: Final = 600_000
_N_ORGANISATIONS: Final = 15_000
_N_ACTIVITIES: Final = 24_000
_N_CHAMPIONS: Final = 20_000
_N_WORKERS: Final = 700
_N_PRACTICES: Final = 250
_N_NEEDS: Final = 300
_N_WARDS: Final = 300
_N_TIES: Final = {"PARTNERS_WITH": 120_000, "MEETS": 80_000, "SERVES": 72_000}
_SECTORS: Final = ("vcse", "faith", "nhs", "council", "housing", "other")
_BANDS: Final = ("0-17", "18-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75-84", "85+")
_SCHEDULES: Final = [f"FREQ=WEEKLY;BYDAY={day}" for day in ("MO", "TU", "WE", "TH", "FR", "SA")]
_STARTS: Final = [f"{hour:02}:{minute:02}" for hour in range(9, 20) for minute in (0, 30)]
_FIRST_DAY: Final = np.datetime64("2024-07-01")
_N_DAYS: Final = 730
_NEVER: Final = np.datetime64("NaT")


def system(seed: int = 2026) -> Snapshot:
    """Return the place as a lead sees it: the same one for each seed."""
    chance = np.random.default_rng(seed)
    ids = {
        "Organisation": _ids("o", _N_ORGANISATIONS),
        "Activity": _ids("a", _N_ACTIVITIES),
        "LinkWorker": _ids("l", _N_WORKERS),
        "Champion": _ids("c", _N_CHAMPIONS),
        "Need": _ids("n", _N_NEEDS),
        "Area": _ids("w", _N_WARDS),
    }
    tables = _parties(chance, ids) | _ties(chance, ids) | {"Referral": _referrals(chance, ids)}
    rows = {name: conform(name, pd.DataFrame(each)) for name, each in tables.items()}
    return Snapshot(store_id=f"bench {seed}", revision=1, role="lead", rows=rows)


def _ids(letter: str, n: int) -> Words:
    return np.array([f"{letter}{number:06}" for number in range(n)], dtype=object)


def _parties(chance: Chance, ids: dict[str, Words]) -> dict[str, dict[str, Any]]:
    organisations, activities = ids["Organisation"], ids["Activity"]
    others = organisations[_N_PRACTICES:]
    sector = chance.choice(_SECTORS, len(organisations)).astype(object)
    sector[:_N_PRACTICES] = "primary_care"
    patients = np.full(len(organisations), np.nan)
    patients[:_N_PRACTICES] = chance.integers(3_000, 20_000, _N_PRACTICES)
    located = np.char.add("at ", organisations.astype(str)).astype(object)
    places = [f"{ward} {band}" for ward in ids["Area"] for band in _BANDS]
    return {
        "Area": {"id": ids["Area"], "name": ids["Area"], "level": "ward"}
        | {"boundary": [_square(number) for number in range(len(ids["Area"]))]},
        "Location": {"id": located, "name": organisations}
        | {"latitude": 53 + chance.random(len(located)), "longitude": chance.random(len(located))},
        "Organisation": {"id": organisations, "name": organisations, "sector": sector}
        | {"n_patients": patients, "location_id": located},
        "Activity": {"id": activities, "name": activities}
        | {"organisation_id": chance.choice(others, len(activities))},
        "LinkWorker": {"id": ids["LinkWorker"], "display_name": ids["LinkWorker"]}
        | {"consent": "given", "capacity_per_year": 700}
        | {"organisation_id": chance.choice(others, _N_WORKERS)},
        "Champion": {"id": ids["Champion"], "display_name": ids["Champion"], "consent": "given"}
        | {"organisation_id": chance.choice(others, _N_CHAMPIONS)},
        "Need": {"id": ids["Need"], "name": ids["Need"]},
        "Session": {"id": np.char.add("s", activities.astype(str)), "activity_id": activities}
        | {"capacity": chance.integers(3, 12, len(activities))}
        | {"schedule": chance.choice(_SCHEDULES, len(activities)), "duration_minutes": 90}
        | {"starts_at_local": chance.choice(_STARTS, len(activities))}
        | {"location_id": chance.choice(located, len(activities))},
        "Indicator": {"id": places, "name": "population", "value": 1_000.0}
        | {"area_code": np.repeat(ids["Area"], len(_BANDS))}
        | {"group": [f"aged {band}" for _ in ids["Area"] for band in _BANDS]},
    }


def _square(number: int) -> str:
    """Return the boundary of one of 300 areas that lie side by side, 20 by 15."""
    west, south = number % 20 / 20, 53 + number // 20 / 15
    east, north = west + 1 / 20, south + 1 / 15
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return json.dumps({"type": "Polygon", "coordinates": [ring]})


def _ties(chance: Chance, ids: dict[str, Words]) -> dict[str, dict[str, Any]]:
    ends = {
        "PARTNERS_WITH": (ids["Organisation"], ids["Organisation"]),
        "MEETS": (ids["Activity"], ids["Need"]),
        "SERVES": (ids["Activity"], ids["Area"]),
    }
    ties: dict[str, dict[str, Any]] = {}
    for name, (some, others) in ends.items():
        pairs = pd.DataFrame(
            {
                "from_id": chance.choice(some, _N_TIES[name]),
                "to_id": chance.choice(others, _N_TIES[name]),
            }
        ).drop_duplicates()
        pairs = pairs[pairs["from_id"] != pairs["to_id"]]
        ties[name] = {"id": _ids(name, len(pairs))} | {
            each: pairs[each] for each in ("from_id", "to_id")
        }
    practices = ids["Organisation"][:_N_PRACTICES]
    ties["COVERS"] = {"id": _ids("v", _N_WORKERS), "from_id": ids["LinkWorker"]}
    ties["COVERS"]["to_id"] = practices[np.arange(_N_WORKERS) % _N_PRACTICES]
    return {
        name: {column: np.asarray(cells) for column, cells in tie.items()}
        for name, tie in ties.items()
    }


def _referrals(chance: Chance, ids: dict[str, Words]) -> dict[str, Any]:
    n = N_REFERRALS
    of = np.concatenate([np.arange(_N_JOURNEYS), chance.integers(0, _N_JOURNEYS, n - _N_JOURNEYS)])
    is_first = np.arange(n) < _N_JOURNEYS
    practice = chance.integers(0, _N_PRACTICES, _N_JOURNEYS)
    worker = (practice + _N_PRACTICES * chance.integers(0, 3, _N_JOURNEYS)) % _N_WORKERS
    came_alone = chance.random(_N_JOURNEYS) < 0.25
    is_referred = ~came_alone[of]
    source = np.where(is_first, ids["Organisation"][practice[of]], ids["LinkWorker"][worker[of]])
    source[is_first & ~is_referred] = None
    to_activity = ids["Activity"][(worker[of] * 34 + chance.integers(0, 60, n)) % _N_ACTIVITIES]
    target = np.where(is_first & is_referred, ids["LinkWorker"][worker[of]], to_activity)
    began = _FIRST_DAY + _days(chance, _N_JOURNEYS, _N_DAYS - 60)
    made = np.where(is_first, began[of], began[of] + _days(chance, n, 60))
    seen = made + _days(chance, n, 50)
    closed = seen + _days(chance, n, 120)
    is_over = closed < _FIRST_DAY + np.timedelta64(_N_DAYS, "D")
    # One need and one area hold a good part, the others are much smaller.
    need = np.where(chance.random(n) < 0.3, 0, chance.integers(1, _N_NEEDS, n))
    ward = np.where(chance.random(n) < 0.3, 0, chance.integers(1, _N_WARDS, n))
    ended = chance.choice(["completed", "cancelled", "rejected"], n, p=[0.6, 0.3, 0.1])
    days = {
        "made_on": made,
        "accepted_on": _some(chance, made + _days(chance, n, 9), 0.85),
        "seen_on": _some(chance, seen, 0.7),
        "started_on": _some(chance, seen + _days(chance, n, 30), 0.5),
        "closed_on": np.where(is_over, closed, _NEVER),
    }
    reason = np.full(n, None, dtype=object)
    reason[is_over & (chance.random(n) < 0.1)] = "full"
    order = np.argsort(made, kind="stable")
    columns = {
        "id": _ids("r", n),
        "episode_id": _ids("e", _N_JOURNEYS)[of],
        "route": np.where(pd.isna(source), "self", "professional"),
        "source_id": source,
        "target_id": target,
        "need_id": ids["Need"][need],
        "area_code": ids["Area"][ward],
        "age_band": np.array(_BANDS, dtype=object)[chance.integers(0, len(_BANDS), n)],
        "status": np.where(is_over, ended, "accepted"),
        "close_reason": reason,
    }
    return {name: values[order] for name, values in (columns | days).items()}


def _days(chance: Chance, n: int, n_most: int) -> NDArray[np.timedelta64]:
    return chance.integers(0, n_most, n).astype("timedelta64[D]")


def _some(chance: Chance, days: NDArray[np.datetime64], share: float) -> NDArray[np.datetime64]:
    found: NDArray[np.datetime64] = np.where(chance.random(len(days)) < share, days, _NEVER)
    return found
