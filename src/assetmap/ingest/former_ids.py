"""Files that still speak of rows which were joined with others: what they say is led to these.

A reference to an old id becomes one to the row that it is now. A row that has an old id itself
is an echo: it fills gaps of the row that it is now, whose own words win. So the lists that the
rows came from may be loaded again, in any order, and nothing changes.

Of a row into which others were joined, and of its ties, an empty cell of a file takes nothing away,
and lists are put together: what it has may have come from the others.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from assetmap.ingest.duplicates.joined_rows import filled_cells, joined_cells, records
from assetmap.ingest.duplicates.joined_ties import ends_of, tie_keys
from assetmap.ingest.duplicates.joining import JOINABLE
from assetmap.ingest.made_ids import made_ids
from assetmap.model import LABELS, NATURAL_KEYS, conform, references_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assetmap.ingest.check import Batch, Fault
    from assetmap.model import Snapshot

    Mask = np.ndarray[Any, np.dtype[np.bool_]]


def with_current_ids(
    batches: Mapping[str, Batch], snapshot: Snapshot
) -> tuple[dict[str, Batch], list[Fault]]:
    """Return rows of files with present ids in the place of old ones, and rows that cannot be.

    Parameters
    ----------
    batches
        Rows of the files by table.
    snapshot
        What the place holds; old ids that come with the files themselves are not looked at.
    """
    faults = list(_used_again(batches, snapshot))
    if not snapshot.former_ids:
        return dict(batches), faults
    made: dict[str, Batch] = {}
    for table, batch in batches.items():
        made[table], found = _led(batch, snapshot)
        faults.extend(found)
    return made, faults


def folded(table: str, rows: pd.DataFrame, is_echo: Mask, snapshot: Snapshot) -> pd.DataFrame:
    """Return rows of one table in which echoes have become what they are of.

    Parameters
    ----------
    table
        Which table.
    rows
        Rows that may go in.
    is_echo
        Which of them are echoes.
    snapshot
        What the place holds.

    Returns
    -------
    DataFrame
        As many rows; those of one id are alike, but for rows that have nothing to do with joins.
    """
    touched = _is_of_joined(table, rows, snapshot)
    touched |= rows["id"].isin(rows["id"][is_echo]).to_numpy()
    if not touched.any():
        return rows
    stored = snapshot.table(table)
    ids = set(rows["id"][touched])
    before = {row["id"]: row for row in records(stored[stored["id"].isin(ids)])}
    final: dict[str, dict[str, Any]] = {}
    for row in records(rows[touched & ~is_echo]):
        id_ = row["id"]
        if id_ not in final:
            final[id_] = filled_cells(table, row, before[id_]) if id_ in before else row
    add = joined_cells if table in JOINABLE else filled_cells
    for row in records(rows[touched & is_echo]):
        base = final.get(row["id"]) or before.get(row["id"]) or row
        final[row["id"]] = add(table, base, row)
    told = conform(table, pd.DataFrame([final[id_] for id_ in rows["id"][touched]]))
    return conform(
        table,
        pd.concat([rows[~touched], told.set_axis(rows.index[touched])]).loc[rows.index],
    )


def _is_of_joined(table: str, rows: pd.DataFrame, snapshot: Snapshot) -> Mask:
    """Return which rows are those that others were joined into, or ties of such a row."""
    found: Mask = np.zeros(len(rows), dtype=bool)
    kept = list(set(snapshot.former_ids.values()))
    if kept:
        columns = ["id"] if table in JOINABLE else []
        for column in [*columns, *(ends_of(table) if table in NATURAL_KEYS else [])]:
            found |= rows[column].isin(kept).to_numpy()
    return found


def _used_again(batches: Mapping[str, Batch], snapshot: Snapshot) -> Iterable[Fault]:
    """Give rows of `FormerId` whose id is in use, and rows of another table with an old id."""
    if "FormerId" in batches:
        batch = batches["FormerId"]
        for at in np.flatnonzero(batch.rows["id"].isin(list(snapshot.label_of))).tolist():
            reason = "A row of the map has this id, so it is no former one."
            yield batch.fault(at, "id", reason)
    former = snapshot.former_ids
    for table in (name for name in LABELS if name in batches and former):
        batch = batches[table]
        for at in np.flatnonzero(batch.rows["id"].isin(list(former))).tolist():
            now = former[batch.rows["id"].iloc[at]]
            label = snapshot.label_of.get(now)
            if label != table:
                reason = f"The id was that of a row of {label}, which is {now!r} now."
                yield batch.fault(at, "id", reason)


def _led(batch: Batch, snapshot: Snapshot) -> tuple[Batch, list[Fault]]:
    former = snapshot.former_ids
    table = batch.table
    rows = batch.rows.copy(deep=False)
    is_moved = np.zeros(len(rows), dtype=bool)
    for column in references_of(table):
        if not set(column.to) & set(JOINABLE):
            continue
        is_old = rows[column.name].isin(list(former)).to_numpy()
        if is_old.any():
            rows[column.name] = rows[column.name].where(~is_old, rows[column.name].map(former))
            is_moved |= is_old
    is_echo = rows["id"].isin(list(former)).to_numpy() & (table in JOINABLE)
    if not (is_echo | is_moved).any():
        return batch, []
    if is_echo.any():
        rows["id"] = rows["id"].where(~is_echo, rows["id"].map(former))
    if table in NATURAL_KEYS:
        return _led_ties(batch, rows, is_moved, snapshot), []
    made = replace(batch, rows=rows, is_echo=is_echo)
    return made, list(_referred_to_itself(made, is_moved))


def _referred_to_itself(batch: Batch, is_moved: Mask) -> Iterable[Fault]:
    if batch.table != "Referral":
        return
    is_own = is_moved & (batch.rows["source_id"] == batch.rows["target_id"]).to_numpy()
    for at in np.flatnonzero(is_own).tolist():
        reason = "The two are one organisation now; nobody refers to themselves."
        yield batch.fault(at, "target_id", reason)


def _led_ties(batch: Batch, rows: pd.DataFrame, is_moved: Mask, snapshot: Snapshot) -> Batch:
    """Return ties with moved ends: their ids as they are now, loops left out."""
    table = batch.table
    old_ids = made_ids(table, batch.rows[is_moved])
    was_made = rows["id"][is_moved] == old_ids
    ids = rows["id"].copy()
    ids[is_moved] = rows["id"][is_moved].where(~was_made, made_ids(table, rows[is_moved]))
    rows["id"] = ids
    is_echo = is_moved & _same_as(table, rows, is_moved, snapshot)
    ends = ends_of(table)
    is_loop = is_moved & (rows[ends[0]] == rows[ends[1]]).to_numpy()
    is_loop &= (batch.rows[ends[0]] != batch.rows[ends[1]]).to_numpy()
    stays = ~is_loop
    return replace(
        batch,
        rows=rows[stays].reset_index(drop=True),
        draft_of=batch.draft_of[stays],
        position_of=batch.position_of[stays],
        row_of=batch.row_of[stays],
        is_echo=is_echo[stays],
    )


def _same_as(table: str, rows: pd.DataFrame, is_moved: Mask, snapshot: Snapshot) -> Mask:
    """Give moved ties the id of the same tie elsewhere, and return which have one."""
    stored = snapshot.table(table)
    known: dict[tuple[str, ...], str] = {}
    for each in (stored, rows[~is_moved]):
        for key, id_ in zip(tie_keys(table, each), each["id"], strict=True):
            known.setdefault(key, id_)
    stored_ids = frozenset(stored["id"])
    positions = np.flatnonzero(is_moved)
    found: Mask = np.zeros(len(rows), dtype=bool)
    ids = rows["id"].tolist()
    for at, key in zip(positions, tie_keys(table, rows[is_moved]), strict=True):
        same = known.setdefault(key, ids[at])
        # Of several that have become the same, the first is no echo unless it was there before.
        found[at] = same != ids[at] or same in stored_ids
        ids[at] = same
    rows["id"] = pd.Series(ids, index=rows.index, dtype="str")
    return found
