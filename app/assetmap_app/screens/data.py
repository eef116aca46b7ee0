"""Screen: what the map is made of; put data in, go back, take it away."""

import streamlit as st

from assetmap_app.components.current import current_store, errors_in_words
from assetmap_app.components.data_parts import put_in, show_history, take_away
from assetmap_app.components.duplicate_parts import show_duplicates

st.title("Data")
st.write(
    "Put files in: you see what would happen before anything is kept. Every change is in the "
    "history and can be undone. Everything can be taken away again as a spreadsheet."
)

with errors_in_words(), current_store(must_exist=False) as store:
    st.header("Put data in")
    put_in(store)

    st.header("The same organisation twice?")
    show_duplicates(store)

    st.header("What happened so far")
    show_history(store)

    st.header("Take it away")
    take_away(store.snapshot())
