"""When something is on, in words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from assetmap.views.wording import listed

_DAYS: Final = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
_ORDINALS: Final = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
_TOLD: Final = frozenset({"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "WKST"})
_MINUTES_A_DAY: Final = 24 * 60
_MOST_KEPT: Final = 2_048  # a place's thousands of sessions have far fewer days and times


@lru_cache(maxsize=_MOST_KEPT)
def session_words(
    schedule: str | None, starts_at_local: str | None, duration_minutes: int | None = None
) -> str:
    """Return when a session is on, in words.

    Parameters
    ----------
    schedule
        An RRULE, or None if the days are not known.
    starts_at_local
        Such as `14:00`, or None.
    duration_minutes
        How long it lasts, or None.

    Returns
    -------
    str
        Days and time; a rule that has no short words is given as it stands.

    Examples
    --------
    >>> session_words("FREQ=WEEKLY;BYDAY=TU,FR", "14:00", 90)
    'Tuesdays and Fridays, 14:00 to 15:30'
    >>> session_words("FREQ=MONTHLY;BYDAY=1SA", "10:30")
    'First Saturday of the month, 10:30'
    >>> session_words(None, "10:30")
    'Days not said, 10:30'
    """
    hours = _hours(starts_at_local, duration_minutes)
    if not schedule and not hours:
        return "Days and time not said"
    days = "Days not said" if not schedule else _days(schedule)
    return f"{days}, {hours}" if hours else f"{days}, time not said"


def _days(schedule: str) -> str:
    parts = dict(part.split("=", 1) for part in schedule.split(";") if "=" in part)
    interval = parts.get("INTERVAL", "1")
    named = [re.fullmatch(r"([+-]?\d)?([A-Z]{2})", day) for day in _list(parts, "BYDAY")]
    days = [(int(day[1] or 0), _DAYS[day[2]]) for day in named if day and day[2] in _DAYS]
    said = ""
    if set(parts) <= _TOLD and len(days) == len(named):
        if parts.get("FREQ") == "WEEKLY" and not any(number for number, _ in days):
            said = _weekly([day for _, day in days], interval)
        elif parts.get("FREQ") == "MONTHLY" and interval == "1":
            said = _monthly(days, _list(parts, "BYMONTHDAY"))
        elif schedule in {"FREQ=DAILY", "FREQ=DAILY;INTERVAL=1"}:
            said = "Every day"
    return said or f"By the rule {schedule}"


def _list(parts: dict[str, str], name: str) -> list[str]:
    return [each.strip() for each in parts.get(name, "").split(",") if each.strip()]


def _weekly(days: list[str], interval: str) -> str:
    if interval == "1":
        return listed([f"{day}s" for day in days], at_most=7) if days else "Every week"
    weeks = "other week" if interval == "2" else f"{interval} weeks"
    return f"Every {weeks} on {listed(days, at_most=7)}" if days else f"Every {weeks}"


def _monthly(days: list[tuple[int, str]], dates: list[str]) -> str:
    if days and not dates and all(number in _ORDINALS for number, _ in days):
        said = listed([f"{_ORDINALS[number]} {day}" for number, day in days], at_most=7)
        return f"{said[0].upper()}{said[1:]} of the month"
    if dates and not days and all(date.isdigit() for date in dates):
        return f"Every month on day {listed(dates, at_most=7)}"
    return ""


def _hours(starts_at_local: str | None, duration_minutes: int | None) -> str:
    if not starts_at_local or not re.fullmatch(r"\d\d:\d\d", starts_at_local):
        return starts_at_local or ""
    if not duration_minutes:
        return starts_at_local
    hours, minutes = (int(part) for part in starts_at_local.split(":"))
    end = (60 * hours + minutes + int(duration_minutes)) % _MINUTES_A_DAY
    return f"{starts_at_local} to {end // 60:02d}:{end % 60:02d}"
