"""The rows of one draft, read and checked against the model: types, bounds, rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import pandera.errors
import pandera.pandas

from assetmap.ingest.completing import complete_each_other
from assetmap.ingest.journeys.rows import FUTURE
from assetmap.ingest.made_ids import made_ids
from assetmap.ingest.parse import column_named, parse_column, shown
from assetmap.model import NATURAL_KEYS, TABLES, columns_of, conform, schema, terms_with

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator, Sequence

    from assetmap.ingest.sheet import Draft
    from assetmap.model import Column, Snapshot, Term

EMPTY: Final = "It is empty, and every row needs it."


@dataclass(frozen=True, slots=True)
class Fault:
    """Why one row of a file was rejected.

    Attributes
    ----------
    file, sheet, line
        Where; the heading is line 1.
    field, value
        The model's name of the cell, and its text.
    reason
        A sentence for the person who keeps the file.
    row
        Number of the file's row among all that were read.
    """

    file: str
    sheet: str
    line: int
    field: str
    value: str
    reason: str
    row: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Whole rows for one table, with the draft, the position in it, and the file row of each.

    Attributes
    ----------
    table
        Name of the table.
    drafts
        What the rows were read from.
    rows
        In the model's types, numbered from 0.
    draft_of, position_of, row_of
        For each row: which of `drafts`, where in it, and the file's row among all read.
    is_echo
        For each row whether it speaks of one that was joined with another (`former_ids`); None
        if none does.
    is_completed
        Whether some of the drafts may have filled cells of others.
    """

    table: str
    drafts: tuple[Draft, ...]
    rows: pd.DataFrame
    draft_of: np.ndarray[Any, np.dtype[np.int64]]
    position_of: np.ndarray[Any, np.dtype[np.int64]]
    row_of: np.ndarray[Any, np.dtype[np.int64]]
    is_echo: np.ndarray[Any, np.dtype[np.bool_]] | None = None
    is_completed: bool = False

    def fault(self, at: int, field: str, reason: str) -> Fault:
        """Return what is wrong with the cell `field` of row `at`."""
        draft = self.drafts[self.draft_of[at]]
        position = int(self.position_of[at])
        return Fault(
            file=draft.file,
            sheet=draft.sheet,
            line=int(draft.lines[position]),
            field=field,
            value=shown(draft, field, position),
            reason=reason,
            row=int(self.row_of[at]),
        )


def check_drafts(
    table: str,
    numbered: Sequence[tuple[Draft, np.ndarray[Any, np.dtype[np.int64]]]],
    snapshot: Snapshot,
    *,
    additions: pd.DataFrame,
    today: dt.date,
    silent: Collection[int] = (),
) -> tuple[Batch, list[Fault]]:
    """Return the rows of all drafts for one table, and what is wrong with them.

    Parameters
    ----------
    table
        Name of the table that every draft is for.
    numbered
        Drafts, each with the number of the file's row among all read for each of its rows. A field
        that a draft leaves out stays as it is in the store, or as another draft says.
    snapshot
        What the place holds.
    additions
        The place's own words, as rows of the table `Vocabulary`.
    today
        What `recorded_on` gets in a new row that has none; no day on which something happened to a
        person is after it.
    silent
        File rows that complete no others.
    """
    drafts, row_numbers = zip(*numbered, strict=True)
    read = [_read(draft, additions, today) for draft in drafts]
    whole = [
        _completed(draft, rows, snapshot.table(table), today)
        for draft, (rows, _) in zip(drafts, read, strict=True)
    ]
    quiet = np.fromiter(silent, dtype=np.int64, count=len(silent))
    completed = complete_each_other(
        whole,
        [draft.columns.keys() for draft in drafts],
        [
            ~np.isin(np.arange(len(rows)), [at for at, _ in reasons]) & ~np.isin(row_of, quiet)
            for (rows, reasons), row_of in zip(read, row_numbers, strict=True)
        ],
    )
    lengths = [len(draft) for draft in drafts]
    extra = sorted({name for rows in completed for name in rows.columns if name.startswith("x_")})
    batch = Batch(
        table=table,
        drafts=tuple(drafts),
        rows=conform(
            table,
            pd.concat(
                [rows.reindex(columns=[*_names(table), *extra]) for rows in completed],
                ignore_index=True,
            ),
        ),
        draft_of=np.repeat(np.arange(len(drafts)), lengths),
        position_of=np.concatenate([np.arange(length) for length in lengths]),
        row_of=np.concatenate(row_numbers),
        is_completed=completed is not whole,
    )
    starts = np.cumsum([0, *lengths[:-1]])
    unreadable = {
        (int(start) + at, field): reason
        for start, (_, reasons) in zip(starts, read, strict=True)
        for (at, field), reason in reasons.items()
    }
    faults = [batch.fault(at, field, reason) for (at, field), reason in unreadable.items()]
    faults.extend(
        batch.fault(at, field, reason)
        for at, field, reason in _broken_rules(batch, {at for at, _ in unreadable})
        if (at, field) not in unreadable
    )
    return batch, faults


def _names(table: str) -> list[str]:
    return [each.name for each in columns_of(table)]


def _read(
    draft: Draft, additions: pd.DataFrame, today: dt.date
) -> tuple[pd.DataFrame, dict[tuple[int, str], str]]:
    values: dict[str, pd.Series[Any]] = {}
    reasons: dict[tuple[int, str], str] = {}
    for field, cells in draft.columns.items():
        column = column_named(draft.table, field)
        values[field], unreadable = parse_column(column, cells, _terms(column, additions))
        reasons |= {(at, field): reason for at, reason in unreadable.items()}
        if column.personal and column.kind == "date":
            # What happened to a person has happened; a session or a contract may lie ahead.
            late = np.flatnonzero(values[field] > pd.Timestamp(today)).tolist()
            reasons |= {(at, field): FUTURE for at in late}
    return pd.DataFrame(values, index=pd.RangeIndex(len(draft))), reasons


def _terms(column: Column, additions: pd.DataFrame) -> tuple[Term, ...]:
    return terms_with(column.vocabulary, additions) if column.vocabulary else ()


def _completed(
    draft: Draft, rows: pd.DataFrame, stored: pd.DataFrame, today: dt.date
) -> pd.DataFrame:
    """Return whole rows: made ids, what the store already knows, and where each came from."""
    table = draft.table
    full = conform(table, rows)
    if table in NATURAL_KEYS:
        full["id"] = full["id"].where(full["id"].notna(), made_ids(table, full))
    known = stored.set_index("id")
    is_known = full["id"].isin(known.index)
    ids = full.loc[is_known, "id"]
    untold = [name for name in known.columns if name not in rows.columns]
    for name in untold:
        if name not in full:
            full[name] = pd.Series(index=full.index, dtype=known[name].dtype)
        full.loc[is_known, name] = known[name].reindex(ids).set_axis(ids.index)
    _leave_untold(draft, full, known, is_known)
    for name, value in (("provenance", draft.file), ("recorded_on", pd.Timestamp(today))):
        if name in rows.columns:
            before = known[name].reindex(full["id"]).set_axis(full.index)
            full[name] = full[name].where(full[name].notna(), before)
        full[name] = full[name].where(full[name].notna() | is_known, value)
    for column in columns_of(table):
        if column.default is not None:
            full[column.name] = full[column.name].fillna(column.default)
    return full


def _leave_untold(
    draft: Draft, full: pd.DataFrame, known: pd.DataFrame, is_known: pd.Series[bool]
) -> None:
    """Fill the cells that a draft does not tell of with what the store knows."""
    for name in draft.untold.keys() & set(known.columns):
        at = full.index[list(draft.untold[name])]
        at = at[is_known[at]]
        full.loc[at, name] = known[name].reindex(full.loc[at, "id"]).set_axis(at)


def _broken_rules(batch: Batch, faulty: set[int]) -> Iterator[tuple[int, str, str]]:
    """Yield position, field and sentence of each check that a row fails.

    A rule of several columns is not reported for a row in which a cell cannot be read: that
    cell may be all that is wrong with it.
    """
    told = {name for draft in batch.drafts for name in draft.columns if name.startswith("x_")}
    own = {name: column_named(batch.table, name).checks() for name in sorted(told)}
    checks = schema(TABLES[batch.table]).add_columns(
        {name: pandera.pandas.Column(checks=each, nullable=True) for name, each in own.items()}
    )
    try:
        checks.validate(batch.rows, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        cases = errors.failure_cases
    else:
        return
    seen: set[tuple[int, str, str]] = set()
    for context, name, check, index in zip(
        cases["schema_context"], cases["column"], cases["check"], cases["index"], strict=True
    ):
        # Ids that stand twice are looked at later, when it is known which rows are still in.
        if pd.isna(index) or check == "field_uniqueness":
            continue
        at = int(index)
        field, reason = _said(str(context), str(name), str(check))
        if context != "Column" and at in faulty:
            continue
        if (at, field, reason) not in seen:
            seen.add((at, field, reason))
            yield at, field, reason


def _said(context: str, name: str, check: str) -> tuple[str, str]:
    if context != "Column":
        field, _, reason = check.partition(": ")
        return field, reason
    return name, EMPTY if check == "not_nullable" else check
