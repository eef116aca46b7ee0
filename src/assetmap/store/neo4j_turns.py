"""Who may write to a Neo4j store, and what readers see meanwhile.

Whoever writes holds a lock on one node until the change is done. Neo4j shows a transaction's
changes to readers one by one while it ends, and a large load takes many transactions. So another
node holds a number: twice the revision, and one more while a change is being made visible or a load
is under way. A reader that finds the same even number before and after saw one revision, whole,
unless a load came and was taken back meanwhile; so those are counted too.
"""

from __future__ import annotations

import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar, cast

from assetmap.errors import BusyStoreError, LoadUnderWayError, StoreError
from assetmap.store.neo4j_batches import Batches, undo_load
from assetmap.store.neo4j_graph import ask
from assetmap.store.neo4j_putting import run_checked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from neo4j import ManagedTransaction, Transaction

    from assetmap.store.neo4j_graph import AnyTransaction, Graph, Statement

T = TypeVar("T")

_PAUSE_S: Final = 0.01
_LONG_S: Final = 1.0
"""A change is made visible in far less; if not, whoever made it may have been killed."""

_TRY_S: Final = 3.0
"""How long to try for the lock when whoever holds it may have been killed.

A server that has just started takes up to a second for its first statement.
"""


_FEWEST_TRIES: Final = 3
"""One reading of a large place may take longer than all waiting, and others write meanwhile."""

_SHORTEST_S: Final = 0.05
"""What waits no time at all; the server takes 0 for no end."""

_NO_END: Final = 0.0
"""Whatever the server's own limit is, since a load may take longer."""


class State(NamedTuple):
    """What the store says of the change that it is at.

    Attributes
    ----------
    number
        Twice the revision, and one more while a change is being made visible or a load goes on.
    n_done, n_rows
        Of the load under way: rows that are in, and all; None if there is none.
    n_undone
        Loads that were taken back, ever; after one the number is what it was before it.
    """

    number: int
    n_done: int | None
    n_rows: int | None
    n_undone: int

    @property
    def revision(self) -> int:
        """The newest revision that can be read."""
        return self.number // 2


class Writing:
    """A change under way: nobody else can change the store until it ends.

    Parameters
    ----------
    graph
        The store's connection.
    transaction
        Holds the lock. It keeps all that a small change writes.
    revision
        The revision that the store is at.

    Attributes
    ----------
    leads_to
        The revision that it is at after; unchanged, nothing that was written is kept.
    """

    def __init__(self, graph: Graph, transaction: Transaction, revision: int) -> None:
        self.address = graph.address
        self.transaction = transaction
        self.revision = revision
        self.leads_to = revision
        self._graph = graph
        self._n_rows = 0
        self._is_in_batches = False
        self._batches: Batches | None = None

    def split(self, n_rows: int) -> None:
        """Write from now on in batches, each of them there at once; `n_rows` are to come."""
        self._is_in_batches = True
        self._n_rows = n_rows

    @property
    def is_in_batches(self) -> bool:
        """Whether what is written is kept batch by batch."""
        return self._is_in_batches

    def write(self, statements: Sequence[Statement], n_rows: int = 0) -> None:
        """Run statements, together if in batches; `n_rows` of the change are done by them."""
        if not self._is_in_batches:
            for each in statements:
                run_checked(self.transaction, self.address, each)
            return
        if self._batches is None:
            # Not before there is anything to write, so that nobody waits for nothing.
            self._batches = Batches(self._graph, self.revision, self._n_rows)
        # Fails at once when the lock is lost, and keeps a connection in use that would be cut.
        state_of(self.transaction)
        self._batches.write(statements, n_rows)

    def finish(self) -> None:
        """Make what was written the store's new revision, or leave everything as it was."""
        if self._batches is not None:
            self._batches.finish()
        if self.leads_to == self.revision:
            return
        number = 2 * self.revision
        if self._batches is None:
            self._graph.change_alone("set_state", before=number, number=number + 1)
        self._commit()
        # Only now is all of it visible. Whoever writes next may have been here before us.
        self._graph.change_alone("set_state", before=number + 1, number=2 * self.leads_to)
        if self._batches is not None:
            # What the server plans by was counted before the load.
            self._graph.look(lambda transaction: ask(transaction, "count_anew"))

    def give_up(self) -> None:
        """Take back what batches have put in; if the server is gone, the next one does it."""
        if self._batches is not None:
            with suppress(StoreError):
                self._batches.take_back()

    def _commit(self) -> None:
        try:
            if self._batches is not None:
                ask(self.transaction, "end_load")
            self.transaction.commit()
        except BaseException:
            # It may hold the node that says a load is under way, which taking back needs.
            self.transaction.close()
            raise


def state_of(transaction: AnyTransaction) -> State:
    """Return what the store says of the change that it is at."""
    (found,) = ask(transaction, "find_state")
    return State(int(found["number"]), found["n_done"], found["n_rows"], found["n_undone"])


def reading(graph: Graph, work: Callable[[ManagedTransaction, int], T]) -> T:
    """Return what `work` reads of one revision, which it is given, all of it at one moment.

    Raises
    ------
    LoadUnderWayError
        If a large load is under way, before whose end nothing can be read anew.
    BusyStoreError
        If changes follow each other so fast that none can be read.
    """
    begun = last_settled = time.monotonic()
    n_tries = 0
    while True:
        is_whole, found = graph.look(lambda transaction: _read_whole(transaction, work))
        if is_whole:
            return cast("T", found)
        n_tries += 1
        now = time.monotonic()
        if now - begun > graph.wait_s and n_tries >= _FEWEST_TRIES:
            raise BusyStoreError(graph.address, graph.wait_s)
        if now - last_settled > _LONG_S or graph.look(state_of).n_rows is not None:
            settle(graph)
            last_settled = now
        time.sleep(_PAUSE_S)


@contextmanager
def writing(graph: Graph, *, wait_s: float | None = None) -> Iterator[Writing]:
    """Give a change that alone may write, all or nothing.

    Raises
    ------
    LoadUnderWayError
        If a large load is under way, and does not end in time.
    BusyStoreError
        If another program is writing, and does not end in time.
    """
    _wait_for_turn(graph, graph.wait_s if wait_s is None else wait_s)
    with graph.transaction(_NO_END) as transaction:
        _lock(transaction)
        change = Writing(graph, transaction, _settled(graph, transaction))
        try:
            yield change
            change.finish()
        except BaseException:
            change.give_up()
            raise


def settle(graph: Graph) -> None:
    """Take back what a program has left that was killed while it wrote.

    Raises
    ------
    LoadUnderWayError
        If whoever puts a large load in is alive.
    """
    # If the store is busy, somebody is making a change visible just now, and will be done soon.
    with suppress(BusyStoreError), writing(graph, wait_s=_TRY_S):
        pass


def _settled(graph: Graph, transaction: Transaction) -> int:
    """Put what others left in order, now that nobody else writes, and return the revision."""
    found = ask(transaction, "find_newest")
    revision = int(found[0]["number"]) if found else 0
    state = state_of(transaction)
    if state.n_rows is not None:
        undo_load(graph, revision)
    elif state.number != 2 * revision:
        graph.change_alone("set_state", before=state.number, number=2 * revision)
    return revision


def _wait_for_turn(graph: Graph, wait_s: float) -> None:
    """Wait for another program that is writing; the server itself would wait for ever."""
    try:
        with graph.transaction(max(wait_s, _SHORTEST_S)) as transaction:
            _lock(transaction)
    except BusyStoreError:
        state = graph.look(state_of)
        if state.n_rows is not None:
            raise LoadUnderWayError(graph.address, state.n_done or 0, state.n_rows) from None
        raise


def _lock(transaction: AnyTransaction) -> None:
    ask(transaction, "lock_store", locked_at=datetime.now(UTC))


def _read_whole(
    transaction: ManagedTransaction, work: Callable[[ManagedTransaction, int], T]
) -> tuple[bool, T | None]:
    before = state_of(transaction)
    if before.number % 2:
        return False, None
    found = work(transaction, before.revision)
    return state_of(transaction) == before, found
