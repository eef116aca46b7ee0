"""The part of My organisation that may be shown to others: its share of the referrals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from assetmap.errors import DataError
from assetmap.views.flows.month_span import NO_REFERRALS
from assetmap.views.organisation.share import (
    HOW_TOLD,
    SHARE_WORDS,
    Share,
    share_spans,
    share_view,
)
from assetmap_app.components.current import BY_KEY, READER, current_history
from assetmap_app.components.rows import show_rows
from assetmap_app.components.words import plain

if TYPE_CHECKING:
    import datetime as dt

    from assetmap.model import Snapshot


@st.cache_resource(hash_funcs=BY_KEY, max_entries=4, show_spinner=False)
def _spans(snapshot: Snapshot) -> dict[str, tuple[dt.date, dt.date]]:
    return share_spans(snapshot, READER)


@st.cache_resource(hash_funcs=BY_KEY, max_entries=32, show_spinner="Working out your share")
def _share(snapshot: Snapshot, organisation_id: str, span: tuple[dt.date, dt.date]) -> Share:
    return share_view(snapshot, organisation_id, span)


def show_share(organisation_id: str) -> None:
    """Show an organisation's share of the referrals of some months, and offer it to take away."""
    snapshot = current_history()
    try:
        spans = _spans(snapshot)
    except DataError as error:  # this reader sees no journeys
        st.markdown(plain(str(error)))
        return
    if not spans:
        st.markdown(plain(NO_REFERRALS))
        return
    chosen = st.selectbox("Which months", list(spans), key="share_months")
    found = _share(snapshot, organisation_id, spans[chosen])
    st.markdown("\n\n".join(f"**{plain(sentence)}**" for sentence in found.sentences))
    st.caption(HOW_TOLD)
    if found.note:
        st.markdown(plain(found.note))
    if found.rows:
        show_rows(found.rows, SHARE_WORDS, "your_share", "Your share of the referrals")
