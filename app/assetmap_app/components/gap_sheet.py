"""The gap sheet of a ward: which area, and the page to take away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from assetmap.views.areas import areas_at
from assetmap.views.gaps.sheet import gap_sheet
from assetmap_app.components.current import current_for
from assetmap_app.components.page_downloads import page_downloads

if TYPE_CHECKING:
    from assetmap.model import Snapshot

FOR_WHOM: Final = "partner"
"""Whose eyes a sheet is for."""


def offer_gap_sheet(snapshot: Snapshot, level: str, key: str) -> None:
    """Ask for an area of a level, and offer its gaps on one page.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    level
        Of the areas.
    key
        What the choice of this screen is kept under.
    """
    areas = areas_at(snapshot, level)
    if not areas:
        return
    names = dict(sorted(areas.items(), key=lambda each: (each[1].casefold(), each[0])))
    area = st.selectbox(
        "Of which area", list(names), format_func=names.__getitem__, key=f"{key}_sheet"
    )
    st.markdown(
        "What is strong there, what is missing, and who could help, to hand round a table. It "
        "holds no more than a partner may see: what people's journeys were about is not heeded, "
        "so its numbers are of all who live there."
    )
    page_downloads(lambda: gap_sheet(current_for(FOR_WHOM), area), "gap_sheet")
