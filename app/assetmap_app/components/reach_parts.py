"""Parts of the screens Reach and Where next: proposed venues, tenths and fifths of deprivation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import streamlit as st

from assetmap.views.map.steps import figure
from assetmap.views.reach.deprived import TENTH_TITLES
from assetmap.views.reach.words import UNITS
from assetmap.views.siting.gaining import GAIN_TITLES
from assetmap.views.siting.view import SITE_TITLES
from assetmap.views.wording import counted
from assetmap_app.components.charts import (
    INK,
    PALE,
    beside,
    height_of,
    layer,
    number,
    show_chart,
    word,
)
from assetmap_app.components.rows import show_rows
from assetmap_app.components.words import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.views.reach.deprived import Tenth
    from assetmap.views.siting.gaining import GainRow
    from assetmap.views.siting.view import SiteRow
    from assetmap_app.components.charts import Spec

_GAP: Final = 9
_ROOM: Final = 1.3  # of the scale, so that words fit beside the longest bar


def show_tenths(rows: Sequence[Tenth], access: str) -> None:
    """Show what is compared by tenths of people: bars and a table."""
    cells = [(row["name"], row["value"], figure(round(row["value"], 1))) for row in rows]
    spoken = "; ".join(f"{name}: {words}" for name, _, words in cells)
    unit = UNITS[access]
    show_chart(_bars(cells), f"{_capital(unit)}, by tenth of people, most deprived first: {spoken}")
    titles = {**TENTH_TITLES, "value": _capital(unit)}
    rounded = [{**row, "value": round(row["value"], 1)} for row in rows]
    show_rows(rounded, titles, "tenths", "Tenths of people by how deprived it is")


def show_venues(rows: Sequence[SiteRow]) -> None:
    """Show proposed venues, two abreast, and the same as a table."""
    for first in range(0, len(rows), 2):
        for column, row in zip(st.columns(2), rows[first : first + 2], strict=False):
            with column, st.container(border=True, height="stretch"):
                people = counted(row["people_added"], "more person", "more people")
                st.markdown(f"**{row['rank']}. {plain(row['name'])}**: {people} reached")
                for key in ("through", "held", "instead"):
                    st.markdown(f":small[{SITE_TITLES[key]}: {plain(row[key])}]")
    with st.expander("The same as a table"):
        show_rows(rows, SITE_TITLES, "proposal", "Proposed venues, those first that add most")


def show_gains(rows: Sequence[GainRow]) -> None:
    """Show who gains by fifths of people: bars and a table."""
    cells = [(row["name"], float(row["gaining"]), f"{row['gaining']:,}") for row in rows]
    spoken = "; ".join(f"{name}: {words}" for name, _, words in cells)
    show_chart(_bars(cells), f"More people reached, most deprived first: {spoken}")
    show_rows(rows, GAIN_TITLES, "gains", "Who gains, by how deprived it is")


def _bars(cells: Sequence[tuple[str, float, str]]) -> Spec:
    labels = [name for name, _, _ in cells]
    rows = [{"label": name, "value": value, "words": words} for name, value, words in cells]
    most = max(value for _, value, _ in cells) or 1.0
    scale = {"domain": [0, most * _ROOM], "nice": False}
    at = {"y": beside(labels), "x": number("value", scale=scale, axis=None)}
    told = at | {"text": word("words")}
    return {
        "layer": [
            layer(rows, "bar", at, size=16, color=PALE),
            layer(rows, "text", told, align="left", dx=6, fontSize=13, color=INK),
        ],
        "height": height_of(labels, _GAP),
    }


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
