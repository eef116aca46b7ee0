"""What was gathered to rows that may go in: each accepted, or rejected with a reason.

A row of a file may become several rows of the model (by a mapping); they are accepted or
rejected together. What refers to a rejected row is rejected too, and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from assetmap.ingest.check import Batch, Fault, check_drafts
from assetmap.ingest.conflicts import Ids, differing_columns, find_dangling, find_repeats
from assetmap.model import TABLES, Changes, conform

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from assetmap.ingest.gathered import Gathered
    from assetmap.ingest.sheet import Draft
    from assetmap.model import Snapshot

    Progress = Callable[[str, int, int], None]

FAULT_COLUMNS: Final = ("file", "sheet", "line", "field", "value", "reason")


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
    """

    accepted: Changes
    rejected: pd.DataFrame
    n_read: int
    n_accepted: int
    n_rejected: int
    n_created: int
    n_updated: int
    n_unchanged: int


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
            [wanted[at] for at in chosen],
            [numbers[at] for at in chosen],
            snapshot,
            additions=additions,
            today=today,
        )
        faults.extend(found)
        if table == "Vocabulary":
            additions = pd.concat([additions, batches[table].rows], ignore_index=True)
    tell("Checking references", n_done, n_rows)
    rejected = _settle(batches, snapshot, faults)
    return _reading(batches, snapshot, faults, rejected, len(number_of))


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


def _settle(batches: Mapping[str, Batch], snapshot: Snapshot, faults: list[Fault]) -> set[int]:
    """Add what rows say against each other to `faults`, and return every row rejected."""
    rejected = {fault.row for fault in faults}
    ids = Ids(batches, snapshot)
    ids.reject(rejected)
    found = list(find_repeats(batches, ids))
    # A row that goes may leave another with a reference to nothing, and so on.
    while True:
        faults.extend(found)
        rejected.update(fault.row for fault in found)
        ids.reject(rejected)
        found = list(find_dangling(batches, ids))
        if not found:
            return rejected


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
    for table in TABLES:
        if table not in batches:
            continue
        batch = batches[table]
        rows = batch.rows[~np.isin(batch.row_of, gone)]
        n_rows += len(rows)
        created, updated = _difference(rows.drop_duplicates("id"), snapshot.table(table))
        n_created, n_updated = n_created + len(created), n_updated + len(updated)
        if len(created) or len(updated):
            changed[table] = conform(table, pd.concat([created, updated]))
    return Reading(
        accepted=Changes(rows=changed),
        rejected=_fault_table(faults),
        n_read=n_read,
        n_accepted=n_read - len(rejected),
        n_rejected=len(rejected),
        n_created=n_created,
        n_updated=n_updated,
        n_unchanged=n_rows - n_created - n_updated,
    )


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


def _fault_table(faults: Sequence[Fault]) -> pd.DataFrame:
    """Return faults in the order of the files, each once."""
    listed = sorted(
        ((fault.row, fault) for fault in faults), key=lambda each: (each[0], each[1].field)
    )
    cells = [tuple(getattr(fault, name) for name in FAULT_COLUMNS) for _, fault in listed]
    return pd.DataFrame(list(dict.fromkeys(cells)), columns=list(FAULT_COLUMNS))
