"""When in the week something is on: 21 bands of a week, and the times that people speak of.

A band is a day and a part of it, by when a session starts: morning (before 12:00), afternoon
(12:00 to 17:00) and evening (from 17:00). In arrays a set of bands is the bits of one number;
one bit more stands for some time of the week, known or not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetmap.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable

DAYS: Final = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
PARTS: Final = ("morning", "afternoon", "evening")
N_BANDS: Final = len(DAYS) * len(PARTS)
SOME_TIME: Final = N_BANDS
"""The bit of what is on at some time, known or not; one past those of the bands."""

_AFTERNOON_FROM: Final = "12:00"
_EVENING_FROM: Final = "17:00"
_TIME: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_WEEKDAYS: Final = range(5)
_WEEKEND: Final = range(5, 7)
_DAYTIME: Final = (0, 1)
_EVENING: Final = (2,)


@dataclass(frozen=True, slots=True)
class Time:
    """A time of the week.

    Attributes
    ----------
    key
        What it is called in files and commands.
    words
        How it ends a sentence.
    mask
        Its bands, as bits.
    """

    key: str
    words: str
    mask: int

    @property
    def days(self) -> tuple[str, ...]:
        """The days on which some part of it is, from Monday, as `HAS_USE_OF` names them."""
        return tuple(
            words
            for number, words in enumerate(DAYS.values())
            if self.mask >> SOME_TIME
            or any(self.mask >> band(number, part) & 1 for part in range(len(PARTS)))
        )

    def has(self, other: Time) -> bool:
        """Tell whether all of `other` lies in it; everything lies in some time of the week."""
        return bool(self.mask >> SOME_TIME) or self.mask | other.mask == self.mask


def band(day: int, part: int) -> int:
    """Return the number of a band, from 0; days from Monday, parts from morning."""
    return len(PARTS) * day + part


def _mask(days: Iterable[int], parts: Iterable[int]) -> int:
    return sum({1 << band(day, part) for day in days for part in parts})


ANY: Final = Time("any", "at any time", 1 << SOME_TIME)
NAMED: Final = (
    ANY,
    Time("weekday_daytime", "in the daytime on weekdays", _mask(_WEEKDAYS, _DAYTIME)),
    Time("weekday_evening", "on weekday evenings", _mask(_WEEKDAYS, _EVENING)),
    Time("weekend", "at the weekend", _mask(_WEEKEND, range(len(PARTS)))),
)
"""The times by which gaps are named, the widest first."""

BANDS: Final = tuple(
    Time(f"{day}_{part}", f"on {words} {part}s", 1 << band(number, nth))
    for number, (day, words) in enumerate(DAYS.items())
    for nth, part in enumerate(PARTS)
)
"""The 21 bands of a week, from Monday morning."""

TIMES: Final[dict[str, Time]] = {each.key: each for each in (*NAMED, *BANDS)}
"""Every time that can be asked for, by its key."""


def times_of(keys: Iterable[str]) -> tuple[Time, ...]:
    """Return the times with these keys, in their order.

    Raises
    ------
    DataError
        If there is no such time.
    """
    wanted = tuple(keys)
    if unknown := [each for each in wanted if each not in TIMES]:
        known = ", ".join(TIMES)
        msg = f"There is no time {unknown[0]!r}; there are {known}."
        raise DataError(msg)
    return tuple(TIMES[each] for each in wanted)


def part_of(starts_at_local: object) -> int | None:
    """Return the part of the day in which something starts, or None if that is not known.

    Examples
    --------
    >>> part_of("11:59"), part_of("12:00"), part_of("18:30"), part_of(None), part_of("noon")
    (0, 1, 2, None, None)
    """
    if not isinstance(starts_at_local, str) or not _TIME.fullmatch(starts_at_local):
        return None
    return (starts_at_local >= _AFTERNOON_FROM) + (starts_at_local >= _EVENING_FROM)
