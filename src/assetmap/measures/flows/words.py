"""Which words of a column are the same, as whole numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from assetmap.compiled import kernel

if TYPE_CHECKING:
    from numpy.typing import DTypeLike, NDArray

_ODD: Final = np.uint64(0x9E3779B97F4A7C15)
"""2 to the 64th over the golden ratio: multiplied by it, numbers that are near lie far apart."""

_EIGHT: Final = np.uint64(8)

_MOST_ALIKE: Final = 1_000
"""So many different words may have the digest of others; more are chosen to have it."""

_FEW: Final = 2**8
"""So many different words are looked up fastest in a table."""

_BEGINNING: Final = 2**14
"""So many cells tell whether there are few."""


def met_words(words: pa.Array[Any]) -> tuple[NDArray[np.int32], pa.Array[Any]]:
    """Return the number of each cell's words, and the words in the order of their numbers.

    Parameters
    ----------
    words
        Large strings.

    Returns
    -------
    array
        Numbers from 0 in the order in which words are first met; -1 where nothing is written.
        May be written to.
    Array
        The words.

    Notes
    -----
    Digests of the words are put in order, each with the number of its cell: cells with the same
    words are then side by side. A table of many words would be larger than what the processor has
    near, and each cell would wait for it. That words are the same is asked of the words
    themselves. Takes time in n log n of the cells, and about 20 bytes a cell.
    """
    if words.null_count == len(words):
        return np.full(len(words), -1, np.int32), pa.array([], pa.large_string())
    if len(words[:_BEGINNING].dictionary_encode().dictionary) < _FEW:
        return _by_table(words)
    written, starts, data = words.buffers()
    text = (_array(data, np.uint8), _array(starts, np.int64)[words.offset :])
    bits = _array(written if words.null_count else None, np.uint8)
    n_low = len(words).bit_length()
    room, numbers = np.empty(len(words) + 1, np.int64), np.full(len(words), -1, np.int32)
    digests = room[:-1]
    _digests(text, bits, words.offset, n_low, digests)
    digests.sort()
    _first_cells(digests, n_low, numbers)
    # What digests were for is done, and in their room is put where words begin.
    met = (np.empty(text[1][len(words)] - text[1][0], np.uint8), room)
    n = _numbered(text, numbers, met)
    if n < 0:
        return _by_table(words)
    buffers = [None, *(pa.py_buffer(each) for each in reversed(met))]
    return numbers, pa.Array.from_buffers(pa.large_string(), n, buffers)


def _array(buffer: pa.Buffer | None, dtype: DTypeLike) -> NDArray[Any]:
    """Return what lies in a buffer, not to be written to: loops are compiled for that alone."""
    found = np.zeros(0, dtype) if buffer is None else np.frombuffer(buffer, dtype)
    found = np.require(found, requirements="A")
    found.setflags(write=False)
    return found


def _by_table(words: pa.Array[Any]) -> tuple[NDArray[np.int32], pa.Array[Any]]:
    found = words.dictionary_encode()
    numbers = pc.fill_null(found.indices, pa.scalar(-1, pa.int32())).to_numpy()
    return numbers.copy(), found.dictionary


@kernel
def _digests(
    text: tuple[NDArray[np.uint8], NDArray[np.int64]],
    bits: NDArray[np.uint8],
    first_bit: int,
    n_low: int,
    digests: NDArray[np.int64],
) -> None:
    """Put down the digest of each cell's words, 0 of none, its number in the lowest `n_low` bits.

    `bits` tell in which cells something is written; there are none if it is in all.
    """
    data, starts = text
    for cell in range(len(digests)):
        bit = cell + first_bit
        if len(bits) and not (bits[bit >> 3] >> (bit & 7)) & 1:
            digests[cell] = cell
            continue
        at, end = np.uint64(starts[cell]), np.uint64(starts[cell + 1])
        digest = (end - at) * _ODD
        while end - at >= _EIGHT:
            digest = (digest ^ _eight(data, at)) * _ODD
            digest ^= digest >> np.uint64(32)
            at += _EIGHT
        piece = np.uint64(0)
        while at < end:
            piece = (piece << _EIGHT) | np.uint64(data[at])
            at += np.uint64(1)
        digest = (digest ^ piece) * _ODD
        digest = (digest ^ (digest >> np.uint64(32))) * _ODD
        kept = np.int64(digest >> np.uint64(n_low + 1))
        if kept == 0:  # which is that of none
            kept = np.int64(1)
        digests[cell] = (kept << n_low) | cell


@kernel
def _first_cells(digests: NDArray[np.int64], n_low: int, first: NDArray[np.int32]) -> None:
    """Put down the first cell that has the digest of each in which something is written."""
    before, first_cell = np.int64(0), np.int64(0)
    for number in range(len(digests)):
        digest = digests[number] >> n_low
        cell = digests[number] - (digest << n_low)
        if digest != before:
            before, first_cell = digest, cell
        if digest != 0:
            first[cell] = first_cell


@kernel
def _numbered(
    text: tuple[NDArray[np.uint8], NDArray[np.int64]],
    numbers: NDArray[np.int32],
    met: tuple[NDArray[np.uint8], NDArray[np.int64]],
) -> int:
    """Put the numbers of words in the place of the first cells that have their digests.

    In `met` are put the words, side by side, and where each begins. Returns how many there are,
    or -1 if too many have a digest that others have.
    """
    alike = np.empty(_MOST_ALIKE, np.int32)  # words whose digest is another's
    n = n_alike = 0
    met[1][0] = 0
    for cell in range(len(numbers)):
        first = numbers[cell]
        if first == -1:
            continue
        number = np.int32(n) if first == cell else numbers[first]
        if first != cell and not _is_same(text, cell, met, number):
            number = _among(text, cell, met, alike[:n_alike])
            if number == -1:
                if n_alike == _MOST_ALIKE:
                    return -1
                number = alike[n_alike] = np.int32(n)
                n_alike += 1
        numbers[cell] = number
        if number == n:
            _add(text, cell, met, n)
            n += 1
    return n


@kernel
def _among(
    text: tuple[NDArray[np.uint8], NDArray[np.int64]],
    cell: int,
    met: tuple[NDArray[np.uint8], NDArray[np.int64]],
    others: NDArray[np.int32],
) -> np.int32:
    """Return which of some words that were met a cell holds, or -1."""
    found = np.int32(-1)
    for other in others:
        if found == -1 and _is_same(text, cell, met, other):
            found = other
    return found


@kernel
def _add(
    text: tuple[NDArray[np.uint8], NDArray[np.int64]],
    cell: int,
    met: tuple[NDArray[np.uint8], NDArray[np.int64]],
    n: int,
) -> None:
    """Put the words of a cell below the `n` that were met."""
    at, after = np.uint64(met[1][n]), np.uint64(text[1][cell])
    n_bytes = np.uint64(text[1][cell + 1]) - after
    for place in range(n_bytes):
        met[0][at + np.uint64(place)] = text[0][after + np.uint64(place)]
    met[1][n + 1] = at + n_bytes


@kernel
def _is_same(
    text: tuple[NDArray[np.uint8], NDArray[np.int64]],
    cell: int,
    met: tuple[NDArray[np.uint8], NDArray[np.int64]],
    number: np.int32,
) -> bool:
    """Tell whether a cell holds words that were met."""
    at, other = np.uint64(text[1][cell]), np.uint64(met[1][number])
    n = np.uint64(text[1][cell + 1]) - at
    if n != np.uint64(met[1][number + 1]) - other:
        return False
    end = at + n
    while end - at >= _EIGHT:
        if _eight(text[0], at) != _eight(met[0], other):
            return False
        at += _EIGHT
        other += _EIGHT
    while at < end:
        if text[0][at] != met[0][other]:
            return False
        at += np.uint64(1)
        other += np.uint64(1)
    return True


@kernel
def _eight(data: NDArray[np.uint8], at: np.uint64) -> np.uint64:
    """Return eight bytes as one number."""
    found = np.uint64(0)
    for place in range(8):
        found |= np.uint64(data[at + np.uint64(place)]) << np.uint64(8 * place)
    return found
