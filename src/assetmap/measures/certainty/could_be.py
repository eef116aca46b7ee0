"""Places of parties as they could be had all answered, held against what is known.

A survey completed by the model is not the town: it does not know that who shares a contact is tied
more readily. Of those who answered all is known that they say of each other, so that how far the
model misplaces them can be seen: some of them are silenced, and their places told.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from assetmap.measures.certainty.interval import LEVEL, can_be_told
from assetmap.measures.certainty.ranks import (
    RISING,
    completed_networks,
    places,
    rank_bounds,
    rank_intervals,
)
from assetmap.measures.claims import Claims

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd
    from numpy.typing import ArrayLike, NDArray

    from assetmap.measures.certainty.ranks import Measure
    from assetmap.measures.certainty.surveyed import Surveyed
    from assetmap.network import Network

    Numbers = NDArray[np.float64]
    Truths = NDArray[np.bool_]

STRETCHED: Final = (
    *("clustering", "reach", "party_e_i_index", "betweenness", "constraint"),
    *("effective_size", "brokerage", "pairs joined"),
)
"""Measures by which the places of completed surveys alone cover the truth too seldom somewhere."""

_TRIALS: Final = 3
_LARGE: Final = 400  # on the roster: from so many one trial tells enough
_TRIAL_DRAWS: Final = 19  # as few as have an interval
_HALF: Final = 0.5  # a place is as wide as one party
_LEAST: Final = 1e-9


@dataclass(frozen=True, eq=False)
class Trial:
    """A survey of those who answered, in which some of them are silent.

    Attributes
    ----------
    known
        What they all say.
    has_answered
        Of each of its nodes whether it is not silent here.
    networks
        As it could be had all answered, not knowing that.
    """

    known: Network
    has_answered: Truths
    networks: tuple[Network, ...]


@dataclass(frozen=True, eq=False)
class CouldBe:
    """A survey as it could be had all answered, drawn when it is first asked for.

    Attributes
    ----------
    surveyed
        The survey.
    seed
        Of all draws.
    """

    surveyed: Surveyed
    seed: int = 0

    @cached_property
    def networks(self) -> tuple[Network, ...]:
        """As `completed_networks` gives them; none where `can_be_told` says no."""
        if not can_be_told(self.surveyed.claims):
            return ()
        return completed_networks(self.surveyed, seed=self.seed)

    @cached_property
    def trials(self) -> tuple[Trial, ...]:
        """As `trials` gives them."""
        return tuple(trials(self.surveyed, seed=self.seed))

    def places(self, name: str, measure: Measure) -> pd.DataFrame | None:
        """Return between which places each lies by a measure of that name.

        As `rank_intervals`, and for those in `STRETCHED` as `stretched`, within `rank_bounds`.
        """
        found = rank_intervals(self.networks, measure)
        if found is None or name not in STRETCHED:
            return found
        wider = stretched(found, self.surveyed.has_answered, self.trials, measure)
        limits = rank_bounds(self.surveyed, measure, is_rising=name in RISING)
        ends = ["low", "high"]
        wider[ends] = wider[ends].clip(limits["low"], limits["high"], axis=0)
        return wider


def trials(surveyed: Surveyed, *, seed: int = 0) -> Iterator[Trial]:
    """Give surveys of those who answered, in which as large a share is silent as is in this one.

    Parameters
    ----------
    surveyed
        A survey.
    seed
        Of who is silent, and of what these could have said.

    Yields
    ------
    Trial
        Three, or one from 400 on the roster; none where all answered.

    Notes
    -----
    Takes the time of `completed` with 19 draws for each.
    """
    if not surveyed.claims.silent:
        return
    random, among = np.random.default_rng(seed), _of_those_who_answered(surveyed)
    share, roster = float((~surveyed.has_answered).mean()), among.claims.roster
    for _ in range(_TRIALS if len(surveyed.has_answered) < _LARGE else 1):
        silent = random.permutation(len(roster))[: round(share * len(roster))]
        speaking = np.delete(np.array(roster, dtype=object), silent)
        trial = replace(among, claims=among.claims.of(speaking.tolist()))
        drawn = int(random.integers(2**32))
        networks = completed_networks(trial, n_draws=_TRIAL_DRAWS, seed=drawn)
        yield Trial(among.network, trial.has_answered, networks)


def stretched(
    found: pd.DataFrame,
    has_answered: Truths,
    tried: Sequence[Trial],
    measure: Measure,
    *,
    seed: int = 0,
) -> pd.DataFrame:
    """Return intervals of places, stretched until those of trials cover what is known.

    Parameters
    ----------
    found
        As `rank_intervals` gives them.
    has_answered
        Of each row whether it answered.
    tried
        Trials of the same survey; without any, nothing is stretched.
    measure
        By which the places are.
    seed
        Of the order of equals.

    Returns
    -------
    DataFrame
        As `found`, the ends between 1 and the number of rows.

    Notes
    -----
    In the trials, by how much the way from the middle to an end has to be taken larger, that no
    more than one known place in twenty lies beyond it: for the better and for the worse end,
    and for those who answered and those who did not, each by itself, since the model errs one way
    for these and the other way for those. No end is drawn nearer. Equals stand in an order drawn
    by lot. Of whom the measure is not defined in truth, that one is left out of the trials. A
    trial is a smaller survey and a thinner network than the whole, so that this is no proof of
    its places: docs/certainty.md shows how far it holds. Takes the time of the measure in each
    network of the trials.

    References
    ----------
    Romano, Y., Patterson, E. and Candès, E. (2019). Conformalized quantile regression. Advances
    in Neural Information Processing Systems 32 (each end by itself: theorem 2). Loh, W.-Y. (1987).
    Calibrating confidence coefficients. Journal of the American Statistical Association 82,
    155-162.

    Examples
    --------
    >>> import numpy as np
    >>> from assetmap.measures.certainty.ranks import rank_intervals
    >>> from assetmap.measures.degrees import in_degree
    >>> from assetmap.network import Network
    >>> told = Network.from_edges(["gp", "walk"], ["choir", "choir"])
    >>> true = Network.from_edges(["choir", "gp", "walk"], ["walk", "walk", "gp"], nodes=told.nodes)
    >>> trial = Trial(true, np.ones(3, dtype=bool), (told,) * 19)  # in truth the choir was last
    >>> found = rank_intervals([told] * 19, in_degree)
    >>> wider = stretched(found, trial.has_answered, [trial], in_degree)
    >>> [int(wider.loc["choir", end]) for end in ("low", "high")]
    [1, 3]
    """
    if not tried:
        return found
    random = np.random.default_rng(seed)
    needed = np.concatenate([_needed(each, measure, random) for each in tried])
    larger = np.ones((2, len(found)))
    for answered in (False, True):
        alike = needed[needed[:, -1] == answered, :2]
        if len(alike):
            share = np.quantile(alike, (1 + LEVEL) / 2, axis=0, method="higher")
            larger[:, has_answered == answered] = np.maximum(share, 1)[:, None]
    middle, ways = _ways(found)
    better = np.floor(middle + _HALF - larger[0] * ways[0] + _LEAST)
    worse = np.ceil(middle - _HALF + larger[1] * ways[1] - _LEAST)
    ends = (np.clip(end, 1, len(found)).astype(np.int64) for end in (better, worse))
    return found.assign(**dict(zip(("low", "high"), ends, strict=True)))


def _needed(trial: Trial, measure: Measure, random: np.random.Generator) -> Numbers:
    """Return a row for each: how much larger either way must be to its place, and if it answered.

    From the middle to the further edge of its place, in ways from the middle to that of the end.
    """
    told, true = rank_intervals(trial.networks, measure), measure(trial.known)
    if told is None:
        return np.empty((0, 3))
    middle, ways = _ways(told)
    lower = _place_by_lot(true, random) - middle
    rows = np.column_stack([*((np.stack([-lower, lower]) + _HALF) / ways), trial.has_answered])
    return rows[true.notna().to_numpy()]


def _ways(found: pd.DataFrame) -> tuple[Numbers, Numbers]:
    """Return the middles, and the ways from each to the further edge of its low and high place."""
    low, high = (found[end].to_numpy(np.float64) for end in ("low", "high"))
    # A mean of draws lies beyond an end where the few that are left out lie far beyond it.
    middle = np.clip(found["middle"].to_numpy(np.float64), low, high)
    return middle, np.stack([middle - low, high - middle]) + _HALF


def _place_by_lot(values: ArrayLike, random: np.random.Generator) -> Numbers:
    """Return the place of each value, equals in an order drawn by lot."""
    best, _ = places(values)
    order = np.lexsort([random.random(len(best)), best])
    place = np.empty(len(best))
    place[order] = np.arange(1, len(best) + 1)
    return place


def _of_those_who_answered(surveyed: Surveyed) -> Surveyed:
    """Return the survey as if nobody else had been asked or told of."""
    claims = surveyed.claims
    rows = claims.rows[claims.rows["to_id"].isin(claims.answered)].reset_index(drop=True)
    among = Claims(claims.asked_on, claims.answered, claims.answered, rows)
    further = tuple(tie for tie in surveyed.further if claims.answered.issuperset(tie))
    return replace(surveyed, claims=among, further=further)
