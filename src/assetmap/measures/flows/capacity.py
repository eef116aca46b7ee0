"""How many people each party has room for over a span of days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from assetmap.errors import DataError
from assetmap.measures.flows.steps import number_of
from assetmap.measures.memory import once
from assetmap.model import DAYS_A_YEAR

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray

    from assetmap.measures.flows.steps import Steps
    from assetmap.model import Snapshot

WEEKS_A_PLACE_IS_HELD: Final = 12.0
"""How long a person keeps a place at an activity, unless told otherwise: a usual course."""

_DAYS_A_WEEK: Final = 7
_FAR: Final = 2**40
"""Of days, beyond all."""

_NO_DAY: Final = np.iinfo(np.int64).min  # numpy's number of a day that is not written down


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
    >>> ann = conform("LinkWorker", pd.DataFrame({"id": ["ann"], "capacity_per_year": [225]}))
    >>> place = Snapshot(rows={"LinkWorker": ann})
    >>> year = Span(dt.date(2025, 1, 1), dt.date(2025, 12, 31))
    >>> round(float(capacities(place, year).loc["ann", "capacity"]), 1)
    224.2
    """
    workers = link_worker_rooms(snapshot, span)
    activities = activity_rooms(snapshot, span, weeks_a_place_is_held)
    rooms = {"LinkWorker": workers, "Activity": activities}
    ids = np.concatenate([workers.ids, activities.ids])
    order = np.argsort(ids, kind="stable")
    labels = np.repeat(np.array(list(rooms), dtype=object), [*map(len, rooms.values())])
    columns = {"label": pd.Series(labels[order], dtype=object)}
    for name in ("capacity", "days", "places"):
        columns[name] = pd.Series(
            np.concatenate([getattr(each, name) for each in rooms.values()])[order]
        )
    return pd.DataFrame(columns).set_axis(pd.Index(ids[order], name="id", dtype=object))


@dataclass(frozen=True, eq=False)
class Rooms:
    """For how many people link workers, or activities, have room; columns of `capacities`.

    Attributes
    ----------
    ids
        Whose capacity is known, ascending.
    numbers
        Of each, among `room_ids`.
    capacity, days, places
        As of `capacities`.
    """

    ids: NDArray[np.object_]
    numbers: NDArray[np.int64]
    capacity: NDArray[np.float64]
    days: NDArray[np.int64]
    places: NDArray[np.float64]

    def __len__(self) -> int:
        """Return how many they are."""
        return len(self.ids)


def link_worker_rooms(snapshot: Snapshot, span: Span) -> Rooms:
    """Return for how many people link workers have room, as `capacities`."""
    known = _workers(snapshot)
    days = days_within(known.begins, known.ends, span)
    there = np.flatnonzero(days)
    capacity = known.a_year[there] * days[there] / DAYS_A_YEAR
    return Rooms(known.ids[there], there, capacity, days[there], np.full(len(there), np.nan))


def activity_rooms(snapshot: Snapshot, span: Span, weeks_a_place_is_held: float) -> Rooms:
    """Return for how many people activities have room, as `capacities`.

    Raises
    ------
    DataError
        If `weeks_a_place_is_held` is not above 0.
    """
    if not weeks_a_place_is_held > 0:
        msg = f"A place is held for {weeks_a_place_is_held} weeks; it must be more than 0."
        raise DataError(msg)
    sessions = _sessions(snapshot)
    n_activities = len(sessions.activities)
    days_each = days_within(sessions.begins, sessions.ends, span)
    held = np.bincount(sessions.activity, sessions.places * days_each, minlength=n_activities)
    days = np.zeros(n_activities, np.int64)  # of an activity, those of its longest session
    np.maximum.at(days, sessions.activity, days_each)
    there = np.flatnonzero(days)
    capacity = held[there] / (_DAYS_A_WEEK * weeks_a_place_is_held)
    places = held[there] / span.n_days
    return Rooms(sessions.activities[there], there, capacity, days[there], places)


def room_ids(snapshot: Snapshot) -> tuple[NDArray[np.object_], NDArray[np.object_]]:
    """Return the link workers, and the activities, whose capacity is written for any day, by id."""
    return _workers(snapshot).ids, _sessions(snapshot).activities


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
    return days_within(*day_bounds(rows), span)


def day_bounds(rows: pd.DataFrame) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return from which day each row of a table holds, and from which no longer, as numbers.

    Examples
    --------
    >>> rows = pd.DataFrame({"valid_from": [pd.Timestamp("1970-01-03")], "valid_to": [pd.NaT]})
    >>> [int(bound[0]) for bound in day_bounds(rows)]
    [2, 1099511627776]
    """
    begins, ends = (
        rows[name].to_numpy("datetime64[D]").astype(np.int64) for name in ("valid_from", "valid_to")
    )
    return np.maximum(begins, -_FAR), np.where(ends == _NO_DAY, _FAR, ends)


def days_within(
    begins: NDArray[np.int64], ends: NDArray[np.int64], span: Span
) -> NDArray[np.int64]:
    """Return on how many days of a span each row holds, of bounds as `day_bounds` gives them."""
    first, last = span.numbers
    days: NDArray[np.int64] = np.minimum(ends, last) - np.maximum(begins, first)
    return np.maximum(days, 0)


@dataclass(frozen=True, eq=False)
class _Workers:
    """Link workers with a capacity, by id, and the days on which they are there."""

    ids: NDArray[np.object_]
    a_year: NDArray[np.float64]
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]


@once
def _workers(snapshot: Snapshot) -> _Workers:
    rows = snapshot.table("LinkWorker")
    rows = rows[rows["capacity_per_year"].notna()]
    ids = rows["id"].to_numpy(dtype=object)
    order = np.argsort(ids)
    begins, ends = day_bounds(rows)
    a_year = rows["capacity_per_year"].to_numpy("float64")
    return _Workers(ids[order], a_year[order], begins[order], ends[order])


@dataclass(frozen=True, eq=False)
class _Sessions:
    """Sessions with a capacity, which hold no longer than the activity that they are of."""

    activities: NDArray[np.object_]
    activity: NDArray[np.int64]
    places: NDArray[np.float64]
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]


@once
def _sessions(snapshot: Snapshot) -> _Sessions:
    rows = snapshot.table("Session")
    rows = rows[rows["capacity"].notna()]
    own = snapshot.table("Activity")
    number_of = {activity: number for number, activity in enumerate(own["id"].tolist())}
    ids = rows["activity_id"].to_numpy(dtype=object)
    # The last place serves an activity that the place does not hold.
    at = np.array([number_of.get(activity, -1) for activity in ids.tolist()], dtype=np.int64)
    begins, ends = day_bounds(rows)
    own_begins, own_ends = day_bounds(own)
    activities, activity = np.unique(ids, return_inverse=True)
    return _Sessions(
        activities,
        activity,
        rows["capacity"].to_numpy("float64"),
        np.maximum(begins, np.append(own_begins, -_FAR)[at]),
        np.minimum(ends, np.append(own_ends, _FAR)[at]),
    )
