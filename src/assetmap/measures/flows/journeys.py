"""Steps put together into the journeys of people: what each reached, and when."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from assetmap.compiled import fetch, kernel
from assetmap.measures.flows.steps import NEVER, STAGES, frozen
from assetmap.measures.shares import at_once, over_cores

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assetmap.measures.flows.steps import Steps

_MOST: Final = int(np.iinfo(np.uint16).max)
"""So many days hold those of nearly every place, in half the memory."""

_BLOCK: Final = 2**15
"""So many steps at a time: what is noted of them is in the processor's memory."""

_AHEAD: Final = 24
"""So many steps before it is needed, memory is asked for."""

_NONE: Final = -1
"""The first step of a journey of which there is none."""


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
    first: NDArray[np.int32]
    episode: NDArray[np.int32]
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
    at_once(partial(steps.column, "episode"), partial(steps.column, "closed"))
    days, first, n_there, last_day = _rows(steps)
    there = np.arange(len(first), dtype=np.int32)
    if n_there < len(first):
        there = there[first != _NONE]
        days, first = days[:, there], first[there]
    named = {name: frozen(each) for name, each in zip([*STAGES, "closed"], days, strict=True)}
    return Journeys(**named, first=frozen(first), episode=frozen(there), last_day=last_day)


def _rows(steps: Steps) -> tuple[NDArray[np.int32], NDArray[np.int32], int, int]:
    """Return what `_put_together` finds of all journeys: days, first steps, how many, and when."""
    n = steps.n_episodes
    written = (
        *(steps.made, steps.accepted, steps.seen),
        *(steps.started, steps.completed, steps.closed),
    )
    earliest, latest = _bounds(written)
    is_narrow = latest - earliest < _MOST
    room = np.empty((n, 8), np.uint16 if is_narrow else np.int32)
    scale = (earliest, 0, _MOST) if is_narrow else (0, -NEVER, NEVER)
    days, first = np.empty((6, n), np.int32), np.empty(n, np.int32)
    work = partial(_put_together, steps.episode, written, (room, room.view(np.int32)), scale)
    n_each = over_cores(lambda *span: work((days, first), span), n)
    return days, first, sum(n_each), max(latest, 0)


def _bounds(written: tuple[NDArray[np.int32], ...]) -> tuple[int, int]:
    """Return the first and the last day that are written anywhere."""
    found = over_cores(
        lambda *span: [_bounds_within(days, span) for days in written], len(written[0])
    )
    each = [bounds for of_span in found for bounds in of_span]
    return min(int(first) for first, _ in each), max(int(last) for _, last in each)


@kernel
def _bounds_within(days: NDArray[np.int32], span: tuple[int, int]) -> tuple[np.int32, np.int32]:
    """Return the least day of a span, and the largest before `NEVER`."""
    # Of 32 bits throughout: so a processor looks at several at once.
    first, last = np.int32(NEVER), np.int32(-NEVER)
    for step in range(span[0], span[1]):
        day = days[step]
        first = min(first, day)
        last = max(last, np.int32(-NEVER) if day == np.int32(NEVER) else day)
    return first, last


@kernel
def _put_together(
    episode: NDArray[np.int32],
    written: tuple[NDArray[np.int32], ...],
    room: tuple[NDArray[np.integer[Any]], NDArray[np.int32]],
    scale: tuple[int, int, int],
    found: tuple[NDArray[np.int32], NDArray[np.int32]],
    span: tuple[int, int],
) -> int:
    """Put down the days and the first step of the journeys whose number lies in a span.

    Days are the earliest of each stage, and the latest on which a step closed: `NEVER` if one has
    not. The first step is the earliest made, of equal ones the first row; `_NONE` if there is
    none. `written` are the days of steps, as those `found` of journeys. `room` to work in is the
    same memory twice: a row a journey, which begins with the number of the step; from the third
    place on stand days, counted on a `scale`: from which, before all, and never. Returns how many
    of the journeys there are.
    """
    # What belongs to a journey lies side by side, and is small: steps come in any order, and each
    # then fetches one piece of memory, not seven, asked for before. There is no question of what
    # is there, such as whether a day is earlier: the processor would have to wait for the answer.
    made, accepted, seen, started, completed, closed = written
    known, begun = room
    zero, before, never = scale
    n_met = span[0]  # journeys are mostly met in the order of their numbers
    own = np.empty(_BLOCK + 1, np.int32)
    for begin in range(0, len(episode), _BLOCK):
        n_own = _put_own(episode, begin, min(begin + _BLOCK, len(episode)), span, own)
        for index in range(n_own):
            if index + _AHEAD < n_own:
                fetch(known, np.int64(episode[own[index + _AHEAD]]))
            step = own[index]
            journey = np.int64(episode[step])
            while n_met <= journey:
                begun[n_met, 0] = _NONE
                known[n_met, 2:7] = never
                known[n_met, 7] = before
                n_met += 1
            day = np.int64(made[step]) - zero
            begun[journey, 0] += (step - begun[journey, 0]) * (day < known[journey, 2])
            known[journey, 2] = min(known[journey, 2], day)
            known[journey, 3] = min(known[journey, 3], np.int64(accepted[step]) - zero)
            known[journey, 4] = min(known[journey, 4], np.int64(seen[step]) - zero)
            known[journey, 5] = min(known[journey, 5], np.int64(started[step]) - zero)
            known[journey, 6] = min(known[journey, 6], np.int64(completed[step]) - zero)
            known[journey, 7] = max(known[journey, 7], min(np.int64(closed[step]) - zero, never))
    return _put_found(room, n_met, scale, found, span)


@kernel
def _put_found(
    room: tuple[NDArray[np.integer[Any]], NDArray[np.int32]],
    n_met: int,
    scale: tuple[int, int, int],
    found: tuple[NDArray[np.int32], NDArray[np.int32]],
    span: tuple[int, int],
) -> int:
    """Put down what stands in the room of a span of journeys, those before `n_met` met."""
    known, begun = room
    zero, _, never = scale
    days, first = found
    first[n_met : span[1]] = _NONE
    n_there = 0
    for number in range(span[0], n_met):
        first[number] = begun[number, 0]
        n_there += begun[number, 0] != _NONE
        for place in range(6):
            day = np.int64(known[number, place + 2])
            days[place, number] = NEVER if day == never else day + zero
    return n_there


@kernel
def _put_own(
    episode: NDArray[np.int32], begin: int, end: int, span: tuple[int, int], own: NDArray[np.int32]
) -> int:
    """Put down the steps from `begin` to `end` of journeys in a span; return how many.

    `own` has one place more, which is written to by what is left out.
    """
    n = 0
    for step in range(begin, end):
        own[n] = step
        n += (span[0] <= episode[step]) & (episode[step] < span[1])
    return n
