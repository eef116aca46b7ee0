"""Sessions as services at locations, each with its schedules, and as schedules without a place.

A session is a service at its location, with its own id. Where its id begins with that of another
session of the same activity there, and a hyphen, it is a further schedule of that: so sessions
are called that came as such.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assetmap.export.open_referral.schedules import schedule_document
from assetmap.ingest.open_referral.published_ids import is_uuid, part_id, published_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from assetmap.export.open_referral.pieces import Document
    from assetmap.export.open_referral.rows import Row


@dataclass(frozen=True, slots=True)
class Meeting:
    """A service at a location.

    Attributes
    ----------
    id
        Its UUID.
    activity_id, location_id
        Our ids.
    sessions
        That whose id it has first, then others in the order of their schedules' UUIDs.
    has_to_tell
        Whether it has a schedule even if nothing is told of it: without one, a reader would
        take those of the service as its own.
    """

    id: str
    activity_id: str
    location_id: str
    sessions: tuple[Row, ...]
    has_to_tell: bool = False

    def schedules(self) -> list[Document]:
        """Return its schedules, those of which something is told."""
        first = part_id(self.id, "schedule")
        ids = (first, *(_further_id(self.sessions[0], row) for row in self.sessions[1:]))
        made = [schedule_document(row, id_) for row, id_ in zip(self.sessions, ids, strict=True)]
        # A further one is told of in any case: its id says that it is there.
        is_bare = len(made) == 1 and len(made[0]) == 1 and not self.has_to_tell
        return [] if is_bare else made


def meetings_of(sessions: Iterable[Row]) -> tuple[list[Meeting], list[Row]]:
    """Return the services at locations of one activity by UUID, and sessions without a place."""
    at: dict[str, list[Row]] = defaultdict(list)
    placeless = []
    for row in sessions:
        if "location_id" in row:
            at[row["location_id"]].append(row)
        else:
            placeless.append(row)
    found = [
        meeting
        for location_id, rows in at.items()
        for meeting in _at_one_place(location_id, rows, has_to_tell=bool(placeless))
    ]
    return (
        sorted(found, key=lambda meeting: meeting.id),
        sorted(placeless, key=lambda row: published_id(row["id"])),
    )


def placeless_schedules(sessions: Iterable[Row]) -> list[Document]:
    """Return the schedules of sessions that have no place."""
    return [schedule_document(row, published_id(row["id"])) for row in sessions]


def _at_one_place(location_id: str, rows: Sequence[Row], *, has_to_tell: bool) -> Iterator[Meeting]:
    further: dict[str, list[Row]] = {}
    first: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: (len(row["id"]), row["id"])):
        of = next((id_ for id_ in first if row["id"].startswith(f"{id_}-")), None)
        if of is None:
            first[row["id"]] = row
        else:
            further.setdefault(of, []).append(row)
    for id_, row in first.items():
        others = sorted(further.get(id_, ()), key=lambda other: _further_id(row, other))
        yield Meeting(
            published_id(id_), row["activity_id"], location_id, (row, *others), has_to_tell
        )


def _further_id(first: Row, other: Row) -> str:
    """Return the UUID of the schedule of a further session."""
    own = str(other["id"]).removeprefix(f"{first['id']}-")
    return own if is_uuid(own) else published_id(other["id"])
