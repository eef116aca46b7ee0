"""What those who answered tell of how the silent would have answered.

Somebody names another the more likely the more it names at all, the more the other is named by
all, when the other names it, and when both are of one group.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from assetmap.measures.certainty.propensity_kernel import claim_sums

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assetmap.measures.certainty.answers import Answers

    Numbers = NDArray[np.float64]
    Whole = NDArray[np.int64]

NO, YES, UNKNOWN = range(3)
"""Whether the other end names it: the rows of `Propensity.affinity`."""

_N_CELLS: Final = 6
_CHANCE, _RISE, _SPREAD = range(3)
_DIGITS: Final = 20.0  # of the logarithm: what is told from others is off by less than 1e-8
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
    said, web = answers.said, _Web.of(answers)
    named, is_named = said.sum(axis=1), said.sum(axis=0).astype(np.float64)
    heard = np.bincount(answers.cell[said], minlength=_N_CELLS)
    met = np.bincount(answers.cell[answers.possible], minlength=_N_CELLS) > 0
    met[0] = False  # the others are measured by it
    activity = np.maximum(named, 0.5) / max(said.shape[1] - 1, 1)
    popularity, affinity, alikeness = np.ones(said.shape[1]), np.ones(_N_CELLS), 2.0
    for _ in range(_ROUNDS):
        sums = web.sums(activity, popularity, affinity, is_named + alikeness)
        step = _HALF * (heard - sums.by_row[..., _CHANCE].sum(axis=0)) / _information(sums.by_row)
        affinity *= np.where(met, np.exp(np.clip(step, -_LARGEST_STEP, _LARGEST_STEP)), 1.0)
        sums = web.sums(activity, popularity, affinity, is_named + alikeness)
        activity = _activity(activity, sums, named)
        sums = web.sums(activity, popularity, affinity, is_named + alikeness)
        exposure = sums.by_column[..., _CHANCE].sum(axis=1) / popularity
        alikeness = _alikeness(is_named, exposure, float(sums.by_row[..., _SPREAD].sum()))
        popularity *= ((is_named + alikeness) / (exposure + alikeness) / popularity) ** _HALF
        popularity /= popularity.mean()
        sums = web.sums(activity, popularity, affinity, is_named + alikeness)
        activity = _activity(activity, sums, named)
    sums = web.sums(activity, popularity, affinity, is_named + alikeness)
    exposure = sums.by_column[..., _CHANCE].sum(axis=1) / popularity
    return Propensity(
        affinity.reshape(3, 2),
        np.where(met, _errors(sums), 0.0).reshape(3, 2),
        Readiness(is_named, exposure, alikeness),
    )


class _Sums(NamedTuple):
    """Sums of chance, its rise with its hazard's logarithm, and chance times one less it."""

    by_row: Numbers
    by_column: Numbers


@dataclass(frozen=True, eq=False)
class _Web:
    """Which claims there could be, as `claim_sums` takes them."""

    pairs: tuple[Whole, Whole, Whole, Whole]
    is_silent: NDArray[np.bool_]

    @classmethod
    def of(cls, answers: Answers) -> _Web:
        reply = answers.cell // 2
        is_silent = (reply == UNKNOWN).any(axis=0)
        whom, by = (each.astype(np.int64) for each in np.nonzero(reply == YES))
        return cls((answers.answered, answers.group, whom, by), is_silent)

    def sums(
        self, activity: Numbers, popularity: Numbers, affinity: Numbers, shape: Numbers
    ) -> _Sums:
        named = popularity, affinity, shape
        return _Sums(*claim_sums(self.pairs, self.is_silent, activity, _along(activity), named))


def _along(activity: Numbers) -> tuple[Numbers, Numbers]:
    """Return some activities, and how to tell from what is found at them what is at each other.

    Chebyshev points of the logarithm, and Lagrange's polynomials through them (Berrut, J.-P. and
    Trefethen, L. N. (2004). Barycentric Lagrange interpolation. SIAM Review 46, 501-517): as
    many as a function needs that is bounded by 1 to a quarter turn beside the line of reals.
    """
    place = np.log(activity)
    middle, reach = (place.max() + place.min()) / 2, max((place.max() - place.min()) / 2, 1e-3)
    n_points = math.ceil(_DIGITS / math.asinh(math.pi / 2 / reach)) + 2
    angle = (np.arange(n_points) + 0.5) * math.pi / n_points
    points = middle + reach * np.cos(angle)
    away = place[:, None] - points
    is_there = away == 0
    share = (-1.0) ** np.arange(n_points) * np.sin(angle) / np.where(is_there, 1.0, away)
    share = np.where(is_there.any(axis=1, keepdims=True), is_there, share)
    share /= share.sum(axis=1, keepdims=True)
    return np.exp(points), share


def _activity(activity: Numbers, sums: _Sums, named: Whole) -> Numbers:
    """Return how much each names at all, a step nearer to where it names as many as it did."""
    expected, slope = (sums.by_row[..., value].sum(axis=1) for value in (_CHANCE, _RISE))
    step = (np.maximum(named, 0.25) - expected) / np.maximum(slope, 1e-9)
    stepped: Numbers = activity * np.exp(np.clip(step, -_LARGEST_STEP, _LARGEST_STEP))
    return np.clip(stepped, 1e-8, 50.0)


def _information(by_row: Numbers) -> Numbers:
    """Return what is known of each affinity once it is known how many each one names."""
    return np.maximum(_beside(by_row[..., _RISE]), _LEAST_INFORMATION)


def _errors(sums: _Sums) -> Numbers:
    """Return the error of each affinity, activity and popularity being found out beside it."""
    told, known = (
        _beside(sums.by_row[..., value])
        * _beside(sums.by_column[..., value])
        / np.maximum(sums.by_row[..., value].sum(axis=0), 1e-300)
        for value in (_SPREAD, _RISE)
    )
    # A tie named by both ends is met from both of them, and told once.
    times = np.where(np.arange(_N_CELLS) // 2 == YES, 2, 1)
    spread = np.sqrt(times * np.maximum(told, _LEAST_INFORMATION))
    errors: Numbers = spread / np.maximum(known, _LEAST_INFORMATION)
    return errors


def _beside(within: Numbers) -> Numbers:
    whole = within.sum(axis=1, keepdims=True)
    beside: Numbers = (within * (whole - within) / np.maximum(whole, 1e-12)).sum(axis=0)
    return beside


def _alikeness(is_named: Numbers, exposure: Numbers, chance: float) -> float:
    """Return the shape of the gamma law of being named, from the spread beyond chance."""
    beyond = ((is_named - exposure) ** 2).sum() - chance
    share = beyond / max(float((exposure**2).sum()), 1e-9)
    return float(np.clip(1 / max(share, 1e-3), _LEAST_ALIKE, _MOST_ALIKE))
