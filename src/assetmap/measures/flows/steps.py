"""The dated steps of people's journeys, as arrays."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from assetmap.measures.memory import once

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from assetmap.model import Snapshot

NEVER: Final = np.iinfo(np.int32).max
"""The number of a day that is not written down: later than every day."""

NOBODY: Final = -1
"""The code of what is not written down, and of the referrer of a person who came by themselves."""

STAGES: Final = ("made", "accepted", "seen", "started", "completed")
"""What a journey may reach, in order."""

ENDED: Final = ("completed", "cancelled", "rejected", "failed")
"""Statuses of a step that is over."""

_ERROR: Final = "entered-in-error"
_DAYS: Final = ("made", "accepted", "seen", "started", "closed")


@dataclass(frozen=True, eq=False)
class Steps:
    """Referrals of a place, one an index; those entered in error never were, and are left out.

    Codes are int32 and count from 0 in the tuple of their names; `NOBODY` where nothing is
    written. Days are int32, counted from 1 January 1970; `NEVER` where nothing is written.

    Attributes
    ----------
    parties, needs, areas, age_bands, routes, statuses, close_reasons
        What the codes stand for, each in ascending order.
    episode
        Which journey, numbered from 0 without a gap.
    source, target
        Codes in `parties`; the source of a person who came by themselves is `NOBODY`.
    need, area, age_band, route, status, close_reason
        Codes in `needs`, `areas`, `age_bands`, `routes`, `statuses`, `close_reasons`.
    made, accepted, seen, started
        Days.
    closed
        The day on which it ended, however; of one that its status says has `ENDED`, without a
        day, the latest that its row holds.
    completed
        `closed` of those whose status is completed.
    n_episodes
        How many journeys there are.
    """

    parties: tuple[str, ...]
    needs: tuple[str, ...]
    areas: tuple[str, ...]
    age_bands: tuple[str, ...]
    routes: tuple[str, ...]
    statuses: tuple[str, ...]
    close_reasons: tuple[str, ...]
    episode: NDArray[np.int32]
    source: NDArray[np.int32]
    target: NDArray[np.int32]
    need: NDArray[np.int32]
    area: NDArray[np.int32]
    age_band: NDArray[np.int32]
    route: NDArray[np.int32]
    status: NDArray[np.int32]
    close_reason: NDArray[np.int32]
    made: NDArray[np.int32]
    accepted: NDArray[np.int32]
    seen: NDArray[np.int32]
    started: NDArray[np.int32]
    closed: NDArray[np.int32]
    completed: NDArray[np.int32]
    n_episodes: int

    def __len__(self) -> int:
        """Return how many steps there are."""
        return len(self.made)

    def where(self, wanted: NDArray[np.bool_]) -> Steps:
        """Return the steps that are wanted; names, and the numbers of journeys, stay."""
        kept: dict[str, Any] = {
            name: frozen(array[wanted]) for name, array in self._arrays().items()
        }
        return replace(self, **kept)

    def made_within(self, start: dt.date | None, end: dt.date | None) -> NDArray[np.bool_]:
        """Tell of each step whether it was made on `start` or later, and before `end`."""
        first, last = span_numbers(start, end)
        return (self.made >= first) & (self.made < last)

    def span(self) -> tuple[dt.date, dt.date] | None:
        """Return the first day on which a step was made and the day after the last, if any."""
        if not len(self):
            return None
        return day_of(int(self.made.min())), day_of(int(self.made.max()) + 1)

    def last_day(self) -> int:
        """Return the number of the latest day that is written in any step; 0 if there are none."""
        days = [getattr(self, name) for name in _DAYS]
        return max((int(each[each != NEVER].max(initial=0)) for each in days), default=0)

    def _arrays(self) -> dict[str, NDArray[np.int32]]:
        return {name: value for name, value in vars(self).items() if isinstance(value, np.ndarray)}


@once
def steps_of(snapshot: Snapshot) -> Steps:
    """Return the steps of people's journeys in a place, in the order of its rows.

    Parameters
    ----------
    snapshot
        The place, with all its referrals.

    Returns
    -------
    Steps
        Worked out once for a snapshot, and shared.

    Notes
    -----
    Takes about 50 bytes a step beyond the rows.
    """
    rows = snapshot.table("Referral")
    rows = rows[rows["status"] != _ERROR]
    ends, parties = _codes(pd.concat([rows["source_id"], rows["target_id"]]))
    coded = {
        "episode": rows["episode_id"],
        "need": rows["need_id"],
        "area": rows["area_code"],
        "age_band": rows["age_band"],
        "route": rows["route"],
        "status": rows["status"],
        "close_reason": rows["close_reason"],
    }
    codes, names = {}, {}
    for name, column in coded.items():
        codes[name], names[name] = _codes(column)
    days = {name: day_numbers(rows[f"{name}_on"]) for name in _DAYS}
    return Steps(
        parties=parties,
        needs=names["need"],
        areas=names["area"],
        age_bands=names["age_band"],
        routes=names["route"],
        statuses=names["status"],
        close_reasons=names["close_reason"],
        source=frozen(ends[: len(rows)]),
        target=frozen(ends[len(rows) :]),
        n_episodes=len(names["episode"]),
        **codes,
        **_with_endings(rows, days),
    )


def day_numbers(days: pd.Series[Any]) -> NDArray[np.int32]:
    """Return days as numbers from 1 January 1970, `NEVER` where one is empty."""
    given = days.to_numpy("datetime64[D]")
    numbers = given.astype(np.int64)
    return frozen(np.where(np.isnat(given), NEVER, numbers).astype(np.int32))


def day_of(number: int) -> dt.date:
    """Return the day with a number.

    Examples
    --------
    >>> day_of(20089)
    datetime.date(2025, 1, 1)
    """
    return dt.date(1970, 1, 1) + dt.timedelta(days=number)


def number_of(day: dt.date) -> int:
    """Return the number of a day.

    Examples
    --------
    >>> number_of(dt.date(2025, 1, 1))
    20089
    """
    return (day - dt.date(1970, 1, 1)).days


def span_numbers(start: dt.date | None, end: dt.date | None) -> tuple[int, int]:
    """Return the numbers of the bounds of a half-open span; an open bound is beyond all days."""
    first = np.iinfo(np.int32).min if start is None else number_of(start)
    return int(first), int(NEVER) if end is None else number_of(end)


def _with_endings(
    rows: pd.DataFrame, days: dict[str, NDArray[np.int32]]
) -> dict[str, NDArray[np.int32]]:
    """Return the days with `closed` where the status says so, and `completed`."""
    known = np.stack([days[name] for name in _DAYS])
    latest = np.where(known == NEVER, np.iinfo(np.int32).min, known).max(axis=0)
    is_unwritten = rows["status"].isin(ENDED).to_numpy() & (days["closed"] == NEVER)
    closed = np.where(is_unwritten, latest, days["closed"]).astype(np.int32)
    is_completed = rows["status"].eq("completed").fillna(value=False).to_numpy(dtype=bool)
    completed = np.where(is_completed, closed, NEVER).astype(np.int32)
    return days | {"closed": frozen(closed), "completed": frozen(completed)}


def _codes(column: pd.Series[Any]) -> tuple[NDArray[np.int32], tuple[str, ...]]:
    """Return the code of each cell, and what codes stand for in ascending order."""
    codes, found = pd.factorize(column, sort=True)
    return frozen(codes.astype(np.int32)), tuple(str(each) for each in found)


def frozen(array: NDArray[Any]) -> NDArray[Any]:
    """Return `array` in one piece, no longer to be written to: what is shared does not change."""
    array = np.ascontiguousarray(array)
    array.setflags(write=False)
    return array


def codes_in(names: Sequence[str], wanted: Sequence[str]) -> NDArray[np.int32]:
    """Return the codes of `wanted` in `names`, those that it lacks left out."""
    code_of = {name: code for code, name in enumerate(names)}
    return np.array([code_of[each] for each in wanted if each in code_of], dtype=np.int32)
