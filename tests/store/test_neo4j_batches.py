"""Changes too large for one transaction: batch after batch, and in the end whole or not there."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING

import pandas as pd
import pytest

import assetmap
from assetmap.errors import DanglingReferenceError, LoadUnderWayError, LostLoadError, StoreError
from assetmap.model import Changes
from assetmap.store.content_hash import content_hash

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.neo4j_server import Server

    from assetmap.store import Store

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]

N_LARGE = 50_500

_FIRST = Changes(
    {
        "Area": pd.DataFrame(
            {
                "id": ["town", "ward", "lane"],
                "name": ["Town", "Ward", "Lane"],
                "parent_code": [None, "town", "ward"],
            }
        ),
        "Organisation": pd.DataFrame({"id": ["a", "b", "c"], "name": ["A", "B", "C"]}),
        "Activity": pd.DataFrame(
            {"id": ["choir", "walk"], "name": ["Choir", "Walk"], "organisation_id": ["a", "b"]}
        ),
        "PARTNERS_WITH": pd.DataFrame(
            {"id": ["ab", "bc"], "from_id": ["a", "b"], "to_id": ["b", "c"]}
        ),
    }
)
# Creates, alters and takes out, also rows to which others led before and lead no more.
_SECOND = Changes(
    {
        "Area": pd.DataFrame(
            {
                "id": ["yard", "lane", "court"],
                "name": ["Yard", "Lane renamed", "Court"],
                "parent_code": ["court", "town", "lane"],
            }
        ),
        "Organisation": pd.DataFrame(
            {"id": ["b", "d"], "name": ["B renamed", "D"], "x_note": [None, "new"]}
        ),
        "Activity": pd.DataFrame(
            {
                "id": ["choir", "walk", "talk"],
                "name": ["Choir", "Walk", "Talk"],
                "organisation_id": ["d", None, "b"],
            }
        ),
        "PARTNERS_WITH": pd.DataFrame(
            {"id": ["ab", "cd"], "from_id": ["b", "c"], "to_id": ["d", "d"]}
        ),
    },
    {"Organisation": ("a",), "Area": ("ward",)},
)


@pytest.fixture
def in_small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let two rows be too many for one transaction, so that batches are of two rows."""
    from assetmap.store import neo4j_changes  # noqa: PLC0415 - the extra may be missing

    monkeypatch.setattr(neo4j_changes, "MOST_AT_ONCE", 1)
    monkeypatch.setattr(neo4j_changes, "_CHUNK", 2)


def _large(text: str, n_rows: int = N_LARGE) -> Changes:
    rows = pd.DataFrame(
        {
            "id": [f"n{number}" for number in range(n_rows)],
            "name": text,
            "parent_id": [None, *(f"n{number // 2}" for number in range(1, n_rows))],
        }
    )
    return Changes({"Need": rows})


def _apply(store: Store, changes: Changes) -> int:
    return store.apply(changes, based_on=store.revision(), actor="Ada", note="")


def _graph_of(server: Server) -> set[tuple[object, ...]]:
    """Return every node but those of the store's own turns, and every relationship."""
    nodes = server.driver.execute_query(
        "MATCH (n) WHERE NOT n:_Meta AND NOT n:_Revision RETURN labels(n), properties(n)"
    ).records
    ties = server.driver.execute_query(
        "MATCH (a)-[t]->(b) RETURN a.id, type(t), properties(t), b.id"
    ).records
    return {tuple(str(cell) for cell in record.values()) for record in (*nodes, *ties)}


def _whole(store: Store) -> str:
    return content_hash(store.read().rows)


def test_batches_leave_the_same_graph_as_one_transaction(
    neo4j_address: str, neo4j_server: Server, request: pytest.FixtureRequest
) -> None:
    graphs = []
    for is_in_batches in (False, True):
        neo4j_server.driver.execute_query("MATCH (n) DETACH DELETE n")
        if is_in_batches:
            request.getfixturevalue("in_small_batches")
        with closing(assetmap.open(neo4j_address)) as store:
            _apply(store, _FIRST)
            before = _whole(store)
            _apply(store, _SECOND)
            assert store.undo(2, actor="Ada") == 3
            assert _whole(store) == before
            _apply(store, _SECOND)
            kept = {each for each in _graph_of(neo4j_server) if "_Step" not in str(each)}
            graphs.append({tuple(_without_order(cell) for cell in each) for each in kept})
            assert [each.number for each in store.history(limit=9)] == [4, 3, 2, 1]
            newest = store.history(limit=1)[0]
            assert (newest.created, newest.updated, newest.removed) == (5, 5, 2)
    assert graphs[0] == graphs[1]
    assert len(graphs[0]) > 15


def _without_order(cell: object) -> str:
    cells = str(cell).strip("{}").split(", ")
    return ", ".join(sorted(each for each in cells if not each.startswith("'_order'")))


@pytest.mark.usefixtures("in_small_batches")
def test_a_change_that_breaks_off_after_any_batch_leaves_nothing(
    neo4j_address: str, neo4j_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assetmap.store import neo4j_batches, neo4j_putting  # noqa: PLC0415

    with closing(assetmap.open(neo4j_address)) as store:
        _apply(store, _FIRST)
        before = _graph_of(neo4j_server)
        run_checked = neo4j_putting.run_checked
        for n_statements in range(60):
            left = [n_statements]

            def run_some(*given: object, left: list[int] = left) -> None:
                left[0] -= 1
                if left[0] == -1:
                    msg = "the server is gone"
                    raise StoreError(msg)
                run_checked(*given)  # type: ignore[arg-type]

            monkeypatch.setattr(neo4j_batches, "run_checked", run_some)
            try:
                _apply(store, _SECOND)
            except StoreError:
                assert _graph_of(neo4j_server) == before, n_statements
                assert store.revision() == 1
            else:
                break
        # Every statement of it has failed once.
        assert 10 < n_statements < 59
        assert store.revision() == 2


@pytest.mark.usefixtures("in_small_batches")
def test_taking_back_goes_on_where_it_was_cut_off(
    neo4j_address: str, neo4j_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assetmap.store import neo4j_batches, neo4j_turns  # noqa: PLC0415

    with closing(assetmap.open(neo4j_address)) as store:
        _apply(store, _FIRST)
        before = _graph_of(neo4j_server)
        with monkeypatch.context() as patch:
            patch.setattr(neo4j_batches, "undo_load", lambda *_: None)
            patch.setattr(neo4j_turns.Writing, "finish", _fail_when_all_is_in)
            with pytest.raises(StoreError, match="all is in"):
                _apply(store, _SECOND)
        assert _graph_of(neo4j_server) != before
        n_steps = _n_steps(neo4j_server)
        for n_times in range(1, 4):
            with monkeypatch.context() as patch:
                patch.setattr(neo4j_batches, "_inverse", _failing_after(2, neo4j_batches._inverse))
                with pytest.raises(StoreError, match="gone again"):
                    assetmap.open(neo4j_address)
            assert _n_steps(neo4j_server) == n_steps - 2 * n_times
        assetmap.open(neo4j_address).close()
        assert _graph_of(neo4j_server) == before
        assert _apply(store, _SECOND) == 2


def _fail_when_all_is_in(change: object) -> None:
    change._batches.finish()  # type: ignore[attr-defined]
    msg = "all is in"
    raise StoreError(msg)


def _failing_after(n: int, work: Callable[..., object]) -> Callable[..., object]:
    left = [n]

    def some(*given: object) -> object:
        left[0] -= 1
        if left[0] < 0:
            msg = "gone again"
            raise StoreError(msg)
        return work(*given)

    return some


def _n_steps(server: Server) -> int:
    found = server.driver.execute_query("MATCH (s:_Step {revision: 2}) RETURN count(s) AS n")
    return int(found.records[0]["n"])


@pytest.mark.usefixtures("in_small_batches")
def test_a_change_that_is_refused_disturbs_no_reader(
    neo4j_address: str, neo4j_server: Server
) -> None:
    with closing(assetmap.open(neo4j_address)) as store:
        _apply(store, _FIRST)
        before = _graph_of(neo4j_server)
        rows = pd.DataFrame({"id": [f"t{n}" for n in range(9)], "from_id": "a", "to_id": "nobody"})
        with pytest.raises(DanglingReferenceError, match="'nobody'"):
            _apply(store, Changes({"PARTNERS_WITH": rows}))
        # Rows that are there already are no change, however many they are.
        assert _apply(store, _FIRST) == 1
        assert _graph_of(neo4j_server) == before
        assert not _is_being_loaded(neo4j_server)


def _is_being_loaded(server: Server) -> bool:
    found = server.driver.execute_query("MATCH (m:_Meta {name: 'load'}) RETURN m.n_done AS n")
    return bool(found.records)


def _wait_for_batches(server: Server, n_done: int = 1) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        found = server.driver.execute_query("MATCH (m:_Meta {name: 'load'}) RETURN m.n_done AS n")
        if found.records and found.records[0]["n"] >= n_done:
            return
        time.sleep(0.02)
    pytest.fail("No load began.")


@pytest.fixture
def n_large(monkeypatch: pytest.MonkeyPatch) -> int:
    """A tenth of what is large, and large: one test makes a change that is."""
    from assetmap.store import neo4j_changes  # noqa: PLC0415

    monkeypatch.setattr(neo4j_changes, "MOST_AT_ONCE", 5_000)
    monkeypatch.setattr(neo4j_changes, "_CHUNK", 1_000)
    return N_LARGE // 10


def test_during_a_large_load_readers_keep_what_they_have_and_new_ones_are_told(
    neo4j_address: str, neo4j_server: Server, n_large: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assetmap.store.neo4j_turns import Writing  # noqa: PLC0415 - the extra may be missing

    finish, may_end = Writing.finish, threading.Event()

    def finish_when_told(change: Writing) -> None:
        if change.is_in_batches:
            may_end.wait(timeout=120)
        finish(change)

    monkeypatch.setattr(Writing, "finish", finish_when_told)
    with (
        closing(assetmap.open(neo4j_address)) as writer,
        closing(assetmap.open(neo4j_address)) as reader,
        closing(assetmap.open(neo4j_address, wait_s=1.0)) as other,
        ThreadPoolExecutor(1) as pool,
    ):
        _apply(writer, _FIRST)
        kept = reader.snapshot()
        loading = pool.submit(_apply, writer, _large("first", n_large))
        _wait_for_batches(neo4j_server)
        assert reader.snapshot() is kept
        assert reader.revision() == 1
        assert [each.number for each in reader.history(limit=5)] == [1]
        with (
            closing(assetmap.open(neo4j_address)) as new,
            pytest.raises(LoadUnderWayError, match="of 5,050 rows are in"),
        ):
            new.snapshot()
        with pytest.raises(LoadUnderWayError, match="Try again when it is done"):
            _apply(other, _SECOND)
        assert not loading.done()
        may_end.set()
        assert loading.result() == 2
        assert len(reader.snapshot().table("Need")) == n_large
        assert not _is_being_loaded(neo4j_server)
        assert writer.undo(2, actor="Ada") == 3
        assert content_hash(reader.snapshot().rows) == content_hash(kept.rows)
        assert (
            len(neo4j_server.driver.execute_query("MATCH (n:Need) RETURN n LIMIT 1").records) == 0
        )


def test_what_a_killed_program_had_put_in_is_taken_back_at_the_next_opening(
    neo4j_address: str, neo4j_server: Server
) -> None:
    with closing(assetmap.open(neo4j_address)) as store:
        _apply(store, _FIRST)
        before = _graph_of(neo4j_server)
        child = subprocess.Popen(  # noqa: S603 - this very file
            [sys.executable, __file__, neo4j_address], env={**os.environ, "PYTHONPATH": _PATHS}
        )
        _wait_for_batches(neo4j_server, n_done=20_000)
        child.send_signal(signal.SIGKILL)
        child.wait()
    with closing(assetmap.open(neo4j_address, must_exist=True)) as store:
        assert store.snapshot().revision == 1
        assert _graph_of(neo4j_server) == before
        assert not _is_being_loaded(neo4j_server)
        assert _apply(store, _SECOND) == 2


@pytest.mark.usefixtures("in_small_batches")
def test_who_was_thought_dead_writes_no_more(neo4j_address: str, neo4j_server: Server) -> None:
    from assetmap.store.neo4j_batches import Batches, undo_load  # noqa: PLC0415
    from assetmap.store.neo4j_putting import created  # noqa: PLC0415
    from assetmap.store.neo4j_store import Neo4jStore  # noqa: PLC0415

    with closing(assetmap.open(neo4j_address)) as store:
        assert isinstance(store, Neo4jStore)
        batches = Batches(store._graph, 0, 4)
        batches.write([created("Need", [({"id": "n", "name": "N"}, 1)])], 1)
        batches._wait()
        undo_load(store._graph, 0)
        batches.write([created("Need", [({"id": "m", "name": "M"}, 2)])], 1)
        with pytest.raises(LostLoadError, match="has taken back what this one had put in"):
            batches.finish()
        found = neo4j_server.driver.execute_query("MATCH (n:Need {id: 'm'}) RETURN n")
        assert not found.records


def test_a_batch_whose_answer_was_lost_is_put_in_once(
    neo4j_address: str, neo4j_server: Server
) -> None:
    from assetmap.store.neo4j_batches import Batches  # noqa: PLC0415
    from assetmap.store.neo4j_putting import created  # noqa: PLC0415
    from assetmap.store.neo4j_store import Neo4jStore  # noqa: PLC0415

    with closing(assetmap.open(neo4j_address)) as store:
        assert isinstance(store, Neo4jStore)
        batches = Batches(store._graph, 0, 1)
        put = [created("Need", [({"id": "n", "name": "N"}, 1)])]
        for _ in range(2):
            # As the driver does it when it does not hear that the first time was well.
            store._graph.change(lambda transaction: batches._write(transaction, put, 0, 1))
        batches.finish()
        [record] = neo4j_server.driver.execute_query(
            "MATCH (m:_Meta {name: 'load'}) RETURN m.n_done AS n_done, m.n_batches AS n_batches"
        ).records
        assert (record["n_done"], record["n_batches"]) == (1, 1)


_PATHS = os.pathsep.join(sys.path)

if __name__ == "__main__":
    with closing(assetmap.open(sys.argv[1])) as opened:
        _apply(opened, _large("of one who is killed"))
