"""Columns of pandas to values of SQLite and back, a column at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import pyarrow as pa

from assetmap.model import columns_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

Row = tuple[Any, ...]
"""Values of one row as SQLite holds them, in the order of the columns asked for."""

_CHUNK: Final = 50_000  # rows held as Python objects at one time while reading
_PANDAS: Final = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}


def values(table: str, rows: pd.DataFrame, names: Sequence[str]) -> list[Row]:
    """Return `rows` of `table` as SQLite holds them.

    Parameters
    ----------
    table
        A table of the model.
    rows
        Rows in the model's types, as `conform` gives them.
    names
        Columns wanted; those that `rows` lacks are empty.

    Returns
    -------
    list
        One tuple a row: dates as ISO text, truths as 0 or 1, empty cells as None.
    """
    kinds = {each.name: each.dtype for each in columns_of(table)}
    cells = [
        _cells(rows[name], kinds.get(name, "str")) if name in rows.columns else [None] * len(rows)
        for name in names
    ]
    return list(zip(*cells, strict=True))


def frame(table: str, names: Sequence[str], found: sqlite3.Cursor) -> pd.DataFrame:
    """Return what `found` gives, of the columns `names` of `table`, in the model's types."""
    return in_pandas(arrow_rows(table, names, found))


def arrow_rows(table: str, names: Sequence[str], found: sqlite3.Cursor) -> pa.Table:
    """Do the same as columns of Arrow."""
    kinds = {each.name: each.dtype for each in columns_of(table)}
    chunks = [
        pa.table([_array(cells, kinds.get(name, "str")) for name, cells in named], names=names)
        for chunk in iter(lambda: found.fetchmany(_CHUNK), [])
        for named in [list(zip(names, zip(*chunk, strict=True), strict=True))]
    ]
    none = pa.table([_array([], kinds.get(name, "str")) for name in names], names=names)
    return pa.concat_tables([none, *chunks]).combine_chunks()


def in_pandas(rows: pa.Table) -> pd.DataFrame:
    """Return `rows` as `conform` would, without its second pass over every column."""
    made: pd.DataFrame = rows.to_pandas(types_mapper=_PANDAS.get)
    return made


def typed(texts: pa.Array[Any], dtype: str) -> pa.Array[Any]:
    """Return `texts` as the model's type `dtype`, which is that of texts or of days."""
    if dtype == "datetime64[us]":
        return texts.cast(pa.date32()).cast(pa.timestamp("us"))
    return texts


def _cells(column: pd.Series[Any], dtype: str) -> list[Any]:
    if dtype == "datetime64[us]":
        # By numpy to days first: it rounds down, also before 1970.
        days = pa.array(column.to_numpy().astype("datetime64[D]"), from_pandas=True)
        return list(days.cast(pa.string()).to_numpy(zero_copy_only=False).tolist())
    if dtype == "boolean":
        column = column.astype("Int64")
    cells = column.astype(object)
    return list(cells.where(column.notna(), None).tolist())


def _array(cells: Iterable[Any], dtype: str) -> pa.Array[Any]:
    if dtype == "boolean":
        return pa.array(cells, pa.int64()).cast(pa.bool_())
    types = {"Int64": pa.int64(), "float64": pa.float64()}
    if dtype in types:
        return pa.array(cells, types[dtype])
    return typed(pa.array(cells, pa.large_string()), dtype)
