"""Nothing of a forgotten person is left in the bytes of the SQLite store's files."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pandas as pd
import pytest

import assetmap
from assetmap.errors import UnwipedStoreError
from assetmap.model import Changes
from assetmap.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from assetmap.store import Store

SECRETS = (b"Rosalind Secret", b"Franklin Secret", b"champion-4711")


def _apply(store: Store, champions: pd.DataFrame) -> None:
    changes = Changes({"Champion": champions})
    store.apply(changes, based_on=store.revision(), actor="Ada", note="a test")


def _fill(store: Store) -> None:
    """Make a place in which one person is written, renamed, moved about within pages."""
    others = pd.DataFrame(
        {
            "id": [f"c{n:04}" for n in range(400)],
            "display_name": [f"Person {n}" for n in range(400)],
        }
    )
    person = pd.DataFrame({"id": ["champion-4711"], "display_name": ["Rosalind Secret"]})
    _apply(store, pd.concat([others[:200], person, others[200:]]))
    _apply(store, person.assign(display_name="Franklin Secret", languages="Latin|" * 200))
    _apply(store, others.assign(languages=[f"Language {n % 50} " * (n % 50) for n in range(400)]))
    serves = pd.DataFrame({"id": ["s"], "from_id": ["champion-4711"], "to_id": ["w"]})
    area = pd.DataFrame({"id": ["w"], "name": ["Ward"]})
    both = Changes({"SERVES": serves, "Area": area})
    store.apply(both, based_on=store.revision(), actor="Ada", note="")
    store.snapshot()


def _left(folder: Path) -> dict[str, list[bytes]]:
    found = {
        file.name: [secret for secret in SECRETS if secret in file.read_bytes()]
        for file in folder.iterdir()
        if file.is_file()
    }
    return {name: secrets for name, secrets in found.items() if secrets}


def test_forget_leaves_no_trace_in_any_file(tmp_path: Path) -> None:
    with closing(assetmap.open(tmp_path / "place.db")) as store:
        _fill(store)
        assert "place.db.snapshot.arrow" in _left(tmp_path)
        store.forget(["champion-4711"], actor="Ada")
        assert _left(tmp_path) == {}
        assert store.snapshot().counts["Champion"] == 400
        assert _left(tmp_path) == {}
    assert _left(tmp_path) == {}


def test_forget_of_somebody_taken_out_before_leaves_no_trace(tmp_path: Path) -> None:
    with closing(assetmap.open(tmp_path / "place.db")) as store:
        _fill(store)
        removed = Changes(removed={"Champion": ("champion-4711",), "SERVES": ("s",)})
        store.apply(removed, based_on=store.revision(), actor="Ada", note="")
        store.forget(["champion-4711"], actor="Ada")
        assert _left(tmp_path) == {}


def test_forget_says_when_a_reader_keeps_traces_alive_and_wipes_later(tmp_path: Path) -> None:
    path = tmp_path / "place.db"
    with closing(open_store(path, wait_s=0.1)) as store:
        _fill(store)
        with closing(sqlite3.connect(path, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM Champion").fetchone()
            with pytest.raises(UnwipedStoreError, match="The rows are forgotten, but traces"):
                store.forget(["champion-4711"], actor="Ada")
            assert store.snapshot().counts["Champion"] == 400
        # As a process that is killed leaves it: nobody closes the store properly.
        left = tmp_path / "left"
        left.mkdir()
        for file in (path, path.with_name("place.db-wal")):
            shutil.copy(file, left)
        assert _left(left)
        assetmap.open(left / "place.db").close()
        assert _left(left) == {}
        store.wipe()  # type: ignore[attr-defined]
        assert _left(tmp_path) == {}


def test_forget_takes_ties_of_the_past_out_of_the_history(tmp_path: Path) -> None:
    with closing(assetmap.open(tmp_path / "place.db")) as store:
        _fill(store)
        tie = pd.DataFrame(
            {"id": ["tie of champion-4711"], "from_id": ["champion-4711"], "to_id": ["w"]}
        )
        store.apply(Changes({"SERVES": tie}), based_on=4, actor="Ada", note="")
        gone = Changes(removed={"SERVES": ("tie of champion-4711",)})
        store.apply(gone, based_on=5, actor="Ada", note="")
        store.forget(["champion-4711"], actor="Ada")
        assert _left(tmp_path) == {}


def test_forget_takes_an_unfinished_snapshot_file_too(tmp_path: Path) -> None:
    with closing(assetmap.open(tmp_path / "place.db")) as store:
        _fill(store)
        unfinished = tmp_path / "place.db.snapshot.arrow.unfinished"
        unfinished.write_bytes(b"... Rosalind Secret ...")
        store.forget(["champion-4711"], actor="Ada")
        assert not unfinished.exists()


def test_forgotten_rows_do_not_come_back_with_a_late_snapshot_file(tmp_path: Path) -> None:
    path = tmp_path / "place.db"
    with closing(assetmap.open(path)) as slow, closing(assetmap.open(path)) as other:
        _fill(other)
        late = other._latest  # type: ignore[attr-defined]
        other.forget(["champion-4711"], actor="Ada")
        # What a reader does that had read everything just before.
        slow._keep(late)  # type: ignore[attr-defined]
        assert _left(tmp_path) == {}
        assert slow.snapshot().counts["Champion"] == 400
