"""View: workshops with guests who were invited and of whom nobody wrote down whether they came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assetmap.views.round_table.earlier import newest_first, seats_of, workshop_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetmap.model import Snapshot


@dataclass(frozen=True, slots=True)
class Invitations:
    """The invitations to one workshop that are open.

    Attributes
    ----------
    workshop_id, what
        Which, and in words what for, when and where.
    name_of
        Name of each organisation invited, by id, in order of name.
    """

    workshop_id: str
    what: str
    name_of: Mapping[str, str]


def open_invitations(snapshot: Snapshot) -> tuple[Invitations, ...]:
    """Return the workshops of which it is open who of those invited came, the newest first.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    """
    _, asked = seats_of(snapshot)
    return tuple(
        Invitations(row["id"], workshop_words(snapshot, row), _by_name(snapshot, asked[row["id"]]))
        for row in newest_first(snapshot).to_dict("records")
        if asked[row["id"]]
    )


def _by_name(snapshot: Snapshot, ids: list[str]) -> dict[str, str]:
    names = {id_: snapshot.name_of[id_] for id_ in ids}
    return dict(sorted(names.items(), key=lambda each: (each[1].casefold(), each[0])))
