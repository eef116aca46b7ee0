"""Parts of the screen Waiting and loss: the curve of a wait, lists of dead ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from assetmap.views.flows.detours import DEAD_END_TITLES, DETOUR_TITLES
from assetmap.views.flows.waiting import CURVE_TITLES, RECEIVER_TITLES
from assetmap_app.components.charts import BLUE, INK, layer, number, show_chart
from assetmap_app.components.rows import show_rows
from assetmap_app.components.words import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetmap.views.flows.detours import DetourView
    from assetmap.views.flows.waiting import Waiting

_HEIGHT: Final = 280


def show_waiting(found: Waiting, standard_days: int) -> None:
    """Show how long people wait: a sentence, a curve, and a table by receiver."""
    st.markdown(plain(found.sentence))
    if found.note:
        st.caption(plain(found.note))
    if found.curve:
        _show_curve(found.curve, found.sentence, standard_days)
        st.subheader("By who receives", anchor=False)
        st.markdown("Those first at whom most people wait longer than the standard.")
        show_rows(found.receivers, RECEIVER_TITLES, "receivers", "Waits by receiver")


def show_detours(found: DetourView) -> None:
    """Show what leads people round, and where paths end before they begin."""
    st.markdown(f"**{plain(found.summary)}** This is of the whole place, whatever is chosen above.")
    show_rows(found.rows, DETOUR_TITLES, "detours", "What leads people round")
    for words, rows, name in (
        (found.silent_words, found.silent, "silent_practices"),
        (found.unused_words, found.unused, "unused_activities"),
    ):
        st.markdown(plain(words))
        if rows:
            with st.expander("Which ones"):
                show_rows(rows, DEAD_END_TITLES, name, words)


def _show_curve(rows: Sequence[Mapping[str, Any]], sentence: str, standard_days: int) -> None:
    """Show the share that still waits after each number of days, with its interval."""
    days = number("days", title="Days")
    axis = {"scale": {"domain": [0, 1]}, "axis": {"format": "%"}, "title": "Still waiting"}
    band = {"x": days, "y": number("low", **axis), "y2": {"field": "high"}}
    line = {"x": days, "y": number("still_waiting", **axis)}
    stepped = {"color": BLUE, "interpolate": "step-after"}
    standard = [{"days": standard_days}]
    chart = {
        "layer": [
            layer(rows, "area", band, opacity=0.25, **stepped),
            layer(rows, "line", line, **stepped),
            layer(standard, "rule", {"x": days}, strokeDash=[4, 3], color=INK),
        ],
        "height": _HEIGHT,
    }
    show_chart(chart, f"The share that still waits after each day, with its 95% range. {sentence}")
    st.caption("The pale band is the 95% range; the dashed line is the standard.")
    with st.expander("The same numbers as a table"):
        show_rows(rows, CURVE_TITLES, "curve", "Still waiting after so many days")
