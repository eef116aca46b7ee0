"""Words as whole numbers, and days as numbers of days."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from assetmap.compiled import kernel
from assetmap.measures.flows.words import met_words
from assetmap.measures.shares import over_cores

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray

NEVER: Final = np.iinfo(np.int32).max
"""The number of a day that is not written down: later than every day."""

NOBODY: Final = -1
"""The code of what is not written down, and of the referrer of a person who came by themselves."""

_A_DAY: Final = 86_400_000_000 / 2**13  # in 8,192 microseconds
_NO_TIME: Final = np.iinfo(np.int64).min  # numpy's number of a moment that is not written down


def numbered(columns: Sequence[pd.Series[Any]]) -> tuple[NDArray[np.int32], int]:
    """Return the number of each cell, the columns one below the other, and how many there are.

    Parameters
    ----------
    columns
        Words; cells with the same words have the same number, in the order in which words are
        first met; `NOBODY` where nothing is written.
    """
    pieces = _pieces(columns)
    if len(pieces) == 1:
        numbers, first = met_words(pieces[0])
        return frozen(numbers), len(first)
    found, words = _met(pieces)
    return _joined(found), len(words)


def coded(columns: Sequence[pd.Series[Any]]) -> tuple[NDArray[np.int32], tuple[str, ...]]:
    """Return the code of each cell, the columns one below the other, and what codes stand for.

    Parameters
    ----------
    columns
        As of `numbered`, but codes are in the ascending order of the words.
    """
    found, words = _met(_pieces(columns))
    order = pc.sort_indices(words).to_numpy()
    code_of = np.empty(len(words), np.int32)
    code_of[order] = np.arange(len(words), dtype=np.int32)
    found = [(numbers, code_of[its_words]) for numbers, its_words in found]
    return _joined(found), tuple(words.take(pa.array(order)).to_pylist())


def day_numbers(days: pd.Series[Any]) -> NDArray[np.int32]:
    """Return days as numbers from 1 January 1970, `NEVER` where one is empty."""
    moments = days.to_numpy("datetime64[us]").view(np.int64)
    return frozen(_day_numbers(frozen(moments)))


def frozen(array: NDArray[Any]) -> NDArray[Any]:
    """Return `array` in one piece, no longer to be written to: what is shared does not change."""
    array = np.ascontiguousarray(array)
    array.setflags(write=False)
    return array


def _met(
    pieces: Sequence[pa.Array[Any]],
) -> tuple[list[tuple[NDArray[np.int32], NDArray[np.int32]]], pa.Array[Any]]:
    """Return the words in the order in which they are met, and what tells those of each cell.

    That is for each piece a number for each cell, `NOBODY` where nothing is written, and for each
    number the index in the words.
    """
    found = [met_words(piece) for piece in pieces]
    words = [piece.take(pa.array(first)) for piece, (_, first) in zip(pieces, found, strict=True)]
    together = pa.concat_arrays([pa.array([], pa.large_string()), *words]).dictionary_encode()
    ends = np.cumsum([len(each) for each in words])[:-1]
    its_words = np.split(together.indices.to_numpy(), ends)
    return [(each, its) for (each, _), its in zip(found, its_words, strict=True)], (
        together.dictionary
    )


def _joined(found: list[tuple[NDArray[np.int32], NDArray[np.int32]]]) -> NDArray[np.int32]:
    """Return one column of the pieces, in place of each number what is given for it."""
    joined = np.empty(sum(len(numbers) for numbers, _ in found), np.int32)
    begin = 0
    for numbers, given in found:
        places = joined[begin : begin + len(numbers)]
        over_cores(partial(_exchange, numbers, frozen(given), places), len(numbers))
        begin += len(numbers)
    return frozen(joined)


def _pieces(columns: Sequence[pd.Series[Any]]) -> list[pa.Array[Any]]:
    """Return the pieces of memory in which the words of columns lie."""
    found = [pa.array(each, type=pa.large_string(), from_pandas=True) for each in columns]
    chunks = (each.chunks if isinstance(each, pa.ChunkedArray) else [each] for each in found)
    return [piece for pieces in chunks for piece in pieces]


@kernel
def _exchange(
    numbers: NDArray[np.int32],
    given: NDArray[np.int32],
    places: NDArray[np.int32],
    begin: int,
    end: int,
) -> None:
    """Put down what is given for each number of a span; `NOBODY` stays."""
    for cell in range(begin, end):
        number = numbers[cell]
        places[cell] = NOBODY if number == NOBODY else given[number]


@kernel
def _day_numbers(moments: NDArray[np.int64]) -> NDArray[np.int32]:
    """Return the day in which each moment lies, `NEVER` of one that is not written down."""
    numbers = np.full(len(moments), NEVER, np.int32)
    for index in range(len(moments)):
        if moments[index] != _NO_TIME:
            # As one of fewer bits divided by one of fewer, which the processor does for several
            # at once; such a quotient is never so near to a whole number that it becomes one.
            numbers[index] = math.floor((moments[index] >> 13) / _A_DAY)
    return numbers
