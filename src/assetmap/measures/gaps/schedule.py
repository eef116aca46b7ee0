"""How often in a usual week something meets on each day, from the rule by which it repeats."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import Final

from dateutil.rrule import rrulestr

N_WEEKS: Final = 52
"""A rule is followed over so many weeks from the day that is looked at."""

LEAST_IN_SPAN: Final = 10
"""Fewer meetings on one day of the week, in that span, do not make it one of its days."""

Week = tuple[float, float, float, float, float, float, float]
"""Meetings a week on each day, from Monday."""

_DAY: Final = dt.timedelta(days=1)
_KEYS_OF: Final = {
    "DAILY": frozenset({"BYDAY"}),
    "WEEKLY": frozenset({"BYDAY"}),
    "MONTHLY": frozenset({"BYDAY", "BYMONTHDAY", "BYSETPOS"}),
    "YEARLY": frozenset({"BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS"}),
}
_ALWAYS: Final = frozenset({"FREQ", "INTERVAL", "UNTIL", "COUNT", "WKST"})
_ORDINAL: Final = re.compile(r"[+-]?[1-5]?(MO|TU|WE|TH|FR|SA|SU)")
_PLAIN: Final = re.compile(r"MO|TU|WE|TH|FR|SA|SU")
_NUMBER: Final = re.compile(r"\d{1,3}")


def weekly_meetings(schedule: object, first: dt.date, began: dt.date | None = None) -> Week | None:
    """Return how often a week something meets on each day, over the weeks from a day.

    Parameters
    ----------
    schedule
        An RRULE without its start, as the column `schedule` holds it.
    first
        The first day looked at; `N_WEEKS` weeks are.
    began
        When it first met: a rule that counts its meetings (COUNT) is counted from there.

    Returns
    -------
    tuple or None
        Seven means, from Monday; all 0 when it has ended. None when the rule does not say its
        days: there is none, it names none (FREQ=WEEKLY alone), or it is of a form that is not
        followed here (hourly, or parts that no such day may ever fit).

    Notes
    -----
    Followed by dateutil; at most once for each rule and day. A rule with INTERVAL is taken to
    begin in the week of `first`: which of two weeks it is makes no difference to the mean.

    References
    ----------
    Desruisseaux, B. (2009). Internet Calendaring and Scheduling Core Object Specification.
    RFC 5545, section 3.3.10.

    Examples
    --------
    >>> weekly_meetings("FREQ=WEEKLY;BYDAY=TU,FR", dt.date(2026, 6, 1))
    (0.0, 1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    >>> weekly_meetings("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", dt.date(2026, 6, 1))[0]
    0.5
    >>> weekly_meetings("FREQ=WEEKLY", dt.date(2026, 6, 1)) is None
    True
    """
    parts = _parts(schedule)
    if parts is None or not isinstance(schedule, str) or not _says_days(parts):
        return None
    if "COUNT" in parts and began is None:
        return None
    monday = first - first.weekday() * _DAY
    start = began if "COUNT" in parts and began is not None else monday
    return _followed(schedule, min(start, first), first)


def _parts(schedule: object) -> dict[str, str] | None:
    if not isinstance(schedule, str):
        return None
    pairs = [part.split("=", 1) for part in schedule.split(";") if part]
    return dict(pairs) if all(len(pair) == 2 for pair in pairs) else None  # noqa: PLR2004


def _says_days(parts: dict[str, str]) -> bool:
    """Tell whether a rule says its days, in a form in which some day fits: else none is found."""
    frequency = parts.get("FREQ", "")
    if frequency not in _KEYS_OF or not set(parts) <= _ALWAYS | _KEYS_OF[frequency]:
        return False
    interval = parts.get("INTERVAL", "1")
    if not _NUMBER.fullmatch(interval) or int(interval) == 0:
        return False
    if frequency == "DAILY":
        return "BYDAY" not in parts or interval == "1"
    if frequency == "WEEKLY":
        return _all_are(_PLAIN, parts.get("BYDAY", ""))
    return _says_days_of_month(parts)


def _says_days_of_month(parts: dict[str, str]) -> bool:
    # Both at once, such as the first Monday if it is the 20th, may never come.
    if ("BYDAY" in parts) == ("BYMONTHDAY" in parts):
        return False
    if parts.get("BYSETPOS", "1") not in {"1", "-1"}:
        return False
    return "BYMONTHDAY" in parts or _all_are(_ORDINAL, parts["BYDAY"])


def _all_are(form: re.Pattern[str], days: str) -> bool:
    return all(form.fullmatch(day.strip()) for day in days.split(","))


def _followed(schedule: str, start: dt.date, first: dt.date) -> Week | None:
    end = dt.datetime.combine(first + 7 * N_WEEKS * _DAY, dt.time())
    try:
        rule = rrulestr(
            schedule, dtstart=dt.datetime.combine(start, dt.time()), ignoretz=True, cache=False
        )
        meetings = Counter[int]()
        for meeting in rule:
            if meeting >= end:
                break
            if meeting.date() >= first:
                meetings[meeting.weekday()] += 1
    except (ValueError, TypeError, OverflowError, AttributeError, KeyError):
        return None
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = (
        meetings[day] / N_WEEKS for day in range(7)
    )
    return monday, tuesday, wednesday, thursday, friday, saturday, sunday
