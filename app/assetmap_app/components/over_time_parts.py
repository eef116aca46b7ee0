"""Parts of the screen Over time: one number on two days, drawn with its interval."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import altair as alt
import pandas as pd
import streamlit as st

from assetmap_app.components.charts import BLUE, show_chart
from assetmap_app.components.words import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.views.change.view import SideRow

_ABREAST: Final = 3
_HEIGHT: Final = 90

SIDES: Final = {
    "number": "Number",
    "day": "Day",
    "shown": "Value",
    "sureness": "How sure",
    "meaning": "What it means",
}
TIES: Final = {"change": "Change", "who": "Who says so", "whom": "About"}


def show_sides(sides: Sequence[SideRow]) -> None:
    """Show numbers three abreast, each on both days, with the interval as a bar."""
    numbers = list(dict.fromkeys(row["number"] for row in sides))
    for first in range(0, len(numbers), _ABREAST):
        shown = numbers[first : first + _ABREAST]
        for column, number in zip(st.columns(_ABREAST), shown, strict=False):
            with column, st.container(border=True, height="stretch"):
                _show_number([row for row in sides if row["number"] == number])


def _show_number(rows: Sequence[SideRow]) -> None:
    st.markdown(f"**{plain(rows[0]['number'])}**  \n{plain(rows[0]['meaning'])}")
    spoken = "; ".join(f"{row['day']} {row['shown']}" for row in rows)
    show_chart(_picture(rows), f"{rows[0]['number']}: {spoken}")
    for row in rows:
        st.write(
            f":small[{plain(row['day'])}: **{plain(row['shown'])}**. {plain(row['sureness'])}]"
        )


def _picture(rows: Sequence[SideRow]) -> alt.LayerChart | alt.FacetChart:
    whole = alt.Scale(zero=False, nice=True)
    axis = alt.Axis(format="%") if rows[0]["is_share"] else alt.Axis()
    base = alt.Chart(pd.DataFrame(list(rows)))
    day = alt.Y("day:N", title=None, sort=[row["day"] for row in rows])
    bar = base.mark_rule(color=BLUE, strokeWidth=3).encode(
        x=alt.X("low:Q", scale=whole, axis=axis, title=None), x2="high:Q", y=day
    )
    point = base.mark_point(color=BLUE, filled=True, size=80).encode(
        x=alt.X("value:Q", scale=whole, axis=axis, title=None), y=day
    )
    return alt.layer(bar, point).properties(height=_HEIGHT)
