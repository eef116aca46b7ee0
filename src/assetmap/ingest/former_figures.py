"""What may become of figures of areas that were drawn anew: carried, added up, or refused.

| the area was | a count | a rank, tenth, score or share | anything else |
| --- | --- | --- | --- |
| unchanged | as it is | as it is | as it is |
| merged | the sum, if all parts are in the files | refused | refused |
| split | refused | each part has that of the whole | refused |
| complex | refused | refused | refused |

So no count stands in two areas, and no sum lacks a part.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from assetmap.ingest.conflicts import is_among
from assetmap.model.figures import PART_OF, SUM_OF, kind_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import numpy as np

    from assetmap.ingest.check import Batch

_SAME: Final = ("name", "group", "measured_on")
"""Columns that parts of one sum have in common, beside area and unit."""


@dataclass(frozen=True, slots=True)
class FormerFigure:
    """One figure for one area of now: where it stands in the batch, and how it comes there.

    `way` is "" as it is, `PART_OF` or `SUM_OF`; `reason` why it cannot. Figures of one `key` and
    way `SUM_OF` are parts of one sum.
    """

    at: int
    row: int
    former: str
    area_code: str
    way: str
    reason: str
    key: tuple[object, ...]
    value: float


class Became:
    """The look-up of former areas, and what it says of each.

    Parameters
    ----------
    rows
        Of `FormerArea`.
    areas
        Those that are in the map, or come with the files.
    """

    def __init__(self, rows: pd.DataFrame, areas: pd.Index[Any]) -> None:
        self.now_of = _grouped(rows, "former_code", "area_code")
        self.parts_of = _grouped(rows, "area_code", "former_code")
        self.here = pd.Index(rows["former_code"][is_among(rows["area_code"], areas)], dtype=object)
        self._change_of = dict(zip(rows["former_code"], rows["change"], strict=True))

    def change(self, code: str) -> str:
        """Return what became of an area; complex too where the look-up contradicts itself."""
        now = self.now_of[code]
        is_alone = all(len(self.parts_of[each]) == 1 for each in now)
        holds = {
            "unchanged": is_alone and len(now) == 1,
            "split": is_alone,
            "merged": len(now) == 1,
        }
        said = self._change_of[code]
        return said if holds.get(said) else "complex"


def figures_of(
    batch: Batch, at: np.ndarray[Any, np.dtype[np.int64]], became: Became
) -> list[FormerFigure]:
    """Return a figure for each of the rows `at` and each area of now that it may be of."""
    rows = batch.rows.iloc[at]
    ruled: dict[tuple[str, str], tuple[str, str]] = {}
    found: list[FormerFigure] = []
    columns = (rows[name].astype(object) for name in ("area_code", "unit", "value", *_SAME))
    for where, row, code, unit, value, *same in zip(
        at.tolist(), batch.row_of[at].tolist(), *columns, strict=True
    ):
        kind = kind_of(unit)
        if (code, kind) not in ruled:
            ruled[code, kind] = _rule(code, kind, became)
        way, reason = ruled[code, kind]
        found += [
            FormerFigure(where, row, code, area, way, reason, (area, unit, *map(str, same)), value)
            for area in became.now_of[code]
        ]
    return found


def sums_of(
    figures: Sequence[FormerFigure], became: Became, rejected: set[int]
) -> tuple[dict[int, float], dict[int, str]]:
    """Return for places in the batch the sum that each is a part of, or why there is none.

    A row that lacks one sum goes with all of its figures, and so do the sums that these are in.
    """
    parts: dict[tuple[object, ...], list[FormerFigure]] = {}
    for each in figures:
        parts.setdefault(each.key, []).append(each)
    bad, sums, reasons = set(rejected), dict[int, float](), dict[int, str]()
    n_before = -1
    while n_before < len(bad):
        n_before = len(bad)
        sums.clear()
        for of_one in parts.values():
            wanted = became.parts_of[of_one[0].area_code]
            told = _told(of_one, bad)
            lacking = [code for code in wanted if len(told.get(code, ())) != 1]
            if not lacking:
                total = math.fsum(value for code in wanted for value in told[code])
                sums |= {each.at: total for each in of_one}
                continue
            missing = ", ".join(lacking)
            for each in of_one:
                if each.row not in bad:
                    reasons[each.at] = (
                        f"Area {each.former!r} was merged into {each.area_code!r}, and the sum "
                        f"lacks one figure of {missing!r} in the same load."
                    )
            bad |= {each.row for each in of_one}
    return sums, reasons


def _grouped(rows: pd.DataFrame, by: str, name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, value in zip(rows[by], rows[name], strict=True):
        found.setdefault(key, []).append(value)
    return {key: sorted(values) for key, values in found.items()}


def _rule(code: str, kind: str, became: Became) -> tuple[str, str]:
    """Return how a figure of one kind comes from a former area to those of now, or why not."""
    change = became.change(code)
    if change == "unchanged":
        return "", ""
    if change == "split" and kind == "rate":
        return PART_OF, ""
    if change == "merged" and kind == "count":
        return SUM_OF, ""
    now = ", ".join(became.now_of[code])
    if change == "complex":
        why = f"was drawn anew (now {now!r}) in another way than by splitting or merging"
    elif not kind:
        why = (
            f"was {change} into {now!r}, and the unit does not say whether it is a count or a rate"
        )
    elif change == "split":
        why = f"was split into {now!r}, and nothing says who lives where: a count is not divided"
    else:
        why = f"was merged into {now!r}; ranks, tenths, scores and shares cannot be added up"
    return "", f"Area {code!r} {why}."


def _told(figures: Sequence[FormerFigure], bad: Collection[int]) -> dict[str, set[float]]:
    """Return the figures of each former area; more than one contradict each other."""
    told: dict[str, set[float]] = {}
    for each in figures:
        if each.row not in bad and not math.isnan(each.value):
            told.setdefault(each.former, set()).add(each.value)
    return told
