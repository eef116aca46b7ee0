"""What numbers could be at the least and at the most, whatever the silent would have said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from assetmap.measures.certainty.respondents import linked
from assetmap.measures.certainty.surveyed import ties_between
from assetmap.measures.cohesion import (
    largest_component_share,
    n_components,
    n_isolates,
    n_strong_components,
)
from assetmap.network import Network

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from assetmap.measures.certainty.surveyed import Surveyed

    Truths = NDArray[np.bool_]


class Bounds(NamedTuple):
    """What a number can be no less and no more than; where `bounds` tells them both can happen."""

    least: float
    most: float


@dataclass(frozen=True, eq=False)
class _Ties:
    """Which ties are known, and which the silent could add: whether each leads to each."""

    known: Truths
    free: Truths

    def among(self, kept: Truths) -> _Ties:
        """Return those among the nodes `kept`."""
        inside = np.ix_(kept, kept)
        return _Ties(self.known[inside], self.free[inside])

    @property
    def pairs(self) -> tuple[Truths, Truths]:
        """Pairs that are tied whichever way, and those that could be; each pair once."""
        tied, could_be = (np.triu(each | each.T) for each in (self.known, self.free))
        return tied, could_be & ~tied


def bounds(surveyed: Surveyed) -> dict[str, Bounds | None]:
    """Return between what the numbers of a survey's network lie for certain.

    Parameters
    ----------
    surveyed
        The survey, with the groups by which there are numbers.

    Returns
    -------
    dict
        Bounds of n_ties, density, mean_degree, reciprocity, n_components, n_strong_components,
        largest_component_share and n_isolates; of bonding, bridging and e_i_index where there are
        groups, and of linking and n_linking_ties where there are sectors, in pairs tied whichever
        way; reciprocity is of the claims alone, as `share_returned` is. None where the number is
        not defined in one of the ways in which the silent could have answered.

    Notes
    -----
    Each of the s silent ones of the n on the roster could have named each of the n - 1 others:
    the fewest ties are those known, the most these and all that the silent could add. Pieces and
    isolates are most with the fewest ties, least with the most. Reciprocity is lowest where the
    silent name all who do not name them and, of each other, one in each pair; highest where they
    name those who name them and each other. A share of pairs is lowest where they add all other
    pairs, highest where they add all pairs of the kind. Where ties fade, as much is left of each
    that they add, or tell again, as of the claim of which most is left. Nothing is assumed of who
    is silent.
    Not defined (None) where the number is not. Takes time and space in the roster squared.

    References
    ----------
    Manski, C. F. (1995). Identification Problems in the Social Sciences. Harvard.

    Examples
    --------
    >>> from assetmap.measures.certainty.surveyed import Surveyed
    >>> from assetmap.measures.claims import Claims
    >>> from assetmap.model import empty_rows
    >>> rows = empty_rows("PARTNERS_WITH")
    >>> bounds(Surveyed(Claims(None, frozenset("abc"), frozenset("ab"), rows)))["n_ties"]
    Bounds(least=0.0, most=2.0)
    """
    ties, claimed = (_ties(surveyed, each) for each in (surveyed.network, surveyed.claims.network))
    returned = {"reciprocity": _reciprocity(claimed)}
    return _of_ties(ties) | returned | _of_pieces(surveyed) | _of_groups(surveyed, ties)


def _ties(surveyed: Surveyed, network: Network) -> _Ties:
    """Return the ties of `network`, and what the silent could add to them."""
    known = ties_between(network)
    free = ~known & ~surveyed.has_answered[:, None] & ~np.eye(len(known), dtype=bool)
    return _Ties(known, free)


def _of_ties(ties: _Ties) -> dict[str, Bounds | None]:
    n = len(ties.known)
    least = int(ties.known.sum())
    most = least + int(ties.free.sum())
    return {
        "n_ties": Bounds(float(least), float(most)),
        "density": Bounds(least / (n * (n - 1)), most / (n * (n - 1))) if n > 1 else None,
        "mean_degree": Bounds(least / n, most / n) if n else None,
    }


def _reciprocity(ties: _Ties) -> Bounds | None:
    known, free = ties.known, ties.free
    n_known, n_returned = int(known.sum()), int((known & known.T).sum())
    if n_known == 0:
        return None  # the silent could have named nobody, and there would be no tie
    n_replies = int((free & known.T).sum())
    n_pairs = int((free & free.T).sum()) // 2
    n_one_way = int((free & ~known.T & ~free.T).sum()) + n_pairs
    lowest = n_returned / (n_known + n_one_way)
    highest = (n_returned + 2 * n_replies + 2 * n_pairs) / (n_known + n_replies + 2 * n_pairs)
    return Bounds(lowest, highest)


_PIECES: dict[str, Callable[[Network], float]] = {
    "n_components": n_components,
    "n_strong_components": n_strong_components,
    "largest_component_share": largest_component_share,
    "n_isolates": n_isolates,
}


def _of_pieces(surveyed: Surveyed) -> dict[str, Bounds | None]:
    if not surveyed.claims.roster:
        return dict.fromkeys(_PIECES)
    fewest, most = surveyed.network, _joined_by_the_silent(surveyed)
    ends = {name: sorted(map(measure, (fewest, most))) for name, measure in _PIECES.items()}
    return {name: Bounds(float(least), float(most)) for name, (least, most) in ends.items()}


def _joined_by_the_silent(surveyed: Surveyed) -> Network:
    """Return a network whose pieces are those there would be if each silent one named all."""
    silent, roster = surveyed.claims.silent, surveyed.claims.roster
    if not silent:
        return surveyed.network
    first = silent[0]
    ties = [
        *surveyed.network.edges,
        *((first, id_) for id_ in roster if id_ != first),
        *((id_, first) for id_ in silent[1:]),
    ]
    return Network.from_edges(
        [source for source, _ in ties], [target for _, target in ties], nodes=roster
    )


def _of_groups(surveyed: Surveyed, ties: _Ties) -> dict[str, Bounds | None]:
    found: dict[str, Bounds | None] = {}
    if surveyed.group_of is not None:
        groups = surveyed.labels(surveyed.group_of)
        known = groups != ""
        found["bonding"] = within = _share(surveyed, known, groups[known][:, None] == groups[known])
        found["bridging"] = Bounds(1 - within.most, 1 - within.least) if within else None
        found["e_i_index"] = Bounds(1 - 2 * within.most, 1 - 2 * within.least) if within else None
    if surveyed.sector_of is not None:
        sectors = surveyed.labels(surveyed.sector_of)
        known = sectors != ""
        among, joins = ties.among(known), linked(sectors[known])
        found["linking"] = _share(surveyed, known, joins)
        n_tied, n_could_be = (int((each & joins).sum()) for each in among.pairs)
        found["n_linking_ties"] = Bounds(float(n_tied), float(n_tied + n_could_be))
    return found


def _share(surveyed: Surveyed, kept: Truths, kind: Truths) -> Bounds | None:
    """Return the bounds of the share that pairs of a kind have of what is left of tied pairs.

    Of pairs of the nodes `kept`, each once; `kind` tells of each two of these.
    """
    either_way = surveyed.left_between[np.ix_(kept, kept)]
    known = np.triu(np.maximum(either_way, either_way.T))
    has_answered = surveyed.has_answered[kept]
    could_be = np.triu(~(has_answered[:, None] & has_answered), k=1)
    more = np.where(could_be, np.maximum(surveyed.most_left - known, 0.0), 0.0)
    of_kind, others = float(known[kind].sum()), float(known[~kind].sum())
    if of_kind + others == 0:
        return None
    added, added_others = float(more[kind].sum()), float(more[~kind].sum())
    return Bounds(
        of_kind / (of_kind + others + added_others), (of_kind + added) / (of_kind + added + others)
    )
