"""What SQLite reports, in our own words."""

from __future__ import annotations

import sqlite3

import pytest

from assetmap.errors import (
    AssetMapError,
    BusyStoreError,
    DamagedStoreError,
    DataError,
    ForeignStoreError,
    FullDiskError,
    ReadOnlyStoreError,
    StoreError,
    UnreachableStoreError,
)
from assetmap.store.sqlite_errors import translated, translating


def _error(code: int, said: str = "what SQLite says") -> sqlite3.Error:
    error = sqlite3.OperationalError(said)
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (_error(sqlite3.SQLITE_BUSY), BusyStoreError),
        (_error(sqlite3.SQLITE_BUSY_SNAPSHOT), BusyStoreError),
        (_error(sqlite3.SQLITE_LOCKED), BusyStoreError),
        (_error(sqlite3.SQLITE_FULL), FullDiskError),
        (_error(sqlite3.SQLITE_IOERR_WRITE), FullDiskError),
        (_error(sqlite3.SQLITE_IOERR_READ), DamagedStoreError),
        (_error(sqlite3.SQLITE_CORRUPT), DamagedStoreError),
        (_error(sqlite3.SQLITE_ERROR, "no such table: Need"), DamagedStoreError),
        (sqlite3.OperationalError("Could not decode to UTF-8"), DamagedStoreError),
        (_error(sqlite3.SQLITE_NOTADB), ForeignStoreError),
        (_error(sqlite3.SQLITE_READONLY_DBMOVED), ReadOnlyStoreError),
        (_error(sqlite3.SQLITE_CANTOPEN), UnreachableStoreError),
        (_error(sqlite3.SQLITE_TOOBIG), DataError),
        (_error(sqlite3.SQLITE_ERROR, "too many columns"), StoreError),
    ],
)
def test_translated_names_what_happened(error: sqlite3.Error, kind: type[AssetMapError]) -> None:
    found = translated(error, "town.db", 3)
    assert type(found) is kind
    assert "\n" not in str(found)
    assert kind is DataError or "'town.db'" in str(found)


def _fail() -> None:
    msg = "ours"
    raise DataError(msg)


def test_translating_lets_our_own_errors_through() -> None:
    with pytest.raises(DataError, match="ours"), translating("town.db", 3):
        _fail()
