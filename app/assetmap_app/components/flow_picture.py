"""The drawing of a flow: boxes, and bands that can be clicked or reached by the keyboard."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetmap.views.flows.sankey import Sankey

HEIGHT: Final = 400
"""Height of the picture in pixels."""


def flow_picture(
    drawn: Sankey, *, title: str, selected: str, on_pick: Callable[[], None]
) -> str | None:
    """Show a flow.

    Parameters
    ----------
    drawn
        Where boxes and bands stand.
    title
        What the picture is called to those who cannot see it.
    selected
        Id of the band to mark; empty for none.
    on_pick
        Called before the screen is made again because a band was picked.

    Returns
    -------
    str
        The band picked just now, else None.
    """
    result = _mounted()(
        data={
            "boxes": [asdict(box) | {"words": f"{box.n:,}"} for box in drawn.boxes],
            "bands": [asdict(band) for band in drawn.bands],
            "title": title,
            "selected": selected,
            "height": HEIGHT,
        },
        key="flow_picture",
        on_picked_change=on_pick,
    )
    picked = result.get("picked")
    return picked if isinstance(picked, str) else None


@st.cache_resource
def _mounted() -> st.components.v2.types.ComponentRenderer:
    return st.components.v2.component(
        "assetmap_flow_picture",
        html="<div class='flows'></div>",
        css=(
            ".flows { width: 100%; } svg { display: block; } "
            "path { cursor: pointer; } path:hover { fill-opacity: 0.65; } "
            "path.chosen { stroke: #1b1b1b; stroke-width: 2; } "
            "path:focus-visible { outline: none; stroke: #1b1b1b; stroke-width: 3; } "
            "text { font: 13px system-ui, sans-serif; fill: #1b1b1b; paint-order: stroke; "
            "stroke: #ffffff; stroke-width: 3px; pointer-events: none; }"
        ),
        js=(Path(__file__).parent / "flow_picture.js").read_text(encoding="utf-8"),
    )
