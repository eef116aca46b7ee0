"""Parts of the screen Load: bars beside the room there is, lists, and what would help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from assetmap.views.flows.agreed import FEWEST_PEOPLE, MOST_A_YEAR, MOST_PEOPLE
from assetmap.views.flows.carrying import ADDED_WORDS, HELD_WORDS, UNMET_WORDS
from assetmap.views.flows.load import OVER, ROW_WORDS
from assetmap.views.flows.relationship import PAIR_WORDS
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

    from assetmap.views.flows.carrying import Carried
    from assetmap.views.flows.load import RoomRow
    from assetmap.views.flows.relationship import Pairs
    from assetmap_app.components.charts import Spec

MOST_BARS: Final = 12
MOST_TOLD: Final = 5

_GAP: Final = 10  # pixels
_ROOM: Final = 1.6  # of the scale, so that words fit beside the longest bar
_BAND: Final = "#e3e3e3"

WORKER_COLUMNS: Final = ("name", "state", "a_year", "n", "room", "caseload")
ACTIVITY_COLUMNS: Final = ("name", "state", "share", "n", "room", "places", "caseload")


def band_and_weeks(usual: tuple[int, int]) -> tuple[tuple[float, float], float]:
    """Ask how many people a year a link worker is meant to see, and how long a place is held.

    Parameters
    ----------
    usual
        The fewest and the most that the place has agreed on.
    """
    fewest, most, held = st.columns(3)
    low = fewest.number_input(
        "A link worker sees at least (people a year)",
        *(1, MOST_A_YEAR, usual[0], 10),
        help=f"To keep what your place agreed on: rows “{FEWEST_PEOPLE}” and “{MOST_PEOPLE}” on "
        "the sheet Indicator.",
    )
    high = most.number_input("And at most (people a year)", *(1, MOST_A_YEAR, usual[1], 10))
    weeks = held.number_input("Weeks for which a place at an activity is held", 1, 520, 12)
    if high < low:
        st.info("The most people a year cannot be fewer than the fewest: change one of the two.")
        st.stop()
    return (float(low), float(high)), float(weeks)


def show_bars(
    rows: Sequence[RoomRow], key: str, unit: str, band: tuple[float, float], title: str
) -> None:
    """Show the fullest as bars over the band in which they are meant to be."""
    # The fullest come first, those of whom it is not known last.
    known = [row for row in rows[:MOST_BARS] if row[key] is not None]  # type: ignore[literal-required]
    shown = [
        {
            "label": label,
            "number": row[key],  # type: ignore[literal-required]
            # Beyond the band: its line would cross the words.
            "beside": max(row[key], band[1]),  # type: ignore[literal-required]
            "words": f"{row[key]:,}{unit}"  # type: ignore[literal-required]
            + (", over" if row["state"] == OVER else ""),
            "is_over": row["state"] == OVER,
        }
        for row, label in zip(known, names_in_lines(row["name"] for row in known), strict=True)
    ]
    if not shown:
        return
    spoken = "; ".join(f"{cell['label']} {cell['words']}".replace("\n", " ") for cell in shown)
    show_chart(_bars(shown, band), f"{title}: {spoken}")
    if len(rows) > len(shown):
        st.caption(f"The fullest {len(shown)} of {len(rows):,}; the table has all of them.")


def columns(names: Sequence[str]) -> dict[str, str]:
    """Return the headings of some columns of link workers and activities."""
    return {name: ROW_WORDS[name] for name in names}


def show_pairs(pairs: Pairs) -> None:
    """Show three short lists of pairs, and all pairs as one table."""
    for each in pairs.lists:
        st.subheader(f"{each.title} ({len(each.rows):,})", anchor=False)
        st.markdown(plain(each.meaning))
        st.markdown("\n".join(f"- {plain(row['sentence'])}" for row in each.rows[:MOST_TOLD]))
    if pairs.rows:
        with st.expander("All of these pairs as a table"):
            show_rows(pairs.rows, PAIR_WORDS, "flow_and_trust", "Pairs in the three lists above")


def show_carried(carried: Carried) -> None:
    """Show what could be carried: sentences, then what holds it back, then tables."""
    st.markdown(f"**{plain(carried.summary)}**")
    if carried.helped:
        st.markdown(plain(carried.helped))
    if carried.added:
        st.subheader("What one more would add", anchor=False)
        show_rows(carried.added, ADDED_WORDS, "one_more", "What one more of each would carry")
    if carried.held:
        st.subheader("What holds it back", anchor=False)
        show_rows(carried.held, HELD_WORDS, "held_back", "What holds the place back")
    if carried.unmet:
        st.subheader("For whom there was no room", anchor=False)
        show_rows(carried.unmet, UNMET_WORDS, "no_room", "People without room, by need and area")
    if carried.note:
        st.caption(plain(carried.note))


def _bars(cells: list[dict[str, Any]], band: tuple[float, float]) -> Spec:
    highest = max(*(cell["number"] for cell in cells), band[1])
    scale = {"domain": [0, highest * _ROOM], "nice": False}
    names = [str(cell["label"]) for cell in cells]
    y = beside(names)
    ends = [{"low": band[0], "high": band[1]}]
    across = {"x": number("low", scale=scale, axis=None), "x2": {"field": "high"}}
    bars = {
        "y": y,
        "x": number("number", scale=scale, axis=None),
        "color": either("datum.is_over", BLUE, PALE),
    }
    words = {
        "y": y,
        "x": number("beside", scale=scale),
        "text": word("words"),
    }
    return {
        "layer": [
            layer(ends, "rect", across, color=_BAND),
            layer(cells, "bar", bars, size=13),
            layer(ends, "rule", {"x": number("high", scale=scale)}, color=INK, strokeDash=[4, 3]),
            layer(cells, "text", words, align="left", dx=6, fontSize=13, color=INK),
        ],
        "height": height_of(names, _GAP),
    }
