"""Pages of a feed that came, kept for a day in case the rest of it is fetched later.

What is there and not as expected (damaged, too old, somebody else's) counts as not there.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import stat
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

    from assetmap.ingest.feeds.address import Address

MAX_AGE_S: Final = 86_400
"""How long a page is good for, in seconds."""

_NAME: Final = re.compile(r"[0-9a-f]{32}")
_MARK: Final = b"assetmap page 1 "


def feeds_folder(store: Path) -> Path:
    """Return where pages are kept for a load into the store at the path `store`."""
    return store.with_name(f"{store.name}.feeds")


class KeptPages:
    """The pages of one feed.

    Parameters
    ----------
    folder
        Where the pages of all feeds of a store are; None keeps nothing.
    address
        The feed's.
    """

    def __init__(self, folder: Path | None, address: Address) -> None:
        self._all = folder
        self._folder = None if folder is None else folder / address.digest

    def read(self, page: Address) -> bytes | None:
        """Return a page that is kept, or None."""
        if self._folder is None or not (_is_private(self._all) and _is_private(self._folder)):
            return None
        path = self._folder / page.digest
        try:
            found = path.lstat()
            age_s = time.time() - found.st_mtime
            if not stat.S_ISREG(found.st_mode) or not 0 <= age_s < MAX_AGE_S:
                return None
            content = path.read_bytes()
        except OSError:
            return None
        head, _, body = content.partition(b"\n")
        return body if head == _head(body) else None

    def keep(self, page: Address, body: bytes) -> None:
        """Keep a page if that is possible; if not, it is fetched again another time."""
        if self._all is None or self._folder is None:
            return
        with suppress(OSError):
            for folder in (self._all, self._folder):
                folder.mkdir(mode=0o700, exist_ok=True)
                if not _is_private(folder):
                    return
            path = self._folder / page.digest
            unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
            number = os.open(unfinished, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
            with os.fdopen(number, "wb") as file:
                file.write(_head(body) + b"\n" + body)
            unfinished.replace(path)

    def has_any(self) -> bool:
        """Tell whether pages are kept."""
        return self._folder is not None and self._folder.is_dir() and any(self._folder.iterdir())

    def forget(self) -> None:
        """Remove the pages of this feed, and those of any that are too old."""
        if self._all is None or self._folder is None or not _is_private(self._all):
            return
        shutil.rmtree(self._folder, ignore_errors=True)
        forget_old_pages(self._all)


def forget_all_pages(folder: Path) -> None:
    """Remove all pages that are kept in `folder`."""
    if _is_private(folder):
        shutil.rmtree(folder, ignore_errors=True)


def forget_old_pages(folder: Path) -> None:
    """Remove the pages of feeds that nobody went on with within a day; and `folder`, when empty."""
    if not _is_private(folder):
        return
    with suppress(OSError):
        for each in folder.iterdir():
            is_old = time.time() - each.lstat().st_mtime >= MAX_AGE_S
            if is_old and _NAME.fullmatch(each.name) and _is_private(each):
                shutil.rmtree(each, ignore_errors=True)
        folder.rmdir()


def _head(body: bytes) -> bytes:
    return _MARK + hashlib.sha256(body).hexdigest().encode()


def _is_private(folder: Path | None) -> bool:
    """Tell whether a folder is one, not a link to one, and its owner's and ours alone."""
    if folder is None:
        return False
    try:
        found = folder.lstat()
    except OSError:
        return False
    is_ours = not hasattr(os, "geteuid") or found.st_uid == os.geteuid()
    return stat.S_ISDIR(found.st_mode) and is_ours and not found.st_mode & 0o077
