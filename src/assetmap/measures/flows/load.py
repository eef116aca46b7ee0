"""Who carries the load: referrals received beside the room there is for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from assetmap.errors import DataError
from assetmap.measures.flows.capacity import (
    WEEKS_A_PLACE_IS_HELD,
    activity_rooms,
    day_bounds,
    days_within,
    link_worker_rooms,
    room_ids,
    span_of,
)
from assetmap.measures.memory import once
from assetmap.model import DAYS_A_YEAR
from assetmap.model.registry import PARTIES

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray

    from assetmap.measures.flows.capacity import Span
    from assetmap.measures.flows.steps import Steps
    from assetmap.model import Snapshot

BAND: Final = (200.0, 250.0)
"""People a year whom a link worker is meant to see, at least and at most."""

BELOW, WITHIN, ABOVE = "below", "within", "above"

COLUMNS: Final = ("label", "n", "capacity", "ratio", "places", "caseload", "a_year", "band")


def load(
    snapshot: Snapshot,
    steps: Steps,
    *,
    start: dt.date | None = None,
    end: dt.date | None = None,
    weeks_a_place_is_held: float = WEEKS_A_PLACE_IS_HELD,
    band: tuple[float, float] = BAND,
) -> pd.DataFrame:
    """Return what each party received over a span, beside what it has room for.

    Parameters
    ----------
    snapshot
        The place.
    steps
        Its steps.
    start, end
        Half-open; left out, the first day on which a step was made and the day after the last.
    weeks_a_place_is_held
        As in `capacities`.
    band
        The fewest and the most people a year whom a link worker is meant to see.

    Returns
    -------
    DataFrame
        Every party that has a capacity or received a step, indexed by id, by falling ratio
        (those without one last), then id:

        - label: what it is, None if the place does not hold it;
        - n: steps to it that were made in the span, whatever became of them;
        - capacity: people over the span, as in `capacities`; NaN where it is not known;
        - ratio: n over capacity; NaN where capacity is not known or 0;
        - places: of an activity, people at one time, as in `capacities`;
        - caseload: steps to it open on the last day of the span (`caseloads`);
        - a_year: of a link worker, n over the days on which they were there, times 365.25;
        - band: of a link worker, whether a_year is below, within or above `band`; else None.

        No rows where a bound is left out and there are no steps.

    Raises
    ------
    DataError
        If the span has no day, a place is held for no time, or the band ends before it begins.

    Notes
    -----
    A step counts on the day on which it was made, so n is what was asked for and may be more
    than there was room for. Takes time in the number of steps.

    References
    ----------
    NHS England. Workforce development framework: social prescribing link workers (2023); 200 to
    250 people a year.

    Examples
    --------
    >>> from assetmap.measures.flows.steps import steps_of
    >>> from assetmap.model import Snapshot
    >>> len(load(Snapshot(), steps_of(Snapshot())))
    0
    """
    if not 0 <= band[0] <= band[1]:
        msg = f"The band from {band[0]} to {band[1]} people a year ends before it begins."
        raise DataError(msg)
    span = span_of(steps, start, end)
    if span is None:
        return pd.DataFrame(index=pd.Index([], name="id", dtype=object), columns=list(COLUMNS))
    everybody = _everybody(snapshot, steps.parties)
    columns = _counts(steps, span, everybody)
    columns |= _rooms(snapshot, span, weeks_a_place_is_held, everybody)
    is_there = ~np.isnan(columns["capacity"]) | (columns["n"] > 0) | (columns["caseload"] > 0)
    days = _days_there(everybody, span)
    with np.errstate(divide="ignore", invalid="ignore"):
        capacity = columns["capacity"]
        columns["ratio"] = columns["n"] / np.where(capacity > 0, capacity, np.nan)
        columns["a_year"] = columns["n"] * DAYS_A_YEAR / days
    there = np.flatnonzero(is_there)
    there = there[np.argsort(-columns["ratio"][there], kind="stable")]  # NaN last
    words = {"label": everybody.labels[there], "band": _bands(columns["a_year"][there], band)}
    # As they are: looking whether all are texts takes longer than all else here.
    told = {name: pd.Series(cells, dtype=object) for name, cells in words.items()}
    told |= {name: pd.Series(cells[there]) for name, cells in columns.items()}
    found = pd.DataFrame({name: told[name] for name in COLUMNS})
    return found.set_axis(pd.Index(everybody.ids[there], name="id", dtype=object))


def caseloads(steps: Steps, day: int) -> NDArray[np.int64]:
    """Return how many steps to each party are open on a day.

    Parameters
    ----------
    steps
        Steps of a place.
    day
        Its number, counted from 1 January 1970.

    Returns
    -------
    array
        A number for each of `steps.parties`: steps that were accepted, seen or started on that
        day or before, and had not closed by its end.

    Notes
    -----
    A step that closes on the day is not open on it. Takes time in the number of steps.
    """
    taken_on = np.minimum(np.minimum(steps.accepted, steps.seen), steps.started)
    is_open = (taken_on <= day) & (steps.closed > day)
    return np.bincount(steps.target[is_open], minlength=len(steps.parties))


@dataclass(frozen=True, eq=False)
class _Everybody:
    """Whoever is a party of steps, or has room, by id.

    `of_parties` and `of_rooms` are the places of `Steps.parties`, and of link workers and then
    activities, as `room_ids` has them. `workers` are the places of all link workers that are here
    at all, with the days on which they are there.
    """

    ids: NDArray[np.object_]
    labels: NDArray[np.object_]
    of_parties: NDArray[np.int64]
    of_rooms: NDArray[np.int64]
    workers: NDArray[np.int64]
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]


@once
def _everybody(snapshot: Snapshot, parties: tuple[str, ...]) -> _Everybody:
    rooms = [id_ for ids in room_ids(snapshot) for id_ in ids.tolist()]
    names = sorted({*parties, *rooms})
    place_of = {name: place for place, name in enumerate(names)}
    label_of = snapshot.label_of
    labels = [label_of.get(name) for name in names]
    rows = snapshot.table("LinkWorker")
    begins, ends = day_bounds(rows)
    workers = np.array([place_of.get(id_, -1) for id_ in rows["id"].tolist()], dtype=np.int64)
    is_here = workers >= 0
    return _Everybody(
        ids=np.array(names, dtype=object),
        labels=np.array([each if each in PARTIES else None for each in labels], dtype=object),
        of_parties=np.array([place_of[party] for party in parties], dtype=np.int64),
        of_rooms=np.array([place_of[id_] for id_ in rooms], dtype=np.int64),
        workers=workers[is_here],
        begins=begins[is_here],
        ends=ends[is_here],
    )


def _counts(steps: Steps, span: Span, everybody: _Everybody) -> dict[str, NDArray[Any]]:
    """Return how many steps of the span each received, and how many are open at its end."""
    made = steps.made_within(span.start, span.end)
    received = np.bincount(steps.target[made], minlength=len(steps.parties))
    counts = {"n": received, "caseload": caseloads(steps, span.numbers[1] - 1)}
    found = {name: np.zeros(len(everybody.ids), np.int64) for name in counts}
    for name, each in counts.items():
        found[name][everybody.of_parties] = each
    return found


def _rooms(
    snapshot: Snapshot, span: Span, weeks_a_place_is_held: float, everybody: _Everybody
) -> dict[str, NDArray[Any]]:
    """Return the capacity and the places of each; NaN where they are not known."""
    workers = link_worker_rooms(snapshot, span)
    activities = activity_rooms(snapshot, span, weeks_a_place_is_held)
    after = len(room_ids(snapshot)[0])
    at = everybody.of_rooms[np.concatenate([workers.numbers, after + activities.numbers])]
    found = {name: np.full(len(everybody.ids), np.nan) for name in ("capacity", "places")}
    for name, each in found.items():
        each[at] = np.concatenate([getattr(workers, name), getattr(activities, name)])
    return found


def _days_there(everybody: _Everybody, span: Span) -> NDArray[np.float64]:
    """Return on how many days of the span each link worker was there; NaN where on none."""
    found = np.full(len(everybody.ids), np.nan)
    days = days_within(everybody.begins, everybody.ends, span)
    found[everybody.workers[days > 0]] = days[days > 0]
    return found


def _bands(a_year: NDArray[np.float64], band: tuple[float, float]) -> NDArray[np.object_]:
    low, high = band
    words = np.select(
        [np.isnan(a_year), a_year < low, a_year <= high], ["", BELOW, WITHIN], default=ABOVE
    ).astype(object)
    words[words == ""] = None
    return words
