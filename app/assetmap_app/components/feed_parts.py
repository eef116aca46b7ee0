"""A feed's address on the screen Data: asked for, fetched when told to, put in when told to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from assetmap.errors import AssetMapError
from assetmap.ingest import load_files
from assetmap.ingest.feeds.address import parse_address
from assetmap.ingest.feeds.feed import fetch_document
from assetmap.ingest.feeds.fetching import SHORT, Fetching
from assetmap.views.data_view import offer_sentence
from assetmap_app.components.uploads import actor_of
from assetmap_app.components.words import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from assetmap.ingest import Loading
    from assetmap.ingest.gathered import Document
    from assetmap.store.protocol import Store

FETCHING: Final = Fetching(limits=SHORT)
"""What the app allows: nothing inside this machine or its network, and no long wait."""

_FETCHED: Final = "feed"
_OFFER: Final = "feed_offer"


def ask_feed(batch: int) -> Document | None:
    """Ask for an address and return what it gave when it was last fetched.

    Nothing is fetched before the button is pressed.

    Parameters
    ----------
    batch
        Number of what was put in before, so that the field is empty afterwards.
    """
    with st.expander("From a feed's address"):
        st.write(
            "A feed is a list that a computer can read, such as a council's directory of services. "
            "It is fetched when you press the button, and at no other time."
        )
        with st.form(f"feed_form_{batch}", border=False):
            typed = st.text_input(
                "Address of a feed or a JSON document",
                key=f"feed_address_{batch}",
                placeholder="https://example.org/services",
                max_chars=2_000,
                help="Such as an Open Referral UK feed of a council's directory.",
            )
            is_pressed = st.form_submit_button("Fetch it and see what it would bring")
        if is_pressed:
            st.session_state.pop(_FETCHED, None)
            st.session_state.pop("loaded", None)
            _fetch(typed)
    fetched: Document | None = st.session_state.get(_FETCHED)
    return fetched


def offer_feed(
    store: Store, document: Document, actor: str, show_faults: Callable[[pd.DataFrame], None]
) -> None:
    """Show what a feed would bring, and put it in when told to.

    Parameters
    ----------
    store
        Where to.
    document
        What was fetched; it is not fetched again.
    actor
        Who puts it in, in their own words.
    show_faults
        Shows what cannot be used.
    """
    try:
        offered = _offered(store, document)
        st.info(plain(f"{document.file}: {offer_sentence(offered)}"))
        for note in offered.notes:
            st.write(plain(note))
        show_faults(offered.faults)
        n = offered.accepted
        words = f"Put {n:,} {'row' if n == 1 else 'rows'} in"
        if st.button(words, type="primary", disabled=not n, key="put_feed_in"):
            with st.spinner("Putting it in"):
                loaded = load_files(store, [document], actor=actor_of(actor))
            st.session_state.pop(_FETCHED)
            st.session_state.pop(_OFFER)
            st.session_state["loaded"] = loaded
            st.session_state["batch"] += 1
            st.rerun()
    except AssetMapError as error:
        st.error(plain(str(error)))


def _fetch(typed: str) -> None:
    if not typed.strip():
        st.warning("Type the address first.")
        return
    try:
        with st.spinner("Fetching; this may take two minutes"):
            st.session_state[_FETCHED] = fetch_document(parse_address(typed), FETCHING)
    except AssetMapError as error:
        st.error(plain(str(error)))


def _offered(store: Store, document: Document) -> Loading:
    """Return what putting it in would do, read again only when it or the store has changed."""
    version = (store.store_id, store.revision())
    kept = st.session_state.get(_OFFER)
    if kept is None or kept[0] is not document or kept[1] != version:
        with st.spinner("Reading what came"):
            offered = load_files(store, [document], is_dry_run=True)
        kept = st.session_state[_OFFER] = (document, version, offered)
    found: Loading = kept[2]
    return found
