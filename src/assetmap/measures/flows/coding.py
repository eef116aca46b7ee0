"""Words as whole numbers, and days as numbers of days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from assetmap.compiled import kernel

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray

NEVER: Final = np.iinfo(np.int32).max
"""The number of a day that is not written down: later than every day."""

NOBODY: Final = -1
"""The code of what is not written down, and of the referrer of a person who came by themselves."""

_A_DAY: Final = 86_400_000_000  # microseconds
_NO_TIME: Final = np.iinfo(np.int64).min  # numpy's number of a moment that is not written down


def numbered(columns: Sequence[pd.Series[Any]]) -> tuple[NDArray[np.int32], int]:
    """Return the number of each cell, the columns one below the other, and how many there are.

    Parameters
    ----------
    columns
        Words; cells with the same words have the same number, in the order in which words are
        first met; `NOBODY` where nothing is written.
    """
    numbers, words = _met(columns)
    return numbers, len(words)


def coded(columns: Sequence[pd.Series[Any]]) -> tuple[NDArray[np.int32], tuple[str, ...]]:
    """Return the code of each cell, the columns one below the other, and what codes stand for.

    Parameters
    ----------
    columns
        As of `numbered`, but codes are in the ascending order of the words.
    """
    numbers, words = _met(columns)
    order = pc.sort_indices(words).to_numpy()
    codes = np.full(len(words) + 1, NOBODY, dtype=np.int32)  # the last place serves `NOBODY`
    codes[order] = np.arange(len(words), dtype=np.int32)
    return frozen(codes[numbers]), tuple(words.take(pa.array(order)).to_pylist())


def day_numbers(days: pd.Series[Any]) -> NDArray[np.int32]:
    """Return days as numbers from 1 January 1970, `NEVER` where one is empty."""
    moments = days.to_numpy("datetime64[us]").view(np.int64)
    return frozen(_day_numbers(frozen(moments)))


def frozen(array: NDArray[Any]) -> NDArray[Any]:
    """Return `array` in one piece, no longer to be written to: what is shared does not change."""
    array = np.ascontiguousarray(array)
    array.setflags(write=False)
    return array


def _met(columns: Sequence[pd.Series[Any]]) -> tuple[NDArray[np.int32], pa.Array[Any]]:
    """Return the number of each cell's words, and the words in the order in which they are met."""
    chunks = [chunk for column in columns for chunk in _chunks(column)]
    found = pa.chunked_array(chunks, pa.large_string()).dictionary_encode()
    if not found.num_chunks:
        return frozen(np.zeros(0, np.int32)), pa.array([], pa.large_string())
    numbers = [
        pc.fill_null(chunk.indices, pa.scalar(NOBODY, pa.int32())).to_numpy()
        for chunk in found.chunks
    ]
    whole = numbers[0] if len(numbers) == 1 else np.concatenate(numbers)
    return frozen(whole), found.chunk(0).dictionary


def _chunks(column: pd.Series[Any]) -> list[pa.Array[Any]]:
    found = pa.array(column, type=pa.large_string(), from_pandas=True)
    return found.chunks if isinstance(found, pa.ChunkedArray) else [found]


@kernel
def _day_numbers(moments: NDArray[np.int64]) -> NDArray[np.int32]:
    """Return the day in which each moment lies, `NEVER` of one that is not written down."""
    numbers = np.full(len(moments), NEVER, np.int32)
    for index in range(len(moments)):
        if moments[index] != _NO_TIME:
            numbers[index] = moments[index] // _A_DAY
    return numbers
