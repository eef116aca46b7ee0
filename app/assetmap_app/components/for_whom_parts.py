"""Parts of the screen For whom: fifths of deprivation, a funnel plot of areas, changed scores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from assetmap.views.flows.reach import REACH_WORDS, chance_limits
from assetmap.views.flows.scores import NOT_AN_EFFECT, SCORE_WORDS
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
from assetmap_app.components.rows import show_rows
from assetmap_app.components.words import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.views.flows.reach import Reach, ReachRow
    from assetmap.views.flows.scores import ScoreRow, Scores
    from assetmap_app.components.charts import Spec

FUNNEL_IN_WORDS: Final = (
    "Each mark is an area. It stands at 100 (the dashed line) where as many journeys began as "
    "would be expected, were people of the same age referred alike everywhere. Chance alone moves "
    "areas up and down: 95 of 100 lie between the inner lines, and 998 of 1,000 between the outer "
    "ones, which a diamond is beyond. The lines lie far apart on the left, because chance moves a "
    "small number more: a small area must be farther from 100 to stand out."
)
_HEIGHT: Final = 340
_GAP: Final = 12
_AXIS: Final = 60  # height of an axis with its title
_ROOM: Final = 1.45  # of the scale, so that words fit beside the longest line
_AGED: Final = ("aged", "aged_range")


def show_fifths(reach: Reach) -> None:
    """Show how many are reached by how deprived it is where they live."""
    value, low, high = (
        ("aged", "aged_low", "aged_high") if reach.is_aged else ("rate", "low", "high")
    )
    known = [row for row in reach.fifths if row[value] is not None]  # type: ignore[literal-required]
    if not known:
        st.markdown("How deprived these areas are is not known, so nothing can be told by it.")
        return
    labels = names_in_lines(row["name"] for row in known)
    cells = [
        {
            "label": label,
            "number": row[value],  # type: ignore[literal-required]
            "low": row[low],  # type: ignore[literal-required]
            "high": row[high],  # type: ignore[literal-required]
            "words": f"{row[value]:.1f}",  # type: ignore[literal-required]
        }
        for row, label in zip(known, labels, strict=True)
    ]
    spoken = "; ".join(
        f"{row['name']} {cell['words']}" for row, cell in zip(known, cells, strict=True)
    )
    ages = ", at the same ages" if reach.is_aged else ""
    show_chart(_bars(cells, labels), f"Journeys per 1,000 people{ages}, with 95% range: {spoken}")
    st.caption(
        f"Journeys per 1,000 people{ages}; the line across the end of a bar is its 95% range."
    )
    show_rows(
        reach.fifths, _titles("How deprived", reach), "fifths", "Fifths by how deprived they are"
    )


def show_areas(reach: Reach) -> None:
    """Show which areas stand out beside chance, and every area's numbers."""
    st.markdown(f"**{plain(reach.areas_sentence)}**")
    known = [row for row in reach.areas if row["of_expected"] is not None]
    if known:
        spoken = "; ".join(
            f"{row['name']} {row['of_expected']:.0f}, {row['beside']}" for row in known
        )
        show_chart(_funnel(known), f"Journeys for every 100 expected, by area: {spoken}")
        st.markdown(FUNNEL_IN_WORDS)
    show_rows(
        reach.areas, _titles("Where", reach), "areas", "Areas, those first that are reached most"
    )
    st.markdown("\n".join(f"- {plain(note)}" for note in reach.notes))


def show_scores(scores: Scores) -> None:
    """Show how scores changed, and that this is no effect."""
    st.markdown(f"**{plain(scores.summary)}**")
    told = scores.asked_twice
    if not told:
        return
    st.markdown(NOT_AN_EFFECT)
    for unit in dict.fromkeys(row["unit"] for row in told):
        rows = [row for row in told if row["unit"] == unit]
        spoken = " ".join(row["sentence"] for row in rows)
        show_chart(_changes(rows), f"Mean change of {unit}, with 95% range. {spoken}")
        st.caption(
            f"Change in points of {unit}: the dot is the mean, the line its 95% range; the hollow "
            "diamond is what would be expected without any help."
        )
    st.markdown(
        "\n".join(
            f"- {plain(row['name'])}: {plain(row['regression'])}"
            for row in told
            if row["regression"]
        )
    )
    show_rows(scores.rows, SCORE_WORDS, "scores", "Scores before and after")


def _titles(first: str, reach: Reach) -> dict[str, str]:
    return {
        key: first if key == "name" else title
        for key, title in REACH_WORDS.items()
        if reach.is_aged or key not in _AGED
    }


def _bars(cells: list[dict[str, Any]], labels: Sequence[str]) -> Spec:
    scale = {"domain": [0, max(cell["high"] for cell in cells) * _ROOM], "nice": False}
    y = beside(labels)
    bars = {"y": y, "x": number("number", scale=scale, axis=None)}
    ranges = {"y": y, "x": number("low", scale=scale), "x2": {"field": "high"}}
    words = {
        "y": y,
        "x": number("high", scale=scale),
        "text": word("words"),
    }
    return {
        "layer": [
            layer(cells, "bar", bars, size=16, color=PALE),
            layer(cells, "rule", ranges, color=INK, strokeWidth=2),
            layer(cells, "text", words, align="left", dx=8, fontSize=13, color=INK),
        ],
        "height": height_of(labels, _GAP),
    }


def _funnel(rows: Sequence[ReachRow]) -> Spec:
    """Draw areas over the limits that chance sets them, the farthest each way with its name."""
    x = number("expected", title="Journeys expected", scale={"nice": False, "zero": False})
    hundred = {"y": number("of_expected")}
    return {
        "layer": [
            *_limits(chance_limits(rows), x),
            layer([{"of_expected": 100}], "rule", hundred, color=INK, strokeDash=[6, 4]),
            *_areas(rows, x),
        ],
        "height": _HEIGHT,
    }


def _limits(limits: Sequence[object], x: Spec) -> list[Spec]:
    title = "For every 100 expected"
    return [
        layer(
            limits,
            "line",
            {"x": x, "y": number(name, title=title, scale={"zero": False})},
            color=INK,
            strokeWidth=width,
            strokeDash=dash,
        )
        for name, width, dash in (
            ("near_low", 1, [2, 2]),
            ("near_high", 1, [2, 2]),
            ("far_low", 1.5, [1, 0]),
            ("far_high", 1.5, [1, 0]),
        )
    ]


def _areas(rows: Sequence[ReachRow], x: Spec) -> list[Spec]:
    named = {id(rows[0]), id(rows[-1])}
    expected = [row["expected"] or 0.0 for row in rows]
    middle = (min(expected) + max(expected)) / 2
    cells = [
        {
            "expected": row["expected"],
            "of_expected": row["of_expected"],
            "is_far": row["beside"].startswith("far"),
            "name": row["name"] if id(row) in named else "",
            "is_right": (row["expected"] or 0) > middle,
        }
        for row in rows
    ]
    at: Spec = {"x": x, "y": number("of_expected")}
    marks = at | {
        "shape": either("datum.is_far", "diamond", "circle"),
        "size": either("datum.is_far", 130, 70),
    }
    told = at | {"text": word("name")}
    look: dict[str, Any] = {"fontSize": 13, "color": INK}
    right = [cell for cell in cells if cell["is_right"]]
    left = [cell for cell in cells if not cell["is_right"]]
    return [
        layer(cells, "point", marks, filled=True, opacity=1, color=BLUE),
        layer(right, "text", told, align="right", dx=-9, **look),
        layer(left, "text", told, align="left", dx=9, **look),
    ]


def _changes(rows: Sequence[ScoreRow]) -> Spec:
    labels = names_in_lines(row["name"] for row in rows)
    cells: list[dict[str, Any]] = [
        {"label": label} | {key: row[key] for key in ("change", "low", "high", "by_regression")}
        for row, label in zip(rows, labels, strict=True)
    ]
    y = beside(labels)
    x = number("change", title="Change in points", axis={"format": "+", "tickCount": 6})
    ranges = {"y": y, "x": number("low", title="Change in points"), "x2": {"field": "high"}}
    ranged = [cell for cell in cells if cell["low"] is not None]
    expected = [cell for cell in cells if cell["by_regression"] is not None]
    hollow: dict[str, Any] = {"shape": "diamond", "filled": False, "size": 130, "strokeWidth": 2}
    at_expected = {"y": y, "x": number("by_regression")}
    return {
        "layer": [
            layer([{"change": 0}], "rule", {"x": x}, color=INK),
            layer(ranged, "rule", ranges, color=BLUE, strokeWidth=3),
            layer(cells, "point", {"y": y, "x": x}, filled=True, opacity=1, size=90, color=BLUE),
            layer(expected, "point", at_expected, color=INK, **hollow),
        ],
        "height": height_of(labels, _GAP) + _AXIS,
    }
