"""Screen: who is tied to whom."""

from dataclasses import replace

import streamlit as st

from assetmap.model import Snapshot
from assetmap.views.network.choice import MapChoice
from assetmap.views.network.drawing import network_drawing
from assetmap.views.network.view import (
    NetworkView,
    empty_sentence,
    network_view,
    picture_sentence,
)
from assetmap.views.party_view import party_names, party_view
from assetmap_app.components import map_choices as ask
from assetmap_app.components.current import BY_KEY, current_snapshot
from assetmap_app.components.headings import spoken_heading
from assetmap_app.components.map_numbers import show_map_numbers
from assetmap_app.components.network_map import map_file, map_page, network_map
from assetmap_app.components.party_list import choose_picked, party_list
from assetmap_app.components.party_panel import party_panel
from assetmap_app.components.words import plain


@st.cache_resource(hash_funcs=BY_KEY, max_entries=32, show_spinner="Drawing the map")
def _view(snapshot: Snapshot, choice: MapChoice) -> NetworkView:
    return network_view(snapshot, choice)


@st.cache_resource(hash_funcs=BY_KEY, max_entries=16, show_spinner="Drawing the map")
def _page(snapshot: Snapshot, wanted: ask.Wanted) -> str:
    view = _view(snapshot, wanted.choice)
    drawing = network_drawing(snapshot, view, size_by=wanted.size_by, colour_by=wanted.colour_by)
    return map_page(drawing, sentence=picture_sentence(view))


st.title("Who is tied to whom?", anchor=False)
st.markdown(
    "Each sign is somebody who takes part here; each line is a tie between two of them. Those "
    "who connect many others hold the place together, and may be carrying more than their share."
)
snapshot = current_snapshot()
which, whom = st.columns(2)
with which:
    wanted = ask.map_choices(snapshot)
whole = _view(snapshot, wanted.choice)
if not len(whole.network):
    ask.remember_choices()
    st.info(plain(empty_sentence(snapshot, wanted.choice)))
    st.stop()

with whom:
    party_id = ask.party_choice(snapshot, party_names(snapshot, whole))
    is_focused = ask.focus_choice()
if is_focused and party_id:
    wanted = replace(wanted, choice=replace(wanted.choice, focus_id=party_id))
ask.remember_choices()
view = _view(snapshot, wanted.choice)
page = _page(snapshot, wanted)

st.markdown(f"**{plain(view.summary)}**")
for note in view.notes:
    st.caption(plain(note))
spoken_heading("The map of ties, and who is chosen on it")
drawn, told = st.columns([5, 3])
with drawn:
    network_map(page, title=view.title, selected=party_id, on_pick=choose_picked)
    st.download_button(
        "Download this map as one file",
        data=lambda: map_file(page),
        file_name=f"assetmap-{wanted.choice.ties}.html",
        mime="text/html",
        on_click="ignore",
    )
with told:
    party_panel(party_view(snapshot, view, party_id) if party_id else None)
    show_map_numbers(view.numbers)

st.subheader("Everybody on this map", anchor=False)
party_list(view, party_id, {term.value: term.label for term in snapshot.terms("sector")})
