"""The Cypher of `graph_schema/` follows from the model, and its headers tell the truth."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from assetmap.errors import QueryNotFoundError
from assetmap.model import LABELS, LOOKUPS, PARTIES, TABLES, TIES, column_of, columns_of
from assetmap.model.dictionary import data_dictionary
from assetmap.store import graph_schema
from assetmap.store.graph_drawing import tie_lines, with_drawing
from assetmap.store.graph_schema import load_query, schema_statements, write_graph_schema
from assetmap.store.graph_statements import (
    GENERATED,
    derived_columns,
    generated,
    load_names,
)
from assetmap.store.graph_text import quoted

CHECKOUT = Path(__file__).parents[3]
SCHEMA = CHECKOUT / "graph_schema"
FILES = sorted(SCHEMA.glob("*/*.cypher"))
QUERIES = [path for path in FILES if path.parent.name == "queries"]
LOADS = [path for path in FILES if path.parent.name == "load"]
FIELDS = {
    "constraints": ("purpose:", "access:"),
    "indexes": ("purpose:", "access:"),
    "create": ("purpose:", "params:", "columns:", "returns:", "access:", "index:"),
    "load": ("purpose:", "params:", "columns:", "returns:", "access:", "index:"),
    "read": ("purpose:", "params:", "returns:", "order:", "access:", "index:"),
    "remove": ("purpose:", "params:", "returns:", "access:", "index:"),
    "store": ("purpose:", "access:"),
    "queries": ("purpose:", "params:", "returns:", "order:", "access:", "index:"),
}


def _parts(text: str) -> tuple[list[str], list[str]]:
    lines = text.splitlines()
    return (
        [line for line in lines if line.startswith("//")],
        [line for line in lines if not line.startswith("//")],
    )


def _parameters(lines: list[str]) -> set[str]:
    return set(re.findall(r"\$(\w+)", "\n".join(lines)))


def _unique_labels() -> set[str]:
    return {
        found[1]
        for path in (SCHEMA / "constraints").glob("*.cypher")
        if (found := re.search(r"FOR \(\w+:(\w+)\)", path.read_text(encoding="utf-8")))
    }


def test_committed_files_are_those_made_from_the_model() -> None:
    committed = {
        f"{path.parent.name}/{path.name}": path.read_text(encoding="utf-8")
        for path in FILES
        if path.parent.name in GENERATED
    }
    assert committed == generated(), "Run make generate."


def test_readme_draws_the_model_as_it_is() -> None:
    readme = (SCHEMA / "README.md").read_text(encoding="utf-8")
    assert readme == with_drawing(readme), "Run make generate."


def test_data_dictionary_is_made_from_the_model() -> None:
    text = (CHECKOUT / "docs" / "data_dictionary.md").read_text(encoding="utf-8")
    assert text == data_dictionary(), "Run make generate."


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_header_says_what_the_statement_does(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    header, body = _parts(text)
    assert header[0].split() == ["//", "name:", re.sub(r"^\d{3}_", "", path.stem)]
    fields = FIELDS[path.parent.name]
    if path.stem.startswith("derive_"):
        fields = tuple(field for field in fields if field != "columns:")
    for field in fields:
        assert any(line.startswith(f"// {field}") for line in header), f"{path.name} lacks {field}"
    assert _parameters(header) == _parameters(body)
    assert text.endswith("\n")
    assert max(map(len, text.splitlines())) <= 100


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_file_holds_one_statement_and_no_place_left_to_fill(path: Path) -> None:
    _, body = _parts(path.read_text(encoding="utf-8"))
    text = "\n".join(body)
    assert ";" not in text
    assert "@" not in text
    writes = re.search(r"\b(CREATE|MERGE|SET|DELETE|REMOVE)\b", text) is not None
    access = re.search(r"^// access:  (\w+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert access is not None
    assert writes == (access[1] != "read")
    assert writes or path.parent.name in {"queries", "read", "store"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_statement_names_only_labels_and_ties_of_the_model(path: Path) -> None:
    _, body = _parts(path.read_text(encoding="utf-8"))
    derived = {each.tie for _, each in derived_columns()}
    known = {*LABELS, *LOOKUPS, *TIES, *derived, "Party"}
    if path.parent.name == "store":
        known = {"_Meta", "_OwnColumns", "_Revision", "_Step"}
    named = re.findall(r"[(\[]\w*:([A-Za-z_|]+)", "\n".join(body))
    is_by_procedure = any(line.startswith("CALL db.") for line in body)
    assert named or path.parent.name == "store" or is_by_procedure
    assert {label for each in named for label in each.split("|")} <= known


@pytest.mark.parametrize("path", LOADS, ids=lambda path: path.stem)
def test_loading_finds_nodes_by_a_label_that_carries_a_uniqueness_rule(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    matched = re.findall(r"(?:MATCH|MERGE) \(\w+:(\w+) \{id:", text)
    assert matched
    assert set(matched) <= _unique_labels()


def test_every_label_lookup_and_tie_has_a_uniqueness_rule() -> None:
    assert _unique_labels() == {*LABELS, *LOOKUPS, "Party"}
    texts = "\n".join(schema_statements())
    assert set(re.findall(r"FOR \(\)-\[tie:(\w+)\]-\(\)\nREQUIRE", texts)) == set(TIES)


def test_rules_come_before_indexes_and_may_be_run_again() -> None:
    kinds = [
        re.search(
            r"^CREATE (CONSTRAINT|FULLTEXT INDEX|INDEX) (\w+) IF NOT EXISTS$", text, re.MULTILINE
        )
        for text in schema_statements()
    ]
    found = [(kind[1], kind[2]) for kind in kinds if kind]
    assert len(found) == len(kinds)
    names = [name for _, name in found]
    assert len(set(names)) == len(names)
    first_index = next(at for at, (kind, _) in enumerate(found) if kind != "CONSTRAINT")
    assert all(kind != "CONSTRAINT" for kind, _ in found[first_index:])


def test_index_of_words_holds_no_name_of_a_person() -> None:
    text = next((SCHEMA / "indexes").glob("*_names.cypher")).read_text(encoding="utf-8")
    assert "Champion" not in text
    assert "LinkWorker" not in text
    assert "display_name" not in text


def test_load_names_cover_the_folder_and_start_with_nodes() -> None:
    names = load_names()
    assert set(names) == {path.stem for path in LOADS}
    assert names[0] == "load_area"
    assert names.index("derive_activity_organisation_id") > names.index("load_organisation")
    assert names.index("derive_activity_organisation_id") < names.index("load_meets")


def test_party_is_merged_by_the_label_that_all_parties_share() -> None:
    for table, variable in zip(
        PARTIES, ("organisation", "activity", "link_worker", "champion", "workshop"), strict=True
    ):
        text = load_query(f"load_{variable}")
        assert f"MERGE ({variable}:Party {{id: row.id}})" in text
        assert f"SET {variable}:{table}\n" in text


def test_tie_to_a_party_or_an_area_looks_for_both() -> None:
    text = load_query("load_about")
    assert "OPTIONAL MATCH (to_node_1:Party {id: row.to_id})" in text
    assert "WHERE to_node_1:Organisation|Activity\n" in text
    assert "OPTIONAL MATCH (to_node_2:Area {id: row.to_id})" in text


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("derive_activity_organisation_id", "(own)<-[tie:RUNS]-(other)"),
        ("derive_session_location_id", "(own)-[tie:HELD_AT]->(other)"),
        ("derive_referral_source_id", "(own)<-[tie:MADE]-(other)"),
        ("derive_referral_target_id", "(own)-[tie:TO]->(other)"),
        ("derive_link_worker_organisation_id", "(own)<-[tie:EMPLOYS]-(other)"),
        ("derive_champion_organisation_id", "(own)-[tie:BASED_AT]->(other)"),
    ],
)
def test_derived_tie_runs_the_way_it_reads(name: str, made: str) -> None:
    text = load_query(name)
    assert f"CREATE {made}" in text
    assert text.index("DELETE before") < text.index("CREATE ")


def test_every_relationship_of_the_model_is_drawn_once() -> None:
    lines = tie_lines()
    assert len(set(lines)) == len(lines)
    assert ("Organisation", "RUNS", "Activity", "Activity.organisation_id") in lines
    assert ("Activity", "MEETS", "Need", "") in lines
    assert ("Referral", "TO", "Champion", "Referral.target_id") in lines


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_query_reads_and_says_in_which_order(path: Path) -> None:
    text = load_query(path.stem)
    assert "// access:  read" in text
    assert "ORDER BY" in text


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_query_names_only_columns_of_the_model(path: Path) -> None:
    _, body = _parts(load_query(path.stem))
    known = {each.name for table in TABLES for each in columns_of(table)}
    text = re.sub(r"^CALL db\.[\w.]+", "", "\n".join(body), flags=re.MULTILINE)
    assert set(re.findall(r"\b[a-z_]+\.([a-z_]+)\b(?!\()", text)) <= known


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_query_names_indexes_that_are_made_and_labels_it_reads_whole(path: Path) -> None:
    found = re.search(r"^// index: +(.+)$", load_query(path.stem), re.MULTILINE)
    assert found is not None
    indexes, _, whole = found[1].partition(";")
    made = set(re.findall(r"^// name: +(\w+)$", "\n".join(schema_statements()), re.MULTILINE))
    assert set(re.split(r", ", indexes)) <= {*made, "none"}
    assert set(re.findall(r"every ([A-Z]\w+)", whole)) <= set(LABELS)
    assert indexes != "none" or whole


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_query_leaves_out_referrals_entered_in_error(path: Path) -> None:
    text = load_query(path.stem)
    n_asked = len(re.findall(r"\(referral:Referral\)", text))
    assert text.count("referral.status <> 'entered-in-error'") == n_asked


def test_readme_tells_what_each_named_query_is_for() -> None:
    readme = (SCHEMA / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \|$", readme, re.MULTILINE)
    assert rows == [path.stem for path in QUERIES]


def test_load_query_names_the_nearest_when_there_is_none() -> None:
    with pytest.raises(QueryNotFoundError, match=r"'referral_count'.*Nearest: referral_counts"):
        load_query("referral_count")


@pytest.mark.parametrize("name", ["", "../README", "queries/referral_counts", "x\0y", "*"])
def test_load_query_never_leaves_its_folders(name: str) -> None:
    with pytest.raises(QueryNotFoundError, match="No query in graph_schema is called"):
        load_query(name)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Organisation", "Organisation"),
        ("a-b", "`a-b`"),
        ("a`) DETACH DELETE (n", "`a``) DETACH DELETE (n`"),
        ("1st", "`1st`"),
        ("plain\n", "`plain\n`"),
        ("", "``"),
    ],
)
def test_quoted_never_lets_a_name_become_a_statement(name: str, expected: str) -> None:
    assert quoted(name) == expected


def test_writing_takes_out_files_that_the_model_no_longer_makes(tmp_path: Path) -> None:
    folder = tmp_path / "graph_schema"
    shutil.copytree(SCHEMA, folder)
    stale = folder / "load" / "load_nobody.cypher"
    stale.write_text("// name:    load_nobody\n", encoding="utf-8")
    changed = folder / "constraints" / "001_party_id_unique.cypher"
    changed.write_text("nonsense", encoding="utf-8")
    write_graph_schema(folder)
    written = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")}
    committed = {path.relative_to(SCHEMA): path.read_bytes() for path in SCHEMA.rglob("*.*")}
    assert written == committed


def test_command_writes_the_folder_and_the_dictionary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "graph_schema"
    shutil.copytree(SCHEMA, folder)
    (folder / "load" / "load_area.cypher").unlink()
    (tmp_path / "docs").mkdir()
    monkeypatch.setattr(graph_schema, "resource_folder", lambda _: folder)
    graph_schema.main()
    committed = (SCHEMA / "load" / "load_area.cypher").read_bytes()
    assert (folder / "load" / "load_area.cypher").read_bytes() == committed
    written = (tmp_path / "docs" / "data_dictionary.md").read_bytes()
    assert written == (CHECKOUT / "docs" / "data_dictionary.md").read_bytes()


def test_ends_of_ties_are_labels_of_the_model() -> None:
    for tie in TIES:
        for end in ("from_id", "to_id"):
            assert set(column_of(tie, end).to) <= set(LABELS)
