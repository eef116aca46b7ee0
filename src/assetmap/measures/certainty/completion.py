"""A survey completed many times over: what the silent could have said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assetmap.measures.certainty.answers import answers_of
from assetmap.measures.certainty.both_ends import both_ends_name, named_by_both
from assetmap.measures.certainty.closeness import weighed
from assetmap.measures.certainty.completion_kernel import first_to_ring
from assetmap.measures.certainty.propensity import fitted
from assetmap.network import Network

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from assetmap.measures.certainty.answers import Answers
    from assetmap.measures.certainty.propensity import Propensity
    from assetmap.measures.claims import Claims

    Numbers = NDArray[np.float64]

_LOWEST_PREDICTION = 0.25  # of the mean, so that a slope cannot foretell less than nothing


@dataclass(frozen=True, eq=False)
class Completion:
    """What the silent could have said, drawn several times.

    Attributes
    ----------
    nodes
        The roster.
    answers
        What was said.
    donor
        A row a draw, a column for each of the silent: which of those who answered (by its place
        among them) it follows in how many it names.
    named
        By draw, silent one and roster: whether it names it.
    seed
        Of how close the ties are that it names.
    """

    nodes: tuple[str, ...]
    answers: Answers
    donor: NDArray[np.int64]
    named: NDArray[np.bool_]
    seed: int = 0

    def __len__(self) -> int:
        """Return how many draws there are."""
        return len(self.named)

    def networks(self) -> Iterator[Network]:
        """Return the completed network of each draw, its ties weighed as `weighed` does."""
        n_nodes, answers = len(self.nodes), self.answers
        told = np.flatnonzero(answers.weight > 0)
        known = answers.answered[told // n_nodes] * n_nodes + told % n_nodes
        for at, weights in weighed(answers, self.named, seed=self.seed):
            added = answers.silent[at // n_nodes] * n_nodes + at % n_nodes
            place = np.concatenate([known, added])
            order = np.argsort(place)
            start, end = divmod(place[order], n_nodes)
            yield Network(
                self.nodes,
                np.searchsorted(start, np.arange(n_nodes + 1)),
                end.astype(np.int32),
                np.concatenate([answers.weight.ravel()[told], weights])[order],
            )


def completed(
    claims: Claims, group_of: Mapping[str, str] | None = None, *, n_draws: int = 199, seed: int = 0
) -> Completion:
    """Draw what those who did not answer could have said.

    Parameters
    ----------
    claims
        The claims of one survey; somebody must have answered it.
    group_of
        Group by id, such as the sector: who is of one group names each other more or less
        readily, as the answers show. Left out, groups are not looked at.
    n_draws
        How many times.
    seed
        Of the draws.

    Returns
    -------
    Completion
        In each draw the answers stand as they are. Those who answered are drawn anew with
        repetition (the bootstrap); each of the silent follows one of them in how many it names,
        raised or lowered by how much more or less it is itself named than that one. Whom it
        names is drawn after `fitted`, whose affinities and popularities are drawn too. What is
        said of the other end counts: also what another silent one was drawn to say before. Where
        `both_ends_name` each tie, whom it names is drawn as `named_by_both` says.

    Notes
    -----
    Right where who is silent does not hang on what it would have said. Takes time and memory in
    draws times silent times roster. What the draws differ in is only what is not known: where
    all answered they are all the same. Resampling respondents alone does not know that the
    network is finite, and is too wide; resampling vertices (Snijders and Borgatti) as well:
    docs/certainty.md has the coverage of the three.

    References
    ----------
    Rubin, D. B. and Schenker, N. (1986). Multiple imputation for interval estimation from simple
    random samples with ignorable nonresponse. Journal of the American Statistical Association
    81, 366-374 (the approximate Bayesian bootstrap). Huisman, M. (2009). Imputation of missing
    network data. Journal of Social Structure 10. Holland, P. W. and Leinhardt, S. (1981). An
    exponential family of probability distributions for directed graphs. Journal of the American
    Statistical Association 76, 33-50.
    """
    answers = answers_of(claims, group_of)
    random = np.random.default_rng(seed)
    donor, n_named = _followed(answers, n_draws, random)
    if both_ends_name(answers):
        named = named_by_both(answers, n_draws, random)
    else:
        named = _whom(answers, fitted(answers), n_named, random)
    return Completion(claims.network.nodes, answers, donor, named, seed)


def _followed(
    answers: Answers, n_draws: int, random: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return whom each of the silent follows, and how many it then names."""
    n_answered, n_silent = len(answers.answered), len(answers.silent)
    drawn = random.integers(0, n_answered, (n_draws, n_answered))
    picked = random.integers(0, n_answered, (n_draws, n_silent))
    donor = np.take_along_axis(drawn, picked, axis=1)
    counts = answers.said.sum(axis=1).astype(np.float64)
    share_named = answers.said.sum(axis=0) / np.maximum(answers.possible.sum(axis=0), 1)
    theirs, own = share_named[answers.answered], share_named[answers.silent]
    line = _line(theirs[drawn], counts[drawn])
    ratio = _foretold(line, own) / _foretold(line, theirs[donor])
    wanted = counts[donor] * ratio
    n_named = np.floor(wanted + random.random(wanted.shape)).astype(np.int64)
    return donor, np.minimum(n_named, len(answers.same) - 1)


def _line(share_named: Numbers, counts: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Return for each draw the line of how many one names on how many name it."""
    middle, height = (each.mean(axis=1, keepdims=True) for each in (share_named, counts))
    away = share_named - middle
    spread = np.maximum((away**2).sum(axis=1, keepdims=True), 1e-12)
    return middle, height, (away * (counts - height)).sum(axis=1, keepdims=True) / spread


def _foretold(line: tuple[Numbers, Numbers, Numbers], share_named: Numbers) -> Numbers:
    middle, height, slope = line
    lowest = np.maximum(_LOWEST_PREDICTION * height, 1e-9)
    return np.maximum(height + slope * (share_named - middle), lowest)


def _whom(
    answers: Answers,
    propensity: Propensity,
    n_named: NDArray[np.int64],
    random: np.random.Generator,
) -> NDArray[np.bool_]:
    """Return whom each of the silent names in each draw, one silent after the other."""
    n_draws, n_silent = n_named.shape
    n_nodes = len(answers.same)
    popularity = propensity.popularity.drawn(np.tile(np.arange(n_nodes), (n_draws, 1)), random)
    noise = random.standard_normal((n_draws, *propensity.affinity.shape))
    affinity = propensity.affinity * np.exp(propensity.error * noise)
    activity = np.ones((n_draws, n_nodes))
    activity[:, answers.silent] = n_named / max(float(answers.said.sum(axis=1).mean()), 1e-9)
    named = np.zeros((n_draws, n_silent, n_nodes), dtype=bool)
    waiting = np.zeros(n_nodes, dtype=bool)
    waiting[answers.silent] = True
    for place in random.permutation(n_silent).tolist():
        own = int(answers.silent[place])
        replies = np.zeros((n_draws, n_nodes), dtype=bool)
        replies[:, answers.answered] = answers.said[:, own]
        replies[:, answers.silent] = named[:, :, own]
        clocks = random.exponential(size=(n_draws, n_nodes))
        known = own, answers.alike[own], replies, waiting
        drawn = popularity, activity, affinity
        named[:, place] = first_to_ring(clocks, n_named[:, place], drawn, known)
        waiting[own] = False
    return named
