"""A change that is too large for one transaction, as batches of which a journal tells.

Each batch is one transaction: rows, and what they were before. A node says that a load is under way
and how far it is. Until the last transaction the store's revision is the one before; if whoever
loads is killed, the next program that opens the store takes the batches back, the last one first.
"""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from assetmap.errors import LostLoadError
from assetmap.store.graph_statements import within_table
from assetmap.store.graph_text import snake_case
from assetmap.store.journal import CREATED, REMOVED
from assetmap.store.neo4j_graph import ask
from assetmap.store.neo4j_putting import (
    changed_references,
    created,
    derived,
    loaded,
    removed,
    run_checked,
)
from assetmap.store.neo4j_reading import find_rows
from assetmap.store.neo4j_rows import from_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from concurrent.futures import Future

    from assetmap.store.neo4j_graph import AnyTransaction, Graph, Statement
    from assetmap.store.neo4j_rows import Cells


class Batches:
    """The batches of one load.

    The next is made ready while the server works on the one before.

    Parameters
    ----------
    graph
        The store's connection; the lock of the store is held by the caller.
    revision
        The revision that the store is at.
    n_rows
        Rows of the whole load, to tell others.
    """

    def __init__(self, graph: Graph, revision: int, n_rows: int) -> None:
        self._graph = graph
        self._revision = revision
        self._token = str(uuid.uuid4())
        self._n_batches = 0
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="assetmap-load")
        self._running: Future[None] | None = None
        begun = graph.change_alone(
            "begin_load",
            token=self._token,
            n_rows=n_rows,
            begun_at=datetime.now(UTC),
            number=2 * revision + 1,
        )
        if not begun:
            raise LostLoadError(graph.address)

    def write(self, statements: Sequence[Statement], n_rows: int) -> None:
        """Run statements as one batch, by which `n_rows` of the load are done."""
        self._wait()
        number = self._n_batches
        self._n_batches += 1
        self._running = self._pool.submit(
            self._graph.change,
            lambda transaction: self._write(transaction, statements, number, n_rows),
        )

    def finish(self) -> None:
        """Wait until all batches are in."""
        self._wait()
        self._pool.shutdown()

    def take_back(self) -> None:
        """Take out what was put in, unless the load was ended, or another has taken it over."""
        self._pool.shutdown(cancel_futures=True)
        undo_load(self._graph, self._revision, self._token)

    def _wait(self) -> None:
        if self._running is not None:
            self._running.result()
        self._running = None

    def _write(
        self,
        transaction: AnyTransaction,
        statements: Sequence[Statement],
        number: int,
        n_rows: int,
    ) -> None:
        found = ask(transaction, "continue_load", token=self._token, number=number, n_rows=n_rows)
        if not found:
            raise LostLoadError(self._graph.address)
        if found[0]["n_batches"] != number:
            # It is in, and the word of it was lost on the way.
            return
        for each in statements:
            run_checked(transaction, self._graph.address, each)


def undo_load(graph: Graph, revision: int, before: str | None = None) -> None:
    """Take back all batches of a load, so that the store is again as it was at `revision`.

    It may be done again if it is cut off.

    Parameters
    ----------
    graph
        The store's connection.
    revision
        The revision that the store is at.
    before
        Token of the load; without one it is whichever there is, and the caller holds the lock of
        the store.

    Raises
    ------
    LostLoadError
        If another program has begun to take it back.
    """
    # So that the one who put it in, if it should be alive after all, can go on no more.
    token = str(uuid.uuid4())
    (taken,) = graph.change_alone("take_load", before=before, token=token)
    if not taken["n_loads"]:
        return
    while graph.change(
        lambda transaction: _undo_last(transaction, graph.address, token, revision + 1)
    ):
        pass
    graph.change_alone("drop_load", token=token, number=2 * revision)


def _undo_last(transaction: AnyTransaction, address: str, token: str, revision: int) -> bool:
    """Take back the last step of a load; tell whether there was one."""
    if not ask(transaction, "hold_load", token=token):
        raise LostLoadError(address)
    found = ask(transaction, "find_last_step", revision=revision)
    for record in found:
        step = record["step"]
        for each in _inverse(transaction, step):
            run_checked(transaction, address, each)
        ask(transaction, "remove_step", revision=revision, place=step["place"])
    return bool(found)


def _inverse(transaction: AnyTransaction, step: Mapping[str, Any]) -> Iterator[Statement]:
    table = step["table_name"]
    if step["op"] == CREATED:
        yield removed(table, step["ids"])
        return
    before = [from_json(table, text) for text in step["before"]]
    if step["op"] == REMOVED:
        yield created(table, list(zip(before, step["orders"], strict=True)))
        yield from _within_table(transaction, table, before)
        return
    present = find_rows(transaction, table, step["ids"])
    yield loaded(table, [(cells, present[cells["id"]][1]) for cells in before])
    pairs = [(cells, present[cells["id"]][0]) for cells in before]
    yield from derived(table, changed_references(table, pairs))


def _within_table(
    transaction: AnyTransaction, table: str, restored: Sequence[Cells]
) -> Iterator[Statement]:
    """Give what makes the relationships to and from rows of their own table that are there."""
    ids = [cells["id"] for cells in restored]
    for name in within_table(table):
        referring = ask(transaction, f"referring_{snake_case(table)}", column=name, ids=ids)
        rows = [{"id": cells["id"], name: cells.get(name)} for cells in restored]
        rows += [{"id": row["id"], name: row["value"]} for row in referring]
        # The other end may come back only with a step that is taken back later.
        yield from (replace(each, n_ties=-1) for each in derived(table, {name: rows}))
