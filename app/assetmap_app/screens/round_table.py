"""Screen: whom to invite, so that nobody is left out of the talk."""

import streamlit as st

from assetmap.model import Snapshot
from assetmap.views.round_table.choice import SHARES_TITLE, TableChoice
from assetmap.views.round_table.trust import TRUST_WORDS
from assetmap.views.round_table.view import RoundTableView, round_table_view
from assetmap_app.components import table_ask as ask
from assetmap_app.components import table_parts as parts
from assetmap_app.components.current import BY_KEY, current_snapshot
from assetmap_app.components.table_came import offer_who_came
from assetmap_app.components.table_keep import offer_keeping, offer_proposal
from assetmap_app.components.words import plain


@st.cache_resource(hash_funcs=BY_KEY, max_entries=32, show_spinner="Looking round the table")
def _view(snapshot: Snapshot, choice: TableChoice) -> RoundTableView:
    return round_table_view(snapshot, choice)


st.title("Who should be round the table?", anchor=False)
st.markdown(
    "Choose whom to invite to a workshop, or ask for a proposal. You see who is heard, who is "
    "missing, and whom to ask next. You decide: nobody is given marks."
)
snapshot = current_snapshot()
if not snapshot.counts["Organisation"]:
    st.info(
        "No organisation has been loaded yet: put a list of them in on the screen Data, with the "
        "sheet Organisation of the template."
    )
    st.stop()

invited = ask.guests_choice(snapshot)
choice = ask.table_choice(snapshot, invited)
offer_proposal(snapshot, choice)
view = _view(snapshot, choice)
ask.remember_guests(invited)

st.markdown(f"**{plain(view.summary)}**")
st.markdown("\n\n".join(plain(sentence) for sentence in view.sentences))

st.header("Whom to ask next", anchor=False)
if view.refused:
    st.warning(plain(view.refused) + " The ones below are proposed without these shares.")
if view.next_ones:
    st.markdown(
        "Each adds what neither your guests nor those named before it bring. If one says no, put "
        f"it under *Cannot come this time* in *{SHARES_TITLE}*, and another is named."
    )
    parts.show_next(view.next_ones)
else:
    st.markdown("Nobody who could come would bring a voice that is not heard already.")
st.caption(TRUST_WORDS)

st.header("Who is heard, and who is missing", anchor=False)
parts.show_hearings(view.hearings)
st.caption(
    "An organisation speaks for the communities that lead it or that its activities are made for, "
    "for what matters that its activities answer, and for the areas where it is or works. A bar is "
    "as long as the number of your guests that speak for it."
)

st.header("Keep it as a workshop", anchor=False)
offer_keeping(snapshot, choice)

st.header("Who came to earlier workshops", anchor=False)
parts.show_earlier(view.earlier)
offer_who_came(snapshot)
