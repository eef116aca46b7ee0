"""A survey, and what is known of those asked besides what they answered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

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
    """

    claims: Claims
    group_of: Mapping[str, str] | None = None
    sector_of: Mapping[str, str] | None = None
    further: tuple[tuple[str, str], ...] = ()

    @cached_property
    def network(self) -> Network:
        """All ties that are known: those claimed, and the further ones."""
        return self.with_further(self.claims.network)

    def with_further(self, network: Network) -> Network:
        """Return a network of the roster with the further ties added, each of weight 1."""
        if not self.further:
            return network
        starts, ends = zip(*self.further, strict=True)
        ties = network.ties
        return Network.from_edges(
            [*ties["source"], *starts],
            [*ties["target"], *ends],
            [*ties["weight"], *[1.0] * len(starts)],
            nodes=network.nodes,
        )

    @cached_property
    def has_answered(self) -> NDArray[np.bool_]:
        """Whether each of the roster answered."""
        return np.array([id_ in self.claims.answered for id_ in self.claims.roster], dtype=bool)

    def labels(self, label_of: Mapping[str, str]) -> NDArray[np.object_]:
        """Return the label of each of the roster, empty where it has none."""
        return np.array([label_of.get(id_, "") for id_ in self.claims.roster], dtype=object)


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
