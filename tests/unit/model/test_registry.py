"""What must hold of the model as a whole."""

from __future__ import annotations

import re

import pytest

from assetmap.model import (
    KINDS,
    LABELS,
    LOOKUPS,
    NATURAL_KEYS,
    PARTIES,
    TABLES,
    TIES,
    VOCABULARIES,
    Column,
    column_of,
    columns_of,
    references_of,
    schema,
)
from assetmap.model.table import COMMON, table_name

EVERY_COLUMN = [(table, each) for table in TABLES for each in columns_of(table)]
DERIVED = [(table, each) for table, each in EVERY_COLUMN if each.tie]


def _named(said: object) -> str:
    return said.name if isinstance(said, Column) else str(said)


def test_tables_are_those_of_the_design() -> None:
    assert set(LABELS) == {
        *("Organisation", "Activity", "Session", "Location", "Area", "Need", "Community", "Asset"),
        *("LinkWorker", "Champion", "Course", "Referral", "Outcome", "Survey", "Workshop", "Story"),
        "Proposal",
    }
    assert set(LOOKUPS) == {
        *("Indicator", "Postcode", "FormerArea", "Vocabulary", "FormerId", "NotSame")
    }
    assert set(TIES) == {
        *("MEETS", "WELCOMES", "LED_BY", "SERVES", "COVERS", "SUPPORTS", "HAS_USE_OF"),
        *("PARTNERS_WITH", "FUNDS", "COMPLETED", "TOOK_PART_IN", "ABOUT", "ASKED", "TIED_TO"),
        "PROPOSES",
    }
    assert tuple(TABLES) == (*LABELS, *LOOKUPS, *TIES)


def test_table_is_called_as_its_class_or_in_capitals() -> None:
    assert [name for name in TABLES if table_name(TABLES[name]) != name] == []
    assert "HAS_USE_OF" in TABLES


def test_rows_referred_to_are_put_in_before_the_rows_that_refer() -> None:
    order = {name: at for at, name in enumerate(TABLES)}
    late = [
        (table, each.name)
        for table, each in EVERY_COLUMN
        for target in each.to
        if order[target] > order[table]
    ]
    assert late == []


@pytest.mark.parametrize(("table", "each"), EVERY_COLUMN, ids=_named)
def test_column_says_what_it_holds(table: str, each: Column) -> None:
    assert table in TABLES
    assert each.description.endswith(".")
    assert each.description[0].isupper()
    assert re.fullmatch(r"[a-z][a-z0-9_]*", each.name)
    assert each.kind in KINDS
    assert each.unit is None or each.dtype in {"Int64", "float64"}
    assert each.vocabulary is None or each.vocabulary in VOCABULARIES
    assert (each.kind == "reference") == bool(each.to)
    assert (each.kind == "choice") <= (each.vocabulary is not None)
    assert not (each.personal and each.public)


@pytest.mark.parametrize("table", TABLES)
def test_table_begins_with_id_and_ends_with_what_every_row_carries(table: str) -> None:
    names = [each.name for each in columns_of(table)]
    assert names[0] == "id"
    assert tuple(names[-4:]) == COMMON == ("provenance", "recorded_on", "valid_from", "valid_to")
    assert column_of(table, "id").required


@pytest.mark.parametrize("table", TIES)
def test_tie_has_two_ends(table: str) -> None:
    assert [each.name for each in columns_of(table)[1:3]] == ["from_id", "to_id"]
    assert column_of(table, "from_id").required
    assert column_of(table, "to_id").required


def test_derived_tie_has_a_name_of_its_own() -> None:
    names = [each.tie for _, each in DERIVED]
    assert {name for name in names if not re.fullmatch(r"[A-Z]+(_[A-Z]+)*", str(name))} == set()
    assert set(names) & set(TIES) == set()
    assert set(names) & set(LABELS) == set()


def test_derived_tie_tells_from_its_row_which_column_it_follows() -> None:
    ways = [(table, each.tie, each.is_reversed) for table, each in DERIVED]
    assert len(set(ways)) == len(ways)


def test_only_rows_of_their_own_derive_ties() -> None:
    assert {table for table, _ in DERIVED} <= {*LABELS, *LOOKUPS}


def test_every_reference_of_a_label_is_a_tie_too() -> None:
    plain = [
        (table, each.name) for table in LABELS for each in references_of(table) if each.tie is None
    ]
    assert plain == []


def test_parties_are_what_can_refer_or_be_tied() -> None:
    able = {*column_of("Referral", "source_id").to, *column_of("TIED_TO", "from_id").to}
    assert set(PARTIES) == able
    assert set(PARTIES) <= set(LABELS)


def test_row_without_id_is_told_apart_by_columns_it_has() -> None:
    assert set(NATURAL_KEYS) == {"Indicator", "FormerArea", "Vocabulary", "NotSame", *TIES}
    for table, names in NATURAL_KEYS.items():
        assert set(names) <= {each.name for each in columns_of(table)}
    assert NATURAL_KEYS["PARTNERS_WITH"] == ("from_id", "to_id", "valid_from", "survey_id")
    assert NATURAL_KEYS["FUNDS"] == ("from_id", "to_id", "valid_from", "grant_id")
    assert NATURAL_KEYS["TIED_TO"] == ("from_id", "to_id", "valid_from", "kind")
    assert NATURAL_KEYS["MEETS"] == ("from_id", "to_id", "valid_from")


def test_journeys_are_personal_and_never_public() -> None:
    for table in ("Referral", "Outcome"):
        own = [each for each in columns_of(table) if each.name not in {"id", *COMMON}]
        assert [each.name for each in own if not each.personal] == []
        assert [each.name for each in own if each.public] == []


@pytest.mark.parametrize("table", ["LinkWorker", "Champion"])
def test_people_have_nothing_public(table: str) -> None:
    own = [each for each in columns_of(table) if each.name not in {"id", *COMMON}]
    assert [each.name for each in own if each.public] == []
    assert column_of(table, "display_name").personal
    assert not column_of(table, "display_name").required


def test_required_cells_are_those_of_the_contract() -> None:
    required = {
        table: {each.name for each in columns_of(table) if each.required} - {"id"}
        for table in TABLES
    }
    assert required["Referral"] == {"episode_id", "target_id", "made_on", "status", "route"}
    assert required["Session"] == {"activity_id"}
    assert required["Organisation"] == {"name"}
    assert required["Champion"] == set()
    assert required["Story"] == set()
    assert required["Proposal"] == {"name"}
    assert required["MEETS"] == {"from_id", "to_id"}


@pytest.mark.parametrize("table", TABLES)
def test_schema_checks_every_column_of_the_table(table: str) -> None:
    made = schema(TABLES[table])
    assert set(made.columns) == {each.name for each in columns_of(table)}
    assert made is schema(TABLES[table])


def test_column_of_knows_no_column_that_is_not_there() -> None:
    with pytest.raises(StopIteration):
        column_of("Organisation", "postcode")


def test_proposals_tell_of_no_person_and_nothing_of_them_is_for_everybody() -> None:
    for table in ("Proposal", "PROPOSES"):
        own = [each for each in columns_of(table) if each.name not in {"id", *COMMON}]
        assert [each.name for each in own if each.personal] == []
        assert {each.name for each in own if each.public} <= {"from_id", "to_id"}
