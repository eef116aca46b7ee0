from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.unit.ingest.workbooks import text_cell, text_rows, understate_size, write_book

from assetmap.errors import UnreadableFileError
from assetmap.ingest.files import read_files
from assetmap.ingest.sheet import Sheet
from assetmap.ingest.workbook import MAX_ROWS

if TYPE_CHECKING:
    from pathlib import Path


def _read(path: Path, content: bytes) -> Sheet:
    path.write_bytes(content)
    (sheet,) = _sheets([path])
    return sheet


def _sheets(paths: list[Path]) -> list[Sheet]:
    return [part for part in read_files(paths) if isinstance(part, Sheet)]


@pytest.mark.parametrize(
    "content",
    [
        "id,name\no1,Café £5\n".encode(),
        "id,name\no1,Café £5\n".encode("utf-8-sig"),
        "id,name\r\no1,Café £5\r\n".encode("cp1252"),
        "id;name\no1;Café £5\n".encode(),
        "id\tname\no1\tCafé £5".encode(),
        "id|name\ro1|Café £5\r".encode(),
        "id\tname\no1\tCafé £5\n".encode("utf-16"),
    ],
    ids=["utf8", "bom", "cp1252", "semicolon", "tab-no-end", "bar-old-mac", "utf16"],
)
def test_csv_is_read_in_every_common_form(tmp_path: Path, content: bytes) -> None:
    sheet = _read(tmp_path / "Organisation.csv", content)
    assert dict(sheet.columns) == {"id": ("o1",), "name": ("Café £5",)}
    assert list(sheet.lines) == [2]


def test_csv_lines_are_those_of_a_text_editor(tmp_path: Path) -> None:
    content = b'id,name\n\no1,"two\nlines"\n , \no2,b\r\n"",""\no3,c'
    sheet = _read(tmp_path / "a.csv", content)
    assert list(zip(sheet.columns["id"], sheet.lines, strict=True)) == [
        ("o1", 3),
        ("o2", 6),
        ("o3", 8),
    ]


def test_csv_takes_the_apostrophe_off_what_looks_like_a_formula(tmp_path: Path) -> None:
    content = b"id,name\n'=1+1,'tis\n'-a,''=b\n'\tc,'+44\n"
    sheet = _read(tmp_path / "a.csv", content)
    assert sheet.columns["id"] == ("=1+1", "-a", "\tc")
    assert sheet.columns["name"] == ("'tis", "'=b", "+44")


def test_csv_keeps_cells_beyond_the_heading_under_a_numbered_one(tmp_path: Path) -> None:
    sheet = _read(tmp_path / "a.csv", b"id,id\n1,2,3\n4\n")
    assert dict(sheet.columns) == {
        "id": ("1", "4"),
        "id (column 2)": ("2", ""),
        "column 3": ("3", ""),
    }


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.csv", b"", "it is empty"),
        ("a.csv", b'id,name\n1,"never closed\n2,b\n', "line 2 has a quotation mark"),
        ("a.csv", b"id\n\x81\x8d\n", "its letters are in no known coding"),
        ("a.xlsx", b"id,name\n", "it is named like a workbook but is none"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0 old", "password-protected"),
        ("a.xlsx", b"PK\x03\x04 broken", "it is no whole workbook"),
        ("a.csv", b"PK\x03\x04", "it is a zip file"),
        ("a.pdf", b"%PDF-1.4", "its name must end in .csv"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(
    tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    with pytest.raises(UnreadableFileError, match=sentence) as caught:
        _read(tmp_path / name, content)
    assert "\n" not in str(caught.value)


def test_missing_files_and_empty_folders_are_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="there is no such file"):
        list(read_files([tmp_path / "none.csv"]))
    with pytest.raises(UnreadableFileError, match="holds no CSV file"):
        list(read_files([tmp_path]))


def test_a_folder_gives_its_files_by_name_and_no_leftovers(tmp_path: Path) -> None:
    for name in ("B.csv", "A.csv", ".hidden.csv", "~$C.xlsx", "notes.md"):
        (tmp_path / name).write_text("id\n1\n")
    assert [sheet.file for sheet in read_files([tmp_path])] == ["A.csv", "B.csv"]


def test_files_of_one_name_are_told_apart_and_none_is_read_twice(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "Need.csv").write_text("id,name\nn1,Company\n")
    paths = [tmp_path / "a", tmp_path / "b", tmp_path / "a" / "Need.csv"]
    sheets = _sheets(paths)
    assert [sheet.file for sheet in sheets] == [
        str(tmp_path / "a" / "Need.csv"),
        str(tmp_path / "b" / "Need.csv"),
    ]
    assert {sheet.sheet for sheet in sheets} == {"Need"}


def test_a_workbook_gives_text_and_the_lines_that_excel_shows(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    heading = b'<row r="1">%s%s</row>' % (text_cell("A1", "id"), text_cell("B1", "name"))
    number = b'<c r="A4"><v>123</v></c><c r="B4"><v>0.5</v></c>'
    write_book(path, [heading, b'<row r="4">%s</row>' % number])
    (sheet,) = _sheets([path])
    assert (sheet.file, sheet.sheet) == ("a.xlsx", "Organisation")
    assert dict(sheet.columns) == {"id": ("123",), "name": ("0.5",)}
    assert list(sheet.lines) == [4]


def _far(reference: str) -> bytes:
    row = reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return b'<row r="%s">%s</row>' % (row.encode(), text_cell(reference, "a"))


def test_bombs_are_refused_before_they_are_opened(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    write_book(path, text_rows(MAX_ROWS + 1))
    with pytest.raises(UnreadableFileError, match=r"300,00[01]"):
        list(read_files([path]))
    write_book(path, [_far("A1"), _far("XFD1048576")])
    with pytest.raises(UnreadableFileError, match="no list of rows needs"):
        list(read_files([path]))
    write_book(path, [_far("A1"), _far("ZZ250000")])
    with pytest.raises(UnreadableFileError, match="as far down as row 250,000"):
        list(read_files([path]))
    write_book(path, text_rows(2), {"xl/sharedStrings.xml": b'<!DOCTYPE a [<!ENTITY b "c">]>'})
    with pytest.raises(UnreadableFileError, match="no list of rows needs"):
        list(read_files([path]))
    write_book(path, [b" " * 1_000_000] * 201)
    with pytest.raises(UnreadableFileError, match="MB once unpacked"):
        list(read_files([path]))
    understate_size(path, 1_000)
    with pytest.raises(UnreadableFileError, match="it is no whole workbook"):
        list(read_files([path]))


def test_a_link_that_leads_to_itself_is_told_in_a_line(tmp_path: Path) -> None:
    link = tmp_path / "loop.csv"
    link.symlink_to(link)
    with pytest.raises(UnreadableFileError, match="there is no such file"):
        list(read_files([link]))
