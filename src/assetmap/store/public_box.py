"""What the public site is told, in a file of its own beside the store: never in the graph.

Notes that something is wrong, and how often a search found nothing. Nothing in it says who.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import secrets
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assetmap.errors import FullBoxError, UnreachableStoreError
from assetmap.store.sqlite_errors import translating

if TYPE_CHECKING:
    from collections.abc import Iterator

KEPT_DAYS: Final = 365
"""After so many days a note goes, whether somebody dealt with it or not."""

MOST_NOTES: Final = 2_000
"""Notes that wait at one time; then no more are taken until some are dealt with."""

_WAIT_S: Final = 5.0
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS note (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sent_on TEXT NOT NULL,
    activity_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    words TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS nothing_found (
    need_id TEXT NOT NULL,
    ward_code TEXT NOT NULL,
    week_of TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (need_id, ward_code, week_of)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS secret (value TEXT NOT NULL) STRICT;
"""


@dataclass(frozen=True, slots=True)
class Note:
    """Something that is wrong on the page of an activity, as somebody wrote it.

    Attributes
    ----------
    id
        Its number in the box.
    sent_on
        The day.
    activity_id
        Of which activity.
    reason
        What is wrong: one of the choices of the form.
    words
        In their own words, or "".
    """

    id: int
    sent_on: dt.date
    activity_id: str
    reason: str
    words: str


@dataclass(frozen=True, slots=True)
class NothingFound:
    """How many searches found nothing, of one need, in one ward, in one week.

    Attributes
    ----------
    need_id
        What the words pointed to, or "" if to nothing.
    ward_code
        Where from, or "" if nobody said.
    week_of
        The Monday of the week.
    n
        How many searches.
    """

    need_id: str
    ward_code: str
    week_of: dt.date
    n: int


def box_path(store_address: str) -> Path:
    """Return where the box of a store is: beside its file, for a server in the current folder."""
    if "://" in store_address:
        digest = hashlib.sha256(store_address.encode()).hexdigest()[:16]
        return Path(f"assetmap-{digest}.box")
    path = Path(store_address)
    return path.with_name(f"{path.name}.box")


class PublicBox:
    """The file in which the public site keeps what it is told.

    Several processes may use it at once. It is made when the first thing is put into it.

    Parameters
    ----------
    path
        Where it is.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def put_note(self, activity_id: str, reason: str, words: str, *, sent_on: dt.date) -> None:
        """Keep a note.

        Raises
        ------
        FullBoxError
            If too many wait already.
        StoreError
            If it cannot be written.
        """
        with self._writing() as connection:
            self._drop_old(connection, sent_on)
            (n,) = connection.execute("SELECT count(*) FROM note").fetchone()
            if n >= MOST_NOTES:
                raise FullBoxError(n)
            connection.execute(
                "INSERT INTO note (sent_on, activity_id, reason, words) VALUES (?, ?, ?, ?)",
                (sent_on.isoformat(), activity_id, reason, words),
            )

    def notes(self, *, today: dt.date) -> tuple[Note, ...]:
        """Return the notes that wait, the newest first; those that are too old go."""
        if not self._path.exists():
            return ()
        with self._writing() as connection:
            self._drop_old(connection, today)
            rows = connection.execute(
                "SELECT id, sent_on, activity_id, reason, words FROM note ORDER BY id DESC"
            ).fetchall()
        return tuple(Note(id_, dt.date.fromisoformat(day), *rest) for id_, day, *rest in rows)

    def remove_note(self, note_id: int) -> None:
        """Take out a note that was dealt with; one that is not there is no error."""
        with self._writing() as connection:
            connection.execute("DELETE FROM note WHERE id = ?", (note_id,))

    def count_nothing_found(self, need_id: str, ward_code: str, *, on: dt.date) -> None:
        """Count a search that found nothing, by the week of the day `on`."""
        week_of = on - dt.timedelta(days=on.weekday())
        with self._writing() as connection:
            connection.execute(
                "INSERT INTO nothing_found VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET n = n + 1",
                (need_id, ward_code, week_of.isoformat()),
            )

    def nothing_found(self) -> tuple[NothingFound, ...]:
        """Return the counts, the newest week first, then by need and ward; the true numbers.

        They leave through `release.unmet_searches` alone.
        """
        if not self._path.exists():
            return ()
        with self._writing() as connection:
            rows = connection.execute(
                "SELECT need_id, ward_code, week_of, n FROM nothing_found "
                "ORDER BY week_of DESC, need_id, ward_code"
            ).fetchall()
        return tuple(
            NothingFound(need, ward, dt.date.fromisoformat(week), n) for need, ward, week, n in rows
        )

    def secret(self) -> str:
        """Return what signs the forms of the site, made at the first time and then the same."""
        with self._writing() as connection:
            found = connection.execute("SELECT value FROM secret").fetchone()
            if found is None:
                found = (secrets.token_urlsafe(32),)
                connection.execute("INSERT INTO secret VALUES (?)", found)
        return str(found[0])

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with (
            translating(str(self._path), _WAIT_S),
            closing(self._open()) as connection,
        ):
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")

    def _open(self) -> sqlite3.Connection:
        is_new = not self._path.exists()
        try:
            # Readable by its owner alone, like the store.
            os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
        except OSError as error:
            reason = error.strerror or "it cannot be made"
            raise UnreachableStoreError(str(self._path), reason) from error
        connection = sqlite3.connect(self._path, timeout=_WAIT_S, isolation_level=None)
        if is_new or connection.execute("PRAGMA schema_version").fetchone() == (0,):
            connection.executescript(_TABLES)
        connection.execute("PRAGMA secure_delete = ON")
        return connection

    @staticmethod
    def _drop_old(connection: sqlite3.Connection, today: dt.date) -> None:
        first = today - dt.timedelta(days=KEPT_DAYS)
        connection.execute("DELETE FROM note WHERE sent_on < ?", (first.isoformat(),))
