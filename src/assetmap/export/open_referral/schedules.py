"""A session as a schedule of Open Referral UK.

| ours | theirs |
| --- | --- |
| schedule (RRULE) | freq, interval, byday, bymonthday, until, count, wkst |
| every day | WEEKLY on all seven days: the standard has no daily rule |
| a rule that these cannot say | `assetmap:rule`, and description in words |
| starts_at_local, duration_minutes | opens_at, closes_at, by the clock on the wall |
| valid_from | valid_from and dtstart |
| valid_to (the day after) | valid_to (the last day) |
| capacity | `assetmap:capacity` |
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from assetmap.export.open_referral.formats import day_text
from assetmap.export.open_referral.pieces import own_attributes, told
from assetmap.ingest.open_referral.times import session_cells

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetmap.export.open_referral.pieces import Document
    from assetmap.export.open_referral.rows import Row

_WEEK: Final = "MO,TU,WE,TH,FR,SA,SU"
_FREQS: Final = frozenset({"WEEKLY", "MONTHLY"})
_SAID: Final = frozenset({"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "UNTIL", "COUNT", "WKST"})
_DAY_MINUTES: Final = 24 * 60
_LONGEST: Final = 6  # digits of a number in a rule
_DAY_LETTERS: Final = 8


def schedule_document(row: Row, id_: str) -> Document:
    """Return a session's time; with nothing but an id if nothing is told of it.

    Parameters
    ----------
    row
        Of `Session`.
    id_
        UUID of the schedule.
    """
    rule = row.get("schedule", "")
    said = _rule_fields(rule) if rule else {}
    is_whole = _is_read_back(said, rule)
    duration = row.get("duration_minutes")
    start = row.get("starts_at_local")
    values = [
        ("capacity", None if "capacity" not in row else str(row["capacity"])),
        ("duration_minutes", str(duration) if duration and not start else None),
        ("rule", None if is_whole else rule),
    ]
    return told(
        {
            "id": id_,
            "valid_from": day_text(row.get("valid_from")),
            "valid_to": day_text(row.get("valid_to"), minus_days=1),
            "dtstart": day_text(row.get("valid_from")),
            **said,
            "description": None if said or not rule else f"It repeats by the rule {rule}.",
            "opens_at": start,
            "closes_at": _closing(start, duration),
            "attributes": own_attributes(id_, values),
        }
    )


def _rule_fields(rule: str) -> Document:
    """Return the fields that say a rule, or none if they would say another."""
    parts = dict(part.split("=", 1) for part in rule.split(";") if "=" in part)
    if parts.get("FREQ") == "DAILY" and not {"BYDAY", "BYMONTHDAY", "INTERVAL"} & parts.keys():
        parts |= {"FREQ": "WEEKLY", "BYDAY": _WEEK}
    numbers = {name: _number(parts[name]) for name in ("INTERVAL", "COUNT") if name in parts}
    until = _until(parts["UNTIL"]) if "UNTIL" in parts else ""
    is_said = parts.keys() <= _SAID and parts.get("FREQ") in _FREQS
    is_said = is_said and parts.get("WKST", "MO") in _WEEK.split(",")
    if not is_said or until is None or None in numbers.values():
        return {}
    return told(
        {
            "until": until or None,
            "count": numbers.get("COUNT"),
            "wkst": parts.get("WKST"),
            "freq": parts["FREQ"],
            "interval": numbers.get("INTERVAL"),
            "byday": parts.get("BYDAY"),
            "bymonthday": parts.get("BYMONTHDAY"),
        }
    )


def _is_read_back(said: Mapping[str, Any], rule: str) -> bool:
    texts = {name: str(value) for name, value in said.items()}
    return (session_cells(texts).get("schedule", "") if said else "") == rule


def _number(text: str) -> int | None:
    is_number = text.isascii() and text.isdigit() and len(text) <= _LONGEST
    return int(text) if is_number else None


def _until(text: str) -> str | None:
    try:
        return dt.datetime.strptime(text[:_DAY_LETTERS], "%Y%m%d").date().isoformat()  # noqa: DTZ007 - a day
    except ValueError:
        return None


def _closing(start: str | None, duration: int | None) -> str | None:
    if not start or not duration:
        return None
    hour, _, minute = start.partition(":")
    if not (hour.isdigit() and minute.isdigit()):
        return None
    ends = (int(hour) * 60 + int(minute) + int(duration)) % _DAY_MINUTES
    return f"{ends // 60:02}:{ends % 60:02}"
