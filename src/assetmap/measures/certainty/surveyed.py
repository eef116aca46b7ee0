"""A survey, and what is known of those asked besides what they answered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from assetmap.network import Network
from assetmap.network.arrays import arc_starts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from assetmap.measures.claims import Claims


@dataclass(frozen=True, eq=False)
class Surveyed:
    """A survey, and what is known of those asked besides what they answered.

    Attributes
    ----------
    claims
        The claims of the survey.
    group_of
        Group by id, such as the town; who has none counts in no number by groups. Left out,
        there are no numbers by groups.
    sector_of
        Sector by id, by which ties to those with power go; left out, there are none.
    further
        Ties among the roster that are known otherwise than from this survey, as (who, whom).
    strength_of
        Weight of each tie that is known, claimed or further, by (who, whom). Left out, a claimed
        one has that of the claim, and a further one has 1.
    left_of
        Where ties fade: what is left of each tie that is known, 0 to 1, by (who, whom). What one of
        the silent would have named has faded as much as what one of the others claimed.
    """

    claims: Claims
    group_of: Mapping[str, str] | None = None
    sector_of: Mapping[str, str] | None = None
    further: tuple[tuple[str, str], ...] = ()
    strength_of: Mapping[tuple[str, str], float] | None = None
    left_of: Mapping[tuple[str, str], float] | None = None

    @cached_property
    def network(self) -> Network:
        """All ties that are known: those claimed, and the further ones."""
        return self.with_further(self.claims.network)

    @property
    def most_left(self) -> float:
        """What is left of the claim of which most is; 1 where none fades, or nobody claims any."""
        return float(self._left_of_claims.max(initial=0.0)) or 1.0

    @cached_property
    def left_between(self) -> NDArray[np.float64]:
        """What is left of the tie of each to each: 1 where none fades, 0 where none is known."""
        left = ties_between(self.network).astype(np.float64)
        if self.left_of is not None:
            tied = np.nonzero(left)
            roster = np.array(self.network.nodes, dtype=object)
            ends = zip(*(roster[each].tolist() for each in tied), strict=True)
            left[tied] = [self._left(tie) for tie in ends]
        return left

    def with_further(self, network: Network) -> Network:
        """Return a network of the roster, of claims and of what the silent could have named.

        Its ties weigh as `strength_of` says, where they are claimed. What one of the silent could
        have named is faded as the claims of one of the others, drawn by lot. The further ties are
        added.
        """
        if not self.further and self._weighs_as_claimed:
            return network
        strengths = self._strengths(network)
        if not self.further:
            return Network(network.nodes, network.indptr, network.indices, strengths)
        starts, ends = zip(*self.further, strict=True)
        known, ties = self.strength_of or {}, network.ties
        return Network.from_edges(
            [*ties["source"], *starts],
            [*ties["target"], *ends],
            [*strengths, *(known.get(tie, 1.0) for tie in self.further)],
            nodes=network.nodes,
        )

    def _left(self, tie: tuple[str, str]) -> float:
        return 1.0 if self.left_of is None else self.left_of.get(tie, 1.0)

    @cached_property
    def _weighs_as_claimed(self) -> bool:
        """Whether every claimed tie has the weight of its claim, and none fades."""
        is_same = np.array_equal(self._claimed[1], self.claims.network.weights)
        return self.left_of is None and is_same

    def _strengths(self, network: Network) -> NDArray[np.float64]:
        """Return the weight of each tie of a network of the roster, in the order of `ties`."""
        claimed, weights = self._claimed
        ties = _places(network)
        at = np.searchsorted(claimed, ties)
        is_claimed = np.append(claimed, -1)[at] == ties
        drawn = network.weights * self._drawn_left(network)
        strengths: NDArray[np.float64] = np.where(is_claimed, np.append(weights, 0.0)[at], drawn)
        return strengths

    def _drawn_left(self, network: Network) -> NDArray[np.float64]:
        """Return what is left of each tie of a network if its first end is as one who claimed."""
        claims = self.claims.network
        n_claimed = np.diff(claims.indptr)
        if self.left_of is None or not n_claimed.any():
            return np.ones(len(network.indices))
        # The same network is drawn for alike whenever it is asked for.
        random = np.random.default_rng(crc32(network.indices.tobytes()))
        like = random.choice(np.flatnonzero(n_claimed), len(network))[arc_starts(network.outgoing)]
        at = claims.indptr[like] + random.integers(0, n_claimed[like])
        drawn: NDArray[np.float64] = self._left_of_claims[at]
        return drawn

    @cached_property
    def _left_of_claims(self) -> NDArray[np.float64]:
        return np.array([self._left(tie) for tie in self.claims.network.edges])

    @cached_property
    def _claimed(self) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Return which ties are claimed, as `_places` tells them, and what each weighs."""
        network = self.claims.network
        strengths = self.strength_of or {}
        own = zip(network.edges, network.weights.tolist(), strict=True)
        weights = [strengths.get(tie, weight) for tie, weight in own]
        return _places(network), np.array(weights, dtype=np.float64)

    @cached_property
    def has_answered(self) -> NDArray[np.bool_]:
        """Whether each of the roster answered."""
        return np.array([id_ in self.claims.answered for id_ in self.claims.roster], dtype=bool)

    def labels(self, label_of: Mapping[str, str]) -> NDArray[np.object_]:
        """Return the label of each of the roster, empty where it has none."""
        return np.array([label_of.get(id_, "") for id_ in self.claims.roster], dtype=object)


def _places(network: Network) -> NDArray[np.int64]:
    """Return the place of each tie, in the order of `ties`, among all that could be."""
    return arc_starts(network.outgoing).astype(np.int64) * len(network) + network.indices


def ties_between(network: Network) -> NDArray[np.bool_]:
    """Return whether each node is tied to each, self-ties left out."""
    tied = np.zeros((len(network), len(network)), dtype=bool)
    tied[arc_starts(network.outgoing), network.indices] = True
    np.fill_diagonal(tied, val=False)
    return tied


def weights_between(network: Network) -> NDArray[np.float64]:
    """Return how much the tie of each node to each weighs, 0 without one and to itself."""
    weights = np.zeros((len(network), len(network)))
    weights[arc_starts(network.outgoing), network.indices] = network.weights
    np.fill_diagonal(weights, 0.0)
    return weights
