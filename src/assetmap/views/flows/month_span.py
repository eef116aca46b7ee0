"""The months that a screen of referrals may be asked about."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from assetmap.release.known_days import days_known

if TYPE_CHECKING:
    from assetmap.model import Snapshot

Span = tuple[dt.date, dt.date]
"""Days, half-open."""

NO_REFERRALS: Final = (
    "No referrals have been loaded yet. They come in with the screen Data: the table Referral, "
    "one row a step, or the export of a link workers' system."
)

_A_YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class MonthChoice:
    """What may be chosen.

    Attributes
    ----------
    months
        The first day of every month in which referrals were made, from the first to the last.
    first, last
        Months shown at first: the last twelve of which every day holds data.
    """

    months: tuple[dt.date, ...]
    first: dt.date
    last: dt.date


def month_choice(snapshot: Snapshot, role: str) -> MonthChoice | None:
    """Return the months of a place's referrals; None where there are no referrals.

    Parameters
    ----------
    snapshot
        The place with all its journeys.
    role
        Who asks: a lead or an admin.
    """
    known = days_known(snapshot, role)
    if known is None:
        return None
    begins, end = known
    months = [begins.replace(day=1)]
    while (following := month_after(months[-1])) < end:
        months.append(following)
    whole = [one for one, other in pairwise([*months, month_after(months[-1])]) if other <= end]
    whole = [each for each in whole if each >= begins] or months
    return MonthChoice(tuple(months), whole[-_A_YEAR:][0], whole[-1])


def month_after(day: dt.date) -> dt.date:
    """Return the first day of the month after a day's.

    Examples
    --------
    >>> import datetime as dt
    >>> month_after(dt.date(2025, 12, 31))
    datetime.date(2026, 1, 1)
    """
    return (day.replace(day=1) + dt.timedelta(days=31)).replace(day=1)


def month_words(day: dt.date) -> str:
    """Return the month of a day.

    Examples
    --------
    >>> import datetime as dt
    >>> month_words(dt.date(2026, 3, 1))
    'March 2026'
    """
    return f"{day:%B %Y}"
