"""Columns of referrals as numbers, each worked out when it is first asked for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from assetmap.compiled import kernel
from assetmap.measures.flows.coding import NEVER, coded, day_numbers, frozen, numbered
from assetmap.measures.shares import over_cores

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

ENDED: Final = ("completed", "cancelled", "rejected", "failed")
"""Statuses of a step that is over."""

_DAYS: Final = ("made", "accepted", "seen", "started", "closed")
_CODED: Final = (
    ("need", "needs", "need_id"),
    ("area", "areas", "area_code"),
    ("age_band", "age_bands", "age_band"),
    ("route", "routes", "route"),
    ("status", "statuses", "status"),
    ("close_reason", "close_reasons", "close_reason"),
)
"""Of what has codes: those, what they stand for, and the column of rows."""

_ENDS: Final = ("source_id", "target_id")

NEEDED: Final = (
    *(*_ENDS, "episode_id"),
    *(column for _, _, column in _CODED),
    *(f"{day}_on" for day in _DAYS),
)
"""The columns of referrals that steps are made of."""


class Columns(dict[str, Any]):
    """What `steps.Steps` has of rows, by its name there; several that belong together at once.

    Parameters
    ----------
    rows
        Of the table Referral, with the columns `NEEDED`.
    """

    def __init__(self, rows: pd.DataFrame) -> None:
        super().__init__()
        self._rows = rows

    def __missing__(self, name: str) -> Any:
        self.update(self._found(name))
        return self[name]

    def _found(self, name: str) -> dict[str, Any]:
        if name in {"source", "target", "parties"}:
            return self._parties()
        if name in {"episode", "n_episodes"}:
            episode, n_episodes = numbered(self._rows["episode_id"])
            return {"episode": episode, "n_episodes": n_episodes}
        if name in {"closed", "completed"}:
            return self._endings()
        if name in _DAYS:
            return {name: day_numbers(self._rows[f"{name}_on"])}
        codes, names, column = next(each for each in _CODED if name in each)
        (found,), words = coded(self._rows[column])
        return {codes: found, names: words}

    def _parties(self) -> dict[str, Any]:
        (source, target), parties = coded(*(self._rows[name] for name in _ENDS))
        return {"source": source, "target": target, "parties": parties}

    def _endings(self) -> dict[str, Any]:
        """Return on which day each step closed, if its status says so, and if it was completed."""
        known = tuple(self[name] for name in ("made", "accepted", "seen", "started"))
        closed = day_numbers(self._rows["closed_on"])
        ended = ((each in ENDED) + (each == "completed") for each in self["statuses"])
        says = frozen(np.array([*ended, 0], np.int8))
        ends = np.empty(len(closed), np.int32), np.empty(len(closed), np.int32)
        work = partial(_endings, known, closed, self["status"], says, ends)
        over_cores(lambda *span: work(span), len(closed))
        closed, completed = ends
        return {"closed": frozen(closed), "completed": frozen(completed)}


@kernel
def _endings(
    days: tuple[NDArray[np.int32], ...],
    closed: NDArray[np.int32],
    status: NDArray[np.int32],
    says: NDArray[np.int8],
    ends: tuple[NDArray[np.int32], NDArray[np.int32]],
    span: tuple[int, int],
) -> None:
    """Put down on which day each step of a span closed, and on which if it was completed.

    `days` are the others that a row has. `says` tells of each status whether such a step is over
    (1) and completed (2); the last place is that of no status.
    """
    made, accepted, seen, started = days
    closes, completes = ends
    for step in range(span[0], span[1]):
        ending = says[status[step]]
        closes[step] = closed[step]
        if ending > 0 and closed[step] == NEVER:
            latest = -NEVER - 1  # before all days
            for day in (made[step], accepted[step], seen[step], started[step]):
                if day != NEVER:
                    latest = max(latest, day)
            closes[step] = latest
        completes[step] = closes[step] if ending > 1 else NEVER
