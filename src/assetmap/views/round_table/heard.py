"""View: which communities, areas, sectors and what matters are heard at a table, which are not."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypedDict

from assetmap.views.round_table.voices import KINDS
from assetmap.views.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.model import Snapshot
    from assetmap.views.round_table.voices import Kind, Voices

HEARD: Final = "Heard"
MISSING: Final = "Missing"

TITLES: Final[dict[Kind, str]] = {
    "community": "Communities",
    "need": "What matters",
    "area": "Areas",
    "sector": "Sectors",
}
_WORDS: Final[dict[Kind, tuple[str, str]]] = {
    "community": ("community", "communities"),
    "need": ("thing that matters", "things that matter"),
    "area": ("area", "areas"),
    "sector": ("sector", "sectors"),
}
_NAMED: Final = 6
_BRINGING: Final = 4


class HeardRow(TypedDict):
    """One thing that could be heard: its name, whether it is, who brings it or could."""

    name: str
    state: str
    n_guests: int
    who: str


@dataclass(frozen=True, slots=True)
class Hearing:
    """What is heard and what is missing, of one kind.

    Attributes
    ----------
    kind, title
        Of which kind, and what a heading calls it.
    sentence
        What is heard and then what is missing, in words.
    rows
        What is heard first, by how many guests bring it, then what is missing; ties by name.
    """

    kind: Kind
    title: str
    sentence: str
    rows: tuple[HeardRow, ...]


def hearings(snapshot: Snapshot, voices: Voices, invited: Sequence[str]) -> tuple[Hearing, ...]:
    """Return what is heard and missing of each kind that the place knows of."""
    return tuple(_hearing(snapshot, voices, kind, invited) for kind in KINDS if voices.names[kind])


def counted_heard(hearing: Hearing) -> str:
    """Return how many of a kind are heard, such as `7 of 9 sectors`."""
    n_heard = sum(row["state"] == HEARD for row in hearing.rows)
    return f"{n_heard:,} of {counted(len(hearing.rows), *_WORDS[hearing.kind])}"


def _hearing(snapshot: Snapshot, voices: Voices, kind: Kind, invited: Sequence[str]) -> Hearing:
    bringing: dict[str, list[str]] = defaultdict(list)
    for own, id_ in voices.pairs[kind]:
        bringing[id_].append(own)
    rows = [
        _row(snapshot, name, bringing[id_], invited) for id_, name in voices.names[kind].items()
    ]
    rows.sort(key=lambda row: -row["n_guests"])
    return Hearing(kind, TITLES[kind], _sentence(kind, rows), tuple(rows))


def _row(
    snapshot: Snapshot, name: str, bringing: Sequence[str], invited: Sequence[str]
) -> HeardRow:
    def names(ids: Sequence[str]) -> str:
        shown = sorted((snapshot.name_of[id_] for id_ in ids), key=str.casefold)
        return listed(shown, at_most=_BRINGING)

    guests = [id_ for id_ in bringing if id_ in invited]
    if guests:
        return HeardRow(name=name, state=HEARD, n_guests=len(guests), who=names(guests))
    could = f"Could bring it: {names(bringing)}" if bringing else "Nobody in this map yet"
    return HeardRow(name=name, state=MISSING, n_guests=0, who=could)


def _sentence(kind: Kind, rows: Sequence[HeardRow]) -> str:
    heard = [row["name"] for row in rows if row["state"] == HEARD]
    missing = [row["name"] for row in rows if row["state"] == MISSING]
    if len(rows) == 1:
        return f"{rows[0]['name']}, the only one here, is {'heard' if heard else 'not heard yet'}."
    if not missing:
        return f"Every one of the {counted(len(rows), *_WORDS[kind])} is heard."
    if not heard:
        return f"None of the {counted(len(rows), *_WORDS[kind])} is heard yet."
    return (
        f"Heard: {listed(heard, at_most=_NAMED)}. Not heard yet: {listed(missing, at_most=_NAMED)}."
    )
