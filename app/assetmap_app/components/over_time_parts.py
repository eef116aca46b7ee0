"""Parts of the screen Over time: the sides of social capital on several days, with intervals."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import pandas as pd
import streamlit as st

from assetmap.views.wording import counted
from assetmap_app.components.charts import BLUE, beside, layer, number, show_chart
from assetmap_app.components.long_tables import page_of
from assetmap_app.components.tables import show_table, show_wide_table
from assetmap_app.components.words import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.views.change.sides import DayNumber, NumberOverTime, SideOverTime
    from assetmap.views.change.view import TieRow
    from assetmap_app.components.charts import Spec

_ABREAST: Final = 2
_FEW_COLUMNS: Final = 4
_OF_A_DAY: Final = 30  # pixels
_AXIS: Final = 30  # pixels
_FEW_TIES: Final = 6
_TICKS: Final = 4  # more would stand in each other's way

TIES: Final = {"change": "Change", "who": "Who says so", "whom": "About"}


def show_ties(ties: Sequence[TieRow]) -> None:
    """Show how many ties came and went, then which: closed if they would fill a phone."""
    st.write("Between those who answered both surveys: here a change is a change, not a silence.")
    counts = Counter(row["change"] for row in ties)
    told = " and ".join(f"{n:,} {change.lower()}" for change, n in counts.items())
    with st.expander(f"{counted(len(ties), 'tie')}: {told}", expanded=len(ties) <= _FEW_TIES):
        shown = page_of(pd.DataFrame(ties), TIES, "ties_changed")
        rows = [{str(name): cell for name, cell in row.items()} for row in shown.to_dict("records")]
        show_table(rows, "Ties made and lost", TIES)


def show_sides(sides: Sequence[SideOverTime]) -> None:
    """Show the sides of social capital over time, two abreast; a last one has the whole width."""
    for first in range(0, len(sides), _ABREAST):
        row = sides[first : first + _ABREAST]
        for column, side in zip(st.columns(len(row)), row, strict=True):
            with column, st.container(border=True, height="stretch"):
                _show_side(side)


def _show_side(side: SideOverTime) -> None:
    st.subheader(side.title, anchor=False)
    st.markdown(plain(side.meaning))
    chief = side.numbers[0]
    if len({(day.value, day.low, day.high) for day in chief.days}) > 1:  # else nothing is to see
        spoken = "; ".join(f"{day.day} {_cell(day)}" for day in chief.days)
        st.markdown(f":small[{plain(chief.title)}]")
        show_chart(_picture(chief), f"{chief.title}: {spoken}")
    _show_numbers(side.first, side.title)
    if side.note:
        st.markdown(f":small[{plain(side.note)}]")
    others = f"{counted(len(side.rest), 'other number')}, and " if side.rest else ""
    with st.expander(f"{side.title}: {others}what each means"):
        if side.rest:
            _show_numbers(side.rest, f"More of {side.title}")
        for each in side.numbers:
            _explain(each)


def _show_numbers(numbers: Sequence[NumberOverTime], alt: str) -> None:
    rows, days = [_row(each) for each in numbers], numbers[0].days
    titles = {"title": "Number", **{str(n): day.day for n, day in enumerate(days)}}
    if numbers[0].moved:
        titles["moved"] = "Whether it moved"
    if len(titles) > _FEW_COLUMNS:
        show_wide_table(rows, alt, titles, alt.lower().replace(" ", "_"))
    else:
        show_table(rows, alt, titles)


def _row(number: NumberOverTime) -> dict[str, str]:
    cells = {str(n): _cell(day) for n, day in enumerate(number.days)}
    return {"title": number.title, **cells, "moved": number.moved}


def _cell(day: DayNumber) -> str:
    return f"{day.words}, {day.between}" if day.between else day.words


def _explain(number: NumberOverTime) -> None:
    st.markdown(
        f":small[**{plain(number.title)}**: {plain(number.meaning)} What would raise it: "
        f"{plain(number.raised_by)} How it is worked out: {plain(number.formula)}]"
    )


def _picture(told: NumberOverTime) -> Spec:
    days = [day for day in told.days if day.value is not None]
    cells = [
        {"label": day.day, "low": day.low, "value": day.value, "high": day.high} for day in days
    ]
    axis = {"tickCount": _TICKS, **({"format": "%"} if told.is_share else {})}
    more = {"scale": {"zero": False, "nice": True}, "axis": axis, "title": None}
    day = beside([each.day for each in days])
    ranges = {"y": day, "x": number("low", **more), "x2": {"field": "high"}}
    points = {"y": day, "x": number("value", **more)}
    known = [cell for cell in cells if cell["low"] is not None]
    return {
        "layer": [
            layer(known, "rule", ranges, color=BLUE, strokeWidth=3),
            layer(cells, "point", points, color=BLUE, filled=True, size=80),
        ],
        "height": _OF_A_DAY * len(days) + _AXIS,
    }
