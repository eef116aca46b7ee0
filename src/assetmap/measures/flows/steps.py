"""The dated steps of people's journeys, as arrays."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property, partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from assetmap.compiled import kernel
from assetmap.measures.flows.coding import NEVER, NOBODY, coded, day_numbers, frozen, numbered
from assetmap.measures.memory import once
from assetmap.measures.shares import side_by_side

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from assetmap.model import Snapshot

__all__ = [
    "ENDED",
    "NEVER",
    "NOBODY",
    "STAGES",
    "Steps",
    "codes_in",
    "day_numbers",
    "day_of",
    "frozen",
    "number_of",
    "span_numbers",
    "steps_of",
]

STAGES: Final = ("made", "accepted", "seen", "started", "completed")
"""What a journey may reach, in order."""

ENDED: Final = ("completed", "cancelled", "rejected", "failed")
"""Statuses of a step that is over."""

_ERROR: Final = "entered-in-error"
_DAYS: Final = ("made", "accepted", "seen", "started", "closed")
_CODED: Final = {
    "need": "need_id",
    "area": "area_code",
    "age_band": "age_band",
    "route": "route",
    "status": "status",
    "close_reason": "close_reason",
}
_ENDS: Final = ("source_id", "target_id")


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

    @cached_property
    def number_of_party(self) -> Mapping[str, int]:
        """The code of each of `parties`."""
        return MappingProxyType({party: number for number, party in enumerate(self.parties)})

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
    Takes about 60 bytes a step beyond the rows, and the time of looking up each of its words.
    """
    rows = _counted(snapshot.table("Referral"))
    (ends, parties), (episode, n_episodes), *others = side_by_side(
        [
            partial(coded, [rows[name] for name in _ENDS]),
            partial(numbered, [rows["episode_id"]]),
            *(partial(coded, [rows[name]]) for name in _CODED.values()),
            *(partial(day_numbers, rows[f"{name}_on"]) for name in _DAYS),
        ]
    )
    codes = dict(zip(_CODED, others, strict=False))
    days = dict(zip(_DAYS, others[len(_CODED) :], strict=True))
    status, statuses = codes["status"]
    return Steps(
        parties=parties,
        needs=codes["need"][1],
        areas=codes["area"][1],
        age_bands=codes["age_band"][1],
        routes=codes["route"][1],
        statuses=statuses,
        close_reasons=codes["close_reason"][1],
        episode=episode,
        source=frozen(ends[: len(rows)]),
        target=frozen(ends[len(rows) :]),
        n_episodes=n_episodes,
        **{name: numbers for name, (numbers, _) in codes.items()},
        **_with_endings(days, status, statuses),
    )


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


def _counted(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that were not entered in error."""
    is_error = (rows["status"] == _ERROR).to_numpy(dtype=bool)
    if not is_error.any():
        return rows
    needed = [*_ENDS, "episode_id", *_CODED.values(), *(f"{name}_on" for name in _DAYS)]
    return rows.loc[~is_error, needed]


def _with_endings(
    days: dict[str, NDArray[np.int32]], status: NDArray[np.int32], statuses: Sequence[str]
) -> dict[str, NDArray[np.int32]]:
    """Return the days with `closed` where the status says so, and `completed`."""
    says = np.array([*((each in ENDED) + (each == "completed") for each in statuses), 0], np.int8)
    made, accepted, seen, started, closed = (days[name] for name in _DAYS)
    closed, completed = _endings(made, accepted, seen, started, closed, status, frozen(says))
    return days | {"closed": frozen(closed), "completed": frozen(completed)}


def codes_in(names: Sequence[str], wanted: Sequence[str]) -> NDArray[np.int32]:
    """Return the codes of `wanted` in `names`, those that it lacks left out."""
    code_of = {name: code for code, name in enumerate(names)}
    return np.array([code_of[each] for each in wanted if each in code_of], dtype=np.int32)


@kernel
def _endings(  # noqa: PLR0913, PLR0917 - a loop takes arrays alone
    made: NDArray[np.int32],
    accepted: NDArray[np.int32],
    seen: NDArray[np.int32],
    started: NDArray[np.int32],
    closed: NDArray[np.int32],
    status: NDArray[np.int32],
    says: NDArray[np.int8],
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return on which day each step closed, and on which if it was completed.

    `says` tells of each status whether such a step is over (1) and completed (2); the last place
    is that of no status.
    """
    closes = closed.copy()
    completes = np.full(len(made), NEVER, np.int32)
    for step in range(len(made)):
        ending = says[status[step]]
        if ending > 0 and closed[step] == NEVER:
            latest = -NEVER - 1  # before all days
            for day in (made[step], accepted[step], seen[step], started[step]):
                if day != NEVER:
                    latest = max(latest, day)
            closes[step] = latest
        if ending > 1:
            completes[step] = closes[step]
    return closes, completes
