"""All parties of a map as a list; choosing a row does what a click on the map does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st
from streamlit.column_config import NumberColumn

from assetmap.views.network.groups import LABEL_WORDS
from assetmap_app.components.selection import choose

if TYPE_CHECKING:
    from collections.abc import Mapping

    from streamlit.elements.lib.column_types import ColumnConfig

    from assetmap.views.network.view import NetworkView

_EDITION: Final = "party_list_edition"  # a list made anew forgets the row chosen in the old one
_COLUMNS: Final[dict[str, ColumnConfig | str]] = {
    "name": "Name",
    "label": "What it is",
    "sector": "Sector",
    "degree": NumberColumn("Ties"),
    "betweenness": NumberColumn(
        "Lies between others",
        format="percent",
        help="The share of the shortest ways between two others that run through here",
    ),
    "n_cut_off": NumberColumn(
        "Cut off without it", help="How many others would be cut off without this one"
    ),
}


def choose_picked() -> None:
    """Choose the party that was clicked on the map."""
    picked = st.session_state["network_map"].get("picked")
    if isinstance(picked, str):
        choose(picked)
        st.session_state[_EDITION] = st.session_state.get(_EDITION, 0) + 1


def party_list(view: NetworkView, party_id: str, sector_words: Mapping[str, str]) -> None:
    """Show all parties of a map, `party_id` marked."""
    rows = view.parties
    shown = rows[list(_COLUMNS)].assign(
        label=rows["label"].map(LABEL_WORDS),
        sector=rows["sector"].map(sector_words).fillna("Not known"),
    )
    ids = rows["id"].tolist()
    key = f"party_list_{st.session_state.get(_EDITION, 0)}_{view.choice.ties}"
    marked = [ids.index(party_id)] if party_id in ids else []
    st.dataframe(
        shown,
        hide_index=True,
        key=key,
        on_select=lambda: _choose_row(key, ids),
        selection_mode="single-row",
        selection_default={"selection": {"rows": marked}},
        column_config=_COLUMNS,
        alt="Everybody on this map, those that connect the most first, people last",
    )


def _choose_row(key: str, ids: list[str]) -> None:
    rows = st.session_state[key].selection.rows
    choose(ids[rows[0]] if rows else "")
