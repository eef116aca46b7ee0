"""How people's scores changed from before to after; not why."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
import pandas as pd
from scipy import stats

from assetmap.measures.flows.capacity import span_of
from assetmap.measures.flows.kept_journeys import kept_journeys
from assetmap.measures.flows.steps import NEVER, frozen, steps_of
from assetmap.measures.flows.swemwbs import metric_scores
from assetmap.measures.memory import once

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from assetmap.measures.flows.capacity import Span
    from assetmap.measures.flows.steps import Steps
    from assetmap.model import Snapshot

SCALES: Final = ("ons4_satisfied", "ons4_worthwhile", "ons4_happy", "ons4_anxious", "swemwbs")

LOWER_IS_BETTER: Final = frozenset({"ons4_anxious"})

USUAL: Final[Mapping[str, float]] = {
    "ons4_satisfied": 7.45,
    "ons4_worthwhile": 7.73,
    "ons4_happy": 7.39,
    "ons4_anxious": 3.23,
    "swemwbs": 23.5,
}
"""Means among adults: the United Kingdom in the year to March 2023, SWEMWBS England 2010-2013."""

LEVEL: Final = 0.95

_FEWEST = 2  # pairs that have a spread


def outcomes(
    snapshot: Snapshot,
    steps: Steps,
    *,
    start: dt.date | None = None,
    end: dt.date | None = None,
    swemwbs_scores: Literal["metric", "raw"] = "metric",
    usual: Mapping[str, float] = USUAL,
) -> pd.DataFrame:
    """Return how scores of those who started changed from before to after, by scale.

    Parameters
    ----------
    snapshot
        The place.
    steps
        Its steps.
    start, end
        Half-open: journeys that started in them; left out, the first day on which a step was
        made and the day after the last.
    swemwbs_scores
        Whether SWEMWBS is written down as metric scores, as the model has it, or as raw sums of
        answers, which are converted (`metric_scores`).
    usual
        Mean of each scale among people at large, for `by_regression`.

    Returns
    -------
    DataFrame
        A row for each of `SCALES`, in their order, indexed by scale:

        - n_started: journeys that started in the span;
        - n_before, n_both: those of them with a score before, and with one before and one after;
        - response_rate: n_both over n_started;
        - mean_before, mean_after, mean_change, median_change: over those with both;
        - low, high: 95 % interval of mean_change (paired t);
        - share_improved: of those with both, whose score got better: higher, or lower for
          anxious;
        - correlation: of before and after (Pearson);
        - usual: mean among people at large;
        - by_regression: the change to be expected without any help.

        No rows where a bound is left out and there are no steps.

    Raises
    ------
    DataError
        If the span has no day, or a score that is said to be a raw sum is none.

    Notes
    -----
    Of several scores of a journey, scale and stage the one measured last counts (of equal days
    the last row; without a day first); scores of journeys without a referral are left out. A
    journey that was completed and whose start nobody wrote down started when it was completed.
    Means are not defined (NaN) where nobody has both; the interval and the correlation below two,
    and the correlation where all have the same.

    Change is not effect: there is nobody to compare with, and those who answer twice are not
    those who do not. People come when they feel worst, and would on the whole score nearer the
    usual the second time whatever was done: `by_regression` is (1 - correlation) times (usual -
    mean_before), which takes it that those who came are drawn by their score from people whose
    mean is `usual`, that scores spread as much after as before, and that the correlation is that
    of people at large; it is a guide to how much of mean_change need not be anybody's doing.

    References
    ----------
    Barnett, A. G., van der Pols, J. C. and Dobson, A. J. (2005). Regression to the mean: what it
    is and how to deal with it. International Journal of Epidemiology 34, 215-220. Usual means:
    Office for National Statistics (2023), Personal well-being in the UK: April 2022 to March
    2023; Ng Fat, L. and others (2017), Quality of Life Research 26, 1129-1144 (men 23.7, women
    23.2).

    Examples
    --------
    >>> from assetmap.model import Snapshot
    >>> len(outcomes(Snapshot(), steps_of(Snapshot())))
    0
    """
    span = span_of(steps, start, end)
    if span is None:
        return pd.DataFrame(_row(np.zeros((0, 2)), "", 0, 0.0), index=[])
    started = _started(steps, span)
    n_started = int(started.sum())
    rows = {}
    for scale, scored in _scored(snapshot).items():
        scores = scored.scores[started[scored.episode]]
        is_known = ~np.isnan(scores)
        if scale == "swemwbs" and swemwbs_scores == "raw":
            scores[is_known] = metric_scores(pd.Series(scores[is_known]))
        row = _row(scores[is_known.all(axis=1)], scale, n_started, usual[scale])
        rows[scale] = row | {"n_before": int(is_known[:, 0].sum())}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("scale")


def regression_words(row: Mapping[str, Any]) -> str:
    """Return in plain words how much of a change need not be anybody's doing.

    Parameters
    ----------
    row
        Of `outcomes`.

    Returns
    -------
    str
        A sentence; empty where by_regression is not defined.

    Examples
    --------
    >>> regression_words({"mean_before": 4.7, "mean_change": 0.8, "usual": 7.45,
    ...                   "by_regression": 0.96, "n_both": 320})
    'People who come when they score 4.7 would on the whole score nearer the usual 7.5 the next \
time, whatever was done: about +1.0 is to be expected of that alone, and +0.8 was found.'
    """
    if pd.isna(row["by_regression"]):
        return ""
    return (
        f"People who come when they score {row['mean_before']:.1f} would on the whole score nearer "
        f"the usual {row['usual']:.1f} the next time, whatever was done: about "
        f"{row['by_regression']:+.1f} is to be expected of that alone, and "
        f"{row['mean_change']:+.1f} was found."
    )


def _started(steps: Steps, span: Span) -> NDArray[np.bool_]:
    """Tell of each journey, by its number, whether it started in a span."""
    journeys = kept_journeys(steps)
    day = np.where(journeys.started == NEVER, journeys.completed, journeys.started)
    first, last = span.numbers
    found = np.zeros(steps.n_episodes, dtype=bool)
    found[journeys.episode[(day >= first) & (day < last)]] = True
    return found


@dataclass(frozen=True, eq=False)
class _Scored:
    """Journeys by number, and their scores before and after; NaN where there is none."""

    episode: NDArray[np.int64]
    scores: NDArray[np.float64]


@once
def _scored(snapshot: Snapshot) -> Mapping[str, _Scored]:
    """Return the scores of journeys with a referral, by scale; of several the last measured."""
    found = snapshot.table("Outcome").dropna(subset=["scale", "stage", "score"])
    number_of = _numbers(snapshot, found["episode_id"]) if len(found) else {}
    found = found[found["episode_id"].isin(number_of.keys())]
    found = found.assign(episode=[number_of[id_] for id_ in found["episode_id"]])
    found = found.sort_values("measured_on", kind="stable", na_position="first")
    found = found.drop_duplicates(["scale", "stage", "episode"], keep="last")
    return MappingProxyType({scale: _of_scale(found[found["scale"] == scale]) for scale in SCALES})


def _of_scale(found: pd.DataFrame) -> _Scored:
    episode, number = np.unique(found["episode"].to_numpy(np.int64), return_inverse=True)
    scores = np.full((len(episode), 2), np.nan)
    for column, stage in enumerate(("before", "after")):
        is_stage = (found["stage"] == stage).to_numpy(dtype=bool)
        scores[number[is_stage], column] = found["score"].to_numpy(np.float64)[is_stage]
    return _Scored(frozen(episode), frozen(scores))


def _numbers(snapshot: Snapshot, wanted: pd.Series[str]) -> dict[str, int]:
    """Return the number of each journey of which there is a step; of the others none."""
    rows = snapshot.table("Referral")
    ids = rows.loc[(rows["status"] != "entered-in-error").to_numpy(dtype=bool), "episode_id"]
    is_wanted = ids.isin(wanted.unique()).to_numpy(dtype=bool)
    numbers = steps_of(snapshot).episode[is_wanted].tolist()
    return dict(zip(ids[is_wanted].tolist(), numbers, strict=True))


def _row(pairs: NDArray[np.float64], scale: str, n_started: int, usual: float) -> dict[str, Any]:
    """Return the numbers of one scale, of the pairs of before and after."""
    n = len(pairs)
    before, after = pairs[:, 0], pairs[:, 1]
    change = after - before
    low, high = _interval(change)
    correlation = _correlation(before, after)
    undefined = float("nan")
    mean_before = float(before.mean()) if n else undefined
    better = change < 0 if scale in LOWER_IS_BETTER else change > 0
    return {
        "n_started": n_started,
        "n_before": 0,
        "n_both": n,
        "response_rate": n / n_started if n_started else undefined,
        "mean_before": mean_before,
        "mean_after": float(after.mean()) if n else undefined,
        "mean_change": float(change.mean()) if n else undefined,
        "low": low,
        "high": high,
        "median_change": float(np.median(change)) if n else undefined,
        "share_improved": float(better.mean()) if n else undefined,
        "correlation": correlation,
        "usual": usual,
        "by_regression": (1 - correlation) * (usual - mean_before),
    }


def _interval(change: NDArray[np.float64]) -> tuple[float, float]:
    """Return the interval of the mean by Student's t."""
    n = len(change)
    if n < _FEWEST:
        return float("nan"), float("nan")
    half = float(stats.t.ppf((1 + LEVEL) / 2, n - 1) * change.std(ddof=1) / np.sqrt(n))
    return float(change.mean()) - half, float(change.mean()) + half


def _correlation(before: NDArray[np.float64], after: NDArray[np.float64]) -> float:
    if len(before) < _FEWEST or np.ptp(before) == 0 or np.ptp(after) == 0:
        return float("nan")
    return float(np.corrcoef(before, after)[0, 1])
