"""Words for one sheet of paper; `assetmap.export` makes the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True, slots=True)
class PagePart:
    """A heading, and paragraphs under it, the chief one first."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageWords:
    """One page.

    Attributes
    ----------
    title, about
        What it is about, and of where and when it is.
    summary
        The chief thing.
    parts
        The rest, the chief part first; one without paragraphs is not shown.
    small
        What was taken for granted.
    day
        The day that it tells of.
    """

    title: str
    about: str
    summary: str
    parts: tuple[PagePart, ...]
    small: tuple[str, ...]
    day: dt.date
