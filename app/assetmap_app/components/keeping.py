"""What screens on which something is kept in the map have in common: doing it, and saying so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from assetmap.errors import AssetMapError
from assetmap_app.components.current import current_store
from assetmap_app.components.overview_parts import link_to
from assetmap_app.components.words import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetmap.model import Snapshot
    from assetmap.store.protocol import Store


def say_what_was_kept(key: str) -> None:
    """Say once what was kept before this run, with the way to the history."""
    if key in st.session_state:
        st.success(plain(st.session_state.pop(key)))
        link_to("screens/data.py", "See the history of changes, and undo one")


def keep_in_map(snapshot: Snapshot, key: str, what: str, write: Callable[[Store], int]) -> None:
    """Keep something in the store, note under `key` what to say of it, and show the screen anew.

    Parameters
    ----------
    snapshot
        What the person saw.
    key
        Where what is to be said is kept, for `say_what_was_kept`.
    what
        What is kept, as it stands in a sentence.
    write
        Writes it, and returns the store's revision; an error of assetmap's is said in words.
    """
    try:
        with current_store() as store:
            revision = write(store)
    except AssetMapError as error:
        st.error(plain(str(error)))
        return
    st.session_state[key] = (
        f"Kept as change {revision}: {what}. To undo it, undo change {revision} on the screen Data."
        if revision != snapshot.revision
        else f"Nothing changed: {what} is in the map already."
    )
    st.rerun()
