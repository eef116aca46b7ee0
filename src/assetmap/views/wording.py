"""Words around numbers: counts, days, small numbers, lists of names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

SMALLEST_SHOWN: Final = 8
"""Counts of journeys above 0 and below this are not shown for a group."""


def counted(n: int, one: str, several: str | None = None) -> str:
    """Return a number with its noun.

    Parameters
    ----------
    n
        How many.
    one
        The noun for one.
    several
        The noun for any other number; left out: `one` with an s.

    Returns
    -------
    str
        Such as `1 tie` or `1,200 ties`.

    Examples
    --------
    >>> counted(1, "tie"), counted(1200, "tie"), counted(0, "person", "people")
    ('1 tie', '1,200 ties', '0 people')
    """
    noun = one if n == 1 else several or f"{one}s"
    return f"{n:,} {noun}"


def counted_journeys(n: int) -> str:
    """Return how many journeys of people, a small number hidden.

    Examples
    --------
    >>> counted_journeys(0), counted_journeys(1), counted_journeys(7), counted_journeys(8)
    ('no journeys', 'fewer than 8 journeys', 'fewer than 8 journeys', '8 journeys')
    """
    if n == 0:
        return "no journeys"
    return counted(n, "journey") if is_shown(n) else f"fewer than {SMALLEST_SHOWN} journeys"


def is_shown(n: int) -> bool:
    """Tell whether a count of journeys in a group may be shown: 0 may, 1 to 7 may not."""
    return n == 0 or n >= SMALLEST_SHOWN


def uncapitalised(words: str) -> str:
    """Return `words` as they stand within a sentence: the first letter small."""
    return f"{words[:1].lower()}{words[1:]}"


def share(part: int, whole: int) -> str:
    """Return a share as whole per cent, honest at both ends.

    Examples
    --------
    >>> share(1, 3), share(1, 500), share(499, 500), share(0, 9), share(0, 0)
    ('33%', 'under 1%', 'over 99%', '0%', 'none')
    """
    if whole == 0:
        return "none"
    percent = f"{part / whole:.0%}"
    if percent == "0%" and part > 0:
        return "under 1%"
    if percent == "100%" and part < whole:
        return "over 99%"
    return percent


def day_words(day: dt.date) -> str:
    """Return a day as British people write it.

    Examples
    --------
    >>> import datetime as dt
    >>> day_words(dt.date(2026, 3, 5))
    '5 March 2026'
    """
    return f"{day.day} {day:%B %Y}"


def listed(names: Sequence[str], *, at_most: int = 5) -> str:
    """Return names as a list in a sentence, the rest counted.

    Examples
    --------
    >>> listed(["A"]), listed(["A", "B", "C"]), listed(["A", "B", "C"], at_most=1)
    ('A', 'A, B and C', 'A and 2 more')
    """
    shown = list(names[:at_most])
    rest = len(names) - len(shown)
    if rest:
        shown.append(f"{rest:,} more")
    first, last = ", ".join(shown[:-1]), "".join(shown[-1:])
    return f"{first} and {last}" if first else last
