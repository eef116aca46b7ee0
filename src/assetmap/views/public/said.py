"""Sentences made of fixed words and of data, which a page can still say in another language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence


class Said(str):
    """A sentence in English, which keeps what it is made of.

    Attributes
    ----------
    fixed
        Its fixed words, with `%(name)s` where something stands in them.
    values
        What stands there, by name.
    """

    fixed: str
    values: dict[str, str]


def said(fixed: str, /, **values: str) -> Said:
    """Return fixed words with values in them.

    Parameters
    ----------
    fixed
        Written out at the call, for the catalogue of texts to translate is made by reading it.
    values
        From data, or said themselves.

    Examples
    --------
    >>> said("Write to %(name)s.", name="Sale Voices")
    'Write to Sale Voices.'
    """
    made = Said(fixed % values if values else fixed)
    made.fixed, made.values = fixed, values
    return made


def in_language(text: str, translate: Callable[[str], str]) -> str:
    """Return a text in another language, as far as its words are fixed.

    Parameters
    ----------
    text
        What was said; any other text is taken for fixed words.
    translate
        Gives the fixed words in that language, or as they are.

    Examples
    --------
    >>> in_language(said("Next: %(day)s.", day="Monday"), {"Next: %(day)s.": "Nesaf: %(day)s."}.get)
    'Nesaf: Monday.'
    """
    if not isinstance(text, Said):
        return translate(text) if text else text
    if not text.values:
        return translate(text.fixed)
    values = {
        name: in_language(each, translate) if isinstance(each, Said) else each
        for name, each in text.values.items()
    }
    return translate(text.fixed) % values


def list_said(names: Sequence[str], *, at_most: int = 7) -> Said:
    """Return names as a list in a sentence, the rest counted.

    Parameters
    ----------
    names
        From data, or said themselves; at least one.
    at_most
        How many are named.

    Examples
    --------
    >>> list_said(["A"]), list_said(["A", "B", "C"]), list_said(["A", "B", "C"], at_most=1)
    ('A', 'A, B and C', 'A and 2 more')
    """
    shown = list(names[:at_most])
    if len(names) > len(shown):
        shown.append(said("%(n)s more", n=f"{len(names) - len(shown):,}"))
    found = said("%(name)s", name=shown[0])
    for name in shown[1:-1]:
        found = said("%(names)s, %(name)s", names=found, name=name)
    return said("%(names)s and %(name)s", names=found, name=shown[-1]) if shown[1:] else found


def day_said(day: dt.date) -> Said:
    """Return a day as people write it.

    Examples
    --------
    >>> import datetime as dt
    >>> day_said(dt.date(2026, 3, 5))
    '5 March 2026'
    """
    month = MONTHS[day.month - 1]
    return said("%(day)s %(month)s %(year)s", day=str(day.day), month=month, year=str(day.year))


MONTHS: Final = (
    said("January"),
    said("February"),
    said("March"),
    said("April"),
    said("May"),
    said("June"),
    said("July"),
    said("August"),
    said("September"),
    said("October"),
    said("November"),
    said("December"),
)
WEEKDAYS: Final = (
    said("Monday"),
    said("Tuesday"),
    said("Wednesday"),
    said("Thursday"),
    said("Friday"),
    said("Saturday"),
    said("Sunday"),
)
