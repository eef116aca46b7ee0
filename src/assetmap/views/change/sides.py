"""The sides of social capital on several days: each number, between what it lies, how it moved."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from assetmap.measures import MEASURES
from assetmap.measures.certainty.interval import Interval
from assetmap.measures.change import Told, movement
from assetmap.measures.confirmation import response_rate
from assetmap.measures.equal_footing import OF_TIES, share_name
from assetmap.views.social_capital.dimension import OF_MOST, shown_beside
from assetmap.views.social_capital.equal_footing import THINGS, VOLUNTARY, equal_footing_view
from assetmap.views.social_capital.fair import fair
from assetmap.views.social_capital.side_words import SIDES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetmap.measures.change import Movement
    from assetmap.measures.claims import Claims
    from assetmap.model import Snapshot
    from assetmap.views.social_capital.dimension import Side

_MOVED: Final[Mapping[Movement, str]] = {
    "up": "Up, beyond its interval",
    "down": "Down, beyond its interval",
    "not beyond its interval": "Not beyond its interval",
    "not known": "Not known",
}
_FOOTING: Final = "equal_footing"
_FOOTING_NOTE: Final = (
    "Organisations are counted from what was loaded. Ties, and the joining of others by them, are "
    "those of the survey. Referrals, money and seats stand on the screen Social capital."
)
_UNTOLD: Final = Told(math.nan, None)
_WHOSE: Final = " of the voluntary sector"
_FOOTING_MEANING: Final = "What part of it is of the voluntary and community sector."
_WEB: Final = "The whole web of ties"
_WEB_MEANING: Final = "How close the ties of all are, and how far they hang on a few."


class DayNumber(NamedTuple):
    """A number on one day: in words, between what it lies in words (or empty), and as numbers.

    `value` is None where the number is not defined; `low` and `high` where they are not known.
    """

    day: str
    words: str
    between: str
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class NumberOverTime:
    """One number on every day.

    Attributes
    ----------
    name, title
        Of its measure, everywhere.
    meaning, raised_by, formula
        What it means, what would raise it, and how it is worked out and where that was published.
    days
        The number on each day.
    movement
        Whether it moved from the first day to the last; None where days are not compared.
    """

    name: str
    title: str
    meaning: str
    raised_by: str
    formula: str
    days: tuple[DayNumber, ...]
    movement: Movement | None

    @property
    def has_moved(self) -> bool:
        """Whether it moved by more than silence can explain."""
        return self.movement in {"up", "down"}

    @property
    def moved(self) -> str:
        """Whether it moved, in words; empty where days are not compared."""
        return _MOVED[self.movement] if self.movement else ""

    @property
    def whose(self) -> str:
        """Whose it is, in words that come after the title; empty where it is of all."""
        return _WHOSE if self.name == _FOOTING else ""

    @property
    def is_share(self) -> bool:
        """Whether it is told as per cent."""
        return self.name == _FOOTING or MEASURES[self.name].unit == "share, 0 to 1"


@dataclass(frozen=True, slots=True)
class SideOverTime:
    """One side of social capital on every day, or what is of none: the whole web of ties.

    Attributes
    ----------
    title, meaning
        As *Social capital* has them.
    numbers
        Its numbers, the chief one first.
    note
        What is not told of it, or empty.
    """

    title: str
    meaning: str
    numbers: tuple[NumberOverTime, ...]
    note: str = ""

    @property
    def first(self) -> tuple[NumberOverTime, ...]:
        """What is seen at once: the chief number, or shares to compare, and those that moved."""
        chief = self.numbers[0].name
        return tuple(each for each in self.numbers if each.name == chief or each.has_moved)

    @property
    def rest(self) -> tuple[NumberOverTime, ...]:
        """The other numbers."""
        return tuple(each for each in self.numbers if each not in self.first)


class DayTold(NamedTuple):
    """A day, the place on it, the survey it shows, and the numbers of that survey."""

    day: str
    place: Snapshot
    claims: Claims
    numbers: Mapping[str, Told]


def sides(
    days: Sequence[DayTold], moved: Mapping[str, Movement] | None
) -> tuple[SideOverTime, ...]:
    """Return the sides of social capital on several days, then the whole web of ties.

    Parameters
    ----------
    days
        Days in order, at least one; of all the same numbers are told.
    moved
        Whether each number moved from the first day to the last, by name; None where days are
        not compared.

    Returns
    -------
    tuple
        Every number on one side alone. Those that are defined on no day, and sides without a
        number, are left out.
    """
    of_sides = {name for words in SIDES.values() for name in words.numbers}
    found = []
    for name, words in SIDES.items():
        if name == _FOOTING:
            numbers, note = _footing(days, moved), _FOOTING_NOTE
        else:
            numbers, note = _numbers(words.numbers, days, moved), ""
        found.append(SideOverTime(words.title, words.meaning, numbers, note))
    others = [name for name in days[0].numbers if name in MEASURES and name not in of_sides]
    found.append(SideOverTime(_WEB, _WEB_MEANING, _numbers(others, days, moved)))
    return tuple(side for side in found if side.numbers)


def _numbers(
    names: Sequence[str], days: Sequence[DayTold], moved: Mapping[str, Movement] | None
) -> tuple[NumberOverTime, ...]:
    return tuple(
        _number(name, days, moved[name] if moved else None)
        for name in names
        if not all(math.isnan(each.numbers[name].value) for each in days)
    )


def _number(name: str, days: Sequence[DayTold], movement: Movement | None) -> NumberOverTime:
    measure = MEASURES[name]
    return NumberOverTime(
        name=name,
        title=measure.title,
        meaning=measure.sentence,
        raised_by=measure.raised_by,
        formula=f"{measure.formula} ({measure.unit}). {measure.reference}.",
        days=_in_words(name, days, [each.numbers[name] for each in days]),
        movement=movement,
    )


def _in_words(name: str, days: Sequence[DayTold], told: Sequence[Told]) -> tuple[DayNumber, ...]:
    """Return a number on each day, all as closely told."""
    known = [each for each in told if not math.isnan(each.value)]
    ends = [each.interval[:2] if each.interval else () for each in known]
    values, *between = shown_beside(name, [each.value for each in known], *ends)
    said = iter(zip(values, between, strict=True))
    words = [("not known", ()) if math.isnan(each.value) else next(said) for each in told]
    return tuple(
        _on_day(day, number, *each) for day, number, each in zip(days, told, words, strict=True)
    )


def _on_day(told: DayTold, number: Told, words: str, ends: Sequence[str]) -> DayNumber:
    if math.isnan(number.value):
        return DayNumber(told.day, words, "", None, None, None)
    if number.interval is None:
        return DayNumber(told.day, words, "", number.value, None, None)
    between = "" if response_rate(told.claims) == 1 else _between(*ends)
    return DayNumber(told.day, words, between, number.value, *number.interval[:2])


def _between(low: str, high: str) -> str:
    if low == high:
        return "in nine cases of ten"
    return f"between {low.removesuffix(OF_MOST)} and {high}"


def _footing(
    days: Sequence[DayTold], moved: Mapping[str, Movement] | None
) -> tuple[NumberOverTime, ...]:
    """Return what part of organisations, ties and joining is of the voluntary sector."""
    fairs = [_fair(each.place) for each in days]
    chief = fairs[-1].dimensions[0]
    counts = [Told(_known(side.dimensions[0]["number"]), None) for side in fairs]
    rows = [(fairs[-1].whole, counts, _counted_moved(counts))]
    for what in OF_TIES:
        name = share_name(what, VOLUNTARY)
        told = [each.numbers.get(name, _UNTOLD) for each in days]
        rows.append((THINGS[what], told, (moved or {}).get(name, "not known")))
    return tuple(
        NumberOverTime(
            name=_FOOTING,
            title=title,
            meaning=_FOOTING_MEANING,
            raised_by=chief["raised_by"],
            formula=f"{chief['formula']}.",
            days=_in_words(_FOOTING, days, told),
            movement=None if moved is None else movement_,
        )
        for title, told, movement_ in rows
        if not all(math.isnan(each.value) for each in told)
    )


def _counted_moved(told: Sequence[Told]) -> Movement:
    """Return whether a number moved that does not hang on who answered."""
    gap = told[-1].value - told[0].value
    return movement(None if math.isnan(gap) else Interval(gap, gap, gap))


def _known(number: float | None) -> float:
    return math.nan if number is None else number


def _fair(place: Snapshot) -> Side:
    name_of = {term.value: term.label for term in place.terms("sector")}
    return fair(equal_footing_view(place), name_of[VOLUNTARY])
