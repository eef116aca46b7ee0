"""How far journeys came, and where those went that came no farther."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from assetmap.compiled import kernel
from assetmap.measures.flows.groupings import Groups
from assetmap.measures.flows.kept_journeys import kept_journeys
from assetmap.measures.flows.steps import NEVER, STAGES, frozen, span_numbers
from assetmap.measures.memory import once
from assetmap.measures.shares import over_cores

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray

    from assetmap.measures.flows.journeys import Journeys
    from assetmap.measures.flows.steps import Steps

LAST: Final = len(STAGES) - 1

KINDS: Final = ("on", "lost", "open")
"""What becomes of journeys at a stage: they go on to the next, end there, or are not over."""

NOT_KNOWN: Final = "not known"
"""Why a journey ended of which neither a reason nor a status says it."""

_OPEN: Final = "open"


def furthest(journeys: Journeys) -> NDArray[np.int8]:
    """Return the index in `STAGES` of the last stage that each journey has reached.

    Parameters
    ----------
    journeys
        Some or all journeys of a place.

    Notes
    -----
    A stage that nobody wrote down was passed if a later one was reached. On which day does not
    matter: this is what is known now.
    """
    stages = np.empty(len(journeys), np.int8)
    days = (journeys.accepted, journeys.seen, journeys.started, journeys.completed)
    over_cores(lambda *span: _put_furthest(days, stages, span), len(journeys))
    return stages


def made_within(
    journeys: Journeys, start: dt.date | None, end: dt.date | None
) -> NDArray[np.bool_]:
    """Tell of each journey whether it was made on `start` or later, and before `end`."""
    first, after = span_numbers(start, end)
    return (journeys.made >= first) & (journeys.made < after)


def stage_flow(
    steps: Steps, *, start: dt.date | None = None, end: dt.date | None = None
) -> pd.DataFrame:
    """Count what became of journeys at each stage, for a Sankey diagram.

    Parameters
    ----------
    steps
        Some or all steps of a place.
    start, end
        Journeys made on `start` or later, and before `end`; None is open.

    Returns
    -------
    DataFrame
        A row for each flow: stage, from which; kind, one of `KINDS`; to, the next stage, or why
        the journey ended, or "open"; n journeys, at least 1. By stage, kind, then name. What
        comes to a stage is what leaves it; nothing leaves "completed".

    Notes
    -----
    Counts journeys. Stages are reached as in `furthest`, so a journey completed in any of its
    steps is completed. Why one ended is the reason of the step that closed last (of those that
    closed on one day, the last row), or its status, such as rejected, where it has no reason;
    `NOT_KNOWN` where the status does not tell either. Takes time in n log n of the journeys.
    """
    journeys, reason = kept_journeys(steps), _reasons(steps)
    counts = stage_counts(journeys, reason, span_numbers(start, end))
    rows = []
    for number, name in enumerate(STAGES[:-1]):
        n_on = int(counts[:, number + 1 :].sum())
        if n_on:
            rows.append((name, KINDS[0], STAGES[number + 1], n_on))
        ended = zip(reason.names, counts[1:, number, 0].tolist(), strict=True)
        rows += [(name, KINDS[1], to, n) for to, n in ended if n]
        n_open = int(counts[:, number, 1].sum())
        if n_open:
            rows.append((name, KINDS[2], _OPEN, n_open))
    return pd.DataFrame(rows, columns=["stage", "kind", "to", "n"]).astype({"n": np.int64})


def stage_counts(journeys: Journeys, groups: Groups, span: tuple[int, int]) -> NDArray[np.int64]:
    """Return how many journeys made in a span came so far, by group, stage, and whether open.

    Parameters
    ----------
    journeys, groups
        Journeys, and the group of each; those of none come first.
    span
        Days as numbers, half-open.
    """
    stages = frozen(furthest(journeys))
    n_codes = len(groups.names) + 1
    work = partial(_counts, (groups.codes, stages, journeys.made, journeys.closed), n_codes, span)
    found = over_cores(lambda *some: work(some), len(journeys))
    counts: NDArray[np.int64] = np.sum(found, axis=0)
    return counts


@once
def _reasons(steps: Steps) -> Groups:
    """Return why each journey ended; of one that is not over it does not matter."""
    episode = kept_journeys(steps).episode
    closing = _closing_steps(steps.episode, steps.closed, steps.n_episodes)[episode]
    names = tuple(sorted({*steps.close_reasons, *steps.statuses, NOT_KNOWN}))
    of_reason = _numbers(steps.close_reasons, names)[steps.close_reason[closing]]
    ended = tuple(name if name in _SAY_WHY else NOT_KNOWN for name in steps.statuses)
    of_status = _numbers(ended, names)[steps.status[closing]]
    return Groups(frozen(np.where(of_reason < 0, of_status, of_reason)), names)


_SAY_WHY: Final = ("cancelled", "failed", "rejected")


def _numbers(values: tuple[str, ...], names: tuple[str, ...]) -> NDArray[np.int32]:
    """Return the index in `names` of each value, and -1 at last, for what has no value."""
    return np.array([*(names.index(value) for value in values), -1], dtype=np.int32)


@kernel
def _put_furthest(
    days: tuple[NDArray[np.int32], ...], stages: NDArray[np.int8], span: tuple[int, int]
) -> None:
    """Put down the number of the last stage of each journey of a span that has a day."""
    accepted, seen, started, completed = days
    for journey in range(span[0], span[1]):
        stage = 0
        if completed[journey] != NEVER:
            stage = 4
        elif started[journey] != NEVER:
            stage = 3
        elif seen[journey] != NEVER:
            stage = 2
        elif accepted[journey] != NEVER:
            stage = 1
        stages[journey] = stage


@kernel
def _closing_steps(
    episode: NDArray[np.int32], closed: NDArray[np.int32], n_episodes: int
) -> NDArray[np.int64]:
    """Return of each journey the index of the step that closed last, the last of equal ones."""
    closing = np.full(n_episodes, -1, np.int64)
    for step in range(len(episode)):
        before = closing[episode[step]]
        if before < 0 or closed[step] >= closed[before]:
            closing[episode[step]] = step
    return closing


@kernel
def _counts(
    known: tuple[NDArray[np.int32], NDArray[np.int8], NDArray[np.int32], NDArray[np.int32]],
    n_codes: int,
    span: tuple[int, int],
    some: tuple[int, int],
) -> NDArray[np.int64]:
    """Return how many journeys of a span came so far, by group, stage, and whether still open.

    Journeys from the first to before the last of `some` are counted; of each are known its group,
    its stage, and the days on which it was made and closed.
    """
    codes, stages, made, closed = known
    counts = np.zeros((n_codes, len(STAGES), 2), np.int64)
    for journey in range(some[0], some[1]):
        if span[0] <= made[journey] < span[1]:
            is_open = 1 if closed[journey] == NEVER else 0
            counts[codes[journey] + 1, stages[journey], is_open] += 1
    return counts
