"""Screen: who carries the load, who has room left, and what the place could carry."""

import streamlit as st

from assetmap.model import Snapshot
from assetmap.views.flows.agreed import agreed
from assetmap.views.flows.carrying import Carried, carrying_view
from assetmap.views.flows.fairness import FAIR_WORDS, Fairness, fairness_view
from assetmap.views.flows.load import Load, LoadChoice, load_view
from assetmap.views.flows.relationship import Pairs, relationship_view
from assetmap_app.components import load_parts as parts
from assetmap_app.components.current import BY_KEY, READER, current_history
from assetmap_app.components.month_choices import chosen_months
from assetmap_app.components.row_downloads import SMALL_NUMBERS
from assetmap_app.components.rows import show_rows
from assetmap_app.components.set_aside import set_aside
from assetmap_app.components.words import plain


@st.cache_resource(hash_funcs=BY_KEY, max_entries=16, show_spinner="Counting who carries what")
def _load(snapshot: Snapshot, choice: LoadChoice) -> Load:
    return load_view(snapshot, READER, choice)


@st.cache_resource(hash_funcs=BY_KEY, max_entries=16, show_spinner="Looking whether it is fair")
def _fair(snapshot: Snapshot, choice: LoadChoice) -> Fairness:
    return fairness_view(snapshot, READER, choice)


@st.cache_resource(hash_funcs=BY_KEY, max_entries=16, show_spinner="Looking where trust is")
def _pairs(snapshot: Snapshot, choice: LoadChoice) -> Pairs:
    return relationship_view(snapshot, READER, choice)


@st.cache_resource(
    hash_funcs=BY_KEY,
    max_entries=16,
    show_spinner="Working out what the place could carry",
)
def _carried(snapshot: Snapshot, choice: LoadChoice) -> Carried:
    return carrying_view(snapshot, READER, choice)


st.title("Who carries the load?", anchor=False)
st.markdown("People referred to each link worker and activity, beside the room there is for them.")
snapshot = current_history()
start, end = chosen_months(snapshot, "load")
band, weeks = parts.band_and_weeks(agreed(snapshot).band)
# The rest does not depend on the band: kept without it, another band costs nothing there.
room = LoadChoice(start, end, weeks=weeks)
load = _load(snapshot, LoadChoice(start, end, band, room.weeks))
st.markdown(f"**{plain(load.summary)}**")
st.caption(SMALL_NUMBERS)

st.header("Link workers", anchor=False)
st.markdown(f"People a year, at the pace of these months; grey: {band[0]:,.0f} to {band[1]:,.0f}.")
parts.show_bars(load.workers, "a_year", " a year", band, "Link workers, people a year")
if load.workers:
    titles = parts.columns(parts.WORKER_COLUMNS)
    show_rows(load.workers, titles, "link_workers", "Link workers beside their room")

st.header("Activities", anchor=False)
st.markdown("How much of the room was asked for; at 100% (the dashed line) each place is taken.")
parts.show_bars(load.activities, "share", "%", (0.0, 100.0), "Activities, share of room taken")
if load.n_elsewhere:
    st.caption(f"{load.n_elsewhere:,} more referrals went to neither, such as to an organisation.")
if load.activities:
    titles = parts.columns(parts.ACTIVITY_COLUMNS)
    show_rows(load.activities, titles, "activities", "Activities beside their room")

st.header("Is the load fair?", anchor=False)
fair = _fair(snapshot, room)
st.markdown(f"**{plain(fair.summary)}**")
if fair.rows:
    show_rows(fair.rows, FAIR_WORDS, "fair_load", "Organisations by their share of the load")

st.header("Do referrals go where trust is?", anchor=False)
parts.show_pairs(_pairs(snapshot, LoadChoice(start, end)))

# Last, because it takes longest: whoever reads has the rest already.
st.header("What could the place carry?", anchor=False)
parts.show_carried(_carried(snapshot, room))
set_aside(snapshot, "load")
