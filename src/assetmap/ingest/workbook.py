"""Excel workbooks to sheets of text, looked at from outside before they are opened.

A workbook is a zip of XML: 800 KB of it can hold 1.4 million rows, and two cells far apart can
make a reader ask for all the memory there is. So its parts are counted as they stream past,
and one that is too large is refused before anything is built from it.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

from python_calamine import CalamineError, CalamineWorkbook

from assetmap.errors import UnreadableFileError
from assetmap.ingest.sent import Sent, opened
from assetmap.ingest.sheet import make_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetmap.ingest.sent import AnyFile
    from assetmap.ingest.sheet import Sheet

MAX_PARTS: Final = 2_000
MAX_EXPANDED_BYTES: Final = 200_000_000
MAX_RATIO: Final = 150
MAX_ROWS: Final = 300_000
MAX_CELLS: Final = 4_000_000
"""Larger places come as CSV files, which have no such trick in them."""

_RATIO_MATTERS_FROM: Final = 10_000_000
_CHUNK: Final = 1_000_000
_WHOLE_FLOATS: Final = 1e15  # below it a float holds every whole number
_OVERLAP: Final = 64
_FAR_COLUMN: Final = re.compile(rb'\sr="[A-Z]{3}\d')
_REFERENCE: Final = re.compile(rb'\sr="([A-Z]{1,2})(\d{1,9})"')
_DOCTYPE: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


def read_workbook(path: AnyFile) -> Iterator[Sheet]:
    """Yield the sheets of an Excel workbook, hidden ones too.

    Raises
    ------
    UnreadableFileError
        If it is damaged, protected by a password, or larger than a spreadsheet should be.
    """
    _look_from_outside(path)
    try:
        book = _book(path)
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            yield _sheet(path, name, [[_text(cell) for cell in row] for row in rows])
    except (CalamineError, zipfile.BadZipFile, ValueError, OSError) as error:
        if isinstance(error, UnreadableFileError):
            raise
        raise UnreadableFileError(str(path), f"it is no whole workbook ({error}).") from error


def _book(path: AnyFile) -> CalamineWorkbook:
    if isinstance(path, Sent):
        return CalamineWorkbook.from_filelike(io.BytesIO(path.content))
    return CalamineWorkbook.from_path(path)


def _sheet(path: AnyFile, name: str, rows: list[list[str]]) -> Sheet:
    heading = rows[0] if rows else []
    while heading and not heading[-1].strip():
        heading = heading[:-1]
    lines = range(2, len(rows) + 1)
    return make_sheet(path.name, name, heading, rows[1:], lines, is_guarded=False)


def _text(cell: object) -> str:
    match cell:
        case str():
            text = cell
        case bool():
            text = "yes" if cell else "no"
        case float():
            is_whole = cell.is_integer() and abs(cell) < _WHOLE_FLOATS
            text = str(int(cell)) if is_whole else repr(cell)
        case dt.datetime():
            text = cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat()
        case dt.time():
            text = cell.isoformat(timespec="minutes")
        case _:
            text = str(cell)
    return text


def _look_from_outside(path: AnyFile) -> None:
    try:
        with opened(path) as file, zipfile.ZipFile(file) as parts:
            infos = parts.infolist()
            _check_sizes(path, infos)
            n_rows = n_cells = 0
            for info in infos:
                rows, cells = _count(path, parts, info)
                n_rows, n_cells = n_rows + rows, n_cells + cells
                if n_rows > MAX_ROWS or n_cells > MAX_CELLS:
                    raise _too_large(path, f"more than {MAX_ROWS:,} rows")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise UnreadableFileError(str(path), f"it is no whole workbook ({error}).") from error


def _check_sizes(path: AnyFile, infos: list[zipfile.ZipInfo]) -> None:
    if "xl/workbook.xml" not in {info.filename for info in infos}:
        reason = "it is a zip file, and no Excel workbook (.xlsx) is in it."
        raise UnreadableFileError(str(path), reason)
    expanded = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    if len(infos) > MAX_PARTS or expanded > MAX_EXPANDED_BYTES:
        raise _too_large(path, f"{expanded // 1_000_000:,} MB once unpacked")
    if expanded > _RATIO_MATTERS_FROM and expanded > MAX_RATIO * max(packed, 1):
        raise _too_large(path, f"{expanded // max(packed, 1)} times its size once unpacked")


def _count(path: AnyFile, parts: zipfile.ZipFile, info: zipfile.ZipInfo) -> tuple[int, int]:
    """Return rows and cells of one part; a part longer than it says ends in BadZipFile."""
    n_rows = n_cells = last_row = last_column = 0
    tail = b""
    with parts.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            # A word cut in two by the end of a chunk is seen with the next one.
            text = tail + chunk
            if _DOCTYPE.search(text) or _FAR_COLUMN.search(text):
                raise _too_large(path, "columns or definitions that no list of rows needs")
            n_rows += chunk.count(b"<row") + chunk.count(b":row ")
            n_cells += chunk.count(b"<c ") + chunk.count(b"<c>") + chunk.count(b":c ")
            if n_rows > MAX_ROWS or n_cells > MAX_CELLS:
                break
            corner = _corner(text)
            last_row, last_column = max(last_row, corner[0]), max(last_column, corner[1])
            if last_row > MAX_ROWS or last_row * last_column > 10 * MAX_CELLS:
                raise _too_large(path, f"cells as far down as row {last_row:,}")
            tail = text[-_OVERLAP:]
    return n_rows, n_cells


def _corner(text: bytes) -> tuple[int, int]:
    """Return the last row and column that the cells in `text` name."""
    found = set(_REFERENCE.findall(text))
    rows = max((int(row) for _, row in found), default=0)
    letters = max((column.rjust(2, b"@") for column, _ in found), default=b"@@")
    return rows, (letters[0] - 64) * 26 + letters[1] - 64


def _too_large(path: AnyFile, found: str) -> UnreadableFileError:
    reason = (
        f"it holds {found}, more than a workbook of a place has ({MAX_ROWS:,} rows, "
        f"{MAX_EXPANDED_BYTES // 1_000_000} MB). Save large tables as CSV."
    )
    return UnreadableFileError(str(path), reason)
