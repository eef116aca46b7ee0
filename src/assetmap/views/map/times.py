"""When in the week a session is on: what can be asked, and whether it is."""

from __future__ import annotations

import re
from typing import Final

_DAY_WORDS: Final = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}

DAYS: Final = {
    "": "Any day",
    "weekdays": "Monday to Friday",
    "weekend": "Saturday and Sunday",
    **_DAY_WORDS,
}
"""Days to choose from, by value."""

PARTS: Final = {
    "": "Any time",
    "morning": "Morning (starts before 12:00)",
    "afternoon": "Afternoon (starts 12:00 to 17:00)",
    "evening": "Evening (starts from 17:00)",
}
"""Parts of the day to choose from, by value."""

_DAYS_OF: Final = {
    "weekdays": frozenset({"MO", "TU", "WE", "TH", "FR"}),
    "weekend": frozenset({"SA", "SU"}),
    **{day: frozenset({day}) for day in _DAY_WORDS},
}
_SPANS: Final = {
    "morning": ("00:00", "12:00"),
    "afternoon": ("12:00", "17:00"),
    "evening": ("17:00", "24:00"),
}


def is_on(schedule: str | None, starts_at_local: str | None, *, day: str, part: str) -> bool:
    """Tell whether a session may be on at that time of the week.

    Parameters
    ----------
    schedule
        An RRULE; one that names no days, or none at all, may be on any.
    starts_at_local
        Such as `18:30`; without it a session is in no part of the day.
    day, part
        Values in `DAYS` and `PARTS`; empty for any.

    Examples
    --------
    >>> is_on("FREQ=WEEKLY;BYDAY=TU", "18:30", day="weekdays", part="evening")
    True
    >>> is_on("FREQ=MONTHLY;BYDAY=1SA", "10:00", day="SU", part="")
    False
    """
    if day:
        named = _named_days(schedule)
        if named and not named & _DAYS_OF[day]:
            return False
    if part:
        first, end = _SPANS[part]
        return isinstance(starts_at_local, str) and first <= starts_at_local < end
    return True


def time_words(day: str, part: str) -> str:
    """Return a time of the week as it ends a sentence; empty for any time at all.

    Examples
    --------
    >>> time_words("weekdays", "evening"), time_words("TU", ""), time_words("", "")
    (' on Monday to Friday in the evening', ' on Tuesday', '')
    """
    words = f" on {DAYS[day]}" if day else ""
    return f"{words} in the {part}" if part else words


def _named_days(schedule: str | None) -> frozenset[str]:
    named = re.search(r"BYDAY=([^;]*)", schedule) if isinstance(schedule, str) else None
    return frozenset(day.strip()[-2:] for day in named[1].split(",")) if named else frozenset()
