"""Spans of days as roles may ask for them: below lead, whole calendar months."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetmap.errors import DataError
from assetmap.measures.flows.steps import steps_of
from assetmap.release.roles import ROLES

if TYPE_CHECKING:
    from assetmap.model import Snapshot

MONTHS: Final = 12
_EXACT: Final = ("lead", "admin")


@dataclass(frozen=True, slots=True)
class Months:
    """Whole calendar months, half-open.

    Attributes
    ----------
    first, end
        12 times the year and the month from 0; the first, and the first no longer counted.
    """

    first: int
    end: int

    @property
    def is_one_year(self) -> bool:
        """Whether these are the months of one calendar year."""
        return self.first % MONTHS == 0 and self.end - self.first == MONTHS

    @property
    def bounds(self) -> tuple[int, int]:
        """Both numbers."""
        return self.first, self.end

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        """The first day, and the first no longer counted."""
        return _first_day(self.first), _first_day(self.end)

    def as_json(self) -> dict[str, object]:
        """Return the first day, and the first no longer counted."""
        start, end = self.days
        return {"from": start.isoformat(), "to": end.isoformat()}


def holds_journeys(snapshot: Snapshot) -> bool:
    """Tell whether a snapshot holds the journeys of its place: for no role below lead it does."""
    return snapshot.role in _EXACT


def is_exact(snapshot: Snapshot, role: str) -> bool:
    """Tell whether a role is told exact numbers of the journeys in `snapshot`.

    Parameters
    ----------
    snapshot
        The place with all its journeys.
    role
        One of `ROLES`.

    Raises
    ------
    DataError
        If there is no such role, or the journeys were taken out of the snapshot already.
    """
    if role not in ROLES:
        msg = f"There is no role {role!r}; the roles are {', '.join(ROLES)}."
        raise DataError(msg)
    if not holds_journeys(snapshot):
        msg = f"What a {snapshot.role} sees holds no journeys; numbers of them need the whole."
        raise DataError(msg)
    return role in _EXACT


def refuse_below_lead(snapshot: Snapshot, role: str, what: str) -> None:
    """Refuse to tell `what`, which begins the sentence, to whom numbers are not told exactly.

    Raises
    ------
    DataError
        If the role is below lead; or as `is_exact`.
    """
    if not is_exact(snapshot, role):
        msg = f"{what} is told to a lead alone, not to a {role}."
        raise DataError(msg)


def whole_months(snapshot: Snapshot, start: dt.date | None, end: dt.date | None) -> Months | None:
    """Return the calendar months of a span.

    Parameters
    ----------
    snapshot
        The place with all its journeys.
    start, end
        First days of months; left out, all months in which a referral was made.

    Returns
    -------
    Months or None
        None if a bound is left out and there are no referrals.

    Raises
    ------
    DataError
        If the span is not whole calendar months, or has none.
    """
    for day in (start, end):
        if day is not None and day.day != 1:
            msg = (
                f"Below lead, numbers of referrals are told for whole calendar months: {day} is "
                "not the first day of one."
            )
            raise DataError(msg)
    known = steps_of(snapshot).span()
    if known is not None:
        start, end = start or known[0], end or _month_after(known[1] - dt.timedelta(days=1))
    if start is None or end is None:
        return None
    first, last = month_of(start), month_of(end)
    if last <= first:
        msg = f"A span to {_first_day(last)} has no month; it begins on {_first_day(first)}."
        raise DataError(msg)
    return Months(first, last)


def month_of(day: dt.date) -> int:
    """Return the number of a day's month.

    Examples
    --------
    >>> import datetime as dt
    >>> month_of(dt.date(2025, 1, 31)) - month_of(dt.date(2024, 12, 1))
    1
    """
    return day.year * MONTHS + day.month - 1


def _month_after(day: dt.date) -> dt.date:
    return (day.replace(day=1) + dt.timedelta(days=31)).replace(day=1)


def _first_day(month: int) -> dt.date:
    return dt.date(month // MONTHS, month % MONTHS + 1, 1)
