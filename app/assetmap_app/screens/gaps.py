"""Screen: what matters and meets nothing: where, for whom and when, what is strong first."""

import streamlit as st

from assetmap.model import Snapshot
from assetmap.views.gaps.look import GapQuestion
from assetmap.views.gaps.one import OneGap, one_gap
from assetmap.views.gaps.slice import CELL_WORDS, Slice, slice_view
from assetmap_app.components import gap_choices as ask
from assetmap_app.components.current import BY_KEY, current_snapshot
from assetmap_app.components.gap_grid import gap_grid, picked_cell
from assetmap_app.components.gap_parts import show_cover, show_gap, show_named, show_sentences
from assetmap_app.components.rows import show_rows
from assetmap_app.components.set_aside import set_aside
from assetmap_app.components.words import plain


@st.cache_resource(hash_funcs=BY_KEY, max_entries=64, show_spinner="Looking for gaps")
def _slice(snapshot: Snapshot, question: GapQuestion, group: str, time: str) -> Slice:
    return slice_view(ask.looked_at(snapshot, question), group, time)


@st.cache_resource(hash_funcs=BY_KEY, max_entries=64, show_spinner="Looking at this gap")
def _one(
    snapshot: Snapshot, question: GapQuestion, switches: tuple[str, str], cell: tuple[str, str]
) -> OneGap:
    matrix = _slice(snapshot, question, *switches).matrix
    return one_gap(ask.looked_at(snapshot, question), matrix, *cell)


def _pick() -> None:
    if cell := picked_cell(view):
        ask.choose_cell(*cell)


st.title("Where does what matters meet nothing?", anchor=False)
st.markdown(
    "What people need, beside what they can reach: where, for whom and when nothing is there yet, "
    "and who is near who could change that."
)
snapshot = current_snapshot()
looked = ask.chosen_look(snapshot)
switches = ask.chosen_switches(looked)
view = _slice(snapshot, looked.question, *switches)
if not view.cells:
    st.info(plain(view.summary))
    st.stop()
st.markdown(f"**{plain(view.summary)}**")

st.header("What is strong", anchor=False)
show_sentences(view.strengths or ["Nothing is recorded for this group and time yet."])

st.header("What is missing", anchor=False)
if view.n_areas > len(view.areas):
    st.caption(
        f"The {len(view.areas)} of {view.n_areas:,} areas where most people reach nothing; every "
        "other area can be chosen below."
    )
st.markdown(
    "Numbers are people in need who reach nothing. Choose one to see more of it below; on a narrow "
    "screen the table goes on to the right."
)
grid = st.container()
with st.expander("The same numbers as a table"):
    show_rows(view.cells, CELL_WORDS, "gaps", "What matters by area")
st.caption(plain(view.sureness))

st.header("One gap", anchor=False)
cell = ask.chosen_cell(looked)
with grid:
    gap_grid(view, selected=cell, on_pick=_pick)
show_gap(_one(snapshot, looked.question, switches, cell))

st.header("The largest gaps by name", anchor=False)
show_named(looked)
st.header("Who is there to help", anchor=False)
show_cover(looked)
for note in looked.how:
    st.caption(plain(note))
set_aside(snapshot, "gaps")
