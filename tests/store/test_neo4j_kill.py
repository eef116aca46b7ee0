"""A server that is killed while it writes: the change is there whole, or not at all."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pandas as pd
import pytest

import assetmap
from assetmap.errors import StoreError
from assetmap.model import Changes

if TYPE_CHECKING:
    from pathlib import Path

    from assetmap.store import Store

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]

N_ROWS = 5_000


def _named(name: str) -> Changes:
    rows = pd.DataFrame({"id": [f"n{number}" for number in range(N_ROWS)], "name": name})
    return Changes({"Need": rows})


def _write_until_it_breaks(store: Store) -> int:
    """Give all rows one name after the other; return how many times that was acknowledged."""
    done = 0
    while True:
        try:
            store.apply(_named(f"name {done + 1}"), based_on=done, actor="Ada", note="")
        except StoreError:
            return done
        done += 1


def test_a_change_is_whole_or_not_there_when_the_server_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assetmap.store.neo4j_local import local_server  # noqa: PLC0415 - the extra may be missing

    password = "a password of ours"  # noqa: S105 - for a server that lives for a minute
    monkeypatch.setenv("ASSETMAP_NEO4J_USER", "neo4j")
    monkeypatch.setenv("ASSETMAP_NEO4J_PASSWORD", password)
    with local_server(tmp_path, password=password, is_throwaway=True) as server:
        store = assetmap.open(server.address)
        with ThreadPoolExecutor(1) as pool:
            writing = pool.submit(_write_until_it_breaks, store)
            while store.revision() < 2:
                time.sleep(0.05)
            time.sleep(0.3)
            server.process.kill()
            acknowledged = writing.result(timeout=120)
        store.close()
    with local_server(tmp_path, password=password, is_throwaway=True) as server:
        store = assetmap.open(server.address, must_exist=True)
        try:
            revision = store.revision()
            # The last one may have been done without anybody having been told.
            assert revision in {acknowledged, acknowledged + 1}
            names = store.read().rows["Need"]["name"]
            assert set(names) == {f"name {revision}"}
            assert len(names) == N_ROWS
            assert [each.number for each in store.history(limit=1_000)] == list(
                range(revision, 0, -1)
            )
            assert store.apply(_named("after"), based_on=revision, actor="Ada", note="")
        finally:
            store.close()
