"""Small numbers of people: which numbers a role below lead is told, and how.

A number of referrals is told as 0 where it is 0, not at all where it is from 1 to 7 (None; a
screen shows `*`), else as the nearest multiple of 5. No whole number lies half-way between two
of these. A number is always taken from the true count, and totals are told in the same way.

That alone protects nobody: a total beside all its parts but one, or one span of months less
another, narrows what is hidden. So numbers come from one fixed grid, a cell a calendar month and
a pair of sectors, and `Grid` decides once for all requests together, whatever has been asked:

- A single cell is told by the rule above, and a list names every cell that is not 0. So whoever
  asks knows of a hidden cell that it is from 1 to 7.
- Hidden cells are bundled. In each bundle there is room to take 6 people out of the cells, each
  left with 1 at least, and room to put 6 people in, each left with 7 at most. So each cell of a
  bundle may have been 1 and may have been 7 while the bundle's sum is what it is.
- A sum of several cells (of months, of sectors, of everything) is told only if it holds each
  bundle whole or not at all. So whatever is asked and subtracted, and were the sums not even
  rounded, no more follows of a hidden cell than that it is from 1 to 7.

Bundles are as narrow as can be: of the months of one pair in a quarter, else in a year; else of
the pairs with one source in a year, else of a year; last of all months. So years are told best,
and single months of a small place least. What a sum would give away is None, though it may be
large: a reader cannot tell the two.
"""

from __future__ import annotations

from typing import Final

SMALLEST_TOLD: Final = 8
"""Counts of people above 0 and below this are told to nobody below lead."""

STEP: Final = 5
"""Other counts are told to the nearest multiple of this."""


def suppressed(n: int) -> int | None:
    """Return a number of people as a role below lead is told it.

    Parameters
    ----------
    n
        The true number, at least 0.

    Returns
    -------
    int or None
        0 for 0; None from 1 to 7; else the nearest multiple of 5.

    Examples
    --------
    >>> [suppressed(n) for n in (0, 1, 7, 8, 12, 13)]
    [0, None, None, 10, 10, 15]
    """
    if 0 < n < SMALLEST_TOLD:
        return None
    return STEP * ((n + STEP // 2) // STEP)
