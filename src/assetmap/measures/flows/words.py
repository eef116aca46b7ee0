"""Which words of a column are the same, as whole numbers."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from assetmap.measures.flows.words_kernels import (
    are_same,
    cells_met,
    put_digests,
    put_first_cells,
    put_in_buckets,
    put_numbers,
)
from assetmap.measures.shares import over_cores

if TYPE_CHECKING:
    from numpy.typing import DTypeLike, NDArray

    Text = tuple[NDArray[np.uint8], NDArray[np.int64]]
    Written = tuple[NDArray[np.uint8], int]

_SECRET: Final = np.uint64(secrets.randbits(64))
"""Of this process: nobody can choose words that have the digest of others, or nearly."""

_A_BUCKET: Final = 2**13
"""So many cells at most fall into a bucket as a rule: their table is in the processor's memory."""


def met_words(words: pa.Array[Any]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the number of each cell's words, and of each number the first cell that has it.

    Parameters
    ----------
    words
        Large strings.

    Returns
    -------
    array
        Numbers from 0 in the order in which words are first met; -1 where nothing is written.
        May be written to.
    array
        Indices of cells, rising; one for each of the words that there are.

    Notes
    -----
    Cells are put into buckets by a digest of their words, and looked up there in a table. One
    table of many words would be larger than what the processor has near, and each cell would wait
    for it. No two words of up to eight bytes have the same digest; that longer ones are the same
    is asked of the words themselves. Takes time in the cells and their bytes, shared out between
    the cores, and about 24 bytes a cell meanwhile.
    """
    n = len(words)
    if words.null_count == n:
        return np.full(n, -1, np.int32), np.zeros(0, np.int32)
    text, written = _text_of(words)
    numbers, any_long = _alike(text, written, n)
    if any_long and not all(over_cores(lambda *span: are_same(text, numbers, span), n)):
        return _by_table(words)
    return numbers, cells_met(numbers, put_numbers(numbers))


def _text_of(words: pa.Array[Any]) -> tuple[Text, Written]:
    """Return the bytes of all words and where each begins; bits that tell where there are any.

    Beside the bits stands which is the first; there are none if something is written in all cells.
    """
    written, starts, data = words.buffers()
    text = (_array(data, np.uint8), _array(starts, np.int64)[words.offset :])
    return text, (_array(written if words.null_count else None, np.uint8), words.offset)


def _array(buffer: pa.Buffer | None, dtype: DTypeLike) -> NDArray[Any]:
    """Return what lies in a buffer, not to be written to: loops are compiled for that alone."""
    found = np.zeros(0, dtype) if buffer is None else np.frombuffer(buffer, dtype)
    found = np.require(found, requirements="A")
    found.setflags(write=False)
    return found


def _alike(text: Text, written: Written, n: int) -> tuple[NDArray[np.int32], bool]:
    """Return for each cell the first with its digest, -1 for none, and if any words are long."""
    digests, cells, begins, any_long = _in_buckets(text, written, n)
    first = np.full(n, -1, np.int32)
    over_cores(lambda *span: put_first_cells(digests, cells, begins, first, span), n)
    return first, any_long


def _in_buckets(
    text: Text, written: Written, n: int
) -> tuple[NDArray[np.uint64], NDArray[np.int32], NDArray[np.int64], bool]:
    """Return digests and cells by bucket, where each bucket begins, and if any words are long.

    The highest bits of a digest are its bucket, in which cells follow each other as they did.
    """
    n_bits = max(1, (n // _A_BUCKET).bit_length())
    digests = np.empty(n, np.uint64)
    found = over_cores(
        lambda *span: (span[0], *put_digests(text, written, _SECRET, n_bits, digests, span)), n
    )
    n_each = np.array([counts for _, counts, _ in found])
    ends = n_each.T.cumsum().reshape(n_each.T.shape).T
    places = np.ascontiguousarray(ends - n_each)
    of_span = {begin: places[row] for row, (begin, *_) in enumerate(found)}
    begins = np.append(0, ends[-1])
    in_buckets = np.empty(int(begins[-1]), np.uint64), np.empty(int(begins[-1]), np.int32)
    over_cores(
        lambda *span: put_in_buckets(digests, written, n_bits, of_span[span[0]], in_buckets, span),
        n,
    )
    return *in_buckets, begins, any(any_long for *_, any_long in found)


def _by_table(words: pa.Array[Any]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return what `met_words` does, as Arrow finds it, which is slower with many words."""
    found = words.dictionary_encode()
    numbers = pc.fill_null(found.indices, pa.scalar(-1, pa.int32())).to_numpy().copy()
    return numbers, cells_met(numbers, len(found.dictionary))
