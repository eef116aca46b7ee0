"""The file that the SQLite store keeps its snapshot in."""

from __future__ import annotations

import shutil
import stat
from contextlib import closing
from typing import TYPE_CHECKING

import pandas as pd
import pytest

import assetmap
from assetmap.model import Changes, Snapshot
from assetmap.store import snapshot_file, sqlite_reading
from assetmap.store.snapshot_file import Kept, packed, read_kept, replace_file, snapshot_path

if TYPE_CHECKING:
    from pathlib import Path


def _needs(*names: str) -> Changes:
    return Changes({"Need": pd.DataFrame({"id": list(names), "name": list(names)})})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store at revision 1, closed, with its snapshot beside it."""
    made = tmp_path / "place.db"
    with closing(assetmap.open(made)) as store:
        store.apply(_needs("a", "b"), based_on=0, actor="", note="")
        store.snapshot()
    return made


def _needs_shown(path: Path) -> list[str]:
    with closing(assetmap.open(path)) as store:
        return store.snapshot().table("Need")["id"].tolist()


def _forbid_reading_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        msg = "everything was read"
        raise AssertionError(msg)

    monkeypatch.setattr(sqlite_reading, "all_rows", refuse)


def test_snapshot_file_is_for_its_owner_alone(path: Path) -> None:
    file = snapshot_path(path)
    assert file.name == "place.db.snapshot.arrow"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert sorted(each.name for each in path.parent.iterdir()) == [path.name, file.name]


def test_snapshot_file_spares_reading_the_store(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _forbid_reading_all(monkeypatch)
    assert _needs_shown(path) == ["a", "b"]


def test_columns_from_the_file_have_the_types_of_those_from_the_store(tmp_path: Path) -> None:
    made = tmp_path / "place.db"
    rows = pd.DataFrame({"id": ["a", "b"], "name": ["A", "B"], "minimum_age": [18, None]})
    with closing(assetmap.open(made)) as store:
        store.apply(Changes({"Activity": rows}), based_on=0, actor="", note="")
        expected = store.snapshot().table("Activity")
    with closing(assetmap.open(made)) as store:
        found = store.snapshot().table("Activity")
    # One column is in part empty and others are wholly, of every type there is.
    assert {str(each) for each in found.dtypes} == {"str", "Int64", "boolean", "datetime64[us]"}
    pd.testing.assert_frame_equal(found, expected)


def test_snapshot_file_is_brought_up_to_date(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _forbid_reading_all(monkeypatch)
    with closing(assetmap.open(path)) as store:
        store.apply(_needs("c"), based_on=1, actor="", note="")
        assert store.snapshot().table("Need")["id"].tolist() == ["a", "b", "c"]
    monkeypatch.setattr(sqlite_reading, "changed_rows", None)
    assert _needs_shown(path) == ["a", "b", "c"]


@pytest.mark.parametrize("share", [0.0, 0.3, 0.7, 0.99])
def test_snapshot_file_cut_short_is_made_anew(path: Path, share: float) -> None:
    file = snapshot_path(path)
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * share)])
    assert _needs_shown(path) == ["a", "b"]
    assert file.read_bytes() == whole


def test_snapshot_file_with_any_byte_changed_is_never_believed(path: Path) -> None:
    file = snapshot_path(path)
    whole = file.read_bytes()
    with closing(assetmap.open(path)) as store:
        expected = store.read().rows["Need"]
        for place in range(0, len(whole), 29):
            changed = bytearray(whole)
            changed[place] ^= 0x41
            file.write_bytes(changed)
            found = read_kept(file, store.store_id)
            if found is not None:
                # A byte that nothing is read from, such as padding.
                assert found.snapshot.revision == 1
                pd.testing.assert_frame_equal(found.snapshot.table("Need"), expected)


def test_snapshot_file_of_another_store_is_not_used(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with closing(assetmap.open(other)) as store:
        store.apply(_needs("z"), based_on=0, actor="", note="")
    shutil.copy(snapshot_path(path), snapshot_path(other))
    assert _needs_shown(other) == ["z"]


def test_snapshot_file_of_another_model_is_not_used(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot_file, "statements", lambda: ["CREATE TABLE another (id TEXT)"])
    with closing(assetmap.open(path)) as store:
        assert read_kept(snapshot_path(path), store.store_id) is None
        assert store.snapshot().counts["Need"] == 2


def test_snapshot_file_from_before_a_backup_was_put_back_is_not_used(
    path: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "backup"
    shutil.copy(path, backup)
    with closing(assetmap.open(path)) as store:
        store.apply(_needs("lost"), based_on=1, actor="", note="")
        store.snapshot()
    shutil.copy(backup, path)
    with closing(assetmap.open(path)) as store:
        # The same store comes to revision 2 again, by another change.
        store.apply(_needs("kept"), based_on=1, actor="", note="")
    assert _needs_shown(path) == ["a", "b", "kept"]


def test_snapshot_needs_no_file(path: Path) -> None:
    file = snapshot_path(path)
    file.unlink()
    file.mkdir()
    (file / "in the way").touch()
    assert _needs_shown(path) == ["a", "b"]
    assert sorted(each.name for each in path.parent.iterdir()) == [path.name, file.name]


def test_snapshot_file_left_unfinished_is_replaced(path: Path) -> None:
    unfinished = path.with_name(f"{snapshot_path(path).name}.unfinished")
    unfinished.write_bytes(b"left by a killed process")
    snapshot_path(path).unlink()
    assert _needs_shown(path) == ["a", "b"]
    assert not unfinished.exists()
    assert snapshot_path(path).exists()


def test_snapshot_file_is_not_written_while_another_writes(path: Path) -> None:
    snapshot_path(path).unlink()
    with (
        closing(assetmap.open(path)) as reader,
        closing(assetmap.open(path)) as writer,
        writer._file.writing(),  # type: ignore[attr-defined]
    ):
        assert reader.snapshot().counts["Need"] == 2
    assert not snapshot_path(path).exists()


def test_replace_file_leaves_nothing_behind_when_it_cannot_write(tmp_path: Path) -> None:
    target = tmp_path / "folder"
    target.mkdir()
    (target / "in the way").touch()
    with pytest.raises(OSError, match="folder"):
        replace_file(target, packed(Kept(Snapshot("id"), "")))
    assert list(tmp_path.iterdir()) == [target]


def test_packed_says_nothing_of_empty_tables(tmp_path: Path) -> None:
    kept = Kept(Snapshot("id", 0, {"Need": pd.DataFrame({"id": []})}), "")
    replace_file(tmp_path / "file", packed(kept))
    found = read_kept(tmp_path / "file", "id")
    assert found is not None
    assert found.snapshot.rows == {}


def _many(n: int, **more: str) -> Changes:
    ids = [f"n{number:03}" for number in range(n)]
    return Changes({"Need": pd.DataFrame({"id": ids, "name": ids, **more})})


def test_a_small_change_leaves_the_file_and_is_seen_by_all(tmp_path: Path) -> None:
    path = tmp_path / "place.db"
    with closing(assetmap.open(path)) as store:
        store.apply(_many(200), based_on=0, actor="", note="")
        store.snapshot()
        before = snapshot_path(path).read_bytes()
        store.apply(_many(2, description="changed"), based_on=1, actor="", note="")
        assert store.snapshot().table("Need")["description"].notna().sum() == 2
    assert snapshot_path(path).read_bytes() == before
    with closing(assetmap.open(path)) as store:
        assert store.snapshot().table("Need")["description"].notna().sum() == 2


def test_many_small_changes_together_write_the_file_anew(tmp_path: Path) -> None:
    path = tmp_path / "place.db"
    with closing(assetmap.open(path)) as store:
        store.apply(_many(200), based_on=0, actor="", note="")
        store.snapshot()
        before = snapshot_path(path).read_bytes()
        for number in range(4):
            store.apply(_many(1, description=str(number)), based_on=number + 1, actor="", note="")
            store.snapshot()
        assert snapshot_path(path).read_bytes() != before
    kept = read_kept(snapshot_path(path), store.store_id)
    assert kept is not None
    assert kept.snapshot.revision == 5
