"""One element or connection of Kumu's, as its file holds it, and the elements that were found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assetmap.ingest.drafting import draft_of
from assetmap.ingest.gathered import Gathered, Refusal
from assetmap.ingest.kumu.words import FIELD_LIST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assetmap.ingest.drafting import Row
    from assetmap.ingest.kumu.words import Fields
    from assetmap.ingest.sheet import Draft


@dataclass(frozen=True, slots=True)
class Item:
    """One row of elements or connections.

    Attributes
    ----------
    file, sheet, line
        Where it stood.
    cells
        Filled cells by field: Kumu's own in small letters, others by their heading.
    """

    file: str
    sheet: str
    line: int
    cells: Mapping[str, str]

    def refused(self, at: str, value: str, reason: str) -> Refusal:
        """Return the refusal of this row."""
        return Refusal(self.file, self.sheet, self.line, at, value, reason)


@dataclass(slots=True)
class Rows:
    """Rows for tables, each with the item that it comes of, in the order of the files."""

    made: list[tuple[str, Item, dict[str, str]]] = field(default_factory=list)

    def add(self, table: str, item: Item, cells: dict[str, str]) -> None:
        """Add one row."""
        self.made.append((table, item, cells))

    def drafts(self) -> Iterator[Draft]:
        """Yield a draft for each table and sheet."""
        grouped: dict[tuple[str, str, str], list[Row]] = {}
        for table, item, cells in self.made:
            grouped.setdefault((table, item.file, item.sheet), []).append((item.line, cells))
        for (table, file, sheet), rows in grouped.items():
            yield draft_of(table, file, sheet, rows)

    def name_fields(self, fields: Fields) -> None:
        """Add to the first row that fills a field of the place's own what it was called."""
        seen: set[str] = set()
        for _, item, cells in list(self.made):
            for name in cells:
                if name in fields.heading_of and name not in seen:
                    seen.add(name)
                    heading = fields.heading_of[name]
                    self.add(
                        "Vocabulary",
                        item,
                        {"vocabulary": FIELD_LIST, "name": name, "label": heading},
                    )


@dataclass(frozen=True, slots=True)
class Elements:
    """The elements of a file.

    Attributes
    ----------
    rows
        What they become.
    label_of
        Our label by id.
    ids_of
        Ids by what connections may call an element: its ID, else its label.
    cells_of
        Cells by id: a connection may fill one more.
    refusals
        Elements that cannot be taken.
    """

    rows: Rows
    label_of: dict[str, str]
    ids_of: dict[str, list[str]]
    cells_of: dict[str, dict[str, str]]
    refusals: list[Refusal]

    def gathered(self, fields: Fields) -> Gathered:
        """Return the drafts and refusals."""
        self.rows.name_fields(fields)
        return Gathered(drafts=tuple(self.rows.drafts()), refusals=tuple(self.refusals))
