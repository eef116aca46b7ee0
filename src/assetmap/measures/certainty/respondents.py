"""What those who answered tell of all: they are a sample of those asked, drawn by lot.

Each of them tells all of its ties, so that a total over those asked is told by its mean over
those who answered. Whether a tie is named by both ends is told by those pairs of which both
answered. Nothing is assumed of how ties come about: what is drawn by lot is who is silent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from assetmap.measures.certainty.jackknife import COUNT, INDEX, SHARE, Told, drawn
from assetmap.measures.certainty.surveyed import ties_between
from assetmap.measures.confirmation import is_within_a_step
from assetmap.measures.linking import POWER, VOLUNTARY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from assetmap.measures.certainty.jackknife import Scale
    from assetmap.measures.certainty.surveyed import Surveyed

    Numbers = NDArray[np.float64]
    Truths = NDArray[np.bool_]


_NEXT_TO_NOTHING: Final = 1e-9

SAMPLED: Final[Mapping[str, Scale]] = {
    "reciprocity": SHARE,
    "transitivity": SHARE,
    "bonding": SHARE,
    "bridging": SHARE,
    "e_i_index": INDEX,
    "assortativity": INDEX,
    "linking": SHARE,
    "n_linking_ties": COUNT,
    "share_confirmed": SHARE,
    "share_within_a_step": SHARE,
}
"""What those who answered tell of all, by name; of groups, in pairs tied whichever way."""


@dataclass(frozen=True, eq=False)
class _Sample:
    """Those who answered, and whom of all they name.

    Attributes
    ----------
    said
        A row for each who answered, a column for each of all: whether the first names the
        second, or what is left of that tie.
    places
        The columns of those who answered, in the order of the rows.
    """

    said: Numbers
    places: NDArray[np.int64]

    @property
    def told(self) -> Numbers:
        """Whom of each other those who answered name."""
        return self.said[:, self.places]

    def totals(self, of_each: Numbers | NDArray[np.int64]) -> Numbers:
        """Return totals over all, from a row for each who answered."""
        n, n_all = self.said.shape
        many = np.array([n, *[n - 1] * n]).reshape(-1, *[1] * (of_each.ndim - 1))
        totals: Numbers = n_all / np.maximum(many, 1) * _without_each(of_each.astype(np.float64))
        return totals

    def n_pairs(self, kind: Truths) -> Numbers:
        """Return how many pairs of a kind are tied whichever way, or what is left of them.

        `kind` is a row for each who answered, a column for each of all. Of a pair in which both
        name each other counts what more is left of.
        """
        claimed = self.totals((self.said * kind).sum(axis=1))
        told = self.told * kind[:, self.places]
        return claimed * (1 - _part_of(_in_all(np.minimum(told, told.T)), 2 * _in_all(told)))


def sampled(surveyed: Surveyed, *, n_draws: int = 199, seed: int = 0) -> dict[str, Numbers]:
    """Return what each number of `SAMPLED` could be had all who were asked answered.

    Parameters
    ----------
    surveyed
        The survey, with the groups by which there are numbers.
    n_draws
        How many times.
    seed
        Of the order of the draws.

    Returns
    -------
    dict
        By name, draws that lie as the number could. What groups are missing for is left out. NaN
        stands where a number is not defined among those who answered, and where it is as low or
        as high as it can be there, which tells too little of the others.

    Notes
    -----
    With n of N answering, a total over N is N / n times that over the n. A tie that both ends
    name is two claims: of a claims within groups, of which the share r is returned, there are
    a (1 - r / 2) pairs, and r is told by those pairs of which both answered, as are reciprocity,
    transitivity and what is said of confirmed ties. How far a number errs is as `drawn` says, on
    the scale of log odds (shares), Fisher's z (indices) or logarithms (counts). Takes time in those
    who answered times the roster, and for transitivity in the cube of those who answered.

    References
    ----------
    Cochran, W. G. (1977). Sampling Techniques. Third edition. Wiley, sections 2.6 and 6.
    Särndal, C.-E., Swensson, B. and Wretman, J. (1992). Model Assisted Survey Sampling.
    Springer, section 11.5. Frank, O. (1978). Sampling and estimation in large social networks.
    Social Networks 1, 91-101. Snijders, T. A. B. and Borgatti, S. P. (1999). Non-parametric
    standard errors and tests for network statistics. Connections 22(2), 161-170.
    """
    random = np.random.default_rng(seed)
    found = _of_ties(surveyed) | _of_groups(surveyed) | _of_sectors(surveyed)
    draws = {
        name: drawn(told, SAMPLED[name], random.permutation(n_draws))
        for name, told in found.items()
    }
    if "bonding" in draws:
        # The same number told otherwise, and not drawn anew: of two surveys, what ties within
        # groups lost those between have gained.
        draws["bridging"], draws["e_i_index"] = 1 - draws["bonding"], 1 - 2 * draws["bonding"]
    return draws


def _of_ties(surveyed: Surveyed) -> dict[str, Told]:
    n_all = len(surveyed.claims.roster)
    answered = np.ix_(surveyed.has_answered, surveyed.has_answered)
    told = ties_between(surveyed.network)[answered]
    # Of claims alone, as `share_returned`: a tie known otherwise is none that could be returned.
    claimed = ties_between(surveyed.claims.network)[answered]
    returned, tied = claimed & claimed.T, claimed | claimed.T
    both = 2 * returned.astype(np.float64)
    return {
        "reciprocity": _of_pairs(both, both + (claimed ^ claimed.T), n_all),
        "transitivity": Told(_transitivity(told | told.T), n_all, of_threes=True),
        "share_confirmed": _of_pairs(returned, tied, n_all),
        "share_within_a_step": _of_pairs(*_seen_close(surveyed), n_all),
    }


def _of_pairs(part: Numbers | Truths, whole: Numbers | Truths, n_all: int) -> Told:
    """Return the share that `part` is of `whole`, told for each two of those who answered."""
    numbers = _over(_in_all(part), _in_all(whole))
    adds = (part - numbers[0] * whole) / max(whole.sum() / 2, 1)
    return Told(numbers, n_all, of_pairs=adds)


def _seen_close(surveyed: Surveyed) -> tuple[Truths, Truths]:
    """Return which two see their tie much alike, of those of whom both say how close it is."""
    is_close = is_within_a_step(surveyed.claims)
    answered = pd.Index(np.array(surveyed.claims.roster, dtype=object)[surveyed.has_answered])
    one, other = (answered.get_indexer(is_close.index.get_level_values(end)) for end in (0, 1))
    close, compared = (np.zeros((len(answered), len(answered)), dtype=bool) for _ in range(2))
    compared[one, other] = compared[other, one] = True
    close[one, other] = close[other, one] = is_close
    return close, compared


def _of_groups(surveyed: Surveyed) -> dict[str, Told]:
    if surveyed.group_of is None:
        return {}
    groups = surveyed.labels(surveyed.group_of)
    known = groups != ""
    sample = _sample(surveyed, surveyed.left_between, known)
    codes = np.unique(groups[known], return_inverse=True)[1]
    same = codes[sample.places][:, None] == codes
    within, between = sample.n_pairs(same), sample.n_pairs(~same)
    share = _over(within, within + between)
    by_chance = (_shares_of_ends(sample, codes) ** 2).sum(axis=1)
    numbers = {
        "bonding": share,
        "assortativity": _over(share - by_chance, 1 - by_chance),
    }
    return {name: Told(each, int(known.sum())) for name, each in numbers.items()}


def _of_sectors(surveyed: Surveyed) -> dict[str, Told]:
    if surveyed.sector_of is None:
        return {}
    sectors = surveyed.labels(surveyed.sector_of)
    known = sectors != ""
    sample = _sample(surveyed, surveyed.left_between, known)
    joins = linked(sectors[known])[sample.places]
    linking, others = sample.n_pairs(joins), sample.n_pairs(~joins)
    tied = _sample(surveyed, ties_between(surveyed.network).astype(np.float64), known)
    n_all = int(known.sum())
    return {
        "linking": Told(_over(linking, linking + others), n_all),
        "n_linking_ties": Told(tied.n_pairs(joins), n_all),
    }


def linked(sectors: NDArray[np.object_]) -> Truths:
    """Return for each two whether a tie between them joins the voluntary sector to power."""
    is_voluntary = np.isin(sectors, sorted(VOLUNTARY))
    has_power = np.isin(sectors, sorted(POWER))
    joins = is_voluntary[:, None] & has_power
    return joins | joins.T


def _shares_of_ends(sample: _Sample, codes: NDArray[np.int64]) -> Numbers:
    """Return of all ends of tied pairs the share that lies in each group, a column a group."""
    is_of = (codes[:, None] == np.arange(codes.max(initial=-1) + 1)).astype(np.float64)
    own, told = is_of[sample.places], sample.told.astype(np.float64)
    returned = np.minimum(told, told.T)
    ends = sample.said.sum(axis=1)[:, None] * own + sample.said @ is_of
    # With one who answered go its own claims and those of the others about it.
    lost = (told.sum(axis=1) + told.sum(axis=0))[:, None] * own + (told + told.T) @ own
    lost_returned = returned.sum(axis=1)[:, None] * own + returned @ own
    n_returned, n_named = (_without_each(each, met=2) for each in (lost_returned, lost))
    n_ends = sample.totals(ends) * (1 - _part_of(n_returned, n_named))
    shares: Numbers = n_ends / np.maximum(n_ends.sum(axis=1, keepdims=True), 1e-9)
    return shares


def _transitivity(tied: Truths) -> Numbers:
    ties = tied.astype(np.float64)
    degree = ties.sum(axis=1)
    triangles = ((ties @ ties) * ties).sum(axis=1) / 2
    paths = degree * (degree - 1) / 2
    closed = triangles.sum() - np.concatenate([[0], 3 * triangles])
    lost = paths + ties @ (degree - 1)
    return _over(closed, paths.sum() - np.concatenate([[0], lost]))


def _sample(surveyed: Surveyed, ties: Numbers, known: Truths) -> _Sample:
    """Return what those who answered say of `ties`, if only those `known` had been asked."""
    answered = surveyed.has_answered & known
    return _Sample(ties[answered][:, known], np.flatnonzero(answered[known]))


def _in_all(ties: Numbers | Truths) -> Numbers:
    """Return how many ties there are among all who answered, and without each of them."""
    return _without_each((ties.sum(axis=0) + ties.sum(axis=1)).astype(np.float64), met=2)


def _without_each(of_each: Numbers, *, met: int = 1) -> Numbers:
    """Return the total and the totals without each, where a thing is met at `met` of them."""
    whole = of_each.sum(axis=0) / met
    return np.concatenate([[whole], whole - of_each])


def _part_of(returned: Numbers, named: Numbers) -> Numbers:
    """Return which part of what was named is returned: no more than half, since both name it."""
    part: Numbers = np.minimum(returned / np.maximum(named, _NEXT_TO_NOTHING), 0.5)
    return part


def _over(part: Numbers, whole: Numbers) -> Numbers:
    return part / np.where(whole > 0, whole, np.nan)
