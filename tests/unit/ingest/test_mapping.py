"""Mappings: anybody's list becomes rows of ours, and a faulty mapping gets one sentence."""

from __future__ import annotations

import re
import uuid
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.errors import MappingError
from assetmap.ingest.mapping import sheets as module
from assetmap.ingest.mapping.parts import Block, Unpivot
from assetmap.ingest.mapping.sheets import Mapping, drafts, map_sheets, read_mapping
from assetmap.ingest.mapping.words import matching
from assetmap.ingest.sheet import Draft, Sheet

DOCS = Path(__file__).parents[3] / "docs" / "mappings.md"
NAMESPACE = uuid.UUID("7d1d0e1c-2f0b-5b0a-9a53-6d1c6f9a4c11")


@pytest.fixture
def written(tmp_path: Path) -> Any:
    def write(text: str | bytes) -> Path:
        path = tmp_path / "list.toml"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write


def _sheet(name: str = "list", **columns: list[str]) -> Sheet:
    n_rows = len(next(iter(columns.values())))
    named = {heading.replace("_", " "): cells for heading, cells in columns.items()}
    return Sheet(f"{name}.csv", name, named, list(range(2, n_rows + 2)))


def _one(mapping: Mapping, sheet: Sheet) -> Draft:
    (draft,) = drafts(mapping, sheet)
    return draft


def _id(table: str, *words: str) -> str:
    return str(uuid.uuid5(NAMESPACE, "\x1f".join([table, *words])))


def test_columns_constants_and_values_fill_the_fields(written: Any) -> None:
    mapping = read_mapping(
        written("""
        about = "A register of groups"
        [[table]]
        name = "Organisation"
        id_from = "Number"
        [table.columns]
        name = "Group"
        status = "State"
        [table.constants]
        sector = "vcse"
        n_patients = 12
        valid_from = 2024-04-01
        [table.values.status]
        Registered = "active"
        "" = "inactive"
        "*" = "defunct"
        """)
    )
    sheet = _sheet(
        Number=["7", "8", "9"],
        Group=["Mill", "Lock", "Weir"],
        State=["registered ", "", "Gone"],
    )
    draft = _one(mapping, sheet)
    assert draft.table == "Organisation"
    assert (draft.file, draft.sheet) == ("list.csv", "list")
    assert draft.lines == [2, 3, 4]
    assert draft.columns == {
        "id": [_id("Organisation", word) for word in "789"],
        "name": ["Mill", "Lock", "Weir"],
        "status": ["active", "inactive", "defunct"],
        "sector": ["vcse"] * 3,
        "n_patients": ["12"] * 3,
        "valid_from": ["2024-04-01"] * 3,
    }


def test_value_without_an_otherwise_stays_as_it_is(written: Any) -> None:
    mapping = read_mapping(
        written("""
        [[table]]
        name = "Organisation"
        columns = {id = "Id", status = "State"}
        values.status.Registered = "active"
        """)
    )
    draft = _one(mapping, _sheet(Id=["a", "b"], State=["REGISTERED", "Paused"]))
    assert draft.columns["status"] == ["active", "Paused"]


def test_constant_truth_and_time_are_written_as_a_cell_holds_them(written: Any) -> None:
    mapping = read_mapping(
        written("""
        [[table]]
        name = "Session"
        columns = {id = "Id", activity_id = "Id"}
        constants = {starts_at_local = 14:30:00, x_checked = true, x_rate = 1.5}
        """)
    )
    columns = _one(mapping, _sheet(Id=["a"])).columns
    assert columns["starts_at_local"] == ["14:30"]
    assert columns["x_checked"] == ["yes"]
    assert columns["x_rate"] == ["1.5"]


def test_headings_are_joined_and_empty_cells_left_out(written: Any) -> None:
    mapping = read_mapping(
        written("""
        [[table]]
        name = "Organisation"
        [table.columns]
        name = {from = ["First", "Second"], join = " - "}
        description = ["First", "Second"]
        alternate_names = ["First", "Second"]
        """)
    )
    draft = _one(mapping, _sheet(First=["a", " ", "a "], Second=["b", "b", ""]))
    assert draft.columns["name"] == ["a - b", "b", "a"]
    assert draft.columns["description"] == ["a, b", "b", "a"]
    assert draft.columns["alternate_names"] == ["a|b", "b", "a"]


def test_prefix_makes_a_register_number(written: Any) -> None:
    mapping = read_mapping(
        written("""
        [[table]]
        name = "Organisation"
        id_from = {from = ["practice_code"], prefix = "GB-NHS-"}
        columns = {identifiers = {from = "practice_code", prefix = "GB-NHS-"}}
        """)
    )
    sheet = Sheet("p.csv", "p", {"practice_code": ["P91003", " P91 004", ""]}, [2, 3, 4])
    draft = _one(mapping, sheet)
    assert draft.columns["id"] == ["GB-NHS-P91003", "GB-NHS-P91004", ""]
    assert draft.columns["identifiers"] == draft.columns["id"]


def test_id_does_not_mind_capitals_and_spaces(written: Any) -> None:
    mapping = read_mapping(
        written('[[table]]\nname = "Organisation"\nid_from = "Name"\ncolumns.name = "Name"\n')
    )
    ids = _one(
        mapping, _sheet(Name=["Mill  Trust", "mill trust ", "Mill-Trust", " ", "MILLTRUST"])
    ).columns["id"]
    assert ids[0] == ids[1] == ids[4] == _id("Organisation", "milltrust")
    assert ids[2] != ids[0]
    assert ids[3] == ""


def test_id_tells_apart_where_one_cell_ends_and_the_next_begins(written: Any) -> None:
    mapping = read_mapping(
        written('[[table]]\nname = "Location"\nid_from = ["A", "B"]\ncolumns.name = "A"\n')
    )
    ids = _one(mapping, _sheet(A=["ab", "a"], B=["c", "bc"])).columns["id"]
    assert len(set(ids)) == 2


def test_id_is_made_of_all_cells_when_nothing_is_said(written: Any) -> None:
    mapping = read_mapping(
        written('[[table]]\nname = "Location"\ncolumns = {town = "Town", name = "Hall"}\n')
    )
    ids = _one(mapping, _sheet(Hall=["Old Hall", "Old Hall"], Town=["Sale", "Hale"])).columns["id"]
    assert ids == [_id("Location", "oldhall", "sale"), _id("Location", "oldhall", "hale")]


@pytest.mark.parametrize("table", ["MEETS", "Indicator"])
def test_id_of_a_tie_or_fact_is_left_to_the_loader(written: Any, table: str) -> None:
    columns = {"MEETS": '{from_id = "A", to_id = "B"}', "Indicator": '{area_code = "A"}'}[table]
    mapping = read_mapping(written(f'[[table]]\nname = "{table}"\ncolumns = {columns}\n'))
    assert "id" not in _one(mapping, _sheet(A=["a"], B=["b"])).columns


FOUR_IN_ONE = """
[[table]]
name = "Session"
[table.columns]
activity_id = {id_of = "Activity"}
location_id = {id_of = "Location"}
schedule = "Day"

[[table]]
name = "Activity"
id_from = ["Group", "What"]
columns = {name = "What", organisation_id = {id_of = "Organisation"}}

[[table]]
name = "Organisation"
id_from = "Group"
columns.name = "Group"

[[table]]
name = "Location"
id_from = "Where"
columns.name = "Where"
when = {heading = "Where", is_filled = true}
"""


def test_one_row_is_an_organisation_an_activity_a_session_and_a_location(written: Any) -> None:
    sheet = _sheet(
        Group=["Mill", "Mill"], What=["Choir", "Walk"], Where=["Hall", " "], Day=["Tuesday", "Sat"]
    )
    session, activity, organisation, location = drafts(read_mapping(written(FOUR_IN_ONE)), sheet)
    mill, hall = _id("Organisation", "mill"), _id("Location", "hall")
    choir, walk = _id("Activity", "mill", "choir"), _id("Activity", "mill", "walk")
    assert organisation.columns == {"id": [mill, mill], "name": ["Mill", "Mill"]}
    assert activity.columns["id"] == [choir, walk]
    assert activity.columns["organisation_id"] == [mill, mill]
    assert location.columns == {"id": [hall], "name": ["Hall"]}
    assert location.lines == [2]
    assert session.columns["activity_id"] == [choir, walk]
    assert session.columns["location_id"] == [hall, ""]
    assert session.columns["id"] == [
        _id("Session", choir, hall, "tuesday"),
        _id("Session", walk, "", "sat"),
    ]


def test_id_of_with_headings_makes_the_id_of_another_row(written: Any) -> None:
    mapping = read_mapping(
        written("""
        [[table]]
        name = "Organisation"
        id_from = "Name"
        columns.name = "Name"
        [[table]]
        name = "PARTNERS_WITH"
        when = {heading = "Partner", is_filled = true}
        columns.from_id = {id_of = "Organisation"}
        columns.to_id = {id_of = "Organisation", from = "Partner"}
        """)
    )
    organisation, tie = drafts(mapping, _sheet(Name=["Mill", "Lock"], Partner=["LOCK", ""]))
    assert tie.columns["from_id"] == organisation.columns["id"][:1]
    assert tie.columns["to_id"] == organisation.columns["id"][1:]
    assert tie.lines == [2]


def test_id_of_follows_a_block_whose_id_is_a_column(written: Any) -> None:
    mapping = read_mapping(
        written("""
        [[table]]
        name = "Organisation"
        columns = {id = {from = "Code", prefix = "GB-"}, name = "Code"}
        [[table]]
        name = "FUNDS"
        columns.from_id = {id_of = "Organisation", from = "Funder"}
        columns.to_id = {id_of = "Organisation"}
        """)
    )
    _, tie = drafts(mapping, _sheet(Code=["1"], Funder=["2"]))
    assert tie.columns == {"from_id": ["GB-2"], "to_id": ["GB-1"]}


def test_two_blocks_of_one_table_go_by_names_of_their_own(written: Any) -> None:
    mapping = read_mapping(
        written("""
        [[table]]
        name = "Organisation"
        as = "Host"
        id_from = "Host"
        columns.name = "Host"
        [[table]]
        name = "Organisation"
        as = "Guest"
        id_from = "Guest"
        columns.name = "Guest"
        [[table]]
        name = "TIED_TO"
        columns = {from_id = {id_of = "Guest"}, to_id = {id_of = "Host"}}
        """)
    )
    tie = drafts(mapping, _sheet(Host=["a"], Guest=["b"]))[2]
    assert tie.columns == {
        "from_id": [_id("Organisation", "b")],
        "to_id": [_id("Organisation", "a")],
    }


def test_unpivot_makes_a_row_of_every_filled_cell(written: Any) -> None:
    mapping = read_mapping(
        written("""
        [[table]]
        name = "Indicator"
        when = {heading = "sex", equals = "Persons"}
        unpivot = {prefix = "aged ", name = "group", value = "value"}
        columns = {area_code = "code", measured_on = "period"}
        constants = {name = "population", unit = "people"}
        values.group = {"0 to 15" = "under 16"}
        """)
    )
    sheet = Sheet(
        "w.csv",
        "w",
        {
            "code": ["E1", "E1", "E2"],
            "sex": ["Persons", "Males", "persons"],
            "period": ["2024-06-30"] * 3,
            "Aged 0 to 15": ["10", "4", "12"],
            "aged 16 and over": ["20", "9", ""],
        },
        [2, 3, 4],
    )
    draft = _one(mapping, sheet)
    assert draft.lines == [2, 2, 4]
    assert draft.columns == {
        "group": ["under 16", "16 and over", "under 16"],
        "value": ["10", "20", "12"],
        "area_code": ["E1", "E1", "E2"],
        "measured_on": ["2024-06-30"] * 3,
        "name": ["population"] * 3,
        "unit": ["people"] * 3,
    }


def test_unpivot_of_days_gives_each_session_an_id(written: Any) -> None:
    mapping = read_mapping(
        written("""
        [[table]]
        name = "Session"
        id_from = "Id"
        unpivot = {columns = ["Mon", "Tue"], name = "schedule", value = "starts_at_local"}
        columns = {activity_id = "Id"}
        """)
    )
    draft = _one(mapping, _sheet(Id=["a", "b"], Mon=["14:00", ""], Tue=["15:00", "9:00"]))
    assert draft.columns["schedule"] == ["Mon", "Tue", "Tue"]
    assert draft.columns["starts_at_local"] == ["14:00", "15:00", "9:00"]
    assert draft.columns["id"] == [
        _id("Session", "a", "mon"),
        _id("Session", "a", "tue"),
        _id("Session", "b", "tue"),
    ]


def test_unpivot_keeps_ids_when_only_a_value_changes(written: Any) -> None:
    mapping = read_mapping(
        written("""
        [[table]]
        name = "Session"
        unpivot = {matches = "M.n", name = "schedule", value = "starts_at_local"}
        columns = {activity_id = "Id"}
        """)
    )
    before = _one(mapping, _sheet(Id=["a"], Mon=["14:00"], Mean=["x"]))
    after = _one(mapping, _sheet(Id=["a"], Mon=["15:00"], Mean=["x"]))
    assert before.columns["id"] == after.columns["id"] == [_id("Session", "a", "mon")]


def test_unpivot_may_leave_the_cell_aside(written: Any) -> None:
    mapping = read_mapping(
        written("""
        [[table]]
        name = "WELCOMES"
        unpivot = {columns = ["Carers", "Veterans"], name = "to_id"}
        columns = {from_id = "Id"}
        """)
    )
    draft = _one(mapping, _sheet(Id=["a", "b"], Carers=["x", " "], Veterans=["", "yes"]))
    assert draft.columns == {"to_id": ["Carers", "Veterans"], "from_id": ["a", "b"]}


@given(st.lists(st.tuples(st.sampled_from(["", "a", " B "]), st.sampled_from(["", "1"]))))
def test_unpivot_makes_as_many_rows_as_cells_are_filled(cells: list[tuple[str, str]]) -> None:
    block = Block(
        "block 1 (Need)", "Need", "Need", unpivot=Unpivot(("L", "R"), "", "", "name", "description")
    )
    left, right = [each[0] for each in cells], [each[1] for each in cells]
    sheet = Sheet("f.csv", "f", {"L": left, "R": right}, list(range(2, len(cells) + 2)))
    draft = _one(Mapping("m.toml", (block,)), sheet)
    assert len(draft) == sum(bool(cell.strip()) for cell in [*left, *right])
    assert list(draft.lines) == sorted(draft.lines)
    assert {len(column) for column in draft.columns.values()} == {len(draft)}


@pytest.mark.parametrize(
    ("condition", "kept"),
    [
        ('equals = "Open"', [2, 3]),
        ('one_of = ["open", "paused"]', [2, 3, 4]),
        ('none_of = ["open"]', [4, 5]),
        ("is_filled = true", [2, 3, 4]),
        ("is_filled = false", [5]),
        ('matches = "(?i)o.*"', [2, 3]),
        ('matches = "[A-Z].*"', [2, 4]),
        ('matches = "Pause|O"', []),
    ],
)
def test_when_chooses_rows(written: Any, condition: str, kept: list[int]) -> None:
    text = f'[[table]]\nname = "Need"\ncolumns.name = "S"\nwhen = {{heading = "S", {condition}}}\n'
    draft = _one(read_mapping(written(text)), _sheet(S=["Open", " open ", "Paused", ""]))
    assert draft.lines == kept


def test_all_conditions_must_hold(written: Any) -> None:
    mapping = read_mapping(
        written("""
        [[table]]
        name = "Need"
        columns.name = "A"
        when = [{heading = "A", is_filled = true}, {heading = "B", equals = 1}]
        """)
    )
    assert _one(mapping, _sheet(A=["x", "", "z"], B=["1", "1", "2"])).lines == [2]


def test_block_reads_only_the_sheets_it_names(written: Any) -> None:
    mapping = read_mapping(
        written("""
        [[table]]
        name = "Need"
        sheet = "Needs"
        columns.name = "N"
        [[table]]
        name = "Community"
        sheet = ["people", "groups"]
        columns.name = "N"
        """)
    )
    assert [draft.table for draft in drafts(mapping, _sheet("needs", N=["a"]))] == ["Need"]
    assert [draft.table for draft in drafts(mapping, _sheet("Groups", N=["a"]))] == ["Community"]
    assert drafts(mapping, _sheet("other", X=["a"])) == []


def test_rows_and_sheets_left_out_are_told(written: Any) -> None:
    mapping = read_mapping(
        written("""
        [[table]]
        name = "Need"
        sheet = ["one", "two"]
        columns.name = "N"
        when = {heading = "N", is_filled = true}
        """)
    )
    sheets = [_sheet("one", N=["a"]), _sheet("two", N=["a", "", ""]), _sheet("three", X=["a"])]
    found, notes = map_sheets(mapping, sheets)
    assert [(draft.sheet, list(draft.lines)) for draft in found] == [("one", [2]), ("two", [2])]
    assert notes == (
        "two.csv, sheet 'two': the mapping leaves out 2 of 3 rows.",
        "three.csv, sheet 'three' was not read: no block of the mapping is for it.",
    )


def test_mapping_for_none_of_the_sheets_is_refused(written: Any) -> None:
    mapping = read_mapping(
        written('[[table]]\nname = "Need"\nsheet = "Lits"\ncolumns.name = "N"\n')
    )
    with pytest.raises(MappingError) as raised:
        map_sheets(mapping, [_sheet("list", N=["a"]), _sheet("b", N=["a"])])
    assert str(raised.value).endswith(
        "block 1 (Need), key 'sheet': there is no sheet 'lits' in these files; "
        "the nearest is 'list'."
    )


def test_headings_go_by_words_not_by_capitals_or_spaces(written: Any) -> None:
    mapping = read_mapping(written('[[table]]\nname = "Need"\ncolumns.name = "  what  MATTERS "\n'))
    assert _one(mapping, _sheet(What_matters=["company"])).columns["name"] == ["company"]


def test_sheet_without_rows_gives_a_draft_without_rows(written: Any) -> None:
    session, *_ = drafts(
        read_mapping(written(FOUR_IN_ONE)), _sheet(Group=[], What=[], Where=[], Day=[])
    )
    assert len(session) == 0


def test_hostile_cells_pass_as_the_text_they_are(written: Any) -> None:
    cells = ["</script>", "=1+1", "{id_of}", "%s", "\udc80", "Trust's"]
    text = (
        '[[table]]\nname = "Need"\ncolumns.name = "N"\nwhen = {heading = "N", matches = "(?s).*"}\n'
    )
    assert _one(read_mapping(written(text)), _sheet(N=cells)).columns["name"] == cells


NEED = '[[table]]\nname = "Need"\n'


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it has no [[table]] block."),
        ("table = 1", "it has no [[table]] block."),
        ("[table]\nname = 'Need'", "it has no [[table]] block."),
        ("table = [1]", "block 1: it must be a table of keys, not a number."),
        (
            "[[tabel]]",
            (
                "the file, key 'tabel': there is no such key; known are about, headings, "
                "recognise, leave_out, table; the nearest is 'table'."
            ),
        ),
        ("[[table]]", "block 1, key 'name': it is empty."),
        ("[[table]]\nname = 3", "block 1, key 'name': it must be text, not a number."),
        (
            '[[table]]\nname = "Organization"',
            "block 1, key 'name': there is no table 'Organization'; the nearest is 'Organisation'.",
        ),
        (NEED, "block 1 (Need): it gives no field of the table."),
        (
            f"{NEED}columns = 3",
            "block 1 (Need), key 'columns': it must be a table of keys, not a number.",
        ),
        (
            f'{NEED}colums.name = "A"',
            (
                "block 1, key 'colums': there is no such key; known are name, "
                "as, sheet, columns, constants, values, id_from, when, unpivot, events; "
                "the nearest is 'columns'."
            ),
        ),
        (
            f'{NEED}columns.nmae = "A"',
            "block 1 (Need), key 'columns.nmae': Need has no field 'nmae'; the nearest is 'name'.",
        ),
        (f'{NEED}columns.x_ = ""', "block 1 (Need), key 'columns.x_': it is empty."),
        (
            f'{NEED}columns."x_a b" = "A"',
            "block 1 (Need), key 'columns.x_a b': Need has no field 'x_a b'.",
        ),
        (
            f'{NEED}columns.name = "{"a" * 2001}"',
            "block 1 (Need), key 'columns.name': it is longer than 2,000 characters.",
        ),
        (
            f"{NEED}columns.name = []",
            "block 1 (Need), key 'columns.name': it must list from 1 to 2,000 texts, not 0.",
        ),
        (
            f"{NEED}columns.name = [1]",
            "block 1 (Need), key 'columns.name': it must be text, not a number.",
        ),
        (
            f"{NEED}columns.name = 2024-01-01",
            (
                "block 1 (Need), key 'columns.name': it must be text "
                "or a list of texts, not a day or time."
            ),
        ),
        (
            f"{NEED}columns.name = {{}}",
            (
                "block 1 (Need), key 'columns.name': it must say from which "
                "headings (from) or whose id (id_of)."
            ),
        ),
        (
            f'{NEED}columns.name = {{from = "A", jion = ""}}',
            (
                "block 1 (Need), key "
                "'columns.name.jion': there is no such key; known are from, join, prefix, id_of, "
                "is_optional, named, digest; the nearest is 'join'."
            ),
        ),
        (
            f'{NEED}columns.parent_id = {{id_of = "Need", prefix = "a"}}',
            "block 1 (Need), key 'columns.parent_id': id_of stands alone or with from.",
        ),
        (
            f'{NEED}columns.parent_id = {{id_of = "Nedd"}}',
            (
                "block 1 (Need), key "
                "'columns.parent_id': no block is called 'Nedd'; the nearest is 'Need'."
            ),
        ),
        (
            f'{NEED}columns.parent_id = {{id_of = "Need"}}',
            "the ids of 'Need' are made of each other; say id_from in one of them.",
        ),
        (
            f'{NEED}columns.parent_id = {{id_of = "Need", from = "P"}}',
            (
                "block 1 (Need), key "
                "'columns.parent_id': block 'Need' must say id_from, so that its ids are known "
                "here."
            ),
        ),
        (
            f'{NEED}id_from = ["A", "B"]\ncolumns.parent_id = {{id_of = "Need", from = "P"}}',
            (
                "block 1 (Need), key 'columns.parent_id': block 'Need' makes its id of 2 headings, "
                "not 1."
            ),
        ),
        (
            f'{NEED}id_from = "A"\ncolumns.id = "A"',
            "block 1 (Need): the field 'id' is given twice.",
        ),
        (
            f'{NEED}columns.name = "A"\nconstants.name = "B"',
            "block 1 (Need): the field 'name' is given twice.",
        ),
        (
            f'{NEED}columns.name = "A"\nvalues.description.a = "b"',
            "block 1 (Need), key 'values.description': nothing gives the field 'description'.",
        ),
        (
            f'{NEED}columns.id = "A"\nvalues.id.a = "b"',
            "block 1 (Need), key 'values.id': an id is not translated.",
        ),
        (
            f'{NEED}columns.name = "A"\nvalues.name = "b"',
            "block 1 (Need), key 'values.name': it must be a table of keys, not text.",
        ),
        (
            f'{NEED}columns.name = "A"\nvalues.name.a = [1]',
            "block 1 (Need), key 'values.name.a': it must be text, not a list.",
        ),
        (
            f"{NEED}constants.name = 2024-01-01T00:00:00",
            "block 1 (Need), key 'constants.name': it must be a day or a time of day, not both.",
        ),
        (
            f'{NEED}id_from = {{prefix = "a"}}',
            "block 1 (Need), key 'id_from': it must say from which headings (from).",
        ),
        (f'{NEED}when = "A"', "block 1 (Need), key 'when': it must be a table of keys, not text."),
        (
            f'{NEED}when = {{heading = "A"}}',
            (
                "block 1 (Need), key 'when': it must say heading, and "
                "one of equals, one_of, none_of, is_filled, matches."
            ),
        ),
        (
            f'{NEED}when = {{heading = "A", equals = "a", matches = "b"}}',
            (
                "block 1 (Need), key "
                "'when': it must say heading, and one of equals, one_of, none_of, is_filled, "
                "matches."
            ),
        ),
        (
            f'{NEED}when = {{heading = "A", is_filled = "yes"}}',
            "block 1 (Need), key 'when.is_filled': it must be true or false, not text.",
        ),
        (
            f'{NEED}when = {{heading = "A", matches = "("}}',
            (
                "block 1 (Need), key 'when.matches': '(' "
                "is not a regular expression of the kind RE2 (missing ): ()."
            ),
        ),
        (
            f'{NEED}unpivot = {{name = "name"}}',
            "block 1 (Need), key 'unpivot': it must say one of columns, prefix, matches.",
        ),
        (
            f'{NEED}unpivot = {{prefix = "a"}}',
            "block 1 (Need), key 'unpivot': it must say which field gets the heading (name).",
        ),
        (
            f'{NEED}unpivot = {{prefix = "a", name = "nme"}}',
            "block 1 (Need), key 'unpivot.name': Need has no field 'nme'; the nearest is 'name'.",
        ),
        (
            f'{NEED}unpivot = {{prefix = "a", name = "name", value = "name"}}',
            "block 1 (Need): the field 'name' is given twice.",
        ),
        (
            f'headings = "code"\n{NEED}columns.name = "A"',
            "the file, key 'headings': it must be a table of keys, not text.",
        ),
        (
            f'headings.code = []\n{NEED}columns.name = "A"',
            "the file, key 'headings.code': it must list from 1 to 2,000 texts, not 0.",
        ),
        (
            f'recognise = 1\n{NEED}columns.name = "A"',
            "the file, key 'recognise': it must be a table of keys, not a number.",
        ),
        (
            f'recognise.without = "code"\n{NEED}columns.name = "A"',
            "the file, key 'recognise': it must say which headings a file has (headings).",
        ),
        (
            f'recognise = {{headings = "code", onyl = []}}\n{NEED}columns.name = "A"',
            (
                "the file, key 'recognise.onyl': there is no such key; known are headings, "
                "without, only; the nearest is 'only'."
            ),
        ),
        (
            f'about = 1\n{NEED}columns.name = "A"',
            "the file, key 'about': it must be text, not a number.",
        ),
        (
            f'{NEED}unpivot = {{prefix = "a", name = "name", before = 1}}',
            "block 1 (Need), key 'unpivot.before': it must be text, not a number.",
        ),
        (
            '[[table]]\nname = "Referral"\ncolumns.x_note = "A"',
            (
                "block 1 (Referral), key "
                "'columns.x_note': Referral takes no columns of the place's own."
            ),
        ),
    ],
)
def test_faulty_mapping_gets_one_sentence_that_names_block_and_key(
    written: Any, text: str, reason: str
) -> None:
    path = written(text)
    with pytest.raises(MappingError) as raised:
        read_mapping(path)
    assert str(raised.value) == f"The mapping {str(path)!r} cannot be used: {reason}"


def test_blocks_that_take_their_ids_of_each_other_are_refused(written: Any) -> None:
    text = """
    [[table]]
    name = "Activity"
    columns.organisation_id = {id_of = "Organisation"}
    [[table]]
    name = "Organisation"
    columns.x_runs = {id_of = "Activity"}
    """
    with pytest.raises(MappingError, match="'Activity' and 'Organisation' are made of each other"):
        read_mapping(written(text))


def test_reference_that_two_blocks_answer_to_is_refused(written: Any) -> None:
    text = """
    [[table]]
    name = "Organisation"
    columns.name = "A"
    [[table]]
    name = "Organisation"
    columns.name = "B"
    [[table]]
    name = "Activity"
    columns.organisation_id = {id_of = "Organisation"}
    """
    with pytest.raises(MappingError, match="2 blocks are called 'Organisation'; give the one"):
        read_mapping(written(text))


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ('sheet = "x"', "block 'Organisation' is for another sheet; say from which headings"),
        (
            'unpivot = {prefix = "a", name = "name"}',
            "block 'Organisation' makes several rows of one; none of their ids can be meant",
        ),
    ],
)
def test_reference_to_a_block_without_one_row_here_is_refused(
    written: Any, other: str, reason: str
) -> None:
    text = f"""
    [[table]]
    name = "Organisation"
    {other}
    columns.description = "A"
    [[table]]
    name = "Activity"
    sheet = "y"
    columns.organisation_id = {{id_of = "Organisation"}}
    """
    with pytest.raises(MappingError, match=re.escape(reason)):
        read_mapping(written(text))


def test_reference_to_a_block_that_does_not_read_this_sheet_is_refused(written: Any) -> None:
    text = """
    [[table]]
    name = "Organisation"
    sheet = "groups"
    columns.name = "A"
    [[table]]
    name = "Activity"
    columns.organisation_id = {id_of = "Organisation"}
    """
    mapping = read_mapping(written(text))
    with pytest.raises(
        MappingError, match=r"'Organisation' does not read 'list.csv', sheet 'list'"
    ):
        drafts(mapping, _sheet(A=["a"]))


def test_heading_that_the_file_lacks_is_named_with_the_nearest(written: Any) -> None:
    mapping = read_mapping(written(f'{NEED}columns.name = "Whatt matters"\n'))
    with pytest.raises(MappingError) as raised:
        drafts(mapping, _sheet(What_matters=["a"], Day=["b"]))
    assert str(raised.value).endswith(
        "block 1 (Need), key 'columns.name': 'list.csv', sheet 'list', has no heading "
        "'Whatt matters'; the nearest is 'What matters'."
    )


@pytest.mark.parametrize("how", ['prefix = "Week"', 'matches = "Week.*"'])
def test_unpivot_that_finds_no_heading_says_so(written: Any, how: str) -> None:
    mapping = read_mapping(written(f'{NEED}unpivot = {{{how}, name = "name"}}\n'))
    with pytest.raises(MappingError, match=r"key 'unpivot': no heading of 'list.csv'"):
        drafts(mapping, _sheet(Day=["b"]))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"name = ", "it is not TOML: "),
        (b"\xff\xfe\x00", "it is not UTF-8 text."),
        (b"a = " + b"[" * 50_000, "it is nested too deeply."),
        (b"a = " + b"{b=" * 20_000, "it is nested too deeply."),
        (b"a = " + b"9" * 10_000, "it is not TOML: "),
        (b"#" * 200_001, "it is larger than 200 kB."),
        (b"[[table]]\n" * 101, "it has more than 100 [[table]] blocks."),
        (b".".join([b"a"] * 50) + b" = 1", "the file, key 'a': there is no such key"),
        (b".".join([b"a"] * 99_000) + b" = 1", "line 1 holds more than 100 full stops."),
        (b"\n" + b'"\xe2\x80\xa8".' * 30_000 + b"a = 1", "line 2 holds more than 100 full stops."),
        (b"x = 1\nx = 2", "it is not TOML: "),
    ],
)
def test_hostile_file_gets_one_sentence(written: Any, content: bytes, reason: str) -> None:
    with pytest.raises(MappingError) as raised:
        read_mapping(written(content))
    message = str(raised.value)
    assert message.count("cannot be used: ") == 1
    assert f"cannot be used: {reason}" in message
    assert "\n" not in message
    assert len(message) < 700


def test_file_that_is_not_there_or_a_folder_gets_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match="No such file or directory"):
        read_mapping(tmp_path / "none.toml")
    with pytest.raises(MappingError, match="Is a directory"):
        read_mapping(tmp_path)
    with pytest.raises(MappingError, match="null byte"):
        read_mapping(tmp_path / "a\0b")


def test_file_may_begin_with_a_byte_order_mark(written: Any) -> None:
    mapping = read_mapping(written(b"\xef\xbb\xbf" + f'{NEED}columns.name = "A"'.encode()))
    assert mapping.blocks[0].table == "Need"


def test_expression_that_would_run_for_ever_elsewhere_does_not_here() -> None:
    cells = ["a" * 5_000 + "!"]
    assert matching("(a+)+", cells) == [False]
    assert matching("(a|a)*", [*cells, "aaaa"]) == [False, True]


def test_mapping_that_would_make_millions_of_rows_is_refused(
    written: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_ROWS", 3)
    wide = read_mapping(written(f'{NEED}unpivot = {{prefix = "D", name = "name"}}\n'))
    with pytest.raises(MappingError, match=r"key 'unpivot': it makes more than 3 rows"):
        drafts(wide, _sheet(D1=["a", "b"], D2=["a", "b"]))
    blocks = read_mapping(written(f'{NEED}columns.name = "A"\n' * 2))
    with pytest.raises(MappingError, match=r"it makes 4 rows of 'list.csv'; at most 3"):
        drafts(blocks, _sheet(A=["a", "b"]))


def test_every_example_of_the_documentation_is_a_mapping(written: Any) -> None:
    examples = re.findall(r"```toml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert len(examples) >= 3
    for example in examples:
        assert read_mapping(written(example)).blocks
