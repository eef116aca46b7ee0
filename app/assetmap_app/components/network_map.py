"""The drawing of a network: pyvis makes the page, a frame without rights shows it.

The page stands in an iframe that may run scripts and nothing else: it has no origin, so it
reaches neither our pages nor our cookies, and its own policy lets nothing in or out. What was
clicked comes back as a message, which is read only when that very frame sent it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st
from jinja2 import Environment, FileSystemLoader
from pyvis.network import Network

from assetmap.views.network.drawing import MOST_ENLARGED

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetmap.views.network.drawing import Drawing, Line, Sign

STATIC: Final = Path(__file__).parents[1] / "static"

_ENGINE: Final = "<!--engine-->"
"""Where the drawing library goes: once for all maps in the browser, or into a file of its own."""

_PAGE: Final = Environment(
    loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True
)
_GLYPHS: Final = {
    "dot": "M12 4a8 8 0 1 0 .01 0Z",
    "square": "M4 4h16v16H4Z",
    "triangle": "M12 3 21 20H3Z",
    "triangleDown": "M12 21 3 4h18Z",
    "diamond": "M12 2 22 12 12 22 2 12Z",
    "star": "m12 2 3 7 7.5.5-5.8 4.8 1.9 7.4L12 17.6 5.4 21.7l1.9-7.4L1.5 9.5 9 9Z",
    "hexagon": "M7 3.5h10L22 12l-5 8.5H7L2 12Z",
}
_CROWD: Final = 150  # parties above which outlines would hide the colours
_NODES: Final = {
    "borderWidthSelected": 3,
    "font": {"face": "system-ui, sans-serif", "color": "#1b1b1b", "strokeWidth": 3, "size": 7},
    "scaling": {"label": {"drawThreshold": 9}},
}
_OPTIONS: Final = {
    "physics": {"enabled": False},
    "edges": {
        "smooth": False,
        "color": {"color": "#8d8d8d", "highlight": "#1b1b1b", "inherit": False, "opacity": 0.55},
        "arrowStrikethrough": False,
        "selectionWidth": 1,
    },
    "interaction": {
        "hover": True,
        "dragNodes": False,
        "hideEdgesOnDrag": True,
        "hideEdgesOnZoom": True,
        "multiselect": False,
        "navigationButtons": False,
        "tooltipDelay": 100,
    },
    "layout": {"improvedLayout": False},
}


def map_page(drawing: Drawing, *, sentence: str) -> str:
    """Return the page that shows `drawing`, without the library that draws it.

    Parameters
    ----------
    drawing
        What to draw.
    sentence
        What a person who cannot see it is told.

    Returns
    -------
    str
        HTML that asks nobody for anything.
    """
    network = Network(cdn_resources="local", height="100%", width="100%", bgcolor="#ffffff")
    is_crowded = len(drawing.signs) > _CROWD
    looks = {(sign.colour, sign.shape) for sign in drawing.signs}
    group_of = {look: str(number) for number, look in enumerate(sorted(looks))}
    # Not add_node and add_edge: they look through all that is there for each that is added.
    network.nodes = [
        _node(sign, group_of[sign.colour, sign.shape], is_crowded=is_crowded)
        for sign in drawing.signs
    ]
    network.edges = [_edge(line) for line in drawing.lines]
    network.options = {
        **_OPTIONS,
        "nodes": {**_NODES, "borderWidth": 0.7 if is_crowded else 1.5},
        # Said once for all signs of a look, not once a sign: that halves the time to draw.
        "groups": {name: _group(*look) for look, name in group_of.items()},
    }
    # Its head is nothing but addresses of other machines; ours says that none may be asked.
    _, _, body = network.generate_html().partition("<body>")
    drawn, _, _ = body.rpartition("</body>")
    return _PAGE.get_template("network_page.html").render(
        title=drawing.title,
        sentence=sentence,
        drawn=drawn,
        engine=_ENGINE,
        legend=drawing.legend,
        glyphs=_GLYPHS,
        most_enlarged=MOST_ENLARGED,
        words=[
            each for each in (drawing.colour_words, drawing.size_words, drawing.line_words) if each
        ],
    )


def map_file(page: str) -> bytes:
    """Return `page` as one file that draws itself anywhere, without any other."""
    return page.replace(_ENGINE, f"<script>{_engine()}</script>", 1).encode()


def network_map(page: str, *, title: str, selected: str, on_pick: Callable[[], None]) -> str | None:
    """Show a page of `map_page`.

    Parameters
    ----------
    page
        The map.
    title
        What the frame is called to those who cannot see it.
    selected
        Id of the party to mark; empty for none.
    on_pick
        Called before the screen is made again because a party was clicked.

    Returns
    -------
    str
        The party clicked just now, else None.
    """
    result = _mounted()(
        data={"page": page, "selected": selected, "title": title},
        key="network_map",
        height=640,
        on_picked_change=on_pick,
    )
    picked = result.get("picked")
    return picked if isinstance(picked, str) else None


@st.cache_resource
def _mounted() -> st.components.v2.types.ComponentRenderer:
    folder = Path(__file__).parent
    return st.components.v2.component(
        "assetmap_network_map",
        html='<iframe sandbox="allow-scripts"></iframe>',
        css=(
            "iframe { box-sizing: border-box; display: block; width: 100%; height: 640px; "
            "border: 1px solid #8d8d8d; }"
        ),
        js=(folder / "network_map.js").read_text(encoding="utf-8"),
    )


@cache
def _engine() -> str:
    return (STATIC / "vis-network.min.js").read_text(encoding="utf-8")


def _node(sign: Sign, group: str, *, is_crowded: bool) -> dict[str, object]:
    node: dict[str, object] = {
        "id": str(sign.id),
        "name": sign.name,
        "x": sign.x,
        "y": sign.y,
        "size": sign.size,
        "group": group,
    }
    if sign.is_named:
        node |= {"label": sign.label, "font": {"size": sign.letter_size}}
    elif is_crowded:
        node["later"] = sign.label  # written when somebody comes near enough to read it
    else:
        node["label"] = sign.label
    return node


def _group(colour: str, shape: str) -> dict[str, object]:
    chosen = {"background": colour, "border": "#000000"}
    return {
        "shape": shape,
        "color": {
            "background": colour,
            "border": "#333333",
            "highlight": chosen,
            "hover": chosen,
        },
    }


def _edge(line: Line) -> dict[str, object]:
    edge: dict[str, object] = {"from": line.from_id, "to": line.to_id, "width": line.width}
    if line.is_dashed:
        edge["dashes"] = [6, 5]
    if line.has_arrow:
        edge["arrows"] = {"to": {"enabled": True, "scaleFactor": 0.5}}
    return edge
