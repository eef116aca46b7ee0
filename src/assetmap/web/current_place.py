"""The place that the public face shows: read once, and again when the store has changed."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final

import assetmap
from assetmap.errors import AssetMapError
from assetmap.model import Snapshot
from assetmap.release.public_place import public_place
from assetmap.views.public.directory import Directory
from assetmap.web.api.preparing import prepare
from assetmap.web.today import today

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

_BETWEEN_LOOKS_S: Final = 2.0
_LOG: Final = logging.getLogger(__name__)


class CurrentPlace:
    """What anybody may see of a store at its newest revision, today.

    Whoever asks gets what is there and never waits for what is being read, except the first.

    Parameters
    ----------
    store_address
        The store; one that is not there yet is a place without rows.
    which_day
        Tells which day it is.
    """

    def __init__(self, store_address: str, which_day: Callable[[], dt.date] = today) -> None:
        self.store_address = store_address
        self._which_day = which_day
        self._directory: Directory | None = None
        self._version: tuple[str, int, dt.date] | None = None
        self._looked_at = 0.0
        self._looking = threading.Lock()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="place")

    async def directory(self) -> Directory:
        """Return the place with everything that pages look up.

        Raises
        ------
        StoreError
            If the store could not be read even once.
        """
        if self._directory is None:
            await asyncio.wrap_future(self._thread.submit(self._read_first))
        return self.now()

    def now(self) -> Directory:
        """Return the same to a thread, which waits if nothing was read yet.

        Raises
        ------
        StoreError
            If the store could not be read even once.
        """
        if self._directory is None:
            self._read_first()
        elif time.monotonic() - self._looked_at > _BETWEEN_LOOKS_S and not self._looking.locked():
            self._thread.submit(self._look_again)
        assert self._directory is not None  # noqa: S101  read, or an error was raised
        return self._directory

    def begin(self) -> None:
        """Read in the background, so that the first who asks waits less."""
        self._thread.submit(self._read_first)

    def close(self) -> None:
        """End the thread that reads."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _read_first(self) -> None:
        with self._looking:
            if self._directory is None:
                self._read()

    def _look_again(self) -> None:
        if time.monotonic() - self._looked_at <= _BETWEEN_LOOKS_S:
            return  # another who asked at the same moment had it looked at
        with self._looking:
            try:
                self._read()
            except AssetMapError as error:
                # What was read before is shown until the store can be read again.
                _LOG.warning("The store could not be read again: %s", type(error).__name__)
            finally:
                self._looked_at = time.monotonic()

    def _read(self) -> None:
        day = self._which_day()
        address = self.store_address
        if "://" not in address and not Path(address).exists():
            self._take(("", 0, day), Snapshot)
            return
        with contextlib.closing(assetmap.open(address, must_exist=True)) as store:
            self._take((store.store_id, store.revision(), day), store.snapshot)

    def _take(self, version: tuple[str, int, dt.date], read: Callable[[], Snapshot]) -> None:
        if version != self._version:
            directory = Directory(public_place(read()), version[2])
            directory.warm()
            prepare(directory.place, directory.day)
            self._directory, self._version = directory, version
        self._looked_at = time.monotonic()
