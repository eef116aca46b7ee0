"""What the shades, signs and arcs of the map on the ground stand for."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

import streamlit as st

from assetmap.views.map.choice import STEPS
from assetmap.views.map.signs import LOOKS
from assetmap.views.wording import counted

if TYPE_CHECKING:
    from assetmap.views.map.view import MapView

_SHAPES: Final = {
    "circle": "border-radius: 50%",
    "triangle": "clip-path: polygon(50% 0, 100% 100%, 0 100%)",
    "diamond": "clip-path: polygon(50% 0, 100% 50%, 50% 100%, 0 50%)",
}
_HATCHED: Final = "repeating-linear-gradient(135deg, #ffffff 0 4px, #787878 4px 5px)"
_STYLE: Final = (
    "<style>.place-legend { font-size: 0.95rem; } .place-legend p { margin: 0 0 0.35rem; } "
    ".place-legend ul { list-style: none; margin: 0 0 0.5rem; padding: 0; display: flex; "
    "flex-wrap: wrap; gap: 0.25rem 1.1rem; } .place-legend li { display: flex; "
    "align-items: center; gap: 0.4rem; margin: 0; } .place-legend i { width: 1.15rem; "
    "height: 1.15rem; display: inline-block; flex: none; } "
    "[data-testid=stDeckGlJsonChart] { border: 1px solid #8d8d8d; } "
    ".place-legend i.shade { border: 1px solid #5a5464; }</style>"
)


def place_legend(view: MapView) -> None:
    """Show the legend of a map."""
    parts = [_shades(view), _signs(view), f"<p>{escape(view.arc_words)}</p>"]
    st.html(f'{_STYLE}<div class="place-legend">{"".join(filter(None, parts))}</div>')


def _shades(view: MapView) -> str:
    if not view.steps or not view.shapes:
        return ""
    has_unit = view.shading.unit and view.shading.unit not in view.shading.title.lower()
    unit = f", {view.shading.unit}" if has_unit else ""
    items = [
        _item(f"background: {step.colour}", f"{step.words} ({counted(step.n_areas, 'area')})")
        for step in view.steps
    ]
    if any(shape.step is None for shape in view.shapes):
        items.append(_item(f"background: {_HATCHED}", "Not known"))
    title = f"{view.shading.title}{unit}. {STEPS[view.choice.steps]}; the darker, the more."
    meaning = f"<p>{escape(view.shading.meaning)}</p>"
    return f"<p><b>{escape(title)}</b></p><ul>{''.join(items)}</ul>{meaning}"


def _signs(view: MapView) -> str:
    present = {sign.spot.kind for sign in view.signs}
    items = [
        f'<li><i style="background: {look.colour}; {_SHAPES[look.shape]}"></i>'
        f"{escape(look.words)}</li>"
        for kind, look in LOOKS.items()
        if kind in present
    ]
    if not items:
        return ""
    return f"<ul>{''.join(items)}<li>Things in one building stand side by side.</li></ul>"


def _item(style: str, words: str) -> str:
    return f'<li><i class="shade" style="{style}"></i>{escape(words)}</li>'
