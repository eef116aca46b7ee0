"""Tables of sentences: every cell whole, on any width, and letter by letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from assetmap_app.components.words import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# A long word without a gap breaks, so that no table is wider than a phone; the usual ones do not:
# there, letters are small and every column has room for a word.
_STYLE: Final = (
    "<style>[data-testid=stTable] td * { overflow-wrap: anywhere !important; }"
    "@media (max-width: 640px) {"
    "[data-testid=stTable] :is(td, th, td *, th *) { font-size: 0.8rem !important; }"
    "[data-testid=stTable] :is(td, th) { min-width: 4.6em; padding: 0.3rem !important; }"
    "[data-testid=stTable] :is(td, th):first-child { min-width: 5.6em; } }</style>"
)


def show_table(rows: Sequence[Mapping[str, object]], alt: str, titles: Mapping[str, str]) -> None:
    """Show rows with `titles` over their columns.

    Parameters
    ----------
    rows
        Cells by column.
    alt
        What the table is called to somebody who cannot see it.
    titles
        Heading by column; other columns are left out.
    """
    cells = [{title: plain(_words(row[name])) for name, title in titles.items()} for row in rows]
    st.html(_STYLE)
    st.table(cells, hide_index=True, alt=alt)


def _words(value: object) -> str:
    if value is None:
        return ""
    return f"{value:,}" if type(value) is int else str(value)
