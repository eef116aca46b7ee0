"""The everyday words that come with the package, by theme; `everyday.toml` is made to be edited."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).with_name("everyday.toml")


@dataclass(frozen=True, slots=True)
class Theme:
    """Something that matters in any place.

    Attributes
    ----------
    names
        What a need may be called that it belongs to.
    words
        What people say.
    """

    names: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Everyday:
    """What the file holds.

    Attributes
    ----------
    passed_over
        Words that tell nothing of what matters.
    known
        Words that are spelt right and tell nothing either.
    themes
        In the order of the file.
    """

    passed_over: frozenset[str]
    known: frozenset[str]
    themes: tuple[Theme, ...]


@cache
def everyday_words() -> Everyday:
    """Return the words that come with the package.

    Examples
    --------
    >>> "the" in everyday_words().passed_over
    True
    """
    said = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Everyday(
        frozenset(said["passed_over"].split()),
        frozenset(said["known"].split()),
        tuple(Theme(tuple(each["names"]), tuple(each["words"])) for each in said["themes"]),
    )
