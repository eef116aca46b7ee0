"""What somebody asks of the search, as it stands in the address."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote_plus

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DAYS: Final = {
    "today": "Today",
    "tomorrow": "Tomorrow",
    "monday": "Monday",
    "tuesday": "Tuesday",
    "wednesday": "Wednesday",
    "thursday": "Thursday",
    "friday": "Friday",
    "saturday": "Saturday",
    "sunday": "Sunday",
    "weekend": "At the weekend",
}
"""What `day` may be, beside a date such as 2026-03-05."""

TIMES: Final = {"morning": "Morning", "afternoon": "Afternoon", "evening": "Evening"}
"""What `time` may be: before 12, before 17, later."""

ACCESS: Final = {
    "step-free": "Step-free way in",
    "hearing-loop": "Hearing loop",
    "toilet": "Accessible toilet",
    "quiet": "Quiet space",
}
"""What `access` may be."""

SORTS: Final = {"fit": "Best fit", "distance": "Nearest", "next": "Soonest"}
"""What `sort` may be."""

FURTHEST_KM: Final = 500.0
_LONGEST: Final = 300
_LONGEST_LIST: Final = 2_000
_LAST_PAGE: Final = 100_000
_OLDEST: Final = 130


@dataclass(frozen=True, slots=True)
class Question:
    """A search as it is asked; what cannot be read counts as not asked.

    Attributes
    ----------
    q
        In somebody's own words.
    postcode
        A postcode, or the name of a place.
    need, who
        Ids of a need and of a community.
    radius_km
        How far at most, or None.
    day, time, access, sort
        Keys of `DAYS` (or a date), `TIMES`, `ACCESS` and `SORTS`, or "".
    age
        How old the person is, or None.
    language
        As activities name it.
    free, online, self_referral
        Whether only what costs nothing, what is held online or by phone, what needs no letter.
    keep
        Ids of what is on somebody's list already, with bars between; it changes nothing found.
    page
        From 1.
    """

    q: str = ""
    postcode: str = ""
    need: str = ""
    radius_km: float | None = None
    day: str = ""
    time: str = ""
    free: bool = False
    who: str = ""
    age: int | None = None
    access: str = ""
    language: str = ""
    online: bool = False
    self_referral: bool = False
    sort: str = ""
    keep: str = ""
    page: int = 1

    @property
    def is_asked(self) -> bool:
        """Whether anything is asked at all."""
        return self.without("page", "sort", "keep") != Question()

    @property
    def is_narrow(self) -> bool:
        """Whether anything beside words and a place narrows it."""
        return self.without("q", "postcode", "need", "page", "sort", "keep") != Question()

    def address(self, **changes: Any) -> str:
        """Return the address of this search with some answers changed, from the first page on."""
        return Addresses(self).changed(**changes)

    def at_page(self, page: int) -> Question:
        """Return this search at another page."""
        return replace(self, page=page)

    def without(self, *names: str) -> Question:
        """Return this search with some answers left out."""
        defaults: dict[str, Any] = {
            field.name: field.default for field in fields(self) if field.name in names
        }
        return replace(self, **defaults)


DEFAULTS: Final[Mapping[str, Any]] = {field.name: field.default for field in fields(Question)}
"""What each answer of a question is when nobody gives it."""


class Addresses:
    """Addresses of a search with some answers changed; a page has some fifty of one search.

    Parameters
    ----------
    question
        The search.
    """

    def __init__(self, question: Question) -> None:
        said = ((name, getattr(question, name)) for name in DEFAULTS if name != "page")
        self._said = {name: _part(name, value) for name, value in said if value != DEFAULTS[name]}

    def changed(self, **changes: Any) -> str:
        """Return the address with some answers changed, from the first page on."""
        parts = self._said | {
            name: _part(name, value) if value != DEFAULTS[name] else ""
            for name, value in changes.items()
        }
        said = [part for name in DEFAULTS if (part := parts.get(name))]
        return f"/search?{'&'.join(said)}" if said else "/search"


def read_question(asked: Mapping[str, str]) -> Question:
    """Return what the part of an address after the question mark asks.

    Parameters
    ----------
    asked
        Values by name; names that are not known, and values that cannot be, are passed over.

    Examples
    --------
    >>> read_question({"q": " choir ", "radius_km": "far", "day": "Monday"}).address()
    '/search?q=choir&day=monday'
    """
    return Question(
        q=_text(asked, "q"),
        postcode=_text(asked, "postcode"),
        need=_text(asked, "need"),
        radius_km=_radius(_text(asked, "radius_km")),
        day=_day(_text(asked, "day").casefold()),
        time=_one_of(TIMES, asked, "time"),
        free=_truth(asked, "free"),
        who=_text(asked, "who"),
        age=_whole(_text(asked, "age"), 0, _OLDEST),
        access=_one_of(ACCESS, asked, "access"),
        language=_text(asked, "language"),
        online=_truth(asked, "online"),
        self_referral=_truth(asked, "self_referral"),
        sort=_one_of(SORTS, asked, "sort"),
        keep=_text(asked, "keep", _LONGEST_LIST),
        page=_whole(_text(asked, "page"), 1, _LAST_PAGE) or 1,
    )


def days_meant(day: str, today: dt.date, ahead: int) -> Sequence[int]:
    """Return which of the next `ahead` days, counted from 0, `Question.day` means."""
    offsets = range(ahead)
    if day == "today":
        return offsets[:1]
    if day == "tomorrow":
        return offsets[1:2]
    weekdays = [*DAYS][2:9]
    if day in weekdays:
        return [each for each in offsets if _weekday(today, each) == weekdays.index(day)]
    if day == "weekend":
        return [each for each in offsets if _weekday(today, each) >= weekdays.index("saturday")]
    chosen = (dt.date.fromisoformat(day) - today).days
    return [chosen] if 0 <= chosen < ahead else []


def _weekday(today: dt.date, offset: int) -> int:
    return (today + dt.timedelta(days=offset)).weekday()


def _text(asked: Mapping[str, str], name: str, longest: int = _LONGEST) -> str:
    # Letters that no text may hold would be refused further on, where nobody can mend them.
    said = asked.get(name, "")[:longest]
    return " ".join("".join(each if each.isprintable() else " " for each in said).split())


def _one_of(known: Mapping[str, str], asked: Mapping[str, str], name: str) -> str:
    said = _text(asked, name).casefold()
    return said if said in known else ""


def _truth(asked: Mapping[str, str], name: str) -> bool:
    return _text(asked, name).casefold() in {"1", "yes", "on", "true"}


def _day(said: str) -> str:
    if said in DAYS:
        return said
    try:
        return dt.date.fromisoformat(said).isoformat()
    except ValueError:
        return ""


def _radius(said: str) -> float | None:
    try:
        number = float(said)
    except ValueError:
        return None
    return number if math.isfinite(number) and 0 < number <= FURTHEST_KM else None


def _whole(said: str, least: int, most: int) -> int | None:
    number = int(said) if said.isascii() and said.isdigit() and len(said) < 10 else None  # noqa: PLR2004
    return number if number is not None and least <= number <= most else None


def _part(name: str, value: object) -> str:
    return f"{name}={quote_plus(_written(value))}"


def _written(value: object) -> str:
    if value is True:
        return "1"
    return f"{value:g}" if isinstance(value, float) else str(value)
