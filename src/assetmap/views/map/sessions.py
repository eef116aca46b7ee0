"""When sessions are, looked up once for a place: at a time of the week, and in words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING, Any

import pandas as pd

from assetmap.measures.memory import once
from assetmap.views.map.times import is_on
from assetmap.views.session_words import session_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetmap.model import Snapshot
    from assetmap.views.map.choice import PlaceChoice


@dataclass(frozen=True, slots=True)
class _Sessions:
    """The sessions of a place, by when they start and then id.

    Many are at the same time of the week: `times` has each but once, as schedule and start, and
    `time` says which of them a session has.
    """

    activity: tuple[str, ...]
    location: tuple[str | None, ...]
    words: tuple[str, ...]
    time: tuple[int, ...]
    times: tuple[tuple[str | None, str | None], ...]

    def on(self, day: str, part: str) -> Iterator[bool]:
        """Tell of each session whether it is on at that time of the week."""
        are_on = [is_on(*each, day=day, part=part) for each in self.times]
        return map(are_on.__getitem__, self.time)


def sessions_then(snapshot: Snapshot, day: str, part: str) -> dict[str, tuple[str, ...]]:
    """Return the locations of each activity's sessions at that time of the week.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    day, part
        Values in `DAYS` and `PARTS`; empty for any.

    Returns
    -------
    dict
        Locations by activity, none twice, in order of id; activities without such a session
        are left out, those whose sessions have no location have none.
    """
    sessions = _sessions(snapshot)
    found: dict[str, set[str]] = defaultdict(set)
    each = zip(sessions.activity, sessions.location, strict=True)
    for activity, location in compress(each, sessions.on(day, part)):
        here = found[activity]
        if location is not None:
            here.add(location)
    return {activity: tuple(sorted(locations)) for activity, locations in found.items()}


def sessions_in_words(snapshot: Snapshot, choice: PlaceChoice) -> dict[str, list[str]]:
    """Return when each activity is on, of the sessions at the chosen time, none told twice."""
    sessions = _sessions(snapshot)
    found: dict[str, dict[str, None]] = defaultdict(dict)
    each = zip(sessions.activity, sessions.words, strict=True)
    for activity, words in compress(each, sessions.on(choice.day, choice.part)):
        found[activity][words] = None
    return {activity: list(words) for activity, words in found.items()}


@once
def _sessions(snapshot: Snapshot) -> _Sessions:
    rows = snapshot.table("Session").sort_values(["starts_at_local", "id"])
    schedules, starts = (_texts(rows[name]) for name in ("schedule", "starts_at_local"))
    times = list(zip(schedules, starts, strict=True))
    number_of = {each: number for number, each in enumerate(dict.fromkeys(times))}
    minutes = [None if pd.isna(each) else int(each) for each in rows["duration_minutes"].tolist()]
    told = list(zip(schedules, starts, minutes, strict=True))
    words = {each: session_words(*each) for each in dict.fromkeys(told)}
    return _Sessions(
        activity=tuple(rows["activity_id"].tolist()),
        location=tuple(_texts(rows["location_id"])),
        words=tuple(words[each] for each in told),
        time=tuple(number_of[each] for each in times),
        times=tuple(number_of),
    )


def _texts(cells: pd.Series[Any]) -> list[str | None]:
    return [each if isinstance(each, str) else None for each in cells.tolist()]
