"""Whose turn it is, when things fail between two steps of a change that belong together."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING

import pandas as pd
import pytest

import assetmap
from assetmap.errors import BusyStoreError, LostLoadError, StoreError
from assetmap.model import Changes

if TYPE_CHECKING:
    from collections.abc import Callable

    from neo4j import Transaction
    from tests.neo4j_server import Server

    from assetmap.store import Store
    from assetmap.store.neo4j_graph import AnyTransaction, Statement
    from assetmap.store.neo4j_store import Neo4jStore

pytestmark = [pytest.mark.neo4j]


@pytest.fixture
def in_small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let two rows be too many for one transaction, so that batches are of two rows."""
    from assetmap.store import neo4j_changes  # noqa: PLC0415 - the extra may be missing

    monkeypatch.setattr(neo4j_changes, "MOST_AT_ONCE", 1)
    monkeypatch.setattr(neo4j_changes, "_CHUNK", 2)


def _needs(text: str, n_rows: int = 5) -> Changes:
    ids = [f"{text}{number}" for number in range(n_rows)]
    return Changes({"Need": pd.DataFrame({"id": ids, "name": text})})


def _apply(store: Store, changes: Changes) -> int:
    return store.apply(changes, based_on=store.revision(), actor="Ada", note="")


def _ids(store: Store) -> list[str]:
    return sorted(store.read().rows["Need"]["id"])


def _opened(address: str) -> Neo4jStore:
    from assetmap.store.neo4j_store import Neo4jStore  # noqa: PLC0415

    store = assetmap.open(address)
    assert isinstance(store, Neo4jStore)
    return store


@pytest.mark.usefixtures("in_small_batches")
@pytest.mark.parametrize("stopped", [StoreError, KeyboardInterrupt])
def test_a_load_that_was_committed_is_never_taken_back(
    neo4j_address: str, monkeypatch: pytest.MonkeyPatch, stopped: type[BaseException]
) -> None:
    from assetmap.store.neo4j_graph import Graph  # noqa: PLC0415

    change_alone = Graph.change_alone

    def stop_at_the_end(graph: Graph, name: str, **given: object) -> object:
        if name == "set_state":
            raise stopped
        return change_alone(graph, name, **given)

    with closing(assetmap.open(neo4j_address)) as store, closing(_opened(neo4j_address)) as other:
        _apply(store, _needs("a"))
        with monkeypatch.context() as patch:
            patch.setattr(Graph, "change_alone", stop_at_the_end)
            with pytest.raises(stopped):
                _apply(store, _needs("b"))
        assert len(_ids(other)) == 10
        assert other.revision() == 2
        assert other.undo(2, actor="Ada") == 3
        assert _ids(other) == ["a0", "a1", "a2", "a3", "a4"]


@pytest.mark.usefixtures("in_small_batches")
@pytest.mark.parametrize(
    ("is_committed", "stopped"),
    [(True, StoreError), (False, StoreError), (False, KeyboardInterrupt)],
)
def test_a_load_whose_end_was_not_heard_of_is_whole_or_not_there(
    neo4j_address: str,
    monkeypatch: pytest.MonkeyPatch,
    is_committed: bool,  # noqa: FBT001
    stopped: type[BaseException],
) -> None:
    from neo4j import Transaction  # noqa: PLC0415

    commit = Transaction.commit

    def stop(transaction: Transaction) -> None:
        if is_committed:
            commit(transaction)
        raise stopped

    with closing(assetmap.open(neo4j_address)) as store:
        _apply(store, _needs("a"))
        with monkeypatch.context() as patch:
            patch.setattr(Transaction, "commit", stop)
            with pytest.raises(stopped):
                _apply(store, _needs("b"))
        assert len(_ids(store)) == (10 if is_committed else 5)
        assert store.revision() == (2 if is_committed else 1)
        assert _apply(store, _needs("c", 1)) == store.revision()


def test_a_reader_sees_nothing_of_a_load_that_comes_and_goes_while_it_reads(
    neo4j_address: str,
) -> None:
    from assetmap.store.neo4j_batches import Batches, undo_load  # noqa: PLC0415
    from assetmap.store.neo4j_putting import created  # noqa: PLC0415
    from assetmap.store.neo4j_reading import all_rows  # noqa: PLC0415
    from assetmap.store.neo4j_turns import reading  # noqa: PLC0415

    with closing(_opened(neo4j_address)) as store:
        _apply(store, _needs("a", 1))
        times: list[int] = []

        def read_slowly(transaction: AnyTransaction, revision: int) -> Changes:
            if times:
                return all_rows(transaction, revision)
            times.append(1)
            batches = Batches(store._graph, 1, 1)
            step = {"revision": 2, "place": 1, "table_name": "Need", "op": "created"}
            batches.write([created("Need", [({"id": "b", "name": "B"}, 2)]), _written(step)], 1)
            batches.finish()
            found = all_rows(transaction, revision)
            assert sorted(found.rows["Need"]["id"]) == ["a0", "b"]
            undo_load(store._graph, 1)
            return found

        assert reading(store._graph, read_slowly).rows["Need"]["id"].tolist() == ["a0"]


def _written(step: dict[str, object]) -> Statement:
    from assetmap.store import neo4j_graph  # noqa: PLC0415

    return neo4j_graph.Statement("add_steps", {"steps": [{**step, "ids": ["b"], "before": []}]})


@pytest.mark.usefixtures("in_small_batches")
def test_who_was_thought_dead_takes_back_no_change_of_another(neo4j_address: str) -> None:
    from assetmap.store.neo4j_batches import Batches, undo_load  # noqa: PLC0415
    from assetmap.store.neo4j_turns import Writing  # noqa: PLC0415

    with closing(_opened(neo4j_address)) as dead, closing(_opened(neo4j_address)) as store:
        with dead._graph.transaction(0.0) as transaction:
            change = Writing(dead._graph, transaction, 0)
            change._batches = Batches(dead._graph, 0, 4)
            undo_load(store._graph, 0)
            assert _apply(store, _needs("a")) == 1
            change.give_up()
            assert len(_ids(store)) == 5
            # Nor a load that is under way.
            loading = Batches(store._graph, 1, 4)
            change.give_up()
            loading.write([], 1)
            loading.finish()
            undo_load(store._graph, 1)
        assert store.revision() == 1


@pytest.mark.usefixtures("in_small_batches")
def test_two_who_take_a_load_back_do_not_do_it_both(
    neo4j_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assetmap.store import neo4j_batches  # noqa: PLC0415

    with closing(_opened(neo4j_address)) as store:
        _apply(store, _needs("a", 1))
        batches = neo4j_batches.Batches(store._graph, 1, 1)
        batches.finish()
        undo_last = neo4j_batches._undo_last

        def overtaken(*given: object) -> bool:
            with monkeypatch.context() as patch:
                patch.setattr(neo4j_batches, "_undo_last", undo_last)
                neo4j_batches.undo_load(store._graph, 1)
                assert _apply(store, _needs("b", 1)) == 2
            return undo_last(*given)  # type: ignore[arg-type]

        monkeypatch.setattr(neo4j_batches, "_undo_last", overtaken)
        with pytest.raises(LostLoadError):
            neo4j_batches.undo_load(store._graph, 1)
        assert _ids(store) == ["a0", "b0"]


def test_a_load_whose_beginning_was_not_heard_of_begins_once(
    neo4j_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assetmap.store.neo4j_batches import Batches, undo_load  # noqa: PLC0415
    from assetmap.store.neo4j_graph import Graph  # noqa: PLC0415

    change = Graph.change

    def twice(graph: Graph, work: Callable[[AnyTransaction], object]) -> object:
        change(graph, work)
        return change(graph, work)

    with closing(_opened(neo4j_address)) as store:
        with monkeypatch.context() as patch:
            # As the driver does it when it does not hear that the first time was well.
            patch.setattr(Graph, "change", twice)
            batches = Batches(store._graph, 0, 1)
        # Who has lost the lock meanwhile disturbs no load of another.
        with pytest.raises(LostLoadError):
            Batches(store._graph, 0, 1)
        batches.write([], 1)
        batches.finish()
        undo_load(store._graph, 0)


@pytest.mark.usefixtures("in_small_batches")
def test_a_load_ends_at_once_when_its_lock_is_lost(
    neo4j_address: str, neo4j_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assetmap.store.neo4j_batches import Batches  # noqa: PLC0415

    write = Batches.write
    n_written = []

    def cut_off(batches: Batches, *given: object) -> None:
        write(batches, *given)  # type: ignore[arg-type]
        n_written.append(1)
        if len(n_written) == 1:
            # The one that waits for its next statement is the one that holds the lock.
            for record in neo4j_server.driver.execute_query(
                "SHOW TRANSACTIONS YIELD transactionId, currentQuery, status "
                "WHERE currentQuery = '' RETURN transactionId"
            ).records:
                neo4j_server.driver.execute_query(
                    "TERMINATE TRANSACTIONS $id", id=record["transactionId"]
                )

    monkeypatch.setattr(Batches, "write", cut_off)
    with closing(assetmap.open(neo4j_address)) as store:
        with pytest.raises(StoreError, match="has been terminated"):
            store.apply(_needs("a", 9), based_on=0, actor="Ada", note="")
        assert n_written == [1]
        assert store.revision() == 0
        assert not store.read().rows


def test_who_waits_no_time_is_told_that_the_store_is_busy(neo4j_address: str) -> None:
    from assetmap.store.neo4j_graph import ask  # noqa: PLC0415

    with (
        ThreadPoolExecutor(1) as pool,
        closing(_opened(neo4j_address)) as busy,
        closing(assetmap.open(neo4j_address, wait_s=0.0)) as store,
    ):
        with busy._graph.transaction(0.0) as transaction:
            ask(transaction, "lock_store", locked_at=None)
            applying = pool.submit(_apply, store, _needs("a"))
            with pytest.raises(BusyStoreError):
                applying.result(timeout=60)
        assert _apply(store, _needs("a")) == 1


def test_a_reader_tries_again_however_long_it_read_when_another_wrote(neo4j_address: str) -> None:
    from assetmap.store.neo4j_reading import all_rows  # noqa: PLC0415
    from assetmap.store.neo4j_turns import reading  # noqa: PLC0415

    with (
        closing(_opened(neo4j_address)) as store,
        closing(assetmap.open(neo4j_address, wait_s=0.0)) as reader,
    ):
        for n_writes in (2, 3):
            left = list(range(n_writes))

            def overtaken(
                transaction: AnyTransaction, revision: int, left: list[int] = left
            ) -> Changes:
                found = all_rows(transaction, revision)
                if left:
                    _apply(store, _needs(f"{len(left)} of {revision} ", 1))
                    left.pop()
                return found

            if n_writes == 2:
                assert reading(reader._graph, overtaken).revision == 2  # type: ignore[attr-defined]
            else:
                # But not for ever.
                with pytest.raises(BusyStoreError):
                    reading(reader._graph, overtaken)  # type: ignore[attr-defined]
