"""One side of social capital: its numbers, what they mean here, and what is drawn of them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple, TypedDict

from assetmap.measures import MEASURES
from assetmap.views.wording import share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.measures.certainty.bounds import Bounds
    from assetmap.measures.certainty.interval import Interval
    from assetmap.views.measuring.certain import Certainty

SHARES: Final = (0.0, 1.0)
"""Between what a share lies."""

POINTS: Final = (1.0, 4.0)
"""Between what a score lies."""

OF_MOST: Final = " of 4"
"""What stands after a score."""

_SHARE: Final = "share, 0 to 1"
_PLACES: Final = {
    **dict.fromkeys(("pieces", "parties", "clusters", "ties"), 0),
    **dict.fromkeys(("ties a party", "steps", "points, 1 to 4"), 1),
}


class Dimension(TypedDict):
    """One number of the profile: what it means here, how sure it is, what would raise it.

    Keys: the measure's name, a title, the value as told (empty where it is not defined), the
    number itself, between what it would lie had all who were asked answered (None where that is
    not known), a plain sentence, how sure it is, what people could do to raise it, how it is
    worked out, and where that was published.
    """

    name: str
    title: str
    value: str
    number: float | None
    low: float | None
    high: float | None
    sentence: str
    sureness: str
    raised_by: str
    formula: str
    reference: str


class Part(NamedTuple):
    """One bar of a picture: what of, how long, in words; where it would end had all answered.

    `name` is what `Certainty` calls it, empty where that knows nothing of it.
    """

    label: str
    number: float
    words: str
    low: float | None = None
    high: float | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of social capital.

    Attributes
    ----------
    name, title
        Which, and what a screen calls it.
    meaning
        What it is, in everyday words.
    dimensions
        Its numbers, the chief one first; it is the one that is drawn.
    whole
        What the bar of the chief number is called.
    parts
        Further bars below it, on the same scale.
    scale
        Between what the chief number lies.
    raised_by
        What people could do for more of this side, in everyday words.
    """

    name: str
    title: str
    meaning: str
    dimensions: tuple[Dimension, ...]
    whole: str
    parts: tuple[Part, ...]
    scale: tuple[float, float]
    raised_by: str

    @property
    def bars(self) -> tuple[Part, ...]:
        """The bars of its picture, the chief number first; none where that is not defined."""
        chief = self.dimensions[0]
        if chief["number"] is None:
            return ()
        value, low, high = chief["value"], chief["low"], chief["high"]
        return (Part(self.whole, chief["number"], value, low, high), *self.parts)

    def ends_words(self, low: float, high: float) -> str:
        """Return between what a bar would end, in the words that bars of this side have."""
        if self.scale == SHARES:
            return f"{share_words(low)} to {share_words(high)}"
        return f"{low:.2f} to {high:.2f}"

    def with_certainty(self, known: Certainty) -> Side:
        """Return the same with how sure each number is."""
        told = tuple(_with_certainty(each, known) for each in self.dimensions)
        parts = tuple(_with_ends(each, known.intervals.get(each.name)) for each in self.parts)
        return replace(self, dimensions=told, parts=parts)


def dimension(
    name: str, number: float, sentence: str, *, sureness: str = "", undefined: str = ""
) -> Dimension:
    """Return one number of the profile.

    Parameters
    ----------
    name
        A measure of a network.
    number
        Its value; NaN where it is not defined.
    sentence
        What it means here.
    sureness
        What it rests on, as a sentence.
    undefined
        What is said instead where it is not defined.
    """
    measure, is_defined = MEASURES[name], math.isfinite(number)
    return Dimension(
        name=name,
        title=measure.title,
        value=shown(name, number) if is_defined else "",
        number=number if is_defined else None,
        low=None,
        high=None,
        sentence=sentence if is_defined else undefined,
        sureness=sureness if is_defined else "",
        raised_by=measure.raised_by,
        formula=f"{measure.formula} ({measure.unit})",
        reference=measure.reference,
    )


def shown(name: str, number: float) -> str:
    """Return a number as its measure counts: a share, points of 4, how many, or an index."""
    return _shown(name, number)


def shown_beside(name: str, *beside: Sequence[float]) -> list[list[str]]:
    """Return lists of numbers of one measure in words, all as closely told.

    A decimal more is told if two in one list differ and would look alike.

    Examples
    --------
    >>> shown_beside("density", [0.2, 0.3]), shown_beside("density", [0.2], [0.201, 0.204])
    ([['20%', '30%']], [['20.0%'], ['20.1%', '20.4%']])
    """
    said = [[_shown(name, number) for number in numbers] for numbers in beside]
    if all(len(set(one)) == len(set(other)) for one, other in zip(said, beside, strict=True)):
        return said
    return [[_shown(name, number, closer=1) for number in numbers] for numbers in beside]


def _shown(name: str, number: float, *, closer: int = 0) -> str:
    # What is no measure is what a sector has of all there is.
    unit = MEASURES[name].unit if name in MEASURES else _SHARE
    if unit == _SHARE:
        return f"{number:.{closer}%}" if closer else share_words(number)
    places = _PLACES.get(unit, 2) + closer
    return f"{number:,.{places}f}{OF_MOST if unit.startswith('points') else ''}"


def share_words(part: float) -> str:
    """Return a share between 0 and 1 as per cent, honest at both ends; empty if not defined."""
    return share(round(part * 1_000_000), 1_000_000) if math.isfinite(part) else ""


def _with_ends(part: Part, interval: Interval | None) -> Part:
    return part if interval is None else part._replace(low=interval.low, high=interval.high)


def _with_certainty(found: Dimension, known: Certainty) -> Dimension:
    name, sure = found["name"], found.copy()
    if found["number"] is None:
        return found
    interval, limits = known.intervals.get(name), known.bounds.get(name)
    said = []
    if interval is not None:
        sure["low"], sure["high"] = interval.low, interval.high
        said.append(f"Had all answered, it would be {_between(name, interval)}, nine times in ten.")
    if limits is not None and limits.least < limits.most:
        said.append(f"Whatever the others would have said, it is {_between(name, limits)}.")
    sure["sureness"] = " ".join(filter(None, (sure["sureness"], known.reasons.get(name), *said)))
    return sure


def _between(name: str, ends: Interval | Bounds) -> str:
    low, high = (shown(name, end) for end in ends[:2])
    return f"about {low}" if low == high else f"between {low} and {high}"
