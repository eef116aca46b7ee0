"""Steps put together into the journeys of people: what each reached, and when."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.compiled import kernel
from assetmap.measures.flows.steps import NEVER, STAGES, frozen
from assetmap.measures.shares import over_cores, side_by_side

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assetmap.measures.flows.steps import Steps

_NOT_BEGUN: Final = np.iinfo(np.int64).max
_LOW: Final = 2**32 - 1
"""The half of a number that holds the step."""


@dataclass(frozen=True, eq=False)
class Journeys:
    """What became of people, one journey an index; the days of a journey are those of its steps.

    Attributes
    ----------
    made, accepted, seen, started, completed
        The first day on which any step reached it; `NEVER` if none did.
    closed
        The day on which the last step closed; `NEVER` while a step is open.
    first
        Index of the step that began the journey: the earliest made, of those the first row.
    episode
        Number of the journey in `Steps.episode`.
    last_day
        The latest day that is written in any of the steps, whatever its journey.
    """

    made: NDArray[np.int32]
    accepted: NDArray[np.int32]
    seen: NDArray[np.int32]
    started: NDArray[np.int32]
    completed: NDArray[np.int32]
    closed: NDArray[np.int32]
    first: NDArray[np.int64]
    episode: NDArray[np.int64]
    last_day: int

    def __len__(self) -> int:
        """Return how many journeys there are."""
        return len(self.made)

    def reached(self, stage: str) -> NDArray[np.int32]:
        """Return the day on which each journey reached `stage`, one of `steps.STAGES`."""
        days: NDArray[np.int32] = getattr(self, stage)
        return days

    def where(self, wanted: NDArray[np.bool_]) -> Journeys:
        """Return the journeys that are wanted; `last_day` stays."""
        arrays = {name: each for name, each in vars(self).items() if name != "last_day"}
        there = np.flatnonzero(wanted)
        kept = {name: frozen(each[there]) for name, each in arrays.items()}
        return Journeys(**kept, last_day=self.last_day)


def journeys_of(steps: Steps) -> Journeys:
    """Return the journeys that `steps` are part of, in the order of their numbers.

    Parameters
    ----------
    steps
        Some or all steps of a place.

    Returns
    -------
    Journeys
        Those of which there is a step.

    Notes
    -----
    Takes time in the number of steps, and is shared out between the cores by journey.
    """
    side_by_side([partial(steps.column, name) for name in ("episode", "closed")])
    days, first, n_there, last_day = _rows(steps)
    there = np.arange(len(first)) if n_there == len(first) else np.flatnonzero(first >= 0)
    if len(there) < len(first):
        days, first = days[:, there], first[there]
    named = {name: frozen(each) for name, each in zip([*STAGES, "closed"], days, strict=True)}
    return Journeys(**named, first=frozen(first), episode=frozen(there), last_day=last_day)


def _rows(steps: Steps) -> tuple[NDArray[np.int32], NDArray[np.int64], int, int]:
    """Return what `_put_together` finds of all journeys: days, first steps, how many, and when."""
    n = steps.n_episodes
    beside = np.empty((n, 4), np.int64)  # here, since numpy asks for large pages
    days, first = np.empty((6, n), np.int32), np.empty(n, np.int64)
    written = (
        *(steps.made, steps.accepted, steps.seen),
        *(steps.started, steps.completed, steps.closed),
    )
    room = (beside, beside.view(np.int32))
    work = partial(_put_together, steps.episode, written, room, days, first)
    n_each, last_days = zip(*over_cores(lambda begin, end: work((begin, end)), n), strict=True)
    return days, first, sum(n_each), max(last_days)


@kernel
def _put_together(
    episode: NDArray[np.int32],
    written: tuple[NDArray[np.int32], ...],
    room: tuple[NDArray[np.int64], NDArray[np.int32]],
    days: NDArray[np.int32],
    first: NDArray[np.int64],
    span: tuple[int, int],
) -> tuple[int, int]:
    """Put down the days and the first step of the journeys whose number lies in a span.

    Days are the earliest of each stage, and the latest on which a step closed: `NEVER` if one has
    not. The first step is the earliest made, of equal ones the first row; -1 if there is none.
    `written` are the days of steps, as `days` those of journeys. `room` to work in is the same
    memory twice: a row a journey, its first 8 bytes the day made and the step in one number, then
    the other days. Returns how many of the journeys there are, and the latest day written in any
    of their steps.
    """
    # What belongs to a journey lies side by side: steps come in any order, and each then fetches
    # one piece of memory, not seven. There is no question of it, such as whether a day is earlier:
    # the processor would have to wait for the answer before it fetched the next.
    made, accepted, seen, started, completed, closed = written
    begun, known = room
    n_met, last_day = span[0], 0  # journeys are mostly met in the order of their numbers
    for step in range(len(episode)):
        journey = np.int64(episode[step])
        if not span[0] <= journey < span[1]:
            continue
        while n_met <= journey:
            begun[n_met, 0] = _NOT_BEGUN
            known[n_met, 2:6] = NEVER
            known[n_met, 6] = -NEVER
            n_met += 1
        begun[journey, 0] = min(begun[journey, 0], (np.int64(made[step]) << 32) | step)
        known[journey, 2] = min(known[journey, 2], accepted[step])
        known[journey, 3] = min(known[journey, 3], seen[step])
        known[journey, 4] = min(known[journey, 4], started[step])
        known[journey, 5] = min(known[journey, 5], completed[step])
        known[journey, 6] = max(known[journey, 6], closed[step])
        for day in (made[step], accepted[step], seen[step], started[step], closed[step]):
            last_day = max(last_day, 0 if day == NEVER else day)
    first[n_met : span[1]] = -1
    n_there = 0
    for number in range(span[0], n_met):
        is_there = begun[number, 0] != _NOT_BEGUN
        n_there += is_there
        first[number] = begun[number, 0] & _LOW if is_there else -1
        days[0, number] = begun[number, 0] >> 32
        for stage in range(1, 6):
            days[stage, number] = known[number, stage + 1]
    return n_there, last_day
