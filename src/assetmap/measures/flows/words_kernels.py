"""Loops by which words of a column are told apart: digests, buckets and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.compiled import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Text = tuple[NDArray[np.uint8], NDArray[np.int64]]
    Written = tuple[NDArray[np.uint8], int]
    Slots = tuple[NDArray[np.uint64], NDArray[np.int32]]

_ODD: Final = np.uint64(0x9E3779B97F4A7C15)
"""2 to the 64th over the golden ratio: multiplied by it, numbers that are near lie far apart."""

_EIGHT: Final = np.uint64(8)

_HALF: Final = np.uint64(32)

_NO_BYTE: Final = np.uint64(0xF8)
"""From here on, no byte is in any words: so much does UTF-8 say."""

_N_SLOTS: Final = 2**10
"""A table begins with so many, a power of two."""


@kernel
def put_digests(
    text: Text,
    written: Written,
    secret: np.uint64,
    n_bits: int,
    digests: NDArray[np.uint64],
    span: tuple[int, int],
) -> tuple[NDArray[np.int64], bool]:
    """Put down the digests of a span of cells; return how many fall into each bucket.

    Also tells whether any words are longer than eight bytes.
    """
    data, starts = text
    counts = np.zeros(1 << n_bits, np.int64)
    any_long = False
    for cell in range(span[0], span[1]):
        if not _is_written(written, cell):
            continue
        at, end = np.uint64(starts[cell]), np.uint64(starts[cell + 1])
        digest = secret
        if end - at > _EIGHT:
            any_long = True
            digest ^= (end - at) * _ODD
        while end - at > _EIGHT:
            digest = (digest ^ _eight(data, at)) * _ODD
            digest ^= digest >> _HALF
            at += _EIGHT
        # From here on, each step leaves different numbers different.
        digest = (digest ^ _last(data, np.uint64(starts[cell]), end)) * _ODD
        digest = (digest ^ (digest >> _HALF)) * _ODD
        digests[cell] = digest
        counts[digest >> np.uint64(64 - n_bits)] += 1
    return counts, any_long


@kernel
def put_in_buckets(
    digests: NDArray[np.uint64],
    written: Written,
    n_bits: int,
    places: NDArray[np.int64],
    in_buckets: tuple[NDArray[np.uint64], NDArray[np.int32]],
    span: tuple[int, int],
) -> None:
    """Put each cell of a span, and its digest, where its bucket has the next of its `places`."""
    for cell in range(span[0], span[1]):
        if _is_written(written, cell):
            bucket = digests[cell] >> np.uint64(64 - n_bits)
            in_buckets[0][places[bucket]] = digests[cell]
            in_buckets[1][places[bucket]] = cell
            places[bucket] += 1


@kernel
def _is_written(written: Written, cell: int) -> bool:
    bit = cell + written[1]
    return len(written[0]) == 0 or (written[0][bit >> 3] >> (bit & 7)) & 1 == 1


@kernel
def put_first_cells(
    digests: NDArray[np.uint64],
    cells: NDArray[np.int32],
    begins: NDArray[np.int64],
    first: NDArray[np.int32],
    span: tuple[int, int],
) -> None:
    """Put down for each cell the first that has its digest, of the buckets that begin in a span."""
    slots = (np.empty(_N_SLOTS, np.uint64), np.empty(_N_SLOTS, np.int32))
    for bucket in range(len(begins) - 1):
        if not span[0] <= begins[bucket] < span[1]:
            continue
        slots[1][:] = -1
        n_used, at = 0, begins[bucket]
        while at < begins[bucket + 1]:
            if 2 * n_used >= len(slots[0]):
                slots = _twice(slots)
            end = min(begins[bucket + 1], at + len(slots[0]) // 2 - n_used)
            n_used += _look_up(slots, digests[at:end], cells[at:end], first)
            at = end


@kernel
def _twice(slots: Slots) -> Slots:
    """Return a table of twice as many slots."""
    n = 2 * len(slots[0])
    more = (np.empty(n, np.uint64), np.full(n, -1, np.int32))
    for old in range(len(slots[0])):
        if slots[1][old] != -1:
            at = _place(more, slots[0][old])
            more[0][at] = slots[0][old]
            more[1][at] = slots[1][old]
    return more


@kernel
def _look_up(
    slots: Slots, digests: NDArray[np.uint64], cells: NDArray[np.int32], first: NDArray[np.int32]
) -> int:
    """Put down the first cell of each digest, of a table with room; return how many are new."""
    n_new = 0
    for index in range(len(digests)):
        at = _place(slots, digests[index])
        if slots[1][at] == -1:
            slots[0][at] = digests[index]
            slots[1][at] = cells[index]
            n_new += 1
        first[cells[index]] = slots[1][at]
    return n_new


@kernel
def _place(slots: Slots, digest: np.uint64) -> np.uint64:
    """Return where in a table a digest is, or is to be put."""
    last = np.uint64(len(slots[0]) - 1)
    at = (digest >> _HALF) & last
    while slots[1][at] != -1 and slots[0][at] != digest:
        at = (at + np.uint64(1)) & last
    return at


@kernel
def are_same(text: Text, first: NDArray[np.int32], span: tuple[int, int]) -> bool:
    """Tell whether each cell of a span holds the same words as the first that has its digest."""
    data, starts = text
    for cell in range(span[0], span[1]):
        other = first[cell]
        if other < 0 or other == cell:
            continue
        at, end = np.uint64(starts[cell]), np.uint64(starts[cell + 1])
        begin, other_end = np.uint64(starts[other]), np.uint64(starts[other + 1])
        if end - at != other_end - begin or _last(data, at, end) != _last(data, begin, other_end):
            return False
        while end - at > _EIGHT:
            if _eight(data, at) != _eight(data, begin):
                return False
            at += _EIGHT
            begin += _EIGHT
    return True


@kernel
def put_numbers(numbers: NDArray[np.int32]) -> int:
    """Put numbers of words in the place of the first cells that hold them; return how many."""
    n = 0
    for cell in range(len(numbers)):
        met = numbers[cell]
        if met == cell:
            numbers[cell] = n
            n += 1
        elif met >= 0:
            numbers[cell] = numbers[met]
    return n


@kernel
def cells_met(numbers: NDArray[np.int32], n: int) -> NDArray[np.int32]:
    """Return the first cell of each of `n` numbers, which are in the order of meeting."""
    first = np.empty(n, np.int32)
    n_met = 0
    for cell in range(len(numbers)):
        if n_met < n and numbers[cell] == n_met:
            first[n_met] = cell
            n_met += 1
    return first


@kernel
def _last(data: NDArray[np.uint8], begin: np.uint64, end: np.uint64) -> np.uint64:
    """Return the last eight bytes of words as one number; of fewer, these and how many."""
    if end - begin >= _EIGHT:
        return _eight(data, end - _EIGHT)
    found = _NO_BYTE + (end - begin)
    for at in range(begin, end):
        found = (found << _EIGHT) | np.uint64(data[at])
    return found << (_EIGHT * (np.uint64(7) - (end - begin)))


@kernel
def _eight(data: NDArray[np.uint8], at: np.uint64) -> np.uint64:
    """Return eight bytes as one number."""
    found = np.uint64(0)
    for place in range(8):
        found |= np.uint64(data[at + np.uint64(place)]) << np.uint64(8 * (7 - place))
    return found
