"""A page to take to a meeting: what is on it, cut to what one sheet of paper holds."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

LINES: Final = 54
"""Lines that one sheet holds."""

_LETTERS: Final = 96  # of a line, across the page
_LONGEST: Final = 480  # letters of one paragraph
_HEADING: Final = 2  # lines that a heading takes
_TITLE: Final = 5
_FORMATS: Final = frozenset({"Cc", "Cs", "Co", "Cn"})
_TURNS: Final = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class PagePart(Protocol):
    """A heading, and paragraphs under it, the chief one first."""

    @property
    def heading(self) -> str:
        """What stands above."""

    @property
    def lines(self) -> Sequence[str]:
        """The paragraphs."""


class Page(Protocol):
    """What is to stand on one sheet of paper."""

    @property
    def title(self) -> str:
        """What it is about."""

    @property
    def about(self) -> str:
        """Of where and when it is, in a few words."""

    @property
    def summary(self) -> str:
        """The chief thing."""

    @property
    def parts(self) -> Sequence[PagePart]:
        """The rest, the chief part first."""

    @property
    def small(self) -> Sequence[str]:
        """What was taken for granted; small print, and the first to be left out."""

    @property
    def day(self) -> dt.date:
        """The day that it tells of."""


class Fitted(NamedTuple):
    """A page whose words are safe to print and fit on one sheet.

    `left_out` says in a sentence that something is not on it; empty if all is.
    """

    title: str
    about: str
    summary: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    small: tuple[str, ...]
    left_out: str


def fitted(page: Page, *, n_lines: int = LINES) -> Fitted:
    """Return a page cut to one sheet.

    Parameters
    ----------
    page
        What is to be on it; words may be anybody's.
    n_lines
        How many lines the sheet holds.

    Returns
    -------
    Fitted
        Letters that print nothing or turn the line round are gone, and what is long is cut. While
        there is too much, the last paragraph of the longest part is left out; each part keeps one.
    """
    parts = [(printed(part.heading), [printed(line) for line in part.lines]) for part in page.parts]
    parts = [(heading, [line for line in lines if line]) for heading, lines in parts]
    parts = [(heading, lines) for heading, lines in parts if lines]
    small = [printed(line) for line in page.small]
    summary = printed(page.summary)
    n_out = 0
    while _taken(summary, parts, small) > n_lines:
        longest = max(parts, key=_room, default=("", []))
        if len(longest[1]) > 1:
            longest[1].pop()
            n_out += 1
        elif small:
            small.pop()
        else:
            break
    return Fitted(
        title=printed(page.title),
        about=printed(page.about),
        summary=summary,
        parts=tuple((heading, tuple(lines)) for heading, lines in parts),
        small=tuple(small),
        left_out=f"{n_out:,} more would not fit on this page." if n_out else "",
    )


def printed(text: str) -> str:
    r"""Return words on one line, without letters that print nothing, and not too long.

    Examples
    --------
    >>> printed("a\x00 choir\n\u202etxt.exe")
    'a choir txt.exe'
    """
    kept = "".join(
        " " if letter.isspace() else letter
        for letter in text
        if letter.isspace()
        or (letter not in _TURNS and unicodedata.category(letter) not in _FORMATS)
    )
    words = " ".join(kept.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"


def _room(part: tuple[str, list[str]]) -> int:
    """Return how many lines a part could give up."""
    return sum(map(_height, part[1])) if len(part[1]) > 1 else 0


def _taken(summary: str, parts: Sequence[tuple[str, list[str]]], small: Sequence[str]) -> int:
    told = sum(_HEADING + sum(map(_height, lines)) for _, lines in parts)
    return _TITLE + _height(summary) + told + sum(map(_height, small))


def _height(line: str) -> int:
    return -(-len(line) // _LETTERS)
