"""Ways to narrow a search, each as a link that puts it on or takes it off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from assetmap.views.public.question import ACCESS, DAYS, DEFAULTS, SORTS, TIMES, Addresses
from assetmap.views.public.said import said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assetmap.views.public.directory import Directory
    from assetmap.views.public.question import Question
    from assetmap.views.public.results import Results

TITLES: Final = {
    "radius_km": "How far",
    "day": "Day",
    "time": "Time of day",
    "free": "Cost",
    "who": "Who for",
    "age": "Age",
    "access": "Getting in",
    "language": "Language",
    "online": "From home",
    "self_referral": "No letter needed",
}
"""What each filter is called."""

MILES: Final = {1.6: "1 mile", 4.8: "3 miles", 8.0: "5 miles", 16.0: "10 miles"}
AGES: Final = {10: "Children", 16: "Young people", 40: "Adults", 75: "Older people"}
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
    options: dict[str, Iterable[tuple[Any, str]]] = {
        "radius_km": MILES.items() if question.postcode else (),
        "day": DAYS.items(),
        "time": TIMES.items(),
        "free": ((True, said("Free")),),
        "who": ((id_, directory.community_names[id_]) for id_ in communities),
        "age": AGES.items(),
        "access": ACCESS.items(),
        "language": ((each, each) for each in directory.languages if each.casefold() != "english"),
        "online": ((True, said("Online or by phone")),),
        "self_referral": ((True, said("You can just come")),),
    }
    addresses = Addresses(question)
    made = (
        (TITLES[name], _of(addresses, name, getattr(question, name), each))
        for name, each in options.items()
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


def _of(
    addresses: Addresses, name: str, now: Any, options: Iterable[tuple[Any, str]]
) -> tuple[Choice, ...]:
    off = addresses.changed(**{name: DEFAULTS[name]})
    return tuple(
        Choice(label, off if now == value else addresses.changed(**{name: value}), now == value)
        for value, label in options
    )[:_MOST_CHOICES]
