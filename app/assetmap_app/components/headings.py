"""Headings for those who go through a screen by its headings and do not see how it is laid out."""

from __future__ import annotations

from html import escape
from typing import Final

import streamlit as st

_UNSEEN: Final = (
    "position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); "
    "white-space: nowrap;"
)


def spoken_heading(words: str) -> None:
    """Say a heading of the second level that nobody sees, where the layout tells it already."""
    st.html(f'<h2 style="{_UNSEEN}">{escape(words)}</h2>')
