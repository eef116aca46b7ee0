"""What matters by area, as a table of shaded numbers to click or to go through by keys."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st

from assetmap.views.map.steps import COLOURS
from assetmap_app.components.gap_legend import shade_item, show_legend, text_item

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetmap.views.gaps.slice import CellRow, Slice

KEY: Final = "gap_grid"
_NOBODY: Final = "–"
_UNKNOWN: Final = "?"
_SHADES: Final = (
    "Everybody in need reaches something",
    "up to a quarter reach nothing",
    "up to a half",
    "up to three quarters",
    "more than three quarters",
)
_WHITE_FROM: Final = 3
_MISSING: Final = "none"


def gap_grid(view: Slice, *, selected: tuple[str, str], on_pick: Callable[[], None]) -> None:
    """Show what matters by area.

    Parameters
    ----------
    view
        Its cells are shown.
    selected
        Code of the area and id of what matters, of the cell to mark.
    on_pick
        Called before the screen is made again because a cell was picked.
    """
    codes = list(view.areas)
    rows = [
        {
            "name": name,
            "cells": [
                _cell(view.cells[row * len(codes) + column], f"{row},{column}")
                for column in range(len(codes))
            ],
        }
        for row, name in enumerate(view.needs.values())
    ]
    at = _numbers(view, *selected)
    _mounted()(
        data={
            "title": "People who reach nothing, by what matters and area",
            "areas": list(view.areas.values()),
            "rows": rows,
            "selected": at,
        },
        key=KEY,
        on_picked_change=on_pick,
    )
    _legend()


def picked_cell(view: Slice) -> tuple[str, str] | None:
    """Return the area and what matters of the cell picked just now."""
    said = str(st.session_state[KEY].get("picked") or "")
    row, _, column = said.partition(",")
    if not (row.isdecimal() and column.isdecimal()):
        return None
    number = int(row) * len(view.areas) + int(column)
    if int(column) >= len(view.areas) or number >= len(view.cells):
        return None
    cell = view.cells[number]
    return cell["area_code"], cell["need_id"]


def _numbers(view: Slice, area_code: str, need_id: str) -> str:
    if area_code not in view.areas or need_id not in view.needs:
        return ""
    return f"{list(view.needs).index(need_id)},{list(view.areas).index(area_code)}"


def _cell(cell: CellRow, id_: str) -> dict[str, object]:
    name = f"{cell['need']}, {cell['area']}"
    if cell["people"] is None:
        sentence, words = "it is not known how many people there are", _UNKNOWN
    elif cell["share"] is None:
        sentence, words = "nobody is known to need it", _NOBODY
    else:
        words = f"{cell['people']:,}"
        sentence = f"{words} of {cell['in_need'] or 0:,} people in need reach nothing"
    shade = _MISSING if cell["people"] is None or cell["share"] is None else _shade(cell["share"])
    return {"id": id_, "words": words, "shade": shade, "sentence": f"{name}: {sentence}"}


def _shade(share: float) -> int:
    return min(math.ceil(round(share, 9) * (len(COLOURS) - 1)), len(COLOURS) - 1)


def _legend() -> None:
    shades = [shade_item(*each) for each in zip(COLOURS, _SHADES, strict=True)]
    signs = [
        text_item(_NOBODY, "nobody is known to need it"),
        text_item(_UNKNOWN, "it is not known how many live there"),
    ]
    show_legend([*shades, *signs])


@st.cache_resource
def _mounted() -> st.components.v2.types.ComponentRenderer:
    shades = "".join(
        f"button.shade-{number} {{ background: {colour}; "
        f"color: {'#ffffff' if number >= _WHITE_FROM else '#1b1b1b'}; }} "
        for number, colour in enumerate(COLOURS)
    )
    return st.components.v2.component(
        "assetmap_gap_grid",
        html="<div class='grid'></div>",
        css=(
            ".grid { overflow-x: auto; } "
            "table { border-collapse: separate; border-spacing: 2px; width: 100%; "
            "font: 13px system-ui, sans-serif; color: #1b1b1b; } "
            "th { font-weight: 600; text-align: left; } "
            "thead th { vertical-align: bottom; text-align: center; min-width: 3.8rem; "
            "font-size: 12px; } "
            "tbody th { position: sticky; left: 0; background: #ffffff; min-width: 7.5rem; "
            "padding-right: 4px; z-index: 1; } "
            "td { padding: 0; } "
            "button { width: 100%; min-height: 30px; border: 1px solid #8d8d8d; font: inherit; "
            "border-radius: 2px; background: #ffffff; color: #1b1b1b; cursor: pointer; } "
            f"{shades}"
            "button.chosen { outline: 3px solid #1b1b1b; outline-offset: -1px; font-weight: 700; } "
            "button:focus-visible { outline: 3px solid #0b5a8f; outline-offset: 0; }"
        ),
        js=(Path(__file__).parent / "gap_grid.js").read_text(encoding="utf-8"),
    )
