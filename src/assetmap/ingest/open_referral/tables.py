"""The format of HSDS 3.0 as tables: a sheet (or CSV file) each, called like its table.

| sheet | also |
| --- | --- |
| `services` | `service`, `Services`, `services.csv`; so for every table |
| `service_at_location` | `service_at_locations` |
| `accessibility`, `funding`, `metadata` | the standard's own examples call them so |

A sheet is one of these by its name and its columns: it has an `id`, and at least half of its
columns are fields of the table. Each row counts as read. A row that only fills cells of others
(a telephone, a cost) is accepted with them; one of which nothing is kept is refused, and told
why. `null` stands for an empty cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetmap.ingest.open_referral.book import Book
from assetmap.ingest.open_referral.fields import TEXTS
from assetmap.ingest.open_referral.items import Reader
from assetmap.ingest.open_referral.published_ids import Known
from assetmap.ingest.open_referral.rows import gather_book
from assetmap.ingest.open_referral.schema import LINKS, PLURALS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.ingest.gathered import Gathered
    from assetmap.ingest.sheet import Sheet
    from assetmap.model import Snapshot

_NAMES: Final = {name: table for table, plural in PLURALS.items() for name in (table, plural)}


def table_called(name: str) -> str | None:
    """Return the table of HSDS that a sheet, file or list of this name holds."""
    plain = name.strip().casefold().removesuffix(".csv")
    return _NAMES.get("_".join(plain.replace("-", " ").replace("_", " ").split()))


def known(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return the sheets that are called like a table of HSDS and have its columns."""
    return [each for each in sheets if _has_columns(each)]


def gather(sheets: Sequence[Sheet], snapshot: Snapshot) -> Gathered:
    """Return what the sheets give together, beside `snapshot`."""
    book = Book(Known.of(snapshot))
    reader = Reader(book, "line")
    for sheet in sheets:
        table = table_called(sheet.sheet)
        if table is not None:
            _read(reader, table, sheet)
    reader.finish()
    return gather_book(book, reader.refusals, ())


def _read(reader: Reader, table: str, sheet: Sheet) -> None:
    names = [_field(heading) for heading in sheet.columns]
    for line, cells in zip(sheet.lines, zip(*sheet.columns.values(), strict=True), strict=True):
        told = zip(names, cells, strict=True)
        item = {name: cell for name, cell in told if cell.strip() and cell.strip() != "null"}
        reader.read(table, item, (sheet.file, sheet.sheet, line))


def _field(heading: str) -> str:
    return "_".join(heading.casefold().split())


def _has_columns(sheet: Sheet) -> bool:
    table = table_called(sheet.sheet)
    if table is None:
        return False
    names = {_field(heading) for heading in sheet.columns}
    ours = names & {"id", *TEXTS[table], *LINKS.get(table, {})}
    return "id" in names and len(ours) > 1 and 2 * len(ours) >= len(names)
