"""What is kept for long, set aside: the search for waste passes it by."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import streamlit as st

from assetmap_app.components.current import BY_KEY

if TYPE_CHECKING:
    from assetmap.model import Snapshot


@st.cache_resource(hash_funcs=BY_KEY, max_entries=64, show_spinner=False)
def set_aside(snapshot: Snapshot, screen: str) -> None:
    """Set aside all that is kept now, once a screen has first shown a place.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    screen
        Which screen has just been made.

    Notes
    -----
    Python looks for waste at all that lives, now and then in the middle of an answer. Of a large
    place that is millions of things, which takes as long as two answers. Waste of before is
    found first, also among what was set aside earlier, such as of a place that has changed since.
    """
    del snapshot, screen  # only what this is kept by
    gc.unfreeze()
    gc.collect()
    gc.freeze()
