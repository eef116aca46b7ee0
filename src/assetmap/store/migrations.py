"""The tables of a SQLite store, derived from the model, and how an older file comes up to date.

A model's table becomes a table of the same name and columns; what the store keeps for itself
stands in tables whose names begin with an underscore, and in `party`.
"""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from assetmap.model import PARTIES, TABLES, columns_of
from assetmap.store.sqlite_text import quoted

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Mapping

    from assetmap.model import Column

APPLICATION_ID: Final = 0x41734D70
"""What marks a SQLite file as ours: the letters AsMp."""

_TYPES: Final = {"Int64": "INTEGER", "boolean": "INTEGER", "float64": "REAL"}

_OWN_TABLES: Final = (
    """CREATE TABLE _meta (
        name TEXT PRIMARY KEY NOT NULL,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE _revision (
        number INTEGER PRIMARY KEY,
        made_at TEXT NOT NULL,
        actor TEXT NOT NULL,
        note TEXT NOT NULL,
        created INTEGER NOT NULL,
        updated INTEGER NOT NULL,
        removed INTEGER NOT NULL,
        tables TEXT NOT NULL,
        is_reversible INTEGER NOT NULL
    ) STRICT""",
    # Rows are only ever added at the end, so the index on revision grows at its end as well.
    """CREATE TABLE _history (
        revision INTEGER NOT NULL,
        table_name TEXT NOT NULL,
        id TEXT NOT NULL,
        op TEXT NOT NULL,
        before TEXT
    ) STRICT""",
    "CREATE INDEX _history_revision ON _history (revision)",
    "CREATE TABLE party (id TEXT PRIMARY KEY NOT NULL, kind TEXT NOT NULL) STRICT, WITHOUT ROWID",
)


def target_of(column: Column) -> str | None:
    """Return the one table whose `id` a foreign key of `column` names, or None if there is none."""
    if len(column.to) == 1:
        return column.to[0]
    return "party" if column.to and set(column.to) <= set(PARTIES) else None


def index_statement(table: str, column: str) -> str:
    """Return the statement that makes the index on a reference column, if there is none."""
    name = quoted(f"{table}_{column}")
    return f"CREATE INDEX IF NOT EXISTS {name} ON {quoted(table)} ({quoted(column)})"


def table_statement(table: str) -> str:
    """Return the statement that makes the table called `table`."""
    lines = ",\n    ".join(_definition(each) for each in columns_of(table))
    return f"CREATE TABLE {quoted(table)} (\n    {lines}\n) STRICT"


def statements() -> Iterator[str]:
    """Give every statement that a new store is made by, in order."""
    yield from _OWN_TABLES
    for table in TABLES:
        yield table_statement(table)


def _definition(column: Column) -> str:
    name = quoted(column.name)
    said = f"{name} {_TYPES.get(column.dtype, 'TEXT')}"
    if column.kind == "key":
        said += " PRIMARY KEY"
    if column.required:
        said += " NOT NULL"
    if column.kind == "truth":
        said += f" CHECK ({name} IN (0, 1))"
    target = target_of(column)
    if target is not None:
        said += f" REFERENCES {quoted(target)} (id) DEFERRABLE INITIALLY DEFERRED"
    return said


def _make(connection: sqlite3.Connection) -> None:
    for statement in statements():
        connection.execute(statement)
    connection.executemany(
        "INSERT INTO _meta VALUES (?, ?)",
        [
            ("store_id", str(uuid.uuid4())),
            ("created_at", datetime.now(UTC).isoformat(timespec="seconds")),
            # The revision at which rows were last forgotten: older copies must not be brought
            # up to date, since nothing says any more what they hold too much.
            ("forgotten_at", "0"),
            ("is_wiped", "1"),
        ],
    )
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _add_tables(connection: sqlite3.Connection, *tables: str) -> None:
    """Add tables of the model, which a new file has already."""
    made = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    for table in tables:
        if table not in made:
            connection.execute(table_statement(table))


def _add_former_ids(connection: sqlite3.Connection) -> None:
    """Add the tables of joined rows, and the view of old ids."""
    _add_tables(connection, "FormerId", "NotSame")
    connection.execute('CREATE VIEW alias (old_id, id) AS SELECT id, current_id FROM "FormerId"')


def _add_proposals(connection: sqlite3.Connection) -> None:
    """Add the tables of proposals kept from the screen Where next."""
    _add_tables(connection, "Proposal", "PROPOSES")


def _add_former_areas(connection: sqlite3.Connection) -> None:
    """Add the look-up of areas as they were drawn before, and how proposals were looked for."""
    _add_tables(connection, "FormerArea")
    columns = {name for _, name, *_ in connection.execute('PRAGMA table_info("Proposal")')}
    if "method" not in columns:
        connection.execute('ALTER TABLE "Proposal" ADD COLUMN "method" TEXT')


STEPS: Final[Mapping[int, Callable[[sqlite3.Connection], None]]] = {
    1: _make,
    2: _add_former_ids,
    3: _add_proposals,
    4: _add_former_areas,
}
"""What brings a file to a format from the one before it; a change of the model adds a step."""


def newest() -> int:
    """Return the format that this version writes."""
    return max(STEPS)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the open store up to the newest format; call it inside a transaction."""
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    for version in range(found + 1, newest() + 1):
        STEPS[version](connection)
        connection.execute(f"PRAGMA user_version = {version}")


def missing_columns(connection: sqlite3.Connection) -> list[str]:
    """Return which columns of the model the store lacks, as words for a message.

    To SQLite the quoted name of a column that is not there is a piece of text: a query would
    give that text as every row's cell.
    """
    present = set(
        connection.execute(
            "SELECT m.name, info.name FROM sqlite_master AS m, pragma_table_info(m.name) AS info "
            "WHERE m.type = 'table'"
        )
    )
    return [
        f"column {column.name!r} in its table {table!r}"
        for table in TABLES
        for column in columns_of(table)
        if (table, column.name) not in present
    ]
