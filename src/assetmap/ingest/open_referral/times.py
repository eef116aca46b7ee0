"""A schedule of HSDS to the cells of one of our sessions.

| schedule | Session |
| --- | --- |
| `freq`, `interval`, `byday`, `bymonthday`, `until` or `count`, `wkst` | `schedule` (RRULE) |
| `opens_at` | `starts_at_local`: the digits as they stand, whatever zone is written after them |
| `opens_at` to `closes_at` | `duration_minutes`; past midnight if it closes before it opens |
| `valid_from`, else `dtstart` | `valid_from`; a `dtstart` beside it stands in `x_first_on` |
| `valid_to` (the last day) | `valid_to` (the day after) |
| what a RRULE of ours cannot say | `x_other_rules`, as NAME=VALUE |

`freq` may be left out where `byday` names days of the week. Days of the month mean nothing in a
weekly rule, nor `count` beside `until`: they go to `x_other_rules`.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from assetmap.ingest.cells import CellError, read_date, read_schedule, read_time
from assetmap.ingest.open_referral.fields import OWN

if TYPE_CHECKING:
    from collections.abc import Mapping

_CLOCK: Final = re.compile(
    r"(\d{1,2}:\d{2})(?::\d{2}(?:\.\d{1,9})?)?\s*(?:Z|[+-]\d{2}(?::?\d{2})?)?"
)
_DAY_MINUTES: Final = 24 * 60
_LONGEST: Final = 500
_IN_RULES: Final = ("interval", "byday", "bymonthday", "wkst")
_NEVER_IN_RULES: Final = ("byweekno", "byyearday", "timezone")


def session_cells(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the cells of a session that a schedule fills."""
    cells = {column: texts[name] for name, column in OWN["schedule"].items() if name in texts}
    rule, others = _rule(texts)
    if rule:
        cells["schedule"] = rule
    if others:
        cells["x_other_rules"] = ";".join(f"{name.upper()}={each}" for name, each in others.items())
    return cells | _hours(texts) | _validity(texts)


def hours_sentence(texts: Mapping[str, str]) -> str:
    """Return a schedule as words for one line."""
    times = "-".join(_clock(texts[name]) for name in ("opens_at", "closes_at") if name in texts)
    days = texts.get("byday", "")
    return " ".join(each for each in (days, times, texts.get("description", "")) if each)


def _rule(texts: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Return a RRULE, or "", and what it leaves out."""
    others = {name: texts[name] for name in _NEVER_IN_RULES if name in texts}
    parts = {name: _compact(texts[name]) for name in _IN_RULES if name in texts}
    freq = _compact(texts.get("freq", "")) or ("WEEKLY" if "byday" in parts else "")
    if freq == "WEEKLY" and "bymonthday" in parts:
        others["bymonthday"] = parts.pop("bymonthday")
    _end(texts, parts, others)
    rule = ";".join((f"FREQ={freq}", *(f"{name.upper()}={each}" for name, each in parts.items())))
    try:
        if freq and len(rule) <= _LONGEST:
            return read_schedule(rule), others
    except CellError:
        pass
    freqs = {"freq": texts["freq"]} if "freq" in texts else {}
    return "", {**freqs, **parts, **others}


def _end(texts: Mapping[str, str], parts: dict[str, str], others: dict[str, str]) -> None:
    """Add when a rule ends to its `parts`, or to `others` what cannot be said."""
    if "until" in texts:
        day = _day(texts["until"])
        if day is None:
            others["until"] = texts["until"]
        else:
            parts["until"] = f"{day:%Y%m%d}"
    if "count" in texts:
        number = texts["count"].removesuffix(".0")
        (others if "until" in texts else parts)["count"] = number


def _compact(text: str) -> str:
    return "".join(text.split()).upper().removesuffix(".0")


def _day(text: str) -> dt.datetime | None:
    try:
        return read_date(text)
    except CellError:
        return None


def _clock(text: str) -> str:
    found = _CLOCK.fullmatch(text.strip())
    return found[1] if found else text


def _hours(texts: Mapping[str, str]) -> dict[str, str]:
    if "opens_at" not in texts:
        return {"x_closes_at": texts["closes_at"]} if "closes_at" in texts else {}
    cells = {"starts_at_local": _clock(texts["opens_at"])}
    if "closes_at" in texts:
        minutes = _minutes(texts["opens_at"], texts["closes_at"])
        if minutes is None:
            cells["x_closes_at"] = texts["closes_at"]
        else:
            cells["duration_minutes"] = str(minutes)
    return cells


def _minutes(opens: str, closes: str) -> int | None:
    try:
        start, end = (dt.time.fromisoformat(read_time(_clock(each))) for each in (opens, closes))
    except CellError:
        return None
    passed = (end.hour - start.hour) * 60 + end.minute - start.minute
    return passed % _DAY_MINUTES or _DAY_MINUTES


def _validity(texts: Mapping[str, str]) -> dict[str, str]:
    cells = {}
    begins = texts.get("valid_from") or texts.get("dtstart")
    if begins:
        cells["valid_from"] = begins
    if texts.get("dtstart", begins) != begins:
        cells["x_first_on"] = texts["dtstart"]
    if "valid_to" in texts:
        last = _day(texts["valid_to"])
        is_told = last is not None and last.year < dt.MAXYEAR
        cells["valid_to"] = (
            f"{last + dt.timedelta(1):%Y-%m-%d}" if is_told and last else texts["valid_to"]
        )
    return cells
