"""Which words of a column are the same, as whole numbers."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from assetmap.measures.flows.words_kernels import (
    MOST_FEW,
    all_same,
    beginnings,
    count_in_buckets,
    exchange,
    put_few,
    put_first_cells,
    put_in_buckets,
    put_numbers,
)
from assetmap.measures.shares import over_cores, side_by_side

if TYPE_CHECKING:
    from numpy.typing import DTypeLike, NDArray

    Text = tuple[NDArray[np.uint8], NDArray[np.int64]]
    Written = tuple[NDArray[np.uint8], int]

_SECRET: Final = np.uint64(secrets.randbits(64))
"""Of this process: nobody can choose words that have the digest of others, or nearly."""

_A_BUCKET: Final = 2**18
"""So many cells at most fall into a bucket as a rule: their table is in the processor's memory."""


def met_words(words: pa.Array[Any]) -> tuple[NDArray[np.int32], int]:
    """Return the number of each cell's words, and how many words there are.

    Parameters
    ----------
    words
        Large strings.

    Returns
    -------
    array
        Numbers from 0 in the order in which words are first met; -1 where nothing is written.
        May be written to.
    int
        How many there are.

    Notes
    -----
    Few words are looked up in one small table. Cells of many are put into buckets by a digest of
    their words, and looked up there in a table: one table of many words would be larger than what
    the processor has near, and each cell would wait for it. No two words of up to eight bytes have
    the same digest; that longer ones are the same is asked of the words themselves. Takes time in
    the cells and their bytes, shared out between the cores, and of many words about 16 bytes a
    cell meanwhile.
    """
    if words.null_count == len(words):
        return np.full(len(words), -1, np.int32), 0
    found = _few(words)
    return _many(words) if found is None else found


def ascending(words: pa.Array[Any]) -> NDArray[np.int64]:
    """Return the places of words in ascending order.

    Parameters
    ----------
    words
        Large strings, something written in all cells.
    """
    begins = beginnings(_text_of(words)[0], len(words))
    order = np.argsort(begins)
    begins = begins[order]
    is_alike = np.zeros(len(words), np.bool_)
    is_alike[:-1] = begins[1:] == begins[:-1]
    is_alike[1:] |= is_alike[:-1]  # as the next, or the one before
    alike = order[is_alike]
    order[is_alike] = alike[pc.sort_indices(words.take(pa.array(alike))).to_numpy()]
    return order


def _few(words: pa.Array[Any]) -> tuple[NDArray[np.int32], int] | None:
    """Return what `met_words` does if there are few words, else None."""
    text, written = _text_of(words)
    numbers = np.empty(len(words), np.int32)
    found = over_cores(
        lambda *span: (span, put_few(text, written, _SECRET, numbers, span)), len(words)
    )
    if any(len(first) > MOST_FEW for _, first in found):
        return None
    together = words.take(pa.array(np.concatenate([first for _, first in found])))
    together = together.dictionary_encode()
    ends = np.cumsum([len(first) for _, first in found])[:-1]
    side_by_side(
        lambda span, given: exchange(numbers, given, *span),
        [span for span, _ in found],
        np.split(together.indices.to_numpy(), ends),
    )
    return numbers, len(together.dictionary)


def _many(words: pa.Array[Any]) -> tuple[NDArray[np.int32], int]:
    """Return what `met_words` does, however many words there are."""
    n = len(words)
    text, written = _text_of(words)
    numbers, any_long = _alike(text, written, n)
    if any_long and not all(over_cores(lambda *span: all_same(text, numbers, span), n)):
        return _by_table(words)
    return numbers, put_numbers(numbers)


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
    by = (text, written, (_SECRET, n_bits))
    found = over_cores(lambda *span: (span[0], *count_in_buckets(*by, span)), n)
    n_each = np.array([counts for _, counts, _ in found])
    ends = n_each.T.cumsum().reshape(n_each.T.shape).T
    places = np.ascontiguousarray(ends - n_each)
    of_span = {begin: places[row] for row, (begin, *_) in enumerate(found)}
    begins = np.append(0, ends[-1])
    in_buckets = np.empty(int(begins[-1]), np.uint64), np.empty(int(begins[-1]), np.int32)
    over_cores(lambda *span: put_in_buckets(*by, of_span[span[0]], in_buckets, span), n)
    return *in_buckets, begins, any(any_long for *_, any_long in found)


def _by_table(words: pa.Array[Any]) -> tuple[NDArray[np.int32], int]:
    """Return what `met_words` does, as Arrow finds it, which is slower with many words."""
    found = words.dictionary_encode()
    numbers = pc.fill_null(found.indices, pa.scalar(-1, pa.int32())).to_numpy().copy()
    return numbers, len(found.dictionary)
