"""A place as a map for Kumu: a workbook of elements and connections, or the same as JSON.

What leaves is said in `kumu_parts`: parties, and the ties between parties; no area, need,
session, story or referral. People leave by name with consent alone.
"""

from __future__ import annotations

import datetime as dt
import json
import math
from typing import TYPE_CHECKING, Final

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from assetmap.errors import UnwritableFileError
from assetmap.export.kumu_parts import kumu_parts
from assetmap.ingest.drafting import number_text
from assetmap.ingest.kumu.words import CONNECTION_CORE, ELEMENT_CORE
from assetmap.ingest.party_words import PARTY_TIES
from assetmap.model import PARTIES, columns_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from assetmap.model import Snapshot

    Cells = Mapping[str, str]

_CAPITALS: Final = {"id": "ID", "url": "URL"}
_ALWAYS: Final = {"elements": ("label", "type"), "connections": ("from", "to", "type", "direction")}
_CORE: Final = {"elements": ELEMENT_CORE, "connections": CONNECTION_CORE}
_NUMBERS: Final = frozenset(
    {"strength"}
    | {
        each.name
        for table in (*PARTIES, *PARTY_TIES)
        for each in columns_of(table)
        if each.kind in {"integer", "number"}
    }
)
_ONE_TEXT: Final = frozenset({*ELEMENT_CORE, *CONNECTION_CORE}) - {"tags"}
_MOST_TEXT: Final = 32_767
_ALWAYS_CREATED: Final = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)  # the same place, the same bytes


def write_kumu(snapshot: Snapshot, path: Path) -> tuple[int, int]:
    """Write a place for Kumu, and return how many elements and connections there are.

    Parameters
    ----------
    snapshot
        What the reader may see of the place.
    path
        The file, .xlsx or .json; it is replaced.

    Raises
    ------
    UnwritableFileError
        If its name ends otherwise, or it cannot be written.

    Notes
    -----
    No cell of the workbook holds a formula or a link.
    """
    ending = path.suffix.casefold()
    if ending not in {".xlsx", ".json"}:
        reason = "a map for Kumu is a workbook (.xlsx) or JSON (.json); let its name end so"
        raise UnwritableFileError(str(path), reason)
    elements, connections = kumu_parts(snapshot)
    parts = {"elements": elements, "connections": connections}
    try:
        if ending == ".json":
            _write_json(parts, path)
        else:
            _write_workbook(parts, path)
    except (OSError, XlsxWriterException) as error:
        raise UnwritableFileError(str(path), str(error)) from error
    return len(elements), len(connections)


def _write_json(parts: Mapping[str, Sequence[Cells]], path: Path) -> None:
    document = {
        name: [
            {key: _value(key, cells[key]) for key in _fields(name, [cells]) if key in cells}
            for cells in rows
        ]
        for name, rows in parts.items()
    }
    unfinished = path.with_name(f".{path.name}.unfinished")
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1)
    unfinished.write_text(f"{text}\n", encoding="utf-8")
    unfinished.replace(path)


def _value(field: str, text: str) -> str | float | list[str]:
    """Return a cell as JSON has it: several values as a list, our numbers as numbers."""
    several = text.split("|")
    is_list = field == "tags" or (len(several) > 1 and field not in _ONE_TEXT)
    if is_list and all(several):
        return several
    return _number(field, text)


def _number(field: str, text: str) -> str | float:
    """Return the number that a cell is, or its text if the number would be written otherwise."""
    if field not in _NUMBERS:
        return text
    try:
        number = float(text)
    except ValueError:
        return text
    if not math.isfinite(number) or number_text(number) != text:
        return text
    return int(number) if number.is_integer() else number


def _write_workbook(parts: Mapping[str, Sequence[Cells]], path: Path) -> None:
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(str(path), options)
    book.set_properties({"created": _ALWAYS_CREATED})
    heading = book.add_format({"bold": True, "num_format": "@"})
    for name, rows in parts.items():
        sheet = book.add_worksheet(name.capitalize())
        sheet.freeze_panes(1, 0)
        for at, field in enumerate(_fields(name, rows)):
            word = _CAPITALS.get(field, field.capitalize()) if field in _CORE[name] else field
            sheet.write_string(0, at, word, heading)
            for line, cells in enumerate(rows, start=1):
                text = cells.get(field, "")
                number = _number(field, text)
                if isinstance(number, int | float) and float(f"{number:.16g}") == number:
                    sheet.write_number(line, at, number)
                elif text and len(text) <= _MOST_TEXT:
                    sheet.write_string(line, at, text)
    book.close()


def _fields(name: str, rows: Sequence[Cells]) -> list[str]:
    """Return the fields of elements or connections: Kumu's in its order, then others by name."""
    used = {field for cells in rows for field in cells} | set(_ALWAYS[name])
    core = [field for field in _CORE[name] if field in used]
    return [*core, *sorted(used - set(core))]
