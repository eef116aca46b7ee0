"""Screen: what ties the place together, and what would raise it."""

import streamlit as st

from assetmap.errors import DataError
from assetmap.model import Snapshot
from assetmap.views.measuring.certain import PARTNERSHIPS
from assetmap.views.network.view import TIES
from assetmap.views.social_capital.groupings import GROUPINGS
from assetmap.views.social_capital.profile import (
    SocialCapital,
    profile_certainty,
    social_capital_view,
)
from assetmap_app.components.capital_parts import show_sides
from assetmap_app.components.capital_tables import show_closeness, show_footing, show_groups
from assetmap_app.components.current import BY_KEY, current_snapshot
from assetmap_app.components.fade_choice import fade_choice
from assetmap_app.components.ranking_parts import RankChoice, show_ranking
from assetmap_app.components.words import plain


@st.cache_resource(hash_funcs=BY_KEY, max_entries=16, show_spinner="Counting what ties the place")
def _view(snapshot: Snapshot, choice: RankChoice) -> SocialCapital:
    return social_capital_view(snapshot, **choice._asdict())


@st.cache_resource(hash_funcs=BY_KEY, max_entries=8, show_spinner="Working out how sure that is")
def _sure(snapshot: Snapshot, choice: RankChoice) -> SocialCapital:
    known = profile_certainty(snapshot, group_by=choice.group_by, fade=choice.fade)
    return _view(snapshot, choice).with_certainty(known)


st.title("What ties this place together?", anchor=False)
first = st.container()
st.markdown(
    "Social capital is what people can do because of who they know: ties among like, ties across, "
    "ties to those who decide, trust, an equal footing, and a second way round when somebody goes."
)
snapshot = current_snapshot()
which, by = st.columns(2)
ties = which.radio(
    "Which ties",
    list(TIES),
    format_func=TIES.__getitem__,
    key="capital_ties",
    horizontal=True,
    help="Who works with whom, as they say; or who refers to, shares a roof with, or is tied in "
    "any way to whom. Trust is asked of partners alone.",
)
group_by = by.radio(
    "Two are alike if they are of the same",
    list(GROUPINGS),
    format_func=lambda name: GROUPINGS[name].one.capitalize(),
    key="capital_groups",
    horizontal=True,
    help="Bonding counts ties between two who are alike, bridging ties between two who are not. "
    "Linking and equal footing always go by sector.",
)
choice = RankChoice(ties, group_by, fade_choice(snapshot, ties))
try:
    view = _view(snapshot, choice)
except DataError as error:
    st.info(plain(str(error)))
    st.stop()
first.markdown(f"**{plain(view.summary)}**")
for note in view.notes:
    st.caption(plain(note))

sides, organisations, groups = st.tabs(["Six sides", "Organisations", "Groups and closeness"])
with sides:
    st.header("Six sides of it", anchor=False)
    place = st.empty()
with place.container():
    show_sides(view.sides, view.sureness)

with organisations:
    st.header("Organisations by their numbers", anchor=False)
    show_ranking(snapshot, choice)

with groups:
    show_groups(view, GROUPINGS[group_by])
    show_closeness(view)
    show_footing(view)

# Last, because it takes longest: whoever reads has the numbers already.
if ties == PARTNERSHIPS:
    sure = _sure(snapshot, choice)
    with place.container():
        show_sides(sure.sides, sure.sureness)
