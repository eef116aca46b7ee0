"""Rooms that organisations have the use of, and the days on which each stands free."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from assetmap.measures.memory import once
from assetmap.model import holding, running

if TYPE_CHECKING:
    import datetime as dt

    from assetmap.model import Snapshot


class Room(NamedTuple):
    """The use that a running organisation has of a place.

    Attributes
    ----------
    organisation_id, location_id
        Whose use, and of which place.
    free
        Names of the days on which it stands free, as they were written; none if nobody wrote any.
    """

    organisation_id: str
    location_id: str
    free: tuple[str, ...]


@once
def rooms(snapshot: Snapshot, day: dt.date) -> tuple[Room, ...]:
    """Return the rooms that running organisations have the use of on a day (`HAS_USE_OF`).

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    day
        Organisations that run then, and ties that hold then, count.

    Returns
    -------
    tuple
        A room a tie, in the order of the ties. Worked out once for a snapshot and a day.
    """
    there = set(running(snapshot.table("Organisation"), day)["id"])
    ties = holding(snapshot.table("HAS_USE_OF"), day)
    columns = (ties[name].tolist() for name in ("from_id", "to_id", "days_free"))
    return tuple(
        Room(organisation, place, _days(said))
        for organisation, place, said in zip(*columns, strict=True)
        if organisation in there
    )


def _days(said: object) -> tuple[str, ...]:
    days = said.split("|") if isinstance(said, str) else []
    return tuple(each.strip() for each in days if each.strip())
