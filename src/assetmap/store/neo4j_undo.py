"""Reversing one change of a Neo4j store by a new one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from assetmap.errors import (
    DanglingReferenceError,
    DataError,
    UndoRefusedError,
    UnknownRevisionError,
)
from assetmap.model import TABLES
from assetmap.store.journal import CREATED
from assetmap.store.neo4j_graph import ask
from assetmap.store.neo4j_reading import find_rows, own_columns, present_ids
from assetmap.store.neo4j_references import References
from assetmap.store.neo4j_rows import Cells, frame_of_cells, from_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetmap.store.neo4j_changes import Writer
    from assetmap.store.neo4j_graph import AnyTransaction
    from assetmap.store.neo4j_references import Rows

Touched = dict[str, dict[str, Cells | None]]
"""By table and id what a row was, None where it was not there."""


def reverse(writer: Writer, revision: int) -> str:
    """Put back what a change took or altered, and take away what it created.

    Parameters
    ----------
    writer
        The change that does it; its caller writes it down.
    revision
        The change to reverse.

    Returns
    -------
    str
        A note that says what was reversed.

    Raises
    ------
    UnknownRevisionError
        If there is no such change.
    UndoRefusedError
        If its rows are no longer as it left them, if rows refer to those that would be taken
        away, or if those that would be put back refer to rows that are gone.
    """
    found = ask(writer.transaction, "find_revision", number=revision)
    if not found:
        raise UnknownRevisionError(revision, writer.change.revision)
    about = found[0]["revision"]
    if not about["is_reversible"]:
        raise UndoRefusedError(revision, "rows of it were forgotten for good", ())
    before, left = _before_and_left(writer.transaction, revision)
    touched = _touched_since(writer.transaction, left)
    if touched:
        raise UndoRefusedError(revision, "later changes touched its rows", touched)
    try:
        _put_back(writer, revision, before)
    except DanglingReferenceError as error:
        reason = "rows would refer to what is not there"
        raise UndoRefusedError(revision, reason, [f"{error.table} {error.row_id}"]) from error
    except DataError as error:
        raise UndoRefusedError(revision, "an id of its rows has another use now", ()) from error
    return f"Undid revision {revision}: {about['note']}"


def _before_and_left(transaction: AnyTransaction, revision: int) -> tuple[Touched, Touched]:
    """Return what the rows of a change were before it, and what later changes found them as."""
    before: Touched = defaultdict(dict)
    left: Touched = defaultdict(dict)
    for record in ask(transaction, "list_steps_whole", since=revision - 1):
        step = record["step"]
        table = step["table_name"]
        into = before if step["revision"] == revision else left
        for row_id, cells in _cells(step):
            # In a later change what counts is the first step: how this one left the row. In this
            # one a row that was taken out may have been put in again under another table alone.
            if into is before or row_id in before[table]:
                into[table].setdefault(row_id, cells)
    return before, left


def _cells(step: Mapping[str, Any]) -> list[tuple[str, Cells | None]]:
    if step["op"] == CREATED:
        return [(row_id, None) for row_id in step["ids"]]
    return [
        (row_id, from_json(step["table_name"], text))
        for row_id, text in zip(step["ids"], step["before"], strict=True)
    ]


def _touched_since(transaction: AnyTransaction, left: Touched) -> list[str]:
    # A row may have been changed and changed back: what counts is whether it is as it was left.
    touched = []
    for table in TABLES:
        present = find_rows(transaction, table, left.get(table, {}))
        for row_id, as_left in sorted(left.get(table, {}).items()):
            now = present[row_id][0] if row_id in present else None
            if now != as_left:
                touched.append(f"{table} {row_id}")
    return touched


def _put_back(writer: Writer, revision: int, before: Touched) -> None:
    own = own_columns(writer.transaction)
    given: Rows = {}
    gone: dict[str, set[str]] = {}
    for table in TABLES:
        rows = [cells for cells in before.get(table, {}).values() if cells is not None]
        if rows:
            given[table] = frame_of_cells(table, own.get(table, []), rows)
        created = [row_id for row_id, cells in before.get(table, {}).items() if cells is None]
        gone[table] = present_ids(writer.transaction, table, created)
    references = References(writer.transaction, given, gone)
    references.check_parties()
    left_behind = references.left_behind()
    if left_behind.broken:
        reason = "rows refer to what it would take away"
        rows_named = [f"{cell.table} {cell.id}" for cell in left_behind.broken]
        raise UndoRefusedError(revision, reason, list(dict.fromkeys(rows_named)))
    references.check_given()
    writer.make(given, gone, left_behind)
