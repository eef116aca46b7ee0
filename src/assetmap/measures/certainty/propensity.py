"""What those who answered tell of how the silent would have answered.

Somebody names another the more likely the more it names at all, the more the other is named by
all, when the other names it, and when both are of one group.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assetmap.measures.certainty.answers import Answers

    Numbers = NDArray[np.float64]

NO, YES, UNKNOWN = range(3)
"""Whether the other end names it: the rows of `Propensity.affinity`."""

_ROUNDS: Final = 40
_HALF: Final = 0.5  # of each step: whole ones swing to and fro where most ties are returned
_LEAST_INFORMATION: Final = 0.5
_LARGEST_STEP: Final = 1.0
_LEAST_ALIKE: Final = 0.5
_MOST_ALIKE: Final = 50.0  # above it all are named alike as far as any survey can tell


@dataclass(frozen=True, eq=False)
class Readiness:
    """How many times as readily as others each one does something, as far as so few claims tell.

    Attributes
    ----------
    count, exposure
        How often each did, and how often it would have if it were as ready as others.
    alikeness
        How alike all are: shape of a gamma law of mean 1.
    """

    count: Numbers
    exposure: Numbers
    alikeness: float

    def drawn(self, who: NDArray[np.int64], random: np.random.Generator) -> Numbers:
        """Return for each of `who` what its readiness could be."""
        shape = self.count[who] + self.alikeness
        return random.gamma(shape, 1 / (self.exposure[who] + self.alikeness))


@dataclass(frozen=True, eq=False)
class Propensity:
    """How those who answered named others.

    Attributes
    ----------
    affinity
        Three rows by whether the other end names it (no, yes, not known), two columns by whether
        the two are of one group (no, yes): how many times as readily it names the other as it
        does where both are no.
    error
        Standard error of the logarithm of each.
    popularity
        Of each on the roster: how readily it is named.
    """

    affinity: Numbers
    error: Numbers
    popularity: Readiness


def fitted(answers: Answers) -> Propensity:
    """Return what the answers tell, by rounds of scoring on each part in turn.

    The chance that i names j is 1 - exp(-h), where h is the product of what i names at all, of
    how readily j is named, and of the affinity of the two.
    """
    said, possible, cells = answers.said, answers.possible, _cells(answers)
    named, is_named = said.sum(axis=1), said.sum(axis=0).astype(np.float64)
    activity = np.maximum(named, 0.5) / max(said.shape[1] - 1, 1)
    popularity, affinity, alikeness = np.ones(said.shape[1]), np.ones(6), 2.0
    expected, slope = _expected(activity, possible.astype(np.float64), is_named + alikeness)
    for _ in range(_ROUNDS):
        for cell, inside in cells.items():
            step = _HALF * (said - expected)[inside].sum() / _information(slope, inside)
            affinity[cell] *= np.exp(np.clip(step, -_LARGEST_STEP, _LARGEST_STEP))
        hazard = popularity * affinity[answers.cell] * possible
        activity = _activity(activity, hazard, named, is_named + alikeness)
        expected, slope = _expected(activity, hazard, is_named + alikeness)
        exposure = expected.sum(axis=0) / popularity
        alikeness = _alikeness(is_named, exposure, float((expected * (1 - expected)).sum()))
        popularity *= ((is_named + alikeness) / (exposure + alikeness) / popularity) ** _HALF
        popularity /= popularity.mean()
        hazard = popularity * affinity[answers.cell] * possible
        activity = _activity(activity, hazard, named, is_named + alikeness)
        expected, slope = _expected(activity, hazard, is_named + alikeness)
    exposure = expected.sum(axis=0) / popularity
    return Propensity(
        affinity.reshape(3, 2),
        _errors(expected, slope, cells).reshape(3, 2),
        Readiness(is_named, exposure, alikeness),
    )


def _cells(answers: Answers) -> dict[int, NDArray[np.bool_]]:
    """Return where each affinity holds, but the first, which the others are measured by."""
    return {
        cell: inside
        for cell in range(1, 6)
        if (inside := (answers.cell == cell) & answers.possible).any()
    }


def _expected(activity: Numbers, hazard: Numbers, shape: Numbers) -> tuple[Numbers, Numbers]:
    """Return the chance of each claim, and by how much it rises with its hazard's logarithm.

    How readily each is named is known but to a gamma law of this shape, over which the chance is
    averaged.
    """
    raised = activity[:, None] * hazard
    missed = (1 + raised / shape) ** -shape
    return 1 - missed, raised * missed / (1 + raised / shape)


def _activity(
    activity: Numbers, hazard: Numbers, named: NDArray[np.int64], shape: Numbers
) -> Numbers:
    """Return how much each names at all, a step nearer to where it names as many as it did."""
    expected, slope = _expected(activity, hazard, shape)
    short = np.maximum(named, 0.25) - expected.sum(axis=1)
    step = short / np.maximum(slope.sum(axis=1), 1e-9)
    stepped: Numbers = activity * np.exp(np.clip(step, -_LARGEST_STEP, _LARGEST_STEP))
    return np.clip(stepped, 1e-8, 50.0)


def _information(weight: Numbers, inside: NDArray[np.bool_]) -> float:
    """Return what is known of an affinity once it is known how many each one names."""
    return max(_beside(weight, inside, axis=1), _LEAST_INFORMATION)


def _errors(expected: Numbers, slope: Numbers, cells: dict[int, NDArray[np.bool_]]) -> Numbers:
    """Return the error of each affinity, activity and popularity being found out beside it."""
    errors = np.zeros(6)
    spread = expected * (1 - expected)
    for cell, inside in cells.items():
        # A tie named by both ends is met from both of them, and told once.
        times = 2 if cell // 2 == YES else 1
        told, known = (
            _beside(each, inside, axis=1) * _beside(each, inside, axis=0) / each[inside].sum()
            for each in (spread, slope)
        )
        errors[cell] = np.sqrt(times * max(told, _LEAST_INFORMATION)) / max(
            known, _LEAST_INFORMATION
        )
    return errors


def _beside(weight: Numbers, inside: NDArray[np.bool_], *, axis: int) -> float:
    within, whole = (weight * inside).sum(axis=axis), weight.sum(axis=axis)
    return float((within * (whole - within) / np.maximum(whole, 1e-12)).sum())


def _alikeness(is_named: Numbers, exposure: Numbers, chance: float) -> float:
    """Return the shape of the gamma law of being named, from the spread beyond chance."""
    beyond = ((is_named - exposure) ** 2).sum() - chance
    share = beyond / max(float((exposure**2).sum()), 1e-9)
    return float(np.clip(1 / max(share, 1e-3), _LEAST_ALIKE, _MOST_ALIKE))
