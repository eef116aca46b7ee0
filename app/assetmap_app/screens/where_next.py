"""Screen: where one more regular time of something would reach most who reach nothing."""

import pandas as pd
import streamlit as st

from assetmap.model import Snapshot
from assetmap.views.siting.choice import SiteChoice, search_by
from assetmap.views.siting.sheet import proposal_sheet
from assetmap.views.siting.view import SitingView, most_lacking, siting_view
from assetmap_app.components import proposal_keep as keep
from assetmap_app.components import reach_ask as ask
from assetmap_app.components.current import BY_KEY, current_snapshot, errors_in_words
from assetmap_app.components.figures_map import show_figures_map
from assetmap_app.components.page_downloads import page_downloads
from assetmap_app.components.place_rows import PlaceRows, place_rows
from assetmap_app.components.reach_parts import show_gains, show_venues
from assetmap_app.components.screen_width import is_narrow_screen
from assetmap_app.components.set_aside import set_aside
from assetmap_app.components.words import plain

Costs = pd.DataFrame | None


@st.cache_resource(hash_funcs=BY_KEY, max_entries=4, show_spinner="Looking for what is missing")
def _most_lacking(snapshot: Snapshot) -> str:
    return most_lacking(snapshot)


@st.cache_resource(hash_funcs=BY_KEY, max_entries=32, show_spinner="Looking for venues")
def _view(snapshot: Snapshot, choice: SiteChoice, costs: Costs) -> SitingView:
    return siting_view(snapshot, choice, costs)


@st.cache_resource(hash_funcs=BY_KEY, max_entries=32, show_spinner=False)
def _rows(snapshot: Snapshot, choice: SiteChoice, costs: Costs, *, is_narrow: bool) -> PlaceRows:
    return place_rows(_view(snapshot, choice, costs).map, is_narrow=is_narrow)


st.title("Where would one more hour help most?", anchor=False)
st.markdown(
    "Choose what matters to people and what you have to give. Venues that organisations of the "
    "place have already come first, on days when they are free: nothing has to be built."
)
snapshot = current_snapshot()
if not snapshot.counts["Need"] or not snapshot.counts["Area"]:
    st.info(
        "Nothing that matters to people, or no area, has been loaded yet: put them in on the "
        "screen *Data*, with the sheets Need and Area of the template."
    )
    st.stop()

ask.begin_with_address("next")
keep.offer_kept_before(snapshot, "next")
need = ask.asked_need(snapshot, "next", {}, _most_lacking(snapshot))
group, time = ask.asked_whom_and_when(snapshot, "next")
n = ask.asked_budget("next")
way, costs = ask.asked_way("next", keep.asked_before(snapshot))
with st.expander("Which venues will do, and how they are chosen"):
    is_held = ask.asked_whether_held_is_enough("next", first=not snapshot.counts["HAS_USE_OF"])
    search = search_by(*ask.asked_search("next"))
choice = SiteChoice(need, n, group, time, way, is_held, search)
keep.note_question(snapshot, choice)
with errors_in_words():
    view = _view(snapshot, choice, costs)

st.markdown(f"**{plain(view.summary)}** {plain(view.bound)}")
is_narrow = is_narrow_screen()
rows = _rows(snapshot, choice, costs, is_narrow=is_narrow)
if any(view.map.shading.figures.values()):
    show_figures_map(view.map, rows, f"A map of areas. {view.summary}", is_narrow=is_narrow)
if view.rows:
    st.header("The proposal", anchor=False)
    show_venues(view.rows)
    page_downloads(lambda: proposal_sheet(view), "proposal_page")
    keep.offer_keeping(snapshot, view, choice)
    st.header("Who gains", anchor=False)
    st.markdown(plain(view.gains_words))
if view.rows and view.gains:
    show_gains(view.gains)
for note in view.notes:
    st.caption(plain(note))
set_aside(snapshot, "where_next")
