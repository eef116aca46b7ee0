"""What a SQLite store holds, read inside a transaction that the caller opens and ends."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from assetmap.errors import ForgottenRowsError
from assetmap.model import TABLES, Changes, columns_of
from assetmap.store.protocol import Revision
from assetmap.store.sqlite_blocks import whole_table
from assetmap.store.sqlite_rows import frame
from assetmap.store.sqlite_text import sql

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    import pandas as pd


def revision_of(connection: sqlite3.Connection) -> int:
    """Return the number of the newest change."""
    (number,) = connection.execute("SELECT coalesce(max(number), 0) FROM _revision").fetchone()
    return int(number)


def made_at(connection: sqlite3.Connection, revision: int) -> str:
    """Return when a change was made, in the store's words; empty if there is no such change."""
    found = connection.execute(
        "SELECT made_at FROM _revision WHERE number = ?", (revision,)
    ).fetchone()
    return "" if found is None else str(found[0])


def forgotten_at(connection: sqlite3.Connection) -> int:
    """Return the revision at which rows were last forgotten, 0 for never."""
    (value,) = connection.execute("SELECT value FROM _meta WHERE name = 'forgotten_at'").fetchone()
    return int(value)


def column_names(connection: sqlite3.Connection, table: str) -> list[str]:
    """Return the columns that `table` has in this store, the model's first."""
    found = connection.execute("SELECT name FROM pragma_table_info(?)", (table,)).fetchall()
    declared = [each.name for each in columns_of(table)]
    return [*declared, *sorted({name for (name,) in found} - set(declared))]


def all_rows(connection: sqlite3.Connection) -> Changes:
    """Return every row, tables without rows left out."""
    read = {
        table: whole_table(connection, table, column_names(connection, table)) for table in TABLES
    }
    filled = {table: rows for table, rows in read.items() if len(rows)}
    return Changes(filled, revision=revision_of(connection))


def changed_rows(connection: sqlite3.Connection, since: int) -> Changes:
    """Return what changed after revision `since`.

    Raises
    ------
    ForgottenRowsError
        If rows were forgotten after it.
    """
    forgotten = forgotten_at(connection)
    if since < forgotten:
        raise ForgottenRowsError(since, forgotten)
    rows: dict[str, pd.DataFrame] = {}
    removed: dict[str, tuple[str, ...]] = {}
    for table in changed_tables(connection, since):
        touched = "id IN (SELECT id FROM _history WHERE revision > ? AND table_name = ?)"
        changed = _rows(connection, table, f"WHERE {touched}", (since, table))
        if len(changed):
            rows[table] = changed
        gone = _gone(connection, table, since)
        if gone:
            removed[table] = gone
    return Changes(rows, removed, revision_of(connection))


def is_reordered(connection: sqlite3.Connection, since: int) -> bool:
    """Tell whether a row that was taken out after revision `since` is there again, at the end."""
    return any(
        connection.execute(
            sql(
                "SELECT 1 FROM _history WHERE revision > ? AND table_name = ? "
                "AND op = 'removed' AND id IN (SELECT id FROM {table}) LIMIT 1",
                table=table,
            ),
            (since, table),
        ).fetchone()
        for table in changed_tables(connection, since)
    )


def changed_tables(connection: sqlite3.Connection, since: int) -> list[str]:
    """Return the tables that changes after revision `since` touched, in the model's order."""
    found = connection.execute("SELECT tables FROM _revision WHERE number > ?", (since,))
    touched = {table for (tables,) in found for table in tables.split("|")}
    return [table for table in TABLES if table in touched]


def revisions(connection: sqlite3.Connection, limit: int) -> tuple[Revision, ...]:
    """Return the newest `limit` changes, newest first."""
    found = connection.execute(
        "SELECT number, made_at, actor, note, created, updated, removed "
        "FROM _revision ORDER BY number DESC LIMIT ?",
        (max(limit, 0),),
    )
    return tuple(
        Revision(number, datetime.fromisoformat(made_at), *said) for number, made_at, *said in found
    )


def _rows(
    connection: sqlite3.Connection, table: str, where: str, given: Sequence[object]
) -> pd.DataFrame:
    names = column_names(connection, table)
    select = sql("SELECT {columns} FROM {table}", columns=names, table=table)
    return frame(table, names, connection.execute(f"{select} {where} ORDER BY rowid", given))


def _gone(connection: sqlite3.Connection, table: str, since: int) -> tuple[str, ...]:
    # A row whose first step since then was its creation was never known at that time.
    found = connection.execute(
        sql(
            "SELECT id FROM _history WHERE op <> 'created' AND rowid IN ("
            "SELECT min(rowid) FROM _history WHERE revision > ? AND table_name = ? GROUP BY id"
            ") AND id NOT IN (SELECT id FROM {table}) ORDER BY id",
            table=table,
        ),
        (since, table),
    )
    return tuple(row_id for (row_id,) in found)
