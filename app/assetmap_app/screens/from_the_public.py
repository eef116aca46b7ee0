"""Screen: what people told the public site, and what they searched for and did not find."""

import streamlit as st

from assetmap.release.unmet_searches import unmet_searches
from assetmap.store.public_box import PublicBox, box_path
from assetmap.views.from_the_public import NoteRow, note_rows, unmet_rows
from assetmap_app.components.current import (
    current_day,
    current_snapshot,
    errors_in_words,
    store_address,
)
from assetmap_app.components.tables import show_table
from assetmap_app.components.words import plain


def _show_note(box: PublicBox, note: NoteRow) -> None:
    with st.container(border=True):
        st.markdown(f"**{plain(note['activity'])}**: {plain(note['reason'])}")
        if note["words"]:
            st.markdown(plain(note["words"]))
        st.caption(f"Sent on {note['sent_on']}. Nobody was asked who they are.")
        name = f"Dealt with: take out note {note['id']}"
        if st.button(name, key=f"note_{note['id']}"):
            with errors_in_words():
                box.remove_note(note["id"])
            st.rerun()


st.title("What do people tell us?", anchor=False)
snapshot = current_snapshot()
box = PublicBox(box_path(store_address()))
with errors_in_words():
    notes = note_rows(snapshot, box.notes(today=current_day()))
    unmet = unmet_rows(snapshot, unmet_searches(box.nothing_found()))

st.header("Something is wrong", anchor=False)
st.write(
    "From the link *Something wrong here?* on the pages of activities. Check, put it right in "
    "the map, then take the note out. After a year a note goes by itself."
)
if not notes:
    st.info("No notes wait.")
for each in notes[:50]:
    _show_note(box, each)
if len(notes) > 50:  # noqa: PLR2004  as many as above
    st.caption(f"{len(notes) - 50:,} more wait; they come up as these are taken out.")

st.header("Searched for, and not found", anchor=False)
st.write(
    "Searches of the public site that found nothing, by what matters, ward and week. Numbers "
    "below 8 are not shown, others are to the nearest 5. Nobody's words are kept."
)
if unmet:
    titles = {"need": "What matters", "ward": "Ward", "week": "Week of", "n": "Searches"}
    show_table(unmet[:200], "Searches that found nothing", titles)
else:
    st.info("Nothing was searched for in vain often enough to be shown.")
