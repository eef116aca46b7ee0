"""One sheet of a file as text, before anything in it is understood; and rows meant for a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


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
    is_workbook
        Whether the file is a workbook, whose cells never carry the apostrophe of a CSV.
    """

    file: str
    sheet: str
    columns: Mapping[str, Sequence[str]]
    lines: Sequence[int]
    is_workbook: bool = False

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
    """

    table: str
    file: str
    sheet: str
    columns: Mapping[str, Sequence[str]]
    lines: Sequence[int]

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.lines)
