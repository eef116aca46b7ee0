"""Parts of the screen Waiting and loss: the curve of a wait, lists of dead ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import altair as alt
import pandas as pd
import streamlit as st

from assetmap.views.flows.detours import DEAD_END_TITLES, DETOUR_TITLES
from assetmap.views.flows.waiting import CURVE_TITLES, RECEIVER_TITLES
from assetmap_app.components.charts import BLUE, INK, show_chart
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
    base = alt.Chart(pd.DataFrame(list(rows)))
    whole = alt.Scale(domain=[0, 1])
    days = alt.X("days:Q", title="Days")
    waiting = alt.Axis(format="%")
    band = base.mark_area(color=BLUE, opacity=0.25, interpolate="step-after").encode(
        x=days, y=alt.Y("low:Q", scale=whole, axis=waiting, title="Still waiting"), y2="high:Q"
    )
    line = base.mark_line(color=BLUE, interpolate="step-after").encode(
        x=days, y=alt.Y("still_waiting:Q", scale=whole, axis=waiting, title="Still waiting")
    )
    standard = (
        alt.Chart(pd.DataFrame({"days": [standard_days]}))
        .mark_rule(strokeDash=[4, 3], color=INK)
        .encode(x=days)
    )
    show_chart(
        alt.layer(band, line, standard).properties(height=_HEIGHT),
        f"The share that still waits after each day, with its 95% range. {sentence}",
    )
    st.caption("The pale band is the 95% range; the dashed line is the standard.")
    with st.expander("The same numbers as a table"):
        show_rows(rows, CURVE_TITLES, "curve", "Still waiting after so many days")
