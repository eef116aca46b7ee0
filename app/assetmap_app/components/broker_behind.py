"""Parts of the screen Brokers: what the numbers mean, and the rows behind one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from assetmap.views.brokers.behind import BrokerBehind, broker_behind, numbers_explained
from assetmap.views.wording import counted
from assetmap_app.components.current import BY_KEY
from assetmap_app.components.tables import show_table, show_wide_table
from assetmap_app.components.words import plain

if TYPE_CHECKING:
    from assetmap.model import Snapshot
    from assetmap.views.brokers.view import Brokers

_CHIEF: Final = 2
_FEW: Final = 6
_PAIRS: Final = {"one": "One", "other": "The other", "how": "How it joins them"}
_WORDS: Final = {
    "title": "Number",
    "meaning": "What it means",
    "raised_by": "What would raise it",
    "formula": "How it is worked out, and source",
}


@st.cache_data(hash_funcs=BY_KEY, max_entries=64, show_spinner=False)
def _behind(snapshot: Snapshot, party_id: str, ties: str, group_by: str) -> BrokerBehind:
    return broker_behind(snapshot, party_id, ties=ties, group_by=group_by)


def show_meanings() -> None:
    """Say what the chief numbers mean and what would raise them; of the others, in a table."""
    known = numbers_explained()
    for each in known[:_CHIEF]:
        raised = f"What would raise it: {plain(each['raised_by'])}"
        st.markdown(f"**{plain(each['title'])}:** {plain(each['meaning'])} {raised}")
    with st.expander("What each number means, what would raise it, and how it is worked out"):
        show_wide_table(known, "What each number means", _WORDS, "meanings")


def show_behind(snapshot: Snapshot, view: Brokers, ties: str, group_by: str) -> None:
    """Ask for one of those who join others, and show the pairs and who would be cut off."""
    names_of = {row["id"]: f"{row['name']} ({row['pairs']:,})" for row in view.rows}
    party_id = st.selectbox(
        "Open the rows behind the numbers of",
        list(names_of),
        format_func=names_of.__getitem__,
        key="broker_behind",
    )
    found = _behind(snapshot, party_id, ties, group_by)
    st.markdown(" ".join(plain(sentence) for sentence in found.sentences))
    is_asked = party_id != next(iter(names_of))
    with st.expander(
        f"{counted(len(found.pairs), 'pair')} behind the number",
        expanded=is_asked or len(found.pairs) <= _FEW,
    ):
        show_table(found.pairs, "Pairs that have no tie of their own", _PAIRS)
