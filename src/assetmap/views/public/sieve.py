"""Which activities pass each part of a question, as arrays made once for a place and a day."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.views.public.days import AHEAD, clock_of, session_days
from assetmap.views.public.question import ACCESS, TIMES, Question, days_meant

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from assetmap.views.public.directory import Directory
    from assetmap.views.public.lines import ActivityLine, SessionLine
    from assetmap.views.public.near import Somewhere

    Mask = npt.NDArray[np.bool_]

AT_HOME: Final = frozenset({"online", "phone"})
"""Ways of giving something that reach a person wherever they are."""

_DAYS: Final = AHEAD.days
_NOON, _EVENING = 12, 17
_ACCESS: Final = {
    "step-free": re.compile(
        r"\b(level|ramps?|lift|step[- ]?free|no steps|flat entrance)\b", re.IGNORECASE
    ),
    "hearing-loop": re.compile(r"\b(hearing|induction) loop\b", re.IGNORECASE),
    "toilet": re.compile(
        r"\b(accessible|disabled|adapted)( \w+)? toilets?\b|\bchanging places\b", re.IGNORECASE
    ),
    "quiet": re.compile(r"\bquiet\b", re.IGNORECASE),
}
_LACKING: Final = re.compile(r"\b(no|not|without|lacks?)\b[^.;,]*", re.IGNORECASE)
_FREE: Final = re.compile(r"(free|no (cost|charge)|nothing)\b", re.IGNORECASE)


def is_free(cost: str) -> bool:
    """Tell whether the words about a cost say that there is none.

    Examples
    --------
    >>> is_free("Free"), is_free("Free, tea £1"), is_free("Pay what you can")
    (True, False, False)
    """
    return _FREE.match(cost.strip()) is not None and "£" not in cost


def access_of(texts: str) -> frozenset[str]:
    """Return which of `ACCESS` the words about a way in promise.

    Examples
    --------
    >>> sorted(access_of("Ramp at the side door; no hearing loop."))
    ['step-free']
    """
    kept = _LACKING.sub(lambda found: found[0] if found[0].lower() == "no steps" else "", texts)
    return frozenset(name for name, words in _ACCESS.items() if words.search(kept))


class Sieve:
    """Masks of a directory's activities, by row."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def warm(self) -> None:
        """Make the masks that take longest."""
        for part in (self._days_met, self._accessible, self._ages):
            del part

    def parts(
        self, question: Question, place: Somewhere | None, distances: npt.NDArray[np.float64] | None
    ) -> dict[str, Mask]:
        """Return which rows pass, by the name of each answer that `question` gives.

        Parameters
        ----------
        question
            What is asked.
        place
            Where from, if that is known.
        distances
            How far each activity is from there, in metres.
        """
        makers: dict[str, Callable[[], Mask]] = {
            "need": lambda: self._rows(self._directory.rows_meeting, question.need),
            "who": lambda: self._rows(self._directory.rows_welcoming, question.who),
            "radius_km": lambda: self._within(question, place, distances),
            "day": lambda: self._on(question),
            "free": lambda: self._free,
            "age": lambda: self._of_age(question.age or 0),
            "access": lambda: self._accessible[question.access],
            "language": lambda: self._speaking(question.language),
            "online": lambda: self._at_home,
            "self_referral": lambda: self._open,
        }
        said = {name for name in makers if getattr(question, name) != getattr(Question(), name)}
        if question.time:
            said.add("day")
        if distances is None:
            said.discard("radius_km")
        return {name: make() for name, make in makers.items() if name in said}

    def _rows(self, known: dict[str, npt.NDArray[np.int64]], id_: str) -> Mask:
        mask = np.zeros(len(self._directory.activities), dtype=bool)
        if id_ in known:
            mask[known[id_]] = True
        return mask

    def _within(
        self, question: Question, place: Somewhere | None, distances: npt.NDArray[np.float64] | None
    ) -> Mask:
        if place is None or distances is None or question.radius_km is None:
            return np.ones(len(self._directory.activities), dtype=bool)
        served = np.zeros(len(distances), dtype=bool)
        for code in place.area_codes:
            served |= self._rows(self._directory.rows_serving, code)
        comes = self._outreach & (served | ~self._serving_any)
        within: Mask = distances <= question.radius_km * 1000
        return within | self._at_home | comes

    def _on(self, question: Question) -> Mask:
        wanted = np.uint64(0)
        offsets = (
            days_meant(question.day, self._directory.day, _DAYS) if question.day else range(_DAYS)
        )
        for offset in offsets:
            wanted |= np.uint64(1) << np.uint64(offset)
        parts = [[*TIMES].index(question.time)] if question.time else range(len(TIMES) + 1)
        met = np.bitwise_or.reduce(self._days_met[list(parts)], axis=0)
        mask: Mask = (met & wanted) != 0
        return mask

    def _of_age(self, age: int) -> Mask:
        mask: Mask = (self._ages[0] <= age) & (age <= self._ages[1])
        return mask

    def _speaking(self, language: str) -> Mask:
        return self._mask(
            lambda each: language.casefold() in (spoken.casefold() for spoken in each.languages)
        )

    @cached_property
    def _free(self) -> Mask:
        return self._mask(lambda each: is_free(each.cost))

    @cached_property
    def _open(self) -> Mask:
        return self._mask(lambda each: each.self_referral is True)

    @cached_property
    def _at_home(self) -> Mask:
        return self._mask(lambda each: each.mode in AT_HOME)

    @cached_property
    def _outreach(self) -> Mask:
        return self._mask(lambda each: each.mode == "outreach")

    @cached_property
    def _serving_any(self) -> Mask:
        return self._mask(lambda each: bool(self._directory.areas_served.get(each.id)))

    @cached_property
    def _ages(self) -> npt.NDArray[np.int64]:
        bounds = [
            (
                0 if each.minimum_age is None else each.minimum_age,
                999 if each.maximum_age is None else each.maximum_age,
            )
            for each in self._directory.activities
        ]
        return np.array(bounds, dtype=np.int64).reshape(-1, 2).T

    @cached_property
    def _accessible(self) -> dict[str, Mask]:
        found = [
            access_of("; ".join((each.accessibility, *self._of_places(each))))
            for each in self._directory.activities
        ]
        return {name: np.array([name in each for each in found], dtype=bool) for name in ACCESS}

    def _of_places(self, activity: ActivityLine) -> list[str]:
        return [place.accessibility for place in self._directory.places_of(activity.id)]

    @cached_property
    def _days_met(self) -> npt.NDArray[np.uint64]:
        """By part of the day (the last: time not said) and row, a bit for each of the next days."""
        met = np.zeros((len(TIMES) + 1, len(self._directory.activities)), dtype=np.uint64)
        first = self._directory.day
        for row, activity in enumerate(self._directory.activities):
            if not self._directory.is_running[row]:
                continue
            for session in self._directory.sessions_of.get(activity.id, ()):
                days = session_days(session, first, first + AHEAD)
                bits = sum(1 << (day - first).days for day in days)
                met[_part_of_day(session), row] |= np.uint64(bits)
        return met

    def _mask(self, passes: Callable[[ActivityLine], bool]) -> Mask:
        return np.array([passes(each) for each in self._directory.activities], dtype=bool)


def _part_of_day(session: SessionLine) -> int:
    clock = clock_of(session)
    if clock is None:
        return len(TIMES)
    return 0 if clock.hour < _NOON else 1 if clock.hour < _EVENING else 2
