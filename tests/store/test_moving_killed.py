"""A copy whose program is killed goes on when it is run again; and the drill of a restore."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest
from tests.kept_places import copy_of_sample

import assetmap
from assetmap.model import Snapshot
from assetmap.store.archive_reading import read_archive
from assetmap.store.archive_writing import write_archive
from assetmap.store.content_hash import content_hash
from assetmap.store.copying import copy_place, restore_place
from assetmap.views.measuring.network import network_measures

if TYPE_CHECKING:
    from pathlib import Path

    from assetmap.store import Store

pytestmark = pytest.mark.slow

CHILD = """
import sys
from pathlib import Path

import assetmap
from assetmap.model import Snapshot
from assetmap.store.archive_reading import read_archive
from assetmap.store.copying import copy_place, restore_place

def tell(step, done, n_rows):
    print(step, done, flush=True)

how, source, target, part_rows = sys.argv[1:]
store = assetmap.open(target)
if how == "copy":
    opened = assetmap.open(source, must_exist=True)
    place = Snapshot(opened.store_id, opened.revision(), opened.read().rows)
    copy_place(place, store, part_rows=int(part_rows), tell=tell)
else:
    restore_place(read_archive(Path(source)), store, part_rows=int(part_rows), tell=tell)
"""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the sample place."""
    return str(copy_of_sample(tmp_path_factory))


def _kill_after(n_parts: int, *arguments: object, wait_s: float) -> None:
    """Run the child and kill it `wait_s` after it began its part number `n_parts` + 1."""
    with subprocess.Popen(  # noqa: S603  our own interpreter and script
        [sys.executable, "-c", CHILD, *map(str, arguments)], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        begun = 0
        while begun <= n_parts:
            line = child.stdout.readline()
            assert line, "the child ended by itself"
            begun += line.startswith("Copying")
        time.sleep(wait_s)
        child.kill()
        assert child.wait() == -9


def _measures(store: Store) -> dict[str, Any]:
    return network_measures(store.snapshot()).as_json()


def test_a_copy_killed_again_and_again_goes_on_to_the_same_hash(
    sample: str, tmp_path: Path
) -> None:
    target = tmp_path / "copy.db"
    n_before = -1
    for n_parts, wait_s in enumerate(random.Random(7).uniform(0, 0.05) for _ in range(3)):
        _kill_after(n_parts + 1, "copy", sample, target, 1_500, wait_s=wait_s)
        store = assetmap.open(target, must_exist=True)
        n_there = len(store.read())
        store.close()
        assert n_before < n_there < 19_000
        n_before = n_there
    source, store = assetmap.open(sample, must_exist=True), assetmap.open(target)
    try:
        rows = source.read().rows
        copied = copy_place(Snapshot(source.store_id, source.revision(), rows), store)
        assert 0 < copied.n_written == copied.n_rows - n_before
        assert copied.n_forgotten == 0
        assert content_hash(store.read().rows) == content_hash(rows) == copied.content_hash
        assert _measures(store) == _measures(source)
    finally:
        source.close()
        store.close()


@pytest.mark.neo4j
def test_the_drill_of_a_restore_by_way_of_the_other_engine(
    sample: str, neo4j_address: str, tmp_path: Path
) -> None:
    first = assetmap.open(sample, must_exist=True)
    expected = _measures(first)
    archive = write_archive(first, tmp_path / "first.backup")
    first.close()
    _kill_after(1, "restore", tmp_path / "first.backup", neo4j_address, 5_000, wait_s=0.5)
    server = assetmap.open(neo4j_address, must_exist=True)
    restored = restore_place(read_archive(tmp_path / "first.backup"), server)
    assert 0 < restored.n_written < restored.n_rows == len(archive.snapshot)
    assert restored.content_hash == archive.content_hash
    assert _measures(server) == expected
    again = write_archive(server, tmp_path / "second.backup")
    server.close()
    assert again.content_hash == archive.content_hash
    last = assetmap.open(tmp_path / "last.db")
    try:
        restore_place(read_archive(tmp_path / "second.backup"), last)
        assert content_hash(last.read().rows) == archive.content_hash
        assert _measures(last) == expected
    finally:
        last.close()
