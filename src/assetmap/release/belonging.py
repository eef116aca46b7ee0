"""Which organisation whoever refers or is referred to belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from assetmap.model import Snapshot

_BELONG: Final = ("Activity", "LinkWorker", "Champion")


def organisation_of(snapshot: Snapshot) -> dict[str, str]:
    """Return the organisation that each party belongs to; an organisation is its own.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.

    Returns
    -------
    dict
        Without those that belong to none.
    """
    found = {id_: id_ for id_ in snapshot.table("Organisation")["id"]}
    for label in _BELONG:
        rows = snapshot.table(label)
        found |= {
            id_: owner
            for id_, owner in zip(rows["id"], rows["organisation_id"], strict=True)
            if isinstance(owner, str)
        }
    return found


def parts_of(snapshot: Snapshot, organisation_id: str) -> frozenset[str]:
    """Return an organisation, and its activities, link workers and champions."""
    ids = {organisation_id}
    for label in _BELONG:
        rows = snapshot.table(label)
        ids |= set(rows[rows["organisation_id"] == organisation_id]["id"])
    return frozenset(ids)
