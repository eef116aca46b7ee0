"""Rows by table: what a file gave, what a store holds, what a change would do."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from pandas.api.types import pandas_dtype

from assetmap.model.registry import columns_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Changes:
    """Rows that are new or different, and ids of rows that are gone.

    Attributes
    ----------
    rows
        By table, whole rows in the model's types; a table without rows may be left out.
        Columns beyond the model's begin with `x_` and hold text.
    removed
        By table, ids of rows that are gone.
    revision
        The store's revision that these rows lead to; 0 when they were not in a store yet.
    """

    rows: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    removed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    revision: int = 0

    def __len__(self) -> int:
        """Return how many rows are given or gone."""
        given = sum(len(rows) for rows in self.rows.values())
        return given + sum(len(ids) for ids in self.removed.values())


def conform(table: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Return `rows` with every column of `table`, in its order and types, `x_` columns last.

    Parameters
    ----------
    table
        Name of a table of the model.
    rows
        Any of its columns; those missing become empty. Columns that are neither the
        model's nor begin with `x_` are left out.

    Returns
    -------
    DataFrame
        As many rows, numbered from 0.
    """
    declared = columns_of(table)
    extra = sorted(name for name in rows.columns if str(name).startswith("x_"))
    index = pd.RangeIndex(len(rows))
    made = {
        each.name: (
            rows[each.name].astype(pandas_dtype(each.dtype)).set_axis(index)
            if each.name in rows.columns
            else pd.Series(pd.NA if each.dtype != "float64" else None, index, dtype=each.dtype)
        )
        for each in declared
    }
    made |= {name: rows[name].astype("str").set_axis(index) for name in extra}
    return pd.DataFrame(made, index=index, copy=False)


def empty_rows(table: str) -> pd.DataFrame:
    """Return no rows of `table`, with all its columns and types."""
    return _empty_rows(table).copy(deep=False)


@cache
def _empty_rows(table: str) -> pd.DataFrame:
    return conform(table, pd.DataFrame())


def merged(table: str, rows: pd.DataFrame, changes: Changes) -> pd.DataFrame:
    """Return `rows` of `table` after `changes`: replaced in place, new ones last, gone ones out.

    Columns that the change leaves alone are the same arrays as before, so that a small change
    of a large table is quick.
    """
    given = changes.rows.get(table)
    gone = changes.removed.get(table, ())
    if gone:
        rows = rows[~rows["id"].isin(list(gone))].reset_index(drop=True)
    if given is not None and len(given):
        given = conform(table, given)
        extra = {str(name): None for name in given.columns if name not in rows.columns}
        rows = conform(table, rows.assign(**extra)) if extra else rows
        given = given.reindex(columns=rows.columns).astype(rows.dtypes)
        place = np.flatnonzero(rows["id"].isin(given["id"]))
        ids = rows["id"].iloc[place]
        is_new = ~given["id"].isin(ids)
        rows = _replaced(rows, place, given.set_index("id", drop=False).loc[ids])
        if is_new.any():
            rows = pd.concat([rows, given[is_new]], ignore_index=True)
    return rows


def _replaced(rows: pd.DataFrame, place: NDArray[np.intp], given: pd.DataFrame) -> pd.DataFrame:
    """Return `rows` with the rows at `place` replaced by `given`, in that order."""
    if not len(place):
        return rows
    columns = {}
    for name in rows.columns:
        before, after = rows[name].iloc[place], given[name].set_axis(rows.index[place])
        is_same = (before == after).fillna(value=False) | (before.isna() & after.isna())
        if is_same.all():
            columns[name] = rows[name]
        else:
            array = rows[name].array.copy()
            array[place] = after.array
            columns[name] = pd.Series(array, index=rows.index)
    return pd.DataFrame(columns, index=rows.index, copy=False)
