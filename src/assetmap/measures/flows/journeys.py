"""Steps put together into the journeys of people: what each reached, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assetmap.compiled import kernel
from assetmap.measures.flows.steps import NEVER, STAGES, frozen

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assetmap.measures.flows.steps import Steps


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
        kept = {name: frozen(each[wanted]) for name, each in arrays.items()}
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
    Takes time in the number of steps.
    """
    days, first, last_day = _put_together(
        steps.episode,
        steps.made,
        steps.accepted,
        steps.seen,
        steps.started,
        steps.completed,
        steps.closed,
        steps.n_episodes,
    )
    there = np.flatnonzero(first >= 0)
    if len(there) < len(first):
        days, first = days[:, there], first[there]
    named = {name: frozen(each) for name, each in zip([*STAGES, "closed"], days, strict=True)}
    return Journeys(**named, first=frozen(first), episode=frozen(there), last_day=int(last_day))


@kernel
def _put_together(  # noqa: PLR0913, PLR0917 - a loop takes arrays alone
    episode: NDArray[np.int32],
    made: NDArray[np.int32],
    accepted: NDArray[np.int32],
    seen: NDArray[np.int32],
    started: NDArray[np.int32],
    completed: NDArray[np.int32],
    closed: NDArray[np.int32],
    n_episodes: int,
) -> tuple[NDArray[np.int32], NDArray[np.int64], int]:
    """Return the days of journeys, the first step of each, and the latest day written in any step.

    Days are the earliest of each stage, and the latest on which a step closed: `NEVER` if one has
    not. The first step is the earliest made, of equal ones the first row; -1 if there is none.
    """
    # What belongs to a journey lies side by side: steps come in any order, and each then fetches
    # one piece of memory, not seven.
    beside = np.full((n_episodes, 8), NEVER, np.int32)
    beside[:, 5] = -NEVER
    beside[:, 6] = -1
    for step in range(len(episode)):
        known = beside[episode[step]]
        if known[6] < 0 or made[step] < known[0]:
            known[0] = made[step]
            known[6] = step
        known[1] = min(known[1], accepted[step])
        known[2] = min(known[2], seen[step])
        known[3] = min(known[3], started[step])
        known[4] = min(known[4], completed[step])
        known[5] = max(known[5], closed[step])
    days = np.empty((6, n_episodes), np.int32)
    first = np.empty(n_episodes, np.int64)
    for journey in range(n_episodes):
        for stage in range(6):
            days[stage, journey] = beside[journey, stage]
        first[journey] = beside[journey, 6]
    last_day = 0
    for written in (made, accepted, seen, started, closed):
        for day in written:
            last_day = max(last_day, 0 if day == NEVER else day)
    return days, first, last_day
