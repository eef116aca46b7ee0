"""A Neo4j server as a store sees it: statements by name, run in sessions that read or write."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, LiteralString, TypeVar

from neo4j import READ_ACCESS, WRITE_ACCESS, GraphDatabase

from assetmap.errors import ClosedStoreError
from assetmap.store.graph_schema import load_query
from assetmap.store.neo4j_errors import translating

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from neo4j import Driver, ManagedTransaction, Record, Result, Session, Transaction

    AnyTransaction = ManagedTransaction | Transaction

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that writes, and what it must do.

    Attributes
    ----------
    name
        Of a file in `graph_schema/`.
    given
        Its parameters.
    table
        Whose rows it writes; empty if it writes none.
    n_ties
        How many relationships it makes when every end is there; -1 if that does not matter.
    """

    name: str
    given: dict[str, Any]
    table: str = ""
    n_ties: int = -1


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
        How long to wait for another program that is writing, and for a server that does not
        answer, in seconds.
    """

    def __init__(self, address: str, driver: Driver, wait_s: float) -> None:
        self.address = address
        self.wait_s = wait_s
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
        with self.session(READ_ACCESS) as session:
            return session.execute_read(work)

    def change(self, work: Callable[[ManagedTransaction], T]) -> T:
        """Return what `work` returns, whose changes are then there; it may be run several times."""
        with self.session(WRITE_ACCESS) as session:
            return session.execute_write(work)

    def change_alone(self, name: str, **given: Any) -> list[Record]:
        """Run one statement that writes, by itself."""
        return self.change(lambda transaction: ask(transaction, name, **given))

    def run_rule(self, text: str) -> None:
        """Run the text of a uniqueness rule or an index."""
        with self.session(WRITE_ACCESS) as session:
            session.run(text).consume()

    @contextmanager
    def transaction(self, timeout_s: float) -> Iterator[Transaction]:
        """Give a transaction that may write; what it wrote is kept only if it is committed.

        The server ends it after `timeout_s`; 0 is for no end.
        """
        with (
            self.session(WRITE_ACCESS) as session,
            session.begin_transaction(timeout=timeout_s) as transaction,
        ):
            yield transaction

    @contextmanager
    def session(self, access: str) -> Iterator[Session]:
        """Give a session; what the driver raises in it becomes an error of ours."""
        if self._driver is None:
            raise ClosedStoreError(self.address)
        with (
            translating(self.address, self.wait_s),
            self._driver.session(
                default_access_mode=access, bookmark_manager=self._bookmarks
            ) as session,
        ):
            yield session
