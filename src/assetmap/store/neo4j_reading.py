"""What a Neo4j store holds, read inside a transaction that the caller opens and ends."""

from __future__ import annotations

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import pandas as pd

from assetmap.errors import ForgottenRowsError
from assetmap.model import TABLES, Changes, references_of
from assetmap.store.forgetting import Referring
from assetmap.store.graph_text import snake_case
from assetmap.store.journal import CREATED, REMOVED
from assetmap.store.neo4j_graph import ask
from assetmap.store.neo4j_rows import Cells, cells_found, frame_of_cells, frame_of_pages, in_chunks
from assetmap.store.protocol import Revision

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from assetmap.store.neo4j_graph import AnyTransaction

_CHUNK: Final = 10_000
_FIRST_PAGE: Final = 250  # rows
_LONGEST_PAGE: Final = 25_000
_LETTERS: Final = 8_000_000


class Followed(NamedTuple):
    """What changed after a revision.

    Attributes
    ----------
    changes
        Rows that are new or different, and ids of rows that are gone.
    put_back
        By table, ids of rows that were taken out and are there again, after all others.
    """

    changes: Changes
    put_back: dict[str, tuple[str, ...]]


def meta_of(transaction: AnyTransaction) -> dict[str, Any]:
    """Return what the store says of itself; nothing if it is none."""
    found = ask(transaction, "find_meta")
    return dict(found[0]["meta"]) if found else {}


def own_columns(transaction: AnyTransaction) -> dict[str, list[str]]:
    """Return the place's own columns by table, in order."""
    return {row["table_name"]: sorted(row["names"]) for row in ask(transaction, "list_own_columns")}


def all_rows(transaction: AnyTransaction, revision: int) -> Changes:
    """Return every row, tables without rows left out."""
    own = own_columns(transaction)
    read = {table: _rows(transaction, table, own.get(table, [])) for table in TABLES}
    return Changes({table: rows for table, rows in read.items() if len(rows)}, {}, revision)


def changed_rows(transaction: AnyTransaction, since: int, revision: int) -> Followed:
    """Return what changed after revision `since`.

    Raises
    ------
    ForgottenRowsError
        If rows were forgotten after it.
    """
    forgotten = int(meta_of(transaction)["forgotten_at"])
    if since < forgotten:
        raise ForgottenRowsError(since, forgotten)
    own = own_columns(transaction)
    rows: dict[str, pd.DataFrame] = {}
    removed: dict[str, tuple[str, ...]] = {}
    put_back: dict[str, tuple[str, ...]] = {}
    first, taken_out = _touched(transaction, since)
    for table in TABLES:
        if table not in first:
            continue
        found = _found_rows(transaction, table, own.get(table, []), first[table])
        present = set(found["id"])
        if present:
            rows[table] = found
        # A row whose first step since then was its creation was never known at that time.
        gone = [row_id for row_id, op in first[table].items() if op != CREATED]
        if left := sorted(set(gone) - present):
            removed[table] = tuple(left)
        if again := sorted(taken_out[table] & present):
            put_back[table] = tuple(again)
    return Followed(Changes(rows, removed, revision), put_back)


def find_rows(
    transaction: AnyTransaction, table: str, ids: Collection[str]
) -> dict[str, tuple[Cells, int]]:
    """Return those of the rows `ids` that `table` holds, each with its place in the order."""
    name = f"find_{snake_case(table)}"
    found = (
        cells_found(record["row"])
        for some in in_chunks(list(dict.fromkeys(ids)), _CHUNK)
        for record in ask(transaction, name, ids=some)
    )
    return {cells["id"]: (cells, order) for cells, order in found}


def present_ids(transaction: AnyTransaction, table: str, ids: Collection[str]) -> set[str]:
    """Return those of `ids` that are rows of `table`."""
    name = f"present_{snake_case(table)}"
    return {
        row_id
        for some in in_chunks(list(dict.fromkeys(ids)), _CHUNK)
        for row_id in ask(transaction, name, ids=some)[0]["ids"]
    }


def referring_to(
    transaction: AnyTransaction, ids: Mapping[str, Collection[str]]
) -> Iterator[Referring]:
    """Give each cell that refers to a row of `ids` (ids by label), by table, column and id."""
    for table in TABLES:
        for column in references_of(table):
            wanted = [row_id for label in column.to for row_id in ids.get(label, ())]
            if not wanted:
                continue
            name = f"referring_{snake_case(table)}"
            for row in ask(transaction, name, column=column.name, ids=wanted):
                yield Referring(table, row["id"], column, row["value"])


def changed_tables(transaction: AnyTransaction, since: int) -> list[str]:
    """Return the tables that changes after revision `since` touched, in the model's order."""
    touched = {row["table_name"] for row in ask(transaction, "changed_tables", since=since)}
    return [table for table in TABLES if table in touched]


def revisions(transaction: AnyTransaction, limit: int) -> tuple[Revision, ...]:
    """Return the newest `limit` changes, newest first."""
    found = ask(transaction, "list_revisions", limit=max(limit, 0))
    return tuple(_revision(record["revision"]) for record in found)


def made_at(transaction: AnyTransaction, revision: int) -> str:
    """Return when a change was made; empty if there is no such change."""
    found = ask(transaction, "find_revision", number=revision)
    return str(found[0]["revision"]["made_at"]) if found else ""


def _revision(found: Mapping[str, Any]) -> Revision:
    return Revision(
        found["number"],
        found["made_at"].to_native(),
        found["actor"],
        found["note"],
        found["created"],
        found["updated"],
        found["removed"],
    )


def _rows(transaction: AnyTransaction, table: str, own: list[str]) -> pd.DataFrame:
    return frame_of_pages(table, own, _ahead(_pages(transaction, table, own)))


def _found_rows(
    transaction: AnyTransaction, table: str, own: list[str], ids: Collection[str]
) -> pd.DataFrame:
    """Return those of the rows `ids` that are there, in their order, held as columns."""
    parts, orders = [frame_of_cells(table, own, [])], []
    for some in in_chunks(list(ids), _CHUNK):
        found = find_rows(transaction, table, some).values()
        parts.append(frame_of_cells(table, own, [cells for cells, _ in found]))
        orders += [order for _, order in found]
    rows = pd.concat(parts, ignore_index=True)
    return rows.iloc[np.argsort(np.array(orders, dtype=np.int64))].reset_index(drop=True)


def _ahead(pages: Iterator[list[list[Any]]]) -> Iterator[list[list[Any]]]:
    """Give `pages`; the server makes the next while the caller works on one."""
    with ThreadPoolExecutor(max_workers=1) as reader:
        coming = reader.submit(next, pages, None)
        while (page := coming.result()) is not None:
            coming = reader.submit(next, pages, None)
            yield page


def _pages(transaction: AnyTransaction, table: str, own: list[str]) -> Iterator[list[list[Any]]]:
    n_before, n_rows = 0, _FIRST_PAGE
    while True:
        given = {"n_before": n_before, "n_rows": n_rows, "own": own}
        page: list[list[Any]] = ask(transaction, f"read_{snake_case(table)}", **given)[0]["rows"]
        if page:
            yield page
        if len(page) < n_rows:
            return
        n_before += n_rows
        # The server holds a page whole, and outlines of areas are long.
        n_letters = sum(len(cell) for row in page for cell in row if isinstance(cell, str))
        n_rows = max(_FIRST_PAGE, min(_LONGEST_PAGE, _LETTERS * n_rows // max(n_letters, 1)))


def _touched(
    transaction: AnyTransaction, since: int
) -> tuple[dict[str, dict[str, str]], dict[str, set[str]]]:
    """Return by table what first happened to each row, and which rows were ever taken out."""
    first: dict[str, dict[str, str]] = defaultdict(dict)
    taken_out: dict[str, set[str]] = defaultdict(set)
    for step in ask(transaction, "list_steps", since=since):
        table, op, ids = step["table_name"], step["op"], step["ids"]
        for row_id in ids:
            first[table].setdefault(row_id, op)
        if op == REMOVED:
            taken_out[table].update(ids)
    return first, taken_out
