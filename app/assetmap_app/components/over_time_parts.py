"""Parts of the screen Over time: one number on several days, drawn with its interval."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import pandas as pd
import streamlit as st

from assetmap.views.wording import counted
from assetmap_app.components.charts import BLUE, beside, layer, number, show_chart
from assetmap_app.components.long_tables import page_of
from assetmap_app.components.tables import show_table
from assetmap_app.components.words import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.views.change.sides import SideRow
    from assetmap.views.change.view import TieRow
    from assetmap_app.components.charts import Spec

_ABREAST: Final = 3
_OF_A_DAY: Final = 30  # pixels
_AXIS: Final = 30  # pixels
_FEW_TIES: Final = 6
_TICKS: Final = 4  # more would stand in each other's way

SIDES: Final = {
    "number": "Number",
    "day": "Day",
    "shown": "Value",
    "sureness": "How sure",
    "moved": "Whether it moved",
    "meaning": "What it means",
    "raised_by": "What would raise it",
}
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


def show_sides(sides: Sequence[SideRow]) -> None:
    """Show numbers on every day; those that did not move are folded where others did."""
    moved = [row for row in sides if row["has_moved"]]
    others = [row for row in sides if not row["has_moved"]]
    _show_abreast(moved or others)
    if moved and others:
        n_others = len({row["number"] for row in others})
        with st.expander(f"The other {counted(n_others, 'number')}"):
            _show_abreast(others)


def _show_abreast(sides: Sequence[SideRow]) -> None:
    """Show numbers three abreast, each on every day, with the interval as a bar."""
    numbers = list(dict.fromkeys(row["number"] for row in sides))
    for first in range(0, len(numbers), _ABREAST):
        shown = numbers[first : first + _ABREAST]
        for column, name in zip(st.columns(_ABREAST), shown, strict=False):
            with column, st.container(border=True, height="stretch"):
                _show_number([row for row in sides if row["number"] == name])


def show_formulas(sides: Sequence[SideRow]) -> None:
    """Show how each number is worked out, and where that was published."""
    for name, formula in dict.fromkeys((row["number"], row["formula"]) for row in sides):
        st.markdown(f":small[{plain(name)}: {plain(formula)}]")


def _show_number(rows: Sequence[SideRow]) -> None:
    st.subheader(plain(rows[0]["number"]), anchor=False)
    st.markdown(plain(rows[0]["meaning"]))
    spoken = "; ".join(f"{row['day']} {row['shown']}" for row in rows)
    show_chart(_picture(rows), f"{rows[0]['number']}: {spoken}")
    if rows[0]["moved"]:
        st.markdown(f"**{plain(rows[0]['moved'])}**")
    days = [
        f":small[{plain(row['day'])}: **{plain(row['shown'])}**. {plain(row['sureness'])}]"
        for row in rows
    ]
    st.markdown("  \n".join(days))
    st.markdown(f":small[**What would raise it:** {plain(rows[0]['raised_by'])}]")


def _picture(rows: Sequence[SideRow]) -> Spec:
    cells = [
        {"label": row["day"], **{key: row[key] for key in ("low", "value", "high")}} for row in rows
    ]
    axis = {"tickCount": _TICKS, **({"format": "%"} if rows[0]["is_share"] else {})}
    more = {"scale": {"zero": False, "nice": True}, "axis": axis, "title": None}
    day = beside([row["day"] for row in rows])
    ranges = {"y": day, "x": number("low", **more), "x2": {"field": "high"}}
    points = {"y": day, "x": number("value", **more)}
    return {
        "layer": [
            layer(cells, "rule", ranges, color=BLUE, strokeWidth=3),
            layer(cells, "point", points, color=BLUE, filled=True, size=80),
        ],
        "height": _OF_A_DAY * len(rows) + _AXIS,
    }
