"""Parts of the screen Practices: all of them on one scale, and one practice's people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from assetmap.views.flows.practices import PART_WORDS, PARTS, part_sentence
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
)
from assetmap_app.components.rows import show_rows
from assetmap_app.components.selection import PARTY, note_address, recall_chosen
from assetmap_app.components.words import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.model import Snapshot
    from assetmap.views.flows.practices import Practice, PracticeRow, Practices
    from assetmap_app.components.charts import Spec

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
    upright = {"labelAngle": -90, "labelLimit": 0}
    encoding = {
        "x": {"field": "month", "type": "ordinal", "sort": None, "title": None, "axis": upright},
        "y": number("n", title="Journeys begun", axis={"tickMinStep": 1}),
    }
    bars = layer(months, "bar", encoding, color=BLUE) | {"height": 200}
    show_chart(bars, f"Journeys begun month by month: {spoken}")
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
    whole = f"all together {rate:g}"
    show_chart(
        _peers(cells, labels, rate),
        f"Journeys per 1,000 patients, by name of practice: {spoken}; {whole}",
    )
    if len(rows) > len(shown):
        st.caption(f"{len(shown)} of {len(rows):,} practices; the table has all of them.")


def _peers(cells: Sequence[Spec], labels: Sequence[str], rate: float) -> Spec:
    base = {"y": beside(labels), "color": either("datum.is_chosen", BLUE, PALE)}
    title = "Journeys per 1,000 patients"
    line = {"x": number("low", title=title, scale={"zero": True}), "x2": {"field": "high"}}
    dots = {
        "x": number("rate"),
        "size": either("datum.is_chosen", 180, 70),
        "shape": either("datum.is_chosen", "diamond", "circle"),
    }
    whole = {"x": number("rate")}
    return {
        "layer": [
            layer(cells, "rule", base | line, strokeWidth=3),
            layer(cells, "point", base | dots, filled=True, opacity=1),
            layer([{"rate": rate}], "rule", whole, color=INK, strokeDash=[4, 3]),
        ],
        "height": height_of(labels, _GAP) + 30,
    }
