"""Screen: two days of the place side by side, and what changed between them."""

import datetime as dt

import streamlit as st

from assetmap.model import Snapshot
from assetmap.views.change.view import (
    NumbersOverTime,
    OverTime,
    days_to_compare,
    numbers_over_time,
    over_time,
)
from assetmap.views.wording import day_words, listed
from assetmap_app.components.current import BY_KEY, current_day, current_history
from assetmap_app.components.over_time_parts import show_sides, show_ties
from assetmap_app.components.words import plain

EARLIEST = dt.date(1948, 7, 5)
A_YEAR = dt.timedelta(days=365)


@st.cache_data(hash_funcs=BY_KEY, show_spinner="Comparing the two days", max_entries=8)
def _compared(snapshot: Snapshot, before: dt.date, after: dt.date) -> OverTime:
    return over_time(snapshot, before, after)


@st.cache_data(hash_funcs=BY_KEY, show_spinner="Working out which numbers moved", max_entries=8)
def _numbers(snapshot: Snapshot, before: dt.date, after: dt.date) -> NumbersOverTime:
    return numbers_over_time(snapshot, before, after)


st.title("Over time", anchor=False)
st.write("What changed between two days, and which numbers moved by more than silence can explain.")

snapshot = current_history()
today = current_day()
days = days_to_compare(snapshot)
first, last = st.columns(2)
latest = max([today, *days])
earliest = min(days, default=latest)
if earliest == latest:  # no survey, or one that is of today
    earliest -= A_YEAR
before = first.date_input("From", earliest, EARLIEST, latest, key="before", format="DD/MM/YYYY")
after = last.date_input("To", latest, EARLIEST, latest, key="after", format="DD/MM/YYYY")
if days:
    st.caption(f"Surveys of partners were answered by {listed([day_words(day) for day in days])}.")
if not before < after:
    st.info("Choose two days, the first before the second.")
    st.stop()

found = _compared(snapshot, before, after)
st.header("What changed", anchor=False)
moved = st.empty()
for sentence in found.sentences:
    st.markdown(f"- {plain(sentence)}")
side_by_side = st.container()
if found.ties:
    st.header("Ties made and lost", anchor=False)
    show_ties(found.ties)

# Last, because they take longest: whoever reads has the ties already.
numbers = _numbers(snapshot, before, after)
if numbers.sentences:
    moved.markdown(f"**{plain(' '.join(numbers.sentences))}**")
if numbers.sides:
    with side_by_side:
        n_days = len(numbers.sides[0].numbers[0].days)
        st.header("Side by side" if n_days > 1 else "As it stood", anchor=False)
        st.caption(plain(numbers.sureness))
        show_sides(numbers.sides)
