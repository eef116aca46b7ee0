"""Screen: who can reach something, by where they live."""

import pandas as pd
import streamlit as st

from assetmap.model import Snapshot
from assetmap.views.map.choice import levels
from assetmap.views.reach.view import REACH_TITLES, ReachChoice, ReachView, order_words, reach_view
from assetmap.views.reach.words import ACCESS
from assetmap_app.components import reach_ask as ask
from assetmap_app.components.current import BY_KEY, current_snapshot, errors_in_words
from assetmap_app.components.figures_map import show_figures_map
from assetmap_app.components.gap_sheet import offer_gap_sheet
from assetmap_app.components.place_rows import PlaceRows, place_rows
from assetmap_app.components.reach_parts import show_tenths
from assetmap_app.components.rows import show_rows
from assetmap_app.components.screen_width import is_narrow_screen
from assetmap_app.components.set_aside import set_aside
from assetmap_app.components.words import plain

Costs = pd.DataFrame | None


@st.cache_resource(hash_funcs=BY_KEY, max_entries=32, show_spinner="Working out who reaches it")
def _view(snapshot: Snapshot, choice: ReachChoice, costs: Costs) -> ReachView:
    return reach_view(snapshot, choice, costs)


@st.cache_resource(hash_funcs=BY_KEY, max_entries=32, show_spinner=False)
def _rows(snapshot: Snapshot, choice: ReachChoice, costs: Costs, *, is_narrow: bool) -> PlaceRows:
    return place_rows(_view(snapshot, choice, costs).map, is_narrow=is_narrow)


st.title("Who can reach it?", anchor=False)
st.markdown("Choose what matters to people, or one activity, and how far is near enough.")
snapshot = current_snapshot()
all_levels = levels(snapshot)
if not all_levels or not snapshot.counts["Activity"]:
    st.info(
        "No areas, or no activities, have been loaded yet: put them in on the screen *Data*, with "
        "the sheets Area and Activity of the template."
    )
    st.stop()

what, which = st.columns(2)
with what:
    need = ask.asked_need(snapshot, "reach", {"": "Anything at all"})
with which:
    activity = ask.asked_activity(snapshot, need, "reach")
group, time = ask.asked_whom_and_when(snapshot, "reach")
way, costs = ask.asked_way("reach")
kinds, areas = st.columns(2)
keys = ["share", *ACCESS] if activity else ["activities", *ACCESS]
access = kinds.selectbox(
    "What is compared", list(dict.fromkeys(keys)), format_func=ACCESS.__getitem__, key="reach_what"
)
level = areas.selectbox("By", list(all_levels), format_func=all_levels.__getitem__, key="reach_by")
choice = ReachChoice(need, activity, level, group, time, way, access)
with errors_in_words():
    view = _view(snapshot, choice, costs)

st.markdown(f"**{plain(view.summary)}**")
is_narrow = is_narrow_screen()
rows = _rows(snapshot, choice, costs, is_narrow=is_narrow)
show_figures_map(view.map, rows, f"A map of areas. {view.summary}", is_narrow=is_narrow)

st.header("By how deprived it is where people live", anchor=False)
st.markdown("\n\n".join(plain(sentence) for sentence in view.equity))
if view.tenths:
    show_tenths(view.tenths, access)
st.header("By area", anchor=False)
st.markdown(plain(order_words(view.rows)))
show_rows(view.rows, REACH_TITLES, "reach", "Who can reach it, by area")
st.header("The gaps of an area on one page", anchor=False)
offer_gap_sheet(snapshot, level, "reach")
for note in view.notes:
    st.caption(plain(note))
set_aside(snapshot, "reach")
