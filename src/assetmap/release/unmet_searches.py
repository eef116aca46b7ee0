"""What was searched for and not found, as it may leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assetmap.release.suppression import suppressed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from assetmap.store.public_box import NothingFound


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
