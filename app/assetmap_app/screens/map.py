"""Screen: what is where, and how areas differ."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from assetmap.model import Snapshot
from assetmap.views.map.choice import ARCS, PlaceChoice
from assetmap.views.map.panel import place_panel
from assetmap.views.map.sentences import picture_sentence
from assetmap.views.map.ties import arcs
from assetmap.views.map.view import MapView, map_view
from assetmap_app.components import place_choices as ask
from assetmap_app.components.current import BY_KEY, current_snapshot
from assetmap_app.components.fetched_rows import FetchedRows
from assetmap_app.components.headings import spoken_heading
from assetmap_app.components.map_first import map_is_seen, watch_map
from assetmap_app.components.place_downloads import place_downloads
from assetmap_app.components.place_legend import place_legend
from assetmap_app.components.place_map import forget_click, picked, place_map
from assetmap_app.components.place_panel import place_panel_box
from assetmap_app.components.place_rows import PlaceRows, fetched_arcs, place_rows, sign_rows
from assetmap_app.components.place_tables import (
    areas_table,
    choose_on_map,
    things_table,
    ties_table,
)
from assetmap_app.components.screen_width import is_narrow_screen
from assetmap_app.components.selection import chosen, recall_chosen
from assetmap_app.components.set_aside import set_aside
from assetmap_app.components.words import plain


@st.cache_resource(hash_funcs=BY_KEY, max_entries=16, show_spinner="Drawing the map")
def _view(snapshot: Snapshot, choice: PlaceChoice) -> MapView:
    return map_view(snapshot, choice)


@st.cache_resource(hash_funcs=BY_KEY, max_entries=16, show_spinner=False)
def _rows(snapshot: Snapshot, choice: PlaceChoice, *, is_narrow: bool) -> PlaceRows:
    # Neither shades nor ties say what is where.
    there = replace(choice, shade="", steps="", arcs="")
    signs = _signs(snapshot, there, is_narrow=is_narrow, _view=_view(snapshot, choice))
    arcs_drawn = _arcs(snapshot, choice.arcs)
    return place_rows(_view(snapshot, choice), is_narrow=is_narrow, arcs=arcs_drawn, signs=signs)


@st.cache_resource(hash_funcs=BY_KEY, max_entries=16, show_spinner=False)
def _signs(
    snapshot: Snapshot,  # noqa: ARG001 - rows are kept by it
    there: PlaceChoice,  # noqa: ARG001 - and by this
    *,
    is_narrow: bool,
    _view: MapView,
) -> FetchedRows:
    return FetchedRows(sign_rows(_view, is_narrow=is_narrow))


@st.cache_resource(hash_funcs=BY_KEY, max_entries=6, show_spinner=False)
def _arcs(snapshot: Snapshot, which: str) -> FetchedRows:
    return fetched_arcs(arcs(snapshot, which).drawn, which)


def _choose_clicked() -> None:
    id_ = picked(view)
    if id_:
        choose_on_map(id_, is_party=snapshot.label_of[id_] in {"Organisation", "Activity"})
    forget_click()


def _listed(title: str, table: Callable[[MapView], None]) -> None:
    st.subheader(title, anchor=False)
    if map_is_seen() or view.bounds is None:
        table(view)
    else:
        st.caption("This list comes as soon as the map is drawn.")


st.title("What is where?", anchor=False)
st.markdown(
    "Each sign is something that people can turn to: who is here, what is on, what there is to "
    "share. The shade of an area says how it compares with the others."
)
snapshot = current_snapshot()
recall_chosen(snapshot)
choice = ask.place_choices(snapshot)
ask.remember_choices(snapshot)
view = _view(snapshot, choice)

if view.summary:
    st.markdown(f"**{plain(view.summary)}**")
spoken_heading("The map, and what is chosen on it")
drawn, told = st.columns([5, 3])
with drawn:
    if view.bounds is None:
        st.info("Nothing here has a place on a map yet.")
    else:
        is_narrow = is_narrow_screen()
        place_map(
            view,
            _rows(snapshot, choice, is_narrow=is_narrow),
            sentence=picture_sentence(view),
            is_narrow=is_narrow,
            on_pick=_choose_clicked,
        )
        place_legend(view)
with told:
    place_panel_box(place_panel(snapshot, view, chosen()))
    if len(view.areas):
        _listed("All areas", areas_table)
for note in view.notes:
    st.caption(plain(note))
if view.bounds is not None:
    place_downloads(view)

if view.arcs:
    _listed("All ties drawn", ties_table)
if len(view.things):
    _listed("All that is on the map", things_table)
if view.bounds is not None:
    watch_map()
    # Whoever looks has the map already: what the next choice may need takes long the first time.
    for each in ARCS:
        _arcs(snapshot, each)
set_aside(snapshot, "map")
