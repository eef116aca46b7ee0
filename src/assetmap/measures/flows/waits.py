"""How long people wait from one stage to another, those who still wait not left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from assetmap.compiled import kernel
from assetmap.errors import DataError
from assetmap.measures.flows.kaplan_meier import Curves, kaplan_meier, medians, share_after
from assetmap.measures.flows.pairs import named
from assetmap.measures.flows.steps import STAGES, frozen, span_numbers

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray

    from assetmap.measures.flows.groupings import Groups
    from assetmap.measures.flows.journeys import Journeys


@dataclass(frozen=True, slots=True)
class Wait:
    """Which wait is asked about.

    Attributes
    ----------
    from_stage, to_stage
        Of `STAGES`, the second after the first.
    start, end
        Journeys that reached `from_stage` on `start` or later, and before `end`, as they stood
        at `end`. None is open; and stood is then on the day after the last day that is written
        in any step.

    Raises
    ------
    DataError
        If the stages are not two of `STAGES`, the second after the first.
    """

    from_stage: str = "made"
    to_stage: str = "seen"
    start: dt.date | None = None
    end: dt.date | None = None

    def __post_init__(self) -> None:
        stages = [self.from_stage, self.to_stage]
        if stages != [each for each in STAGES if each in stages]:
            msg = (
                f"No wait goes from {self.from_stage!r} to {self.to_stage!r}; choose two of "
                f"{', '.join(STAGES)}, the second after the first."
            )
            raise DataError(msg)


@dataclass(frozen=True, eq=False)
class Waits:
    """How long journeys waited between two stages.

    Attributes
    ----------
    wait
        What was asked.
    n
        Journeys that reached the first stage in the span.
    n_open
        Of these, those that still waited at the end.
    n_out_of_order
        Those that reached the second stage before the first, by the days written; they count as
        having waited 0 days.
    median_days, low, high
        The median wait, and its 95 % interval; NaN where the curve, or a bound of it, does not
        fall to one half.
    followed_days
        The longest time for which any journey was followed; NaN if there are none.
    curve
        days, share_still_waiting, low, high: a row for each number of days after which somebody
        reached the second stage, before them day 0 with all waiting. The share holds from its
        day until the next. Empty if there are no journeys.
    """

    wait: Wait
    n: int
    n_open: int
    n_out_of_order: int
    median_days: float
    low: float
    high: float
    followed_days: float
    curve: pd.DataFrame

    def beyond(self, days: float) -> tuple[float, float, float]:
        """Return the share that waits longer than `days`, with the bounds of its 95 % interval.

        NaN if nobody was followed so long and somebody may still wait; the bounds are also NaN
        where the share is 0 or 1.
        """
        if np.isnan(self.followed_days):
            return (np.nan, np.nan, np.nan)
        if days > self.followed_days and self.curve["share_still_waiting"].iloc[-1] > 0:
            return (np.nan, np.nan, np.nan)
        if days < 0:
            return (1.0, np.nan, np.nan)
        row = self.curve[self.curve["days"] <= days].iloc[-1]
        return (float(row["share_still_waiting"]), float(row["low"]), float(row["high"]))


def waits(journeys: Journeys, wait: Wait = Wait()) -> Waits:
    """Measure how long journeys wait between two stages (Kaplan and Meier).

    Parameters
    ----------
    journeys
        Some or all journeys of a place.
    wait
        Between which stages, and when.

    Returns
    -------
    Waits
        Whole days.

    Notes
    -----
    A wait runs from the first day of the first stage to the first day of the second, as written;
    stages that nobody wrote down have no day. Who has not reached the second stage is not left
    out but followed as far as is known (censored): a journey that is over, to the day on which
    its last step closed; one that is not, or not before `end`, to `end`. Who reaches the stage
    on a day is counted before who is censored on it. One that closed before its first stage is
    followed for 0 days.

    The curve estimates who would still wait if nobody left before being seen; it takes for
    granted that those who leave are like those who stay. Bounds are by Greenwood's variance on
    the scale log(-log), not defined (NaN) where the share is 0 or 1. The median is the first day
    on which the share is below one half; where it lies at one half for a while, the middle of
    that while; where it ends there, the middle of that day and the longest time followed. Nobody
    there: not defined (NaN). As R's `survival::survfit(conf.type = "log-log")` and its
    `quantile`. Takes time in n log n of the journeys.

    References
    ----------
    Kaplan, E. L. and Meier, P. (1958). Nonparametric estimation from incomplete observations.
    Journal of the American Statistical Association 53, 457-481.
    Kalbfleisch, J. D. and Prentice, R. L. (1980). The Statistical Analysis of Failure Time Data.
    New York: Wiley; section 1.3, log(-log) bounds.

    Examples
    --------
    >>> from assetmap.measures.flows.journeys import journeys_of
    >>> from assetmap.measures.flows.steps import steps_of
    >>> from assetmap.model import Snapshot, conform
    >>> made = {"route": "self", "target_id": "choir", "made_on": "2026-01-01"}
    >>> made |= {"episode_id": list("abc"), "seen_on": ["2026-01-03", "2026-01-06", None]}
    >>> rows = conform("Referral", pd.DataFrame(made | {"status": "accepted"}))
    >>> found = waits(journeys_of(steps_of(Snapshot(rows={"Referral": rows}))))
    >>> found.n, found.n_open, found.median_days
    (3, 1, 5.0)
    >>> found.curve["share_still_waiting"].round(2).tolist()
    [1.0, 0.67, 0.33]
    """
    followed = _Followed.of(journeys, wait)
    nowhere = np.zeros(len(followed.days), np.int32)
    curves = kaplan_meier(followed.days, followed.is_over, nowhere, 1)
    median, low, high = (float(each[0]) for each in medians(curves))
    return Waits(
        wait=wait,
        n=len(followed.days),
        n_open=int(followed.is_open.sum()),
        n_out_of_order=int(followed.is_out_of_order.sum()),
        median_days=median,
        low=low,
        high=high,
        followed_days=float(curves.followed[0]),
        curve=_curve(curves),
    )


def waits_by(
    journeys: Journeys,
    groups: Groups,
    wait: Wait = Wait(),
    *,
    standard_days: float | None = None,
) -> pd.DataFrame:
    """Measure how long the journeys of each group wait between two stages.

    Parameters
    ----------
    journeys, groups
        Journeys and their groups, as `groupings.journey_groups` gives them.
    wait
        Between which stages, and when.
    standard_days
        Within how many days people should reach the second stage, or None.

    Returns
    -------
    DataFrame
        A row for each group that has a journey in the span, in order: group (None for what is in
        no group), n, n_open, n_out_of_order, median_days, low and high as of `Waits`; with a
        standard also share_beyond, beyond_low and beyond_high, as of `Waits.beyond`.

    Notes
    -----
    As of `waits`. The curve of one group: `waits(journeys.where(groups.codes == code), wait)`.
    """
    followed = _Followed.of(journeys, wait)
    codes, n_codes = groups.codes[followed.there] + 1, len(groups.names) + 1
    curves = kaplan_meier(followed.days, followed.is_over, codes, n_codes)
    median, low, high = medians(curves)
    found = {
        "group": named(np.arange(n_codes) - 1, groups.names),
        "n": np.bincount(codes, minlength=n_codes),
        "n_open": np.bincount(codes[followed.is_open], minlength=n_codes),
        "n_out_of_order": np.bincount(codes[followed.is_out_of_order], minlength=n_codes),
        "median_days": median,
        "low": low,
        "high": high,
    }
    if standard_days is not None:
        names = ("share_beyond", "beyond_low", "beyond_high")
        found |= dict(zip(names, share_after(curves, standard_days), strict=True))
    rows = pd.DataFrame(found)
    return rows[rows["n"] > 0].reset_index(drop=True)


@dataclass(frozen=True, eq=False)
class _Followed:
    """For how long those journeys were followed that reached a stage, and how it ended.

    `there` are the numbers of those journeys, the rest is one for each of them.
    """

    there: NDArray[np.int64]
    days: NDArray[np.int32]
    is_over: NDArray[np.bool_]
    is_open: NDArray[np.bool_]
    is_out_of_order: NDArray[np.bool_]

    @classmethod
    def of(cls, journeys: Journeys, wait: Wait) -> _Followed:
        first, end = span_numbers(wait.start, wait.end)
        if wait.end is None:
            end = journeys.last_day + 1
        since, until = journeys.reached(wait.from_stage), journeys.reached(wait.to_stage)
        return cls(*_followed(frozen(since), frozen(until), frozen(journeys.closed), first, end))


@kernel
def _followed(
    since: NDArray[np.int32],
    until: NDArray[np.int32],
    closed: NDArray[np.int32],
    first: int,
    end: int,
) -> tuple[
    NDArray[np.int64],
    NDArray[np.int32],
    NDArray[np.bool_],
    NDArray[np.bool_],
    NDArray[np.bool_],
]:
    """Return what `_Followed` holds of the journeys that reached a stage from `first` to `end`."""
    there = np.empty(len(since), np.int64)
    days = np.empty(len(since), np.int32)
    is_over = np.zeros(len(since), np.bool_)
    is_open = np.zeros(len(since), np.bool_)
    is_out_of_order = np.zeros(len(since), np.bool_)
    n = 0
    for journey in range(len(since)):
        if first <= since[journey] < end:
            there[n] = journey
            last = until[journey]
            if last < end:
                is_over[n] = True
                is_out_of_order[n] = last < since[journey]
            else:
                last = min(closed[journey], end)
                is_open[n] = closed[journey] >= end
            days[n] = max(last - since[journey], 0)
            n += 1
    return there[:n], days[:n], is_over[:n], is_open[:n], is_out_of_order[:n]


_SHARE: Final = "share_still_waiting"


def _curve(curves: Curves) -> pd.DataFrame:
    """Return the only curve, from day 0 on."""
    rows = pd.DataFrame(
        {"days": curves.days, _SHARE: curves.share, "low": curves.low, "high": curves.high}
    ).astype({"days": np.int64})
    if np.isnan(curves.followed[0]) or (len(rows) and rows["days"].iloc[0] == 0):
        return rows
    start = pd.DataFrame({"days": [0], _SHARE: [1.0], "low": [np.nan], "high": [np.nan]})
    return pd.concat([start, rows], ignore_index=True) if len(rows) else start
