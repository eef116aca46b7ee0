"""Who carries the load: referrals received beside the room there is for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from assetmap.errors import DataError
from assetmap.measures.flows.capacity import (
    DAYS_A_YEAR,
    WEEKS_A_PLACE_IS_HELD,
    capacities,
    days_held,
    span_of,
)
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
    rooms = capacities(snapshot, span, weeks_a_place_is_held=weeks_a_place_is_held)
    found = _received(steps, span, rooms)
    label_of = snapshot.label_of
    labels = [label_of.get(id_) for id_ in found.index.tolist()]
    found["label"] = np.array([each if each in PARTIES else None for each in labels], dtype=object)
    found["ratio"] = found["n"] / found["capacity"].where(found["capacity"] > 0)
    found["a_year"] = found["n"] * DAYS_A_YEAR / _days_there(snapshot, span).reindex(found.index)
    found["band"] = _bands(found["a_year"].to_numpy("float64"), band)
    order = np.argsort(-found["ratio"].to_numpy("float64"), kind="stable")  # NaN last
    return found.iloc[order][list(COLUMNS)]


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


def _received(steps: Steps, span: Span, rooms: pd.DataFrame) -> pd.DataFrame:
    """Return by id the parties with room, and those with a step in the span or one still open."""
    n_parties = len(steps.parties)
    made = steps.made_within(span.start, span.end)
    counts = {
        "n": np.bincount(steps.target[made], minlength=n_parties),
        "caseload": caseloads(steps, span.numbers[1] - 1),
    }
    counts = {name: np.append(each, 0) for name, each in counts.items()}
    known = rooms.index.tolist()
    number_of = steps.number_of_party
    of_known = np.array([number_of.get(id_, n_parties) for id_ in known], dtype=np.int64)
    others = (counts["n"] > 0) | (counts["caseload"] > 0)
    others[of_known] = False
    numbers = np.concatenate([of_known, np.flatnonzero(others)])
    ids = np.array([*known, *(steps.parties[each] for each in numbers[len(known) :])], dtype=object)
    order = np.argsort(ids)
    found = pd.DataFrame(
        {name: each[numbers[order]] for name, each in counts.items()},
        index=pd.Index(ids[order], name="id", dtype=object),
    )
    for name in ("capacity", "places"):
        cells = np.append(rooms[name].to_numpy("float64"), np.full(len(ids) - len(known), np.nan))
        found[name] = cells[order]
    return found


def _days_there(snapshot: Snapshot, span: Span) -> pd.Series[float]:
    """Return on how many days of the span each link worker was there; NaN where on none."""
    rows = snapshot.table("LinkWorker")
    days = pd.Series(days_held(rows, span), pd.Index(rows["id"], dtype=object), dtype="float64")
    return days.where(days > 0)


def _bands(a_year: NDArray[np.float64], band: tuple[float, float]) -> NDArray[np.object_]:
    low, high = band
    words = np.select(
        [np.isnan(a_year), a_year < low, a_year <= high], ["", BELOW, WITHIN], default=ABOVE
    ).astype(object)
    words[words == ""] = None
    return words
