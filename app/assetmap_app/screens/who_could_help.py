"""Screen: who could fill a gap, and whom to ask."""

import streamlit as st

from assetmap.model import Snapshot
from assetmap.views.gaps.help_view import Help, help_view
from assetmap.views.gaps.look import GapQuestion
from assetmap_app.components import gap_choices as ask
from assetmap_app.components.current import BY_KEY, current_snapshot
from assetmap_app.components.gap_parts import show_helpers, show_sentences
from assetmap_app.components.overview_parts import link_to
from assetmap_app.components.set_aside import set_aside
from assetmap_app.components.words import plain


@st.cache_resource(hash_funcs=BY_KEY, max_entries=64, show_spinner="Looking for who could help")
def _view(
    snapshot: Snapshot, question: GapQuestion, switches: tuple[str, str], cell: tuple[str, str]
) -> Help:
    return help_view(ask.looked_at(snapshot, question), switches, cell)


st.title("Who could help?", anchor=False)
st.markdown(
    "For a gap: organisations that run something for it already, that have a room near by, and "
    "that people there have reason to trust."
)
snapshot = current_snapshot()
looked = ask.chosen_look(snapshot)
if not all(looked.matrix.shape):
    st.info(
        "Nobody can be named yet: the map needs areas and what matters there. Both come in with "
        "the screen Data."
    )
    st.stop()
switches = ask.chosen_switches(looked)
view = _view(snapshot, looked.question, switches, ask.chosen_cell(looked))
st.markdown(f"**{plain(view.summary)}**")
st.markdown(plain(view.sentence))
link_to("screens/gaps.py", "See this gap", **ask.gap_address())

st.header("What is strong nearby", anchor=False)
show_sentences(view.strengths or ["Nothing is recorded within reach yet."])
if not view.rows:
    st.stop()
st.header("Whom to ask", anchor=False)
st.caption(
    "Names of people are for whoever works with them, and must not leave the room. Whether "
    "somebody wants to help, only they know."
)
show_helpers(view.rows)
set_aside(snapshot, "who_could_help")
