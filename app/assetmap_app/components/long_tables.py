"""A long table, a page at a time: what is looked at is sent, and all of it can be had."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd
import streamlit as st

from assetmap.views.written import Written
from assetmap_app.components.row_downloads import row_downloads

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_AT_ONCE: Final = 500
"""Rows of a table that is shown as a whole."""

A_PAGE: Final = 100
"""Rows on a page of a longer one."""

_AS_IT_IS: Final = ""


def page_of(
    rows: pd.DataFrame, titles: Mapping[str, str], name: str, *, chosen: str = ""
) -> pd.DataFrame:
    """Ask for a part of a long table, say which it is, and return it; a short one as it is.

    Whatever is found can be put in another order and taken away as a whole.

    Parameters
    ----------
    rows
        The table, with a column id if one of its rows can be chosen.
    titles
        Heading by column, of those that are shown.
    name
        Of the files, without an ending; no other table of the screen has it.
    chosen
        Id of the row that is chosen: its page comes first.
    """
    if len(rows) <= MOST_AT_ONCE:
        return rows
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input("Find in this list", key=f"{name}_find")
        by = st.selectbox(
            "In the order of",
            [_AS_IT_IS, *titles],
            format_func=lambda column: titles.get(column, "The list as it is"),
            key=f"{name}_order",
        )
        found = _in_order(_with_words(rows, titles, words.strip()), by)
        n_pages = max(1, -(-len(found) // A_PAGE))
        # Another number of pages, or another row that is chosen, begins anew.
        page = st.number_input(
            f"Page, of {n_pages:,}",
            1,
            n_pages,
            _page_with(found, chosen),
            key=f"{name}_page_{n_pages}_{chosen}",
        )
    first = (int(page) - 1) * A_PAGE
    shown = found.iloc[first : first + A_PAGE].reset_index(drop=True)
    st.caption(_sentence(len(rows), len(found), first, len(shown)))
    row_downloads(Written(found, dict), titles, name)
    return shown


def _with_words(rows: pd.DataFrame, titles: Mapping[str, str], words: str) -> pd.DataFrame:
    if not words:
        return rows
    has = pd.Series(data=False, index=rows.index)
    for column in titles:
        has |= rows[column].astype("str").str.contains(words, case=False, regex=False)
    return rows[has]


def _in_order(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    if not by:
        return rows
    return rows.sort_values(by, key=lambda cells: cells.str.casefold(), kind="stable")


def _page_with(rows: pd.DataFrame, chosen: str) -> int:
    if not chosen or "id" not in rows:
        return 1
    there = (rows["id"] == chosen).to_numpy(dtype=bool)
    return int(there.argmax()) // A_PAGE + 1


def _sentence(n_all: int, n_found: int, first: int, n_shown: int) -> str:
    if not n_found:
        return f"None of the {n_all:,} rows has these words."
    of = f"{n_found:,} found among {n_all:,}" if n_found < n_all else f"{n_all:,}"
    return f"Rows {first + 1:,} to {first + n_shown:,} of {of}; the files below have all of these."
