"""Parts of the screen Practices: all of them on one scale, and one practice's people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import altair as alt
import streamlit as st

from assetmap.views.flows.practices import PART_WORDS, PARTS, part_sentence
from assetmap_app.components.charts import (
    BLUE,
    INK,
    PALE,
    height_of,
    names_beside,
    names_in_lines,
    show_chart,
)
from assetmap_app.components.rows import show_rows
from assetmap_app.components.selection import PARTY, note_address, recall_chosen
from assetmap_app.components.words import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.model import Snapshot
    from assetmap.views.flows.practices import Practice, PracticeRow, Practices

_GAP: Final = 8  # pixels
_MOST: Final = 30


def practice_choice(snapshot: Snapshot, practices: Practices) -> str:
    """Ask for a practice; the address may name one by `?party=`."""
    recall_chosen(snapshot)
    names = {row["id"]: row["name"] for row in practices.rows}
    ids = list(names)
    asked = st.session_state.get(PARTY, "")
    found = st.selectbox(
        "Practice", ids, ids.index(asked) if asked in names else 0, format_func=names.__getitem__
    )
    st.session_state[PARTY] = found
    st.query_params[PARTY] = found
    note_address({PARTY: found})
    return found


def show_practice(practice: Practice) -> None:
    """Show one practice's page."""
    first, *others = practice.sentences
    st.markdown(f"**{plain(first)}**")
    for sentence in others:
        st.markdown(plain(sentence))
    for part, title in PARTS.items():
        rows = practice.parts[part]
        if part != "month" and rows:
            st.markdown(f"**{title}:** {plain(part_sentence(rows))}.")
    months = [{"month": row["name"], "n": row["n"]} for row in practice.parts["month"]]
    spoken = "; ".join(f"{row['month']} {row['n']}" for row in months)
    bars = alt.Chart(alt.InlineData(values=months)).mark_bar(color=BLUE, aria=False)
    show_chart(
        bars.encode(
            x=alt.X("month:O", sort=None, title=None, axis=alt.Axis(labelAngle=-90, labelLimit=0)),
            y=alt.Y("n:Q", title="Journeys begun", axis=alt.Axis(tickMinStep=1)),
        ).properties(height=200),
        f"Journeys begun month by month: {spoken}",
    )
    with st.expander("The same numbers as a table"):
        table = [row for part in PARTS for row in practice.parts[part]]
        show_rows(table, PART_WORDS, "practice", "How this practice's people set out")


def show_peers(rows: Sequence[PracticeRow], rate: float, chosen: str) -> None:
    """Show all practices on one scale with their intervals, one marked, the place's as a line."""
    shown = list(rows[:_MOST])
    shown += [row for row in rows[_MOST:] if row["id"] == chosen]
    labels = names_in_lines(row["name"] for row in shown)
    cells = [
        {
            "label": label,
            "rate": row["rate"],
            "low": row["low"],
            "high": row["high"],
            "is_chosen": row["id"] == chosen,
        }
        for row, label in zip(shown, labels, strict=True)
    ]
    spoken = "; ".join(f"{row['name']} {row['rate']:g}" for row in shown)
    base = alt.Chart(alt.InlineData(values=cells)).encode(
        y=names_beside(labels),
        color=alt.condition("datum.is_chosen", alt.value(BLUE), alt.value(PALE)),
    )
    line = base.mark_rule(strokeWidth=3, aria=False).encode(
        x=alt.X("low:Q", title="Journeys per 1,000 patients", scale=alt.Scale(zero=True)),
        x2="high:Q",
    )
    dots = base.mark_point(filled=True, opacity=1, aria=False).encode(
        x="rate:Q",
        size=alt.condition("datum.is_chosen", alt.value(180), alt.value(70)),
        shape=alt.condition("datum.is_chosen", alt.value("diamond"), alt.value("circle")),
    )
    whole = alt.Chart(alt.InlineData(values=[{"rate": rate}])).mark_rule(
        color=INK, strokeDash=[4, 3], aria=False
    )
    show_chart(
        alt.layer(line, dots, whole.encode(x="rate:Q")).properties(
            height=height_of(labels, _GAP) + 30
        ),
        f"Journeys per 1,000 patients, by name of practice: {spoken}; all together {rate:g}",
    )
    if len(rows) > len(shown):
        st.caption(f"{len(shown)} of {len(rows):,} practices; the table has all of them.")
