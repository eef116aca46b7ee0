"""Rows as a table, with the same rows to take away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd
import streamlit as st
from streamlit.column_config import Column, NumberColumn

from assetmap_app.components.row_downloads import row_downloads
from assetmap_app.components.tables import show_table, show_wide_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MANY_ROWS: Final = 15
_MANY_COLUMNS: Final = 4

MOST_ROWS: Final = 100
"""More are not sent to the browser: nobody reads so far down; the files have all."""


def show_rows(
    rows: Sequence[Mapping[str, object]], titles: Mapping[str, str], name: str, words: str
) -> None:
    """Show rows as a table, one that scrolls if it is long, and offer them to take away.

    Of many rows the first `MOST_ROWS` are shown, and said to be.

    Parameters
    ----------
    rows
        Cells by column.
    titles
        Heading by column; other columns are left out.
    name
        Of the files, without an ending; no other table of the screen has it.
    words
        What the table is called to somebody who cannot see it.
    """
    if len(rows) > _MANY_ROWS:
        _show_grid(rows[:MOST_ROWS], titles, words)
        if len(rows) > MOST_ROWS:
            st.caption(f"The first {MOST_ROWS} of {len(rows):,} rows; the files have all of them.")
    elif len(titles) > _MANY_COLUMNS:
        show_wide_table(rows, words, titles, name)
    else:
        show_table(rows, words, titles)
    row_downloads(rows, titles, name)


def _show_grid(rows: Sequence[Mapping[str, object]], titles: Mapping[str, str], words: str) -> None:
    cells = pd.DataFrame({title: [row[key] for row in rows] for key, title in titles.items()})
    numbers = {
        title
        for key, title in titles.items()
        if any(isinstance(row[key], int | float) for row in rows)
    }
    # The first column stays in sight where the others have to be scrolled to.
    pinned = next(iter(titles.values()))
    columns = {
        title: NumberColumn(title, format="localized", pinned=title == pinned)
        if title in numbers
        else Column(title, pinned=title == pinned)
        for title in titles.values()
    }
    st.dataframe(
        cells,
        hide_index=True,
        column_config=columns,
        placeholder="",  # as in the files; without it, an empty cell says None
        alt=words,
    )
