"""Ways to narrow a search, each as a link that puts it on or takes it off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from assetmap.views.public.question import ACCESS, DAYS, SORTS, TIMES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assetmap.views.public.directory import Directory
    from assetmap.views.public.question import Question
    from assetmap.views.public.results import Results

_MILES: Final = {1.6: "1 mile", 4.8: "3 miles", 8.0: "5 miles", 16.0: "10 miles"}
_AGES: Final = {10: "Children", 16: "Young people", 40: "Adults", 75: "Older people"}
_MOST_CHOICES: Final = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter."""

    label: str
    address: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """One thing by which to narrow a search."""

    title: str
    choices: tuple[Choice, ...]

    @property
    def is_on(self) -> bool:
        """Whether it narrows the search now."""
        return any(choice.is_on for choice in self.choices)


def filters(directory: Directory, question: Question) -> tuple[Filter, ...]:
    """Return the ways to narrow a search; those that the place has nothing for are left out."""
    communities = sorted(
        (id_ for id_ in directory.rows_welcoming),
        key=lambda id_: (directory.community_names[id_].casefold(), id_),
    )
    near = _MILES if question.postcode else {}
    languages = {each: each for each in directory.languages if each.casefold() != "english"}
    made = (
        ("How far", _of(question, "radius_km", near.items())),
        ("Day", _of(question, "day", DAYS.items())),
        ("Time of day", _of(question, "time", TIMES.items())),
        ("Cost", _of(question, "free", ((True, "Free"),))),
        ("Who for", _of(question, "who", ((i, directory.community_names[i]) for i in communities))),
        ("Age", _of(question, "age", _AGES.items())),
        ("Getting in", _of(question, "access", ACCESS.items())),
        ("Language", _of(question, "language", languages.items())),
        ("From home", _of(question, "online", ((True, "Online or by phone"),))),
        ("No letter needed", _of(question, "self_referral", ((True, "You can just come"),))),
    )
    return tuple(Filter(title, choices) for title, choices in made if choices)


def sortings(found: Results) -> tuple[Choice, ...]:
    """Return the orders that results may stand in; by distance only where it is known."""
    now = found.question.sort or "fit"
    return tuple(
        Choice(label, found.question.address(sort="" if name == "fit" else name), name == now)
        for name, label in SORTS.items()
        if name != "distance" or found.place is not None
    )


def _of(question: Question, name: str, options: Iterable[tuple[Any, str]]) -> tuple[Choice, ...]:
    now = getattr(question, name)
    off = question.without(name).address()
    return tuple(
        Choice(label, off if now == value else question.address(**{name: value}), now == value)
        for value, label in options
    )[:_MOST_CHOICES]
