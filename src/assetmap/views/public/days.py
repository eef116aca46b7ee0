"""The days on which a session meets, from its rule that repeats."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from dateutil.rrule import rrulestr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assetmap.views.public.lines import SessionLine

AHEAD: Final = dt.timedelta(days=63)
"""How far ahead dates are told: nine weeks, so that what meets once a month has two."""

_MOST_DATES: Final = 8
_DAYS_A_WEEK: Final = 7
_LONGEST_MONTH: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MOST_IN_A_MONTH: Final = 5
_NUMBERED: Final = re.compile(r"([+-]?\d)([A-Z]{2})")
_CLOCK: Final = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True, order=True)
class Occasion:
    """One time at which something is on.

    Attributes
    ----------
    on
        The day.
    starts_at_local
        Such as `14:00`, or "".
    session_id
        Of which session.
    """

    on: dt.date
    starts_at_local: str
    session_id: str


def occasions(sessions: Iterable[SessionLine], day: dt.date) -> tuple[Occasion, ...]:
    """Return when `sessions` meet from `day` on, the soonest first, at most eight.

    Parameters
    ----------
    sessions
        Those whose rule cannot be read, or is not tied to days (every other week, from no day
        that is known), have none.
    day
        The first day that counts.

    Returns
    -------
    tuple
        Within `AHEAD`; from the first day on which a session holds to the last.
    """
    found = [
        Occasion(on, session.starts_at_local, session.id)
        for session in sessions
        for on in session_days(session, day, day + AHEAD)
    ]
    return tuple(sorted(found)[:_MOST_DATES])


def session_days(session: SessionLine, first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
    """Return the days on which a session meets, from `first` up to `last`, that not among them."""
    begins = max(first, session.valid_from or first)
    ends = min(last, session.valid_to or last)
    if not session.schedule or begins >= ends:
        return ()
    if not _is_tied_to_a_start(session.schedule):
        return _days(session.schedule, begins, begins, ends)
    if session.valid_from is None:
        return ()
    return _days(session.schedule, session.valid_from, begins, ends)


def clock_of(session: SessionLine) -> dt.time | None:
    """Return when a session starts by the clock on the wall, or None."""
    read = _CLOCK.fullmatch(session.starts_at_local)
    return dt.time(int(read[1]), int(read[2])) if read else None


def rule_parts(schedule: str) -> dict[str, str]:
    """Return the parts of a rule by name."""
    return dict(part.split("=", 1) for part in schedule.split(";") if "=" in part)


@lru_cache(maxsize=8192)
def _days(schedule: str, start: dt.date, first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
    parts = rule_parts(schedule)
    if not _has_days(parts):
        return ()
    begin = _near(parts, start, first)
    # A zone behind the end of a rule says nothing here: days are those of the place.
    plain = re.sub(r"(UNTIL=\d{8})(T\d{6})?Z?", r"\1", schedule)
    try:
        rule = rrulestr(plain, dtstart=dt.datetime.combine(begin, dt.time()))
        found = rule.between(_midnight(first), _midnight(last), inc=True)
    except (ValueError, TypeError, OverflowError):
        return ()
    return tuple(each.date() for each in found if each.date() < last)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time())


def _is_tied_to_a_start(schedule: str) -> bool:
    """Tell whether which days a rule means depends on the day from which it holds."""
    parts = rule_parts(schedule)
    if "COUNT" in parts or parts.get("INTERVAL", "1") != "1":
        return True
    freq = parts.get("FREQ")
    says_days = {"WEEKLY": "BYDAY" in parts, "DAILY": True}
    return not says_days.get(freq or "", "BYDAY" in parts or "BYMONTHDAY" in parts)


def _near(parts: Mapping[str, str], start: dt.date, first: dt.date) -> dt.date:
    """Return a start with the same days as `start` from `first` on, not long before it."""
    unit = {"DAILY": 1, "WEEKLY": _DAYS_A_WEEK}.get(parts.get("FREQ", ""))
    if unit is None or "COUNT" in parts or start >= first:
        return start
    step = unit * int(parts.get("INTERVAL", "1"))
    # One step less than could be: the week of the first day may have begun before it.
    return start + dt.timedelta(days=step * max(0, (first - start).days // step - 1))


def _has_days(parts: Mapping[str, str]) -> bool:
    """Tell whether a rule can have any day; one with none would be sought until the year 9999."""
    freq = parts.get("FREQ")
    months = _numbers(parts, "BYMONTH")
    dates = _numbers(parts, "BYMONTHDAY")
    numbered = [int(number) for number, _ in _NUMBERED.findall(parts.get("BYDAY", ""))]
    if any(not 1 <= month <= len(_LONGEST_MONTH) for month in months):
        return False
    longest = max((_LONGEST_MONTH[month - 1] for month in months), default=31)
    if dates and not any(1 <= abs(date) <= longest for date in dates):
        return False
    if numbered and (dates or any(not 1 <= abs(each) <= _MOST_IN_A_MONTH for each in numbered)):
        return False
    places = _numbers(parts, "BYSETPOS")
    return not places or (freq == "MONTHLY" and 1 <= abs(places[0]) <= _MOST_IN_A_MONTH - 1)


def _numbers(parts: Mapping[str, str], name: str) -> list[int]:
    return [int(each) for each in parts.get(name, "").split(",") if each.lstrip("+-").isdigit()]
