"""The place that this session looks at, shared by all sessions while it does not change."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

import assetmap
from assetmap.errors import AssetMapError
from assetmap.model import Snapshot
from assetmap.release import seen_by
from assetmap.views.wording import day_words
from assetmap_app.components.words import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from assetmap.store.protocol import Store

STORE_VARIABLE: Final = "ASSETMAP_STORE"
"""The environment variable by which `assetmap serve` tells the screens which store to show."""

BY_KEY: Final[dict[str | type[Any], Callable[[Any], Any]]] = {
    Snapshot: lambda snapshot: snapshot.key
}
"""How Streamlit's caches tell snapshots apart: `@st.cache_data(hash_funcs=BY_KEY)`."""

READER: Final = "lead"
"""Who looks at the screens, until there is a login: what they show is what a lead may see."""

NO_MAP: Final = "There is no map to show yet."


def current_day() -> dt.date:
    """Return which day it is for all screens."""
    return dt.datetime.now(tz=dt.UTC).date()


def store_address() -> str:
    """Return the address of the store that this process shows."""
    return os.environ.get(STORE_VARIABLE, "assetmap.db")


@contextlib.contextmanager
def errors_in_words() -> Iterator[None]:
    """Show an error of assetmap's own as one sentence, and end the screen there."""
    try:
        yield
    except AssetMapError as error:
        st.error(plain(str(error)))
        st.stop()


@contextlib.contextmanager
def current_store(*, must_exist: bool = True) -> Iterator[Store]:
    """Open the store for as long as the block lasts.

    Parameters
    ----------
    must_exist
        Whether a store that is not there is an error; otherwise it is made.
    """
    with contextlib.closing(assetmap.open(store_address(), must_exist=must_exist)) as store:
        yield store


def current_snapshot() -> Snapshot:
    """Return the place as it is today; with words, and an end to the screen, when there is none.

    What has ended, or not begun, is left out, and the screen says so. A snapshot that stands in
    the session under `snapshot` comes before the store's, as it is.
    """
    snapshot: Snapshot | None = st.session_state.get("snapshot")
    if snapshot is None:
        with errors_in_words():
            snapshot = _newest()
    _end_if_empty(snapshot)
    if snapshot.day is not None:
        st.caption(f"As of {day_words(snapshot.day)}: what has ended or not begun is left out.")
    return snapshot


def current_history() -> Snapshot:
    """Return the place with all that ever held, for a screen that compares days.

    A snapshot that stands in the session under `snapshot` comes before the store's, as it is.
    """
    snapshot: Snapshot | None = st.session_state.get("snapshot")
    if snapshot is None:
        with errors_in_words():
            snapshot = _newest(of_all_days=True)
    _end_if_empty(snapshot)
    return snapshot


def current_for(role: str) -> Snapshot:
    """Return the place of today as a role below the reader's sees it: for what is handed on.

    A snapshot that stands in the session under `snapshot` comes before the store's, as it is.
    """
    snapshot: Snapshot | None = st.session_state.get("snapshot")
    return _newest(role=role) if snapshot is None else snapshot


def _end_if_empty(snapshot: Snapshot) -> None:
    if len(snapshot) == 0:
        st.info(f"{NO_MAP} Nothing has been loaded: open the screen *Data* and choose a file.")
        st.stop()


def _newest(*, of_all_days: bool = False, role: str = READER) -> Snapshot:
    address = store_address()
    if "://" not in address and not Path(address).exists():
        return Snapshot(role=role)  # it is made when the first file is put in
    with current_store() as store:
        version = (store.address, store.store_id, store.revision())
        day = None if of_all_days else current_day()
        return _snapshot(version, day, role)


@st.cache_resource(max_entries=3, show_spinner="Reading the map")
def _snapshot(version: tuple[str, str, int], day: dt.date | None, role: str) -> Snapshot:
    address, _, _ = version
    with contextlib.closing(assetmap.open(address, must_exist=True)) as store:
        snapshot = seen_by(store.snapshot(), role)
    return snapshot if day is None else snapshot.present_on(day)
