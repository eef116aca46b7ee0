"""How long ago somebody last checked that an activity is right, and what follows from it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from assetmap.views.public.said import day_said, said

FRESH: Final = dt.timedelta(days=365)
"""So long a check is taken to hold."""

OLD: Final = dt.timedelta(days=730)
"""After so long much may have changed."""

_WEIGHTS: Final = (1.0, 0.7, 0.45)


@dataclass(frozen=True, slots=True)
class Checked:
    """What is said of the last check.

    Attributes
    ----------
    weight
        What a fit counts: 1 within a year, less the older it is, as little as after two years
        where nobody has said.
    sentence
        When it was, for whoever reads.
    is_old
        Whether to say so beside the name.
    """

    weight: float
    sentence: str
    is_old: bool


def checked(assured_on: dt.date | None, day: dt.date) -> Checked:
    """Return what follows from the day of the last check.

    Examples
    --------
    >>> checked(dt.date(2024, 1, 9), dt.date(2026, 1, 9)).sentence
    'Last checked on 9 January 2024, more than a year ago. Ring before you go.'
    >>> checked(None, dt.date(2026, 1, 9)).weight
    0.45
    """
    if assured_on is None:
        return Checked(
            _WEIGHTS[2],
            said("Nobody has said when this was last checked. Ring before you go."),
            is_old=True,
        )
    on = day_said(assured_on)
    age = day - assured_on
    if age <= FRESH:
        return Checked(_WEIGHTS[0], said("Last checked on %(day)s.", day=on), is_old=False)
    weight = _WEIGHTS[1] if age <= OLD else _WEIGHTS[2]
    long_ago = said("Last checked on %(day)s, more than a year ago. Ring before you go.", day=on)
    return Checked(weight, long_ago, is_old=True)
