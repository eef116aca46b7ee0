"""Steps that lead people round, and parties at which paths end before they begin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from assetmap.compiled import kernel
from assetmap.measures.flows.intervals import wilson
from assetmap.measures.flows.ordering import in_journeys
from assetmap.measures.flows.steps import NEVER, codes_in, day_numbers

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray

    from assetmap.measures.flows.steps import Steps
    from assetmap.model import Snapshot

MOST_ONWARD: Final = 2
"""Being referred on so many times is no detour: practice, link worker, activity, another."""

KINDS: Final = ("referred_back", "referred_on", "repeated", "to_closed", "to_full")

_ACTIVE: Final = "active"


@dataclass(frozen=True, eq=False)
class Detours:
    """Of each step, whether it was one; none excludes another.

    Attributes
    ----------
    referred_back
        It goes from B to A, and an earlier step of its journey went from A to B.
    referred_on
        It refers on for more than the second time (`MOST_ONWARD`): it is the fourth or later of
        steps of its journey each of which goes from the receiver of the one before.
    repeated
        An earlier step of its journey went to the same receiver.
    to_closed
        Its receiver was closed, as `detours` tells.
    to_full
        It ended because its receiver had no room.
    """

    referred_back: NDArray[np.bool_]
    referred_on: NDArray[np.bool_]
    repeated: NDArray[np.bool_]
    to_closed: NDArray[np.bool_]
    to_full: NDArray[np.bool_]


def detours(snapshot: Snapshot, steps: Steps) -> Detours:
    """Return which steps lead people round.

    Parameters
    ----------
    snapshot
        The place of the steps, with parties that have left it.
    steps
        All steps of the journeys that are looked at.

    Returns
    -------
    Detours
        One an index of `steps`.

    Notes
    -----
    Steps of a journey go by the day made, then by row. A receiver was closed on the day on which
    a step was made if its validity did not hold, or if its status is another than active and was
    recorded by then (of an empty day, always); or if the step ended because it was not running.
    What its status was before it was recorded is not known, and not counted. Link workers and
    champions have no status. Takes time in n log n of the steps.
    """
    n_parties = len(steps.parties)
    low, high = np.minimum(steps.source, steps.target), np.maximum(steps.source, steps.target)
    pair, pairs = pd.factorize((low.astype(np.int64) + 1) * (n_parties + 1) + high)
    way = pair * 2 + (steps.source > steps.target)  # from A to B is even, from B to A odd
    order = in_journeys(steps)
    is_back = _met_before(order, steps.episode, way, way ^ 1, 2 * len(pairs))
    target = steps.target.astype(np.int64)
    length = _chains(order, steps.episode, steps.source, steps.target, n_parties)
    full, not_running = (codes_in(steps.close_reasons, [name]) for name in ("full", "not_running"))
    return Detours(
        referred_back=is_back,
        referred_on=length > MOST_ONWARD + 1,
        repeated=_met_before(order, steps.episode, target, target, n_parties),
        to_closed=_is_closed(snapshot, steps) | np.isin(steps.close_reason, not_running),
        to_full=np.isin(steps.close_reason, full),
    )


def detour_counts(
    found: Detours, steps: Steps, *, start: dt.date | None = None, end: dt.date | None = None
) -> pd.DataFrame:
    """Count the detours of a span of days.

    Parameters
    ----------
    found, steps
        Detours, and the steps that they are of.
    start, end
        Steps made on `start` or later, and before `end`; None is open.

    Returns
    -------
    DataFrame
        A row for each of `KINDS`, in order: kind; n, steps that were one; n_journeys with such a
        step; share, low, high, of all steps of the span, with Wilson's 95 % interval; NaN if
        there are none.
    """
    wanted = steps.made_within(start, end)
    masks = [getattr(found, kind) & wanted for kind in KINDS]
    n = np.array([mask.sum() for mask in masks])
    total = np.full(len(n), wanted.sum())
    low, high = wilson(n, total)
    return pd.DataFrame(
        {
            "kind": KINDS,
            "n": n,
            "n_journeys": [_n_journeys(steps, mask) for mask in masks],
            "share": n / np.where(total > 0, total, np.nan),
            "low": low,
            "high": high,
        }
    )


def _n_journeys(steps: Steps, wanted: NDArray[np.bool_]) -> int:
    """Return of how many journeys there is a step that is wanted."""
    is_there = np.zeros(steps.n_episodes, dtype=np.bool_)
    is_there[steps.episode[wanted]] = True
    return int(is_there.sum())


def _is_closed(snapshot: Snapshot, steps: Steps) -> NDArray[np.bool_]:
    """Tell of each step whether its receiver's row says that it was closed."""
    number_of = {party: number for number, party in enumerate(steps.parties)}
    opens = np.full(len(steps.parties), -NEVER)
    closes = np.full(len(steps.parties), NEVER)
    for label in ("Organisation", "Activity", "LinkWorker", "Champion"):
        rows = snapshot.table(label)
        rows = rows[rows["id"].isin(steps.parties)]
        at = rows["id"].map(number_of).to_numpy(dtype=np.int64)
        begins = day_numbers(rows["valid_from"])
        opens[at] = np.where(begins == NEVER, -NEVER, begins)
        closes[at] = day_numbers(rows["valid_to"])
        if "status" in rows:
            is_off = rows["status"].fillna(_ACTIVE).ne(_ACTIVE).to_numpy(dtype=bool)
            recorded = day_numbers(rows["recorded_on"])
            known = np.where(recorded == NEVER, -NEVER, recorded)
            closes[at] = np.where(is_off, np.minimum(closes[at], known), closes[at])
    closed: NDArray[np.bool_] = (steps.made < opens[steps.target]) | (
        steps.made >= closes[steps.target]
    )
    return closed


@kernel
def _met_before(
    order: NDArray[np.int64],
    episode: NDArray[np.int32],
    left: NDArray[np.int64],
    wanted: NDArray[np.int64],
    n_codes: int,
) -> NDArray[np.bool_]:
    """Tell of each step whether an earlier one of its journey left the code that it wants."""
    met = np.zeros(len(order), np.bool_)
    journey_of = np.full(n_codes, -1, np.int32)
    for step in order:
        met[step] = journey_of[wanted[step]] == episode[step]
        journey_of[left[step]] = episode[step]
    return met


@kernel
def _chains(
    order: NDArray[np.int64],
    episode: NDArray[np.int32],
    source: NDArray[np.int32],
    target: NDArray[np.int32],
    n_parties: int,
) -> NDArray[np.int32]:
    """Return of each step how many lead up to it, itself among them, each from the last's end."""
    lengths = np.ones(len(order), np.int32)
    journey_of = np.full(n_parties, -1, np.int32)
    longest = np.zeros(n_parties, np.int32)  # that ends at each party, in the journey it is of
    for step in order:
        start, end = source[step], target[step]
        if start >= 0 and journey_of[start] == episode[step]:
            lengths[step] = longest[start] + 1
        if journey_of[end] != episode[step] or longest[end] < lengths[step]:
            longest[end] = lengths[step]
        journey_of[end] = episode[step]
    return lengths
