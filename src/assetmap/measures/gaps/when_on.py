"""When what can be gone to is on: how often a week, and in which bands of the week."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from assetmap.measures.gaps.schedule import LEAST_IN_SPAN, N_WEEKS, weekly_meetings
from assetmap.measures.gaps.times import DAYS, PARTS, SOME_TIME, band

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Bits = NDArray[np.uint32]
    Numbers = NDArray[np.float64]

N_DAYS: Final = len(DAYS)
EVERY_PART: Final = tuple(range(len(PARTS)))
_LEAST_A_WEEK: Final = LEAST_IN_SPAN / N_WEEKS


def meetings_of(offers: pd.DataFrame, day: dt.date) -> Numbers:
    """Return how often a week each offer meets on each day; NaN where the days are not known.

    Parameters
    ----------
    offers
        Columns schedule, a rule, and valid_from.
    day
        From which rules are followed.

    Returns
    -------
    array
        A row an offer, a column a day of `DAYS`.
    """
    followed: dict[tuple[object, object], tuple[float, ...]] = {}
    found = np.full((len(offers), N_DAYS), np.nan)
    for number, (rule, began) in enumerate(
        zip(offers["schedule"].tolist(), offers["valid_from"].tolist(), strict=True)
    ):
        # When it began matters to a rule that counts its meetings alone.
        counts = isinstance(rule, str) and "COUNT" in rule
        start = began.date() if counts and not pd.isna(began) else None
        key = (rule if isinstance(rule, str) else None, start)
        if key not in followed:
            followed[key] = weekly_meetings(rule, day, start) or (np.nan,) * N_DAYS
        found[number] = followed[key]
    return found


def bits_of(meetings: Numbers, part: Ints, has_session: NDArray[np.bool_]) -> tuple[Bits, Bits]:
    """Return in which bands each offer surely is, and in which it may be, a bit a band.

    Parameters
    ----------
    meetings
        As of `meetings_of`.
    part
        Part of the day in which each begins; -1 where the hour is not known.
    has_session
        Whether each has a session; one without is possible alone.
    """
    known = np.zeros(len(part), dtype=np.uint32)
    possible = np.zeros(len(part), dtype=np.uint32)
    says_days = ~np.isnan(meetings[:, 0])
    meets = np.nan_to_num(meetings) > 0
    is_over = says_days & ~meets.any(axis=1)
    for day in range(N_DAYS):
        surely = has_session & (np.nan_to_num(meetings[:, day]) >= _LEAST_A_WEEK)
        maybe = meets[:, day] | ~says_days
        for nth in EVERY_PART:
            bit = np.uint32(1 << band(day, nth))
            known |= np.where(surely & (part == nth), bit, np.uint32(0))
            possible |= np.where(maybe & ((part == nth) | (part < 0)), bit, np.uint32(0))
    some_time = np.uint32(1 << SOME_TIME)
    known |= np.where(has_session & ~is_over, some_time, np.uint32(0))
    possible |= np.where(is_over, np.uint32(0), some_time)
    return known, possible
