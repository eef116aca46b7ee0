"""One sheet of a file as text, before anything in it is understood; and rows meant for a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import compress
from typing import TYPE_CHECKING, Any, Final, overload

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LONG: Final = 100_000
_GUARDED: Final = re.compile(r"'+[=+\-@\t\r]")


class Cells(Sequence[str]):
    """Cells of one long column, held in an eighth of the memory that as many Python texts take.

    Attributes
    ----------
    texts
        The same as Arrow text without gaps.
    """

    __slots__ = ("_listed", "texts")
    _CHUNK = 65_536

    def __init__(self, texts: pa.ChunkedArray[Any]) -> None:
        self.texts = texts
        self._listed: list[str] | None = None

    def __len__(self) -> int:
        """Return how many cells there are."""
        return len(self.texts)

    def __iter__(self) -> Iterator[str]:
        """Give the cells in order, some at a time as Python texts."""
        for start in range(0, len(self), self._CHUNK):
            yield from self.texts.slice(start, self._CHUNK).to_pylist()

    @overload
    def __getitem__(self, at: int) -> str: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...

    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        """Return one cell, or some; who asks once will ask for many, so all are unpacked."""
        if self._listed is None:
            self._listed = list(self)
        return self._listed[at]


def taken(cells: Sequence[str], rows: Sequence[int]) -> list[str]:
    """Return the cells of some rows; of a long column equal cells are one text in memory."""
    if not isinstance(cells, Cells):
        return [cells[row] for row in rows]
    encoded = cells.texts.combine_chunks().dictionary_encode()
    words = np.array(encoded.dictionary.to_pylist(), dtype=object)
    codes = np.asarray(encoded.indices)
    found: list[str] = words[codes[np.asarray(rows, dtype=np.int64)]].tolist()
    return found


@dataclass(frozen=True, slots=True)
class Sheet:
    """Cells of one sheet.

    Attributes
    ----------
    file
        Name of the file, without its folder.
    sheet
        Name of the sheet; of a CSV file, its name without the ending.
    columns
        Cells by heading as it stands in the file, in its order; an empty cell is "".
    lines
        For each row the line that a spreadsheet or a text editor shows; the heading is 1.
    """

    file: str
    sheet: str
    columns: Mapping[str, Sequence[str]]
    lines: Sequence[int]

    def __len__(self) -> int:
        """Return how many rows hold anything."""
        return len(self.lines)


@dataclass(frozen=True, slots=True)
class Draft:
    """Rows meant for one table, still text.

    Attributes
    ----------
    table
        Name of a table of the model.
    file, sheet
        Where the rows stood.
    columns
        Cells by field of the model (or `x_...`); fields left out stay as they are in the store.
    lines
        For each row the line of the file that it came from; several rows may share one.
    untold
        Positions at which an empty cell of a column says nothing: it too stays as it is in the
        store, where another empty cell empties it.
    is_quoted
        Whether a fault may show what a cell says; not of rows about people's journeys, where only
        references are shown.
    """

    table: str
    file: str
    sheet: str
    columns: Mapping[str, Sequence[str]]
    lines: Sequence[int]
    untold: Mapping[str, Sequence[int]] = field(default_factory=dict)
    is_quoted: bool = True

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.lines)


def packed(draft: Draft) -> Draft:
    """Return a long draft with its cells in an eighth of the memory; a short one as it is."""
    if len(draft) < _LONG:
        return draft
    columns = {
        name: cells
        if isinstance(cells, Cells)
        else Cells(pa.chunked_array([pa.array(cells, pa.large_string())]))
        for name, cells in draft.columns.items()
    }
    return replace(draft, columns=columns)


def make_sheet(
    file: str,
    sheet: str,
    heading: Sequence[str],
    rows: Sequence[Sequence[str]],
    lines: Sequence[int],
    *,
    is_guarded: bool = True,
) -> Sheet:
    """Return rows of text as a sheet; rows without any text are left out.

    Parameters
    ----------
    file, sheet
        Names to show.
    heading
        Names of the columns; one that stands twice gets a number.
    rows
        Cells; a row may be shorter than the heading. What stands beyond the heading is kept
        under a numbered heading, so that nothing is lost unseen.
    lines
        The line of each row.
    is_guarded
        Whether an apostrophe may stand before what looks like a formula, and is to be taken off.
    """
    filled = [any(row) and "".join(row).strip() != "" for row in rows]
    kept = list(compress(rows, filled))
    width = max(len(heading), max(map(len, kept), default=0))
    names = told_apart([*heading, *[""] * (width - len(heading))])
    padded = (row if len(row) == width else [*row, *[""] * (width - len(row))] for row in kept)
    columns = list(zip(*padded, strict=True)) if kept else [()] * width
    if is_guarded:
        columns = [tuple(map(_unguarded, column)) for column in columns]
    by_name = dict(zip(names, columns, strict=True))
    return Sheet(file, sheet, by_name, list(compress(lines, filled)))


def _unguarded(text: str) -> str:
    return text[1:] if text[:1] == "'" and _GUARDED.match(text) else text


def told_apart(heading: Sequence[str]) -> list[str]:
    """Return the names of columns; one that is empty or stands twice gets a number."""
    names: list[str] = []
    for number, word in enumerate(heading, start=1):
        name = " ".join(word.split()) or f"column {number}"
        while name in names:
            name = f"{name} (column {number})"
        names.append(name)
    return names
