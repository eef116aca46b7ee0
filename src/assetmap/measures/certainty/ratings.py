"""Scores completed with those that the silent could have given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assetmap.measures.trust import SCORES, TRUST

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assetmap.measures.certainty.completion import Completion
    from assetmap.measures.claims import Claims

    Numbers = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class _Given:
    """Scores given: by whom (place among those who answered), of whom, and the six scores."""

    rater: NDArray[np.int64]
    rated: NDArray[np.int64]
    points: Numbers


def trust_and_value(claims: Claims, completion: Completion, *, seed: int = 0) -> Numbers:
    """Return the mean trust, the mean value and the mean of each score in each draw.

    Parameters
    ----------
    claims
        The survey that was completed.
    completion
        What the silent could have said.
    seed
        Of the draws.

    Returns
    -------
    ndarray
        A row a draw; columns as `mean_trust`, `mean_value`, and `mean_scores` of each of `SCORES`,
        over the roster.

    Notes
    -----
    One of the silent rates each that it is drawn to name as that one is seen by others, as far
    as so few tell it, and as much above or below as one claim, drawn by lot, of the one whom it
    follows. A score that this claim does not give is not given.
    """
    given = _given(claims, completion)
    random = np.random.default_rng(seed)
    esteem, error = _esteem(given, len(completion.nodes))
    left, pattern_of = _left(given, esteem)
    claims_of = [np.flatnonzero(given.rater == one) for one in range(len(completion.answers.said))]
    drawn = []
    for donor, named in zip(completion.donor, completion.named, strict=True):
        silent, rated = np.nonzero(named)
        seen = esteem + error * pattern_of[random.integers(0, len(pattern_of), len(esteem))]
        pattern = _lot(claims_of, donor[silent], random)
        points = seen[rated] + left[pattern] if len(left) else np.empty((0, len(SCORES)))
        rated = rated if len(left) else rated[:0]
        drawn.append(
            _means(
                np.concatenate([given.rated, rated]),
                np.concatenate([given.points, points]),
                len(esteem),
            )
        )
    return np.array(drawn)


def _given(claims: Claims, completion: Completion) -> _Given:
    place = {completion.nodes[one]: at for at, one in enumerate(completion.answers.answered)}
    number = {node: at for at, node in enumerate(completion.nodes)}
    rows = claims.rows[claims.rows["to_id"].isin(number)]
    return _Given(
        np.array([place[one] for one in rows["from_id"]], dtype=np.int64),
        np.array([number[one] for one in rows["to_id"]], dtype=np.int64),
        rows[list(SCORES)].to_numpy(dtype=np.float64, na_value=np.nan).reshape(-1, len(SCORES)),
    )


def _esteem(given: _Given, n_nodes: int) -> tuple[Numbers, Numbers]:
    """Return how each is seen, drawn to the mean of all the more the fewer say so; and its error.

    The one-way analysis of variance gives how much of the spread of scores lies between those
    who are rated.
    """
    counts, sums = _tallied(given.rated, given.points, n_nodes)
    squares = _tallied(given.rated, given.points**2, n_nodes)[1]
    n_scores, n_rated = counts.sum(axis=0), (counts > 0).sum(axis=0)
    mean = sums.sum(axis=0) / np.maximum(n_scores, 1)
    inside = squares.sum(axis=0) - (sums**2 / np.maximum(counts, 1)).sum(axis=0)
    within = inside / np.maximum(n_scores - n_rated, 1)
    between = (counts * (sums / np.maximum(counts, 1) - mean) ** 2).sum(axis=0)
    typical = (n_scores - (counts**2).sum(axis=0) / np.maximum(n_scores, 1)) / np.maximum(
        n_rated - 1, 1
    )
    excess = between / np.maximum(n_rated - 1, 1) - within
    spread = np.maximum(excess / np.maximum(typical, 1e-9), 1e-6)
    known = counts / (counts + np.maximum(within, 1e-9) / spread)
    esteem = mean + known * (sums / np.maximum(counts, 1) - mean)
    return esteem, np.sqrt(spread * (1 - known))


def _left(given: _Given, esteem: Numbers) -> tuple[Numbers, Numbers]:
    """Return by how much each claim is above how its end is seen, and the same in its own units.

    Who is strict is strict in all six: errors are drawn as whole claims.
    """
    left = given.points - esteem[given.rated]
    if len(left) == 0:
        return left, np.zeros((1, len(SCORES)))
    n_scores = (~np.isnan(left)).sum(axis=0)
    n_rated = (_tallied(given.rated, given.points, len(esteem))[0] > 0).sum(axis=0)
    squares = np.nansum(left**2, axis=0)
    deviation = np.sqrt(squares / np.maximum(n_scores, 1))
    fitted_away = np.sqrt(np.maximum(n_scores, 1) / np.maximum(n_scores - n_rated, 1))
    return left * np.minimum(fitted_away, 2), np.nan_to_num(left / np.maximum(deviation, 1e-9))


def _tallied(rated: NDArray[np.int64], points: Numbers, n_nodes: int) -> tuple[Numbers, Numbers]:
    cells = (rated[:, None] * len(SCORES) + np.arange(len(SCORES))).ravel()
    is_given, size = ~np.isnan(points).ravel(), n_nodes * len(SCORES)
    counts = np.bincount(cells[is_given], minlength=size).astype(np.float64)
    sums = np.bincount(cells[is_given], points.ravel()[is_given], size).astype(np.float64)
    return counts.reshape(-1, len(SCORES)), sums.reshape(-1, len(SCORES))


def _lot(
    claims_of: list[NDArray[np.int64]], donors: NDArray[np.int64], random: np.random.Generator
) -> NDArray[np.int64]:
    """Return for each donor one of its claims; any claim where it made none with a known end."""
    everything = np.concatenate(claims_of) if claims_of else np.zeros(0, dtype=np.int64)
    points = random.random(len(donors))
    picked = np.zeros(len(donors), dtype=np.int64)
    for at, donor in enumerate(donors.tolist()):
        pool = claims_of[donor] if len(claims_of[donor]) else everything
        if len(pool):
            picked[at] = pool[int(points[at] * len(pool))]
    return picked


def _means(rated: NDArray[np.int64], points: Numbers, n_nodes: int) -> tuple[float, ...]:
    counts, sums = _tallied(rated, points, n_nodes)
    means = np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)
    n_trust = len(TRUST)
    of_each = [_mean(score[:, None]) for score in means.T]
    return _mean(means[:, :n_trust]), _mean(means[:, n_trust:]), *of_each


def _mean(means: Numbers) -> float:
    each = means.mean(axis=1)
    known = each[~np.isnan(each)]
    return float(known.mean()) if len(known) else float("nan")
