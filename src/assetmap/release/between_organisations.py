"""Referrals between organisations: counted with the organisation that a party belongs to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assetmap.measures.flows.ordering import distinct
from assetmap.measures.flows.organisations import PARTS, ends_in, organisation_of
from assetmap.measures.flows.steps import NOBODY, steps_of

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd
    from numpy.typing import NDArray

    from assetmap.model import Snapshot


@dataclass(frozen=True, slots=True)
class OwnReferrals:
    """Referrals to one organisation and from it; those between its own parts are left out.

    Attributes
    ----------
    received, sent
        How many referrals by the other party and the organisation's own part.
    n_alone
        How many people came by themselves.
    first, last
        The days between which any referral of the place was made.
    """

    received: dict[tuple[str, str], int]
    sent: dict[tuple[str, str], int]
    n_alone: int
    first: dt.date
    last: dt.date


def own_referrals(snapshot: Snapshot, organisation_id: str) -> OwnReferrals | None:
    """Return the referrals to an organisation and from it; None if the place holds none.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    organisation_id
        Itself, its activities, its link workers and its champions are counted.
    """
    rows = snapshot.table("Referral")
    if rows.empty:
        return None
    first, last = rows["made_on"].min().date(), rows["made_on"].max().date()
    own = _parts_of(snapshot, organisation_id)
    steps = steps_of(snapshot)
    # The last place serves `NOBODY`, which is -1.
    is_own = np.array([*(party in own for party in steps.parties), False], dtype=np.bool_)
    is_source, is_target = is_own[steps.source], is_own[steps.target]
    came_alone = steps.source == NOBODY
    received, sent = is_target & ~is_source & ~came_alone, is_source & ~is_target
    return OwnReferrals(
        received=_lines(steps.parties, steps.source[received], steps.target[received]),
        sent=_lines(steps.parties, steps.target[sent], steps.source[sent]),
        n_alone=int((is_target & came_alone).sum()),
        first=first,
        last=last,
    )


def journeys_between(snapshot: Snapshot) -> Counter[tuple[str, str]]:
    """Count the journeys of which a step goes from one organisation to another.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.

    Returns
    -------
    Counter
        By the organisations that refer and receive, in order.
    """
    steps = steps_of(snapshot)
    organisations = ends_in(snapshot, steps)
    names, source, target = organisations.names, organisations.source, organisations.target
    between = (source > 0) & (target > 0) & (source != target)
    n_names = len(names) + 1
    pairs = source[between].astype(np.int64) * n_names + target[between]
    journeys, _ = distinct(
        pairs * steps.n_episodes + steps.episode[between], n_names * n_names * steps.n_episodes
    )
    pairs, n_each = distinct(journeys // max(steps.n_episodes, 1), n_names * n_names)
    numbers = zip((pairs // n_names).tolist(), (pairs % n_names).tolist(), strict=True)
    return Counter(
        {
            (names[one - 1], names[other - 1]): n
            for (one, other), n in zip(numbers, n_each.tolist(), strict=True)
        }
    )


def referrals_received(snapshot: Snapshot) -> pd.Series[int]:
    """Return how many referrals from others reach an organisation or what belongs to it.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.

    Returns
    -------
    Series
        By organisation; those that nobody refers to are left out.
    """
    rows = snapshot.table("Referral")
    rows = rows[(rows["status"] != "entered-in-error") & rows["source_id"].notna()]
    belongs = organisation_of(snapshot)
    source, target = rows["source_id"].map(belongs), rows["target_id"].map(belongs)
    reached = target[(source != target) & target.notna()]
    return reached.groupby(reached).size()


def referrers(snapshot: Snapshot) -> frozenset[str]:
    """Return every party of which any referral is recorded."""
    return frozenset(snapshot.table("Referral")["source_id"].dropna().unique().tolist())


def _parts_of(snapshot: Snapshot, organisation_id: str) -> frozenset[str]:
    """Return an organisation, and its activities, link workers and champions."""
    ids = {organisation_id}
    for label in PARTS:
        rows = snapshot.table(label)
        ids |= set(rows[rows["organisation_id"] == organisation_id]["id"])
    return frozenset(ids)


def _lines(
    parties: tuple[str, ...], other: NDArray[np.int32], own: NDArray[np.int32]
) -> dict[tuple[str, str], int]:
    """Count referrals by the other party and the organisation's own part."""
    n = len(parties)
    pairs, n_each = distinct(other.astype(np.int64) * n + own, n * n)
    return {
        (parties[pair // n], parties[pair % n]): count
        for pair, count in zip(pairs.tolist(), n_each.tolist(), strict=True)
    }
