"""Reading a backup: whole and as it was written, or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import pyarrow as pa

from assetmap.errors import DamagedArchiveError, NewerArchiveError, UnreadableFileError
from assetmap.model import TABLES, Snapshot
from assetmap.store.archive_form import (
    FORMAT,
    MANIFEST,
    N_DIGITS,
    SEAL_WORDS,
    digest_of,
    file_of,
    unpacked_rows,
)
from assetmap.store.content_hash import content_hash

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

MOST_BYTES: Final = 8 << 30
"""To how many bytes a backup may unpack."""

MOST_TIMES: Final = 250
"""To how many times its own size it may unpack, once that is more than `_SMALL` bytes."""

_SMALL: Final = 100 << 20
_NO_ARCHIVE: Final = "it is not a backup of assetmap's, or its end is missing"
# Whatever a sealed file may hold instead of what we write; a forger chooses.
_FAULTS: Final = (
    ArithmeticError,
    EOFError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
    pa.ArrowException,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class Archive:
    """What a backup holds.

    Attributes
    ----------
    snapshot
        Its rows, with the store and the revision that they were read from.
    made_at
        When it was written, in ISO 8601 and UTC.
    content_hash
        The digest of the rows.
    history
        What the store said of each change up to then, newest first.
    """

    snapshot: Snapshot
    made_at: str
    content_hash: str
    history: tuple[dict[str, Any], ...]


def read_archive(path: Path) -> Archive:
    """Return what the backup at `path` holds.

    Raises
    ------
    UnreadableFileError
        If the file cannot be opened.
    DamagedArchiveError
        If a bit of it is not as it was written, a part of it is missing, it is something else,
        or it would unpack to more than `MOST_BYTES`.
    NewerArchiveError
        If a newer assetmap wrote it.
    """
    try:
        with path.open("rb") as file:
            return read_open_archive(file, str(path))
    except OSError as error:
        raise UnreadableFileError(str(path), f"{error.strerror or error}.") from error


def read_open_archive(file: BinaryIO, path: str) -> Archive:
    """Return what the open file holds, which messages call `path`.

    Raises
    ------
    DamagedArchiveError, NewerArchiveError
        As `read_archive`.
    """
    n_bytes = _check_seal(file, path)
    try:
        with zipfile.ZipFile(file) as archive:
            return _unpacked(archive, path, n_bytes)
    except _FAULTS as error:
        raise DamagedArchiveError(path, f"it is not of the form of a backup ({error})") from error


def _check_seal(file: BinaryIO, path: str) -> int:
    """Return how long the file is, if its end says the SHA-256 of all that stands before."""
    n_bytes = file.seek(0, os.SEEK_END)
    n_before = n_bytes - N_DIGITS
    file.seek(max(n_before - len(SEAL_WORDS), 0))
    words, digits = file.read(len(SEAL_WORDS)), file.read(N_DIGITS)
    if words != SEAL_WORDS or len(digits) != N_DIGITS:
        raise DamagedArchiveError(path, _NO_ARCHIVE)
    if digest_of(file, n_before).encode() != digits:
        raise DamagedArchiveError(path, "it is damaged: it is not what was written")
    return n_bytes


def _unpacked(archive: zipfile.ZipFile, path: str, n_bytes: int) -> Archive:
    _check_size(archive, path, n_bytes)
    manifest = json.loads(archive.read(MANIFEST))
    if manifest["format"] > FORMAT:
        raise NewerArchiveError(path, f"its form is {manifest['format']}, this one knows {FORMAT}")
    files = {str(each["table"]): each for each in manifest["tables"]}
    unknown = [name for name in files if name not in TABLES]
    if unknown:
        raise NewerArchiveError(path, f"it has a table {unknown[0]!r}")
    expected = sorted([MANIFEST, *map(file_of, files)])
    if sorted(archive.namelist()) != expected or len(files) != len(manifest["tables"]):
        raise DamagedArchiveError(path, "its files are not those that it names")
    rows = {name: _rows(archive, path, files[name]) for name in TABLES if name in files}
    digest = content_hash(rows)
    if digest != manifest["content_hash"]:
        raise DamagedArchiveError(path, "its rows are not those that it names")
    snapshot = Snapshot(str(manifest["store_id"]), int(manifest["revision"]), rows)
    return Archive(snapshot, str(manifest["made_at"]), digest, tuple(manifest["history"]))


def _check_size(archive: zipfile.ZipFile, path: str, n_bytes: int) -> None:
    n_unpacked = sum(entry.file_size for entry in archive.infolist())
    if n_unpacked > MOST_BYTES or (n_unpacked > _SMALL and n_unpacked > MOST_TIMES * n_bytes):
        raise DamagedArchiveError(path, f"it would unpack to {n_unpacked:,} bytes")


def _rows(archive: zipfile.ZipFile, path: str, said: dict[str, Any]) -> pd.DataFrame:
    table = str(said["table"])
    # No more than the archive says of itself, which was added up before.
    content = archive.read(file_of(table))
    if hashlib.sha256(content).hexdigest() != said["sha256"]:
        raise DamagedArchiveError(path, f"{file_of(table)} in it is damaged")
    rows = unpacked_rows(table, content, path)
    if len(rows) != said["rows"] or len(content) != said["bytes"]:
        raise DamagedArchiveError(path, f"{file_of(table)} in it has not the rows that it names")
    return rows
