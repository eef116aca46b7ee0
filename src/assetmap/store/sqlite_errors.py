"""What SQLite reports, in the words of `assetmap.errors`."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from assetmap.errors import (
    BusyStoreError,
    DamagedStoreError,
    DataError,
    ForeignStoreError,
    FullDiskError,
    ReadOnlyStoreError,
    StoreError,
    UnreachableStoreError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_PRIMARY: Final = 0xFF  # the low byte of a code says the kind, the rest the circumstance
_BUSY: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
_NO_ROOM: Final = {
    sqlite3.SQLITE_FULL,
    # A limit on the size of files is reported as a failed write and not as a full disk.
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE,
    sqlite3.SQLITE_IOERR_SHMSIZE,
}


@contextmanager
def translating(address: str, wait_s: float) -> Iterator[None]:
    """Turn what SQLite raises inside into one of our own errors.

    Parameters
    ----------
    address
        The store, as its messages name it.
    wait_s
        How long a lock was waited for.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise translated(error, address, wait_s) from error


def translated(error: sqlite3.Error, address: str, wait_s: float) -> StoreError | DataError:
    """Return the error of ours that says what `error` means for the store at `address`."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        # Python's own, such as text that is not UTF-8, which we never write.
        return DamagedStoreError(address, str(error))
    if code in _NO_ROOM:
        return FullDiskError(address)
    kind = code & _PRIMARY
    if kind in _BUSY:
        return BusyStoreError(address, wait_s)
    if kind == sqlite3.SQLITE_TOOBIG:
        return DataError("A cell is longer than the store can hold. Nothing was changed.")
    return _of_file(kind, str(error), address)


def _of_file(kind: int, said: str, address: str) -> StoreError:
    if kind == sqlite3.SQLITE_NOTADB:
        return ForeignStoreError(address, "a file of another kind, or one that is encrypted")
    if kind == sqlite3.SQLITE_READONLY:
        return ReadOnlyStoreError(address)
    if kind in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}:
        return UnreachableStoreError(address, "this program may not open it or write beside it")
    if kind in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_IOERR} or "no such" in said:
        return DamagedStoreError(address, said)
    return StoreError(f"{address!r} could not do what was asked: {said}. Nothing was changed.")
