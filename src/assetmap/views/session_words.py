"""When something is on, in words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from assetmap.views.public.said import WEEKDAYS, list_said, said

if TYPE_CHECKING:
    from assetmap.views.public.said import Said

_DAYS: Final = dict(zip(("MO", "TU", "WE", "TH", "FR", "SA", "SU"), WEEKDAYS, strict=True))
_EACH: Final = {
    "MO": said("Mondays"),
    "TU": said("Tuesdays"),
    "WE": said("Wednesdays"),
    "TH": said("Thursdays"),
    "FR": said("Fridays"),
    "SA": said("Saturdays"),
    "SU": said("Sundays"),
}
_ORDINALS: Final = {
    1: said("first"),
    2: said("second"),
    3: said("third"),
    4: said("fourth"),
    5: said("fifth"),
    -1: said("last"),
}
_TOLD: Final = frozenset({"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "WKST"})
_MINUTES_A_DAY: Final = 24 * 60
_MOST_KEPT: Final = 2_048  # a place's thousands of sessions have far fewer days and times


@lru_cache(maxsize=_MOST_KEPT)
def session_words(
    schedule: str | None, starts_at_local: str | None, duration_minutes: int | None = None
) -> Said:
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
    Said
        Days and time; a rule that has no short words is given as it stands.

    Examples
    --------
    >>> session_words("FREQ=WEEKLY;BYDAY=TU,FR", "14:00", 90)
    'Tuesdays and Fridays, 14:00 to 15:30'
    >>> session_words("FREQ=MONTHLY;BYDAY=1SA", "10:30")
    'Every month on the first Saturday, 10:30'
    >>> session_words(None, "10:30")
    'Days not said, 10:30'
    """
    hours = _hours(starts_at_local, duration_minutes)
    if not schedule and not hours:
        return said("Days and time not said")
    days = _days(schedule) if schedule else said("Days not said")
    return said("%(days)s, %(hours)s", days=days, hours=hours or said("time not said"))


def _days(schedule: str) -> Said:
    parts = dict(part.split("=", 1) for part in schedule.split(";") if "=" in part)
    interval = parts.get("INTERVAL", "1")
    named = [re.fullmatch(r"([+-]?\d)?([A-Z]{2})", day) for day in _list(parts, "BYDAY")]
    days = [(int(day[1] or 0), day[2]) for day in named if day and day[2] in _DAYS]
    told: Said | None = None
    if set(parts) <= _TOLD and len(days) == len(named):
        if parts.get("FREQ") == "WEEKLY" and not any(number for number, _ in days):
            told = _weekly([day for _, day in days], interval)
        elif parts.get("FREQ") == "MONTHLY" and interval == "1":
            told = _monthly(days, _list(parts, "BYMONTHDAY"))
        elif schedule in {"FREQ=DAILY", "FREQ=DAILY;INTERVAL=1"}:
            told = said("Every day")
    return told or said("By the rule %(rule)s", rule=schedule)


def _list(parts: dict[str, str], name: str) -> list[str]:
    return [each.strip() for each in parts.get(name, "").split(",") if each.strip()]


def _weekly(days: list[str], interval: str) -> Said:
    if interval == "1":
        return list_said([_EACH[day] for day in days]) if days else said("Every week")
    weeks = said("Every other week") if interval == "2" else said("Every %(n)s weeks", n=interval)
    if not days:
        return weeks
    return said("%(weeks)s on %(days)s", weeks=weeks, days=list_said([_DAYS[day] for day in days]))


def _monthly(days: list[tuple[int, str]], dates: list[str]) -> Said | None:
    if days and not dates and all(number in _ORDINALS for number, _ in days):
        each = [
            said("%(which)s %(day)s", which=_ORDINALS[number], day=_DAYS[day])
            for number, day in days
        ]
        return said("Every month on the %(days)s", days=list_said(each))
    if dates and not days and all(date.isdigit() for date in dates):
        return said("Every month on day %(days)s", days=list_said(dates))
    return None


def _hours(starts_at_local: str | None, duration_minutes: int | None) -> str:
    if not starts_at_local or not re.fullmatch(r"\d\d:\d\d", starts_at_local):
        return starts_at_local or ""
    if not duration_minutes:
        return starts_at_local
    hours, minutes = (int(part) for part in starts_at_local.split(":"))
    end = (60 * hours + minutes + int(duration_minutes)) % _MINUTES_A_DAY
    return said(
        "%(start)s to %(end)s", start=starts_at_local, end=f"{end // 60:02d}:{end % 60:02d}"
    )
