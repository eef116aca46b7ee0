"""Taking rows out of a SQLite store for good: out of the present, and out of its history."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from assetmap.errors import UnknownNodeError
from assetmap.model import TABLES, references_of
from assetmap.store.forgetting import Gone, Referring, consequences, forgotten_note, goes_with
from assetmap.store.journal import Counts
from assetmap.store.sqlite_changes import rows_by_id
from assetmap.store.sqlite_references import referring_to
from assetmap.store.sqlite_text import sql

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from assetmap.store.sqlite_changes import Writer


def forget_rows(writer: Writer, ids: Sequence[str]) -> str:
    """Take the rows `ids` out, with their history and what cannot be without them.

    Parameters
    ----------
    writer
        The change that does it; its caller writes it down.
    ids
        Ids of rows of any table, present or past.

    Returns
    -------
    str
        A note that says how many, and nothing that tells which.

    Raises
    ------
    UnknownNodeError
        If one of `ids` is neither in the present nor in the history.
    """
    connection = writer.connection
    named = _named(connection, ids)
    gone, altered = consequences(
        named,
        lambda ids: referring_to(connection, ids),
        lambda row_id: _organisation_of_referrer(connection, row_id),
    )
    for (table, row_id, column), value in altered.items():
        connection.execute(
            sql("UPDATE {table} SET {column} = ? WHERE id = ?", table=table, column=column),
            (value, row_id),
        )
    for table in TABLES:
        rows = {row_id for of, row_id, _ in altered if of == table}
        writer.count(table, Counts(updated=len(rows)))
    for table in reversed(TABLES):
        present = rows_by_id(connection, table, ["id"], gone[table])
        if present:
            writer.delete(table, present)
    _forget_history(connection, gone)
    connection.execute(
        "UPDATE _meta SET value = ? WHERE name = 'forgotten_at'", (str(writer.revision),)
    )
    connection.execute("UPDATE _meta SET value = '0' WHERE name = 'is_wiped'")
    return forgotten_note(len(set(ids)), writer.counts.removed)


def _named(connection: sqlite3.Connection, ids: Sequence[str]) -> Gone:
    wanted = json.dumps(list(ids))
    named: Gone = defaultdict(set)
    for table in TABLES:
        found = connection.execute(
            sql("SELECT id FROM {table} WHERE id IN (SELECT value FROM json_each(?))", table=table),
            (wanted,),
        )
        named[table].update(row_id for (row_id,) in found)
    for table, row_id in connection.execute(
        "SELECT DISTINCT table_name, id FROM _history WHERE id IN (SELECT value FROM json_each(?))",
        (wanted,),
    ):
        named[table].add(row_id)
    unknown = sorted(set(ids) - {row_id for found in named.values() for row_id in found})
    if unknown:
        raise UnknownNodeError(unknown[0])
    return named


def _organisation_of_referrer(connection: sqlite3.Connection, referral_id: str) -> str | None:
    """Return the organisation that a referral's source belongs to, unless it is its target."""
    source_id, target_id = connection.execute(
        'SELECT source_id, target_id FROM "Referral" WHERE id = ?', (referral_id,)
    ).fetchone()
    for label in ("Champion", "LinkWorker", "Activity"):
        found = connection.execute(
            sql("SELECT organisation_id FROM {label} WHERE id = ?", label=label), (source_id,)
        ).fetchone()
        if found is not None and found[0] is not None and found[0] != target_id:
            return str(found[0])
    return None


def _forget_history(connection: sqlite3.Connection, gone: Gone) -> None:
    """Take rows that are gone out of the history, and references to them out of other rows."""
    incomplete: set[int] = set()
    cleaned: list[tuple[str, int]] = []
    past: Gone = defaultdict(set, {table: set(ids) for table, ids in gone.items()})
    kept = connection.execute(
        "SELECT rowid, revision, table_name, id, before FROM _history WHERE before IS NOT NULL"
    )
    for rowid, revision, table, row_id, before in kept:
        row = json.loads(before)
        cells = [
            Referring(table, row_id, column, row[column.name])
            for column in references_of(table)
            if any(row.get(column.name) in gone.get(label, ()) for label in column.to)
        ]
        if any(goes_with(cell) for cell in cells):
            past[table].add(row_id)
        if cells:
            left = {name: cell for name, cell in row.items() if name not in _columns(cells)}
            cleaned.append((json.dumps(left, ensure_ascii=False), rowid))
            incomplete.add(revision)
    connection.executemany("UPDATE _history SET before = ? WHERE rowid = ?", cleaned)
    for table, ids in past.items():
        ids -= set(rows_by_id(connection, table, ["id"], ids))
        found = connection.execute(
            "DELETE FROM _history WHERE table_name = ? AND id IN (SELECT value FROM json_each(?)) "
            "RETURNING revision",
            (table, json.dumps(sorted(ids))),
        )
        incomplete.update(revision for (revision,) in found.fetchall())
    connection.executemany(
        "UPDATE _revision SET is_reversible = 0 WHERE number = ?",
        [(revision,) for revision in sorted(incomplete)],
    )


def _columns(cells: list[Referring]) -> set[str]:
    return {cell.column.name for cell in cells}
