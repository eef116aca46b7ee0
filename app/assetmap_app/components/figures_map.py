"""A map of figures that a screen worked out: areas, signs, and what they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from assetmap_app.components.place_downloads import place_downloads
from assetmap_app.components.place_legend import place_legend
from assetmap_app.components.place_map import place_map

if TYPE_CHECKING:
    from assetmap.views.map.view import MapView
    from assetmap_app.components.place_rows import PlaceRows


def show_figures_map(view: MapView, rows: PlaceRows, sentence: str, *, is_narrow: bool) -> None:
    """Show a map with its legend, and offer it to take away; words where nothing has a place.

    Parameters
    ----------
    view
        What to draw.
    rows
        Its `place_rows`, for the same screen.
    sentence
        What a person who cannot see it is told.
    is_narrow
        Whether the screen is a phone's.
    """
    if view.bounds is None:
        st.info("Nothing here has a place on a map yet.")
        return
    place_map(view, rows, sentence=sentence, is_narrow=is_narrow, on_pick=_noted)
    place_legend(view)
    place_downloads(view)


def _noted() -> None:
    """Do nothing: a click on this map chooses nothing."""
