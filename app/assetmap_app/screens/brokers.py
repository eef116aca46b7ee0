"""Screen: who joins organisations that have no tie of their own, and what breaks without them."""

import streamlit as st
from streamlit.column_config import NumberColumn

from assetmap.model import Snapshot
from assetmap.views.brokers.view import ROLE_WORDS, TIES, Brokers, brokers_view
from assetmap.views.social_capital.groupings import GROUPINGS
from assetmap_app.components.current import BY_KEY, current_snapshot
from assetmap_app.components.overview_parts import link_to
from assetmap_app.components.words import plain

_MOST_TOLD = 5


@st.cache_data(hash_funcs=BY_KEY, max_entries=16, show_spinner="Looking for those who join others")
def _view(snapshot: Snapshot, ties: str, group_by: str) -> Brokers:
    return brokers_view(snapshot, ties=ties, group_by=group_by)


st.title("Who joins whom, and what breaks without them?", anchor=False)
st.markdown(
    "An organisation joins two others when it is tied to both, and they have no tie of their own. "
    "If it closes, that way between them is gone."
)
snapshot = current_snapshot()
which, by = st.columns(2)
with which:
    ties = st.radio(
        "Which ties", list(TIES), format_func=TIES.__getitem__, key="broker_ties", horizontal=True
    )
with by:
    group_by = st.radio(
        "Kinds are told apart",
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

st.markdown(f"**{plain(view.summary)}**")
for note in view.notes:
    st.caption(plain(note))

st.header("Those who join the most", anchor=False)
for row in view.rows[:_MOST_TOLD]:
    st.markdown(f"- **{plain(row['name'])}** ({plain(row['group'])}). {plain(row['sentence'])}")
    link_to("screens/network.py", f"See {plain(row['name'])} on the map", party=row["id"])

st.header("All who join others", anchor=False)
if view.n_more:
    st.caption(f"The {len(view.rows):,} who join the most; {view.n_more:,} more join fewer.")
st.dataframe(
    view.rows,
    hide_index=True,
    column_order=["name", "group", "pairs", *ROLE_WORDS, "role", "joins", "n_cut_off"],
    column_config={
        "name": "Name",
        "group": GROUPINGS[group_by].one.capitalize(),
        "pairs": NumberColumn("Pairs joined", help="Pairs that have no tie of their own"),
        **{role: NumberColumn(words) for role, words in ROLE_WORDS.items()},
        "role": "Most often",
        "joins": "Is tied to",
        "n_cut_off": NumberColumn(
            "Cut off without it", help="How many others would be cut off from the rest"
        ),
    },
    alt="Everybody who joins others, those who join the most pairs first",
)
