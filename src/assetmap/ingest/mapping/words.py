"""Values of a TOML file as what they should be, or one sentence that says where they are not."""

from __future__ import annotations

import datetime as dt
import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NoReturn

import pyarrow as pa
import pyarrow.compute as pc

from assetmap.errors import MappingError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MAX_WORD: Final = 2_000
MAX_LISTED: Final = 2_000
_SHOWN: Final = 60
_TYPES: Final = (
    (dict, "a table"),
    (list, "a list"),
    (bool, "true or false"),
    (str, "text"),
    (int, "a number"),
    (float, "a number"),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a mapping file, which knows how to complain of what stands there.

    Attributes
    ----------
    path
        The file.
    words
        Block and key, as a message names them.
    """

    path: str
    words: str

    def at(self, key: str) -> Place:
        """Return the place of `key` within this one."""
        joined = f"{self.words}.{key}" if "'" in self.words else f"{self.words}, key '{key}"
        return Place(self.path, joined)

    def refuse(self, reason: str) -> NoReturn:
        """Raise an error that names this place and gives `reason`."""
        closing = "'" if "'" in self.words else ""
        raise MappingError(self.path, f"{self.words}{closing}: {reason}")

    def text(self, value: object) -> str:
        """Return `value` if it is text that is not too long."""
        if not isinstance(value, str):
            self.refuse(f"it must be text, not {_type_of(value)}.")
        if len(value) > MAX_WORD:
            self.refuse(f"it is longer than {MAX_WORD:,} characters.")
        return value

    def filled(self, value: object) -> str:
        """Return `value` if it is text that is not blank."""
        if not (text := self.text(value)).strip():
            self.refuse("it is empty.")
        return text

    def heading(self, value: object) -> str:
        """Return a heading as headings of sheets are written: single spaces."""
        return " ".join(self.filled(value).split())

    def texts(self, value: object) -> tuple[str, ...]:
        """Return one text or a list of texts as several."""
        if isinstance(value, str):
            return (self.text(value),)
        if not isinstance(value, list):
            self.refuse(f"it must be text or a list of texts, not {_type_of(value)}.")
        if not value or len(value) > MAX_LISTED:
            self.refuse(f"it must list from 1 to {MAX_LISTED:,} texts, not {len(value):,}.")
        return tuple(self.text(each) for each in value)

    def headings(self, value: object) -> tuple[str, ...]:
        """Return one heading or a list of headings as several."""
        return tuple(self.heading(each) for each in self.texts(value))

    def table(self, value: object) -> Mapping[str, object]:
        """Return `value` if it is a table of TOML."""
        if not isinstance(value, dict):
            self.refuse(f"it must be a table of keys, not {_type_of(value)}.")
        return value

    def truth(self, value: object) -> bool:
        """Return `value` if it is true or false."""
        if not isinstance(value, bool):
            self.refuse(f"it must be true or false, not {_type_of(value)}.")
        return value

    def cell(self, value: object) -> str:
        """Return a text, number, day or truth as a cell of a file holds it."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, dt.datetime):
            self.refuse("it must be a day or a time of day, not both.")
        if isinstance(value, int | float):
            return f"{value}"
        if isinstance(value, dt.date):
            return value.isoformat()
        if isinstance(value, dt.time):
            return value.strftime("%H:%M")
        return self.text(value)

    def pattern(self, value: object) -> str:
        """Return a regular expression that RE2 knows, which never takes longer than the text."""
        text = self.filled(value)
        try:
            pc.match_substring_regex(pa.array([""]), text)
        except (pa.ArrowInvalid, UnicodeEncodeError) as error:
            said = str(error).removeprefix("Invalid regular expression: ")[:_SHOWN]
            reason = f"{_cut(text)!r} is not a regular expression of the kind RE2 ({said})."
            self.refuse(reason)
        return text

    def only(self, value: Mapping[str, object], known: Sequence[str]) -> None:
        """Refuse keys that are not in `known`."""
        for key in value:
            if key not in known:
                reason = f"there is no such key; known are {', '.join(known)}{nearest(key, known)}."
                self.at(_cut(key)).refuse(reason)


def matching(pattern: str, texts: Iterable[str]) -> list[bool]:
    """Tell of each text whether the whole of it matches `pattern`, in time that its length sets."""
    encoded = pa.array([encodable(text) for text in texts], pa.string())
    found = pc.match_substring_regex(encoded, rf"\A(?:{pattern})\z")
    return [bool(each) for each in found.to_pylist()]


def plain(text: str) -> str:
    """Return `text` as cells are compared: small letters, single spaces."""
    return " ".join(text.split()).casefold()


def encodable(text: str) -> str:
    """Return `text` with halves of characters, which no file can hold, as question marks."""
    return text.encode("utf-8", "replace").decode()


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a phrase that names the word of `known` most like `word`, or nothing."""
    by_small = {each.casefold(): each for each in known}
    found = difflib.get_close_matches(word.casefold()[:MAX_WORD], list(by_small), n=1)
    return f"; the nearest is {by_small[found[0]]!r}" if found else ""


def _type_of(value: object) -> str:
    return next((words for kind, words in _TYPES if isinstance(value, kind)), "a day or time")


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
