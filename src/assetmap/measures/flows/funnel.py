"""How many journeys reach each stage, and where most are lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from assetmap.measures.flows.groupings import Groups
from assetmap.measures.flows.intervals import wilson
from assetmap.measures.flows.pairs import named
from assetmap.measures.flows.stages import LAST, stage_counts
from assetmap.measures.flows.steps import NOBODY, STAGES, frozen, span_numbers

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray

    from assetmap.measures.flows.journeys import Journeys

_COLUMNS = ("stage", "n", "share", "low", "high", "n_lost", "n_open", "share_lost")


@dataclass(frozen=True, slots=True)
class Loss:
    """The largest fall between two stages that follow each other.

    Attributes
    ----------
    after, before
        The stages between which journeys ended.
    n_lost
        How many ended there.
    share_lost
        Those over all that reached `after`.
    n_open
        How many have come so far and are not over: they may still go on, and are not lost.
    """

    after: str
    before: str
    n_lost: int
    share_lost: float
    n_open: int


def funnel(
    journeys: Journeys, *, start: dt.date | None = None, end: dt.date | None = None
) -> pd.DataFrame:
    """Count the journeys that reach each stage.

    Parameters
    ----------
    journeys
        Some or all journeys of a place.
    start, end
        Those made on `start` or later, and before `end`; None is open.

    Returns
    -------
    DataFrame
        A row for each of `STAGES`, in order:

        - stage;
        - n: journeys that have reached it;
        - share, low, high: of those made, with Wilson's 95 % interval; 0 to 1;
        - n_lost: those that ended before the next stage;
        - n_open: those that have not reached the next stage and are not over;
        - share_lost: n_lost over n.

        n is the next stage's n, n_lost and n_open together; completed journeys are neither lost
        nor open.

    Notes
    -----
    A journey is in the span by the day on which it was made. It has reached a stage if any of
    its steps has, or reached a later one, on whatever day: this is what is known now, so that
    journeys made lately look shorter than they will be. A journey is over when all its steps
    are closed. Shares of nothing are not defined (NaN). Takes time in the number of journeys.

    References
    ----------
    Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference.
    Journal of the American Statistical Association 22, 209-212.

    Examples
    --------
    >>> from assetmap.measures.flows.journeys import journeys_of
    >>> from assetmap.measures.flows.steps import steps_of
    >>> from assetmap.model import Snapshot, conform
    >>> made = {"route": "self", "target_id": "choir", "made_on": "2026-01-05"}
    >>> made |= {"episode_id": ["a", "b"], "seen_on": ["2026-01-09", None], "status": "accepted"}
    >>> rows = conform("Referral", pd.DataFrame(made))
    >>> found = funnel(journeys_of(steps_of(Snapshot(rows={"Referral": rows}))))
    >>> found["n"].tolist(), found["n_open"].tolist()
    ([2, 1, 1, 0, 0], [1, 0, 1, 0, 0])
    """
    nowhere = frozen(np.full(len(journeys), NOBODY, np.int32))
    rows = _rows(journeys, Groups(nowhere, ()), span_numbers(start, end))
    return pd.DataFrame({name: rows[name] for name in _COLUMNS})


def funnel_by(
    journeys: Journeys,
    groups: Groups,
    *,
    start: dt.date | None = None,
    end: dt.date | None = None,
) -> pd.DataFrame:
    """Count the journeys of each group that reach each stage.

    Parameters
    ----------
    journeys, groups
        Journeys and their groups, as `groupings.journey_groups` gives them.
    start, end
        As of `funnel`.

    Returns
    -------
    DataFrame
        As of `funnel`, with the name of the group in a column group before the others (None for
        what is in no group): five rows a group, in order, for each that has a journey in the
        span.

    Notes
    -----
    As of `funnel`.
    """
    n_codes = len(groups.names) + 1
    rows = _rows(journeys, groups, span_numbers(start, end))
    there = np.repeat(rows["n"].reshape(-1, len(STAGES))[:, 0] > 0, len(STAGES))
    group = named(np.repeat(np.arange(n_codes) - 1, len(STAGES))[there], groups.names)
    stages = pd.Series(rows["stage"][there], dtype=object)
    columns = {name: rows[name][there] for name in _COLUMNS[1:]}
    return pd.DataFrame({"group": group, "stage": stages} | columns)


def largest_loss(
    rows: pd.DataFrame, *, by: Literal["n_lost", "share_lost"] = "n_lost"
) -> Loss | None:
    """Return where most journeys of a funnel ended, or None if none did.

    Parameters
    ----------
    rows
        Of `funnel`, or of one group of `funnel_by`.
    by
        Most in number, or most of those who had come so far; of equal ones the earlier.
    """
    falls = rows.iloc[:LAST]
    falls = falls[falls["n_lost"] > 0]
    if falls.empty:
        return None
    row = falls.iloc[int(falls[by].to_numpy().argmax())]
    return Loss(
        after=str(row["stage"]),
        before=STAGES[STAGES.index(row["stage"]) + 1],
        n_lost=int(row["n_lost"]),
        share_lost=float(row["share_lost"]),
        n_open=int(row["n_open"]),
    )


def largest_losses(rows: pd.DataFrame) -> pd.DataFrame:
    """Return where most journeys of each group ended.

    Parameters
    ----------
    rows
        Of `funnel_by`.

    Returns
    -------
    DataFrame
        A row a group, in order: group; before, the stage that most did not reach, of equal ones
        the earlier; n_lost, how many, 0 where nobody's journey ended.
    """
    lost = rows["n_lost"].to_numpy().reshape(-1, len(STAGES))[:, :LAST]
    most = lost.argmax(axis=1)
    before = np.array(STAGES[1:], dtype=object)[most]
    group = rows["group"].to_numpy()[:: len(STAGES)]
    return pd.DataFrame(
        {"group": group, "before": before, "n_lost": lost[np.arange(len(lost)), most]}
    )


def _rows(journeys: Journeys, groups: Groups, span: tuple[int, int]) -> dict[str, NDArray[Any]]:
    """Return the columns of funnels, one for each group, that of no group first."""
    n_codes = len(groups.names) + 1
    counts = stage_counts(journeys, groups, span)
    n_each = counts.sum(axis=2)[:, ::-1].cumsum(axis=1)[:, ::-1]  # whoever came farther was here
    made = np.repeat(n_each[:, 0], len(STAGES))
    counts[:, LAST] = 0  # neither lost nor open
    n, n_lost, n_open = (each.ravel() for each in (n_each, counts[:, :, 0], counts[:, :, 1]))
    low, high = wilson(n, made)
    with np.errstate(invalid="ignore"):
        share, share_lost = n / made, n_lost / n
    stage = np.tile(np.array(STAGES, dtype=object), n_codes)
    found = (stage, n, share, low, high, n_lost, n_open, share_lost)
    return dict(zip(_COLUMNS, found, strict=True))
