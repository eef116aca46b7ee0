"""Screen: what this map says at a glance, how sure it is, and what changed."""

import datetime as dt

import streamlit as st

from assetmap.model import Snapshot
from assetmap.views.data_view import history_table, newest_change_sentence
from assetmap.views.findings.view import Finding, findings, findings_table, headlines
from assetmap.views.overview.view import (
    MissingRow,
    Number,
    grouped,
    missing_table,
    overview_numbers,
)
from assetmap_app.components.current import (
    BY_KEY,
    current_day,
    current_snapshot,
    current_store,
    errors_in_words,
)
from assetmap_app.components.overview_parts import link_to, show_finding, show_numbers
from assetmap_app.components.tables import show_table, show_wide_table
from assetmap_app.components.words import plain


@st.cache_data(hash_funcs=BY_KEY, show_spinner="Looking at the map", max_entries=4)
def _looked_at(
    snapshot: Snapshot, today: dt.date
) -> tuple[list[Finding], list[Number], list[MissingRow]]:
    numbers = overview_numbers(snapshot, today=today)
    return findings(snapshot, today=today), numbers, missing_table(snapshot)


st.title("Overview")
st.write("What is strong here, what holds it together, and what matters and meets nothing yet.")

snapshot = current_snapshot()
found, numbers, missing = _looked_at(snapshot, current_day())

st.header("Worth knowing first")
if not found:
    st.info("Nothing stands out yet: put more of your place in, on the screen *Data*.")
for finding in headlines(found):
    show_finding(finding, snapshot.name_of)
if found:
    with st.expander(f"All {len(found)}, whom they are about, and how they were found"):
        show_table(
            findings_table(found, snapshot),
            "Findings",
            {"sentence": "What was found", "about": "About", "how": "How it was found"},
        )
link_to("screens/network.py", "See who works with whom")

for group, members in grouped(numbers).items():
    st.header(group)
    show_numbers(members)

st.header("What is not known yet")
st.write("Silence is not a no. Filling these in would tell most.")
if missing:
    show_table(
        missing,
        "What is not filled in",
        {"what": "What", "n_missing": "How many", "n_rows": "Of", "so": "So"},
    )
else:
    st.success("All that this screen looks for is filled in.")

st.header("What changed last")
if snapshot.revision:
    with errors_in_words(), current_store() as store:
        rows = history_table(store.history(limit=5))
    st.write(plain(newest_change_sentence(rows)))
link_to("screens/data.py", "Put something in, see every change, undo one")

with st.expander("All numbers as a table"):
    show_wide_table(
        numbers,
        "Headline numbers",
        {
            "group": "About",
            "label": "Number of",
            "value": "Value",
            "meaning": "What it means",
            "sureness": "How sure it is",
            "raised_by": "What would raise it",
        },
        "numbers",
    )
