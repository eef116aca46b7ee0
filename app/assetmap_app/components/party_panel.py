"""One party of a map, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from assetmap_app.components.overview_parts import link_to
from assetmap_app.components.words import plain

if TYPE_CHECKING:
    from assetmap.views.party_view import PartyView


def party_panel(party: PartyView | None) -> None:
    """Show a party, or how to choose one."""
    if party is None:
        st.markdown(
            "**Nobody is chosen yet.** Click a sign on the map, choose a row of the list below, "
            "or type a name under *Find a party*."
        )
        return
    st.subheader(plain(party.name), anchor=False)
    st.markdown(f"**{plain(party.kind)}**")
    if party.description:
        st.markdown(plain(party.description))
    if party.website:
        st.markdown(f"Website: {plain(party.website)}")
    st.markdown("\n".join(f"- {plain(sentence)}" for sentence in party.sentences))
    if party.organisation_id:
        whose = party.name if party.organisation_id == party.id else "its organisation"
        link_to(
            "screens/organisation.py",
            f"Open the page of {plain(whose)}",
            party=party.organisation_id,
        )
    if party.ties:
        st.dataframe(
            party.ties,
            hide_index=True,
            height=min(280, 38 + 35 * len(party.ties)),
            column_order=("name", "tie", "what"),
            column_config={"name": "Tied to", "tie": "How", "what": "What it is"},
            alt=f"Those that {party.name} is tied to",
        )
