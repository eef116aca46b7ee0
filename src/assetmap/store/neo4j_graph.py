"""A Neo4j server as a store sees it: statements by name, whole reads, changes that exclude others.

Neo4j shows a transaction's changes to readers one by one while it ends. So a node tells that a
change is being made visible (`find_state`), and a reader that finds it so reads again.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final, LiteralString, TypeVar, cast

from neo4j import READ_ACCESS, WRITE_ACCESS, GraphDatabase

from assetmap.errors import BusyStoreError, ClosedStoreError
from assetmap.store.graph_schema import load_query
from assetmap.store.neo4j_errors import translating

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from neo4j import Driver, ManagedTransaction, Record, Result, Session, Transaction

    AnyTransaction = ManagedTransaction | Transaction

T = TypeVar("T")

_PAUSE_S: Final = 0.01
_LONG_S: Final = 1.0
"""A change is made visible in far less; if not, whoever made it may have been killed."""


@dataclass
class Writing:
    """A change under way: nobody else can change the store until it ends.

    Attributes
    ----------
    address
        The store that is changed, as its messages name it.
    transaction
        Takes the statements.
    revision
        The revision that the store is at.
    leads_to
        The revision that it is at after; unchanged, nothing that was written is kept.
    """

    address: str
    transaction: Transaction
    revision: int
    leads_to: int


@cache
def statement(name: str) -> LiteralString:
    """Return the statement of `graph_schema/` called `name`."""
    return load_query(name)


def stream(transaction: AnyTransaction, name: str, **given: Any) -> Result:
    """Run a statement and return its rows as they come."""
    return transaction.run(statement(name), given)


def ask(transaction: AnyTransaction, name: str, **given: Any) -> list[Record]:
    """Run a statement and return all its rows."""
    return list(stream(transaction, name, **given))


class Graph:
    """An open connection to a server.

    Parameters
    ----------
    address
        The server, as a person would type it.
    driver
        Connected to it.
    wait_s
        How long to wait for another program that is writing.
    """

    def __init__(self, address: str, driver: Driver, wait_s: float) -> None:
        self.address = address
        self._wait_s = wait_s
        self._driver: Driver | None = driver
        # On a cluster, so that what was written here is seen here, whichever member answers.
        self._bookmarks = GraphDatabase.bookmark_manager()

    def close(self) -> None:
        """Let go of the connections; closing twice does nothing."""
        if self._driver is not None:
            self._driver.close()
        self._driver = None

    def look(self, work: Callable[[ManagedTransaction], T]) -> T:
        """Return what `work` reads, which need not be of one revision."""
        with self._session(READ_ACCESS) as session:
            return session.execute_read(work)

    def change_alone(self, name: str, **given: Any) -> list[Record]:
        """Run one statement that writes, by itself."""
        with self._session(WRITE_ACCESS) as session:
            return session.execute_write(lambda transaction: ask(transaction, name, **given))

    def run_rule(self, text: str) -> None:
        """Run the text of a uniqueness rule or an index."""
        with self._session(WRITE_ACCESS) as session:
            session.run(text).consume()

    def reading(self, work: Callable[[ManagedTransaction, int], T]) -> T:
        """Return what `work` reads of one revision, which it is given, all of it at one moment.

        Raises
        ------
        BusyStoreError
            If changes follow each other so fast that none can be read.
        """
        begun = last_whole = time.monotonic()
        while True:
            is_whole, found = self.look(lambda transaction: _read_whole(transaction, work))
            if is_whole:
                return cast("T", found)
            now = time.monotonic()
            if now - begun > self._wait_s:
                raise BusyStoreError(self.address, self._wait_s)
            if now - last_whole > _LONG_S:
                self._settle()
                last_whole = now
            time.sleep(_PAUSE_S)

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """Give a change that alone may write, all or nothing."""
        self._wait_for_turn()
        with self._session(WRITE_ACCESS) as session, session.begin_transaction() as transaction:
            _lock(transaction)
            revision = _state(transaction) // 2
            change = Writing(self.address, transaction, revision, revision)
            yield change
            if change.leads_to != revision:
                self.change_alone("set_state", number=2 * revision + 1)
                ask(transaction, "set_state", number=2 * change.leads_to)
                transaction.commit()

    def _wait_for_turn(self) -> None:
        """Wait for another program that is writing; the server itself would wait for ever."""
        with (
            self._session(WRITE_ACCESS) as session,
            session.begin_transaction(timeout=self._wait_s) as transaction,
        ):
            _lock(transaction)

    def _settle(self) -> None:
        """Take back the sign that a change is being made visible, if nobody makes one."""
        self._wait_for_turn()
        with self._session(WRITE_ACCESS) as session, session.begin_transaction() as transaction:
            _lock(transaction)
            number = _state(transaction)
            if number % 2:
                ask(transaction, "set_state", number=number - 1)
                transaction.commit()

    @contextmanager
    def _session(self, access: str) -> Iterator[Session]:
        if self._driver is None:
            raise ClosedStoreError(self.address)
        with (
            translating(self.address, self._wait_s),
            self._driver.session(
                default_access_mode=access, bookmark_manager=self._bookmarks
            ) as session,
        ):
            yield session


def _lock(transaction: AnyTransaction) -> None:
    ask(transaction, "lock_store", locked_at=datetime.now(UTC))


def _state(transaction: AnyTransaction) -> int:
    return int(ask(transaction, "find_state")[0]["number"])


def _read_whole(
    transaction: ManagedTransaction, work: Callable[[ManagedTransaction, int], T]
) -> tuple[bool, T | None]:
    before = _state(transaction)
    if before % 2:
        return False, None
    found = work(transaction, before // 2)
    return _state(transaction) == before, found
