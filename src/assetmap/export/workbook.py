"""A place as one workbook, a sheet a table; and the sheets that a template shares with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd
import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.utility import xl_col_to_name

from assetmap.errors import UnwritableFileError
from assetmap.export.cells import text_columns
from assetmap.model import (
    EDITABLE,
    KEPT_BY_ASSETMAP,
    KINDS,
    NATURAL_KEYS,
    TABLES,
    Snapshot,
    columns_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from assetmap.model import Column

FIRST_SHEET: Final = "Read me"
LISTS_SHEET: Final = "Lists"
"""Sheets beside the tables: what to do, and the words of the drop-downs. Neither holds rows."""

_MOST_TEXT: Final = 32_767
_FIRST_EXCEL_DAY: Final = pd.Timestamp("1900-03-01")
_LAST_ROW_WITH_CHOICES: Final = 20_000
_WIDTHS: Final = {"text": 40, "name": 30, "boundary": 20, "link": 30, "key": 38, "reference": 38}

_LINES: Final = (
    """This workbook holds a place: who is there, what they do, and how they are tied.""",
    """Each sheet is one kind of thing. Row 1 holds the names of the columns: leave it as it is. \
Your rows begin in row 2. Fill in the sheets you have something for, and leave the rest.""",
    """Columns with an amber heading must be filled in; every other cell may stay empty. The id \
is yours to choose: any short text, used once in the whole workbook. Ties may leave it empty.""",
    """Where a column asks for the id of another row, that row stands on its own sheet or is in \
the map already. Several values in one cell are separated by |. Days: 2026-04-01 or 1/4/2026. \
Truths: yes or no. A column of your own may be added if its name begins with x_ (not on Referral \
and Outcome).""",
    """Never write down who was helped: no names, numbers, addresses or full postcodes.""",
    """Then: assetmap check FILE says what would be taken and what not; assetmap load FILE \
loads it.""",
)


def write_workbook(snapshot: Snapshot, path: Path) -> None:
    """Write every table of `snapshot` as a sheet of a workbook that `assetmap load` reads.

    Parameters
    ----------
    snapshot
        What the reader may see; an empty one gives a template.
    path
        The file; it is replaced.

    Raises
    ------
    UnwritableFileError
        If the file cannot be written.

    Notes
    -----
    Tables that nobody fills in have a sheet when they have rows. No cell holds a formula or a
    link. An outline longer than a cell can hold stays empty; the folder of CSVs has it.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(str(path), options)
    heading = book.add_format({"bold": True, "bg_color": "#DCE9F2", "bottom": 1, "num_format": "@"})
    must = book.add_format({"bold": True, "bg_color": "#F9E2B8", "bottom": 1, "num_format": "@"})
    text = book.add_format({"num_format": "@"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    shown = [n for n in TABLES if n not in KEPT_BY_ASSETMAP or snapshot.counts[n]]
    _explain(book.add_worksheet(FIRST_SHEET), shown, wrapped, heading)
    sheets = {name: book.add_worksheet(name) for name in shown}
    ranges = _list_words(book.add_worksheet(LISTS_SHEET), snapshot)
    for name, sheet in sheets.items():
        _head(sheet, name, heading, must, text)
        _offer_choices(sheet, name, ranges)
        _fill(sheet, name, snapshot.table(name).sort_values("id", kind="stable"), day)
    try:
        book.close()
    except (OSError, XlsxWriterException) as error:
        raise UnwritableFileError(str(path), str(error)) from error


def _explain(sheet: Worksheet, tables: Sequence[str], wrapped: Format, heading: Format) -> None:
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 24)
    sheet.set_column(2, 3, 60)
    for row, line in enumerate(_LINES):
        sheet.merge_range(row, 0, row, 3, line, wrapped)
        sheet.set_row(row, 48)
    top = len(_LINES) + 1
    for number, word in enumerate(("Sheet", "Column", "What to write", "How")):
        sheet.write_string(top, number, word, heading)
    described = [(table, each) for table in tables for each in columns_of(table)]
    for row, (table, each) in enumerate(described, start=top + 1):
        cells = (table, each.name, each.description, _how(each, table))
        for number, cell in enumerate(cells):
            sheet.write_string(row, number, cell, wrapped)


def _how(column: Column, table: str) -> str:
    parts = [KINDS[column.kind]]
    if column.to:
        parts.append("of " + " or ".join(column.to))
    if column.unit:
        parts.append(f"in {column.unit}")
    if is_to_be_filled(table, column):
        parts.append("must be filled in")
    if column.vocabulary in EDITABLE:
        parts.append("you may add words on the sheet Vocabulary")
    return "; ".join(parts)


def is_to_be_filled(table: str, column: Column) -> bool:
    """Tell whether a row needs this cell; the id of a tie or a look-up may stay empty."""
    may_be_made = column.name == "id" and table in NATURAL_KEYS
    return column.required and not may_be_made


def _list_words(sheet: Worksheet, snapshot: Snapshot) -> dict[str, str]:
    names = sorted(
        {each.vocabulary for table in TABLES for each in columns_of(table) if each.vocabulary}
    )
    ranges = {}
    lists: dict[str, tuple[str, ...]] = {"truth": ("yes", "no")}
    lists |= {name: _values(snapshot, name) for name in names}
    for number, (name, values) in enumerate(lists.items()):
        sheet.write_column(0, number, [name, *values])
        letter = xl_col_to_name(number)
        ranges[name] = f"={LISTS_SHEET}!${letter}$2:${letter}${len(values) + 1}"
    sheet.hide()
    return ranges


def _values(snapshot: Snapshot, vocabulary: str) -> tuple[str, ...]:
    return tuple(term.value for term in snapshot.terms(vocabulary))


def _head(sheet: Worksheet, name: str, heading: Format, must: Format, text: Format) -> None:
    sheet.freeze_panes(1, 1)
    for number, each in enumerate(columns_of(name)):
        style = text if each.dtype == "str" else None
        sheet.set_column(number, number, _WIDTHS.get(each.kind, 16), style)
        sheet.write_string(0, number, each.name, must if is_to_be_filled(name, each) else heading)
        sheet.write_comment(0, number, f"{each.description} ({_how(each, name)})")


def _offer_choices(sheet: Worksheet, name: str, ranges: dict[str, str]) -> None:
    for number, each in enumerate(columns_of(name)):
        source = ranges.get("truth" if each.kind == "truth" else each.vocabulary or "")
        if source:
            # A warning, not a stop: a place may have words of its own.
            rule = {"validate": "list", "source": source, "error_type": "warning"}
            sheet.data_validation(1, number, _LAST_ROW_WITH_CHOICES, number, rule)


def _fill(sheet: Worksheet, name: str, rows: pd.DataFrame, day: Format) -> None:
    if rows.empty:
        return
    kinds = {each.name: each.dtype for each in columns_of(name)}
    for number, (heading, texts) in enumerate(text_columns(name, rows).items()):
        if heading not in kinds:
            sheet.write_string(0, number, heading)
        _fill_column(sheet, number, kinds.get(heading, "str"), texts, day)


def _fill_column(
    sheet: Worksheet, number: int, dtype: str, texts: Sequence[str], day: Format
) -> None:
    for row, text in enumerate(texts, start=1):
        if not text or len(text) > _MOST_TEXT:
            continue
        if dtype in {"Int64", "float64"}:
            sheet.write_number(row, number, float(text))
        elif dtype == "datetime64[us]" and pd.Timestamp(text) >= _FIRST_EXCEL_DAY:
            sheet.write_datetime(row, number, pd.Timestamp(text).to_pydatetime(), day)
        else:
            sheet.write_string(row, number, text)
