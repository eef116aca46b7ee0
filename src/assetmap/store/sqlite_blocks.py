"""Whole tables of SQLite as columns, some thousand rows at a time.

To make an object of Python of each cell takes longer than all else. So SQLite strings the texts of
a column together, and Arrow takes them apart again; only numbers, of which there are few, come
one by one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from assetmap.model import columns_of
from assetmap.model.column import MAX_LENGTH, MAX_TEXT
from assetmap.store.sqlite_rows import arrow_rows, frame, in_pandas, typed
from assetmap.store.sqlite_text import sql

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    import pandas as pd


_SEPARATOR: Final = "\x1f"
"""Stands between two texts. No text that was checked holds it; where one does, the count shows."""

_STRUNG: Final = f"count({{name}}), CAST(group_concat({{name}}, '{_SEPARATOR}') AS BLOB)"
_IS_FILLED: Final = "CAST(group_concat({name} IS NOT NULL, '') AS BLOB)"
_MOST_BYTES: Final = 1_000_000_000  # the longest text of SQLite
_BYTES_A_LETTER: Final = 4
_MOST_NUMBER: Final = 2**63 - 1
_MOST_COLUMNS: Final = 500  # SQLite gives 2,000 columns at most, and each is asked for twice
_NUMBERS: Final = {"Int64", "float64", "boolean"}


def whole_table(connection: sqlite3.Connection, table: str, names: Sequence[str]) -> pd.DataFrame:
    """Return all rows of `table`, in the order in which they were put in.

    Parameters
    ----------
    connection
        In a transaction.
    table
        A table of the model.
    names
        All its columns in this store.

    Returns
    -------
    DataFrame
        Columns in the order of `names`, in the model's types.
    """
    kinds = {each.name: each.dtype for each in columns_of(table)}
    numbers = [name for name in names if kinds.get(name) in _NUMBERS]
    texts = [name for name in names if name not in numbers]
    found = _texts(connection, table, texts)
    if found is None:
        return frame(table, names, _one_by_one(connection, table, names))
    columns = {name: typed(found.pop(name), kinds.get(name, "str")) for name in texts}
    if numbers:
        read = arrow_rows(table, numbers, _one_by_one(connection, table, numbers))
        columns |= dict(zip(numbers, read.columns, strict=True))
    return in_pandas(pa.table({name: columns[name] for name in names}))


def _one_by_one(connection: sqlite3.Connection, table: str, names: Sequence[str]) -> sqlite3.Cursor:
    select = sql("SELECT {columns} FROM {table} ORDER BY rowid", columns=names, table=table)
    return connection.execute(select)


def _texts(
    connection: sqlite3.Connection, table: str, names: Sequence[str]
) -> dict[str, pa.Array[Any]] | None:
    """Return columns of texts, or None if they cannot be read in this way."""
    if len(names) > _MOST_COLUMNS:
        return None
    found: dict[str, list[pa.Array[Any]]] = {name: [_none(0)] for name in names}
    for span in _spans(connection, table):
        block = _block(connection, table, names, span)
        if block is None:
            return None
        for name, cells in block.items():
            found[name].append(cells)
    return {name: pa.concat_arrays(found.pop(name)) for name in names}


def _spans(connection: sqlite3.Connection, table: str) -> Iterator[tuple[int, int]]:
    """Give first and last number of rows read together: never more text than SQLite can hold."""
    longest = max(MAX_LENGTH.get(each.kind, MAX_TEXT) for each in columns_of(table))
    most = _MOST_BYTES // (longest * _BYTES_A_LETTER)
    # Numbers have gaps where rows were taken out.
    following = sql("SELECT min(rowid) FROM {table} WHERE rowid > ?", table=table)
    last = -_MOST_NUMBER - 1
    while (first := connection.execute(following, (last,)).fetchone()[0]) is not None:
        last = min(first + most - 1, _MOST_NUMBER)
        yield first, last


def _block(
    connection: sqlite3.Connection, table: str, names: Sequence[str], span: tuple[int, int]
) -> dict[str, pa.Array[Any]] | None:
    n_rows, *answers = _asked(connection, table, [(_STRUNG, name) for name in names], span)
    n_filled = dict(zip(names, answers[::2], strict=True))
    strung = pa.array([text or b"" for text in answers[1::2]], pa.large_string())
    taken = pc.split_pattern(strung, _SEPARATOR)
    n_taken = pc.list_value_length(taken).to_pylist()
    if n_taken != [max(n, 1) for n in n_filled.values()]:
        return None
    found = {
        name: pc.list_flatten(taken.slice(place, 1)) if n else _none(n_rows)
        for place, (name, n) in enumerate(n_filled.items())
    }
    gappy = [name for name, n in n_filled.items() if 0 < n < n_rows]
    _, *marked = _asked(connection, table, [(_IS_FILLED, name) for name in gappy], span)
    for name, marks in zip(gappy, marked, strict=True):
        is_filled = pa.array(np.frombuffer(marks, np.uint8) == ord("1"))
        found[name] = pc.replace_with_mask(_none(n_rows), is_filled, found[name])
    return found


def _none(n_rows: int) -> pa.Array[Any]:
    none: pa.Array[Any] = pa.nulls(n_rows, pa.large_string())
    return none


def _asked(
    connection: sqlite3.Connection,
    table: str,
    asked: Sequence[tuple[str, str]],
    span: tuple[int, int],
) -> tuple[Any, ...]:
    """Return how many rows there are, and what is asked of each column."""
    wanted = ", ".join(["count(*)", *(sql(words, name=name) for words, name in asked)])
    rows = sql("FROM {table} NOT INDEXED WHERE rowid BETWEEN ? AND ?", table=table)
    answer: tuple[Any, ...] = connection.execute(f"SELECT {wanted} {rows}", span).fetchone()
    return answer
