"""A proposal of venues that somebody asked for at the screen, written into a store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from assetmap.errors import DataError
from assetmap.ingest.kept_rows import allowed, id_of, on_one_line, signed
from assetmap.ingest.made_ids import made_ids
from assetmap.model import Changes, conform

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from assetmap.ingest.file_marks import FileMark
    from assetmap.model import Snapshot
    from assetmap.store.protocol import Store

LIMIT_COLUMN: Final[Mapping[str, str]] = {
    "walk": "minutes",
    "matrix": "minutes",
    "straight": "reach_m",
    "stops": "reach_m",
}
"""The column of `Proposal` that holds how far is near enough, by way of going."""

_PROVENANCE: Final = "where next"
_AT_ONCE: Final = "greedy"


@dataclass(frozen=True, slots=True)
class ProposalQuestion:
    """What was asked.

    Attributes
    ----------
    need_id
        What matters; an empty text for nothing in particular.
    n_wanted
        How many venues.
    for_whom, time_of_week
        Keys as of `measures.gaps`.
    way
        How people go: a kind of `measures.gaps.how_far.Reach`.
    limit
        Minutes or metres, as `LIMIT_COLUMN` tells; of another way it is not kept.
    km_per_hour, detour
        On foot.
    is_served, is_held_enough
        As of `Proposal`.
    file
        The file that people go by, if they go by one: it is kept with where the row came from.
    method
        As of `Proposal`.
    """

    need_id: str
    n_wanted: int
    for_whom: str
    time_of_week: str
    way: str
    limit: float
    km_per_hour: float
    detour: float
    is_served: bool
    is_held_enough: bool
    file: FileMark | None = None
    method: str = _AT_ONCE


@dataclass(frozen=True, slots=True)
class ProposedVenue:
    """A location, how many people it adds to those before it, and the days it is free then."""

    location_id: str
    people_added: int
    days_free: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedProposal:
    """What was asked, and what was found.

    Attributes
    ----------
    name
        What it is called, in a few words.
    made_on
        Day that was looked at.
    question
        What was asked.
    venues
        In the order in which each adds most.
    people_without, people_covered, bound
        Who reached nothing, whom of them the venues reach, what no as many could exceed.
    note
        What whoever keeps it says of it.
    """

    name: str
    made_on: dt.date
    question: ProposalQuestion
    venues: tuple[ProposedVenue, ...]
    people_without: int
    people_covered: int
    bound: int
    note: str = ""

    @property
    def id(self) -> str:
        """The same for the same name, day and question, whatever was found and is noted."""
        asked = self.question
        told_apart = ("file", "method")  # left out where they are usual, so that old ids stay
        cells = (getattr(asked, name) for name in asked.__slots__ if name not in told_apart)
        content = () if asked.file is None else (asked.file.digest,)
        method = () if asked.method == _AT_ONCE else (asked.method,)
        return id_of("Proposal", self.made_on, self.shown_name, *cells, *content, *method)

    @property
    def shown_name(self) -> str:
        """The name on one line."""
        return on_one_line(self.name)


def keep_proposal(store: Store, proposal: PlannedProposal, *, based_on: int, actor: str) -> int:
    """Keep a proposal and its venues as one change, and return the store's revision.

    Kept again with other venues, those before are replaced.

    Parameters
    ----------
    store
        Where to.
    proposal
        What was asked, and what was found.
    based_on
        The revision that the person saw.
    actor
        Who keeps it, in their own words.

    Raises
    ------
    DataError
        If it has no name or no venue, or names one twice.
    StaleRevisionError
        If somebody changed the place meanwhile; nothing is kept then.
    StoreError
        If the store cannot take it, such as where a venue or what matters is gone.
    """
    if not proposal.shown_name:
        msg = "Say what the proposal is called, in a few words; then keep it."
        raise DataError(msg)
    venues = [each.location_id for each in proposal.venues]
    if not venues:
        msg = "No venue is proposed: ask for something that people lack, then keep it."
        raise DataError(msg)
    twice = sorted(id_ for id_ in set(venues) if venues.count(id_) > 1)
    if twice:
        msg = f"Venue {twice[0]!r} is proposed twice: name it once, then keep it."
        raise DataError(msg)
    changes = _changes(store.snapshot(), proposal)
    n_venues = "1 venue" if len(venues) == 1 else f"{len(venues):,} venues"
    note = f"proposal: {proposal.shown_name!r}, {n_venues}"
    return store.apply(changes, based_on=based_on, actor=actor, note=note)


def _changes(snapshot: Snapshot, proposal: PlannedProposal) -> Changes:
    before = snapshot.table("PROPOSES")
    before = before[before["from_id"] == proposal.id]
    venues = conform("PROPOSES", pd.DataFrame(_venue_rows(proposal)))
    venues["id"] = made_ids("PROPOSES", venues)
    file = proposal.question.file
    made_by = _PROVENANCE if file is None else file.after(_PROVENANCE)
    return Changes(
        {
            "Proposal": signed("Proposal", pd.DataFrame([_row(proposal)]), made_by),
            "PROPOSES": signed("PROPOSES", venues, _PROVENANCE),
        },
        {"PROPOSES": tuple(before["id"][~before["id"].isin(venues["id"])])},
    )


def _row(proposal: PlannedProposal) -> dict[str, Any]:
    asked = proposal.question
    limit = {LIMIT_COLUMN[asked.way]: asked.limit} if asked.way in LIMIT_COLUMN else {}
    return {
        "id": proposal.id,
        "name": proposal.shown_name,
        "need_id": asked.need_id or pd.NA,
        "for_whom": asked.for_whom,
        "time_of_week": asked.time_of_week,
        "way": asked.way,
        **limit,
        "km_per_hour": asked.km_per_hour,
        "detour": asked.detour,
        "is_served": asked.is_served,
        "is_held_enough": asked.is_held_enough,
        "n_wanted": asked.n_wanted,
        "method": asked.method,
        "people_without": proposal.people_without,
        "people_covered": proposal.people_covered,
        "bound": proposal.bound,
        "made_on": pd.Timestamp(proposal.made_on),
        "note": allowed(proposal.note) or pd.NA,
    }


def _venue_rows(proposal: PlannedProposal) -> list[dict[str, Any]]:
    return [
        {
            "from_id": proposal.id,
            "to_id": each.location_id,
            "rank": rank,
            "people_added": each.people_added,
            "days_free": "|".join(each.days_free) or pd.NA,
        }
        for rank, each in enumerate(proposal.venues, start=1)
    ]
