"""Whom the silent are tied to where both ends name every tie, as far as the answers show."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.optimize import brentq

from assetmap.measures.certainty.propensity import fitted

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from assetmap.measures.certainty.answers import Answers

    Numbers = NDArray[np.float64]

_FEWEST: Final = 10  # ties between two who answered; of a share of fewer nothing is told either
_WIDEST: Final = 50.0  # of the logarithm of a rate


def both_ends_name(answers: Answers) -> bool:
    """Tell whether both name each tie between two who answered, of which there are ten or more."""
    between = answers.said[:, answers.answered]
    return bool((between == between.T).all()) and int(between.sum()) // 2 >= _FEWEST


def named_by_both(answers: Answers, n_draws: int, random: np.random.Generator) -> NDArray[np.bool_]:
    """Draw whom the silent would name where both ends name every tie.

    Parameters
    ----------
    answers
        What was said, such that `both_ends_name`.
    n_draws
        How many times.
    random
        What draws.

    Returns
    -------
    ndarray
        By draw, silent one and roster: whether it names it. Of those who answered each silent one
        names all who name it and nobody else.

    Notes
    -----
    Only what two silent ones say of each other is drawn, once for both: the chance of a tie is
    1 - exp(-h), where h is the product of how readily each of the two is named, of how much more
    readily within a group, and of a scale by which those who answered would be expected to have
    as many ties among each other as they have. All of these are drawn as far as so few claims
    tell them. Takes time in draws times silent times roster.

    References
    ----------
    Chung, F. and Lu, L. (2002). Connected components in random graphs with given expected degree
    sequences. Annals of Combinatorics 6, 125-145 (ties in proportion to the product).
    """
    answered, silent = answers.answered, answers.silent
    # Replies tell everything here, and so nothing of who is named readily.
    propensity = fitted(replace(answers, cell=answers.alike[answered].astype(np.int8)))
    readiness = propensity.popularity
    affinity, error = (each[0] for each in (propensity.affinity, propensity.error))
    expected = (readiness.count + readiness.alikeness) / (readiness.exposure + readiness.alikeness)
    n_ties = int(answers.said[:, answered].sum()) / 2
    pairs = np.triu_indices(len(answered), 1)
    scale = _scale(_products(expected[answered], affinity, answers, answered)[pairs], n_ties)
    scales = scale * random.gamma(n_ties, 1 / n_ties, (n_draws, 1, 1))
    ready = readiness.drawn(np.tile(silent, (n_draws, 1)), random)
    affinities = affinity * np.exp(error * random.standard_normal((n_draws, 2)))
    rates = scales * _products(ready, affinities, answers, silent)
    tied = np.triu(random.random(rates.shape) < -np.expm1(-rates), 1)
    named = np.zeros((n_draws, len(silent), len(answers.same)), dtype=bool)
    named[:, :, answered] = answers.said[:, silent].T
    named[:, :, silent] = tied | tied.transpose(0, 2, 1)
    return named


def _products(
    ready: Numbers, affinity: Numbers, answers: Answers, who: NDArray[np.int64]
) -> Numbers:
    """Return for each two of `who` how readily both are named, times their affinity."""
    alike = answers.alike[np.ix_(who, who)]
    others, own = (affinity[..., column, None, None] for column in range(2))
    both: Numbers = ready[..., :, None] * ready[..., None, :] * np.where(alike, own, others)
    return both


def _scale(products: Numbers, n_ties: float) -> float:
    """Return what to multiply products by, that so many ties are expected."""

    def too_many(power: float) -> float:
        return float(-np.expm1(-np.exp(power) * products).sum() - n_ties)

    if too_many(_WIDEST) <= 0:  # each two of them are tied
        return float(np.exp(_WIDEST))
    return float(np.exp(brentq(too_many, -_WIDEST, _WIDEST)))
