"""Things in the order of their days, so that those of a span lie side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assetmap.measures.flows.ordering import in_order
from assetmap.measures.flows.steps import frozen, span_numbers

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class ByDay:
    """What codes things have, such as steps by the day on which they were made.

    Attributes
    ----------
    codes
        From 0, in the order of the days.
    starts
        Where the things of each day begin, from `first` on; at last, how many there are.
    first
        The first day.
    n_codes
        How many codes there may be.
    """

    codes: NDArray[np.int32]
    starts: NDArray[np.int64]
    first: int
    n_codes: int

    @classmethod
    def of(cls, codes: NDArray[np.int32], days: NDArray[np.int32], n_codes: int) -> ByDay:
        """Return things by their codes and days.

        Examples
        --------
        >>> codes, days = np.array([0, 1, 1], np.int32), np.array([7, 9, 8], np.int32)
        >>> ByDay.of(codes, days, 2).between(8, 10).tolist()
        [0, 2]
        """
        first = int(days.min(initial=np.iinfo(np.int32).max)) if len(days) else 0
        since = frozen((days - np.int32(first)).astype(np.int32))
        n_days = int(since.max(initial=-1)) + 1
        order = in_order(since, np.arange(len(days)), n_days)
        starts = np.cumsum(np.bincount(since + 1, minlength=n_days + 1))
        return cls(frozen(codes[order]), frozen(starts), first, n_codes)

    def counts(self, start: dt.date | None, end: dt.date | None) -> NDArray[np.int64]:
        """Return how many things of each code there are on `start` or later, and before `end`."""
        return self.between(*span_numbers(start, end))

    def between(self, start: int, end: int) -> NDArray[np.int64]:
        """Return `counts` for days given as numbers."""
        first, last = (min(max(day - self.first, 0), len(self.starts) - 1) for day in (start, end))
        return np.bincount(
            self.codes[self.starts[first] : self.starts[last]], minlength=self.n_codes
        )
