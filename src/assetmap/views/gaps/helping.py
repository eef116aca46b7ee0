"""Who could help with a gap, why, and whom to ask there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypedDict

from assetmap.measures.memory import once
from assetmap.model import holding
from assetmap.views.measuring.help import broker_rows
from assetmap.views.organisation.part import by_name
from assetmap.views.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetmap.measures.gaps.matrix import GapMatrix
    from assetmap.model import Snapshot

HELPER_WORDS: Final = {
    "name": "Organisation",
    "skill": "Skill",
    "room": "Room",
    "trust": "Trust",
    "ask": "Ask first",
}
"""What a screen calls the columns of `HelperRow`."""

MOST_HELPERS: Final = 10

_MOST_NAMED: Final = 2
_ROLES: Final = (("Champion", "champion"), ("LinkWorker", "link worker"))


class HelperRow(TypedDict):
    """One organisation that could help.

    Keys: its id and name; sentences on skill, room and trust, empty where it has none; the way of
    names that leads to it, empty without one; in words what it has; whom to ask first, as an id,
    and as a sentence with the people there that this reader may see.
    """

    organisation_id: str
    name: str
    has: str
    skill: str
    room: str
    trust: str
    way: str
    ask_id: str
    ask: str


def helper_rows(
    seen: Snapshot,
    matrix: GapMatrix,
    cell: tuple[int, int, int, int],
    *,
    at_most: int = MOST_HELPERS,
) -> tuple[HelperRow, ...]:
    """Return who could fill a gap, the likeliest first.

    Parameters
    ----------
    seen
        What this reader may see of the place: people who are not seen are not named.
    matrix
        What can be reached.
    cell
        Numbers of area, what matters, group and time.
    at_most
        Most organisations returned, at least 1.

    Returns
    -------
    tuple
        In the order of `measures.gaps.brokers.brokers`.
    """
    return tuple(
        HelperRow(
            organisation_id=row["organisation_id"],
            name=row["name"],
            has=_has(row),
            skill=row["skill"],
            room=row["room"],
            trust=row["trust"],
            way=" – ".join(seen.name_of[each] for each in row["way"]),
            ask_id=row["ask"],
            ask=_ask(seen, row["ask"], row["organisation_id"]),
        )
        for row in broker_rows(seen, matrix, cell, at_most=at_most)
    )


def _has(row: Mapping[str, Any]) -> str:
    room = "the room" if row["is_free"] else "perhaps the room"
    each = (("the skill", row["skill"]), (room, row["room"]), ("the trust", row["trust"]))
    return listed([word for word, sentence in each if sentence])


def _ask(seen: Snapshot, first: str, organisation: str) -> str:
    if first == organisation:
        return _at(seen, organisation)
    return f"{_at(seen, first)} Then {_at(seen, organisation)}"


def _at(seen: Snapshot, organisation: str) -> str:
    said = [_people(seen, organisation, table, one) for table, one in _ROLES]
    people = listed([each for each in said if each])
    return f"{seen.name_of[organisation]}{': ' if people else ''}{people}."


def _people(seen: Snapshot, organisation: str, table: str, one: str) -> str:
    n, named = _based_at(seen, table).get(organisation, (0, ()))
    names = [seen.name_of[each] for each in sorted(named, key=lambda id_: by_name(seen, id_))]
    if not names:
        return counted(n, one) if n else ""
    shown = names[:_MOST_NAMED]
    n_more = n - len(shown)
    more = f" and {counted(n_more, f'more {one}')}" if n_more else ""
    kind = "" if n_more else f" ({one if len(shown) == 1 else one + 's'})"
    return f"{', '.join(shown)}{more}{kind}"


@once
def _based_at(seen: Snapshot, table: str) -> Mapping[str, tuple[int, tuple[str, ...]]]:
    """Return by organisation how many people of a table are there, and the ids of those named."""
    rows = holding(seen.table(table), seen.day)
    n = rows["organisation_id"].value_counts()
    named = rows[rows["display_name"].notna()].groupby("organisation_id")["id"].agg(tuple)
    return {str(each): (int(n[each]), named.get(each, ())) for each in n.index}
