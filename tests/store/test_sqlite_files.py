"""What the SQLite store says of files that it cannot use, and that it leaves them as they were."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pandas as pd
import pytest

import assetmap
from assetmap.errors import (
    BusyStoreError,
    DamagedStoreError,
    ForeignStoreError,
    FullDiskError,
    NewerStoreError,
    ReadOnlyStoreError,
    StoreError,
    UnreachableStoreError,
)
from assetmap.model import Changes
from assetmap.store import open_store
from assetmap.store.migrations import APPLICATION_ID

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _needs(*names: str) -> Changes:
    return Changes({"Need": pd.DataFrame({"id": list(names), "name": list(names)})})


def _many_needs(count: int) -> Changes:
    return Changes(
        {"Need": pd.DataFrame({"id": [f"{n}" for n in range(count)], "name": "x" * 300})}
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with one need in it, closed."""
    made = tmp_path / "place.db"
    with closing(assetmap.open(made)) as store:
        store.apply(_needs("company"), based_on=0, actor="", note="")
    return made


def _text(path: Path) -> None:
    path.write_text("id,name\n1,Choir\n", encoding="utf-8")


def _other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
        connection.commit()


def _other_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA application_id = 1")


def _folder(path: Path) -> None:
    path.mkdir()


def _pipe(path: Path) -> None:
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("make", "found"),
    [
        (_text, "a file of another kind"),
        (_other_database, "another program's SQLite database"),
        (_other_program, "another program's SQLite database"),
        (_folder, "a folder"),
        (_pipe, "not a plain file"),
    ],
)
def test_open_refuses_what_is_not_a_store(
    tmp_path: Path, make: Callable[[Path], None], found: str
) -> None:
    path = tmp_path / "other"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(ForeignStoreError, match=f"it is {found}"):
        assetmap.open(path)
    assert sorted(tmp_path.iterdir()) == [path]
    assert not path.is_file() or path.read_bytes() == before


def test_open_refuses_a_store_of_a_newer_version(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 999")
    before = path.read_bytes()
    with pytest.raises(NewerStoreError, match=r"its format is 999, this one knows up to \d+\)"):
        assetmap.open(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("address", ["", "with\0nul", "long" * 100])
def test_open_refuses_an_address_that_is_no_path(tmp_path: Path, address: str) -> None:
    with pytest.raises(UnreachableStoreError, match="cannot be opened"):
        assetmap.open(str(tmp_path / address) if len(address) > 10 else address)


def test_open_refuses_a_path_in_a_folder_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(UnreachableStoreError, match="there is no folder"):
        assetmap.open(tmp_path / "missing" / "place.db")
    assert list(tmp_path.iterdir()) == []


def test_open_refuses_a_path_through_a_file(path: Path) -> None:
    with pytest.raises(UnreachableStoreError, match="Not a directory"):
        assetmap.open(path / "place.db")


def test_open_never_repeats_a_password() -> None:
    with pytest.raises(StoreError) as refused:
        assetmap.open("neo4j://ada:s3cret@host:7687")
    assert "s3cret" not in str(refused.value)
    assert "host:7687" in str(refused.value)


def test_open_makes_no_store_that_must_exist(tmp_path: Path) -> None:
    path = tmp_path / "missing.db"
    with pytest.raises(UnreachableStoreError, match="there is no such file"):
        assetmap.open(path, must_exist=True)
    assert list(tmp_path.iterdir()) == []


def test_open_takes_an_empty_file_for_a_new_store_unless_it_must_exist(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with pytest.raises(ForeignStoreError, match="an empty file"):
        assetmap.open(path, must_exist=True)
    assert path.read_bytes() == b""
    with closing(assetmap.open(path)) as store:
        assert store.revision() == 0


def test_open_makes_a_file_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "odd ?#%20 name 'é'.db"
    with closing(assetmap.open(path)) as store:
        store.apply(_needs("a"), based_on=0, actor="", note="")
        for each in tmp_path.iterdir():
            assert stat.S_IMODE(each.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_open_does_not_depend_on_the_folder_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with closing(assetmap.open("place.db")) as store:
        assert store.address == "place.db"
        (tmp_path / "elsewhere").mkdir()
        monkeypatch.chdir(tmp_path / "elsewhere")
        store.apply(_needs("a"), based_on=0, actor="", note="")
        store.snapshot()
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert (tmp_path / "place.db.snapshot.arrow").exists()


@pytest.mark.parametrize("cut", [0.99, 0.6, 0.1, 0.005])
def test_a_file_that_was_cut_short_is_damaged(path: Path, cut: float) -> None:
    with closing(assetmap.open(path)) as store:
        store.apply(_many_needs(500), based_on=1, actor="", note="")
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * cut)])
    with pytest.raises(DamagedStoreError, match="is damaged"):
        _read(path)


def test_pages_overwritten_are_damage(path: Path) -> None:
    with closing(assetmap.open(path)) as store:
        store.apply(_many_needs(500), based_on=1, actor="", note="")
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\xff" * (size // 2))
    with pytest.raises(DamagedStoreError):
        _read(path)


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE Need",
        "DELETE FROM _meta WHERE name = 'store_id'",
        "ALTER TABLE Need DROP COLUMN synonyms",
        "UPDATE Need SET recorded_on = 'yesterday'",
        "UPDATE Need SET name = CAST(x'ff' AS TEXT)",
    ],
)
def test_what_nobody_of_ours_would_write_is_damage(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()
    with pytest.raises(DamagedStoreError, match="is damaged"):
        _read(path)


def _read(path: Path) -> None:
    with closing(assetmap.open(path, must_exist=True)) as store:
        store.read()


def test_a_locked_store_says_so_and_may_still_be_read(path: Path) -> None:
    with (
        closing(open_store(path, wait_s=0.1)) as store,
        closing(sqlite3.connect(path, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BusyStoreError, match=r"is locked: .* within 0 s"):
            store.apply(_needs("b"), based_on=1, actor="", note="")
        assert store.revision() == 1
        assert store.snapshot().counts["Need"] == 1
        other.execute("ROLLBACK")
        assert store.apply(_needs("b"), based_on=1, actor="", note="") == 2


def test_a_store_locked_for_readers_too_says_so(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(BusyStoreError):
            open_store(path, wait_s=0.1)


def test_a_full_disk_leaves_the_store_as_it_was(path: Path) -> None:
    with closing(assetmap.open(path)) as store:
        before = store.read()
        connection = store._file._connection  # type: ignore[attr-defined]
        (n_pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {n_pages + 4}")
        with pytest.raises(FullDiskError, match="No room is left"):
            store.apply(_many_needs(2000), based_on=1, actor="", note="")
        assert store.revision() == 1
        pd.testing.assert_frame_equal(store.read().rows["Need"], before.rows["Need"])
        connection.execute(f"PRAGMA max_page_count = {n_pages * 100}")
        assert store.apply(_many_needs(2000), based_on=1, actor="", note="") == 2


_UNDER_A_LIMIT = """
import resource, sys
import pandas as pd
import assetmap
from assetmap.errors import StoreError
from assetmap.model import Changes
path, limit = sys.argv[1], int(sys.argv[2])
needs = pd.DataFrame({"id": [str(n) for n in range(3000)], "name": "x" * 300})
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    store = assetmap.open(path)
    store.apply(Changes({"Need": needs}), based_on=store.revision(), actor="", note="")
except StoreError as error:
    print(type(error).__name__, error)
"""


@pytest.mark.parametrize("limit", [20_000, 300_000])
@pytest.mark.parametrize("is_new", [False, True])
def test_a_limit_on_the_size_of_files_is_a_full_disk(
    path: Path, limit: int, *, is_new: bool
) -> None:
    target = path.with_name("new.db") if is_new else path
    done = subprocess.run(  # noqa: S603  this file's own words
        [sys.executable, "-c", _UNDER_A_LIMIT, str(target), str(limit)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("FullDiskError")
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""
    with closing(assetmap.open(target)) as store:
        assert store.revision() == (0 if is_new else 1)
        assert store.apply(_needs("b"), based_on=store.revision(), actor="", note="")


_WITHOUT_RIGHTS = """
import os, sys
import pandas as pd
import assetmap
from assetmap.errors import StoreError
from assetmap.model import Changes
needs = pd.DataFrame({"id": ["b"], "name": ["B"]})
# What is loaded late must be loaded while this interpreter may still be read.
warm = assetmap.open(sys.argv[2])
warm.apply(Changes({"Need": needs}), based_on=0, actor="", note="")
warm.snapshot()
warm.close()
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    store = assetmap.open(sys.argv[1], must_exist=True)
    print(len(store.snapshot()))
    store.apply(Changes({"Need": needs}), based_on=store.revision(), actor="", note="")
except StoreError as error:
    print(type(error).__name__, error)
"""


def _as_somebody_else(path: Path, warm: Path) -> list[str]:
    for folder in (path.parent, *path.parents[1:3]):
        folder.chmod(folder.stat().st_mode | 0o055)
    done = subprocess.run(  # noqa: S603  this file's own words
        [sys.executable, "-c", _WITHOUT_RIGHTS, str(path), str(warm)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_a_file_that_may_not_be_read_says_so(path: Path, tmp_path: Path) -> None:
    path.chmod(0o000)
    assert _as_somebody_else(path, tmp_path / "warm.db") == [
        f"{UnreachableStoreError.__name__} {str(path)!r} cannot be opened: Permission denied."
    ]


def test_a_file_that_may_not_be_written_is_not_changed(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    path.chmod(0o444)
    *_, last = _as_somebody_else(path, tmp_path / "warm.db")
    assert last.startswith((ReadOnlyStoreError.__name__, UnreachableStoreError.__name__))
    assert path.read_bytes() == before


def test_store_is_marked_as_ours(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert path.read_bytes()[68:72] == b"AsMp"
