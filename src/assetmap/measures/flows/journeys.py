"""Steps put together into the journeys of people: what each reached, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assetmap.measures.compiled import kernel
from assetmap.measures.flows.steps import NEVER, STAGES

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
        kept = {name: each[wanted] for name, each in vars(self).items() if name != "last_day"}
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
    first = _first_steps(steps.episode, steps.made, steps.n_episodes)
    there = np.flatnonzero(first >= 0)
    days = {stage: _earliest(steps.episode, getattr(steps, stage), len(first)) for stage in STAGES}
    days["closed"] = _latest(steps.episode, steps.closed, len(first))
    if len(there) < len(first):
        days = {stage: numbers[there] for stage, numbers in days.items()}
        first = first[there]
    return Journeys(**days, first=first, episode=there, last_day=steps.last_day())


@kernel
def _first_steps(
    episode: NDArray[np.int32], made: NDArray[np.int32], n_episodes: int
) -> NDArray[np.int64]:
    """Return of each journey the index of its earliest made step, the first of equal ones."""
    first = np.full(n_episodes, -1, np.int64)
    for step in range(len(episode)):
        before = first[episode[step]]
        if before < 0 or made[step] < made[before]:
            first[episode[step]] = step
    return first


@kernel
def _earliest(
    episode: NDArray[np.int32], days: NDArray[np.int32], n_episodes: int
) -> NDArray[np.int32]:
    """Return of each journey the earliest of its steps' days."""
    earliest = np.full(n_episodes, NEVER, np.int32)
    for step in range(len(episode)):
        journey = episode[step]
        earliest[journey] = min(earliest[journey], days[step])
    return earliest


@kernel
def _latest(
    episode: NDArray[np.int32], days: NDArray[np.int32], n_episodes: int
) -> NDArray[np.int32]:
    """Return of each journey the latest of its steps' days: `NEVER` if one step has none."""
    latest = np.full(n_episodes, -NEVER, np.int32)
    for step in range(len(episode)):
        journey = episode[step]
        latest[journey] = max(latest[journey], days[step])
    return latest
