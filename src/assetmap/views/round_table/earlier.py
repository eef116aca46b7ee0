"""View: earlier workshops, and which of the guests came to them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypedDict

from assetmap.model import INVITED
from assetmap.views.organisation.part import day_of, text_of
from assetmap.views.wording import counted, day_words, listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from assetmap.model import Snapshot

_NAMED: Final = 6


class EarlierRow(TypedDict):
    """One workshop: what for, when and where in words; who came, and which of the guests."""

    what: str
    came: str
    guests: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """Workshops that are in the map, the newest first, then by id; and a sentence."""

    sentences: tuple[str, ...]
    rows: tuple[EarlierRow, ...] = ()


def earlier_workshops(snapshot: Snapshot, invited: Sequence[str]) -> Earlier:
    """Return who came to earlier workshops, and which of the guests were among them.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    invited
        Who is at the table now.
    """
    if snapshot.counts["Workshop"] == 0:
        return Earlier(("No workshop is in this map yet; the first may be the one you keep here.",))
    came, asked = seats_of(snapshot)
    rows = tuple(
        EarlierRow(
            what=workshop_words(snapshot, row),
            came=_came_words(snapshot, came[row["id"]], asked[row["id"]]),
            guests=_names(snapshot, [id_ for id_ in came[row["id"]] if id_ in invited]),
        )
        for row in newest_first(snapshot).to_dict("records")
    )
    return Earlier(_sentences(snapshot, came, invited), rows)


def newest_first(snapshot: Snapshot) -> pd.DataFrame:
    """Return the rows of workshops, the newest first, then by id."""
    rows = snapshot.table("Workshop")
    return rows.sort_values(["held_on", "id"], ascending=[False, True], kind="stable")


def workshop_words(snapshot: Snapshot, row: Mapping[Any, Any]) -> str:
    """Return what a workshop is for, when and where it is held."""
    day = day_of(row["held_on"])
    said = (
        text_of(row["purpose"]) or "Purpose not said",
        "" if day is None else day_words(day),
        snapshot.name_of.get(row["area_code"], ""),
    )
    return ", ".join(each for each in said if each)


def seats_of(snapshot: Snapshot) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return by workshop who came, and who was invited and is not known to have come."""
    came: dict[str, list[str]] = defaultdict(list)
    asked: dict[str, list[str]] = defaultdict(list)
    seats = snapshot.table("TOOK_PART_IN")
    for own, workshop, part in zip(seats["from_id"], seats["to_id"], seats["part"], strict=True):
        seat = asked if part == INVITED else came
        if own in snapshot.name_of and own not in seat[workshop]:
            seat[workshop].append(own)
    return came, asked


def _came_words(snapshot: Snapshot, came: Sequence[str], asked: Sequence[str]) -> str:
    if came:
        return f"{len(came):,}: {_names(snapshot, came)}"
    return f"{counted(len(asked), 'organisation')} invited" if asked else "Not written down"


def _sentences(
    snapshot: Snapshot, came: Mapping[str, Sequence[str]], invited: Sequence[str]
) -> tuple[str, ...]:
    before = {id_ for ids in came.values() for id_ in ids}
    n_workshops = counted(snapshot.counts["Workshop"], "workshop")
    if not before:
        return (f"Nobody wrote down who came to the {n_workshops} in this map.",)
    if not invited:
        return (f"{counted(len(before), 'organisation')} came to the {n_workshops} in this map.",)
    known = [id_ for id_ in invited if id_ in before]
    new = [id_ for id_ in invited if id_ not in before]
    left_out = sorted(before - set(invited))
    said = [
        f"Came before: {_names(snapshot, known)}." if known else "",
        f"Would be there for the first time: {_names(snapshot, new)}." if new else "",
        f"Came before and not on your list: {_names(snapshot, left_out)}." if left_out else "",
    ]
    return tuple(each for each in said if each)


def _names(snapshot: Snapshot, ids: Sequence[str]) -> str:
    names = sorted((snapshot.name_of[id_] for id_ in ids), key=str.casefold)
    return listed(names, at_most=_NAMED) if names else ""
