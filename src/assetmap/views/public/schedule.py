"""The sessions of an activity as entries of a calendar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assetmap.views.public.days import AHEAD, clock_of, session_days

if TYPE_CHECKING:
    import datetime as dt

    from assetmap.views.public.directory import Directory
    from assetmap.views.public.lines import LocationLine, SessionLine


@dataclass(frozen=True, slots=True)
class Meeting:
    """A session that has dates to come.

    Attributes
    ----------
    session
        The row.
    place
        Where, if that is known.
    first_on
        The next day on which it meets.
    starts_at
        By the clock on the wall, or None.
    """

    session: SessionLine
    place: LocationLine | None
    first_on: dt.date
    starts_at: dt.time | None


def meetings(directory: Directory, activity_id: str) -> tuple[Meeting, ...]:
    """Return the sessions of an activity that have dates to come, in the order of the place."""
    row = directory.row_of.get(activity_id)
    if row is None or not directory.is_running[row]:
        return ()
    found = []
    for session in directory.sessions_of.get(activity_id, ()):
        days = session_days(session, directory.day, directory.day + AHEAD)
        if days:
            place = directory.locations.get(session.location_id)
            found.append(Meeting(session, place, days[0], clock_of(session)))
    return tuple(found)
