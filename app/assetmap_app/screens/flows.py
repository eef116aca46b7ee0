"""Screen: where people go, by stage and by sector, and what is known of each way."""

import streamlit as st

from assetmap.model import Snapshot
from assetmap.release.within import Within
from assetmap.views.flows.pathway import TITLES, WAYS, BandDetail, Pathway, band_view, pathway_view
from assetmap_app.components.current import BY_KEY, current_history
from assetmap_app.components.flow_parts import (
    chosen_journeys,
    say_small_numbers,
    show_funnel,
    show_growth,
    show_months,
)
from assetmap_app.components.flow_picture import flow_picture
from assetmap_app.components.rows import show_rows
from assetmap_app.components.set_aside import set_aside
from assetmap_app.components.words import plain


@st.cache_resource(hash_funcs=BY_KEY, max_entries=16, show_spinner="Following people's journeys")
def _view(snapshot: Snapshot, way: str, within: Within) -> Pathway:
    return pathway_view(snapshot, way, within)


@st.cache_resource(hash_funcs=BY_KEY, max_entries=16, show_spinner="Looking at this way")
def _band(snapshot: Snapshot, within: Within, band: str) -> BandDetail:
    return band_view(snapshot, within, band)


def _pick() -> None:
    st.session_state["flow_band"] = st.session_state["flow_picture"]["picked"]


st.title("Where do people go?", anchor=False)
st.markdown("Every journey of a person, from the day they were referred or came by themselves.")
snapshot = current_history()
way = st.radio("Picture", list(WAYS), format_func=WAYS.__getitem__, key="flow_way", horizontal=True)
within = chosen_journeys(snapshot, "flow")
view = _view(snapshot, way, within)
st.markdown(f"**{plain(view.summary)}**")
if view.gathered:
    st.markdown(plain(view.gathered))
if not view.rows:
    st.stop()
say_small_numbers()

if st.session_state.get("flow_band") not in view.bands:
    st.session_state["flow_band"] = None
flow_picture(
    view.drawn, title=WAYS[way], selected=st.session_state["flow_band"] or "", on_pick=_pick
)
band = st.selectbox(
    "Choose a band, here or in the picture, to see more of it",
    list(view.bands),
    format_func=view.bands.__getitem__,
    index=None,
    placeholder="None chosen",
    key="flow_band",
)
if band:
    found = _band(snapshot, within, band)
    st.header(plain(found.sentence), anchor=False)
    st.markdown(plain(found.waited))
    if found.reasons:
        st.subheader("Why they ended", anchor=False)
        show_rows(found.reasons, {"reason": "Reason", "n": "People"}, "reasons", "Why they ended")
    st.subheader("How far they came", anchor=False)
    show_funnel(found.funnel, "funnel")
    st.subheader("Month by month", anchor=False)
    show_months(found.months, "months")

st.header("The picture as a table", anchor=False)
show_rows(view.rows, TITLES, "flows", WAYS[way])
show_growth(snapshot, within)
set_aside(snapshot, "flows")
