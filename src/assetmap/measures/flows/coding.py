"""Words as whole numbers, and days as numbers of days."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa

from assetmap.compiled import kernel
from assetmap.measures.flows.words import ascending, met_words
from assetmap.measures.flows.words_kernels import cells_met, exchange
from assetmap.measures.shares import at_once, over_cores

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


def numbered(column: pd.Series[Any]) -> tuple[NDArray[np.int32], int]:
    """Return the number of each cell, and how many numbers there are.

    Parameters
    ----------
    column
        Words; cells with the same words have the same number, in the order in which words are
        first met; `NOBODY` where nothing is written.
    """
    pieces = _pieces(column)
    if len(pieces) == 1:
        numbers, n = met_words(pieces[0])
        return frozen(numbers), n
    numbers, words = _met(pieces)
    return frozen(numbers), len(words)


def coded(*columns: pd.Series[Any]) -> tuple[tuple[NDArray[np.int32], ...], tuple[str, ...]]:
    """Return the code of each cell of each column, and what codes stand for.

    Parameters
    ----------
    columns
        As of `numbered`, but codes are in the ascending order of the words of all columns.
    """
    found = [_met(_pieces(column)) for column in columns]
    its_words, words = _together([words for _, words in found])
    order = ascending(words)
    code_of = np.empty(len(words), np.int32)
    code_of[order] = np.arange(len(words), dtype=np.int32)

    def names() -> tuple[str, ...]:
        return tuple(words.take(pa.array(order)).to_pylist())

    def put_codes() -> tuple[NDArray[np.int32], ...]:
        for (numbers, _), its in zip(found, its_words, strict=True):
            _exchange(numbers, code_of[its])
        return tuple(frozen(numbers) for numbers, _ in found)

    its_names, codes = at_once(names, put_codes)
    return codes, its_names


def day_numbers(days: pd.Series[Any]) -> NDArray[np.int32]:
    """Return days as numbers from 1 January 1970, `NEVER` where one is empty."""
    moments = frozen(days.to_numpy("datetime64[us]").view(np.int64))
    numbers = np.empty(len(moments), np.int32)
    over_cores(lambda *span: _day_numbers(moments, numbers, span), len(moments))
    return frozen(numbers)


def frozen(array: NDArray[Any]) -> NDArray[Any]:
    """Return `array` in one piece, no longer to be written to: what is shared does not change."""
    array = np.ascontiguousarray(array)
    array.setflags(write=False)
    return array


def _met(pieces: Sequence[pa.Array[Any]]) -> tuple[NDArray[np.int32], pa.Array[Any]]:
    """Return the number of each cell of a column, and its words in the order of meeting.

    Numbers are `NOBODY` where nothing is written, and may be written to.
    """
    found = [met_words(piece) for piece in pieces]
    words = [
        piece.take(pa.array(cells_met(numbers, n)))
        for piece, (numbers, n) in zip(pieces, found, strict=True)
    ]
    if len(pieces) == 1:
        return found[0][0], words[0]
    its_words, together = _together(words)
    for (numbers, _), its in zip(found, its_words, strict=True):
        _exchange(numbers, its)
    return np.concatenate([np.zeros(0, np.int32), *(numbers for numbers, _ in found)]), together


def _together(words: Sequence[pa.Array[Any]]) -> tuple[list[NDArray[np.int32]], pa.Array[Any]]:
    """Return for each of several lists of words the number of each, and the words of all."""
    every = pa.concat_arrays([pa.array([], pa.large_string()), *words])
    numbers, n = met_words(every)
    ends = np.cumsum([len(each) for each in words])[:-1]
    return np.split(numbers, ends), every.take(pa.array(cells_met(numbers, n)))


def _pieces(column: pd.Series[Any]) -> list[pa.Array[Any]]:
    """Return the pieces of memory in which the words of a column lie."""
    found = pa.array(column, type=pa.large_string(), from_pandas=True)
    return found.chunks if isinstance(found, pa.ChunkedArray) else [found]


def _exchange(numbers: NDArray[np.int32], given: NDArray[np.int32]) -> None:
    """Put in the place of each number what is given for it; `NOBODY` stays."""
    over_cores(partial(exchange, numbers, frozen(given)), len(numbers))


@kernel
def _day_numbers(
    moments: NDArray[np.int64], numbers: NDArray[np.int32], span: tuple[int, int]
) -> None:
    """Put down the day in which each moment of a span lies, `NEVER` of one not written down."""
    for index in range(span[0], span[1]):
        numbers[index] = NEVER
        if moments[index] != _NO_TIME:
            # As one of fewer bits divided by one of fewer, which the processor does for several
            # at once; such a quotient is never so near to a whole number that it becomes one.
            numbers[index] = math.floor((moments[index] >> 13) / _A_DAY)
