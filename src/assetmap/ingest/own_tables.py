"""The format of our own template: a sheet a table, called like it, with the model's columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetmap.errors import DataError
from assetmap.ingest.gathered import Gathered
from assetmap.ingest.sheet import Draft
from assetmap.model import TABLES, WITHOUT_OWN_COLUMNS, columns_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.ingest.sheet import Sheet

QUIET_SHEETS: Final = frozenset({"read me", "lists"})
"""Sheets of our own template that hold no rows."""

_NAMESAKES: Final = {
    "Location": (
        frozenset({"location_type", "organization_id", "transportation", "external_identifier"}),
        frozenset({"id", "name", "latitude", "longitude", "accessibility"}),
    ),
}
"""Columns of another form's table of the same name but for its capitals (`location` of Open
Referral): those that ours lacks, and those that both have."""


def known(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return the sheets that are called like a table of ours, or stand in our template."""
    return [each for each in sheets if _is_quiet(each) or _table_of(each) is not None]


def gather(sheets: Sequence[Sheet]) -> Gathered:
    """Return the rows of our own sheets, and notes about what is not read of them.

    Raises
    ------
    DataError
        If a table about people's journeys has a column of the place's own.
    """
    notes: list[str] = []
    drafts = [_draft(sheet, notes) for sheet in sheets if not _is_quiet(sheet)]
    return Gathered(drafts=tuple(each for each in drafts if each is not None), notes=tuple(notes))


def _is_quiet(sheet: Sheet) -> bool:
    return sheet.sheet.casefold() in QUIET_SHEETS


def _table_of(sheet: Sheet) -> str | None:
    if sheet.sheet in TABLES:
        return sheet.sheet
    found = next((name for name in TABLES if name.casefold() == sheet.sheet.casefold()), None)
    return None if found is not None and _is_anothers(sheet, found) else found


def _is_anothers(sheet: Sheet, table: str) -> bool:
    """Tell whether a sheet has a column that only a namesake has, and none that only we have."""
    names = {heading.strip().casefold().replace(" ", "_") for heading in sheet.columns}
    theirs, shared = _NAMESAKES.get(table, (frozenset(), frozenset()))
    ours = {each.name for each in columns_of(table)} - shared
    return bool(names & theirs) and not names & ours


def _draft(sheet: Sheet, notes: list[str]) -> Draft | None:
    """Return the rows of one sheet, and note what is not read."""
    where = f"{sheet.file}, sheet {sheet.sheet!r}"
    table = _table_of(sheet)
    if table is None:
        return None
    columns = _own_columns(sheet, table, where, notes)
    if all(name.startswith("x_") for name in columns):
        notes.append(f"{where} was not read: it has none of the columns of {table}.")
        return None
    return Draft(table, sheet.file, sheet.sheet, columns, sheet.lines)


def _own_columns(
    sheet: Sheet, table: str, where: str, notes: list[str]
) -> dict[str, Sequence[str]]:
    fields = {each.name for each in columns_of(table)}
    columns: dict[str, Sequence[str]] = {}
    for heading, cells in sheet.columns.items():
        name = heading.strip().casefold().replace(" ", "_")
        is_own = name.startswith("x_") and name.isidentifier()
        if is_own and table in WITHOUT_OWN_COLUMNS:
            msg = (
                f"{where}: the column {heading!r} is refused, and nothing was loaded: rows about "
                "a person's journey hold only what the model names. Take the column out."
            )
            raise DataError(msg)
        if name in columns:
            notes.append(f"{where}: the column {heading!r} was not read; {name} stands twice.")
        elif is_own or name in fields:
            columns[name] = cells
        elif any(cell.strip() for cell in cells):
            notes.append(
                f"{where}: the column {heading!r} was not read; {table} has none of that name. "
                "Begin its name with x_ to keep it as your own."
            )
    return columns
