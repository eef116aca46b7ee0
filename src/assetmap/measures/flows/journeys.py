"""Steps put together into the journeys of people: what each reached, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assetmap.measures.compiled import kernel
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
    stages = [getattr(steps, stage) for stage in STAGES]
    days, first, last_day = _put_together(steps.episode, *stages, steps.closed, steps.n_episodes)
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
    days = np.full((6, n_episodes), NEVER, np.int32)
    days[5] = -NEVER
    first = np.full(n_episodes, -1, np.int64)
    last_day = 0
    for step in range(len(episode)):
        journey = episode[step]
        if first[journey] < 0 or made[step] < days[0, journey]:
            first[journey] = step
            days[0, journey] = made[step]
        days[1, journey] = min(days[1, journey], accepted[step])
        days[2, journey] = min(days[2, journey], seen[step])
        days[3, journey] = min(days[3, journey], started[step])
        days[4, journey] = min(days[4, journey], completed[step])
        days[5, journey] = max(days[5, journey], closed[step])
        for day in (made[step], accepted[step], seen[step], started[step], closed[step]):
            if day != NEVER:
                last_day = max(last_day, day)
    return days, first, last_day
