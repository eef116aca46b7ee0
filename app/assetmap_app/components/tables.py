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
    "[data-testid=stTable] :is(td, th):first-child { min-width: 6.6em; }"
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


def show_wide_table(
    rows: Sequence[Mapping[str, object]], alt: str, titles: Mapping[str, str], name: str
) -> None:
    """Show rows with many columns; on a phone each row as a list, a heading beside every cell.

    Parameters
    ----------
    rows, alt, titles
        As of `show_table`.
    name
        No other table of the screen has it.
    """
    key = f"wide_{name}"
    with st.container(key=key):
        st.html(_stacked(f".st-key-{key} [data-testid=stTable]", list(titles.values())))
        show_table(rows, alt, titles)


def _stacked(table: str, titles: Sequence[str]) -> str:
    """Return a style by which a table's rows are lists of their cells on a narrow screen."""
    labels = "".join(
        f'{table} td:nth-of-type({place})::before {{ content: "{_in_css(title)}: "; }}'
        for place, title in enumerate(titles, start=1)
    )
    return (
        "<style>@media (max-width: 640px) {"
        f"{table} :is(table, tbody, tr, td) {{ display: block; width: 100%; }}"
        f"{table} thead {{ display: none; }}"
        f"{table} tr {{ padding: 0.5rem 0; }}"
        f"{table} td {{ border: 0 !important; padding: 0.1rem 0.3rem !important; }}"
        f"{table} td * {{ display: inline !important; }}"
        f"{table} td::before {{ font-weight: 600; }}"
        f"{labels} }}</style>"
    )


def _in_css(words: str) -> str:
    """Return words as they stand in a string of a style."""
    return "".join(
        char if char.isalnum() or char in " %,()" else f"\\{ord(char):x} " for char in words
    )


def _words(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:,.2f}".rstrip("0").rstrip(".")
    return f"{value:,}" if type(value) is int else str(value)
