"""Screen: where people wait, where they are lost, and what leads them round."""

from collections.abc import Sequence

import streamlit as st

from assetmap.model import Snapshot
from assetmap.release.within import Within
from assetmap.views.flows import waiting as view
from assetmap.views.flows.agreed import LONGEST_WAIT, MOST_DAYS, agreed
from assetmap.views.flows.detours import DetourView, detours_view
from assetmap_app.components.current import BY_KEY, current_history
from assetmap_app.components.flow_parts import (
    chosen_journeys,
    say_small_numbers,
    show_funnel,
)
from assetmap_app.components.rows import show_rows
from assetmap_app.components.set_aside import set_aside
from assetmap_app.components.wait_parts import show_detours, show_waiting
from assetmap_app.components.words import plain


@st.cache_resource(hash_funcs=BY_KEY, max_entries=16, show_spinner="Counting who came how far")
def _lost(snapshot: Snapshot, within: Within) -> view.Lost:
    return view.lost_view(snapshot, within)


@st.cache_resource(hash_funcs=BY_KEY, max_entries=16, show_spinner="Counting each group")
def _groups(snapshot: Snapshot, within: Within, by: str) -> Sequence[dict[str, object]]:
    return view.group_rows(snapshot, within, by)


@st.cache_resource(
    hash_funcs=BY_KEY, max_entries=16, show_spinner="Working out how long people wait"
)
def _waiting(snapshot: Snapshot, within: Within, pair: str, standard: int) -> view.Waiting:
    return view.waiting_view(snapshot, within, pair, standard)


@st.cache_resource(hash_funcs=BY_KEY, max_entries=16, show_spinner="Looking for ways round")
def _detours(snapshot: Snapshot, within: Within) -> DetourView:
    return detours_view(snapshot, within)


st.title("Where do people wait, and where are they lost?", anchor=False)
snapshot = current_history()
within = chosen_journeys(snapshot, "wait")
lost = _lost(snapshot, within)
st.markdown(f"**{plain(lost.summary)}**")
if not lost.rows:
    st.stop()
say_small_numbers()

st.header("How far people came", anchor=False)
st.markdown("People whose journey began in these months, as far as is known now.")
show_funnel(lost.rows, "funnel")
by = st.selectbox(
    "Side by side, by",
    list(view.GROUPING_WORDS),
    format_func=view.GROUPING_WORDS.__getitem__,
    key="wait_by",
)
show_rows(_groups(snapshot, within, by), view.group_titles(by), "groups", "How far each came")

st.header("How long people wait", anchor=False)
which, how_long = st.columns(2)
pair = which.selectbox(
    "Which wait",
    list(view.PAIRS),
    list(view.PAIRS).index(view.FIRST_PAIR),
    format_func=view.PAIRS.__getitem__,
    key="wait_pair",
)
standard = how_long.number_input(
    "Nobody should wait longer than (days)",
    *(0, MOST_DAYS, agreed(snapshot).wait_days),
    help=f"To keep what your place agreed on: a row “{LONGEST_WAIT}” on the sheet Indicator.",
)
found = _waiting(snapshot, within, pair, int(standard))
show_waiting(found, int(standard))

st.header("What leads people round", anchor=False)
show_detours(_detours(snapshot, Within(within.start, within.end)))
set_aside(snapshot, "waiting")
