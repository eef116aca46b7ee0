"""Screen: how many of its patients each practice refers, and what becomes of them."""

import datetime as dt

import streamlit as st

from assetmap.model import Snapshot
from assetmap.views.flows.practices import (
    PRACTICE_WORDS,
    Practice,
    Practices,
    practice_view,
    practices_view,
)
from assetmap_app.components.current import BY_KEY, READER, current_snapshot
from assetmap_app.components.month_choices import chosen_months
from assetmap_app.components.practice_parts import practice_choice, show_peers, show_practice
from assetmap_app.components.row_downloads import SMALL_NUMBERS
from assetmap_app.components.rows import show_rows
from assetmap_app.components.set_aside import set_aside
from assetmap_app.components.words import plain


@st.cache_resource(hash_funcs=BY_KEY, max_entries=16, show_spinner="Counting by practice")
def _practices(snapshot: Snapshot, span: tuple[dt.date, dt.date]) -> Practices:
    return practices_view(snapshot, READER, span)


@st.cache_resource(hash_funcs=BY_KEY, max_entries=64, show_spinner="Looking at this practice")
def _practice(snapshot: Snapshot, span: tuple[dt.date, dt.date], practice_id: str) -> Practice:
    return practice_view(snapshot, READER, span, _practices(snapshot, span), practice_id)


st.title("What becomes of each practice's people?", anchor=False)
st.markdown("Journeys that began at a practice: how many of its patients, to whom and for what.")
snapshot = current_snapshot()
span = chosen_months(snapshot, "practices")
practices = _practices(snapshot, span)
st.markdown(f"**{plain(practices.summary)}**")
if not practices.rows:
    st.info("No practice is here yet: give organisations of primary care their patients (Data).")
    st.stop()
st.caption(SMALL_NUMBERS)

chosen = practice_choice(snapshot, practices)
name = next(row["name"] for row in practices.rows if row["id"] == chosen)
st.header(plain(name), anchor=False)
show_practice(_practice(snapshot, span, chosen))

st.header("Beside all practices", anchor=False)
st.markdown(
    "By name, not by rank: a practice may have other patients, or refer without a record. The "
    "dashed line is all practices together; a bar is how far chance alone would move a number. "
    f"The diamond is {plain(name)}."
)
show_peers(practices.rows, practices.rate, chosen)
show_rows(practices.rows, PRACTICE_WORDS, "practices", "All practices by name")
set_aside(snapshot, "practices")
