"""A network between assetmap and its server that is cut, or slow."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from tests.store.proxy import wire_to

import assetmap
from assetmap.errors import StoreError, UnreachableStoreError
from assetmap.model import Changes

if TYPE_CHECKING:
    from tests.neo4j_server import Server

    from assetmap.store import Store

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]

N_ROWS = 2_000


@pytest.fixture(params=["one transaction", "batches"])
def n_batches(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """In how many batches a change of `N_ROWS` is made."""
    from assetmap.store import neo4j_changes  # noqa: PLC0415 - the extra may be missing

    if request.param == "one transaction":
        return 1
    monkeypatch.setattr(neo4j_changes, "MOST_AT_ONCE", 500)
    monkeypatch.setattr(neo4j_changes, "_CHUNK", 500)
    return N_ROWS // 500


def _needs(name: str) -> Changes:
    rows = pd.DataFrame({"id": [f"n{number}" for number in range(N_ROWS)], "name": name})
    return Changes({"Need": rows})


def _apply(store: Store, name: str) -> int:
    return store.apply(_needs(name), based_on=store.revision(), actor="Ada", note=name)


def _is_whole(store: Store, name: str) -> bool:
    rows = store.read().rows["Need"]
    return len(rows) == N_ROWS and set(rows["name"]) == {name}


@pytest.mark.parametrize("share", [0.2, 0.7])
def test_a_change_whose_network_is_cut_is_whole_or_not_there(
    neo4j_address: str, n_batches: int, share: float
) -> None:
    with wire_to(neo4j_address) as (wire, address):
        with closing(assetmap.open(address, wait_s=2.0)) as far:
            _apply(far, "first")
            n_sent = wire.n_bytes
            _apply(far, "second")
            n_sent = wire.n_bytes - n_sent
            with ThreadPoolExecutor(1) as pool:
                cut_at = wire.n_bytes + share * n_sent
                writing = pool.submit(_apply, far, "third")
                while wire.n_bytes < cut_at and not writing.done():
                    time.sleep(0.001)
                wire.cut()
                with pytest.raises(UnreachableStoreError, match="the connection broke"):
                    writing.result(timeout=120)
        with closing(assetmap.open(neo4j_address)) as near:
            assert near.revision() == 2, n_batches
            assert _is_whole(near, "second")
            assert [each.number for each in near.history(limit=9)] == [2, 1]
            assert _apply(near, "fourth") == 3
        wire.mend()
        with closing(assetmap.open(address)) as far:
            assert _is_whole(far, "fourth")


def test_a_store_goes_on_after_its_network_was_cut_for_a_time(
    neo4j_address: str, n_batches: int
) -> None:
    with (
        wire_to(neo4j_address) as (wire, address),
        closing(assetmap.open(address, wait_s=2.0)) as store,
    ):
        _apply(store, "first")
        wire.cut()
        with pytest.raises(UnreachableStoreError, match="did not come back within 2 s"):
            store.read()
        wire.mend()
        assert _is_whole(store, "first")
        assert _apply(store, "second") == 2
        assert _is_whole(store, "second"), n_batches


def test_a_slow_network_makes_nothing_wrong(
    neo4j_address: str, neo4j_server: Server, n_batches: int
) -> None:
    with (
        wire_to(neo4j_address) as (wire, address),
        closing(assetmap.open(address, wait_s=20.0)) as far,
        closing(assetmap.open(neo4j_address, wait_s=20.0)) as near,
    ):
        wire.delay_s = 0.05
        assert _apply(far, "far") == 1
        assert _is_whole(near, "far")
        assert _apply(near, "near") == 2
        assert _is_whole(far, "near"), n_batches
        assert near.store_id == far.store_id
        found = neo4j_server.driver.execute_query("MATCH (n:Need) RETURN count(n) AS n")
        assert found.records[0]["n"] == N_ROWS


def test_while_the_network_is_cut_nothing_can_be_opened_and_it_is_said(neo4j_address: str) -> None:
    with wire_to(neo4j_address) as (wire, address):
        wire.cut()
        with pytest.raises(StoreError, match="no Neo4j server answers there") as caught:
            assetmap.open(address, wait_s=1.0)
        assert "\n" not in str(caught.value)
