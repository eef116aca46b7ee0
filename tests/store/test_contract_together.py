"""What every store promises to several programs that use it at once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pandas as pd

from assetmap.errors import StaleRevisionError
from assetmap.model import Changes

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetmap.store import Store

N_WRITERS = 3
N_CHANGES = 8


def _count(value: int) -> Changes:
    return Changes({"Activity": pd.DataFrame({"id": ["a"], "name": ["A"], "wait_days": [value]})})


def _pair(name: str) -> Changes:
    """Two tables that must always say the same."""
    return Changes(
        {
            "Need": pd.DataFrame({"id": ["n"], "name": [name]}),
            "Area": pd.DataFrame({"id": ["w"], "name": [name]}),
        }
    )


def _add_one(store: Store) -> int:
    """Raise the count by one, as often as it takes; return how often it was refused."""
    refused = 0
    while True:
        known = store.read()
        value = int(known.rows["Activity"]["wait_days"].iloc[0])
        try:
            store.apply(_count(value + 1), based_on=known.revision, actor="", note="")
        except StaleRevisionError:
            refused += 1
        else:
            return refused


def test_no_update_is_lost_between_writers(store_factory: Callable[[], Store]) -> None:
    first = store_factory()
    first.apply(_count(0), based_on=0, actor="", note="")
    writers = [store_factory() for _ in range(N_WRITERS)]
    with ThreadPoolExecutor(N_WRITERS) as pool:
        list(pool.map(lambda store: [_add_one(store) for _ in range(N_CHANGES)], writers))
    assert first.read().rows["Activity"]["wait_days"].tolist() == [N_WRITERS * N_CHANGES]
    assert first.revision() == 1 + N_WRITERS * N_CHANGES
    numbers = [revision.number for revision in first.history(limit=100)]
    assert numbers == list(range(first.revision(), 0, -1))


def test_readers_see_whole_changes_while_another_writes(
    store_factory: Callable[[], Store],
) -> None:
    writer, reader, follower = store_factory(), store_factory(), store_factory()
    writer.apply(_pair("0"), based_on=0, actor="", note="")
    is_done = threading.Event()

    def write() -> None:
        for number in range(1, 13):
            writer.apply(_pair(str(number)), based_on=number, actor="", note="")
        is_done.set()

    seen: list[tuple[int, str, str]] = []
    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        while not is_done.is_set() and not writing.done():
            known = reader.read()
            seen.append(
                (known.revision, known.rows["Need"]["name"][0], known.rows["Area"]["name"][0])
            )
            shown = follower.snapshot()
            seen.append(
                (shown.revision, shown.table("Need")["name"][0], shown.table("Area")["name"][0])
            )
        writing.result()
    assert seen
    assert all(need == area == str(revision - 1) for revision, need, area in seen)
    assert reader.revision() == 13


def test_a_new_place_may_be_opened_by_many_at_once(store_factory: Callable[[], Store]) -> None:
    is_time = threading.Barrier(6)

    def open_it(_: int) -> str:
        is_time.wait()
        return store_factory().store_id

    with ThreadPoolExecutor(6) as pool:
        assert len(set(pool.map(open_it, range(6)))) == 1


def test_one_store_may_be_used_from_several_threads(store: Store) -> None:
    store.apply(_count(0), based_on=0, actor="", note="")
    with ThreadPoolExecutor(N_WRITERS) as pool:
        list(pool.map(lambda _: _add_one(store), range(N_WRITERS * 4)))
    assert store.snapshot().table("Activity")["wait_days"].tolist() == [N_WRITERS * 4]


def test_snapshots_follow_what_others_do(store_factory: Callable[[], Store]) -> None:
    first, second = store_factory(), store_factory()
    ids: list[str] = []
    for number in range(4):
        rows = pd.DataFrame({"id": [f"n{number}"], "name": [f"Need {number}"]})
        first.apply(Changes({"Need": rows}), based_on=first.revision(), actor="", note="")
        ids.append(f"n{number}")
        assert second.snapshot().table("Need")["id"].tolist() == ids
        assert second.snapshot() is second.snapshot()
    first.undo(2, actor="")
    assert second.snapshot().table("Need")["id"].tolist() == ["n0", "n2", "n3"]
    # Put back, it stands at the end in every snapshot, whether followed or read anew.
    first.undo(5, actor="")
    third = store_factory()
    anew = third.read().rows["Need"]["id"].tolist()
    assert second.snapshot().table("Need")["id"].tolist() == anew
    assert sorted(anew) == ids
