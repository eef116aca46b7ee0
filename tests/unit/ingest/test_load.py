"""Loading end to end, on stores and files of its own."""

from __future__ import annotations

import csv
import itertools
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import assetmap
from assetmap.errors import DataError, UnreadableFileError
from assetmap.export import write_csv_folder, write_template, write_workbook
from assetmap.ingest import check_files, load_files
from assetmap.model import TABLES, Snapshot, columns_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from assetmap.ingest import Loading
    from assetmap.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = assetmap.open(str(tmp_path / "place.db"))
    yield opened
    opened.close()


def _folder(path: Path, tables: Mapping[str, str]) -> Path:
    path.mkdir(exist_ok=True)
    for name, text in tables.items():
        (path / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    return path


def _check(path: Path, **tables: str) -> Loading:
    return check_files([_folder(path / "files", tables)])


def _faults(result: Loading) -> list[tuple[Any, ...]]:
    named = result.faults[["sheet", "line", "field", "value"]]
    return [tuple(row) for row in named.itertuples(index=False)]


def test_every_row_is_accepted_or_rejected_and_a_fault_is_reported_once(tmp_path: Path) -> None:
    result = _check(
        tmp_path,
        Organisation="id,name,sector,n_patients\n"
        "o1,Choir,vcse,\n"
        ",No id,vcse,\n"
        "o3,,nonsense,-1\n"
        f"o4,{'x' * 301},,\n"
        "o5,Fine,,12\n",
    )
    assert (result.read, result.accepted, result.rejected) == (5, 2, 3)
    assert (result.created, result.updated, result.unchanged) == (2, 0, 0)
    assert _faults(result) == [
        ("Organisation", 3, "id", ""),
        ("Organisation", 4, "n_patients", "-1"),
        ("Organisation", 4, "name", ""),
        ("Organisation", 4, "sector", "nonsense"),
        ("Organisation", 5, "name", "x" * 200 + "…"),
    ]
    assert all(reason.endswith(".") for reason in result.faults["reason"])


def test_names_of_300_characters_are_taken(tmp_path: Path) -> None:
    result = _check(tmp_path, Organisation=f"id,name\no1,{'x' * 300}\n")
    assert result.rejected == 0


@pytest.mark.parametrize(
    "name", ["</script><img src=x onerror=alert(1)>", "'; DROP TABLE party; --", "$x$ [a](b)", "😀"]
)
def test_text_is_never_refused_for_what_it_says(tmp_path: Path, name: str) -> None:
    assert _check(tmp_path, Organisation=f'id,name\no1,"{name}"\n').rejected == 0


@pytest.mark.parametrize("letter", ["\x00", "\x07", "\x1b", "\x7f", "\x9b", "\u202e", "\u2066"])
def test_control_characters_and_turns_of_direction_are_refused(tmp_path: Path, letter: str) -> None:
    result = _check(tmp_path, Organisation=f"id,name\no1,a{letter}b\no2,c\n")
    assert (result.accepted, result.rejected) == (1, 1)
    assert "control character" in result.faults["reason"].iloc[0]


def test_a_column_of_the_places_own_is_checked_like_any_free_text(tmp_path: Path) -> None:
    result = _check(
        tmp_path,
        Organisation="id,name,x_bell,x_room\n"
        "o1,Choir,ding\x07dong,\n"
        "o2,Band,,a\u202eb\n"
        f"o3,Duo,,{'y' * 32_768}\n"
        f'o4,Trio,=1+1 </script>,"{"z" * 32_766}\n"\n',
    )
    assert (result.read, result.accepted, result.rejected) == (4, 1, 3)
    where = result.faults[["line", "field"]].itertuples(index=False)
    assert list(map(tuple, where)) == [(2, "x_bell"), (3, "x_room"), (4, "x_room")]
    control, direction, length = result.faults["reason"]
    assert control == direction
    assert control.startswith("It holds a control character")
    assert length == "It is longer than 32,767 characters. Shorten it."


def test_a_row_that_refers_to_something_unknown_says_so_and_so_does_what_hangs_on_it(
    tmp_path: Path,
) -> None:
    result = _check(
        tmp_path,
        Organisation="id,name\no1,Choir\n",
        Activity="id,name,organisation_id\na1,Sing,o1\na2,Dance,o9\n",
        Session="id,activity_id\ns1,a1\ns2,a2\n",
        PARTNERS_WITH="from_id,to_id\no1,a1\n",
    )
    assert _faults(result) == [
        ("Activity", 3, "organisation_id", "o9"),
        ("PARTNERS_WITH", 2, "to_id", "a1"),
        ("Session", 3, "activity_id", "a2"),
    ]
    assert "No Organisation 'o9' is in the map" in result.faults["reason"].iloc[0]


def test_an_id_is_used_once_in_the_whole_map(tmp_path: Path, store: Store) -> None:
    load_files(store, [_folder(tmp_path / "a", {"Organisation": "id,name\n1,Choir\n"})])
    clash = _folder(tmp_path / "b", {"Activity": "id,name\n1,Sing\n2,Dance\n"})
    result = load_files(store, [clash])
    assert _faults(result) == [("Activity", 2, "id", "1")]
    assert "belongs to a row of Organisation" in result.faults["reason"].iloc[0]


def test_copies_are_unchanged_and_a_differing_copy_is_rejected(tmp_path: Path) -> None:
    result = _check(tmp_path, Need="id,name\nn1,Company\nn1,Company\nn1,Warmth\n")
    assert (result.created, result.unchanged, result.rejected) == (1, 1, 1)
    assert "line 2 of Need in Need.csv with another name" in result.faults["reason"].iloc[0]


def test_rows_with_different_ids_are_different_things(tmp_path: Path) -> None:
    result = _check(tmp_path, Organisation="id,name\no1,Choir\no2,Choir\n")
    assert result.created == 2


def test_loading_twice_changes_nothing(tmp_path: Path, store: Store) -> None:
    files = _folder(
        tmp_path / "files",
        {
            "Organisation": "id,name,website\no1,Choir,www.choir.org\no2,Band,\n",
            "PARTNERS_WITH": "from_id,to_id,intensity\no1,o2,3\n",
        },
    )
    first = load_files(store, [files])
    again = load_files(store, [files])
    assert (first.created, first.revision) == (3, 1)
    assert (again.created, again.updated, again.unchanged, again.revision) == (0, 0, 3, 1)


def test_a_column_that_the_file_lacks_stays_and_an_empty_cell_empties(
    tmp_path: Path, store: Store
) -> None:
    load_files(
        store,
        [_folder(tmp_path / "a", {"Organisation": "id,name,phone,x_colour\no1,Choir,1,red\n"})],
    )
    result = load_files(store, [_folder(tmp_path / "b", {"Organisation": "id,phone\no1,\n"})])
    (row,) = store.snapshot().table("Organisation").to_dict("records")
    assert result.updated == 1
    assert (row["name"], row["x_colour"], row["sector"]) == ("Choir", "red", "other")
    assert row["phone"] != row["phone"]  # missing


def test_a_dry_run_leaves_the_store_as_it_was(tmp_path: Path, store: Store) -> None:
    files = _folder(tmp_path / "files", {"Organisation": "id,name\no1,Choir\n"})
    result = load_files(store, [files], is_dry_run=True)
    assert (result.created, result.revision, store.revision()) == (1, 0, 0)
    assert len(store.snapshot()) == 0


def test_own_columns_are_refused_on_rows_about_a_journey(tmp_path: Path, store: Store) -> None:
    files = _folder(
        tmp_path / "files",
        {
            "Organisation": "id,name\no1,Choir\n",
            "Referral": "id,episode_id,route,target_id,made_on,status,x_name\n"
            "r1,e1,self,o1,2026-01-01,requested,Ann\n",
        },
    )
    with pytest.raises(DataError, match="'x_name' is refused, and nothing was loaded"):
        load_files(store, [files])
    assert store.revision() == 0


def test_sheets_and_columns_that_are_not_read_are_said(tmp_path: Path) -> None:
    result = _check(tmp_path, Organisation="id,name,colour\no1,Choir,red\n", Notes="a\nb\n")
    assert len(result.notes) == 2
    assert "'Notes' was not read" in result.notes[0]
    assert "the column 'colour' was not read" in result.notes[1]
    with pytest.raises(UnreadableFileError, match="say what the columns mean with --mapping"):
        check_files([_folder(tmp_path / "other", {"Notes": "a\nb\n"})])


def test_a_place_may_bring_its_own_words_in_the_same_files(tmp_path: Path) -> None:
    result = _check(
        tmp_path,
        Organisation="id,name,sector\no1,Mill,Co-operative\no2,Loom,coop\n",
        Vocabulary="vocabulary,name,label,synonyms\nsector,coop,Co-operative,mutual\n",
    )
    assert (result.accepted, result.rejected) == (3, 0)


def test_rules_between_cells_are_said_at_the_cell_to_mend(tmp_path: Path) -> None:
    heading = "id,episode_id,route,source_id,target_id,made_on,accepted_on,status"
    result = _check(
        tmp_path,
        Organisation="id,name\no1,Choir\no2,Band\n",
        Referral=f"{heading}\n"
        "r1,e,self,o2,o1,2026-01-02,,requested\n"
        "r2,e,professional,,o1,2026-01-02,,requested\n"
        "r3,e,professional,o1,o1,2026-01-02,,requested\n"
        "r4,e,professional,o2,o1,2026-01-02,2026-01-01,accepted\n"
        "r5,e,professional,o2,o1,2026-01-02,2026-01-02,accepted\n",
    )
    assert [(line, field) for _, line, field, _ in _faults(result)] == [
        (2, "source_id"),
        (3, "source_id"),
        (4, "source_id"),
        (5, "accepted_on"),
    ]


def test_every_table_takes_a_row_with_only_what_must_be_filled(tmp_path: Path) -> None:
    given_ids = {
        "area_code": "area", "activity_id": "activity", "target_id": "organisation",
        "episode_id": "e1", "made_on": "2026-01-01", "status": "requested", "route": "self",
        "name": "A name", "current_id": "organisation", "organisation_id": "organisation",
        "other_id": "organisation2", "former_code": "former", "change": "split",
    }  # fmt: skip
    ends = {
        "MEETS": ("activity", "need"), "WELCOMES": ("activity", "community"),
        "LED_BY": ("organisation", "community"), "SERVES": ("champion", "area"),
        "COVERS": ("linkworker", "organisation"), "SUPPORTS": ("champion", "linkworker"),
        "HAS_USE_OF": ("organisation", "location"), "FUNDS": ("organisation", "organisation2"),
        "PARTNERS_WITH": ("organisation", "organisation2"), "COMPLETED": ("champion", "course"),
        "TOOK_PART_IN": ("organisation", "workshop"), "ABOUT": ("story", "area"),
        "ASKED": ("survey", "organisation"), "TIED_TO": ("workshop", "champion"),
        "PROPOSES": ("proposal", "location"),
    }  # fmt: skip
    tables = {}
    for name in TABLES:
        cells = {each.name: given_ids.get(each.name, "") for each in columns_of(name)}
        cells = {
            field: cell
            for field, cell in cells.items()
            if next(each for each in columns_of(name) if each.name == field).required
        }
        if name in ends:
            cells |= dict(zip(("from_id", "to_id"), ends[name], strict=True), id="")
        elif name in {"Indicator", "Vocabulary"}:
            cells["id"] = ""
        else:
            cells["id"] = "QX1 1AA" if name == "Postcode" else name.casefold()
        rows = [cells, cells | {"id": "organisation2"}] if name == "Organisation" else [cells]
        lines = [",".join(cells), *(",".join(row.values()) for row in rows)]
        tables[name] = "\n".join(lines) + "\n"
    result = _check(tmp_path, **tables)
    assert _faults(result) == []
    assert result.created == len(TABLES) + 1


def _same(first: Snapshot, second: Snapshot) -> bool:
    return all(
        first.table(name)
        .sort_values("id", ignore_index=True)
        .equals(second.table(name).sort_values("id", ignore_index=True))
        for name in TABLES
    )


HOSTILE = ("=1+1", "'=1+1", "+44 161", "-a", "@x", "\tq", "\rq", "a\nb", "'tis", 'q"q', "x,y;z|w")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_exports_load_again_and_give_the_same_place(
    tmp_path: Path, store: Store, form: str
) -> None:
    with (tmp_path / "Organisation.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "name", "description", "x_own", "n_patients", "valid_from"])
        for number, text in enumerate(HOSTILE):
            guarded = f"'{text}" if text.lstrip("'")[:1] in "=+-@\t\r" else text
            writer.writerow([f"o{number}", guarded, guarded, guarded, number, "1850-01-31"])
    load_files(store, [tmp_path / "Organisation.csv"])
    before = store.snapshot()
    assert sorted(before.table("Organisation")["name"]) == sorted(HOSTILE)
    path = tmp_path / ("out" if form == "csv" else "out.xlsx")
    (write_csv_folder if form == "csv" else write_workbook)(before, path)
    other = assetmap.open(str(tmp_path / "other.db"))
    result = load_files(other, [path])
    after = other.snapshot()
    other.close()
    assert result.rejected == 0
    assert _same(before, after)


def test_text_leaves_csv_with_an_apostrophe_before_what_looks_like_a_formula(
    tmp_path: Path, store: Store
) -> None:
    load_files(
        store, [_folder(tmp_path / "a", {"Organisation": "id,name,phone\no1,'=1+1,'+44 161\n"})]
    )
    write_csv_folder(store.snapshot(), tmp_path / "out")
    with (tmp_path / "out" / "Organisation.csv").open(newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["name"], row["phone"]) == ("'=1+1", "'+44 161")


def test_the_template_has_every_table_and_no_rows(tmp_path: Path) -> None:
    write_template(tmp_path / "t.xlsx")
    write_template(tmp_path / "t")
    for path in (tmp_path / "t.xlsx", tmp_path / "t"):
        result = check_files([path])
        assert (result.read, result.notes) == (0, ())


numbers = itertools.count()
cells = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)


@given(st.lists(st.tuples(cells, cells, cells), max_size=6))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_read_is_accepted_plus_rejected_whatever_the_cells_hold(
    tmp_path: Path, rows: Sequence[tuple[str, str, str]]
) -> None:
    path = tmp_path / str(next(numbers))
    path.mkdir()
    with (path / "Organisation.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "name", "website"])
        writer.writerows(rows)
    result = check_files([path])
    assert result.read == result.accepted + result.rejected
    assert result.accepted == result.created + result.updated + result.unchanged
    assert result.read == sum(bool("".join(row).strip()) for row in rows)
    assert set(result.faults["line"]) <= set(range(2, 1000))


def test_a_document_of_no_known_form_beside_others_is_not_read_and_said_so(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "files", {"Organisation": "id,name\no1,Choir\n"})
    (folder / "other.json").write_text('{"x": 1}')
    result = check_files([folder])
    assert (result.read, result.accepted) == (1, 1)
    assert any(note.startswith("other.json was not read:") for note in result.notes)


def test_of_many_files_of_no_known_form_a_few_are_named(tmp_path: Path) -> None:
    tables = {f"list{number}": "a,b\n1,2\n" for number in range(9)}
    with pytest.raises(UnreadableFileError, match=r"list4\.csv and 4 more' cannot be read"):
        check_files([_folder(tmp_path / "files", tables)])
