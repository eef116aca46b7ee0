"""Cells as text: how a value of each kind is written so that it can be read again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from assetmap.model import columns_of

if TYPE_CHECKING:
    from collections.abc import Iterable

# What a spreadsheet would take for a formula, and what an earlier apostrophe already guards.
_LIKE_A_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")


def guarded(text: str) -> str:
    """Return `text` with an apostrophe before it if a spreadsheet could run it as a formula.

    Examples
    --------
    >>> guarded("=1+1"), guarded("a choir")
    ("'=1+1", 'a choir')
    """
    return f"'{text}" if _LIKE_A_FORMULA.match(text) else text


def text_columns(table: str, rows: pd.DataFrame) -> dict[str, list[str]]:
    """Return the cells of `rows` as text by column: the model's columns, then `x_` ones.

    Parameters
    ----------
    table
        Name of a table of the model.
    rows
        Rows in the model's types.

    Returns
    -------
    dict
        Lists as long as `rows`. Days are ISO, truths yes or no, an empty cell is "". A column of
        the place's own that holds nothing, as one that came with a change since undone, is
        left out.
    """
    kinds = {each.name: each.dtype for each in columns_of(table)}
    kept = [name for name in rows.columns if str(name) in kinds or rows[name].notna().any()]
    return {str(name): list(_texts(rows[name], kinds.get(str(name), "str"))) for name in kept}


def _texts(values: pd.Series, dtype: str) -> Iterable[str]:
    missing = values.isna().to_numpy()
    if dtype == "datetime64[us]":
        days = values.to_numpy(dtype="datetime64[D]")
        texts: list[str] = np.where(missing, "", np.datetime_as_string(days)).tolist()
        return texts
    if dtype == "Int64":
        return ("" if value is pd.NA else str(int(value)) for value in values.tolist())
    if dtype == "float64":
        return ("" if is_missing else repr(value) for value, is_missing in _pairs(values, missing))
    if dtype == "boolean":
        return ("" if value is pd.NA else ("yes" if value else "no") for value in values.tolist())
    return ("" if is_missing else value for value, is_missing in _pairs(values, missing))


def _pairs(values: pd.Series, missing: np.ndarray) -> Iterable[tuple[str, bool]]:
    return zip(values.tolist(), missing.tolist(), strict=True)
