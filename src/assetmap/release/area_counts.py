"""Numbers of people by area in one year, as roles below lead are told them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetmap.release.suppression import SMALLEST_TOLD, suppressed

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROOM = SMALLEST_TOLD - 2  # from 1 to 7 are 6 people


def told_by_area(counts: Sequence[int]) -> list[int | None]:
    """Return numbers whose sum may be known, as a role below lead is told them.

    Parameters
    ----------
    counts
        True numbers of one year, which together are all of it.

    Returns
    -------
    list
        Each as `suppressed` says. Where those from 1 to 7 could be worked out from the sum, the
        smallest of the others, of equal ones the first, are hidden beside them.

    Examples
    --------
    >>> told_by_area([0, 3, 20, 31])
    [0, None, None, 30]
    >>> told_by_area([4, 4, 4, 31])
    [None, None, None, 30]
    """
    told = [suppressed(n) for n in counts]
    hidden = [number for number, n in enumerate(told) if n is None]
    order = sorted((n, number) for number, n in enumerate(counts) if told[number])
    for _, number in order:
        if not hidden or _has_room([counts[each] for each in hidden]):
            break
        told[number] = None
        hidden.append(number)
    if hidden and not _has_room([counts[each] for each in hidden]):
        return [None if n else 0 for n in counts]
    return told


def _has_room(hidden: Sequence[int]) -> bool:
    """Tell whether each hidden number could be 1 or 7, though their sum is known."""
    down = sum(n - 1 for n in hidden)
    is_open = any(n >= SMALLEST_TOLD for n in hidden)  # one that may be any number
    return down >= _ROOM and (is_open or sum(SMALLEST_TOLD - 1 - n for n in hidden) >= _ROOM)
