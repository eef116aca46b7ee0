"""What was searched for and not found, as it may leave."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetmap.measures.gaps.told import CountsTold
from assetmap.release.suppression import suppressed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assetmap.store.public_box import NothingFound

WEEKS: Final = 52
"""Of so many weeks searches are a layer of need."""


@dataclass(frozen=True, slots=True)
class UnmetSearches:
    """Searches of one need, in one ward, in one week, that found nothing.

    Attributes
    ----------
    need_id, ward_code
        "" where that is not known.
    week_of
        The Monday of the week.
    n
        How many, to the nearest 5.
    """

    need_id: str
    ward_code: str
    week_of: dt.date
    n: int


def unmet_searches(counts: Iterable[NothingFound]) -> tuple[UnmetSearches, ...]:
    """Return the counts that are large enough to be told, in their order.

    Parameters
    ----------
    counts
        As the box of the public site holds them.

    Returns
    -------
    tuple
        Counts of 1 to 7 are left out, as if they were not there; others to the nearest 5. There
        is one grid and no total, so that nothing can be subtracted.

    Examples
    --------
    >>> import datetime as dt
    >>> from assetmap.store.public_box import NothingFound
    >>> week = dt.date(2026, 6, 29)
    >>> told = unmet_searches([NothingFound("n1", "w1", week, 7), NothingFound("n2", "", week, 9)])
    >>> [(each.need_id, each.n) for each in told]
    [('n2', 10)]
    """
    told = ((each, suppressed(each.n)) for each in counts)
    return tuple(
        UnmetSearches(each.need_id, each.ward_code, each.week_of, n) for each, n in told if n
    )


def searches_told(unmet: Sequence[UnmetSearches]) -> CountsTold | None:
    """Return how many searches of a year found nothing, by ward and what matters.

    Parameters
    ----------
    unmet
        What may be told of them: no more follows from their sums than from each.

    Returns
    -------
    CountsTold or None
        Of the `WEEKS` weeks to the newest of `unmet`, added up; those of no ward, or of words
        that point to nothing that matters, are in no cell. None if none are told.

    Examples
    --------
    >>> week = dt.date(2026, 6, 29)
    >>> known, unknown = UnmetSearches("n1", "w1", week, 10), UnmetSearches("n1", "", week, 15)
    >>> told = searches_told([known, unknown])
    >>> dict(told.numbers), told.end.isoformat()
    ({('w1', 'n1'): 10.0}, '2026-07-06')
    """
    if not unmet:
        return None
    end = max(each.week_of for each in unmet) + dt.timedelta(weeks=1)
    numbers: Counter[tuple[str, str]] = Counter()
    for each in unmet:
        is_known = each.need_id and each.ward_code
        if is_known and each.week_of >= end - dt.timedelta(weeks=WEEKS):
            numbers[each.ward_code, each.need_id] += each.n
    cells = {cell: float(n) for cell, n in sorted(numbers.items())}
    return CountsTold(cells, end, is_rounded=True)
