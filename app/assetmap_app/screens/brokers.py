"""Screen: who joins organisations that have no tie of their own, and what breaks without them."""

import streamlit as st

from assetmap.model import Snapshot
from assetmap.views.brokers.standing import broker_standing
from assetmap.views.brokers.view import Brokers, brokers_view
from assetmap.views.measuring.certain import PARTNERSHIPS
from assetmap.views.people import TIES_OF_ORGANISATIONS
from assetmap.views.social_capital.groupings import GROUPINGS
from assetmap_app.components.broker_behind import show_behind, show_meanings
from assetmap_app.components.broker_parts import show_brokers
from assetmap_app.components.current import BY_KEY, current_snapshot
from assetmap_app.components.overview_parts import link_to
from assetmap_app.components.words import plain

_MOST_TOLD = 5


@st.cache_data(hash_funcs=BY_KEY, max_entries=16, show_spinner="Looking for those who join others")
def _view(snapshot: Snapshot, ties: str, group_by: str) -> Brokers:
    return brokers_view(snapshot, ties=ties, group_by=group_by)


@st.cache_resource(
    hash_funcs=BY_KEY, max_entries=8, show_spinner="Working out who could stand where"
)
def _sure(snapshot: Snapshot, ties: str, group_by: str) -> Brokers:
    return _view(snapshot, ties, group_by).with_standing(broker_standing(snapshot, ties=ties))


st.title("Who joins whom, and what breaks without them?", anchor=False)
first = st.container()
st.markdown(
    "An organisation joins two others when it is tied to both, and they have no tie of their own. "
    "If it closes, that way between them is gone. It is people who step in between, and none of "
    "them is scored: joining many may be a strength, or more than one can carry. Those who did not "
    "answer may join others too, so ask before you act on it."
)
snapshot = current_snapshot()
which, by = st.columns(2)
with which:
    ties = st.radio(
        "Which ties",
        list(TIES_OF_ORGANISATIONS),
        format_func=TIES_OF_ORGANISATIONS.__getitem__,
        key="broker_ties",
        horizontal=True,
    )
with by:
    group_by = st.radio(
        "Who is of one kind",
        list(GROUPINGS),
        format_func=lambda name: GROUPINGS[name].title,
        key="broker_groups",
        horizontal=True,
    )
view = _view(snapshot, ties, group_by)
if not view.rows:
    st.info(
        f"{plain(view.summary)} Ties come in with the screen *Data*: who works with whom, or who "
        "meets where."
    )
    st.stop()

first.markdown(f"**{plain(view.summary)}**")
for note in view.notes:
    st.caption(plain(note))

st.header("Those who join the most", anchor=False)
for row in view.rows[:_MOST_TOLD]:
    st.markdown(f"- **{plain(row['name'])}** ({plain(row['group'])}). {plain(row['sentence'])}")
    link_to("screens/network.py", f"See {plain(row['name'])} on the map", party=row["id"])

st.header("All who join others", anchor=False)
if view.n_more:
    st.caption(f"The {len(view.rows):,} who join the most; {view.n_more:,} more join fewer.")
st.caption(plain(view.sureness))
table, group = st.empty(), GROUPINGS[group_by].one.capitalize()
show_brokers(table, view, group)
show_meanings()
show_behind(snapshot, view, ties, group_by)
if ties == PARTNERSHIPS:  # last, because it takes longest
    show_brokers(table, _sure(snapshot, ties, group_by), group)
