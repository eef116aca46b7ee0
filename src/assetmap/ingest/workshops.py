"""A workshop that somebody planned at the screen, and who came to it, written into a store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from assetmap.errors import DataError
from assetmap.ingest.kept_rows import id_of, on_one_line, signed
from assetmap.ingest.made_ids import made_ids
from assetmap.model import INVITED, Changes, conform

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from assetmap.model import Snapshot
    from assetmap.store.protocol import Store

CAME: Final = "came"
"""The part of an organisation that was invited, and came."""

_PROVENANCE: Final = "round the table"


@dataclass(frozen=True, slots=True)
class PlannedWorkshop:
    """A workshop, and who is invited.

    Attributes
    ----------
    held_on
        Day.
    area_code
        Area it is for; an empty text for none.
    purpose
        What it is for, in a few words.
    invited
        Ids of organisations.
    """

    held_on: dt.date
    area_code: str
    purpose: str
    invited: tuple[str, ...]

    @property
    def id(self) -> str:
        """The same for the same day, area and purpose, whoever is invited."""
        return id_of("Workshop", self.held_on, self.area_code, self.shown_purpose)

    @property
    def shown_purpose(self) -> str:
        """The purpose on one line."""
        return on_one_line(self.purpose)


def keep_workshop(store: Store, workshop: PlannedWorkshop, *, based_on: int, actor: str) -> int:
    """Keep a workshop and its invitations as one change, and return the store's revision.

    Kept again with other guests, its invitations are replaced; who is known to have come, or
    has another part, stays.

    Parameters
    ----------
    store
        Where to.
    workshop
        What, and who is invited.
    based_on
        The revision that the person saw.
    actor
        Who keeps it, in their own words.

    Raises
    ------
    DataError
        If nobody is invited or no purpose is said.
    StaleRevisionError
        If somebody changed the place meanwhile; nothing is kept then.
    StoreError
        If the store cannot take it.
    """
    if not workshop.shown_purpose:
        msg = "Say what the workshop is for, in a few words; then keep it."
        raise DataError(msg)
    if not workshop.invited:
        msg = "Nobody is invited yet: choose at least one organisation, then keep it."
        raise DataError(msg)
    changes = _changes(store.snapshot(), workshop)
    note = f"workshop: {workshop.shown_purpose!r}, {len(workshop.invited)} invited"
    return store.apply(changes, based_on=based_on, actor=actor, note=note)


def keep_who_came(
    store: Store, workshop_id: str, came: Collection[str], *, based_on: int, actor: str
) -> int:
    """Keep who of those invited came to a workshop, as one change; return the store's revision.

    Parameters
    ----------
    store
        Where to.
    workshop_id
        A workshop of the map.
    came
        Ids of organisations that were invited to it. The others stay invited, and who has
        another part already stays as it is.
    based_on
        The revision that the person saw.
    actor
        Who keeps it, in their own words.

    Raises
    ------
    DataError
        If nobody is said to have come, or somebody who was not invited.
    StaleRevisionError
        If somebody changed the place meanwhile; nothing is kept then.
    StoreError
        If the store cannot take it.
    """
    if not came:
        msg = "Nobody is ticked yet: tick at least one organisation that came, then keep it."
        raise DataError(msg)
    asked = _asked(store.snapshot(), workshop_id)
    strangers = sorted(set(came) - set(asked["from_id"]))
    if strangers:
        msg = f"{strangers[0]!r} is not among those invited; tick who came of those who are."
        raise DataError(msg)
    seats = asked[asked["from_id"].isin(came)].assign(part=CAME)
    note = f"workshop: {len(set(came))} of {asked['from_id'].nunique()} invited came"
    changes = Changes({"TOOK_PART_IN": signed("TOOK_PART_IN", seats, _PROVENANCE)})
    return store.apply(changes, based_on=based_on, actor=actor, note=note)


def _asked(snapshot: Snapshot, workshop_id: str) -> pd.DataFrame:
    seats = snapshot.table("TOOK_PART_IN")
    return seats[(seats["to_id"] == workshop_id) & (seats["part"] == INVITED)]


def _changes(snapshot: Snapshot, workshop: PlannedWorkshop) -> Changes:
    seats = snapshot.table("TOOK_PART_IN")
    seats = seats[seats["to_id"] == workshop.id]
    asked = seats[seats["part"] == INVITED]
    others = set(seats["from_id"]) - set(asked["from_id"])
    row = {
        "id": workshop.id,
        "held_on": pd.Timestamp(workshop.held_on),
        "area_code": workshop.area_code or pd.NA,
        "purpose": workshop.shown_purpose,
    }
    guests = [id_ for id_ in dict.fromkeys(workshop.invited) if id_ not in others]
    invitations = conform(
        "TOOK_PART_IN",
        pd.DataFrame({"from_id": guests, "to_id": workshop.id, "part": INVITED}, dtype="str"),
    )
    invitations["id"] = made_ids("TOOK_PART_IN", invitations)
    gone = asked[~asked["from_id"].isin(guests)]["id"]
    return Changes(
        {
            "Workshop": signed("Workshop", pd.DataFrame([row]), _PROVENANCE),
            "TOOK_PART_IN": signed("TOOK_PART_IN", invitations, _PROVENANCE),
        },
        {"TOOK_PART_IN": tuple(gone)},
    )
