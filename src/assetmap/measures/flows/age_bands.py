"""Bands of age that people and journeys are both counted in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORDS: Final = re.compile(r"(?:aged\s+)?(\d{1,3})(?:\s*(?:-|–|to)\s*(\d{1,3})|(\+))?")

NO_END: Final = 1_000
"""Where a band ends that has no highest age."""


class AgeBand(NamedTuple):
    """Ages, half-open.

    Attributes
    ----------
    start, end
        The first age, and the first age no longer in it; `NO_END` for all above.
    """

    start: int
    end: int

    @property
    def name(self) -> str:
        """It in the words of the model, such as 18-24 or 85+."""
        return f"{self.start}+" if self.end == NO_END else f"{self.start}-{self.end - 1}"


def age_band(words: str) -> AgeBand | None:
    """Return the band that words say, or None if they say none.

    Parameters
    ----------
    words
        Such as "18-24", "aged 65-74", "85+" or "aged 7".

    Examples
    --------
    >>> age_band("aged 65-74"), age_band("85+"), age_band("aged 7"), age_band("women")
    (AgeBand(start=65, end=75), AgeBand(start=85, end=1000), AgeBand(start=7, end=8), None)
    """
    found = _WORDS.fullmatch(words.strip().casefold())
    if found is None:
        return None
    first, last, above = found.groups()
    if above:
        return AgeBand(int(first), NO_END)
    band = AgeBand(int(first), int(last or first) + 1)
    return band if band.start < band.end else None


def finest_cover(bands: Iterable[AgeBand]) -> tuple[AgeBand, ...]:
    """Return the most bands that together are all ages once, or none if they cannot be.

    Parameters
    ----------
    bands
        Some of them may lie in others, as single years do in bands.

    Examples
    --------
    >>> ages = [AgeBand(0, 16), AgeBand(16, 65), AgeBand(65, 1000), AgeBand(16, 1000)]
    >>> [band.name for band in finest_cover(ages)]
    ['0-15', '16-64', '65+']
    """
    best: dict[int, tuple[AgeBand, ...]] = {0: ()}  # by the age up to which all are there
    for band in sorted(set(bands)):
        if band.start in best:
            cover = (*best[band.start], band)
            if len(cover) > len(best.get(band.end, ())):
                best[band.end] = cover
    return best.get(NO_END, ())


def common_bands(some: Iterable[AgeBand], others: Iterable[AgeBand]) -> tuple[AgeBand, ...]:
    """Return the finest bands that two covers of all ages can both be put together to.

    Parameters
    ----------
    some, others
        Covers of all ages.

    Examples
    --------
    >>> fives = [AgeBand(start, start + 5) for start in range(0, 85, 5)] + [AgeBand(85, 1000)]
    >>> [band.name for band in common_bands(fives, [AgeBand(0, 18), AgeBand(18, 25),
    ...                                             AgeBand(25, 65), AgeBand(65, 1000)])]
    ['0-24', '25-64', '65+']
    """
    ends = sorted({band.end for band in some} & {band.end for band in others})
    return tuple(AgeBand(*each) for each in zip([0, *ends], ends, strict=False))
