"""What the cells of a column look like, counted: postcodes, days, numbers, codes of areas."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetmap.ingest.cells import (
    CellError,
    read_date,
    read_link,
    read_number,
    read_postcode,
    read_schedule,
    read_time,
    read_truth,
)
from assetmap.ingest.mapping.words import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from assetmap.ingest.sheet import Sheet

MAX_SEEN: Final = 1_000
"""Most cells of a column that are looked at; the first of them."""

BLANK_WORDS: Final = frozenset(
    {"na", "n/a", "n.a.", "#n/a", "not known", "unknown", "none", "null", "nil", "-", "--", "tbc"}
    | {"not applicable", "does not apply", "not available", "nan"}
)
"""What people write where nothing is known."""

_LEVELS: Final = (
    ("lsoa", re.compile(r"[EWS]01\d{6}|95[A-Z]{2}\d{2}[SW]\d")),
    ("msoa", re.compile(r"[EWS]02\d{6}")),
    ("ward", re.compile(r"[EW]05\d{6}|S13\d{6}|N08\d{6}")),
    ("district", re.compile(r"E0[6789]\d{6}|W06\d{6}|S12\d{6}|N09\d{6}")),
    ("system", re.compile(r"E(?:10|12|47|54)\d{6}|W11\d{6}|S08\d{6}")),
)
LEVELS: Final = tuple(level for level, _ in _LEVELS)
"""Levels of areas whose codes are known, small ones first."""

_SHAPES: Final[Mapping[str, re.Pattern[str]]] = {
    **dict(_LEVELS),
    "output_area": re.compile(r"[EWS]00\d{6}"),
    "email": re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+"),
    "web": re.compile(
        r"(?i)https?://\S+|www\.\S+|[\w.\-]+\.(?:org|com|co\.uk|uk|net|info|gov|nhs)(?:/\S*)?"
    ),
    "phone": re.compile(r"(?=(?:\D*\d){9,14}\D*\Z)[+(\d][\d\s()+\-./]+"),
    "charity": re.compile(r"(?:SC0|NIC)?\d{5,7}"),
    "scottish": re.compile(r"SC0\d{5}"),
    "irish": re.compile(r"NIC\d{5,6}"),
    "company": re.compile(r"(?:[A-Z]{2}\d{6}|\d{7,8}|[A-Z]{2}\d{5}[A-Z]|IP\d{5}R)"),
    "practice": re.compile(r"[A-Z]\d{5}"),
    "ods": re.compile(r"[A-Z][A-Z\d]{2,6}"),
    "register": re.compile(r"(?:GB|XI|IE)-[A-Z]{2,6}-[\w\-/.]+"),
}
_FIRST_NORTH, _LAST_NORTH, _FIRST_EAST, _LAST_EAST = 49.0, 61.5, -9.0, 2.5
NORTHS, EASTS = 90.0, 180.0

_SAID: Final = {
    **{level: f"codes of areas ({level})" for level in LEVELS},
    "output_area": "codes of output areas",
    "email": "e-mail addresses",
    "web": "web addresses",
    "link": "web addresses",
    "phone": "telephone numbers",
    "charity": "charity numbers",
    "company": "company numbers",
    "practice": "codes of practices",
    "ods": "NHS organisation codes",
    "register": "numbers with their register",
    "postcode": "postcodes",
    "date": "days",
    "time": "times of day",
    "number": "numbers",
    "integer": "whole numbers",
    "truth": "yes or no",
    "schedule": "days of the week",
    "latitude": "degrees north",
    "longitude": "degrees east",
    "british_latitude": "degrees north within Britain",
    "british_longitude": "degrees east within Britain",
}


@dataclass(frozen=True, slots=True)
class Look:
    """What one column looks like.

    Attributes
    ----------
    heading
        As the sheet has it.
    n_rows, n_filled, n_distinct
        Rows, those with a cell that says something, and how many different things these say
        (capitals and spaces do not matter).
    n_seen
        Filled cells that were looked at closely.
    counts
        How many of these look like each kind.
    blanks
        Words in the column that stand for nothing.
    """

    heading: str
    n_rows: int
    n_filled: int
    n_distinct: int
    n_seen: int
    counts: Mapping[str, int]
    blanks: tuple[str, ...] = ()

    def share(self, kind: str) -> float:
        """Return which part of the cells seen looks like `kind`, 0 where there are none."""
        return self.counts.get(kind, 0) / self.n_seen if self.n_seen else 0.0

    def said(self, kind: str) -> str:
        """Return how many cells look like `kind`, in words."""
        n_like = self.counts.get(kind, 0)
        return f"{n_like:,} of {self.n_seen:,} cells look like {_SAID.get(kind, kind)}"

    @property
    def filled(self) -> str:
        """How many cells are filled, in words."""
        return f"{self.n_filled:,} of {self.n_rows:,} cells are filled"

    @property
    def is_distinct(self) -> bool:
        """Whether every row has a cell of its own."""
        return 0 < self.n_rows == self.n_filled == self.n_distinct


def looks_of(sheet: Sheet) -> list[Look]:
    """Return what each column of a sheet looks like, in its order."""
    return [_look(heading, cells) for heading, cells in sheet.columns.items()]


def level_of(look: Look, *, least: float = 0.9) -> str:
    """Return the level of areas whose codes a column holds, or nothing."""
    return next((level for level in LEVELS if look.share(level) >= least), "")


def _look(heading: str, cells: Sequence[str]) -> Look:
    words = Counter(plain(cell) for cell in cells)
    blanks = tuple(sorted(word for word in words if word in BLANK_WORDS))
    filled = [cell for cell in cells if (word := plain(cell)) and word not in BLANK_WORDS]
    n_distinct = sum(1 for word in words if word and word not in BLANK_WORDS)
    seen = Counter(cell.strip(" \u00a0") for cell in filled[:MAX_SEEN])
    counts: Counter[str] = Counter()
    for cell, n_cells in seen.items():
        for kind in kinds_of(cell):
            counts[kind] += n_cells
    return Look(heading, len(cells), len(filled), n_distinct, seen.total(), counts, blanks)


def kinds_of(cell: str) -> list[str]:
    """Return every kind that a cell looks like."""
    if len(cell) > MAX_SEEN:
        return []
    found = [kind for kind, shape in _SHAPES.items() if shape.fullmatch(cell)]
    found += [kind for kind, reader in _READERS.items() if _is_readable(reader, cell)]
    if "number" in found:
        found += _numbers(read_number(cell))
    return found


def _is_readable(reader: Callable[[str], object], cell: str) -> bool:
    try:
        reader(cell)
    except CellError:
        return False
    return True


def _numbers(number: float) -> list[str]:
    told = {
        "integer": number.is_integer(),
        "latitude": abs(number) <= NORTHS,
        "longitude": abs(number) <= EASTS,
        "british_latitude": _FIRST_NORTH <= number <= _LAST_NORTH,
        "british_longitude": _FIRST_EAST <= number <= _LAST_EAST,
    }
    return [kind for kind, is_so in told.items() if is_so]


_READERS: Final[Mapping[str, Callable[[str], object]]] = {
    "postcode": read_postcode,
    "date": read_date,
    "time": read_time,
    "number": read_number,
    "truth": read_truth,
    "schedule": read_schedule,
    "link": read_link,
}
