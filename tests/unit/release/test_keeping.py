"""What is made of a public place once."""

from __future__ import annotations

import gc
import threading
import weakref

from tests.store.moving_place import snapshot_of

from assetmap.release.keeping import once_a_place
from assetmap.release.public_place import PublicPlace, public_place


def test_work_is_done_once_for_each_place_however_many_ask() -> None:
    done: list[PublicPlace] = []
    is_begun, may_end = threading.Event(), threading.Event()

    @once_a_place
    def work(place: PublicPlace) -> int:
        done.append(place)
        is_begun.set()
        may_end.wait(10)
        return len(done)

    place, other = public_place(snapshot_of({})), public_place(snapshot_of({}))
    results: list[int] = []
    threads = [threading.Thread(target=lambda: results.append(work(place))) for _ in range(4)]
    for each in threads:
        each.start()
    assert is_begun.wait(10)
    may_end.set()
    for each in threads:
        each.join()
    assert results == [1, 1, 1, 1]
    assert work(other) == 2


def test_what_was_made_goes_with_its_place() -> None:
    class Made:
        pass

    made = once_a_place(lambda _place: Made())
    place = public_place(snapshot_of({}))
    result = weakref.ref(made(place))
    assert result() is not None
    del place
    gc.collect()
    assert result() is None


def test_what_is_asked_beside_the_place_is_part_of_it() -> None:
    done: list[int] = []

    @once_a_place
    def work(_place: PublicPlace, number: int) -> int:
        done.append(number)
        return number

    place = public_place(snapshot_of({}))
    assert [work(place, number) for number in (1, 1, 2, 2, 1)] == [1, 1, 2, 2, 1]
    assert done == [1, 2, 1]
