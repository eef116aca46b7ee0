"""A backup says itself whether it is whole, and unpacks to what was put in or to nothing."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from tests.store.moving_place import exact_place, full_place, hostile_place

import assetmap
from assetmap.errors import (
    DamagedArchiveError,
    FullDiskError,
    NewerArchiveError,
    UnreadableFileError,
    UnwritableFileError,
)
from assetmap.model import Changes
from assetmap.store import archive_reading, archive_writing
from assetmap.store.archive_form import (
    MANIFEST,
    N_DIGITS,
    SEAL_WORDS,
    digest_of,
    packed_rows,
    unpacked_rows,
)
from assetmap.store.archive_reading import read_archive, read_open_archive
from assetmap.store.archive_writing import write_archive
from assetmap.store.content_hash import content_hash, table_digests

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from assetmap.store import Store

SMALL = {"Need": pd.DataFrame({"id": ["n1", "n2"], "name": ["Company", ""], "x_own": [None, "x"]})}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = assetmap.open(tmp_path / "place.db")
    yield opened
    opened.close()


@pytest.fixture
def small(store: Store, tmp_path: Path) -> bytes:
    """A backup of two rows."""
    store.apply(Changes(SMALL), based_on=0, actor="Ada", note="two rows")
    write_archive(store, tmp_path / "small.backup")
    return (tmp_path / "small.backup").read_bytes()


def _refused(content: bytes, error: type[Exception] = DamagedArchiveError) -> str:
    with pytest.raises(error) as raised:
        read_open_archive(io.BytesIO(content), "b")
    return str(raised.value)


def _altered(
    content: bytes, change: Callable[[dict[str, Any], dict[str, bytes]], None] | None = None
) -> bytes:
    """Return a backup as a forger would make it: other content, and a seal that fits it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(files[MANIFEST])
    if change is not None:
        change(manifest, files)
        files[MANIFEST] = json.dumps(manifest).encode()
    return _sealed(files)


def _sealed(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, file in files.items():
            archive.writestr(name, file)
        archive.comment = SEAL_WORDS + b"0" * N_DIGITS
    before = made.getvalue()[:-N_DIGITS]
    return before + digest_of(io.BytesIO(before), len(before)).encode()


def test_every_flipped_bit_is_found(small: bytes) -> None:
    whole = content_hash(SMALL)
    assert read_open_archive(io.BytesIO(small), "b").content_hash == whole
    for place in range(len(small)):
        for bit in range(8):
            damaged = bytearray(small)
            damaged[place] ^= 1 << bit
            with pytest.raises(DamagedArchiveError):
                read_open_archive(io.BytesIO(bytes(damaged)), "b")


def test_every_truncation_and_every_longer_file_is_found(small: bytes) -> None:
    for length in range(len(small)):
        _refused(small[:length])
    _refused(small + b"\0")
    _refused(b"\0" + small)
    _refused(small + small)


@pytest.mark.parametrize("place", [full_place, hostile_place, exact_place])
def test_rows_come_out_of_a_file_as_they_went_in(place: Callable[[], Any]) -> None:
    for table, rows in place().items():
        content = packed_rows(table, rows)
        found = unpacked_rows(table, content, "b")
        assert found["id"].tolist() == rows["id"].tolist()
        assert table_digests({table: found}) == table_digests({table: rows})


def test_a_backup_holds_rows_and_what_was_said_of_changes_and_no_earlier_rows(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "b.zip"
    store.apply(Changes(full_place()), based_on=0, actor="Ada", note="all")
    secret = pd.DataFrame({"id": ["p"], "display_name": ["Withdrawn Name"]})
    store.apply(Changes({"Champion": secret}), based_on=1, actor="Ada", note="one more")
    store.apply(Changes(removed={"Champion": ("p",)}), based_on=2, actor="Bo", note="and gone")
    written = write_archive(store, path)
    read = read_archive(path)
    assert read.content_hash == written.content_hash == content_hash(full_place())
    assert (read.snapshot.store_id, read.snapshot.revision) == (store.store_id, 3)
    said = [(each["revision"], each["actor"], each["note"]) for each in read.history]
    assert said == [(3, "Bo", "and gone"), (2, "Ada", "one more"), (1, "Ada", "all")]
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        content = b"".join(archive.read(name) for name in archive.namelist())
    assert b"Withdrawn Name" not in content


def test_an_empty_place_can_be_backed_up(store: Store, tmp_path: Path) -> None:
    write_archive(store, tmp_path / "b.zip")
    assert len(read_archive(tmp_path / "b.zip").snapshot) == 0


def test_a_backup_is_for_its_owner_alone_and_replaces_nothing_unasked(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "b.zip"
    path.write_text("something dear")
    with pytest.raises(UnwritableFileError, match="there already"):
        write_archive(store, path)
    assert path.read_text() == "something dear"
    write_archive(store, path, may_replace=True)
    assert path.stat().st_mode & 0o777 == 0o600
    assert sorted(tmp_path.glob("b.zip*")) == [path]


def test_a_full_disk_leaves_the_earlier_backup(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "b.zip"
    write_archive(store, path)
    before = path.read_bytes()

    def fill(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive_writing, "_seal", fill)
    with pytest.raises(FullDiskError):
        write_archive(store, path, may_replace=True)
    assert path.read_bytes() == before
    assert sorted(tmp_path.glob("b.zip*")) == [path]


def test_a_backup_that_is_not_read_back_as_it_was_is_not_kept(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.apply(Changes(SMALL), based_on=0, actor="Ada", note="")
    other = {"Need": SMALL["Need"].assign(name="another")}
    monkeypatch.setattr(
        archive_writing, "packed_rows", lambda table, _: packed_rows(table, other[table])
    )
    with pytest.raises(DamagedArchiveError):
        write_archive(store, tmp_path / "b.zip")
    assert not list(tmp_path.glob("b.zip*"))


def test_what_is_no_backup_is_refused_in_one_line(tmp_path: Path) -> None:
    for content in (b"", b"PK\x05\x06" + b"\0" * 18, b"SQLite format 3\0" * 100):
        said = _refused(content)
        assert "not a backup of assetmap's" in said
        assert "\n" not in said
    with pytest.raises(UnreadableFileError):
        read_archive(tmp_path / "missing")
    with pytest.raises(UnreadableFileError):
        read_archive(tmp_path)


def test_a_newer_backup_is_refused(small: bytes) -> None:
    assert len(read_open_archive(io.BytesIO(_altered(small)), "b").snapshot) == 2

    def raise_format(manifest: dict[str, Any], _: object) -> None:
        manifest["format"] = 2

    def add_table(manifest: dict[str, Any], files: dict[str, bytes]) -> None:
        manifest["tables"].append({**manifest["tables"][0], "table": "../../etc/passwd"})
        files["../../etc/passwd.csv"] = files["Need.csv"]

    def add_column(manifest: dict[str, Any], files: dict[str, bytes]) -> None:
        files["Need.csv"] = files["Need.csv"].replace(b'"description"', b'"newness"')
        manifest["tables"][0]["sha256"] = digest_of(io.BytesIO(files["Need.csv"]), 1 << 20)

    for change in (raise_format, add_table, add_column):
        assert "newer assetmap" in _refused(_altered(small, change), NewerArchiveError)


def _without_a_file(_: dict[str, Any], files: dict[str, bytes]) -> None:
    del files["Need.csv"]


def _with_a_file_too_many(_: dict[str, Any], files: dict[str, bytes]) -> None:
    files["Area.csv"] = files["Need.csv"]


def _with_other_rows(_: dict[str, Any], files: dict[str, bytes]) -> None:
    files["Need.csv"] = files["Need.csv"].replace(b"Company", b"Company!")


def _with_other_rows_and_their_sum(manifest: dict[str, Any], files: dict[str, bytes]) -> None:
    _with_other_rows(manifest, files)
    content = files["Need.csv"]
    manifest["tables"][0] |= {
        "bytes": len(content), "sha256": digest_of(io.BytesIO(content), len(content))
    }  # fmt: skip


def _with_a_table_twice(manifest: dict[str, Any], _: object) -> None:
    manifest["tables"] *= 2


def _without_tables(manifest: dict[str, Any], _: object) -> None:
    del manifest["tables"]


def _with_a_list_for_a_number(manifest: dict[str, Any], _: object) -> None:
    manifest["format"] = []


@pytest.mark.parametrize(
    "change",
    [
        _without_a_file,
        _with_a_file_too_many,
        _with_other_rows,
        _with_other_rows_and_their_sum,
        _with_a_table_twice,
        _without_tables,
        _with_a_list_for_a_number,
    ],
)
def test_a_sealed_file_of_another_form_is_refused(
    small: bytes, change: Callable[[dict[str, Any], dict[str, bytes]], None]
) -> None:
    _refused(_altered(small, change))


def test_a_sealed_file_that_is_no_archive_is_refused() -> None:
    for content in (b"", b"PK\x05\x06" + b"\xff" * 60, b"[" * 100_000):
        before = content + SEAL_WORDS
        _refused(before + digest_of(io.BytesIO(before), len(before)).encode())
    _refused(_sealed({}))
    _refused(_sealed({MANIFEST: b"[" * 100_000}))
    _refused(_sealed({MANIFEST: b"\xff\xfe"}))


def test_a_file_that_would_unpack_to_far_more_is_refused_before_it_does(
    small: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = _sealed({MANIFEST: b"{}", "Need.csv": b"0" * (101 << 20)})
    assert len(bomb) < 1 << 20
    assert "would unpack to 105,906,178 bytes" in _refused(bomb)
    monkeypatch.setattr(archive_reading, "MOST_BYTES", 100)
    assert "would unpack to" in _refused(small)
