"""What an engine of the bench of flows is, and its answers in one form."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import ArrayLike

FLOWS, FUNNEL, WAITS = "monthly flows", "funnel", "waits"

WORKS: Final = (FLOWS, FUNNEL, WAITS)

CLOSED, OVER, OPEN = 0, 1, 2
"""How a wait stands: closed before it was over, over, still open."""

_N_STAGES: Final = 5


@dataclass(frozen=True)
class FlowEngine:
    """One library.

    Attributes
    ----------
    version
        Which one it is.
    read
        Reads from a folder what work is done on, by form: rows or numbers.
    work
        What is done on what was read, by form and then by name.
    answer
        Makes of a result what answers are compared by; by name of the work. Not counted.
    """

    version: str
    read: dict[str, Callable[[Path], Any]]
    work: dict[str, dict[str, Callable[[Any], Any]]]
    answer: dict[str, Callable[[Any], Any]]


def flows_answer(source: ArrayLike, target: ArrayLike, month: ArrayLike, n: ArrayLike) -> Any:
    """Return a digest of monthly flows: parties by number, -1 for nobody, months of 1970."""
    columns = [np.asarray(each, np.int64) for each in (source, target, month, n)]
    order = np.lexsort(columns[2::-1])
    digest = hashlib.sha256()
    for each in columns:
        digest.update(each[order].tobytes())
    return {"n_rows": len(order), "digest": digest.hexdigest()}


def funnel_answer(stage: Sequence[int], is_open: Sequence[int], n: Sequence[int]) -> Any:
    """Return how many journeys came to each stage, ended there and are open there."""
    counts = np.zeros((_N_STAGES, 2), np.int64)
    for row in zip(stage, is_open, n, strict=True):
        counts[row[0], int(row[1])] += row[2]
    reached = counts.sum(axis=1)[::-1].cumsum()[::-1]
    counts[-1] = 0
    return {"n": reached.tolist(), "lost": counts[:, 0].tolist(), "open": counts[:, 1].tolist()}


def waits_answer(days: ArrayLike, state: ArrayLike, n: ArrayLike) -> Any:
    """Return the Kaplan-Meier curve of waits, from how many ended how after so many days."""
    days, state, n = (np.asarray(each, np.int64) for each in (days, state, n))
    n_days = int(days.max()) + 1
    leaving = np.bincount(days, n, n_days)
    over = np.bincount(days[state == OVER], n[state == OVER], n_days)
    waiting = n.sum() - np.concatenate([[0], np.cumsum(leaving)[:-1]])
    share = np.cumprod(1 - over / waiting)
    at = np.flatnonzero(over)
    below = at[share[at] <= 0.5]
    return {
        "n": int(n.sum()),
        "n_open": int(n[state == OPEN].sum()),
        "median": float(below[0]) if len(below) else None,
        "days": at.tolist(),
        "share": share[at].tolist(),
    }
