"""What a cell of each kind may say, as people in Britain write it.

A reader takes the text of one cell that is not empty, and returns the value to store or raises
`CellError` with a sentence for the person who keeps the file.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from assetmap.geo import normal_postcode
from assetmap.model.vocabularies import readings, spelling

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assetmap.model import Column, Term

    Reader = Callable[[str], Any]

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            *("jan january", "feb february", "mar march", "apr april", "may", "jun june"),
            *("jul july", "aug august", "sep sept september", "oct october"),
            *("nov november", "dec december"),
        ),
        start=1,
    )
    for name in names.split()
}
_ISO_DAY: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:\d{2}.{0,30})?")
_BRITISH_DAY: Final = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})")
_WORDY_DAY: Final = re.compile(
    r"(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s\-]+(?:of\s+)?([A-Za-z]{3,9})\.?,?"
    r"[\s\-]+(\d{4}|\d{2})"
)
_TIME: Final = re.compile(
    r"(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?\s*(?:([ap])\.?\s*m?\.?)?", re.IGNORECASE
)
_DOMAIN: Final = re.compile(r"[\w\-]+(?:\.[\w\-]+)+\.?(?::\d{1,5})?(?:[/?#]\S*)?", re.ASCII)
_RULE_PART: Final = re.compile(
    r"FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)|(?:INTERVAL|COUNT)=[1-9]\d{0,3}"
    r"|BYDAY=[+-]?\d?(?:MO|TU|WE|TH|FR|SA|SU)(?:,[+-]?\d?(?:MO|TU|WE|TH|FR|SA|SU)){0,34}"
    r"|BYMONTHDAY=-?\d{1,2}(?:,-?\d{1,2}){0,30}|BYMONTH=\d{1,2}(?:,\d{1,2}){0,11}"
    r"|BYSETPOS=-?\d{1,3}|WKST=(?:MO|TU|WE|TH|FR|SA|SU)|UNTIL=\d{8}(?:T\d{6}Z?)?"
)
_DAYS: Final = {"mon": "MO", "tue": "TU", "wed": "WE", "thu": "TH", "fri": "FR"} | {
    "sat": "SA",
    "sun": "SU",
}
_SMALL_WORDS: Final = frozenset({"every", "and", "on", "weekly", "each"})
_TRUTHS: Final = dict.fromkeys(("yes", "y", "true", "t", "1"), True) | dict.fromkeys(
    ("no", "n", "false", "f", "0"), False
)
_NOON, _NO_HOUR, _NO_MINUTE = 12, 24, 60
_FIRST_YEAR, _PIVOT_YEAR, _LAST_YEAR = 1000, 70, 2200
_MAX_DIGITS: Final = 30

_NO_DAY: Final = "It is not a day; write 2026-04-01, 1/4/2026 or 1 April 2026."
_NO_SUCH_DAY: Final = "There is no such day; the day comes before the month."
_NO_TIME: Final = "It is not a time of day; write 14:30 or 2.30pm."
_NO_NUMBER: Final = "It is not a number."
_NO_GROUPS: Final = (
    "It is not a number: a comma or a gap parts thousands, and a full stop stands before decimals."
)
_GROUPED: Final = re.compile(r"[+-]?\d{1,3}(?:[, ]\d{3})+(?:\.\d*)?", re.ASCII)
_NO_TRUTH: Final = "It must be yes or no."
_NO_LINK: Final = "It is not a web address that begins with http:// or https://."
_NO_POSTCODE: Final = "It is not a postcode such as M33 7XX."
_NO_SCHEDULE: Final = "It is not a schedule; write days (Tuesday, Friday) or FREQ=WEEKLY;BYDAY=TU."
_NO_YEAR: Final = f"The year must be from {_FIRST_YEAR} to {_LAST_YEAR}."
_NO_BOUNDARY: Final = (
    "It is not an outline: GeoJSON of a Polygon or MultiPolygon in degrees is wanted."
)


class CellError(ValueError):
    """A cell cannot be read as what it should be; the message is a sentence for its owner."""


def reader_of(column: Column, terms: Sequence[Term] = ()) -> Reader:
    """Return what reads a cell of `column`, whose words, if it has a list, are `terms`."""
    if column.kind == "choice":
        return _choice_reader(terms)
    if column.kind == "integer":
        return _integer_reader(column, terms)
    return _READERS[column.kind]


def read_date(cell: str) -> dt.datetime:
    """Return the day that `cell` names, day before month.

    Examples
    --------
    >>> read_date("1/4/2026") == read_date("1st April 2026") == read_date("2026-04-01")
    True
    """
    text = cell.strip()
    if found := _ISO_DAY.fullmatch(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _BRITISH_DAY.fullmatch(text):
        day, month, year = (int(part) for part in found.groups())
        year = _full_year(year, found[3])
    elif (found := _WORDY_DAY.fullmatch(text)) and found[2].casefold() in _MONTHS:
        day, month = int(found[1]), _MONTHS[found[2].casefold()]
        year = _full_year(int(found[3]), found[3])
    else:
        raise CellError(_NO_DAY)
    try:
        moment = dt.datetime(year, month, day)  # noqa: DTZ001 - a day has no zone
    except ValueError:
        raise CellError(_NO_SUCH_DAY) from None
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise CellError(_NO_YEAR)
    return moment


def read_time(cell: str) -> str:
    """Return a time of day as HH:MM.

    Examples
    --------
    >>> read_time("2.30pm"), read_time("9:05"), read_time("noon")
    ('14:30', '09:05', '12:00')
    """
    text = cell.strip().casefold()
    text = {"noon": "12:00", "midday": "12:00", "12noon": "12:00", "midnight": "00:00"}.get(
        text.replace(" ", ""), text
    )
    found = _TIME.fullmatch(text)
    if found and (found[2] or found[3]):
        hour, minute = int(found[1]), int(found[2] or 0)
        if found[3]:
            is_on_the_dial = 1 <= hour <= _NOON
            hour = hour % _NOON + (_NOON if found[3] == "p" else 0) if is_on_the_dial else _NO_HOUR
        if hour < _NO_HOUR and minute < _NO_MINUTE:
            return f"{hour:02d}:{minute:02d}"
    raise CellError(_NO_TIME)


def read_number(cell: str) -> float:
    """Return a number; thousands may be parted by commas or gaps, pounds may carry their sign."""
    text = cell.strip().removeprefix("£").strip()
    if "," in text or " " in text:
        if text.lstrip("+-")[:1].isdigit() and not _GROUPED.fullmatch(text):
            raise CellError(_NO_GROUPS)  # 1,5 is one and a half where others count, and never 15
        text = text.replace(",", "").replace(" ", "")
    try:
        number = float(text) if len(text) <= _MAX_DIGITS and "_" not in text else math.nan
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise CellError(_NO_NUMBER)
    return number


def read_truth(cell: str) -> bool:
    """Return whether `cell` says yes."""
    try:
        return _TRUTHS[cell.strip().casefold()]
    except KeyError:
        raise CellError(_NO_TRUTH) from None


def read_link(cell: str) -> str:
    """Return a web address; one written without http:// gets https://."""
    text = cell.strip()
    if _DOMAIN.fullmatch(text):
        return f"https://{text}"
    try:
        parts = urlsplit(text)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        is_web = False
    if not is_web or any(letter.isspace() for letter in text):
        raise CellError(_NO_LINK)
    return text


def read_postcode(cell: str) -> str:
    """Return a postcode in capitals with one space.

    Examples
    --------
    >>> read_postcode(" m337xx")
    'M33 7XX'
    """
    postcode = normal_postcode(cell)
    if postcode is None:
        raise CellError(_NO_POSTCODE)
    return postcode


def read_schedule(cell: str) -> str:
    """Return repeating days as an RRULE; days in words become one.

    Examples
    --------
    >>> read_schedule("Tuesdays and Fri")
    'FREQ=WEEKLY;BYDAY=TU,FR'
    """
    rule = cell.strip().upper().removeprefix("RRULE:")
    parts = rule.split(";")
    if all(_RULE_PART.fullmatch(part) for part in parts) and parts[0].startswith("FREQ="):
        return rule
    words = re.findall(r"[a-z]+", cell.casefold())
    days = [_DAYS[word[:3]] for word in words if word[:3] in _DAYS]
    others = [word for word in words if word[:3] not in _DAYS]
    if days and set(others) <= _SMALL_WORDS and not re.search(r"\d", cell):
        ordered = [day for day in _DAYS.values() if day in days]
        return f"FREQ=WEEKLY;BYDAY={','.join(ordered)}"
    raise CellError(_NO_SCHEDULE)


def read_boundary(cell: str) -> str:
    """Return an outline as compact GeoJSON: a Polygon or MultiPolygon, or a Feature of one."""
    try:
        shape = json.loads(cell, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise CellError(_NO_BOUNDARY) from None
    if isinstance(shape, dict) and shape.get("type") == "Feature":
        shape = shape.get("geometry")
    if not isinstance(shape, dict):
        raise CellError(_NO_BOUNDARY)
    depth = {"Polygon": 1, "MultiPolygon": 2}.get(str(shape.get("type")))
    if depth is None or not _are_rings(shape.get("coordinates"), depth):
        raise CellError(_NO_BOUNDARY)
    kept = {"type": shape["type"], "coordinates": shape["coordinates"]}
    return json.dumps(kept, separators=(",", ":"))


def _refuse_constant(word: str) -> float:
    raise ValueError(word)


def _are_rings(value: object, depth: int) -> bool:
    if not isinstance(value, list) or not value:
        return False
    if depth:
        return all(_are_rings(part, depth - 1) for part in value)
    closed = 4
    return len(value) >= closed and value[0] == value[-1] and all(map(_is_point, value))


def _is_point(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) in {2, 3}
        and all(isinstance(part, int | float) and not isinstance(part, bool) for part in value)
        and abs(value[0]) <= 180  # noqa: PLR2004 - degrees of longitude
        and abs(value[1]) <= 90  # noqa: PLR2004 - degrees of latitude
    )


def _full_year(year: int, written: str) -> int:
    if len(written) > len("26"):
        return year
    return year + (1900 if year >= _PIVOT_YEAR else 2000)


def _read_text(cell: str) -> str:
    return cell.strip(" \u00a0")


def _read_word(cell: str) -> str:
    return cell.strip()


def _read_list(cell: str) -> str:
    return "|".join(part.strip(" \u00a0") for part in cell.split("|") if part.strip(" \u00a0"))


def _choice_reader(terms: Sequence[Term]) -> Reader:
    values = readings(terms)
    sentence = f"It is not one of: {', '.join(term.value for term in terms)}."

    def read_choice(cell: str) -> str:
        try:
            return values[spelling(cell)]
        except KeyError:
            raise CellError(sentence) from None

    return read_choice


def _integer_reader(column: Column, terms: Sequence[Term]) -> Reader:
    values = readings(terms)
    sentence = f"It is not a whole number{f' of {column.unit}' if column.unit else ''}."

    def read_integer(cell: str) -> int:
        word = values.get(spelling(cell), cell)
        try:
            number = read_number(word)
        except CellError:
            number = math.nan
        if not number.is_integer() or abs(number) > 2**53:
            raise CellError(sentence)
        return int(number)

    return read_integer


_READERS: Final[dict[str, Reader]] = {
    "key": _read_word,
    "reference": _read_word,
    "code": _read_word,
    "name": _read_text,
    "text": _read_text,
    "list": _read_list,
    "date": read_date,
    "time": read_time,
    "number": read_number,
    "truth": read_truth,
    "link": read_link,
    "postcode": read_postcode,
    "schedule": read_schedule,
    "boundary": read_boundary,
}
