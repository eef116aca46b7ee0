"""The fast reader of plain CSV gives what the reader of every form gives, or nothing."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.ingest import files
from assetmap.ingest.files import read_files
from assetmap.ingest.parse import parse_column
from assetmap.ingest.plain_csv import read_plain_csv
from assetmap.ingest.sheet import Cells, Sheet
from assetmap.model import TABLES, columns_of, terms_with
from assetmap.model.changes import empty_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME = Path("list.csv")
cells = st.text(st.characters(codec="utf-8", exclude_characters='",\n\r\0'), max_size=5)


def _slow(content: bytes) -> Sheet:
    return files._read_csv(NAME, content)


def _rows_of(sheet: Sheet) -> list[tuple[str, ...]]:
    return list(zip(*(list(column) for column in sheet.columns.values()), strict=True))


@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(
            st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=8
        )
    ),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\n"]),
)
def test_a_plain_file_is_read_as_the_reader_of_every_form_reads_it(
    rows: list[list[str]], end: str, last: str
) -> None:
    content = (end.join(map(",".join, rows)) + (end if last else "")).encode()
    # The other reader guesses from the heading what parts cells: also a tab, if there is one.
    sheet = read_plain_csv(NAME, content, files._separator(content.decode()))
    if sheet is None:
        return
    expected = _slow(content)
    assert list(sheet.columns) == list(expected.columns)
    assert _rows_of(sheet) == _rows_of(expected)
    assert list(sheet.lines) == list(expected.lines)
    assert (sheet.file, sheet.sheet) == (expected.file, expected.sheet)


def test_a_plain_file_is_taken_by_the_fast_reader() -> None:
    sheet = read_plain_csv(NAME, "id;name;\no1;Café;\n ; ;\no2;;x\n".encode(), ";")
    assert sheet is not None
    assert _rows_of(sheet) == [("o1", "Café", ""), ("o2", "", "x")]
    assert list(sheet.columns) == ["id", "name", "column 3"]
    assert list(sheet.lines) == [2, 4]


@pytest.mark.parametrize(
    "content",
    [
        b'id,name\no1,"a, b"\n',
        b"id,name\no1,'=1+1\n",
        b"id,name\n\no1,a\n",
        b"id,name\r\n\r\no1,a\r\n",
        b"\nid,name\no1,a\n",
        b"id,name\ro1,a\r",
        b"id,name\no1\n",
        b"id,name\no1,a,b\n",
        b"\xef\xbb\xbfid,name\no1,a\n",
        "id,name\no1,Caf\u00e9\n".encode("cp1252"),
        b"id,name\no1,a\0\n",
    ],
)
def test_what_is_not_plain_is_left_to_the_other_reader(content: bytes) -> None:
    assert read_plain_csv(NAME, content, ",") is None


def test_only_large_files_are_read_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "Need.csv"
    path.write_text("id,name\nn1,Company\n")
    (small,) = read_files([path])
    monkeypatch.setattr(files, "LEAST_BYTES", 1)
    (large,) = read_files([path])
    assert isinstance(small, Sheet)
    assert isinstance(large, Sheet)
    assert isinstance(large.columns["id"], Cells)
    assert not isinstance(small.columns["id"], Cells)
    assert _rows_of(large) == _rows_of(small) == [("n1", "Company")]


WORDS = [
    "",
    " ",
    "yes",
    "2026-04-01",
    "1/4/2026",
    "31/2/2026",
    "12",
    "M33 7XX",
    "x",
    "\u00a0é ",
    "vcse",
]
_ALL = [(table, column) for table in TABLES for column in columns_of(table)]


@pytest.mark.parametrize(("table", "field"), [(table, column.name) for table, column in _ALL])
def test_a_column_says_the_same_however_its_cells_are_held(table: str, field: str) -> None:
    column = next(each for each in columns_of(table) if each.name == field)
    terms = terms_with(column.vocabulary, empty_rows("Vocabulary")) if column.vocabulary else ()
    for texts in (WORDS, [word for word in WORDS if word.strip() == word and word.isascii()]):
        _assert_alike(parse_column(column, _held(texts), terms), parse_column(column, texts, terms))


def _held(texts: Sequence[str]) -> Cells:
    numbered = (f"{number},{text}" for number, text in enumerate(texts))
    content = "\n".join(itertools.chain(["n,cell"], numbered)).encode()
    sheet = read_plain_csv(NAME, content, ",")
    assert sheet is not None
    held = sheet.columns["cell"]
    assert isinstance(held, Cells)
    return held


def _assert_alike(
    left: tuple[pd.Series[str], dict[int, str]], right: tuple[pd.Series[str], dict[int, str]]
) -> None:
    pd.testing.assert_series_equal(left[0], right[0], check_names=False)
    assert left[1] == right[1]


def test_cells_are_a_sequence() -> None:
    held = _held(["a", "b", "c"])
    assert (len(held), list(held), held[1], list(held[1:])) == (3, ["a", "b", "c"], "b", ["b", "c"])
