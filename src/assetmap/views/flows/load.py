"""View: who carries the load, beside the room there is for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypedDict

from assetmap.release.room import (
    ABOVE,
    BAND,
    BELOW,
    WEEKS_A_PLACE_IS_HELD,
    WITHIN,
    room_for,
)
from assetmap.views.wording import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    import pandas as pd

    from assetmap.model import Snapshot

OVER, EVEN, ROOM_LEFT, NOT_KNOWN = "Over", "As planned", "Has room", "Not known"
"""What a party's load is called."""

_WORKER_WORDS: Final = {ABOVE: OVER, WITHIN: EVEN, BELOW: ROOM_LEFT}

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
    workers: tuple[RoomRow, ...]
    activities: tuple[RoomRow, ...]
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
    workers = _rows(snapshot, found[found["label"] == "LinkWorker"], _state_of_worker)
    workers.sort(key=lambda row: (row["a_year"] is None, -(row["a_year"] or 0), row["name"]))
    activities = _rows(snapshot, found[found["label"] == "Activity"], _state_of_activity)
    elsewhere = ~found["label"].isin(["LinkWorker", "Activity"])
    return Load(
        summary=_summary(workers, activities, choice),
        workers=tuple(workers),
        activities=tuple(activities),
        n_elsewhere=int(found.loc[elsewhere, "n"].sum()),
    )


def _rows(
    snapshot: Snapshot, found: pd.DataFrame, state: Callable[[str | None, float], str]
) -> list[RoomRow]:
    given = found[["n", "capacity", "ratio", "a_year", "places", "caseload", "band"]]
    return [
        {
            "id": id_,
            "name": snapshot.name_of.get(id_, id_),
            "state": state(band, ratio),
            "n": int(n),
            "room": _whole(room),
            "share": _whole(ratio * 100),
            "a_year": _whole(a_year),
            "places": _whole(places),
            "caseload": int(caseload),
        }
        for id_, n, room, ratio, a_year, places, caseload, band in given.itertuples()
    ]


def _state_of_worker(band: str | None, _ratio: float) -> str:
    return NOT_KNOWN if band is None else _WORKER_WORDS[band]


def _state_of_activity(_band: str | None, ratio: float) -> str:
    if ratio != ratio:  # noqa: PLR0124 - not a number
        return NOT_KNOWN
    return OVER if ratio > 1 else ROOM_LEFT if ratio < 1 else EVEN


def _summary(workers: Sequence[RoomRow], activities: Sequence[RoomRow], choice: LoadChoice) -> str:
    low, high = choice.band
    sentences = []
    if workers:
        over, left = _of(workers, OVER), _of(workers, ROOM_LEFT)
        of_all = counted(len(workers), "link worker")
        sentences.append(
            f"Of {of_all}, {_are(len(over))} above {high:,.0f} people a year"
            f"{_most(over, 'a_year', ' a year')} and {_are(len(left))} below {low:,.0f}"
            f"{_least(left, 'a_year', ' a year')}."
        )
    if activities:
        over, left = _of(activities, OVER), _of(activities, ROOM_LEFT)
        of_all = counted(len(activities), "activity", "activities")
        had = "one" if len(over) == 1 else f"{len(over):,}" if over else "none"
        have = "has" if len(left) == 1 else "have"
        sentences.append(
            f"Of {of_all}, {had} had more people sent than there was room for"
            f"{_most(over, 'share', '% of its room')}, and {len(left):,} {have} room left."
        )
    return " ".join(sentences) or "No link worker and no activity is written down."


def _of(rows: Sequence[RoomRow], state: str) -> list[RoomRow]:
    return [row for row in rows if row["state"] == state]


def _are(n: int) -> str:
    return f"{n:,} is" if n == 1 else f"{n:,} are" if n else "none is"


def _most(rows: Sequence[RoomRow], key: str, unit: str) -> str:
    if not rows:
        return ""
    chief = max(rows, key=lambda row: row[key] or 0)  # type: ignore[literal-required]
    lead_in = "" if len(rows) == 1 else "most of all "
    return f" ({lead_in}{chief['name']}: {chief[key]:,}{unit})"  # type: ignore[literal-required]


def _least(rows: Sequence[RoomRow], key: str, unit: str) -> str:
    if not rows:
        return ""
    chief = min(rows, key=lambda row: row[key] or 0)  # type: ignore[literal-required]
    lead_in = "" if len(rows) == 1 else "fewest "
    return f" ({lead_in}{chief['name']}: {chief[key]:,}{unit})"  # type: ignore[literal-required]


def _whole(value: float) -> int | None:
    return None if value != value else round(float(value))  # noqa: PLR0124 - not a number
