"""How time grows with size, as a picture: a panel a measure, a line an engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import altair as alt
import pandas as pd
import vl_convert
from tests.bench.engines.works import FLOOR
from tests.bench.measure_graphs import SIZES
from tests.bench.measure_tables import ENGINES, races_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_COLOURS: Final = (
    "#000000",
    "#d55e00",
    "#0072b2",
    "#009e73",
    "#cc79a7",
    "#e69f00",
    "#56b4e9",
)
"""Told apart by people who see few colours, too (Okabe and Ito 2008)."""

_DASHES: Final = ([1, 0], [6, 2], [2, 2], [8, 2, 2, 2], [4, 4], [1, 3], [10, 3, 2, 3])
_COLUMNS: Final = 4


def write_chart(rows: Sequence[dict[str, Any]], path: Path) -> None:
    """Write the picture of all measures that another library has at two sizes or more."""
    points = _points(rows)
    engines = [
        title for title in ENGINES.values() if any(point["engine"] == title for point in points)
    ]
    colours = alt.Scale(domain=engines, range=list(_COLOURS[: len(engines)]))
    dashes = alt.Scale(domain=engines, range=list(_DASHES[: len(engines)]))
    logarithmic = alt.Scale(type="log")
    plain = alt.Axis(grid=False, tickCount=3)
    chart = (
        alt.Chart(pd.DataFrame(points))
        .mark_line(point=True)
        .encode(
            x=alt.X("ties:Q", title="ties", scale=logarithmic, axis=plain),
            y=alt.Y("seconds:Q", title="seconds", scale=logarithmic, axis=plain),
            color=alt.Color("engine:N", title=None, scale=colours),
            strokeDash=alt.StrokeDash("engine:N", title=None, scale=dashes),
        )
        .properties(width=180, height=120)
        .facet(facet=alt.Facet("measure:N", title=None), columns=_COLUMNS)
        .resolve_scale(y="independent")
        .configure_legend(orient="top")
    )
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"{vl_convert.vegalite_to_svg(chart.to_dict())}\n", encoding="utf-8")


def _points(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    points = [
        {
            "measure": race.measure,
            "engine": ENGINES[engine],
            "ties": SIZES[size].n_ties,
            "seconds": row["s"],
        }
        for size in dict.fromkeys(row["size"] for row in rows)
        for race in races_of(rows, size)
        if race.measure != FLOOR and race.peers
        for engine, row in race.rows.items()
        if "s" in row
    ]
    sizes_of: dict[str, set[int]] = {}
    for point in points:
        sizes_of.setdefault(point["measure"], set()).add(point["ties"])
    return [point for point in points if len(sizes_of[point["measure"]]) > 1]
