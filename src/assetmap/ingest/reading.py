"""What was gathered to rows that may go in: each accepted, or rejected with a reason.

A row of a file may become several rows of the model (by a mapping); they are accepted or
rejected together. What refers to a rejected row is rejected too, and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from assetmap.ingest.check import Batch, Fault, check_drafts
from assetmap.ingest.conflicts import Ids, differing_columns, find_dangling, find_repeats
from assetmap.ingest.fault_table import fault_notes, fault_table
from assetmap.ingest.former_areas import former_area_note, with_present_areas
from assetmap.ingest.former_ids import folded, with_current_ids
from assetmap.ingest.placing import PLACED_BY, place
from assetmap.model import TABLES, Changes, conform, empty_rows

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from assetmap.ingest.gathered import Gathered
    from assetmap.ingest.sheet import Draft
    from assetmap.model import Snapshot

    Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Reading:
    """What files gave: every row of them, on one side or the other.

    Attributes
    ----------
    accepted
        Whole rows by table that are new or differ from what the snapshot holds.
    rejected
        One row a fault: file, sheet, line (the heading is line 1), field of the model, value,
        reason (a sentence for the person who keeps the file); in the order of the files.
    n_read, n_accepted, n_rejected
        Rows of the files; read = accepted + rejected.
    n_created, n_updated, n_unchanged
        Rows of the model that the accepted ones make, change, or find as they are.
    notes
        Sentences about what was worked out beside what the files say.
    """

    accepted: Changes
    rejected: pd.DataFrame
    n_read: int
    n_accepted: int
    n_rejected: int
    n_created: int
    n_updated: int
    n_unchanged: int
    notes: tuple[str, ...] = ()


def read_rows(
    gathered: Gathered,
    snapshot: Snapshot,
    *,
    today: dt.date,
    tell: Progress = lambda _step, _done, _all: None,
) -> Reading:
    """Check rows against the model, each other, and what is there already.

    Parameters
    ----------
    gathered
        What the sources give.
    snapshot
        What the place holds.
    today
        The day that a new row's `recorded_on` gets if the file has none.
    tell
        Called with a step in words, the rows done, and all rows.

    Returns
    -------
    Reading
        What may go in and what may not; nothing is stored.
    """
    return _read_rows(gathered, snapshot, {}, today=today, tell=tell)


def _read_rows(
    gathered: Gathered,
    snapshot: Snapshot,
    silent: Mapping[int, Sequence[Fault]],
    *,
    today: dt.date,
    tell: Progress,
) -> Reading:
    """Return what `read_rows` does, while the file rows `silent` complete no others."""
    wanted = [draft for draft in gathered.drafts if len(draft)]
    numbers, number_of = _number_rows(wanted)
    batches: dict[str, Batch] = {}
    faults = _refused(gathered, number_of)
    additions = snapshot.table("Vocabulary")
    n_done, n_rows = 0, sum(len(draft) for draft in wanted)
    # Words first: the place's own are allowed in the same files that bring them.
    for table in ("Vocabulary", *(name for name in TABLES if name != "Vocabulary")):
        chosen = [at for at, draft in enumerate(wanted) if draft.table == table]
        if not chosen:
            continue
        tell(f"Checking {table}", n_done, n_rows)
        n_done += sum(len(wanted[at]) for at in chosen)
        batches[table], found = check_drafts(
            table,
            [(wanted[at], numbers[at]) for at in chosen],
            snapshot,
            additions=additions,
            today=today,
            silent=silent.keys(),
        )
        faults.extend(found)
        if table == "Vocabulary":
            additions = pd.concat([additions, batches[table].rows], ignore_index=True)
    tell("Checking references", n_done, n_rows)
    batches, found = _of_now(batches, snapshot, {fault.row for fault in faults} | silent.keys())
    faults.extend(found)
    rejected, causes = _settle(batches, snapshot, faults)
    lost = _lost_parts(gathered, number_of, rejected)
    faults.extend(lost)
    rejected.update(fault.row for fault in lost)
    if rejected - silent.keys() and any(batch.is_completed for batch in batches.values()):
        # Nothing of a rejected row may go in by way of another that it completed.
        more = (causes if causes - silent.keys() else rejected) - silent.keys()
        why: dict[int, list[Fault]] = {row: [] for row in more}
        for fault in faults:
            why.get(fault.row, []).append(fault)
        return _read_rows(gathered, snapshot, {**silent, **why}, today=today, tell=tell)
    faults = [each for each in faults if each.row not in silent]
    faults += [each for row in silent.keys() & rejected for each in silent[row]]
    return _reading(batches, snapshot, faults, rejected, len(number_of))


def _of_now(
    batches: Mapping[str, Batch], snapshot: Snapshot, rejected: set[int]
) -> tuple[dict[str, Batch], list[Fault]]:
    """Return rows that speak of joined rows and of former areas as those of now, and faults."""
    led, faults = with_current_ids(batches, snapshot)
    led, more = with_present_areas(led, snapshot, rejected | {fault.row for fault in faults})
    return led, [*faults, *more]


def _number_rows(
    drafts: Sequence[Draft],
) -> tuple[list[np.ndarray[Any, np.dtype[np.int64]]], dict[tuple[str, str, int], int]]:
    """Return for each draft a number for each row, the same for all made of one row of a file."""
    numbers: dict[tuple[str, str, int], int] = {}
    numbered = [
        np.array(
            [
                numbers.setdefault((draft.file, draft.sheet, line), len(numbers))
                for line in draft.lines
            ],
            dtype=np.int64,
        )
        for draft in drafts
    ]
    return numbered, numbers


def _refused(gathered: Gathered, number_of: dict[tuple[str, str, int], int]) -> list[Fault]:
    """Return the faults of rows that the format refused, all rows without a draft numbered."""
    for lines in gathered.others:
        for line in lines.lines:
            number_of.setdefault((lines.file, lines.sheet, line), len(number_of))
    return [
        Fault(
            *(each.file, each.sheet, each.line, each.field, each.value, each.reason),
            row=number_of.setdefault((each.file, each.sheet, each.line), len(number_of)),
        )
        for each in gathered.refusals
    ]


def _lost_parts(
    gathered: Gathered, number_of: Mapping[tuple[str, str, int], int], rejected: set[int]
) -> list[Fault]:
    """Return the faults of rows that only fill cells of rows which were all rejected."""
    found: list[Fault] = []
    for lines in gathered.others:
        owners = [number_of[each] for each in lines.of if each in number_of]
        if not owners or not rejected.issuperset(owners):
            continue
        _, sheet, number = lines.of[0]
        reason = f"It is part of line {number} of {sheet}, which was rejected."
        rows = ((line, number_of[lines.file, lines.sheet, line]) for line in lines.lines)
        found.extend(
            Fault(lines.file, lines.sheet, line, "id", "", reason, row=row) for line, row in rows
        )
    return found


def _settle(
    batches: Mapping[str, Batch], snapshot: Snapshot, faults: list[Fault]
) -> tuple[set[int], set[int]]:
    """Add what rows say against each other to `faults`; return every row rejected, and causes.

    Causes are those that are not rejected because of another row that is.
    """
    rejected = {fault.row for fault in faults}
    ids = Ids(batches, snapshot)
    ids.reject(rejected)
    found = list(find_repeats(batches, ids))
    causes = rejected | {fault.row for fault in found}
    if any(batch.is_completed for batch in batches.values()):
        # An empty cell that refers to nothing was filled by another row.
        causes |= {fault.row for fault in find_dangling(batches, ids) if fault.value}
    # A row that goes may leave another with a reference to nothing, and so on.
    while True:
        faults.extend(found)
        rejected.update(fault.row for fault in found)
        ids.reject(rejected)
        found = list(find_dangling(batches, ids))
        if not found:
            return rejected, causes


def _reading(
    batches: Mapping[str, Batch],
    snapshot: Snapshot,
    faults: Sequence[Fault],
    rejected: set[int],
    n_read: int,
) -> Reading:
    gone = np.fromiter(rejected, dtype=np.int64, count=len(rejected))
    changed: dict[str, pd.DataFrame] = {}
    n_rows = n_created = n_updated = 0
    notes: tuple[str, ...] = ()
    placed = place({name: _alive(batches, name, gone, snapshot) for name in PLACED_BY}, snapshot)
    for table in TABLES:
        rows = _alive(batches, table, gone, snapshot)
        n_rows += len(rows)
        fresh = rows.drop_duplicates("id")
        if table == "Location" and placed is not None:
            n_rows += len(placed.rows) - len(fresh)
            fresh = placed.rows
        if table == "Indicator" and (snapshot.counts["FormerArea"] or "FormerArea" in batches):
            notes = former_area_note(fresh)
        if fresh.empty:
            continue
        created, updated = _difference(fresh, snapshot.table(table))
        n_created, n_updated = n_created + len(created), n_updated + len(updated)
        if len(created) or len(updated):
            changed[table] = conform(table, pd.concat([created, updated]))
    return Reading(
        accepted=Changes(rows=changed),
        rejected=fault_table(faults),
        n_read=n_read,
        n_accepted=n_read - len(rejected),
        n_rejected=len(rejected),
        n_created=n_created,
        n_updated=n_updated,
        n_unchanged=n_rows - n_created - n_updated,
        notes=(*fault_notes(faults), *notes, *(() if placed is None else placed.notes())),
    )


def _alive(
    batches: Mapping[str, Batch],
    table: str,
    gone: np.ndarray[Any, np.dtype[np.int64]],
    snapshot: Snapshot,
) -> pd.DataFrame:
    """Return the rows of one table but those of the file rows that are `gone`."""
    if table not in batches:
        return empty_rows(table)
    batch = batches[table]
    alive = ~np.isin(batch.row_of, gone)
    is_echo = np.zeros(int(alive.sum()), bool) if batch.is_echo is None else batch.is_echo[alive]
    return folded(table, batch.rows[alive], is_echo, snapshot)


def _difference(rows: pd.DataFrame, stored: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the rows that the store does not have, and those that it has otherwise."""
    known = stored.set_index("id", drop=False)
    is_known = rows["id"].isin(known.index)
    met = rows[is_known]
    if met.empty:
        return rows, met
    before = known.reindex(columns=rows.columns).loc[met["id"]]
    differs = np.zeros(len(met), dtype=bool)
    for where in differing_columns(met, before).values():
        differs |= where
    return rows[~is_known], met[differs]
