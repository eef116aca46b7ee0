"""A plain list of ties, with or without a list of who its ends are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
import xlsxwriter
from tests.unit.ingest.gathering import after, faults, read, rows, text_file

from assetmap.model import Snapshot, conform

if TYPE_CHECKING:
    from pathlib import Path

MAP = Snapshot(
    rows={
        "Organisation": conform(
            "Organisation",
            pd.DataFrame(
                [
                    {"id": "o1", "name": "Food bank"},
                    {"id": "o2", "name": "Choir"},
                    {"id": "o3", "name": "Twin"},
                    {"id": "o4", "name": "Twin"},
                ]
            ),
        ),
        "Champion": conform("Champion", pd.DataFrame([{"id": "c1"}])),
    }
)


def test_a_list_alone_makes_organisations_of_its_ends(tmp_path: Path) -> None:
    path = text_file(tmp_path / "t.csv", "source,target,kind,weight\nA,B,knows,2\nB,C,,0.5\n")
    made = after(path)
    assert rows(made, "Organisation", "name") == [("A",), ("B",), ("C",)]
    name_of = made.name_of
    ties = rows(made, "TIED_TO", "from_id", "to_id", "kind", "weight")
    assert [(name_of[a], name_of[b], *rest) for a, b, *rest in ties] == [
        ("A", "B", "knows", 2.0),
        ("B", "C", "", 0.5),
    ]


def test_an_end_is_an_id_or_the_only_name_on_the_map(tmp_path: Path) -> None:
    text = "from,to\no1,Choir\nc1,o2\nTwin,o1\n"
    made = after(text_file(tmp_path / "t.csv", text), beside=MAP)
    ties = rows(made, "TIED_TO", "from_id", "to_id")
    assert ties[:2] == [("o1", "o2"), ("c1", "o2")]
    assert ties[2][0] not in {"o3", "o4"}
    assert rows(made, "Organisation", "name")[4:] == [("Twin",)]


@pytest.mark.parametrize(
    ("heading", "word"),
    [
        ("kind", "FUNDS"),
        ("type", "funds"),
        ("Relationship", "Funds"),
    ],
)
def test_a_kind_of_ours_becomes_that_tie(tmp_path: Path, heading: str, word: str) -> None:
    made = after(
        text_file(tmp_path / "t.csv", f"source,target,{heading},weight\no1,o2,{word},5000\n"),
        beside=MAP,
    )
    assert rows(made, "FUNDS", "from_id", "to_id", "x_weight") == [("o1", "o2", "5000")]
    assert made.table("TIED_TO").empty


def test_a_kind_of_ours_that_may_not_run_so_is_a_plain_tie(tmp_path: Path) -> None:
    made = after(text_file(tmp_path / "t.csv", "source,target,kind\nc1,o2,funds\n"), beside=MAP)
    assert rows(made, "TIED_TO", "from_id", "to_id", "kind") == [("c1", "o2", "funds")]


def test_nodes_say_who_the_ends_are_and_isolates_stay(tmp_path: Path) -> None:
    nodes = "id,name,type,wealth\n1,Hub,organisation,9\n2,Ann,person,\n3,Alone,,4\n"
    made = after(
        text_file(tmp_path / "sale_nodes.csv", nodes),
        text_file(tmp_path / "sale_edges.csv", "source,target\n1,2\nHub,2\n"),
    )
    assert rows(made, "Organisation", "id", "name", "x_wealth") == [
        ("sale-1", "Hub", "9"),
        ("sale-3", "Alone", "4"),
    ]
    assert rows(made, "Champion", "id", "display_name", "consent") == [("sale-2", "Ann", "")]
    assert rows(made, "TIED_TO", "from_id", "to_id") == [("sale-1", "sale-2")]


def test_each_list_has_its_own_nodes(tmp_path: Path) -> None:
    files = [
        text_file(tmp_path / f"{name}_{part}.csv", text)
        for name in ("north", "south")
        for part, text in (
            ("nodes", f"id,name\n1,{name} hub\n2,{name} choir\n"),
            ("edges", "source,target\n1,2\n"),
        )
    ]
    made = after(*files)
    assert rows(made, "TIED_TO", "from_id", "to_id") == [
        ("north-1", "north-2"),
        ("south-1", "south-2"),
    ]


def test_ids_beside_names_are_asked_first(tmp_path: Path) -> None:
    made = after(
        text_file(tmp_path / "x_nodes.csv", "id,name\n1,2\n2,1\n"),
        text_file(tmp_path / "x_edges.csv", "source,target,source_id,target_id\n2,1,1,2\n"),
    )
    assert rows(made, "TIED_TO", "from_id", "to_id") == [("x-1", "x-2")]


def test_a_workbook_may_hold_both(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "club.xlsx"))
    sheets: dict[str, list[list[str]]] = {
        "Nodes": [["id", "label"], ["h", "Hub"], ["k", "Kids"]],
        "Ties": [["source", "target", "strength", "note"], ["h", "k", "3", "=1+1"]],
    }
    for name, cells in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(cells):
            for column, cell in enumerate(row):
                sheet.write_string(at, column, cell)
    book.close()
    made = after(tmp_path / "club.xlsx")
    assert rows(made, "Organisation", "id", "name") == [("h", "Hub"), ("k", "Kids")]
    assert rows(made, "TIED_TO", "from_id", "to_id", "weight", "x_note") == [
        ("h", "k", 3.0, "=1+1")
    ]


def test_a_person_without_an_id_gets_none_that_says_the_name(tmp_path: Path) -> None:
    made = after(
        text_file(tmp_path / "x_nodes.csv", "name,type\nAnn Hidden,person\nHub,\n"),
        text_file(tmp_path / "x_edges.csv", "source,target\nAnn Hidden,Hub\n"),
    )
    (id_,) = made.table("Champion")["id"]
    assert "Ann" not in id_
    assert rows(made, "TIED_TO", "from_id", "to_id") == [(id_, "Hub")]


def test_what_cannot_be_used_is_refused_with_a_sentence(tmp_path: Path) -> None:
    reading = read(
        text_file(tmp_path / "x_nodes.csv", "id,name\n1,Hub\n,\n2,\n"),
        text_file(tmp_path / "x_edges.csv", "source,target,weight\n1,9\n1,\n1,2,-3\n1,2,heavy\n"),
    )
    assert faults(reading) == [
        ("x_edges", 2, "to_id", "9"),
        ("x_edges", 3, "to_id", ""),
        ("x_edges", 4, "weight", "-3"),
        ("x_edges", 5, "weight", "heavy"),
    ]
    assert "among the list's nodes" in reading.rejected["reason"].iloc[0]


def test_a_tie_said_twice_with_another_weight_is_refused(tmp_path: Path) -> None:
    reading = read(text_file(tmp_path / "t.csv", "source,target,weight\nA,B,1\nA,B,1\nA,B,2\n"))
    assert [fault[:2] for fault in faults(reading)] == [("t", 4)]
    assert "with another weight" in reading.rejected["reason"].iloc[0]


def test_an_id_of_the_list_that_another_end_has_as_name_is_still_that_end(tmp_path: Path) -> None:
    ties = text_file(
        tmp_path / "ties.csv", "source,target,source_id,target_id\n137,151,151,36\n151,36,36,137\n"
    )
    made = after(ties)
    assert sorted(made.table("Organisation")["name"]) == ["137", "151", "36"]
    assert len(made.table("TIED_TO")) == 2


def test_a_tie_from_one_to_itself_is_refused_with_a_sentence(tmp_path: Path) -> None:
    text = "source,target,kind\nHub,Choir,trusts\nHub,Hub,trusts\nChoir,Choir,partners with\n"
    reading = read(text_file(tmp_path / "ties.csv", text))
    assert faults(reading) == [("ties", 3, "to_id", "Hub"), ("ties", 4, "to_id", "Choir")]
    assert set(reading.rejected["reason"]) == {
        "Both ends are the same; a tie leads from one to another."
    }
    assert reading.accepted.rows["Organisation"]["name"].tolist() == ["Hub", "Choir"]


def test_a_grant_to_oneself_is_money_all_the_same(tmp_path: Path) -> None:
    made = after(text_file(tmp_path / "ties.csv", "source,target,kind\nHub,Hub,funds\n"))
    assert len(made.table("FUNDS")) == 1
