"""Parts of the screen Social capital: one side as words, a picture and a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import altair as alt
import streamlit as st

from assetmap_app.components.charts import (
    BLUE,
    INK,
    PALE,
    height_of,
    names_beside,
    names_in_lines,
    show_chart,
)
from assetmap_app.components.tables import show_table
from assetmap_app.components.words import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.views.social_capital.dimension import Dimension, Part, Side

_ABREAST: Final = 2
_GAP: Final = 9  # pixels
_ROOM: Final = 1.45  # of the scale, so that words fit beside the longest bar
_NUMBERS: Final = {"title": "Number", "value": "Value", "sureness": "How sure"}
_BARS: Final = {"label": "What", "words": "Value", "ends": "Had all answered"}
_BETWEEN: Final = (
    "A line with ends across a bar is where it would be had all who were asked answered."
)


def show_sides(sides: Sequence[Side]) -> None:
    """Show the sides of social capital, two abreast."""
    for first in range(0, len(sides), _ABREAST):
        for column, side in zip(
            st.columns(_ABREAST), sides[first : first + _ABREAST], strict=False
        ):
            with column, st.container(border=True, height="stretch"):
                _show_side(side)


def _show_side(side: Side) -> None:
    st.subheader(side.title, anchor=False)
    st.markdown(plain(side.meaning))
    for each in side.dimensions:
        st.markdown(f"**{plain(each['sentence'])}**")
        if each is not side.dimensions[0] and each["low"] is not None:
            st.markdown(f":small[{plain(each['sureness'])}]")
    if side.bars:
        show_chart(_picture(side), _spoken(side))
    chief = side.dimensions[0]
    if chief["sureness"]:
        st.markdown(f":small[How sure: {plain(chief['sureness'])}]")
    st.markdown(f"**What would raise it:** {plain(side.raised_by)}")
    with st.expander(f"{side.title} as a table, with formulas"):
        _show_numbers(side)


def _show_numbers(side: Side) -> None:
    show_table(side.dimensions, f"The numbers of {side.title}", _NUMBERS)
    if side.bars:
        show_table([_cells(bar) for bar in side.bars], f"The bars of {side.title}", _BARS)
    for each in side.dimensions:
        _explain(each)


def _explain(found: Dimension) -> None:
    source = f" {plain(found['reference'])}." if found["reference"] else ""
    st.markdown(f":small[{plain(found['title'])}: {plain(found['formula'])}.{source}]")


def _cells(bar: Part) -> dict[str, object]:
    ends = "" if bar.low is None or bar.high is None else f"{bar.low:.2f} to {bar.high:.2f}"
    return {"label": bar.label, "words": bar.words, "ends": ends}


def _spoken(side: Side) -> str:
    bars = "; ".join(f"{bar.label} {bar.words}" for bar in side.bars)
    return f"{side.title} as bars: {bars}. {_BETWEEN if side.bars[0].low is not None else ''}"


def _picture(side: Side) -> Any:
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
    scale = alt.Scale(domain=[lowest, lowest + (highest - lowest) * _ROOM], nice=False)
    base = alt.Chart(alt.InlineData(values=cells)).encode(y=names_beside(labels))
    bars = base.mark_bar(size=13, aria=False).encode(
        x=alt.X("from:Q", scale=scale, axis=None),
        x2="number:Q",
        color=alt.condition("datum.chief", alt.value(BLUE), alt.value(PALE)),
    )
    words = base.mark_text(align="left", dx=8, fontSize=13, color=INK, aria=False).encode(
        x=alt.X("beside:Q", scale=scale), text="words:N"
    )
    layers = [bars, words]
    if any(cell["low"] is not None for cell in cells):
        known = base.transform_filter("datum.low !== null")
        line = known.mark_rule(color=INK, strokeWidth=2, aria=False)
        end = known.mark_tick(color=INK, thickness=2, size=15, aria=False)
        layers += [
            line.encode(x=alt.X("low:Q", scale=scale), x2="high:Q"),
            end.encode(x=alt.X("low:Q", scale=scale)),
            end.encode(x=alt.X("high:Q", scale=scale)),
        ]
    return alt.layer(*layers).properties(height=height_of(labels, _GAP))
