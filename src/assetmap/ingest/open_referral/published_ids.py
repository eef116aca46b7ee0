"""Ids as the standard wants them: UUIDs, the same whenever and wherever a place is published.

| id of ours | published as |
| --- | --- |
| a UUID | it stays |
| any other | the UUID of version 5 (RFC 9562) of its letters |
| `community-` and a UUID, as a term for whom a service is there was read | that UUID |

A UUID that was made cannot be read back, but whoever holds the rows can make those of all of
them: so a feed of ours finds the rows that it came from (`Known`). Parts that have no row of
their own, such as a cost, have UUIDs made of their owner's and of what they say.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Self

from assetmap.ingest.open_referral.schema import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from assetmap.model import Snapshot

NAMESPACE: Final = uuid.UUID("6f1d2c1e-5b0a-4c39-9a57-0d8f1c7be2a4")
"""Of all UUIDs that are made of our ids; it never changes."""

COMMUNITY: Final = "community-"
"""What stands before the id of a term of which a community was made."""

NEEDS_ID: Final = "5b0d7c62-64a7-5f2e-9c57-3f1f5f6a0d11"
COMMUNITIES_ID: Final = "c6d9a3f4-0e3b-5b0c-8f0e-7a54b1d2e922"
"""The taxonomies of what matters to people, and of the communities that are welcome."""

_TIES: Final = ("MEETS", "WELCOMES", "SERVES")
_UUID: Final = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def is_uuid(id_: str) -> bool:
    """Tell whether an id is a UUID as the standard writes it.

    Examples
    --------
    >>> is_uuid("ac148810-d857-441c-9679-408f346de14b"), is_uuid("choir")
    (True, False)
    """
    return _UUID.fullmatch(id_) is not None


def published_id(id_: str) -> str:
    """Return the UUID under which the row of an id is published.

    Examples
    --------
    >>> published_id("choir")
    'e8162e73-375b-50b4-87f0-242f30c6d3d8'
    """
    return id_ if is_uuid(id_) else str(uuid.uuid5(NAMESPACE, id_))


def published_term_id(community_id: str) -> str:
    """Return the UUID under which a community is published as a term."""
    term_id = community_id.removeprefix(COMMUNITY)
    return term_id if is_uuid(term_id) else published_id(community_id)


def part_id(owner: str, what: str) -> str:
    """Return the UUID of a part without a row of its own.

    Parameters
    ----------
    owner
        The UUID of what it is part of.
    what
        What tells it from the other parts of its owner.
    """
    return str(uuid.uuid5(uuid.UUID(owner), what))


@dataclass(frozen=True, slots=True)
class Known:
    """Rows that a place holds, by the UUIDs under which it publishes them.

    Attributes
    ----------
    ids
        Present or former ids that are no UUID, by theirs.
    communities
        Ids of communities, by those of their terms.
    areas
        Codes of the areas that are on the map.
    ties
        Ids of the ties of activities, by table and both ends; of several the first.
    """

    ids: Mapping[str, str] = field(default_factory=dict)
    communities: Mapping[str, str] = field(default_factory=dict)
    areas: frozenset[str] = frozenset()
    ties: Mapping[tuple[str, str, str], str] = field(default_factory=dict)

    @classmethod
    def of(cls, snapshot: Snapshot) -> Self:
        """Return what `snapshot` holds; a row whose own id is such a UUID goes before."""
        ids = [*snapshot.former_ids]
        for label in LABELS.values():
            ids.extend(snapshot.table(label)["id"])
        return cls(
            ids=_made(ids),
            communities={published_term_id(id_): id_ for id_ in snapshot.table("Community")["id"]},
            areas=frozenset(snapshot.table("Area")["id"]),
            ties={key: id_ for table in _TIES for key, id_ in _ties_of(snapshot, table)},
        )


def _ties_of(snapshot: Snapshot, table: str) -> Iterator[tuple[tuple[str, str, str], str]]:
    """Yield the ties of a table, the first of several between the same last."""
    rows = snapshot.table(table)[["from_id", "to_id", "id"]]
    for from_id, to_id, id_ in zip(*(rows[name][::-1] for name in rows), strict=True):
        yield (table, from_id, to_id), id_


def _made(ids: Iterable[str]) -> dict[str, str]:
    known = frozenset(ids)
    made = {published_id(id_): id_ for id_ in ids if not is_uuid(id_)}
    return {uuid_: id_ for uuid_, id_ in made.items() if uuid_ not in known}
