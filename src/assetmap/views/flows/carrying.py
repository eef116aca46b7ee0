"""View: how many people the place could carry, what holds it back, and what would help."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypedDict

from assetmap.release.room import carried_for
from assetmap.views.wording import counted, share
from assetmap.views.written import Written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.model import Snapshot
    from assetmap.release.room import Carrying
    from assetmap.views.flows.load import LoadChoice

ADDED_WORDS: Final = {"what": "One more", "need": "Need", "area": "Area", "n": "People carried"}
UNMET_WORDS: Final = {
    "need": "Need",
    "area": "Area",
    "n": "People without room",
    "short_of": "What is short",
}
HELD_WORDS: Final = {"sentence": "What holds it back", "n": "People waiting for it"}
"""What a screen calls the columns of rows."""

_WHAT: Final = {"link_worker": "Link worker", "group": "Group a week"}
_SHORT: Final = {
    "link_workers": "Time of link workers",
    "activities": "Places at activities",
    "both": "Both",
}
_ANY: Final = "Any"
_NOT_SAID: Final = "Not written down"


class AddedRow(TypedDict):
    """What one more link worker or group would carry: what, for which need and area, people."""

    what: str
    need: str
    area: str
    n: int


class UnmetRow(TypedDict):
    """Those for whom there was no room: need, area, people, and what is short."""

    need: str
    area: str
    n: int
    short_of: str


class HeldRow(TypedDict):
    """One thing that holds it back, and how many people wait for it."""

    sentence: str
    n: int


@dataclass(frozen=True, slots=True)
class Carried:
    """What the place could carry.

    Attributes
    ----------
    summary, helped
        The chief thing in a sentence; and what would help most, in another.
    held, unmet, added
        What holds it back; those without room by need and area; what one more would carry.
    note
        What the numbers rest on.
    """

    summary: str
    helped: str
    held: Sequence[HeldRow]
    unmet: Sequence[UnmetRow]
    added: Sequence[AddedRow]
    note: str


def carrying_view(snapshot: Snapshot, role: str, choice: LoadChoice) -> Carried:
    """Return what the place could carry over a span if all fitted as well as it can.

    Parameters
    ----------
    snapshot, role, choice
        As of `views.flows.load.load_view`.

    Raises
    ------
    DataError
        As `release.room.carried_for`.
    """
    found = carried_for(snapshot, role, choice.span, weeks_a_place_is_held=choice.weeks)
    if found is None or not found.demand:
        return Carried("Nobody's journey began in these months.", "", (), (), (), "")
    words = _Words(snapshot)
    held = Written(found.bottleneck, words.held)
    added = Written(found.would_add, words.added)
    return Carried(
        summary=_summary(found, held),
        helped=_helped(found, added),
        held=held,
        unmet=Written(found.unmet_by, words.unmet),
        added=added,
        note=_note(found),
    )


class _Words:
    """Names of needs, areas and parties."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._name_of = snapshot.name_of

    def held(self, row: dict[str, Any]) -> HeldRow:
        sentence = self._holding(row)
        return {"sentence": sentence[:1].upper() + sentence[1:], "n": int(row["n"])}

    def unmet(self, row: dict[str, Any]) -> UnmetRow:
        return {
            "need": self._name(row["need_id"], _NOT_SAID),
            "area": self._name(row["area_code"], _NOT_SAID),
            "n": int(row["n"]),
            "short_of": _SHORT[row["short_of"]],
        }

    def added(self, row: dict[str, Any]) -> AddedRow:
        return {
            "what": _WHAT[row["what"]],
            "need": self._name(row["need_id"], _ANY),
            "area": self._name(row["area_code"], _ANY),
            "n": int(row["n"]),
        }

    def _holding(self, row: dict[str, Any]) -> str:
        area = self._name(row["area_code"], "an area that is not written down")
        if row["what"] == "no_activity":
            need = self._name(row["need_id"], "a need that is not written down")
            return f"there is no activity for {need} in {area}"
        if row["what"] == "no_link_worker":
            source = self._name(row["id"], "")
            come = f"from {source}" if source else "from those whom no link worker covers"
            return f"no link worker takes people {come} in {area}"
        return f"{self._name(row['id'], row['id'])} is full ({row['room']:,} people)"

    def _name(self, id_: str, otherwise: str) -> str:
        return self._name_of.get(id_, id_) if id_ else otherwise


def _summary(found: Carrying, held: Sequence[HeldRow]) -> str:
    carried = (
        f"Of {counted(found.demand, 'person', 'people')} whose journey began in these months, "
        f"there was room for {found.carried:,} ({share(found.carried, found.demand)})"
    )
    if not found.unmet:
        return f"{carried}: for everybody, had all fitted as well as it can."
    if not held:
        return f"{carried}."
    chief = held[int(found.bottleneck["n"].to_numpy().argmax())]
    for_whom = "1 person more would" if chief["n"] == 1 else f"{chief['n']:,} people more would"
    return f"{carried}. What holds back most: {chief['sentence']}; {for_whom} need it."


def _helped(found: Carrying, added: Sequence[AddedRow]) -> str:
    if not found.unmet:
        return ""
    # A copy is made of columns at once; the rows themselves would be looked up one by one.
    chief = {row["what"]: row for row in reversed(added[:]) if row["n"]}
    if not chief:
        return "Neither one more link worker nor one more group a week alone would carry more."
    group, worker = chief.get(_WHAT["group"]), chief.get(_WHAT["link_worker"])
    parts = []
    if worker:
        parts.append(
            f"One more link worker would carry {counted(worker['n'], 'more person', 'more people')}"
        )
    else:
        parts.append("One more link worker would carry nobody more")
    if group:
        more = counted(group["n"], "more person", "more people")
        parts.append(
            f"one more group a week, for {group['need']} in {group['area']}, would carry {more}"
        )
    else:
        parts.append("one more group a week would carry nobody more")
    return "; ".join(parts) + "."


def _note(found: Carrying) -> str:
    note = (
        "Worked out as if everybody were placed as well as can be: each person needs one place at "
        "an activity for their need that is near enough, and time of a link worker where they came "
        "by one. What is added is counted one thing at a time; two together do not add up."
    )
    if found.n_unknown:
        unknown = counted(found.n_unknown, "link worker or activity", "link workers and activities")
        note += f" The room of {unknown} is not written down, and counts as none."
    return note
