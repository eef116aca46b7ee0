"""Reversing one change of a SQLite store by a new one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from assetmap.errors import (
    DanglingReferenceError,
    DataError,
    UndoRefusedError,
    UnknownRevisionError,
)
from assetmap.model import TABLES
from assetmap.store.journal import CREATED
from assetmap.store.sqlite_changes import from_json, rows_by_id
from assetmap.store.sqlite_reading import column_names, revision_of
from assetmap.store.sqlite_references import broken_by, check_removed, check_values

if TYPE_CHECKING:
    import sqlite3

    from assetmap.store.sqlite_changes import Writer
    from assetmap.store.sqlite_rows import Row


def reverse(writer: Writer, revision: int) -> str:
    """Put back what a change took or altered, and take away what it created.

    Parameters
    ----------
    writer
        The change that does it; its caller ends it.
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
    connection = writer.connection
    found = connection.execute(
        "SELECT note, is_reversible FROM _revision WHERE number = ?", (revision,)
    ).fetchone()
    if found is None:
        raise UnknownRevisionError(revision, revision_of(connection))
    note, is_reversible = found
    if not is_reversible:
        reason = "rows of it were forgotten for good"
        raise UndoRefusedError(revision, reason, ())
    touched_since = _touched_since(connection, revision)
    if touched_since:
        raise UndoRefusedError(revision, "later changes touched its rows", touched_since)
    try:
        _put_back(writer, revision)
    except DanglingReferenceError as error:
        raise refused(revision, error) from error
    except DataError as error:
        raise UndoRefusedError(revision, "an id of its rows has another use now", ()) from error
    return f"Undid revision {revision}: {note}"


def refused(revision: int, error: DanglingReferenceError) -> UndoRefusedError:
    """Return the refusal of an undo after which a row would refer to nothing."""
    reason = "rows would refer to what is not there"
    return UndoRefusedError(revision, reason, [f"{error.table} {error.row_id}"])


def _put_back(writer: Writer, revision: int) -> None:
    connection = writer.connection
    created: dict[str, list[str]] = defaultdict(list)
    before: dict[str, list[str]] = defaultdict(list)
    for table, row_id, op, row in connection.execute(
        "SELECT table_name, id, op, before FROM _history WHERE revision = ? ORDER BY rowid",
        (revision,),
    ):
        if op == CREATED:
            created[table].append(row_id)
        else:
            before[table].append(row)
    for table in reversed(TABLES):
        writer.remove(table, created[table])
    for table in TABLES:
        names = column_names(connection, table)
        rows: list[Row] = [from_json(names, text) for text in before[table]]
        writer.put_values(table, names, rows)
    referring = [f"{each.table} {each.id}" for each in broken_by(connection, created)]
    if referring:
        reason = "rows refer to what it would take away"
        raise UndoRefusedError(revision, reason, list(dict.fromkeys(referring)))
    check_values(connection, writer.referred)
    check_removed(connection, created)


def _touched_since(connection: sqlite3.Connection, revision: int) -> list[str]:
    # A row may have been changed and changed back: what counts is whether it is as it was left,
    # and what history keeps with the first later step is how it was left.
    left: dict[str, dict[str, str | None]] = defaultdict(dict)
    for table, row_id, row in connection.execute(
        "SELECT table_name, id, before FROM _history WHERE rowid IN ("
        "SELECT min(rowid) FROM _history WHERE revision > ? AND (table_name, id) IN "
        "(SELECT table_name, id FROM _history WHERE revision = ?) GROUP BY table_name, id)",
        (revision, revision),
    ):
        left[table][row_id] = row
    touched = []
    for table in TABLES:
        names = column_names(connection, table)
        present = rows_by_id(connection, table, names, left[table])
        for row_id, text in sorted(left[table].items()):
            as_left = None if text is None else from_json(names, text)
            if present.get(row_id) != as_left:
                touched.append(f"{table} {row_id}")
    return touched
