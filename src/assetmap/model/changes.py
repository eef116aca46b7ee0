"""Rows by table: what a file gave, what a store holds, what a change would do."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd
from pandas.api.types import pandas_dtype

from assetmap.model.registry import TABLES, columns_of

if TYPE_CHECKING:
    from collections.abc import Mapping


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
    return pd.DataFrame(made, index=index)


def empty_rows(table: str) -> pd.DataFrame:
    """Return no rows of `table`, with all its columns and types."""
    return _empty_rows(table).copy(deep=False)


@cache
def _empty_rows(table: str) -> pd.DataFrame:
    return conform(table, pd.DataFrame())


def merged(table: str, rows: pd.DataFrame, changes: Changes) -> pd.DataFrame:
    """Return `rows` of `table` after `changes`: replaced in place, new ones last, gone ones out."""
    given = changes.rows.get(table)
    gone = set(changes.removed.get(table, ()))
    if (given is None or given.empty) and not gone:
        return rows
    if given is None:
        given = empty_rows(table)
    kept = rows[~rows["id"].isin(gone)]
    extra = [name for name in given.columns if name not in kept.columns]
    kept = conform(table, kept.assign(**dict.fromkeys(extra))).set_index("id", drop=False)
    given = conform(
        table, given.assign(**{n: None for n in kept.columns if n not in given.columns})
    ).set_index("id", drop=False)
    known = given.index.isin(kept.index)
    replaced = kept.copy()
    if known.any():
        replaced.loc[given.index[known]] = given[known]
    return conform(table, pd.concat([replaced, given[~known]]))


def table_names() -> tuple[str, ...]:
    """Return every table's name in the order in which rows can be put in."""
    return tuple(TABLES)
