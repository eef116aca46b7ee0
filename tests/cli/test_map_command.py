"""`assetmap map` as a person at a terminal meets it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


LIST = "Charity,Post code,Tel\nChess club,M33 7XX,0161 496 0001\nKnitters,M33 7XY,0161 496 0002\n"


def test_the_mapping_goes_to_the_screen_and_the_summary_beside_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "clubs.csv").write_text(LIST)
    ran = run("map", "clubs.csv")
    assert ran.code == 0
    assert ran.out.startswith('about = "Organisations, from clubs.csv"\n')
    assert ran.err.startswith("Each row of clubs.csv becomes: Organisation, Location. 0 of 3")


def test_what_was_written_is_what_check_and_load_can_use(run: Run, tmp_path: Path) -> None:
    (tmp_path / "clubs.csv").write_text(LIST)
    ran = run("map", "clubs.csv", "--output", "clubs.toml")
    assert (ran.code, ran.out) == (
        0,
        "Read and mend clubs.toml. Then: assetmap check clubs.csv --mapping clubs.toml\n",
    )
    checked = run("check", "clubs.csv", "--mapping", "clubs.toml")
    assert checked.code == 0
    assert "2 rows read: 2 accepted, 0 rejected. Would be: 4 created" in checked.out
    assert run("load", "clubs.csv", "--mapping", "clubs.toml").code == 0
    assert (
        "0 created, 0 updated, 4 unchanged"
        in run("load", "clubs.csv", "--mapping", "clubs.toml").out
    )


def test_a_file_that_is_there_is_never_overwritten(run: Run, tmp_path: Path) -> None:
    (tmp_path / "clubs.csv").write_text(LIST)
    (tmp_path / "clubs.toml").write_text("mine")
    ran = run("map", "clubs.csv", "--output", "clubs.toml")
    assert ran.code == 2
    assert ran.err.endswith(
        "assetmap: 'clubs.toml' cannot be written: it is there already, and is kept.\n"
    )
    assert (tmp_path / "clubs.toml").read_text() == "mine"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("words.csv", "Lorem\nipsum\n", "nothing tells what a row is (headings: 'Lorem')"),
        ("empty.csv", "", "it is empty; the first line must name the columns."),
        ("Organisation.csv", "id,name\no1,Choir\n", "it is assetmap's own tables"),
        ("some.json", '{"a": 1}', "no list of features (GeoJSON)"),
    ],
)
def test_where_nothing_can_be_proposed_one_line_says_so(
    run: Run, tmp_path: Path, name: str, content: str, said: str
) -> None:
    (tmp_path / name).write_text(content)
    ran = run("map", name)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1


def test_of_a_workbook_the_sheet_is_said(run: Run, tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(tmp_path / "book.xlsx")
    for name in ("North", "South"):
        sheet = book.add_worksheet(name)
        for row, line in enumerate(LIST.splitlines()):
            sheet.write_row(row, 0, line.split(","))
    book.close()
    ran = run("map", "book.xlsx")
    assert ran.code == 2
    assert "say which of its sheets with --sheet: 'North', 'South'." in ran.err
    assert run("map", "book.xlsx", "--sheet", "south", "--output", "south.toml").code == 0
    assert (tmp_path / "south.toml").read_text().count('sheet = "South"') == 2
    checked = run("check", "book.xlsx", "--mapping", "south.toml")
    assert "2 rows read: 2 accepted" in checked.out


def test_headings_cannot_write_to_the_terminal(run: Run, tmp_path: Path) -> None:
    headings = '"Charity","\x1b[31mred","a\nname = ""x"""'
    (tmp_path / "hostile.csv").write_text(f"{headings}\nChess,1,2\n")
    ran = run("map", "hostile.csv")
    assert ran.code == 0
    assert "\x1b" not in ran.out + ran.err


def test_a_file_whose_name_is_no_text_is_mapped_and_loaded(run: Run, tmp_path: Path) -> None:
    name = os.fsdecode(b"club\xff.csv")
    (tmp_path / name).write_text(LIST)
    assert run("map", name, "--output", "clubs.toml").code == 0
    ran = run("load", name, "--mapping", "clubs.toml")
    assert ran.code == 0
    assert "2 rows read: 2 accepted" in ran.out
    assert "club?.csv" in run("store", "history").out
