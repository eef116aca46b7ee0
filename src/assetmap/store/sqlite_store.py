"""The embedded store: one SQLite file, which several processes may use at once."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from assetmap.errors import (
    DanglingReferenceError,
    StaleRevisionError,
    StoreError,
    UnwipedStoreError,
)
from assetmap.model import TABLES, Changes, Snapshot
from assetmap.store import snapshot_file, sqlite_reading
from assetmap.store.given import checked_rows
from assetmap.store.sqlite_changes import Writer
from assetmap.store.sqlite_forget import forget_rows
from assetmap.store.sqlite_references import check_removed, check_values
from assetmap.store.sqlite_undo import refused, reverse
from assetmap.store.uncollected import uncollected

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from assetmap.store.protocol import Revision
    from assetmap.store.snapshot_file import Kept
    from assetmap.store.sqlite_file import SqliteFile


_MOST_BEHIND: Final = 50
"""The file beside the store is written anew when one row in so many is otherwise there."""


class SqliteStore:
    """A place in one SQLite file; `assetmap.open` makes one.

    One object may be used from several threads, which then take turns.

    Parameters
    ----------
    file
        The open file, which has all its tables.
    """

    def __init__(self, file: SqliteFile) -> None:
        self._file = file
        self._snapshot_path = snapshot_file.snapshot_path(file.path)
        self._latest: Kept | None = None
        self._store_id = file.meta("store_id")

    @property
    def address(self) -> str:
        """Where it is, as a person would type it."""
        return self._file.address

    @property
    def store_id(self) -> str:
        """Random, made with the store; tells two stores apart."""
        return self._store_id

    def revision(self) -> int:
        """Return the number of the newest change, 0 for a new store."""
        with self._file.reading() as connection:
            return sqlite_reading.revision_of(connection)

    def read(self, *, since: int = 0) -> Changes:
        """Return all rows, or those that changed after revision `since`, at one moment.

        Parameters
        ----------
        since
            A revision that the caller knows already; 0 for everything.

        Returns
        -------
        Changes
            Tables in the model's order, those without rows left out; rows in the order in
            which they were put in.

        Raises
        ------
        ForgottenRowsError
            If rows were forgotten after `since`.
        StoreError
            If the file is damaged.
        """
        with self._file.reading() as connection:
            if since <= 0:
                return sqlite_reading.all_rows(connection)
            return sqlite_reading.changed_rows(connection, since)

    def apply(self, changes: Changes, *, based_on: int, actor: str, note: str) -> int:
        """Make `changes`, all or nothing, and return the new revision.

        Rows that are in the store already, cell by cell, are passed over; if nothing is left
        to change there is no new revision, and the present one is returned.

        Parameters
        ----------
        changes
            Whole rows; a column of the place's own that they lack becomes empty.
        based_on
            The revision for which the change was made.
        actor
            Who makes it, in their own words.
        note
            What for.

        Raises
        ------
        StaleRevisionError
            If the store is no longer at revision `based_on`.
        DanglingReferenceError
            If a row would refer to one that is not there.
        DataError
            If rows lack what they must have, or an id is used twice.
        StoreError
            If the disk is full, or another program keeps the store locked.
        """
        given = checked_rows(changes)
        if not len(changes):
            return self.revision()
        with self._file.writing() as connection:
            current = sqlite_reading.revision_of(connection)
            if based_on != current:
                moved = sqlite_reading.changed_tables(connection, based_on)
                raise StaleRevisionError(based_on, current, moved)
            writer = Writer(connection, current + 1)
            for table in reversed(TABLES):
                writer.remove(table, changes.removed.get(table, ()))
            for table, rows in given.items():
                writer.put(table, rows)
            check_values(connection, writer.referred)
            check_removed(connection, changes.removed)
            return writer.end(actor, note)

    def history(self, *, limit: int) -> tuple[Revision, ...]:
        """Return the newest `limit` changes, newest first."""
        with self._file.reading() as connection:
            return sqlite_reading.revisions(connection, limit)

    def undo(self, revision: int, *, actor: str) -> int:
        """Reverse one change by a new one, and return its number.

        Parameters
        ----------
        revision
            The change to reverse; it may be an undo itself.
        actor
            Who does it, in their own words.

        Raises
        ------
        UndoRefusedError
            If its rows are no longer as it left them, if rows now refer to those that it
            would take away, or if rows of it were forgotten.
        UnknownRevisionError
            If there is no such change.
        StoreError
            If the disk is full, or another program keeps the store locked.
        """
        try:
            with self._file.writing() as connection:
                writer = Writer(connection, sqlite_reading.revision_of(connection) + 1)
                note = reverse(writer, revision)
                return writer.end(actor, note)
        except DanglingReferenceError as error:
            raise refused(revision, error) from error

    def forget(self, ids: Sequence[str], *, actor: str) -> int:
        """Take rows out of the present and of all history, and return the new revision.

        Ties of the rows go too, and rows that cannot be without them; other references to them
        become empty. A referral made by one of them is from then on its organisation's. Copies
        and backups made before still hold everything.

        Parameters
        ----------
        ids
            Ids of rows of any table, also of rows that were taken out before.
        actor
            Who does it, in their own words.

        Raises
        ------
        UnknownNodeError
            If one of `ids` is neither in the store nor in its history; nothing is changed.
        UnwipedStoreError
            If the rows are gone, but traces of them could not be wiped from the disk yet.
        StoreError
            If the disk is full, or another program keeps the store locked.
        """
        if not ids:
            return self.revision()
        with self._file.turn:
            with self._file.writing() as connection:
                writer = Writer(connection, sqlite_reading.revision_of(connection) + 1)
                note = forget_rows(writer, ids)
                revision = writer.write_down(actor, note, is_reversible=False)
            self._latest = None
            self.wipe()
            return revision

    def wipe(self) -> None:
        """Wipe from the disk what forgotten rows left there, if that is still to be done.

        Raises
        ------
        UnwipedStoreError
            If the disk is full, or another program is reading or writing.
        """
        with self._file.turn:
            if self._file.meta("is_wiped") == "1":
                return
            try:
                snapshot_file.remove_file(self._snapshot_path)
            except OSError as error:
                raise UnwipedStoreError(self.address) from error
            self._file.wipe()
            with self._file.writing() as connection:
                connection.execute("UPDATE _meta SET value = '1' WHERE name = 'is_wiped'")

    def snapshot(self) -> Snapshot:
        """Return the whole place at the newest revision, as columns.

        It is kept in memory and in a file beside the store, and brought up to date from there.

        Raises
        ------
        StoreError
            If the store cannot be read.
        """
        with self._file.turn:
            known = self._latest or snapshot_file.read_kept(self._snapshot_path, self.store_id)
            with self._file.reading() as connection, uncollected():
                latest = self._brought_to_date(connection, known)
            # Writing a large file takes longer than reading a small change again.
            is_far = latest.n_behind * _MOST_BEHIND >= len(latest.snapshot)
            if latest is not known and is_far and self._keep(latest):
                latest = latest._replace(n_behind=0)
            self._latest = latest
            return latest.snapshot

    def close(self) -> None:
        """Let go of the file; closing twice does nothing."""
        self._file.close()
        self._latest = None

    def _brought_to_date(self, connection: sqlite3.Connection, known: Kept | None) -> Kept:
        """Return `known` if nothing has changed since, else what the store holds now."""
        revision = sqlite_reading.revision_of(connection)
        made_at = sqlite_reading.made_at(connection, revision)
        if known is not None and self._can_follow(connection, known):
            if known.snapshot.revision == revision:
                return known
            changes = sqlite_reading.changed_rows(connection, known.snapshot.revision)
            n_behind = known.n_behind + len(changes)
            return snapshot_file.Kept(known.snapshot.advanced(changes), made_at, n_behind)
        rows = sqlite_reading.all_rows(connection).rows
        snapshot = Snapshot(self.store_id, revision, rows)
        return snapshot_file.Kept(snapshot, made_at, n_behind=len(snapshot))

    @staticmethod
    def _can_follow(connection: sqlite3.Connection, known: Kept) -> bool:
        """Tell whether the store is a later state of what `known` holds, row by row in order."""
        revision = known.snapshot.revision
        return (
            sqlite_reading.made_at(connection, revision) == known.made_at
            and revision >= sqlite_reading.forgotten_at(connection)
            and not sqlite_reading.is_reordered(connection, revision)
        )

    def _keep(self, latest: Kept) -> bool:
        """Write the snapshot's file, if nobody else is writing; tell whether it was written.

        Without it readers only wait longer next time.
        """
        content = snapshot_file.packed(latest)
        # While nobody else writes: else rows that are being forgotten could come back with it.
        with suppress(OSError, StoreError), self._file.writing_at_once() as connection:
            if sqlite_reading.revision_of(connection) == latest.snapshot.revision:
                snapshot_file.replace_file(self._snapshot_path, content)
                return True
        return False
