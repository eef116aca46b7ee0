"""Screen: two days of the place side by side, and what changed between them."""

import datetime as dt

import streamlit as st

from assetmap.model import Snapshot
from assetmap.views.change.view import OverTime, days_to_compare, over_time
from assetmap_app.components.current import BY_KEY, current_day, current_history
from assetmap_app.components.over_time_parts import SIDES, show_sides, show_ties
from assetmap_app.components.tables import show_table
from assetmap_app.components.words import plain

EARLIEST = dt.date(1948, 7, 5)
CHOOSE = "Choose two days, the first before the second."
NO_SURVEY = (
    "No survey of partners has been answered yet, so no days are proposed. What was loaded can be "
    "compared as of any two days, by the days from and to which it holds."
)


@st.cache_data(hash_funcs=BY_KEY, show_spinner="Comparing the two days", max_entries=8)
def _compared(snapshot: Snapshot, before: dt.date, after: dt.date) -> OverTime:
    return over_time(snapshot, before, after)


st.title("Over time", anchor=False)
st.write("What changed between two days, and which numbers moved by more than silence can explain.")

snapshot = current_history()
today = current_day()
days = days_to_compare(snapshot)
first, last = st.columns(2)
latest = max([today, *days])
before = first.date_input(
    "From", days[0] if days else today, EARLIEST, latest, key="before", format="DD/MM/YYYY"
)
after = last.date_input("To", latest, EARLIEST, latest, key="after", format="DD/MM/YYYY")
if not before < after:
    # Without a survey no day is proposed, and both boxes say today.
    st.info(CHOOSE if days else f"{NO_SURVEY} {CHOOSE}")
    st.stop()

found = _compared(snapshot, before, after)
st.header("What changed", anchor=False)
for sentence in found.sentences:
    st.markdown(f"- {plain(sentence)}")

if found.sides:
    n_days = len({row["day"] for row in found.sides})
    st.header("Side by side" if n_days > 1 else "As it stood", anchor=False)
    show_sides(found.sides)
    st.caption(plain(found.sureness))
    with st.expander("The same numbers as a table"):
        show_table(found.sides, "The same numbers", SIDES)
if found.ties:
    st.header("Ties made and lost", anchor=False)
    show_ties(found.ties)
