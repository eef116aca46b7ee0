"""When something is on, as a calendar file (iCalendar, RFC 5545)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vRecur

if TYPE_CHECKING:
    from collections.abc import Iterable

ZONE: Final = ZoneInfo("Europe/London")
"""The clocks on the walls of every place that is mapped."""

_YEARS_TOLD: Final = 20
_MAKER: Final = "-//assetmap//assetmap//EN"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that is on at a time, and perhaps again.

    Attributes
    ----------
    uid
        The same whenever the file is made.
    summary, description, location, address
        What, in which words, where, and where to read more.
    first_on
        The first day that is told.
    starts_at
        By the clock on the wall, or None for a whole day.
    minutes
        How long, or None.
    rule
        A RRULE by which it repeats, or "".
    ends_on
        The first day on which it is no longer on, or None.
    """

    uid: str
    summary: str
    description: str
    location: str
    address: str
    first_on: dt.date
    starts_at: dt.time | None
    minutes: int | None
    rule: str
    ends_on: dt.date | None


def calendar_file(entries: Iterable[Entry], *, made_on: dt.date) -> bytes:
    """Return `entries` as a calendar file.

    Parameters
    ----------
    entries
        In the order of the file.
    made_on
        The day as of which they are right; the file is the same whenever it is made that day.

    Returns
    -------
    bytes
        With a description of the time zone, which some calendars do not know by name.
    """
    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    for entry in entries:
        calendar.add_component(_event(entry, made_on))
    calendar.add_component(_zone(made_on.year))
    return bytes(calendar.to_ical())


@cache
def _zone(year: int) -> Timezone:
    first = dt.date(year - _YEARS_TOLD, 1, 1)
    return Timezone.from_tzinfo(ZONE, ZONE.key, first, dt.date(year + _YEARS_TOLD, 1, 1))


def _event(entry: Entry, made_on: dt.date) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", dt.datetime.combine(made_on, dt.time(), tzinfo=dt.UTC))
    event.add("summary", entry.summary)
    starts = _start(entry)
    event.add("dtstart", starts)
    if entry.starts_at is not None and entry.minutes:
        event.add("duration", dt.timedelta(minutes=entry.minutes))
    for name in ("description", "location"):
        if text := getattr(entry, name):
            event.add(name, text)
    if entry.address:
        event.add("url", entry.address)
    if rule := _rule(entry):
        event.add("rrule", vRecur.from_ical(rule))
    return event


def _start(entry: Entry) -> dt.date | dt.datetime:
    if entry.starts_at is None:
        return entry.first_on
    return dt.datetime.combine(entry.first_on, entry.starts_at, tzinfo=ZONE)


def _rule(entry: Entry) -> str:
    """Return the rule with an end of the kind that its start asks for (RFC 5545, 3.3.10)."""
    if not entry.rule or "COUNT=" in entry.rule:
        return entry.rule
    found = re.search(r";UNTIL=(\d{8})[TZ\d]*", entry.rule)
    lasts = [entry.ends_on - dt.timedelta(days=1)] if entry.ends_on else []
    if found:
        lasts.append(dt.datetime.strptime(found[1], "%Y%m%d").date())  # noqa: DTZ007
    plain = entry.rule.replace(found[0], "") if found else entry.rule
    if not lasts:
        return plain
    if entry.starts_at is None:
        return f"{plain};UNTIL={min(lasts):%Y%m%d}"
    night = dt.datetime.combine(min(lasts), dt.time(23, 59, 59), tzinfo=ZONE)
    return f"{plain};UNTIL={night.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
