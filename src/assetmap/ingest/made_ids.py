"""Ids of rows that were given none: the same row gets the same id wherever it is read."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

import pandas as pd

from assetmap.model import NATURAL_KEYS

_LENGTH: Final = 32

if TYPE_CHECKING:
    from collections.abc import Iterator


def made_ids(table: str, rows: pd.DataFrame) -> pd.Series[str]:
    """Return the stable id of each row: a hash of the table and what tells its rows apart.

    Parameters
    ----------
    table
        A table of `NATURAL_KEYS`.
    rows
        In the model's types.
    """
    keys = (
        hashlib.sha256("\x1f".join((table, *values)).encode(errors="replace")).hexdigest()
        for values in natural_keys(table, rows)
    )
    return pd.Series([key[:_LENGTH] for key in keys], index=rows.index, dtype="str")


def natural_keys(table: str, rows: pd.DataFrame) -> Iterator[tuple[str, ...]]:
    """Give for each row, as text, the cells that tell it apart when it has no id."""
    parts = [rows[name].astype("str").fillna("") for name in NATURAL_KEYS[table]]
    return zip(*parts, strict=True)
