"""Which rows a copy still lacks, and in which parts they can be put in."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

import pandas as pd

from assetmap.model import TABLES, Changes, conform, references_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Rows = Mapping[str, pd.DataFrame]

PART_ROWS: Final = 20_000
"""Rows that go in at one time: few enough for a server's memory, and for a bar that moves."""


def stale_ids(wanted: Rows, present: Rows) -> list[str]:
    """Return ids of rows of `present` that `wanted` lacks or has otherwise, each once."""
    stale: dict[str, None] = {}
    for name, rows in present.items():
        if name not in wanted:
            stale |= dict.fromkeys(rows["id"])
            continue
        stale |= dict.fromkeys(rows["id"][~_is_in(name, rows, wanted[name])])
    return list(stale)


def missing_rows(wanted: Rows, present: Rows) -> dict[str, pd.DataFrame]:
    """Return the rows of `wanted` that `present` lacks or has otherwise, in the model's order."""
    missing = {}
    for name in TABLES:
        rows = wanted.get(name)
        if rows is None or rows.empty:
            continue
        if name in present:
            rows = rows[~_is_in(name, rows, present[name])]
        if len(rows):
            missing[name] = rows
    return missing


def cut(rows: Rows, size: int) -> Iterator[Changes]:
    """Give `rows` in parts of at most `size` rows, none of which refers to a later one.

    Rows of one table that lie within each other in a ring stay together, however many they are.
    """
    part: dict[str, list[pd.DataFrame]] = defaultdict(list)
    room = size
    for name in TABLES:
        if name not in rows:
            continue
        for block in _blocks(name, rows[name], size):
            if len(block) > room and part:
                yield _joined(part)
                part, room = defaultdict(list), size
            part[name].append(block)
            room -= len(block)
    if part:
        yield _joined(part)


def _joined(part: Mapping[str, Sequence[pd.DataFrame]]) -> Changes:
    return Changes({name: pd.concat(blocks, ignore_index=True) for name, blocks in part.items()})


def _blocks(table: str, rows: pd.DataFrame, size: int) -> Iterator[pd.DataFrame]:
    n_free = len(rows)
    own = [each.name for each in references_of(table) if table in each.to]
    if own and len(rows) > size:
        rows, n_free = _outermost_first(rows, own[0])
    for start in range(0, n_free, size):
        yield rows.iloc[start : min(start + size, n_free)]
    if n_free < len(rows):
        yield rows.iloc[n_free:]


def _outermost_first(rows: pd.DataFrame, column: str) -> tuple[pd.DataFrame, int]:
    """Return `rows` so that each comes after the one it lies in, and how many could be so ordered.

    Those that lie in a ring, or within one, stand last.
    """
    within = pd.Index(rows["id"]).get_indexer(rows[column])
    inner: dict[int, list[int]] = defaultdict(list)
    for place, outer in enumerate(within.tolist()):
        inner[-1 if outer == place else outer].append(place)
    order: list[int] = list(inner[-1])
    for place in order:
        order.extend(inner[place])
    left = sorted(set(range(len(rows))) - set(order))
    return rows.iloc[[*order, *left]], len(order)


def _is_in(table: str, rows: pd.DataFrame, others: pd.DataFrame) -> NDArray[np.bool_]:
    """Tell of each of `rows` whether `others` hold it, cell by cell."""
    rows, others = conform(table, rows), conform(table, others)
    place = pd.Index(others["id"]).get_indexer(rows["id"])
    found: NDArray[np.bool_] = place >= 0
    if not found.any():
        return found
    mine, theirs = rows[found], others.iloc[place[found]].set_axis(rows.index[found])
    is_same = pd.Series(data=True, index=mine.index)
    for name in {**dict.fromkeys(rows.columns), **dict.fromkeys(others.columns)}:
        if name not in mine or name not in theirs:
            is_same &= (mine if name in mine else theirs)[name].isna()
            continue
        first, second = mine[name], theirs[name]
        is_equal = (first == second).fillna(value=False).astype(bool)
        is_same &= is_equal | (first.isna() & second.isna())
    found[found] = is_same.to_numpy()
    return found
