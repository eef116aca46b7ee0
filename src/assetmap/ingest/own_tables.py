"""The format of our own template: a sheet a table, called like it, with the model's columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetmap.ingest.gathered import Gathered
from assetmap.ingest.personal.refusing import refuse_personal
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
    PersonalDataError
        If a table about people's journeys has a column of the place's own, or one that may tell
        who was helped.
    """
    refuse_personal(
        (each for each in sheets if _table_of(each) in WITHOUT_OWN_COLUMNS), also=_refused_as_own
    )
    notes: list[str] = []
    drafts = [_draft(sheet, notes) for sheet in sheets if not _is_quiet(sheet)]
    return Gathered(drafts=tuple(each for each in drafts if each is not None), notes=tuple(notes))


def _refused_as_own(heading: str) -> str:
    return "a column of your own" if _is_own(_name_of(heading)) else ""


def _is_quiet(sheet: Sheet) -> bool:
    return sheet.sheet.casefold() in QUIET_SHEETS


def _table_of(sheet: Sheet) -> str | None:
    if sheet.sheet in TABLES:
        return sheet.sheet
    found = next((name for name in TABLES if name.casefold() == sheet.sheet.casefold()), None)
    return None if found is not None and _is_anothers(sheet, found) else found


def _is_anothers(sheet: Sheet, table: str) -> bool:
    """Tell whether a sheet has a column that only a namesake has, and none that only we have."""
    names = {_name_of(heading) for heading in sheet.columns}
    theirs, shared = _NAMESAKES.get(table, (frozenset(), frozenset()))
    ours = {each.name for each in columns_of(table)} - shared
    return bool(names & theirs) and not names & ours


def _draft(sheet: Sheet, notes: list[str]) -> Draft | None:
    """Return the rows of one sheet, and note what is not read."""
    where = f"{sheet.file}, sheet {sheet.sheet!r}"
    table = _table_of(sheet)
    if table is None:
        return None
    unread: list[str] = []
    columns = _own_columns(sheet, table, where, unread)
    is_any = not all(name.startswith("x_") for name in columns)
    # Without one heading that is known, the first line may be a row about somebody.
    notes.extend(unread if is_any or table not in WITHOUT_OWN_COLUMNS else [])
    if not is_any:
        notes.append(f"{where} was not read: it has none of the columns of {table}.")
        return None
    is_quoted = table not in WITHOUT_OWN_COLUMNS
    return Draft(table, sheet.file, sheet.sheet, columns, sheet.lines, is_quoted=is_quoted)


def _own_columns(
    sheet: Sheet, table: str, where: str, notes: list[str]
) -> dict[str, Sequence[str]]:
    fields = {each.name for each in columns_of(table)}
    columns: dict[str, Sequence[str]] = {}
    for heading, cells in sheet.columns.items():
        name = _name_of(heading)
        if name in columns:
            notes.append(f"{where}: the column {heading!r} was not read; {name} stands twice.")
        elif _is_own(name) or name in fields:
            columns[name] = cells
        elif any(cell.strip() for cell in cells):
            said = f"{where}: the column {heading!r} was not read; {table} has none of that name."
            keep = (
                ""
                if table in WITHOUT_OWN_COLUMNS
                else " Begin its name with x_ to keep it as your own."
            )
            notes.append(said + keep)
    return columns


def _name_of(heading: str) -> str:
    return heading.strip().casefold().replace(" ", "_")


def _is_own(name: str) -> bool:
    return name.startswith("x_") and name.isidentifier()
