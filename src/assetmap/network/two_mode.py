"""Networks of those who share something: a building, what matters, a workshop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from assetmap.errors import DataError
from assetmap.model import seats_taken
from assetmap.network.arrays import listed_ids
from assetmap.network.network import Network

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from numpy.typing import NDArray

    from assetmap.model import Snapshot

MOST_PAIRS: Final = 30_000_000
"""Pairs that share something, each thing counted by itself, beyond which memory would not do."""


def project_shared(
    parties: Iterable[str], things: Iterable[str], nodes: Collection[str]
) -> Network:
    """Return who shares something with whom: one side of a two-mode network.

    Parameters
    ----------
    parties, things
        Who has what, a position a tie. The same tie given again, and one of which the party is
        not in `nodes`, count nothing.
    nodes
        All parties, in the order wanted.

    Returns
    -------
    Network
        Undirected. Two are tied when they share at least one thing; the weight is the number of
        things that they share.

    Raises
    ------
    DataError
        If more than `MOST_PAIRS` pairs share something, the lengths differ, or a node is given
        twice or is not a text.

    Notes
    -----
    Takes time and memory in the sum over things of the square of how many have each. Defined
    for whatever is given: who shares nothing has no tie. As
    `networkx.bipartite.weighted_projected_graph`.

    References
    ----------
    Breiger, R. L. (1974). The duality of persons and groups. Social Forces 53, 181-190.

    Examples
    --------
    >>> who, what = ["choir", "walk", "choir", "walk"], ["hall", "hall", "park", "park"]
    >>> project_shared(who, what, ["choir", "walk", "shed"]).ties.values.tolist()
    [['choir', 'walk', 2.0]]
    """
    alone = Network.from_edges([], [], nodes=nodes, directed=False)
    holders, held = _held_once(parties, things, alone.position_of)
    _refuse_too_many(held)
    pairs, n_shared = np.unique(_pairs(holders, held, len(alone)), return_counts=True)
    starts = np.searchsorted(pairs, np.arange(len(alone) + 1) * len(alone))
    half = csr_array(
        (n_shared.astype(np.float64), pairs % max(len(alone), 1), starts), shape=(len(alone),) * 2
    )
    both = half + half.T.tocsr()
    return Network(
        alone.nodes,
        both.indptr.astype(np.int64),
        both.indices.astype(np.int32),
        both.data.astype(np.float64),
        directed=False,
    )


def project_shared_activities(snapshot: Snapshot) -> Network:
    """Return which organisations run activities under the same roof.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.

    Returns
    -------
    Network
        Undirected; every organisation is a node. Two are tied when each runs an activity with
        a session at the same location; the weight is the number of such locations.
    """
    sessions = snapshot.table("Session")
    return project_shared(
        _runners(snapshot, sessions["activity_id"]),
        sessions["location_id"],
        snapshot.table("Organisation")["id"].tolist(),
    )


def project_shared_needs(snapshot: Snapshot) -> Network:
    """Return which organisations answer the same thing that matters to people.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.

    Returns
    -------
    Network
        Undirected; every organisation is a node. Two are tied when each runs an activity that
        meets the same need; the weight is the number of such needs. A need and a part of it are
        two.

    Raises
    ------
    DataError
        If more than `MOST_PAIRS` pairs share a need.
    """
    meets = snapshot.table("MEETS")
    return project_shared(
        _runners(snapshot, meets["from_id"]),
        meets["to_id"],
        snapshot.table("Organisation")["id"].tolist(),
    )


def project_shared_workshops(snapshot: Snapshot) -> Network:
    """Return which organisations sat at the same table.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.

    Returns
    -------
    Network
        Undirected; every organisation is a node. Two are tied when both took part in the same
        workshop; the weight is the number of such workshops.
    """
    seats = seats_taken(snapshot.table("TOOK_PART_IN"))
    return project_shared(
        seats["from_id"], seats["to_id"], snapshot.table("Organisation")["id"].tolist()
    )


def _runners(snapshot: Snapshot, activity_ids: pd.Series[str]) -> list[str]:
    """Return the organisation that runs each activity; empty where there is none."""
    activities = snapshot.table("Activity")
    runs = pd.Series(activities["organisation_id"].array, index=activities["id"])
    return runs.reindex(activity_ids).tolist()


def _held_once(
    parties: Iterable[str], things: Iterable[str], number_of: Mapping[str, int]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the numbers of who has what, each tie once, by thing and then by party."""
    who, what = listed_ids(parties), pd.Series(listed_ids(things), dtype=object)
    if len(who) != len(what):
        msg = f"There are {len(who)} parties and {len(what)} things; a tie needs one of each."
        raise DataError(msg)
    numbers = (number_of.get(each, -1) for each in who)
    rows = np.fromiter(numbers, dtype=np.int64, count=len(who))
    columns, _ = pd.factorize(what)
    known = (rows >= 0) & (columns >= 0)
    ties = np.sort(columns[known] * len(number_of) + rows[known])
    # Not by np.unique, which hashes where nothing is counted: fifty times slower than the sort.
    held, holders = np.divmod(ties[np.diff(ties, prepend=-1) > 0], max(len(number_of), 1))
    return holders, held


def _pairs(holders: NDArray[np.int64], held: NDArray[np.int64], n_nodes: int) -> NDArray[np.int64]:
    """Return the lower number of each pair times `n_nodes`, and the higher, once a thing shared."""
    position = np.arange(len(held))
    ends = np.searchsorted(held, held, side="right")
    n_after = ends - position - 1
    # A tie's partners are those after it with the same thing: their positions, from its own on.
    skipped = np.cumsum(n_after) - n_after - position - 1
    partner = np.arange(n_after.sum()) - np.repeat(skipped, n_after)
    pairs: NDArray[np.int64] = np.repeat(holders * n_nodes, n_after) + holders[partner]
    return pairs


def _refuse_too_many(things: NDArray[np.int64]) -> None:
    sizes = np.bincount(things)
    n_pairs = int((sizes * (sizes - 1) // 2).sum())
    if n_pairs > MOST_PAIRS:
        msg = (
            f"{n_pairs:,} pairs share something, more than the {MOST_PAIRS:,} that fit; choose "
            "fewer parties, or things that fewer share."
        )
        raise DataError(msg)
