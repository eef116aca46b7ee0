"""Workbooks made by hand, part by part, as no spreadsheet program would write them."""

from __future__ import annotations

import struct
import zipfile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_SCHEMA: Final = "http://schemas.openxmlformats.org/"
_PARTS: Final = {
    "[Content_Types].xml": f"""<Types xmlns="{_SCHEMA}package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml" ContentType="\
application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="\
application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>""",
    "_rels/.rels": f"""<Relationships xmlns="{_SCHEMA}package/2006/relationships">
<Relationship Id="rId1" Type="{_SCHEMA}officeDocument/2006/relationships/officeDocument" \
Target="xl/workbook.xml"/></Relationships>""",
    "xl/workbook.xml": f"""<workbook xmlns="{_SCHEMA}spreadsheetml/2006/main" \
xmlns:r="{_SCHEMA}officeDocument/2006/relationships"><sheets>\
<sheet name="Organisation" sheetId="1" r:id="rId1"/></sheets></workbook>""",
    "xl/_rels/workbook.xml.rels": f"""<Relationships xmlns="{_SCHEMA}package/2006/relationships">
<Relationship Id="rId1" Type="{_SCHEMA}officeDocument/2006/relationships/worksheet" \
Target="worksheets/sheet1.xml"/></Relationships>""",
}
_SHEET: Final = "xl/worksheets/sheet1.xml"


def text_cell(reference: str, text: str) -> bytes:
    """Return a cell that holds text."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'.encode()


def text_rows(n_rows: int, *, per_chunk: int = 10_000) -> Iterable[bytes]:
    """Yield `n_rows` rows of one cell, in chunks."""
    for start in range(1, n_rows + 1, per_chunk):
        numbers = range(start, min(start + per_chunk, n_rows + 1))
        yield b"".join(b'<row r="%d">%s</row>' % (at, text_cell(f"A{at}", "a")) for at in numbers)


def write_book(
    path: Path, sheet_data: Iterable[bytes], parts: dict[str, bytes] | None = None
) -> None:
    """Write a workbook whose one sheet, Organisation, holds `sheet_data`, with other `parts`."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as book:
        for name, text in _PARTS.items():
            book.writestr(name, f'<?xml version="1.0"?>{text}')
        with book.open(_SHEET, "w") as sheet:
            sheet.write(f'<worksheet xmlns="{_SCHEMA}spreadsheetml/2006/main"><sheetData>'.encode())
            for chunk in sheet_data:
                sheet.write(chunk)
            sheet.write(b"</sheetData></worksheet>")
        for name, content in (parts or {}).items():
            book.writestr(name, content)


def understate_size(path: Path, size: int) -> None:
    """Let the directory of the zip claim that the sheet is `size` bytes long."""
    content = bytearray(path.read_bytes())
    at = content.find(b"PK\x01\x02")
    while at != -1:
        (length,) = struct.unpack("<H", content[at + 28 : at + 30])
        if content[at + 46 : at + 46 + length] == _SHEET.encode():
            content[at + 24 : at + 28] = struct.pack("<I", size)
        at = content.find(b"PK\x01\x02", at + 4)
    path.write_bytes(content)
