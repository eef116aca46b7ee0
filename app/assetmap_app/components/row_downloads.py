"""The rows of a table to take away, as CSV and as a workbook, safe to open in a spreadsheet."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from assetmap.export.cells import guarded
from assetmap_app.components.downloads import WORKBOOK_MIME, faults_csv

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SMALL_NUMBERS = (
    "Small numbers are shown whole here, because a lead sees them. Numbers from 1 to 7 must not "
    "leave the room: someone could be recognised."
)


def row_downloads(
    rows: Sequence[Mapping[str, object]], titles: Mapping[str, str], name: str
) -> None:
    """Offer rows as CSV and as a workbook; each is made when asked for.

    Parameters
    ----------
    rows
        Cells by column.
    titles
        Heading by column; other columns are left out.
    name
        Of the files, without an ending; no other table of the screen has it.
    """

    def frame() -> pd.DataFrame:
        return rows_as_text(rows, titles)

    with st.container(horizontal=True):
        st.download_button(
            "These rows as CSV",
            lambda: faults_csv(frame()),
            f"{name}.csv",
            "text/csv",
            key=f"{name}_csv",
            on_click="ignore",
        )
        st.download_button(
            "These rows for Excel",
            lambda: rows_workbook(frame(), name),
            f"{name}.xlsx",
            WORKBOOK_MIME,
            key=f"{name}_xlsx",
            on_click="ignore",
        )


def rows_as_text(rows: Sequence[Mapping[str, object]], titles: Mapping[str, str]) -> pd.DataFrame:
    """Return rows under their headings, an empty cell for what is not known."""
    cells = [{title: row.get(name) for name, title in titles.items()} for row in rows]
    frame = pd.DataFrame(cells, columns=list(titles.values()), dtype=object)
    return frame.where(frame.notna(), "")


def rows_workbook(frame: pd.DataFrame, name: str) -> bytes:
    """Return rows as a workbook with one sheet, in which no cell is a formula."""
    content = io.BytesIO()
    safe = frame.map(lambda cell: guarded(cell) if isinstance(cell, str) else cell)
    with pd.ExcelWriter(
        content, engine="xlsxwriter", engine_kwargs={"options": {"strings_to_formulas": False}}
    ) as writer:
        safe.to_excel(writer, sheet_name=name[:31], index=False)
    return content.getvalue()
