"""How charts look alike: names beside marks, ink that can be read, and words for who cannot see."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from textwrap import wrap
from typing import TYPE_CHECKING, Final

import altair as alt
import streamlit as st
from altair.utils import schemapi

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

INK: Final = "#1b1b1b"
BLUE: Final = "#0b5a8f"
PALE: Final = "#8fb4cf"

LINE: Final = 17
"""Height of a line of a name beside a mark, in pixels."""

_LETTERS: Final = 22  # of a name beside a mark, before it goes on below
_SIZE: Final = 13
_NO_WIDTH: Final = "\u200b"

# Of the whole process: a chart is checked once, when it is shown, and not at each piece too.
schemapi.disable_debug_mode()

Chart = alt.Chart | alt.LayerChart | alt.FacetChart


def show_chart(chart: Chart, words: str) -> None:
    """Show a chart as wide as there is room, its axes in ink.

    Parameters
    ----------
    chart
        Of any kind.
    words
        What it shows, to somebody who cannot see it.
    """
    st.altair_chart(
        chart.configure_axis(labelColor=INK, titleColor=INK, labelFontSize=_SIZE),
        width="stretch",
        alt=words,
    )


def names_in_lines(names: Iterable[str], *, n_lines: int | None = 3) -> list[str]:
    """Return names with breaks where they go on below; two of one name stay two.

    Parameters
    ----------
    names
        Of what stands beside each other.
    n_lines
        What goes on after so many is cut; None cuts nothing.
    """
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        lines = "\n".join(wrap(name, _LETTERS, max_lines=n_lines, placeholder=" ..."))
        found.append(lines + _NO_WIDTH * seen[lines])
        seen[lines] += 1
    return found


def names_beside(names: Sequence[str]) -> alt.Y:
    """Return an axis of `names_in_lines`, in their order, from the column label."""
    return alt.Y(
        "label:N",
        sort=list(names),
        title=None,
        axis=alt.Axis(
            labelExpr="split(datum.label, '\\n')",
            labelLimit=0,
            labelOverlap=False,
            ticks=False,
            domain=False,
        ),
    )


def height_of(names: Sequence[str], gap: int) -> int:
    """Return how high marks with `names_in_lines` beside them are, in pixels.

    Parameters
    ----------
    names
        Each with its lines.
    gap
        Between two names, in pixels.
    """
    lines = [name.count("\n") + 1 for name in names]
    # Every mark has the same room: as much as the two neighbours with most lines need.
    most = max((sum(pair) / 2 for pair in pairwise(lines)), default=max(lines, default=1))
    return round((LINE * most + gap) * len(lines)) + 10
