"""A survey as arrays: who answered, whom they named, what is not known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assetmap.measures.certainty.surveyed import ties_between, weights_between

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from assetmap.measures.claims import Claims

_UNKNOWN = 2


@dataclass(frozen=True, eq=False)
class Answers:
    """Who of the roster names whom, and what kind of pair each two are.

    Attributes
    ----------
    answered, silent
        Numbers of those who answered and of those who did not, in the order of the roster.
    said
        A row for each who answered, a column for each on the roster: whether the first names
        the second.
    weight
        Of the same shape: how much each claim weighs, 0 where there is none.
    possible
        Of the same shape: False between one and itself.
    same
        For each two on the roster whether they are of one group.
    alike
        The same, and all False where all are of one group: then groups tell nothing.
    cell
        Of the shape of `said`: twice what is known of the other end (0 does not name it, 1 names
        it, 2 not known), and 1 more within a group.
    """

    answered: NDArray[np.int64]
    silent: NDArray[np.int64]
    said: NDArray[np.bool_]
    weight: NDArray[np.float64]
    possible: NDArray[np.bool_]
    same: NDArray[np.bool_]
    alike: NDArray[np.bool_]
    cell: NDArray[np.int8]
    group: NDArray[np.int64]


def answers_of(claims: Claims, group_of: Mapping[str, str] | None = None) -> Answers:
    """Return a survey as arrays.

    Parameters
    ----------
    claims
        The claims of one survey.
    group_of
        Group by id, such as the sector; one without a group is of a group of its own kind.
        Left out, or where all are of one group, groups are not looked at.
    """
    network = claims.network
    nodes = network.nodes
    has_answered = np.array([node in claims.answered for node in nodes], dtype=bool)
    answered = np.flatnonzero(has_answered)
    named = ties_between(network)
    groups = np.array([(group_of or {}).get(node, "") for node in nodes], dtype=object)
    same = groups[:, None] == groups[None, :]
    alike = np.zeros_like(same) if same.all() else same
    numbers = np.unique(groups.astype(str), return_inverse=True)[1].astype(np.int64) + 1
    cell = (2 * np.where(has_answered, named.T, _UNKNOWN) + alike).astype(np.int8)
    possible = ~np.eye(len(nodes), dtype=bool)
    return Answers(
        answered,
        np.flatnonzero(~has_answered),
        named[answered],
        weights_between(network)[answered],
        possible[answered],
        same,
        alike,
        cell[answered],
        np.zeros_like(numbers) if same.all() else numbers,
    )
