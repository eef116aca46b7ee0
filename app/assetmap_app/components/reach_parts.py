"""Parts of the screens Reach and Where next: tenths and fifths of deprivation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import altair as alt

from assetmap.views.map.steps import figure
from assetmap.views.reach.deprived import TENTH_TITLES
from assetmap.views.reach.words import UNITS
from assetmap.views.siting.gaining import GAIN_TITLES
from assetmap_app.components.charts import INK, PALE, height_of, names_beside, show_chart
from assetmap_app.components.rows import show_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.views.reach.deprived import Tenth
    from assetmap.views.siting.gaining import GainRow
    from assetmap_app.components.charts import Chart

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


def show_gains(rows: Sequence[GainRow]) -> None:
    """Show who gains by fifths of people: bars and a table."""
    cells = [(row["name"], float(row["gaining"]), f"{row['gaining']:,}") for row in rows]
    spoken = "; ".join(f"{name}: {words}" for name, _, words in cells)
    show_chart(_bars(cells), f"More people reached, most deprived first: {spoken}")
    show_rows(rows, GAIN_TITLES, "gains", "Who gains, by how deprived it is")


def _bars(cells: Sequence[tuple[str, float, str]]) -> Chart:
    labels = [name for name, _, _ in cells]
    rows = [{"label": name, "value": value, "words": words} for name, value, words in cells]
    most = max(value for _, value, _ in cells) or 1.0
    x = alt.X("value:Q", scale=alt.Scale(domain=[0, most * _ROOM], nice=False), axis=None)
    base = alt.Chart(alt.InlineData(values=rows)).encode(y=names_beside(labels), x=x)
    words = base.mark_text(align="left", dx=6, fontSize=13, color=INK, aria=False)
    return alt.layer(
        base.mark_bar(size=16, color=PALE, aria=False), words.encode(text="words:N")
    ).properties(height=height_of(labels, _GAP))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
