"""Hostile text in every field of every table is text, and does nothing, on both engines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import pytest

import assetmap
from assetmap.errors import DataError, UnknownNodeError
from assetmap.model import (
    LABELS,
    LOOKUPS,
    TABLES,
    TIES,
    WITHOUT_OWN_COLUMNS,
    Changes,
    columns_of,
    conform,
    references_of,
)

if TYPE_CHECKING:
    from tests.neo4j_server import Server

    from assetmap.model import Column
    from assetmap.store import Store

PAYLOADS: Final = (
    "' OR 1=1; DROP TABLE Organisation; --",
    '"}) DETACH DELETE n //',
    "`) MATCH (n) DETACH DELETE n //",
    "$id {id} $rows :id ?1 @id %s %(id)s",
    "\\u0027}) SET n.name = 'x' //",
    "*/ RETURN 1 /* \\' \\\" \\\\",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "\u202etxt.exe\u202c \u200f\u2066مرحبا\u2069",
    "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 你好 Ωμέγα é e\u0301",
    "long" * 75,
    "=HYPERLINK(1) \t\r\n\x1b[31m\u2028",
    "null",
)
OWN_COLUMN: Final = "x_` SET n.id = '1' \"; --"


def _text(table: str, number: int) -> str:
    return f"{table} {PAYLOADS[number]}"


def _cell(table: str, column: Column, number: int) -> Any:
    """Return hostile text for a cell that takes text; references lead to rows of such ids."""
    if column.name == "id":
        return _text(table, number)
    if column.to:
        # A tie of a row to itself says nothing: the other end is the next row.
        is_end = column.name == "to_id"
        return _text(column.to[0], (number + is_end) % len(PAYLOADS))
    if column.dtype == "str":
        return f"{column.name} \0 {PAYLOADS[number]}"
    return pd.Timestamp("2026-01-05") if column.kind == "date" else 1


def _rows(table: str) -> pd.DataFrame:
    """Return a row a payload, with hostile text in each column of text, and in one of our own."""
    columns = [each for each in columns_of(table) if each.dtype == "str" or each.required]
    rows = {
        each.name: [_cell(table, each, number) for number in range(len(PAYLOADS))]
        for each in columns
    }
    if table not in WITHOUT_OWN_COLUMNS:
        rows[OWN_COLUMN] = list(PAYLOADS)
    return conform(table, pd.DataFrame(rows))


def _assert_holds(store: Store, expected: dict[str, pd.DataFrame]) -> None:
    """Compare what a store holds with `expected`, cell by cell and row by row."""
    found = store.read().rows
    assert set(found) == set(expected)
    for table, rows in expected.items():
        pd.testing.assert_frame_equal(found[table], rows)


def _apply(store: Store, changes: Changes) -> int:
    return store.apply(changes, based_on=store.revision(), actor=PAYLOADS[1], note=PAYLOADS[2])


def test_hostile_text_in_every_field_of_every_table_comes_back_and_goes(store: Store) -> None:
    given = {table: _rows(table) for table in TABLES}
    _apply(store, Changes(given))
    _assert_holds(store, given)
    # Found again by hostile ids: written once more, nothing is new.
    assert _apply(store, Changes(given)) == 1
    changed = {
        table: rows.assign(**{OWN_COLUMN: list(reversed(PAYLOADS))})
        for table, rows in given.items()
        if table not in WITHOUT_OWN_COLUMNS
    }
    assert _apply(store, Changes(changed)) == 2
    _assert_holds(store, {**given, **changed})
    newest = store.history(limit=1)[0]
    assert (newest.created, newest.removed) == (0, 0)
    assert newest.updated == len(PAYLOADS) * len(changed)
    assert (newest.actor, newest.note) == PAYLOADS[1:3]
    store.undo(2, actor=PAYLOADS[0])
    _assert_holds(store, given)
    champion = _text("Champion", 1)
    store.forget([champion], actor=PAYLOADS[0])
    left = store.read().rows["Champion"]["id"].tolist()
    assert left == [each for each in given["Champion"]["id"] if each != champion]
    _apply(store, Changes(removed={name: tuple(found["id"]) for name, found in _left(store)}))
    assert len(store.read()) == 0


@pytest.mark.parametrize("column", ["id", "organisation_id"])
def test_an_id_cut_off_by_the_character_0_is_refused(store: Store, column: str) -> None:
    choir = pd.DataFrame({"id": ["choir"], "name": ["Choir"]})
    club = pd.DataFrame({"id": ["club"], "name": ["Club"]})
    _apply(store, Changes({"Activity": choir, "Organisation": club}))
    cut = "choir\0x" if column == "id" else "club\0x"
    with pytest.raises(DataError, match="with the character 0 in it"):
        _apply(store, Changes({"Activity": choir.assign(**{column: cut})}))
    with pytest.raises(DataError, match="with the character 0 in it"):
        _apply(store, Changes(removed={"Activity": ("choir\0x",)}))
    with pytest.raises(UnknownNodeError):
        store.forget(["choir\0x"], actor="Ada")
    assert store.revision() == 1


def _left(store: Store) -> list[tuple[str, pd.DataFrame]]:
    return list(store.read().rows.items())


@pytest.mark.neo4j
def test_hostile_text_makes_and_takes_no_node_and_no_tie(
    neo4j_address: str, neo4j_server: Server
) -> None:
    store = assetmap.open(neo4j_address)
    try:
        _apply(store, Changes({table: _rows(table) for table in TABLES}))
    finally:
        store.close()
    nodes = neo4j_server.driver.execute_query(
        "MATCH (n) WHERE none(label IN labels(n) WHERE label STARTS WITH '_') "
        "UNWIND labels(n) AS label RETURN label, count(*) AS n_nodes"
    ).records
    counted = {record["label"]: record["n_nodes"] for record in nodes}
    assert counted.pop("Party") > 0
    assert counted == dict.fromkeys((*LABELS, *LOOKUPS), len(PAYLOADS))
    ties = neo4j_server.driver.execute_query(
        "MATCH ()-[tie]->() WHERE NOT type(tie) STARTS WITH '_' RETURN count(tie) AS n_ties"
    ).records
    n_references = sum(
        column.tie is not None for table in TABLES for column in references_of(table)
    )
    assert ties[0]["n_ties"] == len(PAYLOADS) * (len(TIES) + n_references)
