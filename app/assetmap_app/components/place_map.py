"""The map on the ground, drawn by deck.gl, and what was clicked on it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import pydeck
import streamlit as st
from pydeck.bindings.json_tools import default_serialize

from assetmap_app.components.place_layers import AREAS, SIGNS, layers
from assetmap_app.components.place_seen import height_of, seen_whole
from assetmap_app.components.selection import chosen

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetmap.views.map.view import MapView
    from assetmap_app.components.place_rows import PlaceRows

KEY: Final = "place_map"
_EDITION: Final = "place_map_edition"  # layers called anew forget what was clicked in the old
_TIP: Final = {
    "text": "{tip}",
    "style": {
        "backgroundColor": "#1b1b1b",
        "color": "#ffffff",
        "fontSize": "14px",
        "maxWidth": "18rem",
    },
}


def place_map(
    view: MapView,
    rows: PlaceRows,
    *,
    sentence: str,
    is_narrow: bool,
    on_pick: Callable[[], None],
) -> None:
    """Draw a map, with what is chosen marked.

    Parameters
    ----------
    view
        What to draw; its `bounds` are not None.
    rows
        Its `place_rows`, for the same screen.
    sentence
        What a person who cannot see it is told.
    is_narrow
        Whether the screen is a phone's.
    on_pick
        Called before the screen is made again because something was clicked.
    """
    st.pydeck_chart(
        deck(view, rows, marked=chosen(), edition=_edition(), is_narrow=is_narrow),
        height=height_of(view, is_narrow=is_narrow),
        on_select=on_pick,
        selection_mode="single-object",
        key=KEY,
        alt=sentence,
    )


def picked(view: MapView) -> str:
    """Return the id of the area or thing that was clicked just now; empty if it was none."""
    objects = st.session_state[KEY].selection.objects
    for layer, found in objects.items():
        first: Any = found[0] if found else {}
        number = first.get("n")
        if not isinstance(number, int):
            continue
        if layer.startswith(AREAS) and 0 <= number < len(view.shapes):
            return view.shapes[number].code
        if layer.startswith(SIGNS) and 0 <= number < len(view.signs):
            return view.signs[number].spot.id
    return ""


def forget_click() -> None:
    """Let the map forget what was clicked, so that the same can be clicked again."""
    st.session_state[_EDITION] = _edition() + 1


class _Deck(pydeck.Deck):  # type: ignore[misc]
    """A drawing whose data takes no more room than it needs: pydeck writes a line a number."""

    def to_json(self) -> str:
        return json.dumps(self, default=default_serialize, sort_keys=True, separators=(",", ":"))


def deck(
    view: MapView, rows: PlaceRows, *, marked: str, edition: int, is_narrow: bool
) -> pydeck.Deck:
    """Return the drawing of a map.

    Parameters
    ----------
    view
        What to draw.
    rows
        Its `place_rows`, for the same screen.
    marked
        Id of the area or thing to mark; empty for none.
    edition
        A number that the names of its layers end with.
    is_narrow
        Whether the screen is a phone's.
    """
    return _Deck(
        layers=layers(view, rows, marked=marked, edition=edition, is_narrow=is_narrow),
        initial_view_state=seen_whole(view, is_narrow=is_narrow),
        map_provider=None,
        # What comes later is drawn over what came before, however high an arc rises.
        parameters={"depthCompare": "always"},
        tooltip=_TIP,
    )


def _edition() -> int:
    return int(st.session_state.get(_EDITION, 0))
