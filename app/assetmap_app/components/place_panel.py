"""One area or thing of the map on the ground, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from streamlit.column_config import TextColumn

from assetmap_app.components.overview_parts import link_to
from assetmap_app.components.words import plain

if TYPE_CHECKING:
    from assetmap.views.map.panel import PlacePanel


def place_panel_box(panel: PlacePanel | None) -> None:
    """Show an area or a thing, or how to choose one."""
    if panel is None:
        st.markdown(
            "**Nothing is chosen yet.** Click an area or a sign on the map, or choose a row of a "
            "table below. By keys: the arrows lead to a row, Shift and the space bar choose it."
        )
        return
    st.subheader(plain(panel.name), anchor=False)
    st.markdown(f"**{plain(panel.what)}**")
    if panel.description:
        st.markdown(plain(panel.description))
    st.markdown("\n".join(f"- {plain(sentence)}" for sentence in panel.sentences))
    if panel.party_id:
        link_to("screens/network.py", "See its ties", party=panel.party_id, ties=panel.ties)
    if panel.is_organisation:
        words = f"Open the page of {plain(panel.name)}"
        link_to("screens/organisation.py", words, party=panel.id)
    if panel.rows:
        st.markdown(f"**{plain(panel.rows_title)}** ({len(panel.rows):,})")
        st.dataframe(
            panel.rows,
            hide_index=True,
            height=min(280, 38 + 35 * len(panel.rows)),
            column_order=("name", "when", "what", "where"),
            column_config={
                "name": TextColumn("Name", width=190),
                "when": TextColumn("When", width=190),
                "what": "What it is",
                "where": "Where",
            },
            alt=f"{panel.rows_title}: {panel.name}",
        )
