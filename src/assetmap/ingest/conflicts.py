"""What rows say of each other: ids that stand twice, and references to nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from assetmap.model import LABELS, references_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assetmap.ingest.check import Batch, Fault
    from assetmap.model import Snapshot

    Mask = np.ndarray[Any, np.dtype[np.bool_]]

_NOT_COMPARED = frozenset({"provenance", "recorded_on"})


def differing_columns(rows: pd.DataFrame, others: pd.DataFrame) -> dict[str, Mask]:
    """Return, for each column, where two tables of the same rows differ; two gaps are alike."""
    found: dict[str, Mask] = {}
    for name in rows.columns:
        left, right = rows[name], others[name].set_axis(rows.index)
        is_same = (left == right).fillna(value=False).to_numpy(dtype=bool)
        is_gap = (left.isna() & right.isna()).to_numpy(dtype=bool)
        found[str(name)] = ~(is_same | is_gap)
    return found


class Ids:
    """Values that a reference may name: in the store, or in rows of files that are still in.

    Parameters
    ----------
    batches
        Rows of the files by table.
    snapshot
        What the store holds.
    """

    def __init__(self, batches: Mapping[str, Batch], snapshot: Snapshot) -> None:
        self._batches = batches
        self._snapshot = snapshot
        self._stored: dict[tuple[str, str], pd.Index[Any]] = {}
        self._found: dict[tuple[str, str], pd.Index[Any]] = {}
        self._rejected: np.ndarray[Any, np.dtype[np.int64]] = np.array([], dtype=np.int64)

    def reject(self, rows: set[int]) -> None:
        """Take the file rows `rows` out."""
        self._rejected = np.fromiter(rows, dtype=np.int64, count=len(rows))
        self._found.clear()

    def alive(self, table: str) -> Mask:
        """Return which rows of a batch are still in."""
        alive: Mask = ~np.isin(self._batches[table].row_of, self._rejected)
        return alive

    def stored(self, table: str, column: str = "id") -> pd.Index[Any]:
        """Return the values of `column` in the store."""
        if (table, column) not in self._stored:
            stored = self._snapshot.table(table)[column].dropna().unique()
            self._stored[table, column] = pd.Index(stored, dtype=object)
        return self._stored[table, column]

    def of(self, table: str, column: str = "id") -> pd.Index[Any]:
        """Return the values of `column` in the store and in the files."""
        if table not in self._batches:
            return self.stored(table, column)
        if (table, column) not in self._found:
            rows = self._batches[table].rows.loc[self.alive(table), column].dropna().unique()
            here = pd.Index(rows, dtype=object)
            self._found[table, column] = here.union(self.stored(table, column), sort=False)
        return self._found[table, column]


def is_among(values: pd.Series[Any], known: pd.Index[Any]) -> Mask:
    """Return which of `values` are in `known`, an index of objects.

    On columns of strings pandas looks at each known value in Python; on objects it hashes.
    """
    found: Mask = pd.Index(values, dtype=object).isin(known)
    return found


def find_repeats(batches: Mapping[str, Batch], ids: Ids) -> Iterator[Fault]:
    """Yield rows whose id another row has: an earlier one that differs, or one of another label.

    A row that repeats an earlier one to the letter is no fault.
    """
    for name, batch in batches.items():
        yield from _differing_copies(batch, ids.alive(name))
        if name in LABELS:
            yield from _ids_of_others(batch, ids)


def find_dangling(batches: Mapping[str, Batch], ids: Ids) -> Iterator[Fault]:
    """Yield references to rows that are neither in the store nor in the files."""
    for name, batch in batches.items():
        alive = ids.alive(name)
        for column in references_of(name):
            known = [ids.of(table) for table in column.to]
            yield from _unknown(batch, alive, column.name, known, " or ".join(column.to))
        if name == "Outcome":
            known = [ids.of("Referral", "episode_id")]
            yield from _unknown(batch, alive, "episode_id", known, "episode of a Referral")


def _differing_copies(batch: Batch, alive: Mask) -> Iterator[Fault]:
    rows = batch.rows[alive if batch.is_echo is None else alive & ~batch.is_echo]
    is_copy = rows["id"].duplicated() & rows["id"].notna()
    if not is_copy.any():
        return
    copies = rows[is_copy].drop(columns=list(_NOT_COMPARED))
    firsts = rows.drop_duplicates("id").set_index("id", drop=False)
    differing = differing_columns(copies, firsts.loc[copies["id"], copies.columns])
    first_at = dict(zip(firsts["id"], rows.drop_duplicates("id").index, strict=True))
    for number, (at, id_) in enumerate(zip(copies.index, copies["id"], strict=True)):
        fields = [name for name, differs in differing.items() if differs[number]]
        if fields:
            first = batch.fault(int(first_at[id_]), "id", "")
            where = f"line {first.line} of {first.sheet} in {first.file}"
            reason = f"The same id stands in {where} with another {fields[0]}."
            yield batch.fault(int(at), "id", reason)


def _ids_of_others(batch: Batch, ids: Ids) -> Iterator[Fault]:
    """Yield ids that another label has: in the store, or earlier in the model's order."""
    alive = ids.alive(batch.table)
    place = LABELS.index(batch.table)
    for label in LABELS:
        others = ids.of(label) if LABELS.index(label) < place else ids.stored(label)
        if label == batch.table or others.empty:
            continue
        for at in np.flatnonzero(is_among(batch.rows["id"], others) & alive).tolist():
            reason = f"The id belongs to a row of {label}; an id is used once in the whole map."
            yield batch.fault(at, "id", reason)


def _unknown(
    batch: Batch, alive: Mask, field: str, known: list[pd.Index[Any]], words: str
) -> Iterator[Fault]:
    values = batch.rows[field]
    is_unknown = values.notna().to_numpy() & alive
    for index in known:
        is_unknown &= ~is_among(values, index)
    for at in np.flatnonzero(is_unknown).tolist():
        fault = batch.fault(at, field, "")
        # What is not shown as the cell is not told in the sentence either.
        is_told = fault.value or batch.drafts[batch.draft_of[at]].is_quoted
        named = f"{words} {values.iloc[at]!r}" if is_told else f"such {words}"
        reason = f"No {named} is in the map, or in these files and accepted."
        yield replace(fault, reason=reason)
