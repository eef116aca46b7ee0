"""Screen: who is reached, by where people live, and how their scores changed."""

import datetime as dt

import streamlit as st

from assetmap.model import Snapshot
from assetmap.views.flows.reach import LEVEL_WORDS, Reach, levels_there, reach_view
from assetmap.views.flows.scores import Scores, scores_view
from assetmap_app.components.current import BY_KEY, READER, current_history
from assetmap_app.components.for_whom_parts import show_areas, show_fifths, show_scores
from assetmap_app.components.month_choices import chosen_months
from assetmap_app.components.row_downloads import SMALL_NUMBERS
from assetmap_app.components.set_aside import set_aside
from assetmap_app.components.words import plain


@st.cache_resource(hash_funcs=BY_KEY, max_entries=16, show_spinner="Counting who is reached")
def _reach(snapshot: Snapshot, span: tuple[dt.date, dt.date], level: str) -> Reach:
    return reach_view(snapshot, READER, span, level)


@st.cache_resource(hash_funcs=BY_KEY, max_entries=16, show_spinner="Comparing scores")
def _scores(snapshot: Snapshot, span: tuple[dt.date, dt.date]) -> Scores:
    return scores_view(snapshot, READER, span)


st.title("Who is reached, and how do they fare?", anchor=False)
st.markdown("Journeys beside the people who live there, and people's own scores before and after.")
snapshot = current_history()
span = chosen_months(snapshot, "for_whom")
level = st.selectbox("Areas", levels_there(snapshot), format_func=LEVEL_WORDS.__getitem__)
reach = _reach(snapshot, span, level)
st.markdown(f"**{plain(reach.summary)}**")
st.caption(SMALL_NUMBERS)
if reach.areas:
    st.header("By how deprived it is", anchor=False)
    show_fifths(reach)
    st.header("Area by area", anchor=False)
    show_areas(reach)

st.header("How people fare", anchor=False)
show_scores(_scores(snapshot, span))
set_aside(snapshot, "for_whom")
