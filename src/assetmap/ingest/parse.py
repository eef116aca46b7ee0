"""Columns of text to columns of values, each distinct text read once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pandas.api.types import pandas_dtype

from assetmap.ingest.cells import CellError, reader_of
from assetmap.ingest.personal.patterns import tells_of_a_person
from assetmap.ingest.sheet import Cells
from assetmap.model import TABLES, column_of, references_of
from assetmap.model.column import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.ingest.sheet import Draft
    from assetmap.model import Term

_MOST_SHOWN = 200
_SPACE, _DELETE = 0x20, 0x7F  # what lies between them is ASCII that no reader strips
_NEVER_REFUSED = frozenset({"key", "reference", "code", "name", "text"})


def parse_column(
    column: Column, cells: Sequence[str], terms: Sequence[Term] = ()
) -> tuple[pd.Series[Any], dict[int, str]]:
    """Return the values of one column, and a sentence for each cell that cannot be read.

    Parameters
    ----------
    column
        What the cells should hold.
    cells
        Texts; those of white space alone are empty.
    terms
        Words of the column's vocabulary, if it has one.

    Returns
    -------
    tuple
        As many values as cells, in the column's type, missing where the cell is empty or
        cannot be read; and sentences by position.
    """
    read = reader_of(column, terms)
    if column.kind in _NEVER_REFUSED:
        if isinstance(cells, Cells) and _is_trimmed(cells):
            return _taken_over(column, cells), {}
        # Nothing to find out of each: a look at every cell is cheaper than telling them apart.
        words = [read(cell) or column.default for cell in cells]
        return pd.Series(words, dtype=pandas_dtype(column.dtype)), {}
    codes, texts = _told_apart(cells)
    values: list[Any] = []
    unreadable: dict[int, str] = {}
    for code, text in enumerate(texts):
        try:
            values.append(read(text) if text.strip() else column.default)
        except CellError as error:
            values.append(None)
            unreadable[code] = str(error)
    distinct = pd.Series(values, dtype=pandas_dtype(column.dtype))
    taken = distinct.take(codes).reset_index(drop=True)
    if not unreadable:
        return taken, {}
    positions = np.flatnonzero(np.isin(codes, list(unreadable)))
    return taken, {int(at): unreadable[int(codes[at])] for at in positions}


def _told_apart(cells: Sequence[str]) -> tuple[np.ndarray[Any, np.dtype[Any]], Sequence[str]]:
    """Return for each cell the number of its text, and the texts."""
    if isinstance(cells, Cells):
        encoded = cells.texts.combine_chunks().dictionary_encode()
        return np.asarray(encoded.indices), encoded.dictionary.to_pylist()
    codes, texts = pd.factorize(np.asarray(cells, dtype=object))
    return codes, texts.tolist()


def _is_trimmed(cells: Cells) -> bool:
    """Tell whether every cell begins and ends with a plain letter: there is nothing to strip."""
    for chunk in cells.texts.chunks:
        offsets = np.frombuffer(chunk.buffers()[1], dtype=np.int64)
        offsets = offsets[chunk.offset : chunk.offset + len(chunk) + 1]
        is_filled = offsets[1:] > offsets[:-1]
        if not is_filled.any():
            continue
        letters = np.frombuffer(chunk.buffers()[2], dtype=np.uint8)
        for ends in (letters[offsets[:-1][is_filled]], letters[offsets[1:][is_filled] - 1]):
            if ends.min() <= _SPACE or ends.max() >= _DELETE:
                return False
    return True


def _taken_over(column: Column, cells: Cells) -> pd.Series[Any]:
    """Return cells as they are, the empty ones as the column's default or missing."""
    is_empty = pc.equal(pc.binary_length(cells.texts), 0)
    default = pa.scalar(column.default, cells.texts.type)
    words: pd.Series[Any] = pc.if_else(is_empty, default, cells.texts).to_pandas()
    return words.astype(pandas_dtype(column.dtype))


def column_named(table: str, field: str) -> Column:
    """Return the model's column, or for `x_...` a column of text that only its place knows."""
    if field.startswith("x_") and table in TABLES:
        return Column(field, "A column of the place's own.", "text")
    return column_of(table, field)


def shown(draft: Draft, field: str, at: int) -> str:
    """Return the text that a fault shows of one cell, cut if it is long.

    Of rows about people's journeys it shows what a cell refers to, and no other.
    """
    cells = draft.columns.get(field)
    text = "" if cells is None else cells[at]
    if not draft.is_quoted and (not _is_reference(draft.table, field) or tells_of_a_person(text)):
        return ""
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"


def _is_reference(table: str, field: str) -> bool:
    return any(each.name == field for each in references_of(table))
