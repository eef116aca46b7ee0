"""View: how many of its patients each practice refers, and what becomes of them."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypedDict

from assetmap.release.practices import ALL, practice_parts_for, practices_for
from assetmap.views.wording import counted, listed, share

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from assetmap.model import Snapshot
    from assetmap.views.flows.month_span import Span


PRACTICE_WORDS: Final = {
    "name": "Practice",
    "patients": "Patients",
    "n": "Journeys",
    "rate": "Per 1,000 patients",
    "low": "At least (95%)",
    "high": "At most (95%)",
    "seen": "First conversation (%)",
    "completed": "Completed (%)",
    "median_days": "Half waited (days)",
}
"""What a screen calls the columns of `PracticeRow`."""

PART_WORDS: Final = {"part": "What", "name": "Which", "n": "Journeys"}
"""What a screen calls the columns of `PartRow`."""

PARTS: Final = {
    "target": "To whom",
    "need": "For what",
    "area": "From where",
    "month": "Month by month",
}


class PracticeRow(TypedDict):
    """One practice.

    Keys: who; patients on its list; journeys that began there; the same a thousand patients and
    between what that lies; shares of those people, in per cent, who had a first conversation and
    who completed; half of them waited for the first conversation no longer than so many days.
    """

    id: str
    name: str
    patients: int
    n: int
    rate: float
    low: float
    high: float
    seen: int | None
    completed: int | None
    median_days: float | None


class PartRow(TypedDict):
    """How many journeys of a practice began with one receiver, need, area or in one month."""

    part: str
    name: str
    n: int


@dataclass(frozen=True, slots=True)
class Practices:
    """All practices.

    Attributes
    ----------
    summary
        How many journeys began there, and which practices refer to nobody.
    rows
        By name: they are not put in an order of merit.
    rate
        Journeys a thousand patients of all practices together.
    everybody
        Of all practices together, as a row.
    """

    summary: str
    rows: tuple[PracticeRow, ...]
    rate: float
    everybody: PracticeRow | None


@dataclass(frozen=True, slots=True)
class Practice:
    """One practice's page: sentences, and how its people set out, by part."""

    sentences: tuple[str, ...]
    parts: Mapping[str, tuple[PartRow, ...]]


def practices_view(snapshot: Snapshot, role: str, span: Span) -> Practices:
    """Return all practices beside each other.

    Parameters
    ----------
    snapshot
        The place.
    role
        Who looks: a lead or an admin.
    span
        Days, half-open.

    Raises
    ------
    DataError
        As `release.practices.practices_for`.
    """
    found = practices_for(snapshot, role, span)
    rows = snapshot.table("Organisation")
    n_patients = dict(zip(rows["id"].tolist(), rows["n_patients"].tolist(), strict=True))
    patients = {str(id_): int(n_patients[id_]) for id_ in found.index if id_ != ALL}
    if not patients:
        return Practices("No practice with patients on its list is written down.", (), 0.0, None)
    numbers = found.to_dict("index")
    everybody = _row(ALL, "All practices", sum(patients.values()), numbers[ALL])
    listed_rows = [
        _row(id_, snapshot.name_of.get(id_, id_), n, numbers[id_]) for id_, n in patients.items()
    ]
    listed_rows.sort(key=lambda row: (row["name"].casefold(), row["id"]))
    return Practices(
        _summary(listed_rows, everybody), tuple(listed_rows), everybody["rate"], everybody
    )


def practice_view(
    snapshot: Snapshot, role: str, span: Span, practices: Practices, practice_id: str
) -> Practice:
    """Return one practice's page.

    Parameters
    ----------
    snapshot, role, span
        As of `practices_view`.
    practices
        All of them in that span.
    practice_id
        One of these.

    Raises
    ------
    DataError
        As `release.practices.practice_parts_for`.
    """
    (row,) = [each for each in practices.rows if each["id"] == practice_id]
    found = practice_parts_for(snapshot, role, span, practice_id)
    parts = {by: _parts(snapshot, PARTS[by], counts) for by, counts in found.items()}
    parts["month"] = tuple(row | {"name": _month(row["name"])} for row in parts["month"])
    sentences = [_beside(row, practices.rate), _covered(snapshot, practice_id)]
    if row["n"] and practices.everybody:
        sentences.insert(1, _became(row, practices.everybody))
    return Practice(tuple(sentences), parts)


def _row(id_: str, name: str, patients: int, found: Mapping[Any, Any]) -> PracticeRow:
    n = int(found["n"])
    rate, low, high = (
        round(float(found[key]) / patients * 1000, 1) for key in ("n", "low", "high")
    )
    days = float(found["median_days"])
    return {
        "id": id_,
        "name": name,
        "patients": patients,
        "n": n,
        "rate": rate,
        "low": low,
        "high": high,
        "seen": round(int(found["seen"]) / n * 100) if n else None,
        "completed": round(int(found["completed"]) / n * 100) if n else None,
        "median_days": None if math.isnan(days) else days,
    }


def _summary(rows: Sequence[PracticeRow], everybody: PracticeRow) -> str:
    silent = [row["name"] for row in rows if not row["n"]]
    said = (
        f"{counted(everybody['n'], 'journey')} began at {counted(len(rows), 'practice')}: "
        f"{everybody['rate']:g} a thousand patients."
    )
    if not silent:
        return f"{said} Every practice referred somebody."
    return f"{said} No referral by {listed(silent)} is written down."


def _beside(row: PracticeRow, rate: float) -> str:
    if not row["n"]:
        return (
            f"No journey that began at {row['name']} is written down in these months; all "
            f"practices together have {rate:g} a thousand patients. It may refer without a record."
        )
    if row["low"] > rate:
        beside = "more than chance would give"
    elif row["high"] < rate:
        beside = "fewer than chance would give"
    else:
        beside = "no more and no fewer than chance would give"
    return (
        f"{counted(row['n'], 'journey')} began at {row['name']}: {row['rate']:g} a thousand "
        f"patients ({row['low']:g} to {row['high']:g}), where all practices together have "
        f"{rate:g}: {beside}."
    )


def _became(row: PracticeRow, everybody: PracticeRow) -> str:
    def of(each: PracticeRow) -> str:
        days = "" if each["median_days"] is None else f", half within {each['median_days']:g} days"
        return f"{each['seen']}% had a first conversation{days}, and {each['completed']}% completed"

    return f"Of its people {of(row)}; of all practices' {of(everybody)}."


def _covered(snapshot: Snapshot, practice_id: str) -> str:
    rows = snapshot.table("COVERS")
    names = sorted(
        snapshot.name_of.get(id_, id_) for id_ in rows.loc[rows["to_id"] == practice_id, "from_id"]
    )
    if not names:
        return "No link worker is written down as covering it."
    return f"Covered by {listed(names)}."


def _parts(snapshot: Snapshot, part: str, counts: pd.Series[int]) -> tuple[PartRow, ...]:
    return tuple(
        {
            "part": part,
            "name": snapshot.name_of.get(str(id_), str(id_)) or "Not written down",
            "n": int(n),
        }
        for id_, n in counts.items()
    )


def _month(number: str) -> str:
    return f"{dt.date.fromisoformat(f'{number}-01'):%b %Y}"


def part_sentence(rows: Sequence[PartRow]) -> str:
    """Return the chief ones of a part with their numbers.

    Examples
    --------
    >>> part_sentence([{"part": "To whom", "name": "Ann", "n": 3}])
    'Ann: 3 (100%)'
    """
    total = sum(row["n"] for row in rows)
    return listed([f"{row['name']}: {row['n']:,} ({share(row['n'], total)})" for row in rows])
