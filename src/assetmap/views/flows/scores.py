"""View: how people's scores changed from before to after; never why."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypedDict

from assetmap.release.scores import LOWER_IS_BETTER, regression_words, scores_for
from assetmap.views.wording import counted, share

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from assetmap.model import Snapshot

SCORE_WORDS: Final = {
    "name": "What was asked",
    "n_started": "Started",
    "n_before": "Answered before",
    "n_both": "Answered twice",
    "response": "Of all who started",
    "before": "Mean before",
    "after": "Mean after",
    "change": "Mean change",
    "range": "95% range",
    "better": "Got better",
    "by_regression": "To be expected without help",
}
"""What a screen calls the columns of `ScoreRow`."""

NOT_AN_EFFECT: Final = (
    "A change is not an effect. Nobody here was left without help to compare with; those who "
    "answer twice are not those who do not; and people who come at a low point mostly score "
    "nearer the usual the next time, whatever was done (regression to the mean)."
)
"""What is said beside every change of scores."""

_NOBODY: Final = (
    "Nobody who started in these months has been asked twice yet. Scores come in with the screen "
    "Data: the table Outcome, one row a score, before and after."
)
_OUT_OF: Final = {"swemwbs": "the score from 7 to 35"}
_TEN: Final = "scores from 0 to 10"


class ScoreRow(TypedDict):
    """One scale.

    Keys: what was asked; who started, who answered before, who both before and after, and the
    share of these; means before and after, their change, and between what that lies; the share
    who got better; the change to be expected without help, as a number and in words. None where
    it is not known.
    """

    id: str
    name: str
    unit: str
    n_started: int
    n_before: int
    n_both: int
    response: str
    before: float | None
    after: float | None
    change: float | None
    low: float | None
    high: float | None
    range: str
    better: str
    by_regression: float | None
    regression: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Scores:
    """How scores changed.

    Attributes
    ----------
    summary
        How many answered twice, and how the first scale that anybody did so on changed.
    rows
        By scale, in the order of the scales.
    """

    summary: str
    rows: tuple[ScoreRow, ...]

    @property
    def asked_twice(self) -> tuple[ScoreRow, ...]:
        """The scales on which anybody answered twice."""
        return tuple(row for row in self.rows if row["n_both"])


def scores_view(snapshot: Snapshot, role: str, span: tuple[dt.date, dt.date]) -> Scores:
    """Return how the scores of those who started in a span changed.

    Parameters
    ----------
    snapshot
        The place with all its journeys and scores.
    role
        Who looks: a lead or an admin.
    span
        Days, half-open.

    Raises
    ------
    DataError
        As `release.scores.scores_for`.
    """
    found = scores_for(snapshot, role, span)
    labels = {term.value: term.label for term in snapshot.terms("scale")}
    rows = tuple(
        _row(str(scale), labels.get(str(scale), str(scale)), cells)
        for scale, cells in found.to_dict("index").items()
    )
    told = Scores("", rows)
    return Scores(_summary(told.asked_twice), rows)


def _summary(asked_twice: Sequence[ScoreRow]) -> str:
    if not asked_twice:
        return _NOBODY
    most = max(asked_twice, key=lambda row: row["n_both"])
    return (
        f"Of {counted(most['n_started'], 'person', 'people')} who started in these months, "
        f"{most['n_both']:,} ({most['response']}) answered both before and after. "
        f"{asked_twice[0]['sentence']}"
    )


def _row(scale: str, name: str, cells: Mapping[Any, Any]) -> ScoreRow:
    n_both, n_started = int(cells["n_both"]), int(cells["n_started"])
    before, after, change, low, high, by_regression = (
        _known(cells[key])
        for key in ("mean_before", "mean_after", "mean_change", "low", "high", "by_regression")
    )
    better = cells["share_improved"]
    label = f"{name}, lower is better" if scale in LOWER_IS_BETTER else name
    return {
        "id": scale,
        "name": label,
        "unit": _OUT_OF.get(scale, _TEN),
        "n_started": n_started,
        "n_before": int(cells["n_before"]),
        "n_both": n_both,
        "response": share(n_both, n_started),
        "before": before,
        "after": after,
        "change": change,
        "low": low,
        "high": high,
        "range": _range(cells),
        "better": "" if not n_both else share(round(better * n_both), n_both),
        "by_regression": by_regression,
        "regression": regression_words(cells),
        "sentence": _sentence(label, cells),
    }


def _sentence(name: str, cells: Mapping[Any, Any]) -> str:
    if not cells["n_both"]:
        return ""
    within = f" ({_range(cells)})" if _range(cells) else ""
    return (
        f"{name}: from {cells['mean_before']:.1f} to {cells['mean_after']:.1f}, a change of "
        f"{cells['mean_change']:+.1f}{within} among the {cells['n_both']:,} who answered twice."
    )


def _range(cells: Mapping[Any, Any]) -> str:
    low, high = float(cells["low"]), float(cells["high"])
    return "" if math.isnan(low) else f"{low:+.1f} to {high:+.1f}"


def _known(value: float) -> float | None:
    return None if math.isnan(value) else round(float(value), 2)
