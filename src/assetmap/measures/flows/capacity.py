"""How many people each party has room for over a span of days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from assetmap.errors import DataError
from assetmap.measures.flows.steps import day_of, number_of

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray

    from assetmap.measures.flows.steps import Steps
    from assetmap.model import Snapshot

DAYS_A_YEAR: Final = 365.25

WEEKS_A_PLACE_IS_HELD: Final = 12.0
"""How long a person keeps a place at an activity, unless told otherwise: a usual course."""

_DAYS_A_WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class Span:
    """Days on which something is counted, half-open.

    Attributes
    ----------
    start, end
        The first day, and the first day no longer counted.
    """

    start: dt.date
    end: dt.date

    def __post_init__(self) -> None:
        """Refuse a span without a day."""
        if self.end <= self.start:
            msg = f"A span from {self.start} to {self.end} has no day; it must end after it starts."
            raise DataError(msg)

    @property
    def n_days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days

    @property
    def numbers(self) -> tuple[int, int]:
        """Its bounds, counted from 1 January 1970."""
        return number_of(self.start), number_of(self.end)


def span_of(steps: Steps, start: dt.date | None = None, end: dt.date | None = None) -> Span | None:
    """Return the span from `start` to `end`; a bound left out is that of the steps.

    Parameters
    ----------
    steps
        Steps of a place.
    start, end
        Half-open. Left out: the first day on which a step was made, and the day after the last.

    Returns
    -------
    Span or None
        None if a bound is left out and there are no steps to tell it.

    Raises
    ------
    DataError
        If it has no day.
    """
    found = steps.span()
    if found is None:
        return None if start is None or end is None else Span(start, end)
    return Span(start or found[0], end or found[1])


def capacities(
    snapshot: Snapshot, span: Span, *, weeks_a_place_is_held: float = WEEKS_A_PLACE_IS_HELD
) -> pd.DataFrame:
    """Return how many people link workers and activities have room for over a span.

    Parameters
    ----------
    snapshot
        The place.
    span
        Days.
    weeks_a_place_is_held
        How long a person keeps a place at an activity, above 0.

    Returns
    -------
    DataFrame
        A row for each link worker and activity whose capacity is known, indexed by id in
        ascending order: label; capacity, in people over the span; days, on which it was there;
        places, people at one time, the mean over those days (NaN for a link worker).

    Raises
    ------
    DataError
        If `weeks_a_place_is_held` is not above 0.

    Notes
    -----
    A link worker's is capacity_per_year times days over 365.25; an activity's the places of its
    sessions times the days on which each holds, over 7 times `weeks_a_place_is_held`: a place
    that is held for 12 weeks is there for the next person after that. Only days of the span on
    which the row holds count (`valid_from` <= day < `valid_to`), of a session those on which its
    activity holds too. Not known, and left out, where
    nothing says it for any day of the span. How often a session meets does not matter: people
    keep their place between meetings. Takes time in the number of link workers and sessions.

    Examples
    --------
    >>> import datetime as dt
    >>> from assetmap.model import Snapshot, conform
    >>> rows = pd.DataFrame({"id": ["ann"], "capacity_per_year": [225]})
    >>> place = Snapshot(rows={"LinkWorker": conform("LinkWorker", rows)})
    >>> year = Span(dt.date(2025, 1, 1), dt.date(2025, 12, 31))
    >>> round(float(capacities(place, year).loc["ann", "capacity"]), 1)
    224.2
    """
    if not weeks_a_place_is_held > 0:
        msg = f"A place is held for {weeks_a_place_is_held} weeks; it must be more than 0."
        raise DataError(msg)
    held = pd.concat(
        [_of_link_workers(snapshot, span), _of_activities(snapshot, span, weeks_a_place_is_held)]
    )
    return held.sort_index()


def days_held(rows: pd.DataFrame, span: Span) -> NDArray[np.int64]:
    """Return on how many days of a span each row of a table holds.

    Examples
    --------
    >>> import datetime as dt
    >>> days = pd.to_datetime(["2025-01-30", None])
    >>> rows = pd.DataFrame({"valid_from": days, "valid_to": days[::-1]})
    >>> days_held(rows, Span(dt.date(2025, 1, 1), dt.date(2025, 2, 1))).tolist()
    [2, 29]
    """
    first, last = (np.datetime64(day_of(number), "D") for number in span.numbers)
    begins = rows["valid_from"].fillna(pd.Timestamp(span.start)).to_numpy("datetime64[D]")
    ends = rows["valid_to"].fillna(pd.Timestamp(span.end)).to_numpy("datetime64[D]")
    days = np.minimum(ends, last) - np.maximum(begins, first)
    held: NDArray[np.int64] = np.maximum(days.astype(np.int64), 0)
    return held


def _of_link_workers(snapshot: Snapshot, span: Span) -> pd.DataFrame:
    rows = snapshot.table("LinkWorker")
    rows = rows.assign(days=days_held(rows, span))
    rows = rows[rows["capacity_per_year"].notna() & (rows["days"] > 0)]
    a_year = rows["capacity_per_year"].to_numpy("float64")
    return _frame(rows["id"], "LinkWorker", a_year * rows["days"] / DAYS_A_YEAR, rows["days"])


def _of_activities(snapshot: Snapshot, span: Span, weeks_a_place_is_held: float) -> pd.DataFrame:
    rows = _within_their_activity(snapshot)
    rows = rows.assign(days=days_held(rows, span))
    rows = rows[rows["capacity"].notna() & (rows["days"] > 0)]
    place_days = rows["capacity"].astype("float64") * rows["days"]
    by_activity = rows.assign(place_days=place_days).groupby("activity_id", sort=True)
    held = by_activity["place_days"].sum()
    # Two sessions may hold on different days; the days of an activity are those of the longest.
    days = by_activity["days"].max()
    capacity = held / (_DAYS_A_WEEK * weeks_a_place_is_held)
    return _frame(held.index, "Activity", capacity, days, held / span.n_days)


def _within_their_activity(snapshot: Snapshot) -> pd.DataFrame:
    """Return sessions, which hold no longer than the activity that they are of."""
    rows = snapshot.table("Session")
    activities = snapshot.table("Activity").set_index("id")[["valid_from", "valid_to"]]
    own = activities.reindex(rows["activity_id"]).set_axis(rows.index)
    return rows.assign(
        valid_from=pd.concat([rows["valid_from"], own["valid_from"]], axis=1).max(axis=1),
        valid_to=pd.concat([rows["valid_to"], own["valid_to"]], axis=1).min(axis=1),
    )


def _frame(
    ids: pd.Index | pd.Series[str],
    label: str,
    capacity: pd.Series[float],
    days: pd.Series[int],
    places: pd.Series[float] | float = float("nan"),
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "label": pd.Series([label] * len(ids), dtype=object).to_numpy(),
            "capacity": capacity.to_numpy("float64"),
            "days": days.to_numpy("int64"),
            "places": places if isinstance(places, float) else places.to_numpy("float64"),
        },
        index=pd.Index(ids, name="id", dtype=object),
    )
