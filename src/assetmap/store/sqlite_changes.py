"""Putting rows into a SQLite store and taking them out, with the history of each."""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from assetmap.errors import DataError
from assetmap.model import PARTIES, TABLES, references_of
from assetmap.store.journal import CREATED, REMOVED, UPDATED, Counts, said
from assetmap.store.migrations import index_statement, target_of
from assetmap.store.sqlite_reading import column_names
from assetmap.store.sqlite_references import with_several_targets
from assetmap.store.sqlite_rows import values
from assetmap.store.sqlite_text import sql

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    import pandas as pd

    from assetmap.store.sqlite_rows import Row

_CHUNK: Final = 50_000


class Writer:
    """One change of a SQLite store, inside a transaction that its caller opens and ends.

    Parameters
    ----------
    connection
        The store's connection, in a transaction that may write.
    revision
        The number of the change that is being made.

    Attributes
    ----------
    counts
        Rows touched so far.
    referred
        Ids that rows put in refer to, by table and column, where a column may lead to several
        tables: foreign keys do not check those.
    """

    def __init__(self, connection: sqlite3.Connection, revision: int) -> None:
        self.connection = connection
        self.revision = revision
        self.counts = Counts()
        self.referred: dict[tuple[str, str], set[str]] = {}
        self._tables: set[str] = set()

    def end(self, actor: str, note: str) -> int:
        """Write down who made the change and what for, if it changed anything.

        Returns
        -------
        int
            The revision that the store is at now.
        """
        return self.write_down(actor, note) if any(self.counts) else self.revision - 1

    def write_down(self, actor: str, note: str, *, is_reversible: bool = True) -> int:
        """Write down who made the change and what for, and return its number."""
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        tables = "|".join(table for table in TABLES if table in self._tables)
        self.connection.execute(
            "INSERT INTO _revision VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (self.revision, now, said(actor), said(note), *self.counts, tables, is_reversible),
        )
        return self.revision

    def remove(self, table: str, ids: Iterable[str]) -> None:
        """Take rows out; those that are not there are passed over."""
        names = column_names(self.connection, table)
        found = rows_by_id(self.connection, table, names, ids)
        if found:
            self.delete(table, found)
            self._record(table, REMOVED, ((key, as_json(names, row)) for key, row in found.items()))

    def delete(self, table: str, ids: Collection[str]) -> None:
        """Take rows out, of which history is to keep nothing."""
        self._index_references_to(table)
        keys = [(row_id,) for row_id in ids]
        self.connection.executemany(sql("DELETE FROM {table} WHERE id = ?", table=table), keys)
        if table in PARTIES:
            self.connection.executemany("DELETE FROM party WHERE id = ?", keys)
        self.count(table, Counts(removed=len(keys)))

    def count(self, table: str, counts: Counts) -> None:
        """Note that rows of `table` were touched."""
        self.counts = self.counts.plus(counts)
        if any(counts):
            self._tables.add(table)

    def put(self, table: str, rows: pd.DataFrame) -> None:
        """Put whole rows in, or in the place of those with their ids.

        Raises
        ------
        DataError
            If a row has the id of another kind of party, or a column cannot be added.
        """
        names = self._with_columns(table, rows)
        with self._adding(table, len(rows)) as is_empty:
            # Some at a time: as Python values rows take ten times the room of columns.
            for start in range(0, len(rows), _CHUNK):
                given = values(table, rows.iloc[start : start + _CHUNK], names)
                self._put_some(table, names, given, is_new=is_empty)

    def put_values(self, table: str, names: Sequence[str], given: list[Row]) -> None:
        """Do the same with rows as SQLite holds them, `names` being all columns of `table`."""
        with self._adding(table, len(given)) as is_empty:
            self._put_some(table, names, given, is_new=is_empty)

    def _put_some(
        self, table: str, names: Sequence[str], given: list[Row], *, is_new: bool
    ) -> None:
        found = {} if is_new else rows_by_id(self.connection, table, names, [r[0] for r in given])
        created = [row for row in given if row[0] not in found] if found else given
        updated = [row for row in given if found.get(row[0], row) != row] if found else []
        if created:
            self._create(table, names, created)
        if updated:
            self._update(table, names, updated)
            before = ((row[0], as_json(names, found[row[0]])) for row in updated)
            self._record(table, UPDATED, before)
        self.count(table, Counts(created=len(created), updated=len(updated)))
        for column in with_several_targets(table):
            place = names.index(column.name)
            ids = {row[place] for row in given} - {None}
            self.referred.setdefault((table, column.name), set()).update(ids)

    @contextmanager
    def _adding(self, table: str, n_rows: int) -> Iterator[bool]:
        """Hold back the indexes of a table to which many rows come; tell whether it is empty.

        Making an index anew takes less time than adding most of its entries one by one.
        """
        (n_there,) = self.connection.execute(
            sql("SELECT count(*) FROM {table}", table=table)
        ).fetchone()
        dropped = self._drop_indexes(table) if n_rows > n_there else []
        yield n_there == 0
        for statement in dropped:
            self.connection.execute(statement)

    def _create(self, table: str, names: Sequence[str], rows: list[Row]) -> None:
        if table in PARTIES:
            self._add_parties(table, [row[0] for row in rows])
        (last,) = self.connection.execute(
            sql("SELECT coalesce(max(rowid), 0) FROM {table}", table=table)
        ).fetchone()
        insert = sql("INSERT INTO {table} ({columns})", table=table, columns=names)
        self.connection.executemany(f"{insert} VALUES ({', '.join('?' * len(names))})", rows)
        # New rows are numbered after all others: SQLite copies their ids faster than we can.
        self.connection.execute(
            sql(
                "INSERT INTO _history SELECT ?, ?, id, ?, NULL FROM {table} WHERE rowid > ?",
                table=table,
            ),
            (self.revision, table, CREATED, last),
        )

    def _update(self, table: str, names: Sequence[str], rows: list[Row]) -> None:
        marks = ", ".join("?" * (len(names) - 1))
        update = sql("UPDATE {table} SET ({columns})", table=table, columns=names[1:])
        self.connection.executemany(
            f"{update} = ({marks}) WHERE id = ?", [(*row[1:], row[0]) for row in rows]
        )

    def _add_parties(self, table: str, ids: list[str]) -> None:
        found = self.connection.execute(
            "SELECT id, kind FROM party WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
            (json.dumps(ids),),
        ).fetchone()
        if found is not None:
            msg = (
                f"{table} {found[0]!r} has the id of a row of {found[1]}; ids must differ "
                f"across both. Nothing was changed."
            )
            raise DataError(msg)
        self.connection.executemany(
            "INSERT INTO party VALUES (?, ?)", [(row_id, table) for row_id in ids]
        )

    def _record(self, table: str, op: str, before: Iterable[tuple[str, str | None]]) -> None:
        self.connection.executemany(
            "INSERT INTO _history VALUES (?, ?, ?, ?, ?)",
            ((self.revision, table, row_id, op, row) for row_id, row in before),
        )

    def _with_columns(self, table: str, rows: pd.DataFrame) -> list[str]:
        known = column_names(self.connection, table)
        spelled = {name.lower() for name in known}
        for name in rows.columns:
            if name in known:
                continue
            if name.lower() in spelled:
                msg = f"{table} has a column like {name!r}, spelled otherwise. Nothing was changed."
                raise DataError(msg)
            self.connection.execute(
                sql("ALTER TABLE {table} ADD COLUMN {name} TEXT", table=table, name=name)
            )
        return column_names(self.connection, table)

    def _index_references_to(self, table: str) -> None:
        # Before a row goes, SQLite looks for rows that refer to it: without an index, by reading
        # the whole of each table. They are made when first needed, since without them loading
        # takes less than half the time.
        for other in TABLES:
            for column in references_of(other):
                if target_of(column) == table or (
                    target_of(column) == "party" and table in PARTIES
                ):
                    self.connection.execute(index_statement(other, column.name))

    def _drop_indexes(self, table: str) -> list[str]:
        """Take the indexes of a table away, and return the statements that make them again."""
        present = self.connection.execute(
            "SELECT name, sql FROM sqlite_master "
            "WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL",
            (table,),
        ).fetchall()
        for name, _ in present:
            self.connection.execute(sql("DROP INDEX {name}", name=name))
        return [statement for _, statement in present]


def as_json(names: Sequence[str], row: Row) -> str:
    """Return a row as history keeps it: its filled cells by column."""
    filled = {name: cell for name, cell in zip(names, row, strict=True) if cell is not None}
    return json.dumps(filled, ensure_ascii=False, separators=(",", ":"))


def from_json(names: Sequence[str], text: str) -> Row:
    """Return the row that history keeps as `text`, with a cell for each of `names`."""
    filled: Mapping[str, object] = json.loads(text)
    return tuple(filled.get(name) for name in names)


def rows_by_id(
    connection: sqlite3.Connection, table: str, names: Sequence[str], ids: Iterable[str]
) -> dict[str, Row]:
    """Return those of the rows `ids` that `table` holds, the columns `names` of each, by id."""
    if connection.execute(sql("SELECT 1 FROM {table} LIMIT 1", table=table)).fetchone() is None:
        return {}
    found = connection.execute(
        sql(
            "SELECT {columns} FROM {table} WHERE id IN (SELECT value FROM json_each(?))",
            columns=names,
            table=table,
        ),
        (json.dumps(list(ids)),),
    )
    return {row[0]: row for row in found}
