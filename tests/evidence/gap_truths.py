"""The gap that is planted in the sample place, found in its files alone.

Nothing of assetmap's is used here: the files are read by pandas, and everything is counted anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.evidence.flow_truths import SampleFiles, Truth

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd

WARD: Final = "Lantern Quay"
NEED: Final = "Company"

_WORKING_DAYS: Final = frozenset({"MO", "TU", "WE", "TH", "FR"})
_DAY_NAMES: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_EVENING: Final = "17:00"


def gap_truths(files: SampleFiles, told: dict[str, Any], day: dt.date) -> list[Truth]:
    """Return what is planted about gaps, as the files and assetmap tell it.

    Parameters
    ----------
    files
        Of the sample place.
    told
        What assetmap says: n_activities, n_evening, n_wards, people, n_rooms, n_champions.
    day
        What has ended before it, or begins after it, does not count.
    """
    ward = _only(files.table("Area").query("level == 'ward'"), WARD)
    small = _wards(files)[ward]
    need = _only(files.table("Need"), NEED)
    there = _held_there(files, small, need, day)
    people = _residents(files, small)
    n_there, n_evening = there["activity_id"].nunique(), _n_evening(there)
    rooms, champions = _rooms(files, small, day), _champions(files, ward, day)
    return [
        Truth(
            f"activities for *{NEED}* held in the ward {WARD}, at any time",
            n_there,
            told["n_activities"],
            f"{n_there:,}",
        ),
        Truth(
            "of these, on weekday evenings, or anything that says it serves the ward then",
            n_evening,
            told["n_evening"],
            f"{n_evening:,}",
        ),
        Truth(
            f"wards in which something for *{NEED}* is held on weekday evenings, or serves them",
            with_evening := _wards_with_an_evening(files, need, day),
            told["n_wards"],
            f"{with_evening:,} of {len(_wards(files)):,}",
        ),
        Truth(f"people who live in {WARD}", people, told["people"], f"{people:,}"),
        Truth(
            f"rooms in {WARD} that stand free on some weekday, and an organisation has the use of",
            rooms,
            told["n_rooms"],
            f"{rooms:,}",
        ),
        Truth(f"champions who serve {WARD}", champions, told["n_champions"], f"{champions:,}"),
    ]


def _wards(files: SampleFiles) -> dict[str, frozenset[str]]:
    """Return the areas that lie in each ward, and the ward itself."""
    areas = files.table("Area")
    return {
        ward: frozenset(areas["id"][areas["parent_code"] == ward]) | {ward}
        for ward in areas["id"][areas["level"] == "ward"].tolist()
    }


def _only(rows: pd.DataFrame, name: str) -> str:
    (found,) = rows["id"][rows["name"] == name].tolist()
    return str(found)


def _now(rows: pd.DataFrame, day: dt.date) -> pd.DataFrame:
    """Return the rows that hold on a day: days are written as 2026-06-30, and so compare."""
    has_begun = rows["valid_from"].le(str(day))
    has_ended = rows["valid_to"].ne("") & rows["valid_to"].le(str(day))
    return rows[has_begun & ~has_ended]


def _held_there(files: SampleFiles, small: frozenset[str], need: str, day: dt.date) -> pd.DataFrame:
    """Return the sessions for a need, or for all that it is part of, held or serving there."""
    needs = files.table("Need").set_index("id")["parent_id"]
    wanted = {need, needs[need]}
    ties = _now(files.table("MEETS"), day)
    meeting = set(ties["from_id"][ties["to_id"].isin(wanted)])
    activities = _now(files.table("Activity"), day)
    running = set(activities["id"][activities["status"] == "active"]) & meeting
    serves = _now(files.table("SERVES"), day)
    serving = set(serves["from_id"][serves["to_id"].isin(small)])
    places = files.table("Location")
    inside = set(places["id"][places["area_code"].isin(small)])
    sessions = _now(files.table("Session"), day)
    sessions = sessions[sessions["activity_id"].isin(running)]
    is_there = sessions["location_id"].isin(inside) | sessions["activity_id"].isin(serving)
    return sessions[is_there]


def _n_evening(sessions: pd.DataFrame) -> int:
    is_evening = sessions["starts_at_local"].ge(_EVENING) & sessions["schedule"].map(_on_weekdays)
    return int(sessions["activity_id"][is_evening].nunique())


def _wards_with_an_evening(files: SampleFiles, need: str, day: dt.date) -> int:
    held = [_held_there(files, small, need, day) for small in _wards(files).values()]
    return sum(_n_evening(each) > 0 for each in held)


def _on_weekdays(schedule: str) -> bool:
    parts = dict(part.split("=") for part in schedule.split(";"))
    return any(day[-2:] in _WORKING_DAYS for day in parts.get("BYDAY", "").split(","))


def _residents(files: SampleFiles, small: frozenset[str]) -> int:
    facts = files.table("Indicator")
    is_people = facts["name"].eq("population") & facts["group"].eq("")
    parents = set(files.table("Area")["parent_code"])
    leaves = small - parents
    values = facts["value"][is_people & facts["area_code"].isin(leaves)]
    return int(values.astype(float).sum())


def _rooms(files: SampleFiles, small: frozenset[str], day: dt.date) -> int:
    places = files.table("Location")
    inside = set(places["id"][places["area_code"].isin(small)])
    ties = _now(files.table("HAS_USE_OF"), day)
    is_free = ties["days_free"].map(lambda said: any(name in said for name in _DAY_NAMES))
    return int(ties["to_id"][is_free & ties["to_id"].isin(inside)].nunique())


def _champions(files: SampleFiles, ward: str, day: dt.date) -> int:
    """Return how many champions serve the ward; one who ended does not, and none serves a part."""
    champions = _now(files.table("Champion"), day)
    serves = _now(files.table("SERVES"), day)
    here = serves["from_id"][serves["to_id"].eq(ward)]
    return int(here[here.isin(champions["id"])].nunique())
