"""What every store promises to a copy: there and back, broken off and gone on, and no other's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from tests.store.moving_place import (
    exact_place,
    full_place,
    hostile_place,
    nested_areas,
    snapshot_of,
)

import assetmap
from assetmap.errors import (
    NotEmptyStoreError,
    SamePlaceError,
    UndoRefusedError,
    UnequalCopyError,
)
from assetmap.model import Changes, Snapshot
from assetmap.release import seen_by
from assetmap.store.archive_reading import read_archive
from assetmap.store.archive_writing import write_archive
from assetmap.store.content_hash import content_hash
from assetmap.store.copying import copy_place, restore_place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from assetmap.store import Store


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    """A SQLite store to copy from, or back to."""
    opened = assetmap.open(tmp_path / "other.db")
    yield opened
    opened.close()


def _snapshot(store: Store) -> Snapshot:
    found = store.read()
    return Snapshot(store.store_id, found.revision, found.rows)


def _several_tables() -> dict[str, pd.DataFrame]:
    """Return 45 rows of five tables."""
    return hostile_place() | exact_place() | {"Need": _needs(a="A", b="B", c="C")["Need"]}


def _needs(**names: str) -> dict[str, pd.DataFrame]:
    return {"Need": pd.DataFrame({"id": list(names), "name": list(names.values())})}


@pytest.mark.parametrize("place", [full_place, hostile_place, exact_place])
def test_there_and_back_gives_the_same_hash(
    store: Store, other: Store, tmp_path: Path, place: Callable[[], dict[str, pd.DataFrame]]
) -> None:
    rows = place()
    whole = content_hash(rows)
    other.apply(Changes(rows), based_on=0, actor="Ada", note="")
    assert content_hash(other.read().rows) == whole
    there = copy_place(_snapshot(other), store, part_rows=60)
    assert there.content_hash == whole
    assert there.n_written == there.n_rows == sum(len(each) for each in rows.values())
    assert content_hash(store.read().rows) == content_hash(store.snapshot().rows) == whole
    last = assetmap.open(tmp_path / "back.db")
    try:
        assert copy_place(_snapshot(store), last).content_hash == whole
    finally:
        last.close()


def test_a_copy_says_in_its_history_what_it_is_of(store: Store) -> None:
    copy_place(snapshot_of(_needs(a="A", b="B", c="C")), store, part_rows=2)
    mark = "copy of the place elsewhere as admin sees it, revision 7: part"
    assert [each.note for each in store.history(limit=9)] == [f"{mark} 2", f"{mark} 1"]


def test_areas_within_each_other_are_copied_in_parts(store: Store) -> None:
    rows = {"Area": nested_areas(15)}
    rows["Area"].loc[3, "parent_code"] = "w00001"  # a ring of three, with all that lies in it
    copied = copy_place(snapshot_of(rows), store, part_rows=4)
    assert copied.content_hash == content_hash(rows)


class _BrokenOff(Exception):  # noqa: N818  it is no error of ours
    """Somebody pulled the plug."""


def _pull_the_plug_after(n_parts: int) -> Callable[[str, int, int], None]:
    seen: list[str] = []

    def tell(step: str, _done: int, _all: int) -> None:
        seen.append(step)
        if seen.count("Copying") > n_parts:
            raise _BrokenOff

    return tell


def test_a_copy_that_was_broken_off_goes_on(store: Store) -> None:
    place = snapshot_of(_several_tables())
    with pytest.raises(_BrokenOff):
        copy_place(place, store, part_rows=15, tell=_pull_the_plug_after(2))
    n_there = len(store.read())
    assert 0 < n_there < len(place)
    told: list[tuple[str, int, int]] = []
    copied = copy_place(place, store, part_rows=15, tell=lambda *said: told.append(said))
    assert (copied.n_written, copied.n_forgotten) == (len(place) - n_there, 0)
    assert copied.content_hash == content_hash(_several_tables())
    assert ("Copying", n_there, len(place)) in told
    again = copy_place(place, store)
    assert (again.n_written, again.revision) == (0, copied.revision)


def test_a_copy_goes_on_from_a_place_that_has_changed_and_keeps_nothing_of_before(
    store: Store, other: Store
) -> None:
    people = pd.DataFrame(
        {"id": ["c1", "c2"], "display_name": ["Gone Entirely", "Name Before"], "x_own": "Own"}
    )
    ties = pd.DataFrame({"id": ["t1", "t2"], "from_id": ["c1", "c2"], "to_id": "w"})
    area = pd.DataFrame({"id": ["w"], "name": ["Ward Before"]})
    assets = pd.DataFrame({"id": ["s"], "name": ["Sewing"], "holder_id": ["c1"]})
    first = {"Area": area, "Champion": people, "Asset": assets, "SERVES": ties}
    other.apply(Changes(first), based_on=0, actor="Ada", note="")
    with pytest.raises(_BrokenOff):
        copy_place(_snapshot(other), store, part_rows=5, tell=_pull_the_plug_after(1))
    other.forget(["c1"], actor="Ada")
    later = {
        "Area": area.assign(name="Ward After"),
        "Champion": people.iloc[1:].assign(display_name="Name After", x_own=None),
    }
    other.apply(Changes(later), based_on=2, actor="Ada", note="")
    copied = copy_place(_snapshot(other), store)
    assert content_hash(other.read().rows) == copied.content_hash
    # Of the champions' ties one is gone and the other went with its ends and came again.
    assert copied.n_rows == 4
    assert _everything_ever(store).isdisjoint({"Gone Entirely", "Name Before", "Ward Before"})


def _everything_ever(store: Store) -> set[str]:
    """Return every text that was ever in a cell and that undoing could bring back."""
    texts: set[str] = set()
    for number in range(store.revision(), 0, -1):
        rows = store.read().rows
        texts |= {str(cell) for each in rows.values() for cell in each.to_numpy().ravel()}
        try:
            store.undo(number, actor="Ada")
        except UndoRefusedError:
            continue
    return texts


def test_a_copy_for_partners_holds_what_they_see_and_is_compared_with_that(store: Store) -> None:
    people = {"id": ["c1", "c2"], "display_name": ["Ann", "Bea"], "consent": ["given", "refused"]}
    journey = {
        "id": ["r"],
        "episode_id": ["e"],
        "route": ["champion"],
        "source_id": ["c1"],
        "target_id": ["c2"],
        "made_on": [pd.Timestamp("2026-03-01")],
        "status": ["completed"],
    }
    rows = {"Champion": pd.DataFrame(people), "Referral": pd.DataFrame(journey)}
    seen = seen_by(snapshot_of(rows), "partner")
    copied = copy_place(seen, store)
    assert copied.n_rows == 1
    assert copied.content_hash == content_hash(seen.rows) != content_hash(rows)
    found = store.read().rows
    assert list(found) == ["Champion"]
    assert found["Champion"]["display_name"].tolist() == ["Ann"]


def test_whoever_is_forgotten_in_the_copy_too_does_not_end_it(store: Store, other: Store) -> None:
    other.apply(Changes(_needs(a="A", b="B")), based_on=0, actor="Ada", note="")
    copy_place(_snapshot(other), store)
    other.forget(["a"], actor="Ada")
    store.forget(["a"], actor="Ada")
    other.apply(Changes(_needs(c="C")), based_on=2, actor="Ada", note="")
    copied = copy_place(_snapshot(other), store)
    assert (copied.n_rows, copied.n_written, copied.n_forgotten) == (2, 1, 0)


def test_a_place_of_its_own_is_never_copied_over(store: Store, other: Store) -> None:
    store.apply(Changes(_needs(mine="Mine")), based_on=0, actor="Ada", note="load: mine.csv")
    with pytest.raises(NotEmptyStoreError, match=r"its revision 1 is 'load: mine\.csv'"):
        copy_place(snapshot_of(_needs(a="A")), store)
    store.undo(1, actor="Ada")
    with pytest.raises(NotEmptyStoreError):
        copy_place(snapshot_of({}), store)
    assert store.revision() == 2
    copy_place(snapshot_of(_needs(a="A")), other)
    other.apply(Changes(_needs(b="B")), based_on=1, actor="Ada", note="by hand")
    with pytest.raises(NotEmptyStoreError, match="its revision 2 is 'by hand'"):
        copy_place(snapshot_of(_needs(a="A")), other)
    assert other.revision() == 2


def test_a_copy_of_another_place_or_for_another_role_is_refused(store: Store) -> None:
    place = snapshot_of(_needs(a="A"))
    copy_place(place, store)
    with pytest.raises(NotEmptyStoreError):
        copy_place(snapshot_of(_needs(a="A"), store_id="somewhere"), store)
    with pytest.raises(NotEmptyStoreError):
        copy_place(Snapshot("elsewhere", 7, place.rows, role="partner"), store)
    assert store.revision() == 1


def test_a_place_is_not_copied_onto_itself(store_factory: Callable[[], Store]) -> None:
    store, again = store_factory(), store_factory()
    store.apply(Changes(_needs(a="A")), based_on=0, actor="Ada", note="")
    with pytest.raises(SamePlaceError):
        copy_place(_snapshot(store), again)
    assert store.revision() == 1


def test_an_empty_place_can_be_copied(store: Store) -> None:
    copied = copy_place(snapshot_of({}), store)
    assert (copied.n_rows, copied.revision, copied.content_hash) == (0, 0, content_hash({}))


def test_a_copy_that_holds_something_else_in_the_end_is_told(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = snapshot_of(_needs(a="A", b="B") | {"Area": nested_areas(3)})
    copy_place(place, store)
    read = store.read

    def read_otherwise() -> Changes:
        rows = dict(read().rows)
        rows["Need"] = rows["Need"].iloc[:1]
        rows["Area"] = rows["Area"].assign(name="Town")
        return Changes(rows, revision=1)

    is_last = iter([False, True])
    monkeypatch.setattr(store, "read", lambda: read_otherwise() if next(is_last) else read())
    with pytest.raises(UnequalCopyError, match="Area has other cells; Need has 1 rows and not 2"):
        copy_place(place, store)


def test_a_backup_is_restored_with_the_same_hash(
    store: Store, other: Store, tmp_path: Path
) -> None:
    other.apply(Changes(_several_tables()), based_on=0, actor="Ada", note="")
    archive = write_archive(other, tmp_path / "b.zip")
    with pytest.raises(_BrokenOff):
        restore_place(archive, store, part_rows=15, tell=_pull_the_plug_after(1))
    restored = restore_place(read_archive(tmp_path / "b.zip"), store)
    assert 0 < restored.n_written < restored.n_rows
    assert restored.content_hash == archive.content_hash == content_hash(_several_tables())
    again = write_archive(store, tmp_path / "again.zip")
    assert again.content_hash == archive.content_hash
    store.apply(Changes(_needs(mine="Mine")), based_on=restored.revision, actor="Ada", note="mine")
    with pytest.raises(NotEmptyStoreError, match="'mine'"):
        restore_place(archive, store)


def test_a_restore_does_not_go_on_with_another_backup(
    store: Store, other: Store, tmp_path: Path
) -> None:
    other.apply(Changes(_needs(a="A")), based_on=0, actor="Ada", note="")
    restore_place(write_archive(other, tmp_path / "1.zip"), store)
    other.apply(Changes(_needs(b="B")), based_on=1, actor="Ada", note="")
    with pytest.raises(NotEmptyStoreError):
        restore_place(write_archive(other, tmp_path / "2.zip"), store)
    assert len(store.read()) == 1
