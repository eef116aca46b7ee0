"""By what a file that somebody chose is known again, though it is not kept itself."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Final

from assetmap.ingest.kept_rows import on_one_line

_MOST_OF_A_NAME: Final = 150
_BY_FILE: Final = re.compile(r".*, by the file “(?P<name>.*)” \(SHA-256 (?P<digest>[0-9a-f]{64})\)")


@dataclass(frozen=True, slots=True)
class FileMark:
    """A file's name, and the SHA-256 of its content in hexadecimal digits."""

    name: str
    digest: str

    def after(self, provenance: str) -> str:
        """Return where a row came from, and by which file; `mark_in` reads it again."""
        return f"{provenance}, by the file “{self.name}” (SHA-256 {self.digest})"


def mark_of(content: bytes, name: str) -> FileMark:
    """Return the mark of a file: its name is cut where a row could not hold it.

    Examples
    --------
    >>> mark = mark_of(b"origin,place,cost", "times.csv")
    >>> mark.name, mark.digest[:8]
    ('times.csv', '0f08bac8')
    """
    known = on_one_line(name)[:_MOST_OF_A_NAME].strip() or "a file without a name"
    return FileMark(known, hashlib.sha256(content).hexdigest())


def mark_in(provenance: str) -> FileMark | None:
    """Return the mark of the file that a row was made by; None where it names none.

    Examples
    --------
    >>> mark = mark_of(b"", "times.csv")
    >>> mark_in(mark.after("where next")) == mark, mark_in("where next") is None
    (True, True)
    """
    found = _BY_FILE.fullmatch(provenance)
    return None if found is None else FileMark(found["name"], found["digest"])
