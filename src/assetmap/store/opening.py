"""From an address to a store."""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assetmap.errors import (
    DamagedStoreError,
    ForeignStoreError,
    MissingExtraError,
    NewerStoreError,
    StoreError,
    UnreachableStoreError,
)
from assetmap.store.migrations import APPLICATION_ID, migrate, missing_columns, newest
from assetmap.store.sqlite_errors import translating
from assetmap.store.sqlite_file import SqliteFile
from assetmap.store.sqlite_store import SqliteStore

if TYPE_CHECKING:
    from assetmap.store.neo4j_login import Login
    from assetmap.store.protocol import Store

WAIT_S: Final = 10.0
"""How long a store waits, unless told otherwise, for another program that is writing."""

_MISSING: Final = ("neo4j", "A place on a Neo4j server")
_SERVERS: Final = ("neo4j:", "neo4j+s:", "neo4j+ssc:", "bolt:", "bolt+s:", "bolt+ssc:")
_PAUSE_S: Final = 0.01
_CACHE_KIB: Final = 65_536  # with SQLite's own 2 MiB, a load writes most pages several times
_MAGIC: Final = b"SQLite format 3\0"


def open_store(
    address: str | os.PathLike[str],
    *,
    must_exist: bool = False,
    wait_s: float = WAIT_S,
    login: Login | None = None,
) -> Store:
    """Return the store at `address`, made new if there is none.

    Parameters
    ----------
    address
        The path of a file, or the address of a Neo4j server such as `bolt://127.0.0.1:7687`.
    must_exist
        Whether a missing file, or a server without a place, is an error; then none is made.
    wait_s
        How long to wait for another program that is writing, in seconds.
    login
        The user and the password of a server. Without one they are those in `ASSETMAP_NEO4J_USER`,
        and in `ASSETMAP_NEO4J_PASSWORD` or the file that `ASSETMAP_NEO4J_PASSWORD_FILE` names.

    Returns
    -------
    Store
        To be closed by whoever opened it.

    Raises
    ------
    ForeignStoreError
        If there is something else at the address; it stays as it was.
    NewerStoreError
        If a newer assetmap wrote it.
    DamagedStoreError
        If it is damaged.
    BusyStoreError
        If another program keeps it locked.
    FullDiskError
        If there is no room to make it.
    RefusedLoginError
        If a server does not take the user or the password.
    PasswordFileError
        If the file that should hold the password cannot be used.
    MissingExtraError
        If it is on a server, and the extra `neo4j` is not installed.
    StoreError
        If it cannot be reached.
    """
    text = os.fspath(address)
    if is_server(text):
        return _open_server(text, must_exist=must_exist, wait_s=wait_s, login=login)
    path = _checked_path(text, must_exist=must_exist).absolute()
    with translating(text, wait_s):
        # Without autocommit, Python would begin transactions of its own.
        connection = sqlite3.connect(
            path, timeout=wait_s, isolation_level=None, check_same_thread=False
        )
        try:
            _set_up(connection, text, must_exist=must_exist, wait_s=wait_s)
            store = SqliteStore(SqliteFile(text, path, connection, wait_s))
        except BaseException:
            connection.close()
            raise
    # A process that was killed while forgetting may have left this undone.
    with suppress(StoreError):
        store.wipe()
    return store


def is_server(address: str) -> bool:
    """Tell whether `address` is meant as that of a Neo4j server, and not as a path."""
    return address.lower().startswith(_SERVERS)


def _open_server(address: str, *, must_exist: bool, wait_s: float, login: Login | None) -> Store:
    try:
        opening = import_module("assetmap.store.neo4j_opening")
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "neo4j":
            raise
        raise MissingExtraError(*_MISSING) from error
    store: Store = opening.open_server(address, must_exist=must_exist, wait_s=wait_s, login=login)
    return store


def _checked_path(text: str, *, must_exist: bool) -> Path:
    if not text or "\0" in text:
        raise UnreachableStoreError(text, "it is not the path of a file")
    scheme, is_address, rest = text.partition("://")
    if is_address:
        # What stands before the @ may be a password.
        shown = f"{scheme}://{rest.rpartition('@')[2]}"
        reason = "it is neither the path of a file nor an address such as bolt://127.0.0.1:7687"
        raise UnreachableStoreError(shown, reason)
    path = Path(text)
    try:
        found = path.stat()
    except FileNotFoundError:
        return _path_of_new(path, must_exist=must_exist)
    except OSError as error:
        raise UnreachableStoreError(text, error.strerror or "it cannot be reached") from error
    if not stat.S_ISREG(found.st_mode):
        what = "a folder" if stat.S_ISDIR(found.st_mode) else "not a plain file"
        raise ForeignStoreError(text, what)
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except OSError as error:
        raise UnreachableStoreError(text, error.strerror or "it cannot be read") from error
    if head and head != _MAGIC:
        raise ForeignStoreError(text, "a file of another kind")
    return path


def _path_of_new(path: Path, *, must_exist: bool) -> Path:
    if must_exist:
        raise UnreachableStoreError(str(path), "there is no such file")
    if not path.parent.is_dir():
        raise UnreachableStoreError(str(path), f"there is no folder {str(path.parent)!r}")
    try:
        # Readable by its owner alone: what it will hold is personal.
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise UnreachableStoreError(str(path), error.strerror or "it cannot be made") from error
    return path


def _set_up(
    connection: sqlite3.Connection, address: str, *, must_exist: bool, wait_s: float
) -> None:
    is_new = _check_owner(connection, address)
    if is_new and must_exist:
        raise ForeignStoreError(address, "an empty file")
    _write_ahead(connection, wait_s)
    # Acknowledged means on disk, after a loss of power as well.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version != newest():
        _migrate(connection)
    missing = missing_columns(connection)
    if missing:
        raise DamagedStoreError(address, f"it has no {missing[0]}")


def _write_ahead(connection: sqlite3.Connection, wait_s: float) -> None:
    """Let others read while one writes; here SQLite does not wait by itself for others."""
    end = time.monotonic() + wait_s
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() >= end:
                raise
            time.sleep(_PAUSE_S)
        else:
            return


def _migrate(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Another process may have made the tables meanwhile.
        migrate(connection)
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _check_owner(connection: sqlite3.Connection, address: str) -> bool:
    # At one moment: another process may be making the tables just now.
    connection.execute("BEGIN")
    try:
        (n_tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        (owner,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    if owner == APPLICATION_ID:
        if version > newest():
            raise NewerStoreError(address, version, newest())
        return False
    if owner or version or n_tables:
        raise ForeignStoreError(address, "another program's SQLite database")
    return True
