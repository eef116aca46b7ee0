"""Which rows refer to which: what foreign keys of SQLite cannot check, and what they found."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from assetmap.errors import DanglingReferenceError
from assetmap.model import TABLES, column_of, references_of
from assetmap.store.forgetting import Referring
from assetmap.store.sqlite_text import sql

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterator, Mapping

    from assetmap.model import Column


def referring_to(
    connection: sqlite3.Connection, ids: Mapping[str, Collection[str]]
) -> Iterator[Referring]:
    """Give each cell that refers to a row of `ids` (ids by label), by table, column and id."""
    for table in TABLES:
        for column in references_of(table):
            wanted = [row_id for label in column.to for row_id in ids.get(label, ())]
            if not wanted:
                continue
            found = connection.execute(
                sql(
                    "SELECT id, {column} FROM {table} "
                    "WHERE {column} IN (SELECT value FROM json_each(?)) ORDER BY id",
                    column=column.name,
                    table=table,
                ),
                (json.dumps(wanted),),
            )
            for row_id, value in found.fetchall():
                yield Referring(table, row_id, column, value)


def broken_by(
    connection: sqlite3.Connection, removed: Mapping[str, Collection[str]]
) -> list[Referring]:
    """Return the cells that refer to rows that are gone, and not again there as others' rows."""
    cells = list(referring_to(connection, removed))
    ids = {cell.value for cell in cells}
    present = {
        label: _present(connection, label, ids) for cell in cells for label in cell.column.to
    }
    return [
        cell for cell in cells if not any(cell.value in present[label] for label in cell.column.to)
    ]


def check_values(
    connection: sqlite3.Connection, referred: Mapping[tuple[str, str], Collection[str]]
) -> None:
    """Check references that may lead to several tables.

    Parameters
    ----------
    connection
        The store's connection, after the change.
    referred
        Ids that changed rows refer to, by the referring table and column.

    Raises
    ------
    DanglingReferenceError
        If one leads nowhere, or to a row of a kind that it may not lead to.
    """
    for (table, name), ids in referred.items():
        _check(connection, table, column_of(table, name), set(ids))


def check_removed(connection: sqlite3.Connection, removed: Mapping[str, Collection[str]]) -> None:
    """Check that no reference that may lead to several tables led to rows that are gone.

    Raises
    ------
    DanglingReferenceError
        If one did.
    """
    for table in TABLES:
        for column in with_several_targets(table):
            _check(
                connection, table, column, {id_ for to in column.to for id_ in removed.get(to, ())}
            )


def with_several_targets(table: str) -> list[Column]:
    """Return the references of `table` that may lead to several tables."""
    return [each for each in references_of(table) if len(each.to) > 1]


def first_broken(connection: sqlite3.Connection) -> DanglingReferenceError | None:
    """Return what names the first reference that a foreign key found to lead nowhere."""
    found = connection.execute("PRAGMA foreign_key_check").fetchone()
    if found is None:
        return None
    table, rowid, _, number = found
    keys = connection.execute(sql("PRAGMA foreign_key_list({table})", table=table))
    name = next(key[3] for key in keys if key[0] == number)
    row_id, value = connection.execute(
        sql("SELECT id, {name} FROM {table} WHERE rowid = ?", name=name, table=table), (rowid,)
    ).fetchone()
    return DanglingReferenceError(table, name, row_id, value)


def _check(connection: sqlite3.Connection, table: str, column: Column, ids: set[str]) -> None:
    for label in column.to:
        ids = ids - _present(connection, label, ids)
    if not ids:
        return
    found = connection.execute(
        sql(
            "SELECT id, {column} FROM {table} "
            "WHERE {column} IN (SELECT value FROM json_each(?)) ORDER BY id LIMIT 1",
            column=column.name,
            table=table,
        ),
        (json.dumps(sorted(ids)),),
    ).fetchone()
    if found is not None:
        row_id, value = found
        raise DanglingReferenceError(table, column.name, row_id, value)


def _present(connection: sqlite3.Connection, label: str, ids: Collection[str]) -> set[str]:
    found = connection.execute(
        sql("SELECT id FROM {label} WHERE id IN (SELECT value FROM json_each(?))", label=label),
        (json.dumps(list(ids)),),
    )
    return {row_id for (row_id,) in found}
