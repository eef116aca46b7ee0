"""Kumu's elements and connections as parties and ties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
import xlsxwriter
from tests.unit.ingest.gathering import after, faults, json_file, read, rows, text_file

from assetmap.errors import DataError
from assetmap.ingest.kumu.words import coordinates
from assetmap.model import Snapshot, conform

if TYPE_CHECKING:
    from pathlib import Path

ELEMENTS = """Label,Type,Description,Tags,Image,URL,Email,Location,Net worth,sector
Kumu,Company,Maps,Mapping|Technology,https://k.org/a,https://kumu.org,a@k.org,"51.5, -0.1",£5,vcse
Choir,Activity,Sings,,,sing loud,,,,
Jeff Mohr,Person,Founder,Founder|Runner,,,jeff@k.org,Honolulu,,
Spring day,Event,,,,,,,,
Sale Library,,,,,,,"Tatton Rd, Sale",,Nonsense
"""
CONNECTIONS = """From,To,Type,Label,Direction,Strength
Kumu,Sale Library,partners with,since 2019,mutual,3
Kumu,Choir,RUNS,,,
Jeff Mohr,Kumu|Choir,Personal,,directed,0.5
Sale Library,Kumu,FUNDS,,,Strong
"""


def _kumu(folder: Path, elements: str = ELEMENTS, connections: str = CONNECTIONS) -> list[Path]:
    return [
        text_file(folder / "my elements.csv", elements),
        text_file(folder / "my connections.csv", connections),
    ]


def test_elements_become_what_their_type_says(tmp_path: Path) -> None:
    made = after(*_kumu(tmp_path))
    assert rows(made, "Organisation", "name", "description", "website", "email", "sector") == [
        ("Kumu", "Maps", "https://kumu.org", "a@k.org", "vcse"),
        ("Sale Library", "", "", "", "other"),
    ]
    assert rows(made, "Activity", "name", "description", "website") == [("Choir", "Sings", "")]
    assert rows(made, "Champion", "display_name", "consent") == [("Jeff Mohr", "")]
    assert rows(made, "Workshop", "purpose") == [("Spring day",)]


def test_what_has_no_column_is_kept_as_the_places_own(tmp_path: Path) -> None:
    made = after(*_kumu(tmp_path))
    own = ("x_kumu_type", "x_kumu_tags", "x_kumu_net_worth", "x_kumu_image", "x_kumu_sector")
    assert rows(made, "Organisation", *own) == [
        ("Company", "Mapping|Technology", "£5", "https://k.org/a", ""),
        ("", "", "", "", "Nonsense"),
    ]
    assert rows(made, "Activity", "x_kumu_url") == [("sing loud",)]
    assert rows(made, "Champion", "x_kumu_email", "x_kumu_location") == [("jeff@k.org", "Honolulu")]
    assert ("x_kumu_net_worth", "Net worth") in rows(made, "Vocabulary", "name", "label")


def test_locations_are_coordinates_or_an_address(tmp_path: Path) -> None:
    made = after(*_kumu(tmp_path))
    columns = ("name", "address", "latitude", "longitude")
    assert rows(made, "Location", *columns) == [
        ("51.5, -0.1", "", 51.5, -0.1),
        ("Tatton Rd, Sale", "Tatton Rd, Sale", "", ""),
    ]
    assert (
        made.table("Organisation")["location_id"].tolist() == made.table("Location")["id"].tolist()
    )


def test_connections_become_the_tie_that_their_type_names(tmp_path: Path) -> None:
    made = after(*_kumu(tmp_path))
    name_of = {**made.name_of, made.table("Champion")["id"].iloc[0]: "Jeff"}

    def ends(table: str, *columns: str) -> list[tuple[Any, ...]]:
        found = rows(made, table, "from_id", "to_id", *columns)
        return [(name_of[first], name_of[second], *rest) for first, second, *rest in found]

    assert ends("PARTNERS_WITH", "x_kumu_direction", "x_kumu_label") == [
        ("Kumu", "Sale Library", "mutual", "since 2019"),
        ("Sale Library", "Kumu", "mutual", "since 2019"),
    ]
    assert ends("TIED_TO", "kind", "weight") == [
        ("Jeff", "Kumu", "Personal", 0.5),
        ("Jeff", "Choir", "Personal", 0.5),
    ]
    assert ends("FUNDS", "amount_gbp", "x_kumu_strength") == [
        ("Sale Library", "Kumu", "", "Strong")
    ]
    organisation = made.table("Organisation")["id"].iloc[0]
    assert made.table("Activity")["organisation_id"].tolist() == [organisation]


def test_every_row_counts_once(tmp_path: Path) -> None:
    assert read(*_kumu(tmp_path)).n_read == 5 + 4


def test_a_workbook_gives_what_its_sheets_say(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "map.xlsx"))
    sheets = {
        "Elements": [["ID", "Label", "Type"], ["e1", "A", "Charity"], ["e2", "A", ""]],
        "Connections": [["ID", "From", "To"], ["c1", "e1", "e2"]],
        "Notes (ignore)": [["Label"], ["not this"]],
    }
    for name, cells in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(cells):
            sheet.write_row(at, 0, row)
    book.close()
    made = after(tmp_path / "map.xlsx")
    assert rows(made, "Organisation", "id", "name") == [("e1", "A"), ("e2", "A")]
    assert rows(made, "TIED_TO", "id", "from_id", "to_id") == [("c1", "e1", "e2")]


def test_json_gives_the_same_in_either_form(tmp_path: Path) -> None:
    plain = {
        "elements": [
            {"id": "e1", "label": "A", "type": "Letter", "tags": ["one", "two"]},
            {"id": "e2", "label": "B"},
        ],
        "connections": [{"from": "e1", "to": "e2", "type": "likes", "strength": 2.0}],
    }
    nested = {
        "elements": [
            {
                "_id": "e1",
                "attributes": {"label": "A", "element type": "Letter", "tags": ["one", "two"]},
            },
            {"_id": "e2", "attributes": {"label": "B"}},
        ],
        "connections": [
            {
                "from": "e1",
                "to": "e2",
                "attributes": {"connection type": "likes", "strength": 2},
            }
        ],
    }
    for name, value in (("plain", plain), ("nested", nested)):
        made = after(json_file(tmp_path / f"{name}.json", value))
        own = rows(made, "Organisation", "id", "name", "x_kumu_type", "x_kumu_tags")
        assert own == [("e1", "A", "Letter", "one|two"), ("e2", "B", "", "")]
        assert rows(made, "TIED_TO", "kind", "weight") == [("likes", 2.0)]


@pytest.mark.parametrize(
    ("elements", "connections", "fault", "sentence"),
    [
        ("Label\nA\n", "From,To\nA,B\n", ("my connections", 2, "to_id", "B"), "Neither an element"),
        ("Label\nA\n", "From,To\nA,\n", ("my connections", 2, "to_id", ""), "lacks this end"),
        ("Label\nA\n", "From,To\nA,|\n", ("my connections", 2, "to_id", "|"), "lacks this end"),
        (
            "Label,Description\nA,x\nA,y\n",
            "From,To\n",
            ("my elements", 3, "id", "A"),
            "has this label too (line 2). Give each an ID",
        ),
        (
            "Label,Mood\nA,\u202eglad\n",
            "From,To\n",
            ("my elements", 2, "Mood", "\u202eglad"),
            "turns the direction of text",
        ),
        ("Label,Type\n,Company\n", "From,To\n", ("my elements", 2, "name", ""), "has no label"),
        (
            "ID,Label\n1,A\n2,A\n",
            "From,To\n1,A\n",
            ("my connections", 2, "to_id", "A"),
            "2 elements have this label",
        ),
        (
            "ID,Label\n1,A\n1,B\n",
            "From,To\n",
            ("my elements", 3, "id", "1"),
            "The same id stands in line 2",
        ),
        (
            "Label\nA\n",
            "From,To,Type\nA,A,partners with\n",
            ("my connections", 2, "to_id", "A"),
            "Both ends are the same",
        ),
        (
            "Label\nA\n",
            "From,To,Type\nA,A,likes\n",
            ("my connections", 2, "to_id", "A"),
            "Both ends are the same",
        ),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_sentence(
    tmp_path: Path,
    elements: str,
    connections: str,
    fault: tuple[str, int, str, str],
    sentence: str,
) -> None:
    reading = read(*_kumu(tmp_path, elements, connections))
    assert faults(reading) == [fault]
    assert sentence in reading.rejected["reason"].iloc[0]


def test_the_same_element_twice_is_one(tmp_path: Path) -> None:
    made = after(*_kumu(tmp_path, "Label\nA\nA\nB\n", "From,To\nA,B\n"))
    assert made.table("Organisation")["name"].tolist() == ["A", "B"]


def test_connections_alike_are_as_many_ties(tmp_path: Path) -> None:
    made = after(*_kumu(tmp_path, "Label\nA\nB\n", "From,To\nA,B\nA,B\n"))
    assert len(made.table("TIED_TO")) == 2


def test_an_end_may_be_an_id_on_the_map(tmp_path: Path) -> None:
    known = conform("Organisation", pd.DataFrame([{"id": "GB-CHC-1", "name": "Hub"}]))
    place = Snapshot(rows={"Organisation": known})
    made = after(*_kumu(tmp_path, "Label\nA\n", "From,To\nA,GB-CHC-1\n"), beside=place)
    assert made.table("TIED_TO")["to_id"].tolist() == ["GB-CHC-1"]


def test_a_column_of_somebody_elses_gives_no_consent(tmp_path: Path) -> None:
    text = "Label,Type,consent\nAnn,Person,given\nBo,Champion,given\n"
    made = after(*_kumu(tmp_path, text, "From,To\nAnn,Bo\n"))
    columns = ("display_name", "consent", "x_kumu_consent")
    assert rows(made, "Champion", *columns) == [("Ann", "", "given"), ("Bo", "given", "")]


def test_a_direction_that_nobody_knows_is_kept(tmp_path: Path) -> None:
    text = "From,To,Direction\nA,B,sideways\n"
    made = after(*_kumu(tmp_path, "Label\nA\nB\n", text))
    assert rows(made, "TIED_TO", "x_kumu_direction") == [("sideways",)]


def test_fields_that_are_spelled_alike_are_told_apart(tmp_path: Path) -> None:
    made = after(*_kumu(tmp_path, "Label,Net worth,net-worth\nA,5,6\n", "From,To\n"))
    headings = dict(rows(made, "Vocabulary", "name", "label"))
    (row,) = made.table("Organisation").to_dict("records")
    assert {headings[name]: row[name] for name in headings} == {"Net worth": "5", "net-worth": "6"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("51.5, -0.1", (51.5, -0.1)),
        ("51.5,-0.1", (51.5, -0.1)),
        ("91, 0", None),
        ("1 High Street, 5", None),
        ("nan, nan", None),
        ("", None),
    ],
)
def test_coordinates_are_two_numbers_of_degrees(
    text: str, found: tuple[float, float] | None
) -> None:
    assert coordinates(text) == found


@pytest.mark.parametrize(
    "value",
    [
        {"elements": ["A", 1, None, {"label": ["x", {"deep": 1}]}], "connections": [[], {}]},
        {"elements": [{"label": {"a": "b"}, "attributes": "no"}], "connections": [{"from": 1}]},
    ],
)
def test_json_of_any_other_shape_is_rows_that_are_refused(tmp_path: Path, value: Any) -> None:
    reading = read(json_file(tmp_path / "odd.json", value))
    assert reading.n_read == len(value["elements"]) + len(value["connections"])
    assert reading.n_rejected >= 1


def test_more_fields_than_columns_are_refused_in_one_sentence(tmp_path: Path) -> None:
    element = {"label": "A", **{f"field {number}": "x" for number in range(501)}}
    with pytest.raises(DataError, match="more than 500 fields"):
        read(json_file(tmp_path / "wide.json", {"elements": [element]}))
