"""Parts of the screens about journeys: choices, funnels, lines by month."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from assetmap.release.within import Within
from assetmap.views.flows.growing import BY, Growing, growing_view
from assetmap.views.flows.growing import TITLES as GROWTH_TITLES
from assetmap.views.flows.journey_rows import FUNNEL_TITLES
from assetmap.views.flows.pathway import filters
from assetmap_app.components.charts import BLUE, INK, layer, number, show_chart
from assetmap_app.components.current import BY_KEY
from assetmap_app.components.month_choices import chosen_months
from assetmap_app.components.row_downloads import SMALL_NUMBERS
from assetmap_app.components.rows import show_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetmap.model import Snapshot
    from assetmap.views.flows.journey_rows import FunnelRow

_HEIGHT: Final = 220


@st.cache_resource(hash_funcs=BY_KEY, max_entries=4, show_spinner="Reading the referrals")
def _filters(snapshot: Snapshot) -> tuple[dict[str, str], dict[str, str]]:
    return filters(snapshot)


def chosen_journeys(snapshot: Snapshot, key: str) -> Within:
    """Ask which journeys are looked at: months, need and area.

    Parameters
    ----------
    snapshot
        The place.
    key
        What the choices of this screen are kept under.
    """
    start, end = chosen_months(snapshot, key)
    needs, areas = _filters(snapshot)
    what, where = st.columns(2)
    every_need, every_area = {"": "Everything"} | needs, {"": "Everywhere"} | areas
    need = what.selectbox(
        "What matters", list(every_need), format_func=every_need.__getitem__, key=f"{key}_need"
    )
    area = where.selectbox(
        "Area", list(every_area), format_func=every_area.__getitem__, key=f"{key}_area"
    )
    return Within(start, end, need, area)


def say_small_numbers() -> None:
    """Say that small numbers stay in the room."""
    st.caption(SMALL_NUMBERS)


def show_funnel(rows: Sequence[FunnelRow], name: str) -> None:
    """Show how many reach each stage: bars with their intervals, and a table."""
    stage = {
        "field": "stage",
        "type": "nominal",
        "sort": [row["stage"] for row in rows],
        "title": None,
    }
    whole = {"domain": [0, 1]}
    share = number("share", scale=whole, axis={"format": "%"}, title="Of all referred")
    ranges = {"x": number("low", scale=whole), "x2": {"field": "high"}, "y": stage}
    chart = {
        "layer": [
            layer(rows, "bar", {"x": share, "y": stage}, color=BLUE, height={"band": 0.6}),
            layer(rows, "rule", ranges, color=INK, strokeWidth=2),
        ],
        "height": _HEIGHT,
    }
    said = ", ".join(f"{row['stage']} {row['of_all']}" for row in rows)
    show_chart(chart, f"How far people came: {said}")
    show_rows(rows, FUNNEL_TITLES, name, "How many reached each stage")


@st.cache_resource(hash_funcs=BY_KEY, max_entries=16, show_spinner="Comparing months")
def _growing(snapshot: Snapshot, within: Within, by: str) -> Growing:
    return growing_view(snapshot, within, by)


def show_growth(snapshot: Snapshot, within: Within) -> None:
    """Let the reader ask whether referrals grow, and show it."""
    st.header("Do they grow?", anchor=False)
    by = st.selectbox(
        "Compare the latest months with those before, by",
        list(BY),
        format_func=BY.__getitem__,
        index=None,
        placeholder="Nothing chosen",
        key="flow_growth",
    )
    if by:
        found = _growing(snapshot, within, by)
        show_rows(found.rows, GROWTH_TITLES, "growth", f"Change of referrals: {BY[by]}")
        st.caption(found.compared)


def show_months(rows: Sequence[Mapping[str, Any]], name: str) -> None:
    """Show numbers by month: a line, and a table."""
    months = {"labelAngle": -90, "labelOverlap": True}
    encoding = {
        "x": {"field": "month", "type": "ordinal", "title": None, "axis": months},
        "y": number("n", title=None, scale={"zero": True}, axis={"tickMinStep": 1}),
    }
    line = layer(rows, "line", encoding, color=BLUE, point=True) | {"height": _HEIGHT}
    ends = f"from {rows[0]['n']} in {rows[0]['month']} to {rows[-1]['n']} in {rows[-1]['month']}"
    show_chart(line, f"By month, {ends}" if rows else "By month")
    with st.expander("The same numbers as a table"):
        show_rows(rows, {"month": "Month", "n": "How many"}, name, "By month")
