"""The map on the ground to take away: as a picture, and as data."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import streamlit as st

from assetmap.views.map.geojson import map_geojson
from assetmap_app.components.place_picture import map_picture

if TYPE_CHECKING:
    from assetmap.views.map.view import MapView
    from assetmap_app.components.place_picture import PictureFormat

_PICTURES: Final[dict[PictureFormat, tuple[str, str]]] = {
    "png": ("Picture to paste (PNG)", "image/png"),
    "pdf": ("Picture to print (PDF)", "application/pdf"),
    "svg": ("Picture to edit (SVG)", "image/svg+xml"),
}


def place_downloads(view: MapView) -> None:
    """Offer the map as a picture and as GeoJSON; each is made when it is asked for."""
    with st.container(horizontal=True):
        for file_format, (words, mime) in _PICTURES.items():
            st.download_button(
                words,
                data=partial(map_picture, view, file_format),
                file_name=f"map.{file_format}",
                mime=mime,
                on_click="ignore",
            )
        st.download_button(
            "Data for other maps (GeoJSON)",
            data=partial(map_geojson, view),
            file_name="map.geojson",
            mime="application/geo+json",
            on_click="ignore",
        )
