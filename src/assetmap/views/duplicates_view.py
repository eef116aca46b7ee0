"""Organisations that may be one: for a person to look at side by side, and for a command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypedDict

import pandas as pd

from assetmap.ingest.duplicates.groups import which_to_keep
from assetmap.ingest.duplicates.pairs import Duplicates, find_duplicates
from assetmap.views.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assetmap.model import Snapshot

_SHOWN: Final = {
    "name": "Name",
    "alternate_names": "Other names",
    "identifiers": "Register numbers",
    "sector": "Sector",
    "status": "Whether it runs",
    "website": "Web address",
    "email": "E-mail",
    "phone": "Telephone",
    "description": "What it does",
    "address": "Address",
    "postcode": "Postcode",
    "provenance": "Where the row came from",
    "id": "Id",
}
"""What is set side by side, and what each is called."""

_MOST_OF_A_CELL: Final = 200
_MOST_LISTED: Final = 50


class SureRow(TypedDict):
    """One group that is sure: which is kept, which are joined into it, and why."""

    kept: str
    others: str
    why: str


class LikelyPair(TypedDict):
    """Two that may be one: ids and names, the one to keep first, the score and the reasons."""

    kept_id: str
    other_id: str
    kept: str
    other: str
    score: int
    reasons: tuple[str, ...]


class SideRow(TypedDict):
    """One thing said of two organisations."""

    what: str
    kept: str
    other: str


class DuplicatesView(TypedDict):
    """All that the screen shows of duplicates."""

    sentence: str
    sure: list[SureRow]
    likely: list[LikelyPair]


def duplicates_view(snapshot: Snapshot) -> DuplicatesView:
    """Return what may be joined in this place: sure groups, likely pairs, and a sentence."""
    return _view(snapshot, find_duplicates(snapshot))


def _view(snapshot: Snapshot, found: Duplicates) -> DuplicatesView:
    return DuplicatesView(
        sentence=duplicates_sentence(found),
        sure=_sure_rows(snapshot, found),
        likely=_likely_pairs(snapshot, found),
    )


def duplicates_sentence(found: Duplicates) -> str:
    """Say how many may be one."""
    if not len(found):
        return "No two organisations look like the same one."
    parts = []
    if found.sure:
        n_gone = sum(len(group.other_ids) for group in found.sure)
        one = "is" if n_gone == 1 else "are"
        parts.append(f"{counted(n_gone, 'organisation')} {one} surely here twice")
    if found.likely:
        n_pairs = len(found.likely)
        may = "looks" if n_pairs == 1 else "look"
        parts.append(f"{counted(n_pairs, 'pair')} {may} alike and may be the same")
    return f"{'; '.join(parts)}. Nothing is joined until you say so."


def side_by_side(snapshot: Snapshot, kept_id: str, other_id: str) -> list[SideRow]:
    """Return what is said of two organisations, row by row, rows empty of both left out."""
    both = [_cells(snapshot, each) for each in (kept_id, other_id)]
    return [
        SideRow(what=word, kept=both[0].get(name, ""), other=both[1].get(name, ""))
        for name, word in _SHOWN.items()
        if any(cells.get(name) for cells in both)
    ]


def duplicates_lines(snapshot: Snapshot) -> list[str]:
    """Return duplicates as lines for a terminal."""
    found = find_duplicates(snapshot)
    view = _view(snapshot, found)
    lines = [view["sentence"]]
    if found.sure:
        lines.append("Sure (assetmap duplicates --join-sure joins them all):")
        for group, row in zip(found.sure, view["sure"], strict=True):
            lines.append(f"  {row['kept']} [{group.kept_id}]")
            names = snapshot.name_of
            lines.extend(f"    also {names[each]} [{each}]" for each in group.other_ids)
            lines.append(f"    {row['why']}")
    if view["likely"]:
        lines.append("Likely (assetmap duplicates --join ID OTHER, or --not-same ID OTHER):")
    for pair in view["likely"][:_MOST_LISTED]:
        both = f"{pair['kept']} [{pair['kept_id']}] and {pair['other']} [{pair['other_id']}]"
        lines.append(f"  {pair['score']}: {both}")
        lines.append(f"    {' '.join(pair['reasons'])}")
    hidden = len(view["likely"]) - _MOST_LISTED
    if hidden > 0:
        lines.append(f"... and {counted(hidden, 'pair')} more; --json lists them all.")
    return lines


def duplicates_as_json(snapshot: Snapshot) -> dict[str, Any]:
    """Return duplicates as one JSON document."""
    found = find_duplicates(snapshot)
    names = snapshot.name_of
    return {
        "sure": [
            {
                "keep": {"id": group.kept_id, "name": names[group.kept_id]},
                "join": [{"id": each, "name": names[each]} for each in group.other_ids],
                "reasons": list(_reasons(pair.reasons for pair in group.pairs)),
            }
            for group in found.sure
        ],
        "likely": [
            {
                "keep": {"id": pair["kept_id"], "name": pair["kept"]},
                "join": {"id": pair["other_id"], "name": pair["other"]},
                "score": pair["score"],
                "reasons": list(pair["reasons"]),
            }
            for pair in _likely_pairs(snapshot, found)
        ],
    }


def alike_sentence(n_duplicates: int | None) -> str:
    """Say after a load how many of its organisations may be here twice; empty for none."""
    if n_duplicates is None:
        return "Whether any of these organisations is here twice was not looked at: there are many."
    if not n_duplicates:
        return ""
    may = "looks" if n_duplicates == 1 else "look"
    n = counted(n_duplicates, "organisation")
    return f"{n} {may} like another one in the map; nothing was joined."


def _sure_rows(snapshot: Snapshot, found: Duplicates) -> list[SureRow]:
    names = snapshot.name_of
    return [
        SureRow(
            kept=names[group.kept_id],
            others=listed([names[each] for each in group.other_ids]),
            why=" ".join(_reasons(pair.reasons for pair in group.pairs)),
        )
        for group in found.sure
    ]


def _likely_pairs(snapshot: Snapshot, found: Duplicates) -> list[LikelyPair]:
    names = snapshot.name_of
    made = []
    keeps = which_to_keep(snapshot, [(pair.id, pair.other_id) for pair in found.likely])
    for pair, kept in zip(found.likely, keeps, strict=True):
        other = pair.other_id if kept == pair.id else pair.id
        made.append(
            LikelyPair(
                kept_id=kept,
                other_id=other,
                kept=names[kept],
                other=names[other],
                score=pair.score,
                reasons=pair.reasons,
            )
        )
    return made


def _reasons(said: Iterable[tuple[str, ...]]) -> list[str]:
    return list(dict.fromkeys(reason for reasons in said for reason in reasons))


def _cells(snapshot: Snapshot, id_: str) -> Mapping[str, str]:
    rows = snapshot.table("Organisation")
    row = _filled(rows[rows["id"] == id_])
    places = snapshot.table("Location")
    place = _filled(places[places["id"] == row.get("location_id", "")])
    cells = {**{name: place.get(name, "") for name in ("address", "postcode")}, **row}
    for name in ("sector", "status"):
        words = {term.value: term.label for term in snapshot.terms(name)}
        cells[name] = words.get(cells.get(name, ""), cells.get(name, ""))
    return {name: _cut(text.replace("|", ", ")) for name, text in cells.items()}


def _filled(rows: pd.DataFrame) -> dict[str, str]:
    if rows.empty:
        return {}
    return {str(name): str(cell) for name, cell in rows.iloc[0].items() if pd.notna(cell)}


def _cut(text: str) -> str:
    return text if len(text) <= _MOST_OF_A_CELL else f"{text[:_MOST_OF_A_CELL]}…"
