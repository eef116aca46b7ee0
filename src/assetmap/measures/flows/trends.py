"""Steps month by month, and whether they grow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from assetmap.measures.flows.groupings import months_between
from assetmap.measures.flows.pairs import named
from assetmap.measures.flows.steps import NEVER, day_of, span_numbers

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray

    from assetmap.measures.flows.groupings import Groups
    from assetmap.measures.flows.steps import Steps

_A_YEAR: Final = 12


@dataclass(frozen=True, eq=False)
class Growth:
    """The latest months beside as many before.

    Attributes
    ----------
    before, latest
        The months compared, such as "2026-04"; none if the span has fewer than two whole months.
    rows
        A row a group, in the order of `monthly_series`: before and latest, the steps of either;
        growth, latest over before less 1, NaN where before is 0.
    series
        The months of each group, as `monthly_series` gives them.
    """

    before: tuple[str, ...]
    latest: tuple[str, ...]
    rows: pd.DataFrame
    series: pd.DataFrame


def monthly_series(
    steps: Steps, groups: Groups, *, start: dt.date | None = None, end: dt.date | None = None
) -> pd.DataFrame:
    """Count the steps of each group in each month.

    Parameters
    ----------
    steps
        Some or all steps of a place.
    groups
        Of the steps.
    start, end
        Those made on `start` or later, and before `end`; None is the first day on which a step
        was made, and the day after the last.

    Returns
    -------
    DataFrame
        A row for each group that has a step in the span, in order, with its name as index (None,
        for what is in no group, first); a column for every month that the span touches.

    Notes
    -----
    The first and the last month may be there in part alone: see `growth`. Takes time in steps,
    and groups times months.

    Examples
    --------
    >>> from assetmap.measures.flows.groupings import step_groups
    >>> from assetmap.measures.flows.steps import steps_of
    >>> from assetmap.model import Snapshot, conform
    >>> made = {"route": "self", "target_id": "choir", "made_on": ["2026-01-05", "2026-03-01"]}
    >>> rows = conform("Referral", pd.DataFrame(made | {"episode_id": ["a", "b"]}))
    >>> place = Snapshot(rows={"Referral": rows})
    >>> steps = steps_of(place)
    >>> monthly_series(steps, step_groups(place, steps, "target")).loc["choir"].to_dict()
    {'2026-01': 1, '2026-02': 0, '2026-03': 1}
    """
    first, last = _bounds(steps, start, end)
    months = months_between(first, last)
    wanted = (steps.made >= first) & (steps.made <= last)
    number_of_day = _month_numbers(first, last)
    keys = groups.codes[wanted].astype(np.int64) + 1
    keys *= len(months)
    keys += number_of_day[steps.made[wanted] - first]
    n_rows = len(groups.names) + 1
    counts = np.bincount(keys, minlength=n_rows * len(months)).reshape(n_rows, len(months))
    there = np.flatnonzero(counts.any(axis=1))
    index = pd.Index(named(there - 1, groups.names), name="group", dtype=object)
    return pd.DataFrame(counts[there], index=index, columns=list(months))


def growth(
    steps: Steps, groups: Groups, *, start: dt.date | None = None, end: dt.date | None = None
) -> Growth:
    """Compare the latest twelve whole months of each group with the twelve before.

    Parameters
    ----------
    steps, groups, start, end
        As of `monthly_series`.

    Returns
    -------
    Growth
        Of a span with fewer than 24 whole months, its latest half beside the half before, of
        whole months; of an odd number the first is left out.

    Notes
    -----
    Growth is the latest over what was before, less 1. Halves of less than a year lie in other
    seasons: they may differ though nothing grows.
    Growth is not defined (NaN) of a group that had nothing before.
    """
    series = monthly_series(steps, groups, start=start, end=end)
    first, last = _bounds(steps, start, end)
    whole = _whole_months(first, last)
    n_months = min(len(whole) // 2, _A_YEAR)
    before = whole[len(whole) - 2 * n_months : len(whole) - n_months]
    latest = whole[len(whole) - n_months :]
    rows = pd.DataFrame(
        {"before": series[list(before)].sum(axis=1), "latest": series[list(latest)].sum(axis=1)}
    )
    ratio = rows["latest"] / rows["before"].where(rows["before"] > 0)
    return Growth(before, latest, rows.assign(growth=ratio - 1), series)


def _bounds(steps: Steps, start: dt.date | None, end: dt.date | None) -> tuple[int, int]:
    """Return the first and the last day of a span; of nothing, a span without a day."""
    first, after = span_numbers(start, end)
    made = steps.made
    if start is None:
        first = int(made.min(initial=NEVER)) if len(made) else after
    if end is None:
        after = int(made.max()) + 1 if len(made) else first
    return (first, after - 1) if abs(first) < NEVER and after < NEVER else (0, -1)


def _month_numbers(first: int, last: int) -> NDArray[np.int64]:
    days = np.arange(first, last + 1).astype("datetime64[D]").astype("datetime64[M]")
    numbers: NDArray[np.int64] = (days - days[:1]).astype(np.int64)
    return numbers


def _whole_months(first: int, last: int) -> tuple[str, ...]:
    """Return the months of which each day is in a span."""
    if last < first:
        return ()
    months = months_between(first, last)
    begins = 0 if day_of(first).day == 1 else 1
    ends = len(months) if day_of(last + 1).day == 1 else len(months) - 1
    return months[begins:ends]
