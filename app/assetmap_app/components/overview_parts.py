"""Parts of the screen Overview: one number, one table, one way on."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

from assetmap_app.components.words import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetmap.views.number import Number


def show_number(number: Number) -> None:
    """Show a number with what it means and how sure it is."""
    with st.container(border=True, height="stretch"):
        st.metric(plain(number["label"]), number["value"])
        st.write(plain(number["meaning"]))
        st.caption(plain(number["sureness"]))


def show_table(rows: Sequence[Mapping[str, object]], alt: str, titles: Mapping[str, str]) -> None:
    """Show rows with `titles` over their columns, every cell's text whole and letter by letter."""
    cells = [{title: plain(str(row[name])) for name, title in titles.items()} for row in rows]
    st.table(cells, hide_index=True, alt=alt)


def link_to(screen: str, words: str) -> None:
    """Offer the way to another screen."""
    # Run by itself, as a test does, a screen knows no other.
    with contextlib.suppress(StreamlitPageNotFoundError):
        st.page_link(screen, label=words)
