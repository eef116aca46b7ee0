"""The file of a SQLite store: its one connection, whose turn it is, and its transactions."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyarrow as pa

from assetmap.errors import ClosedStoreError, DamagedStoreError, UnwipedStoreError
from assetmap.store.sqlite_errors import translating
from assetmap.store.sqlite_references import first_broken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class SqliteFile:
    """An open store file.

    Parameters
    ----------
    address
        The file, as a person would type it.
    path
        The same, independent of the current folder.
    connection
        An open connection to it, in autocommit mode.
    wait_s
        How long to wait for another program that is writing.
    """

    def __init__(
        self, address: str, path: Path, connection: sqlite3.Connection, wait_s: float
    ) -> None:
        self.address = address
        self.path = path
        self.turn = threading.RLock()
        self._wait_s = wait_s
        self._connection: sqlite3.Connection | None = connection

    def close(self) -> None:
        """Let go of the file; closing twice does nothing."""
        with self.turn:
            if self._connection is not None:
                self._connection.close()
            self._connection = None

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give the connection in a transaction that sees the store at one moment."""
        with self._transaction("BEGIN") as connection:
            try:
                yield connection
            except (pa.ArrowInvalid, UnicodeDecodeError) as error:
                # A cell that no change of ours could have written.
                raise DamagedStoreError(self.address, str(error)) from error

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give the connection in a transaction that alone may write, all or nothing.

        Raises
        ------
        DanglingReferenceError
            If a row would refer to one that is not there.
        """
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def writing_at_once(self) -> Iterator[sqlite3.Connection]:
        """Do the same, without waiting for another program that is writing."""
        with self.turn:
            self._wait_for(0)
            try:
                with self.writing() as connection:
                    yield connection
            finally:
                self._wait_for(self._wait_s)

    def meta(self, name: str) -> str:
        """Return what the store says of itself under `name`."""
        with self.reading() as connection:
            found = connection.execute("SELECT value FROM _meta WHERE name = ?", (name,)).fetchone()
        if found is None:
            raise DamagedStoreError(self.address, f"its {name} is missing")
        return str(found[0])

    def wipe(self) -> None:
        """Write the file anew, so that nothing is left of rows that are not in it any more.

        Freed space is overwritten as it becomes free, but copies of a row that was moved within
        a page are not.

        Raises
        ------
        UnwipedStoreError
            If the disk is full, or another program is reading or writing.
        """
        with self.turn:
            connection = self._open_connection()
            try:
                connection.execute("VACUUM")
                (is_busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            except sqlite3.Error as error:
                raise UnwipedStoreError(self.address) from error
            if is_busy:
                raise UnwipedStoreError(self.address)

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        with self.turn, translating(self.address, self._wait_s):
            connection = self._open_connection()
            connection.execute(begin)
            try:
                yield connection
                _commit(connection)
            finally:
                _roll_back_if_open(connection)

    def _open_connection(self) -> sqlite3.Connection:
        if self._connection is None:
            raise ClosedStoreError(self.address)
        return self._connection

    def _wait_for(self, seconds: float) -> None:
        with translating(self.address, self._wait_s):
            self._open_connection().execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}")


def _roll_back_if_open(connection: sqlite3.Connection) -> None:
    # A full disk may have ended it already.
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def _commit(connection: sqlite3.Connection) -> None:
    try:
        connection.execute("COMMIT")
    except sqlite3.IntegrityError:
        broken = first_broken(connection)
        if broken is None:
            raise
        raise broken from None
