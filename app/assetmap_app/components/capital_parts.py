"""Parts of the screen Social capital: one side as words, a picture and a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from assetmap.views.wording import uncapitalised
from assetmap_app.components.charts import (
    BLUE,
    INK,
    PALE,
    beside,
    either,
    height_of,
    layer,
    names_in_lines,
    number,
    show_chart,
    word,
)
from assetmap_app.components.tables import show_table
from assetmap_app.components.words import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.views.social_capital.dimension import Dimension, Part, Side
    from assetmap_app.components.charts import Spec

_ABREAST: Final = 2
_GAP: Final = 9  # pixels
_ROOM: Final = 1.45  # of the scale, so that words fit beside the longest bar
_NUMBERS: Final = {"title": "Number", "value": "Value", "sureness": "How sure"}
_BARS: Final = {"label": "What", "words": "Value", "ends": "Had all answered"}
_BETWEEN: Final = (
    "A line with ends across a bar is where it would be had all who were asked answered, nine "
    "times in ten."
)


def show_sides(sides: Sequence[Side], sureness: str) -> None:
    """Show the sides of social capital, two abreast.

    Parameters
    ----------
    sides
        Each with its meaning, chief number, picture and what would raise it; all else is folded.
    sureness
        What they rest on, said once.
    """
    has_ends = any(bar.low is not None for side in sides for bar in side.bars)
    st.markdown(f":small[{plain(sureness)}{f' {_BETWEEN}' if has_ends else ''}]")
    for first in range(0, len(sides), _ABREAST):
        for column, side in zip(
            st.columns(_ABREAST), sides[first : first + _ABREAST], strict=False
        ):
            with column, st.container(border=True, height="stretch"):
                _show_side(side)


def _show_side(side: Side) -> None:
    st.subheader(side.title, anchor=False)
    st.markdown(plain(side.meaning))
    st.markdown(f"**{plain(side.dimensions[0]['sentence'])}**")
    if side.bars:
        show_chart(_picture(side), _spoken(side))
    st.markdown(f"**What would raise it:** {plain(side.raised_by)}")
    with st.expander(f"More on {uncapitalised(side.title)}, and how sure"):
        _show_numbers(side)


def _show_numbers(side: Side) -> None:
    # Where nothing is known one sentence says so; the table has why for each.
    if any(each["number"] is not None for each in side.dimensions):
        for each in side.dimensions[1:]:
            st.markdown(plain(each["sentence"]))
    show_table(side.dimensions, f"The numbers of {side.title}", _NUMBERS)
    if side.bars:
        rows = [_cells(bar, side) for bar in side.bars]
        show_table(rows, f"The bars of {side.title}", _BARS)
    for each in side.dimensions:
        _explain(each)


def _explain(found: Dimension) -> None:
    source = f" {plain(found['reference'])}." if found["reference"] else ""
    raised = f" What would raise it: {plain(found['raised_by'])}" if found["raised_by"] else ""
    st.markdown(f":small[{plain(found['title'])}: {plain(found['formula'])}.{source}{raised}]")


def _cells(bar: Part, side: Side) -> dict[str, object]:
    ends = "" if bar.low is None or bar.high is None else side.ends_words(bar.low, bar.high)
    return {"label": bar.label, "words": bar.words, "ends": ends}


def _spoken(side: Side) -> str:
    bars = "; ".join(f"{bar.label} {bar.words}" for bar in side.bars)
    has_ends = any(bar.low is not None for bar in side.bars)
    return f"{side.title} as bars: {bars}. {_BETWEEN if has_ends else ''}"


def _picture(side: Side) -> Spec:
    """Draw a bar for each number, its words beside it, and a line from end to end over it."""
    lowest, highest = side.scale
    labels = names_in_lines((bar.label for bar in side.bars), n_lines=None)
    cells: list[dict[str, Any]] = [
        {
            "label": label,
            "words": bar.words,
            "number": bar.number,
            "from": lowest,
            "low": bar.low,
            "high": bar.high,
            "chief": place == 0,
            "beside": max(bar.number, bar.high or 0.0),
        }
        for place, (bar, label) in enumerate(zip(side.bars, labels, strict=True))
    ]
    scale = {"domain": [lowest, lowest + (highest - lowest) * _ROOM], "nice": False}
    y = beside(labels)
    bars = {
        "y": y,
        "x": number("from", scale=scale, axis=None),
        "x2": {"field": "number"},
        "color": either("datum.chief", BLUE, PALE),
    }
    words = {"y": y, "x": number("beside", scale=scale), "text": word("words")}
    layers = [
        layer(cells, "bar", bars, size=13),
        layer(cells, "text", words, align="left", dx=8, fontSize=13, color=INK),
    ]
    known = [cell for cell in cells if cell["low"] is not None]
    return {"layer": [*layers, *_ends(known, y, scale)], "height": height_of(labels, _GAP)}


def _ends(known: Sequence[dict[str, Any]], y: Spec, scale: Spec) -> list[Spec]:
    """Draw a line from end to end of what is known of it; nothing where nothing is."""
    if not known:
        return []
    low, high = ({"y": y, "x": number(name, scale=scale)} for name in ("low", "high"))
    return [
        layer(known, "rule", low | {"x2": {"field": "high"}}, color=INK, strokeWidth=2),
        layer(known, "tick", low, color=INK, thickness=2, size=15),
        layer(known, "tick", high, color=INK, thickness=2, size=15),
    ]
