"""What leaves as a file: the template, the workbook, the folder of CSVs."""

from __future__ import annotations

import csv
import zipfile
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from assetmap.errors import UnwritableFileError
from assetmap.export import write_csv_folder, write_template, write_workbook
from assetmap.export.cells import guarded, text_columns
from assetmap.model import KEPT_BY_ASSETMAP, TABLES, Snapshot, columns_of, conform

if TYPE_CHECKING:
    from pathlib import Path


TO_FILL_IN = [name for name in TABLES if name not in KEPT_BY_ASSETMAP]


def _place(**cells: object) -> Snapshot:
    row = {"id": "o1", "name": "Choir"} | cells
    return Snapshot(rows={"Organisation": conform("Organisation", pd.DataFrame([row]))})


def _parts(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name).decode() for name in book.namelist()}


def test_template_has_a_sheet_a_table_with_its_fields_and_no_rows(tmp_path: Path) -> None:
    write_template(tmp_path / "t.xlsx")
    book = CalamineWorkbook.from_path(tmp_path / "t.xlsx")
    assert book.sheet_names == ["Read me", *TO_FILL_IN, "Lists"]
    for name in TO_FILL_IN:
        rows = book.get_sheet_by_name(name).to_python()
        assert rows == [[each.name for each in columns_of(name)]]


def test_template_explains_itself_and_offers_choices(tmp_path: Path) -> None:
    write_template(tmp_path / "t.xlsx")
    first = CalamineWorkbook.from_path(tmp_path / "t.xlsx").get_sheet_by_name("Read me")
    words = " ".join(str(cell) for row in first.to_python() for cell in row)
    assert "Row 1 holds the names of the columns" in words
    assert "no names, numbers, addresses or full postcodes" in words
    sheet = _parts(tmp_path / "t.xlsx")[f"xl/worksheets/sheet{2 + list(TABLES).index('Asset')}.xml"]
    n_lists = sum(
        each.vocabulary is not None or each.kind == "truth" for each in columns_of("Asset")
    )
    assert sheet.count('type="list"') == n_lists == 2


def test_template_as_a_folder_has_the_same_columns(tmp_path: Path) -> None:
    write_template(tmp_path / "t")
    assert {path.stem for path in (tmp_path / "t").iterdir()} == set(TO_FILL_IN)
    for name in TO_FILL_IN:
        with (tmp_path / "t" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            assert list(csv.reader(file)) == [[each.name for each in columns_of(name)]]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("mine.xlsx", "it is there already"),
        ("t.docx", "a template is a workbook"),
        ("no/folder/t.xlsx", "No such file"),
    ],
)
def test_template_refuses_what_it_cannot_write(tmp_path: Path, name: str, sentence: str) -> None:
    (tmp_path / "mine.xlsx").write_text("somebody's rows")
    with pytest.raises(UnwritableFileError, match=sentence):
        write_template(tmp_path / name)
    assert (tmp_path / "mine.xlsx").read_text() == "somebody's rows"


def test_workbook_holds_no_formula_and_no_link(tmp_path: Path) -> None:
    place = _place(
        name="=1+1",
        description='=HYPERLINK("http://a.org")',
        website="http://a.org",
        email="a@b.org",
        n_patients=3,
    )
    write_workbook(place, tmp_path / "out.xlsx")
    parts = _parts(tmp_path / "out.xlsx")
    for name, text in parts.items():
        if name.startswith("xl/worksheets/"):
            assert "<f>" not in text
            assert "<hyperlink" not in text
    rows = CalamineWorkbook.from_path(tmp_path / "out.xlsx").get_sheet_by_name("Organisation")
    cells = dict(zip(*rows.to_python()[:2], strict=True))
    assert (cells["name"], cells["n_patients"]) == ("=1+1", 3.0)


def test_workbook_leaves_out_an_outline_that_no_cell_can_hold(tmp_path: Path) -> None:
    area = pd.DataFrame([{"id": "E1", "name": "Long", "boundary": "x" * 40_000}])
    write_workbook(Snapshot(rows={"Area": conform("Area", area)}), tmp_path / "out.xlsx")
    rows = CalamineWorkbook.from_path(tmp_path / "out.xlsx").get_sheet_by_name("Area")
    assert dict(zip(*rows.to_python(), strict=True))["boundary"] == ""


@pytest.mark.parametrize("text", ["=a", "+a", "-a", "@a", "\ta", "\ra", "'=a"])
def test_text_like_a_formula_gets_one_apostrophe(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["a=b", "'tis", "", "a", "1-2"])
def test_other_text_stays(text: str) -> None:
    assert guarded(text) == text


def test_cells_are_written_so_that_they_can_be_read_again() -> None:
    cells = text_columns(
        "Activity",
        conform(
            "Activity",
            pd.DataFrame(
                {
                    "id": ["a"],
                    "minimum_age": [18],
                    "self_referral": [True],
                    "assured_date": [pd.Timestamp(2026, 4, 1)],
                }
            ),
        ),
    )
    assert (cells["minimum_age"], cells["self_referral"]) == (["18"], ["yes"])
    assert (cells["assured_date"], cells["wait_days"]) == (["2026-04-01"], [""])
    location = pd.DataFrame({"id": ["l"], "latitude": [53.4], "longitude": [-2.3]})
    texts = text_columns("Location", conform("Location", location))
    assert (texts["latitude"], texts["longitude"]) == (["53.4"], ["-2.3"])


def test_a_column_of_the_place_s_own_without_a_cell_is_left_out() -> None:
    rows = _place(x_colour="red", x_empty=None).table("Organisation")
    own = [name for name in text_columns("Organisation", rows) if name.startswith("x_")]
    assert own == ["x_colour"]


def test_csv_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UnwritableFileError, match="cannot be written"):
        write_csv_folder(Snapshot(), tmp_path / "file")
