"""Ties whose ends were joined with others: moved, made one where they are the same, or gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from assetmap.ingest.duplicates.joined_rows import filled_cells, is_gap, records
from assetmap.ingest.made_ids import made_ids, natural_keys
from assetmap.model import NATURAL_KEYS, conform, references_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.model import Snapshot

    Cells = dict[str, Any]
    Key = tuple[str, ...]

_ALSO_TELLING: Final = {"FUNDS": ("amount_gbp", "awarded_on")}
"""What tells ties apart beside their natural key: two grants of one day are two sums of money."""

_RATED: Final = (
    *("intensity", "reliability", "mission", "openness", "power", "involvement", "resources"),
)


def moved_ties(
    snapshot: Snapshot, table: str, moved: pd.DataFrame
) -> tuple[pd.DataFrame, tuple[str, ...], list[str]]:
    """Return what becomes of ties whose ends have moved.

    Parameters
    ----------
    snapshot
        The place before.
    table
        A tie, or another table whose rows are told apart by what they say.
    moved
        Its rows that led to what is gone, already led to what is kept.

    Returns
    -------
    tuple
        Rows to put in, ids to take out, and sentences about claims of which one was let go.
    """
    if moved.empty:
        return moved, (), []
    stored = snapshot.table(table)
    before = stored[stored["id"].isin(moved["id"])].set_index("id", drop=False).loc[moved["id"]]
    loops = _is_loop(table, moved).to_numpy() & ~_is_loop(table, before).to_numpy()
    gone = set(moved["id"][loops])
    staying = moved[~loops].reset_index(drop=True)
    ids = _ids(table, staying, before[~loops].reset_index(drop=True))
    here = stored[~stored["id"].isin(moved["id"])]
    first: dict[Key, Cells] = {}
    for key, row in zip(tie_keys(table, here), records(here), strict=True):
        first.setdefault(key, row)
    made: dict[str, Cells] = {}
    notes: list[str] = []
    taken = set(here["id"])
    for key, row, id_ in zip(tie_keys(table, staying), records(staying), ids, strict=True):
        same = first.get(key)
        if same is None:
            new_id = row["id"] if id_ in taken else id_
            first[key] = made[new_id] = {**row, "id": new_id}
            taken.add(new_id)
            gone |= {row["id"]} - {new_id}
        else:
            gone.add(row["id"])
            notes.extend(_note(snapshot, table, same, row))
            first[key] = made[same["id"]] = filled_cells(table, same, row)
    changed = conform(table, pd.DataFrame(list(made.values())) if made else moved.iloc[:0])
    return changed, tuple(sorted(gone - made.keys())), notes


def tie_keys(table: str, rows: pd.DataFrame) -> list[Key]:
    """Return for each row what makes it the same tie as another."""
    more = [rows[name].astype("str").fillna("") for name in _ALSO_TELLING.get(table, ())]
    extra = list(zip(*more, strict=True)) if more else [()] * len(rows)
    keys = natural_keys(table, rows)
    return [(*key, *also) for key, also in zip(keys, extra, strict=True)]


def ends_of(table: str) -> list[str]:
    """Return the two columns of `table` that say between what a tie is; of others none."""
    names = [each.name for each in references_of(table) if each.name in NATURAL_KEYS[table]]
    return [name for name in names if name.endswith("_id") and name != "survey_id"][:2]


def _is_loop(table: str, rows: pd.DataFrame) -> pd.Series[bool]:
    ends = ends_of(table)
    if len(ends) < len(("from", "to")):
        return pd.Series(data=False, index=rows.index)
    return rows[ends[0]] == rows[ends[1]]


def _ids(table: str, moved: pd.DataFrame, before: pd.DataFrame) -> Sequence[str]:
    """Return ids: one that was made of what the row said is made anew, one that was given stays."""
    was_made = before["id"].reset_index(drop=True) == made_ids(table, before)
    return list(moved["id"].where(~was_made, made_ids(table, moved)))


def _note(snapshot: Snapshot, table: str, kept: Cells, other: Cells) -> list[str]:
    if table != "PARTNERS_WITH":
        return []
    both = [name for name in _RATED if not (is_gap(kept[name]) or is_gap(other[name]))]
    differs = [name for name in both if kept[name] != other[name]]
    if not differs:
        return []
    names = [snapshot.name_of.get(kept[end], kept[end]) for end in ("from_id", "to_id")]
    stands = ", ".join(f"{name} {kept[name]}, not {other[name]}" for name in differs)
    return [f"Two claims of how {names[0]!r} sees {names[1]!r} became one: {stands}."]
