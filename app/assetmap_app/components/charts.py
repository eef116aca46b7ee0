"""How charts look alike: names beside marks, ink that can be read, and words for who cannot see."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Spec = dict[str, Any]
"""A chart as Vega-Lite reads it: made at once, where a library would check each piece of it."""

INK: Final = "#1b1b1b"
BLUE: Final = "#0b5a8f"
PALE: Final = "#8fb4cf"

LINE: Final = 17
"""Height of a line of a name beside a mark, in pixels."""

_LETTERS: Final = 23  # of a name beside a mark, before it goes on below: the longest sector
_SIZE: Final = 13
_NO_WIDTH: Final = "\u200b"

_AXES: Final[Spec] = {"labelColor": INK, "titleColor": INK, "labelFontSize": _SIZE}
_NAMES: Final[Spec] = {
    "labelExpr": "split(datum.label, '\\n')",
    "labelLimit": 0,
    "labelOverlap": False,
    "ticks": False,
    "domain": False,
}


def show_chart(chart: Spec, words: str) -> None:
    """Show a chart as wide as there is room, its axes in ink.

    Parameters
    ----------
    chart
        Without a configuration of its own.
    words
        What it shows, to somebody who cannot see it.
    """
    spec = {**chart, "config": {"axis": _AXES}}
    st.vega_lite_chart(spec=spec, width="stretch", alt=words)


def layer(cells: Iterable[object], mark: str, encoding: Spec, **look: object) -> Spec:
    """Return one layer of a chart, or a whole one.

    Parameters
    ----------
    cells
        What is drawn: one mark each, or a corner of a line.
    mark
        Its kind, such as `bar`.
    encoding
        What says where it is and how it looks.
    look
        What all marks have, such as `color`.
    """
    marked = {"type": mark, "aria": False, **look}
    return {"data": {"values": list(cells)}, "mark": marked, "encoding": encoding}


def word(field: str, **more: object) -> Spec:
    """Return a look or a text by words of the cells."""
    return {"field": field, "type": "nominal", **more}


def number(field: str, **more: object) -> Spec:
    """Return a place or size by a number of the cells."""
    return {"field": field, "type": "quantitative", **more}


def either(test: str, yes: object, no: object) -> Spec:
    """Return a look that depends on a cell, such as `datum.is_over`."""
    return {"condition": {"test": test, "value": yes}, "value": no}


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


def beside(names: Sequence[str]) -> Spec:
    """Return an axis of `names_in_lines`, in their order, from the cells' label."""
    return {"field": "label", "type": "nominal", "sort": list(names), "title": None, "axis": _NAMES}


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
