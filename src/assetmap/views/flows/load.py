"""View: who carries the load, beside the room there is for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Literal, TypedDict

import numpy as np
import pandas as pd

from assetmap.release.room import (
    ABOVE,
    BAND,
    BELOW,
    WEEKS_A_PLACE_IS_HELD,
    WITHIN,
    room_for,
)
from assetmap.views.wording import counted
from assetmap.views.written import Written

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from assetmap.model import Snapshot

OVER, EVEN, ROOM_LEFT, NOT_KNOWN = "Over", "As planned", "Has room", "Not known"
"""What a party's load is called."""

_WORKER_WORDS: Final = {ABOVE: OVER, WITHIN: EVEN, BELOW: ROOM_LEFT}

_COLUMN_OF: Final = {"a_year": "a_year", "share": "ratio"}

ROW_WORDS: Final = {
    "name": "Who",
    "state": "In a word",
    "n": "Referrals received",
    "room": "Room for",
    "share": "Room taken (%)",
    "a_year": "A year at this pace",
    "places": "Places",
    "caseload": "Open on the last day",
}
"""What a screen calls the columns of `RoomRow`."""


@dataclass(frozen=True, slots=True)
class LoadChoice:
    """What is looked at.

    Attributes
    ----------
    start, end
        Days, half-open.
    band
        The fewest and the most people a year whom a link worker is meant to see.
    weeks
        How long a person keeps a place at an activity.
    """

    start: dt.date
    end: dt.date
    band: tuple[float, float] = BAND
    weeks: float = WEEKS_A_PLACE_IS_HELD

    @property
    def span(self) -> tuple[dt.date, dt.date]:
        """Both days."""
        return self.start, self.end


class RoomRow(TypedDict):
    """One link worker or activity.

    Keys: who; in a word how full; referrals received in the span; for how many there is room in it;
    the share of it that is taken, in per cent; of a link worker, people in a year at this pace;
    of an activity, places at one time; whose journeys there are open on the span's last day. None
    where not known.
    """

    id: str
    name: str
    state: str
    n: int
    room: int | None
    share: int | None
    a_year: int | None
    places: int | None
    caseload: int


@dataclass(frozen=True, slots=True)
class Load:
    """Who carries how much.

    Attributes
    ----------
    summary
        Who is over their room, and who has room left.
    workers, activities
        The fullest first; those of which room is not known last.
    n_elsewhere
        Referrals to others than these, such as an organisation itself.
    """

    summary: str
    workers: Sequence[RoomRow]
    activities: Sequence[RoomRow]
    n_elsewhere: int


def load_view(snapshot: Snapshot, role: str, choice: LoadChoice) -> Load:
    """Return who received how many people, beside the room for them.

    Parameters
    ----------
    snapshot
        The place, with all that ever held: those who left carried their part.
    role
        Who looks: a lead or an admin.
    choice
        What is looked at.

    Raises
    ------
    DataError
        As `release.room.room_for`.
    """
    found = room_for(
        snapshot, role, choice.span, weeks_a_place_is_held=choice.weeks, band=choice.band
    )
    found = found.assign(id=found.index)
    label = found["label"].to_numpy(dtype=object)
    is_worker, is_activity = label == "LinkWorker", label == "Activity"
    write = partial(_row, snapshot.name_of)
    workers = Written(_workers(found[is_worker], snapshot.name_of), write)
    activities = Written(_activities(found[is_activity]), write)
    return Load(
        summary=_summary(workers, activities, choice),
        workers=workers,
        activities=activities,
        n_elsewhere=int(found["n"].to_numpy()[~(is_worker | is_activity)].sum()),
    )


def _workers(found: pd.DataFrame, name_of: Mapping[str, str]) -> pd.DataFrame:
    """Return link workers in words, those with most people a year first."""
    states = [_WORKER_WORDS.get(band, NOT_KNOWN) for band in found["band"].tolist()]
    found = found.assign(
        state=pd.Series(states, found.index, dtype=object),
        pace=found["a_year"].round(),
        name=[name_of.get(id_, id_) for id_ in found["id"].tolist()],
    )
    return found.sort_values(["pace", "name"], ascending=[False, True], kind="stable")


def _activities(found: pd.DataFrame) -> pd.DataFrame:
    """Return activities in words, the fullest first."""
    ratio = found["ratio"].to_numpy("float64")
    kind = np.select([np.isnan(ratio), ratio > 1, ratio < 1], [0, 1, 2], default=3)
    words = np.array([NOT_KNOWN, OVER, ROOM_LEFT, EVEN], dtype=object)[kind]
    return found.assign(state=pd.Series(words, found.index, dtype=object))


def _row(name_of: Mapping[str, str], cells: dict[str, Any]) -> RoomRow:
    return {
        "id": cells["id"],
        "name": name_of.get(cells["id"], cells["id"]),
        "state": cells["state"],
        "n": cells["n"],
        "room": _whole(cells["capacity"]),
        "share": _whole(cells["ratio"] * 100),
        "a_year": _whole(cells["a_year"]),
        "places": _whole(cells["places"]),
        "caseload": cells["caseload"],
    }


def _summary(workers: Written[RoomRow], activities: Written[RoomRow], choice: LoadChoice) -> str:
    low, high = choice.band
    sentences = []
    if len(workers):
        over, left = _of(workers, OVER), _of(workers, ROOM_LEFT)
        of_all = counted(len(workers), "link worker")
        sentences.append(
            f"Of {of_all}, {_are(len(over))} above {high:,.0f} people a year"
            f"{_most(over, 'a_year', ' a year')} and {_are(len(left))} below {low:,.0f}"
            f"{_least(left, 'a_year', ' a year')}."
        )
    if len(activities):
        over, left = _of(activities, OVER), _of(activities, ROOM_LEFT)
        of_all = counted(len(activities), "activity", "activities")
        had = "one" if len(over) == 1 else f"{len(over):,}" if len(over) else "none"
        have = "has" if len(left) == 1 else "have"
        sentences.append(
            f"Of {of_all}, {had} had more people sent than there was room for"
            f"{_most(over, 'share', '% of its room')}, and {len(left):,} {have} room left."
        )
    return " ".join(sentences) or "No link worker and no activity is written down."


def _of(rows: Written[RoomRow], state: str) -> Written[RoomRow]:
    return rows.where((rows.found["state"] == state).to_numpy(dtype=bool))


def _are(n: int) -> str:
    return f"{n:,} is" if n == 1 else f"{n:,} are" if n else "none is"


def _most(rows: Written[RoomRow], key: Literal["a_year", "share"], unit: str) -> str:
    return _chief(rows, key, unit, rows.found[_COLUMN_OF[key]].max(), "most of all ")


def _least(rows: Written[RoomRow], key: Literal["a_year", "share"], unit: str) -> str:
    return _chief(rows, key, unit, rows.found[_COLUMN_OF[key]].min(), "fewest ")


def _chief(
    rows: Written[RoomRow], key: Literal["a_year", "share"], unit: str, number: float, lead_in: str
) -> str:
    """Return who of some has a number, of equal ones the first, in brackets."""
    if not len(rows):
        return ""
    chief = rows[int((rows.found[_COLUMN_OF[key]] == number).to_numpy().argmax())]
    return f" ({'' if len(rows) == 1 else lead_in}{chief['name']}: {chief[key]:,}{unit})"


def _whole(value: float) -> int | None:
    return None if value != value else round(float(value))  # noqa: PLR0124 - not a number
