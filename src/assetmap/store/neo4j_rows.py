"""Columns of pandas to cells as Neo4j holds them, and back."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
from neo4j.time import Date

from assetmap.model import columns_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Cells = dict[str, Any]
"""The filled cells of one row by column: text, int, float, bool and day."""

ORDER: Final = "_order"
"""The property that tells in which order rows were put in."""

_LETTERS: Final = 16_000_000  # of texts that are sent at one time, on average
_PANDAS: Final = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}
_ARROW: Final = {"Int64": pa.int64(), "float64": pa.float64(), "boolean": pa.bool_()}


def cells_of(table: str, rows: pd.DataFrame) -> list[Cells]:
    """Return `rows` of `table`, in the model's types, as Neo4j holds them, one by one."""
    kinds = _kinds(table)
    names = [str(name) for name in rows.columns if rows[name].notna().any()]
    columns = [_cells(rows[name], kinds.get(name, "str")) for name in names]
    return [
        {name: cell for name, cell in zip(names, row, strict=True) if cell is not None}
        for row in zip(*columns, strict=True)
    ]


def cells_found(row: Mapping[str, Any]) -> tuple[Cells, int]:
    """Return a row that the driver gave, and its place in the order of rows."""
    cells = {
        name: cell.to_native() if isinstance(cell, Date) else cell
        for name, cell in row.items()
        if name != ORDER
    }
    return cells, int(row[ORDER])


def frame_of_cells(table: str, own: Sequence[str], rows: Sequence[Cells]) -> pd.DataFrame:
    """Return rows of `table` in the model's types, the place's `own` columns last."""
    kinds = _kinds(table)
    names = [*kinds, *own]
    arrays = [_array((row.get(name) for row in rows), kinds.get(name, "str")) for name in names]
    return _frame(pa.table(arrays, names=names))


def frame_of_pages(table: str, own: Sequence[str], pages: Iterable[list[Any]]) -> pd.DataFrame:
    """Return rows as statements `read_...` give them, in the model's types and their order."""
    kinds = _kinds(table)
    names = [*kinds, *own]
    chunks, orders = [], []
    for page in pages:
        *model, own_cells, order = zip(*page, strict=True)
        own_columns = zip(*own_cells, strict=True) if own else ()
        arrays = [
            _array(cells, kinds.get(name, "str"), has_days_as_text=True)
            for name, cells in zip(names, (*model, *own_columns), strict=True)
        ]
        chunks.append(pa.table(arrays, names=names))
        orders.append(np.array(order, dtype=np.int64))
    if not chunks:
        return frame_of_cells(table, own, [])
    in_order = np.argsort(np.concatenate(orders), kind="stable")
    return _frame(pa.concat_tables(chunks).take(pa.array(in_order)))


def as_json(cells: Cells) -> str:
    """Return a row as history keeps it."""
    return json.dumps(cells, ensure_ascii=False, separators=(",", ":"), default=dt.date.isoformat)


def from_json(table: str, text: str) -> Cells:
    """Return the row of `table` that history keeps as `text`."""
    kinds = _kinds(table)
    return {
        name: dt.date.fromisoformat(cell) if kinds.get(name) == "datetime64[us]" else cell
        for name, cell in json.loads(text).items()
    }


def row_chunks(rows: pd.DataFrame, most: int) -> Iterator[pd.DataFrame]:
    """Give `rows` some at a time: fewer than `most` if their texts are long, such as outlines."""
    n_letters = sum(
        int(rows[name].str.len().sum()) for name in rows.columns if rows[name].dtype == "str"
    )
    size = max(1, min(most, _LETTERS * len(rows) // max(n_letters, 1)))
    for start in range(0, len(rows), size):
        yield rows.iloc[start : start + size]


def in_chunks(rows: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    """Give `rows` some at a time."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def _kinds(table: str) -> dict[str, str]:
    return {each.name: each.dtype for each in columns_of(table)}


def _cells(column: pd.Series[Any], dtype: str) -> list[Any]:
    if dtype == "datetime64[us]":
        # To days first: it rounds down, also before 1970.
        return list(column.to_numpy().astype("datetime64[D]").tolist())
    cells = column.astype(object).where(column.notna(), None).tolist()
    return [None if cell is None else bool(cell) for cell in cells] if dtype == "boolean" else cells


def _array(cells: Iterable[Any], dtype: str, *, has_days_as_text: bool = False) -> pa.Array[Any]:
    if dtype == "datetime64[us]":
        days = pa.array(cells, pa.string() if has_days_as_text else pa.date32())
        return days.cast(pa.date32()).cast(pa.timestamp("us"))
    return pa.array(cells, _ARROW.get(dtype, pa.large_string()))


def _frame(rows: pa.Table) -> pd.DataFrame:
    made: pd.DataFrame = rows.to_pandas(types_mapper=_PANDAS.get)
    return made
