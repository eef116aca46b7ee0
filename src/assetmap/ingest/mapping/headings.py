"""Headings as a mapping calls them, found among those of a sheet however it writes them."""

from __future__ import annotations

import re
from fnmatch import translate
from functools import cache
from typing import TYPE_CHECKING, Final, NoReturn

from assetmap.ingest.mapping.words import nearest, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assetmap.ingest.mapping.parts import Mapping
    from assetmap.ingest.mapping.words import Place
    from assetmap.ingest.sheet import Sheet

_WILD: Final = re.compile(r"[?*]")


class Headings:
    """The headings of one sheet.

    Parameters
    ----------
    mapping
        Its `headings` say which spellings stand for a name that its blocks use.
    sheet
        Any list.
    """

    def __init__(self, mapping: Mapping, sheet: Sheet) -> None:
        self._spellings = mapping.headings
        self._sheet = sheet
        self._found = {plain(heading): heading for heading in reversed(list(sheet.columns))}

    def cells(self, place: Place, heading: str) -> Sequence[str]:
        """Return the cells below `heading`; `place` complains when there is no such heading."""
        if not (found := self.named(heading)):
            self._refuse(place, heading)
        if len(found) > 1:
            place.refuse(f"{heading!r} could be any of {', '.join(map(repr, found))}.")
        return self._sheet.columns[found[0]]

    def has(self, heading: str) -> bool:
        """Return whether the sheet has exactly one heading that is meant by `heading`."""
        return len(self.named(heading)) == 1

    def named(self, heading: str) -> list[str]:
        """Return the headings of the sheet that `heading` means: those of its first spelling."""
        spellings = self._spellings.get(plain(heading))
        if spellings is None:
            exact = self._found.get(plain(heading))
            return [] if exact is None else [exact]
        return next(filter(None, map(self.like, spellings)), [])

    def like(self, spelling: str) -> list[str]:
        """Return the headings of the sheet that are written so, `?` and `*` standing for any."""
        exact = self._found.get(plain(spelling))
        if exact is not None:
            return [exact]
        if not _WILD.search(spelling):
            return []
        pattern = _pattern(plain(spelling))
        return [each for word, each in reversed(self._found.items()) if pattern.match(word)]

    def beside(self, known: Iterable[str]) -> list[str]:
        """Return the headings of the sheet that are neither meant by nor written as one known."""
        meant = {heading for name in known for heading in (*self.named(name), *self.like(name))}
        return [heading for heading in self._sheet.columns if heading not in meant]

    def _refuse(self, place: Place, heading: str) -> NoReturn:
        spellings = self._spellings.get(plain(heading), ())
        named = f"{self._sheet.file!r}, sheet {self._sheet.sheet!r},"
        if spellings:
            place.refuse(f"{named} has no heading like {' or '.join(map(repr, spellings))}.")
        place.refuse(f"{named} has no heading {heading!r}{nearest(heading, self._sheet.columns)}.")


def fits(mapping: Mapping, sheet: Sheet) -> int:
    """Return how many headings of `sheet` the mapping recognises; 0 if the sheet is another's.

    Parameters
    ----------
    mapping
        Its `shapes` say which headings a sheet must have, and which it must not.
    sheet
        Any list.
    """
    headings = Headings(mapping, sheet)
    return max(
        (len(shape.headings) for shape in mapping.shapes if shape.is_of(headings)), default=0
    )


@cache
def _pattern(spelling: str) -> re.Pattern[str]:
    # Square brackets mean themselves: headings hold them, and a list of letters is not needed.
    return re.compile(translate(spelling.replace("[", "[[]")))
