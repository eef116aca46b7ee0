"""When OpenActive says that something is on, as cells of `Session`."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from assetmap.ingest.drafting import made_id, text_of
from assetmap.ingest.openactive.parts import id_of, type_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.ingest.openactive.parts import Thing

_HERE: Final = ZoneInfo("Europe/London")
_SPAN: Final = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_EVERY: Final = re.compile(r"P(\d{1,3})([DWMY])")
_FREQUENCIES: Final = {"D": "DAILY", "W": "WEEKLY", "M": "MONTHLY", "Y": "YEARLY"}
_ONE_DAY: Final = dt.timedelta(days=1)
_MINUTES_A_DAY: Final = 1440


def session_cells(thing: Thing, times: Sequence[Thing]) -> list[dict[str, str]]:
    """Return the cells of a session for each of `times`.

    Parameters
    ----------
    thing
        What the times are of.
    times
        Schedules, or single days.
    """
    capacity = text_of(thing.get("maximumAttendeeCapacity"))
    return [
        {
            "id": made_id("openactive", "Session", id_of(thing), str(number), id_of(each)),
            "capacity": text_of(each.get("maximumAttendeeCapacity")) or capacity,
            **(_repeated(each) if type_of(each).endswith("Schedule") else _once(each)),
        }
        for number, each in enumerate(times)
    ]


def _repeated(schedule: Thing) -> dict[str, str]:
    first, last = (_day(schedule.get(key)) for key in ("startDate", "endDate"))
    starts = text_of(schedule.get("startTime"))[:5]
    return {
        "schedule": _rule(schedule),
        "starts_at_local": starts,
        "duration_minutes": _minutes(schedule, starts, text_of(schedule.get("endTime"))[:5]),
        "valid_from": first.isoformat() if first else "",
        "valid_to": _next_day(last),
    }


def _once(event: Thing) -> dict[str, str]:
    start, end = (_moment(event.get(key)) for key in ("startDate", "endDate"))
    first = start.date() if start else _day(event.get("startDate"))
    last = end.date() if end else _day(event.get("endDate")) or first
    starts, ends = (f"{each:%H:%M}" if each else "" for each in (start, end))
    is_one_day = first is not None and first == last
    return {
        "schedule": "FREQ=DAILY;COUNT=1" if is_one_day else "",
        "starts_at_local": starts,
        "duration_minutes": _minutes(event, starts, ends if is_one_day else ""),
        "valid_from": first.isoformat() if first else "",
        "valid_to": _next_day(last),
    }


def _rule(schedule: Thing) -> str:
    every = _EVERY.fullmatch(text_of(schedule.get("repeatFrequency")))
    if not every:
        return ""
    parts = [f"FREQ={_FREQUENCIES[every[2]]}"]
    if int(every[1]) > 1:
        parts.append(f"INTERVAL={int(every[1])}")
    count = text_of(schedule.get("repeatCount"))
    if count:
        parts.append(f"COUNT={count}")
    days = [_day_letters(each) for each in _listed(schedule.get("byDay"))]
    if any(days):
        parts.append(f"BYDAY={','.join(filter(None, days))}")
    for key in ("byMonthDay", "byMonth"):
        numbers = [text_of(each) for each in _listed(schedule.get(key))]
        if numbers:
            parts.append(f"{key.upper()}={','.join(numbers)}")
    return ";".join(parts)


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _day_letters(value: Any) -> str:
    """Return TU for https://schema.org/Tuesday or schema:Tuesday, and 2TU as it is."""
    word = re.split(r"[/:#]", text_of(value))[-1]
    return word[:2].upper() if word[:1].isalpha() else word.upper()


def _minutes(thing: Thing, starts: str, ends: str) -> str:
    span = _SPAN.fullmatch(text_of(thing.get("duration")))
    if span and any(span.groups()):
        days, hours, minutes, _ = (int(part or 0) for part in span.groups())
        length = days * _MINUTES_A_DAY + hours * 60 + minutes
    elif starts and ends:
        first, last = (_clock(each) for each in (starts, ends))
        length = (last - first) % _MINUTES_A_DAY if first >= 0 and last >= 0 else 0
    else:
        length = 0
    return str(length) if 1 <= length <= _MINUTES_A_DAY else ""


def _clock(text: str) -> int:
    found = re.fullmatch(r"(\d{2}):(\d{2})", text)
    return int(found[1]) * 60 + int(found[2]) if found else -1


def _next_day(day: dt.date | None) -> str:
    return (day + _ONE_DAY).isoformat() if day and day < dt.date.max else ""


def _day(value: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text_of(value)[:10])
    except ValueError:
        return None


def _moment(value: Any) -> dt.datetime | None:
    """Return an instant by the clock on the wall, None if the text names a day alone."""
    text = text_of(value)
    try:
        moment = dt.datetime.fromisoformat(text) if "T" in text else None
    except ValueError:
        return None
    if moment is None or moment.tzinfo is None:
        return moment
    is_in_time = dt.date.min.year < moment.year < dt.date.max.year
    return moment.astimezone(_HERE) if is_in_time else None
