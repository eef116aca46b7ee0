"""A digest of what a place holds, the same whichever engine keeps it.

The digest is SHA-256 over a form of the rows that every engine, version of Arrow and machine
gives alike:

- tables in the model's order, those without rows left out; rows by id, as UTF-8 sorts them, so
  that it does not matter in which order they were put in;
- columns in the model's order, then the place's own by name; those that hold nothing left out,
  so that a column that the model gains, or one that was emptied, changes nothing;
- of a column its name, its type, one bit a row that tells which cells are filled, and the filled
  cells: text as its length in bytes and UTF-8 (empty text is not the same as no text), days as
  days since 1970, whole numbers of 64 bits, numbers as IEEE 754 of 64 bits (the two zeros are
  one, what is no number counts as empty), truths as one byte. The least byte comes first.

History, the revision and the store's own id are not in it.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from assetmap.model import TABLES, columns_of, conform

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd
    from numpy.typing import NDArray

_FORM: Final = b"assetmap content 1"


def content_hash(rows: Mapping[str, pd.DataFrame]) -> str:
    """Return the digest of rows by table, 64 hexadecimal digits.

    Parameters
    ----------
    rows
        Rows in the model's types, as a store gives them; a table without rows may be left out.

    Notes
    -----
    Takes about a second of computing for a million referrals.

    Examples
    --------
    >>> content_hash({})[:16]
    '83b36ae81839e058'
    """
    return hash_of_digests(table_digests(rows))


def table_digests(rows: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """Return the digest of each table that has rows, in the model's order."""
    return {name: _digest(name, rows[name]) for name in TABLES if name in rows and len(rows[name])}


def hash_of_digests(digests: Mapping[str, str]) -> str:
    """Return the digest of a place whose tables have the digests given."""
    made = hashlib.sha256(_FORM)
    for name, digest in digests.items():
        made.update(f"\n{name} {digest}".encode())
    return made.hexdigest()


def _digest(table: str, rows: pd.DataFrame) -> str:
    rows = conform(table, rows)
    kinds = {each.name: each.dtype for each in columns_of(table)}
    in_order = pc.sort_indices(_array(rows["id"], "str"))
    made = hashlib.sha256(f"{table} {len(rows)}".encode())
    for name in map(str, rows.columns):
        kind = kinds.get(name, "str")
        column = _array(rows[name], kind)
        if column.null_count == len(column):
            continue
        column = column.take(in_order)
        label = name.encode()
        made.update(f"\n{kind} {len(label)} ".encode() + label)
        is_filled = column.is_valid().to_numpy(zero_copy_only=False)
        made.update(np.packbits(is_filled, bitorder="little").data)
        for content in _filled(column.drop_null(), kind):
            made.update(content.data)
    return made.hexdigest()


def _filled(cells: pa.Array[Any], kind: str) -> Iterator[NDArray[Any]]:
    """Give cells, none of them empty, as bytes."""
    if kind == "str":
        yield from _lengths_and_letters(cells)
        return
    values = cells.to_numpy(zero_copy_only=False)
    if kind == "float64":
        yield values.astype("<f8") + 0.0  # the negative zero becomes the other one
    elif kind == "datetime64[us]":
        # To days by numpy: it rounds down, also before 1970.
        yield values.astype("datetime64[D]").astype("<i8")
    else:
        yield values.astype({"Int64": "<i8", "boolean": "u1"}[kind])


def _lengths_and_letters(text: pa.Array[Any]) -> Iterator[NDArray[Any]]:
    _, offsets, letters = text.buffers()
    # An array may be a part of a longer one: its buffers then hold more than it does.
    ends = np.frombuffer(offsets, dtype="i8")[text.offset : text.offset + len(text) + 1]
    yield np.diff(ends).astype("<i8")
    if letters is not None:
        yield np.frombuffer(letters, dtype="u1")[ends[0] : ends[-1]]


def _array(column: pd.Series[Any], kind: str) -> pa.Array[Any]:
    kind_of_text = pa.large_string() if kind == "str" else None
    found = pa.array(column, type=kind_of_text, from_pandas=True)
    return found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found
