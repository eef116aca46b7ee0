"""What a place looks like in the graph, to a person in Neo4j Browser and to other programs."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

import assetmap
from assetmap.model import LABELS, LOOKUPS, TABLES, TIES, Changes, columns_of, references_of
from assetmap.resources import resource_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import LiteralString

    from tests.store.conftest import Server

    from assetmap.store import Store

pytestmark = pytest.mark.neo4j

HOSTILE = "'; MATCH (n) DETACH DELETE n // `\"$rows {id: 'x'}) \\u0041 </script> 你"


def _rows(**columns: list[Any]) -> pd.DataFrame:
    return pd.DataFrame(columns)


def _apply(store: Store, rows: dict[str, pd.DataFrame], **removed: tuple[str, ...]) -> int:
    changes = Changes(rows, removed)
    return store.apply(changes, based_on=store.revision(), actor="Ada", note="a test")


@pytest.fixture
def store(neo4j_address: str) -> Iterator[Store]:
    opened = assetmap.open(neo4j_address)
    yield opened
    opened.close()


def _ask(server: Server, query: LiteralString, **given: Any) -> list[list[Any]]:
    return [record.values() for record in server.driver.execute_query(query, given).records]


def _ties(server: Server) -> set[tuple[str, str, str]]:
    found = _ask(
        server,
        "MATCH (a)-[tie]->(b) WHERE a.id IS NOT NULL RETURN a.id, type(tie), b.id",
    )
    return {(source, tie, target) for source, tie, target in found}


def test_cells_have_the_types_of_the_graph(store: Store, neo4j_server: Server) -> None:
    row = _rows(
        id=["choir"],
        name=["Choir"],
        wait_days=[3],
        self_referral=[False],
        assured_date=[pd.Timestamp("2026-03-01")],
        x_colour=["red"],
        description=[None],
    )
    _apply(store, {"Activity": row})
    [[cells, labels]] = _ask(neo4j_server, "MATCH (a:Activity) RETURN properties(a), labels(a)")
    assert cells.pop("_order") == 1
    assert cells.pop("assured_date").to_native() == dt.date(2026, 3, 1)
    assert cells == {
        "id": "choir",
        "name": "Choir",
        "wait_days": 3,
        "self_referral": False,
        "x_colour": "red",
    }
    assert isinstance(cells["wait_days"], int)
    assert sorted(labels) == ["Activity", "Party"]


def test_references_are_relationships_that_follow_their_columns(
    store: Store, neo4j_server: Server
) -> None:
    organisations = _rows(id=["a", "b"], name=["A", "B"])
    choir = _rows(id=["choir"], name=["Choir"], organisation_id=["a"])
    _apply(store, {"Organisation": organisations, "Activity": choir})
    assert _ties(neo4j_server) == {("a", "RUNS", "choir")}
    _apply(store, {"Activity": choir.assign(organisation_id="b")})
    assert _ties(neo4j_server) == {("b", "RUNS", "choir")}
    store.undo(2, actor="Ada")
    assert _ties(neo4j_server) == {("a", "RUNS", "choir")}
    _apply(store, {"Activity": choir.assign(organisation_id=None)})
    assert _ties(neo4j_server) == set()


def test_a_tie_runs_between_its_ends_and_moves_with_them(
    store: Store, neo4j_server: Server
) -> None:
    organisations = _rows(id=["a", "b", "c"], name=["A", "B", "C"])
    tie = _rows(id=["t"], from_id=["a"], to_id=["b"])
    _apply(store, {"Organisation": organisations, "PARTNERS_WITH": tie})
    assert _ties(neo4j_server) == {("a", "PARTNERS_WITH", "b")}
    _apply(store, {"PARTNERS_WITH": tie.assign(to_id="c")})
    assert _ties(neo4j_server) == {("a", "PARTNERS_WITH", "c")}
    _apply(store, {}, PARTNERS_WITH=("t",))
    assert _ties(neo4j_server) == set()


def test_ties_stay_when_a_party_becomes_one_of_another_kind(
    store: Store, neo4j_server: Server
) -> None:
    given = {
        "Organisation": _rows(id=["a", "b"], name=["A", "B"]),
        "TIED_TO": _rows(id=["t", "u"], from_id=["a", "b"], to_id=["b", "a"]),
        "Asset": _rows(id=["k"], name=["Kitchen"], holder_id=["a"]),
    }
    _apply(store, given)
    before = _ties(neo4j_server)
    changed = {
        "Champion": _rows(id=["a"], display_name=["A"]),
        "TIED_TO": given["TIED_TO"].iloc[1:].assign(weight=2.0),
    }
    _apply(store, changed, Organisation=("a",))
    assert _ties(neo4j_server) == before
    assert len(before) == 3
    newest = store.history(limit=1)[0]
    assert (newest.created, newest.updated, newest.removed) == (1, 1, 1)
    assert store.read().rows["TIED_TO"]["id"].tolist() == ["t", "u"]
    store.undo(2, actor="Ada")
    assert _ties(neo4j_server) == before


def test_forget_leaves_no_trace_in_the_graph(store: Store, neo4j_server: Server) -> None:
    _apply(store, {"Champion": _rows(id=["jo"], display_name=["Jo Example"])})
    _apply(store, {"Champion": _rows(id=["jo"], display_name=["Jo Sample"])})
    store.forget(["jo"], actor="Ada")
    cells = _ask(neo4j_server, "MATCH (n) RETURN properties(n)")
    assert cells
    assert not any("Jo " in str(each) or "'jo'" in str(each) for each in cells)


def test_what_the_store_keeps_for_itself_has_labels_with_an_underscore(
    store: Store, neo4j_server: Server
) -> None:
    _apply(store, {"Area": _rows(id=["w"], name=["Ward"], x_note=["text"])})
    _apply(store, {"Area": _rows(id=["w"], name=["Renamed"])})
    labels = {
        label for (each,) in _ask(neo4j_server, "MATCH (n) RETURN labels(n)") for label in each
    }
    assert labels == {"Area", "_Meta", "_OwnColumns", "_Revision", "_Step"}


def test_every_table_is_nodes_or_ties_of_its_name(store: Store, neo4j_server: Server) -> None:
    _apply(store, {table: _hostile(table) for table in TABLES})
    labels = {
        label for (each,) in _ask(neo4j_server, "MATCH (n) RETURN labels(n)") for label in each
    }
    assert {*LABELS, *LOOKUPS} <= labels
    types = {each for (each,) in _ask(neo4j_server, "MATCH ()-[t]->() RETURN DISTINCT type(t)")}
    assert set(TIES) <= types
    n_references = sum(
        1 for table in TABLES for column in references_of(table) if column.tie is not None
    )
    [[n_ties]] = _ask(neo4j_server, "MATCH ()-[t]->() RETURN count(t)")
    assert n_ties == len(TIES) + n_references


def test_hostile_text_in_every_field_is_text(store: Store) -> None:
    given = {table: _hostile(table) for table in TABLES}
    _apply(store, given)
    read = store.read().rows
    for table, rows in given.items():
        for name in rows.columns:
            assert read[table][name].tolist() == rows[name].tolist(), f"{table}.{name}"


@pytest.mark.parametrize("version", ["5", "25"])
def test_every_statement_is_good_cypher(store: Store, neo4j_server: Server, version: str) -> None:
    assert store.revision() == 0
    paths = sorted(resource_folder("graph_schema").glob("*/*.cypher"))
    assert len(paths) > 200
    with neo4j_server.driver.session() as session:
        for path in paths:
            text = path.read_text(encoding="utf-8")
            if path.stem == "set_password":
                continue  # for the database that keeps users, which explains nothing
            # Explained it is checked and planned, and not run; a plan needs no values.
            explained = f"CYPHER {version} EXPLAIN {text}"
            given = dict.fromkeys(re.findall(r"\$(\w+)", text))
            assert session.run(explained, given).consume().plan is not None, path.name


def _hostile(table: str) -> pd.DataFrame:
    """Return a row of `table` whose every text is hostile; references lead to such rows."""
    row: dict[str, list[Any]] = {}
    for each in columns_of(table):
        if each.name == "id":
            row[each.name] = [f"{table} {HOSTILE}"]
        elif each.to:
            row[each.name] = [f"{each.to[0]} {HOSTILE}"]
        elif each.dtype == "str":
            row[each.name] = [f"{each.name} {HOSTILE}"]
        elif each.required:
            row[each.name] = [pd.Timestamp("2026-01-05") if each.kind == "date" else 1]
    return pd.DataFrame(row)
