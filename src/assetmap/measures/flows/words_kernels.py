"""Loops by which words of a column are told apart: digests, buckets and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.compiled import fetch, kernel

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

_AHEAD: Final = 16
"""So many cells before they are needed, memory is asked for."""

MOST_FEW: Final = _N_SLOTS // 2
"""So many words have room in a table that does not grow."""


@kernel
def put_few(
    text: Text,
    written: Written,
    secret: np.uint64,
    numbers: NDArray[np.int32],
    span: tuple[int, int],
) -> NDArray[np.int32]:
    """Put down the number of the words of each cell of a span; return the first cell of each.

    Numbers are from 0, in the order in which words are met in the span. There is one first cell
    more than `MOST_FEW` where there are more words, or two that differ have one digest: the numbers
    are then not all there.
    """
    data, starts = text
    first = np.zeros(MOST_FEW + 1, np.int32)
    digests, held = np.empty(_N_SLOTS, np.uint64), np.full(_N_SLOTS, -1, np.int32)
    n = 0
    for cell in range(span[0], span[1]):
        if not _is_written(written, cell):
            numbers[cell] = -1
            continue
        digest = _digest(data, starts[cell], starts[cell + 1], secret)
        at = _place(digests, held, digest)
        number = held[at]
        if number == -1:
            if n == MOST_FEW:
                return first
            digests[at] = digest
            held[at] = number = n
            first[n] = cell
            n += 1
        elif not _are_same(data, starts, cell, first[number]):
            return first
        numbers[cell] = number
    return first[:n]


@kernel
def count_in_buckets(
    text: Text, written: Written, by: tuple[np.uint64, int], span: tuple[int, int]
) -> tuple[NDArray[np.int64], bool]:
    """Return how many cells of a span fall into each bucket, and whether any words are long.

    Digests are by a secret number, and so many of their bits are the bucket.
    """
    data, starts = text
    secret, n_bits = by
    counts = np.zeros(1 << n_bits, np.int64)
    any_long = False
    for cell in range(span[0], span[1]):
        if _is_written(written, cell):
            any_long = any_long or starts[cell + 1] - starts[cell] > np.int64(_EIGHT)
            digest = _digest(data, starts[cell], starts[cell + 1], secret)
            counts[digest >> np.uint64(64 - n_bits)] += 1
    return counts, any_long


@kernel
def put_in_buckets(
    text: Text,
    written: Written,
    by: tuple[np.uint64, int],
    places: NDArray[np.int64],
    in_buckets: tuple[NDArray[np.uint64], NDArray[np.int32]],
    span: tuple[int, int],
) -> None:
    """Put each cell of a span, and its digest, where its bucket has the next of its `places`."""
    data, starts = text
    digests, cells = in_buckets
    secret, n_bits = by
    for cell in range(span[0], span[1]):
        if _is_written(written, cell):
            # Worked out once more: to keep it takes more memory, and no less time.
            digest = _digest(data, starts[cell], starts[cell + 1], secret)
            bucket = digest >> np.uint64(64 - n_bits)
            digests[places[bucket]] = digest
            cells[places[bucket]] = cell
            places[bucket] += 1


@kernel
def _digest(data: NDArray[np.uint8], begin: int, until: int, secret: np.uint64) -> np.uint64:
    """Return a number that words of up to eight bytes share with none; of longer ones, hardly."""
    # Given no tuple of arrays: these would be counted as held, and let go, for each cell.
    start, end = np.uint64(begin), np.uint64(until)
    at, digest = start, secret
    if end - at > _EIGHT:
        digest ^= (end - at) * _ODD
    while end - at > _EIGHT:
        digest = (digest ^ _eight(data, at)) * _ODD
        digest ^= digest >> _HALF
        at += _EIGHT
    # From here on, each step leaves different numbers different.
    digest = (digest ^ _last(data, start, end)) * _ODD
    return (digest ^ (digest >> _HALF)) * _ODD


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
            at = _place(more[0], more[1], slots[0][old])
            more[0][at] = slots[0][old]
            more[1][at] = slots[1][old]
    return more


@kernel
def _look_up(
    slots: Slots, digests: NDArray[np.uint64], cells: NDArray[np.int32], first: NDArray[np.int32]
) -> int:
    """Put down the first cell of each digest, of a table with room; return how many are new."""
    known, held = slots
    n_new = 0
    for index in range(len(digests)):
        at = _place(known, held, digests[index])
        if held[at] == -1:
            known[at] = digests[index]
            held[at] = cells[index]
            n_new += 1
        first[cells[index]] = held[at]
    return n_new


@kernel
def _place(digests: NDArray[np.uint64], held: NDArray[np.int32], digest: np.uint64) -> np.uint64:
    """Return where in a table a digest is, or is to be put; `held` is -1 where nothing is."""
    last = np.uint64(len(digests) - 1)
    at = (digest >> _HALF) & last
    while held[at] != -1 and digests[at] != digest:
        at = (at + np.uint64(1)) & last
    return at


@kernel
def all_same(text: Text, first: NDArray[np.int32], span: tuple[int, int]) -> bool:
    """Tell whether each cell of a span holds the same words as the first that has its digest."""
    data, starts = text
    for cell in range(span[0], span[1]):
        # The first may lie anywhere: where its words begin is asked for before they are.
        fetch(starts, np.int64(max(first[min(cell + 2 * _AHEAD, span[1] - 1)], 0)))
        ahead = max(first[min(cell + _AHEAD, span[1] - 1)], 0)
        fetch(data, starts[ahead])
        fetch(data, max(starts[ahead + 1] - 1, 0))
        other = first[cell]
        if 0 <= other != cell and not _are_same(data, starts, cell, other):
            return False
    return True


@kernel
def _are_same(data: NDArray[np.uint8], starts: NDArray[np.int64], cell: int, other: int) -> bool:
    """Tell whether two cells of one digest hold the same words."""
    at, end = np.uint64(starts[cell]), np.uint64(starts[cell + 1])
    begin, other_end = np.uint64(starts[other]), np.uint64(starts[other + 1])
    if end - at <= _EIGHT and other_end - begin <= _EIGHT:
        return True
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
        if n_met == n:
            break
        if numbers[cell] == n_met:
            first[n_met] = cell
            n_met += 1
    return first


@kernel
def exchange(numbers: NDArray[np.int32], given: NDArray[np.int32], begin: int, end: int) -> None:
    """Put in the place of each number of a span what is given for it; -1 stays."""
    for cell in range(begin, end):
        if numbers[cell] != -1:
            numbers[cell] = given[numbers[cell]]


@kernel
def beginnings(text: Text, n: int) -> NDArray[np.uint64]:
    """Return the first eight bytes of each words as one number, so that their order is that."""
    data, starts = text
    found = np.empty(n, np.uint64)
    for cell in range(n):
        begin, end = np.uint64(starts[cell]), np.uint64(starts[cell + 1])
        if end - begin >= _EIGHT:
            found[cell] = _eight(data, begin)
            continue
        found[cell] = 0
        for place in range(end - begin):
            byte = np.uint64(data[begin + np.uint64(place)])
            found[cell] |= byte << np.uint64(8 * (7 - place))
    return found


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
