"""View: the figures that people in need are counted from, and the numbers told among them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, TypedDict

from assetmap.measures.gaps.layers import LAYERS
from assetmap.measures.gaps.told import cells_of
from assetmap.views.wording import day_words

if TYPE_CHECKING:
    from assetmap.measures.gaps.matrix import GapMatrix
    from assetmap.model import Snapshot

_UNIT: Final = {"waiting": "people", "searches": "searches"}


class FactRow(TypedDict):
    """A figure that was loaded and that people are counted from."""

    area: str
    name: str
    group: str
    value: float | None
    unit: str
    day: str


def told_facts(
    seen: Snapshot, matrix: GapMatrix, cell: tuple[int, int, int, int]
) -> tuple[FactRow, ...]:
    """Return the numbers told that one cell is weighed by, by layer, then area and what matters.

    Parameters
    ----------
    seen
        What this reader may see of the place.
    matrix
        What can be reached.
    cell
        Numbers of area, what matters, group and time.
    """
    weighting, need = matrix.choice.weighting, matrix.needs[cell[1]]
    return tuple(
        FactRow(
            area=seen.name_of.get(area, area),
            name=LAYERS[key].words,
            group=seen.name_of.get(about, about),
            value=None if math.isnan(number) else number,
            unit=_UNIT[key],
            day=f"before {day_words(told.end)}",
        )
        for key, told in sorted(weighting.told.items())
        if key in weighting.of(need)
        for area, about, number in cells_of(seen, matrix.starts, told, cell[0], need)
    )
