"""Sheets about people's journeys: columns that tell who was helped are refused or left out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assetmap.errors import DataError, PersonalDataError
from assetmap.ingest.mapping.words import nearest, plain
from assetmap.ingest.personal.headings import told_by_heading
from assetmap.ingest.personal.patterns import seen_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from assetmap.ingest.sheet import Sheet


def refuse_personal(
    sheets: Iterable[Sheet], *, also: Callable[[str], str] = lambda _heading: ""
) -> None:
    """Refuse sheets that become rows about journeys, if they have what tells who was helped.

    Parameters
    ----------
    sheets
        Those whose rows become `Referral` or `Outcome`.
    also
        What else is wrong with a column by its heading, in words.

    Raises
    ------
    PersonalDataError
        That names every such column of all sheets, and no cell.
    """
    found = []
    for sheet in sheets:
        told = personal_columns(sheet)
        for heading in sheet.columns:
            if heading not in told and (reason := also(heading)):
                told[heading] = (reason,)
        if told:
            columns = [
                (shown_heading(sheet, each), told[each]) for each in sheet.columns if each in told
            ]
            found.append((sheet.file, sheet.sheet, columns))
    if found:
        raise PersonalDataError(found)


def personal_columns(sheet: Sheet) -> dict[str, tuple[str, ...]]:
    """Return the columns that may tell who was helped, and what is seen there, in words."""
    found: dict[str, tuple[str, ...]] = {}
    for heading, cells in sheet.columns.items():
        told = told_by_heading(heading)
        seen = () if told else seen_in([heading]) or seen_in(cells)
        if told or seen:
            found[heading] = (told,) if told else seen
    return found


def shown_heading(sheet: Sheet, heading: str) -> str:
    """Return a heading, or its number where the heading itself tells of somebody."""
    if not seen_in([heading]):
        return heading
    return f"column {list(sheet.columns).index(heading) + 1}"


def without_columns(
    sheets: Sequence[Sheet], headings: Sequence[str], *, is_each_needed: bool = True
) -> list[Sheet]:
    """Return sheets without the columns that a person wants left out.

    Parameters
    ----------
    sheets
        Of all files.
    headings
        Headings, or numbers of columns as `column 3`; capitals do not matter.
    is_each_needed
        Whether each must be in some sheet: a slip of the pen would let a column in.

    Raises
    ------
    DataError
        If no sheet has one that is needed.
    """
    if not headings:
        return list(sheets)
    gone = {plain(heading) for heading in headings}
    known = {word for sheet in sheets for each in sheet.columns for word in _words(sheet, each)}
    for heading in headings:
        if is_each_needed and sheets and plain(heading) not in known:
            msg = (
                f"No sheet has a column {heading!r} to leave out{nearest(heading, sorted(known))}. "
                "Nothing was loaded."
            )
            raise DataError(msg)
    return [_without(sheet, gone) for sheet in sheets]


def _without(sheet: Sheet, gone: set[str]) -> Sheet:
    kept = {
        heading: cells
        for heading, cells in sheet.columns.items()
        if not gone & set(_words(sheet, heading))
    }
    return replace(sheet, columns=kept)


def _words(sheet: Sheet, heading: str) -> tuple[str, ...]:
    """Return by what a column can be named: its heading, or what stands in its place."""
    return tuple({plain(heading), plain(shown_heading(sheet, heading))})
