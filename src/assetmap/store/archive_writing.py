"""Writing a backup of a place; `archive_form` says what is in it."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO, Final

from assetmap.errors import DamagedArchiveError, FullDiskError, UnwritableFileError
from assetmap.model import TABLES, Snapshot
from assetmap.store.archive_form import (
    FORMAT,
    MANIFEST,
    N_DIGITS,
    SEAL_WORDS,
    digest_of,
    file_of,
    packed_rows,
)
from assetmap.store.archive_reading import Archive, read_archive
from assetmap.store.content_hash import content_hash
from assetmap.store.uncollected import uncollected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from assetmap.store.protocol import Revision, Store

    Progress = Callable[[str, int, int], None]

_ALL: Final = 1_000_000_000
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)  # ZIP has no earlier day; when it was made is inside


def _untold(_step: str, _done: int, _all: int) -> None:
    """Show no progress."""


def write_archive(
    store: Store, path: Path, *, may_replace: bool = False, tell: Progress = _untold
) -> Archive:
    """Write the present rows of `store` to a file, and return what was read back from it.

    Parameters
    ----------
    store
        Whose rows.
    path
        The file, for its owner alone; written aside and moved there when it was read back whole.
    may_replace
        Whether a file that is there already is replaced.
    tell
        Called with a step in words, the rows done, and all rows, for a progress bar.

    Raises
    ------
    UnwritableFileError
        If the file cannot be written, or is there already.
    FullDiskError
        If there is no room for it.
    StoreError
        If the store cannot be read.
    """
    if not may_replace and os.path.lexists(path):
        reason = "it is there already; choose another name, or replace it with --force"
        raise UnwritableFileError(str(path), reason)
    tell("Reading the place", 0, 0)
    with uncollected():
        found = store.read()
    snapshot = Snapshot(store.store_id, found.revision, found.rows)
    changes = [each for each in store.history(limit=_ALL) if each.number <= found.revision]
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        unfinished.unlink(missing_ok=True)
        _write(unfinished, snapshot, changes, tell)
        tell("Reading it back", len(snapshot), len(snapshot))
        archive = read_archive(unfinished)
        if archive.content_hash != content_hash(snapshot.rows):
            raise DamagedArchiveError(str(path), "it was not written as it should be")
        unfinished.replace(path)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise FullDiskError(str(path)) from error
        raise UnwritableFileError(str(path), error.strerror or str(error)) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return archive


def _write(path: Path, snapshot: Snapshot, changes: Iterable[Revision], tell: Progress) -> None:
    number = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    with open(number, "w+b") as file:  # noqa: PTH123  pathlib cannot set the mode
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            files = _write_tables(archive, snapshot, tell)
            manifest = {
                "format": FORMAT,
                "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
                "store_id": snapshot.store_id,
                "revision": snapshot.revision,
                "content_hash": content_hash(snapshot.rows),
                "tables": files,
                "history": [each.as_json() for each in changes],
            }
            text = json.dumps(manifest, ensure_ascii=False, indent=1)
            archive.writestr(_entry(MANIFEST), text)
            archive.comment = SEAL_WORDS + b"0" * N_DIGITS
        _seal(file)
        file.flush()
        os.fsync(number)


def _write_tables(
    archive: zipfile.ZipFile, snapshot: Snapshot, tell: Progress
) -> list[dict[str, object]]:
    files: list[dict[str, object]] = []
    done = 0
    for name in TABLES:
        if not snapshot.counts[name]:
            continue
        tell("Writing", done, len(snapshot))
        content = packed_rows(name, snapshot.rows[name])
        archive.writestr(_entry(file_of(name)), content)
        digest = hashlib.sha256(content).hexdigest()
        n_rows = snapshot.counts[name]
        files.append({"table": name, "rows": n_rows, "bytes": len(content), "sha256": digest})
        done += n_rows
    return files


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _LONG_AGO)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16  # for its owner alone, once unpacked
    return entry


def _seal(file: BinaryIO) -> None:
    n_before = file.seek(0, os.SEEK_END) - N_DIGITS
    digest = digest_of(file, n_before)
    file.seek(n_before)
    file.write(digest.encode())
