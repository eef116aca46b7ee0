"""Opening a place on a server: what is refused, and in which words."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pandas as pd
import pytest

import assetmap
from assetmap.errors import (
    BusyStoreError,
    DataError,
    ForeignStoreError,
    NewerStoreError,
    RefusedLoginError,
    StoreError,
    UnreachableStoreError,
)
from assetmap.model import Changes

if TYPE_CHECKING:
    from tests.store.conftest import Server

pytestmark = pytest.mark.neo4j

_AREA = Changes({"Area": pd.DataFrame({"id": ["w"], "name": ["Ward"]})})


def test_wrong_password_is_one_line_and_exit_code_2(
    neo4j_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSETMAP_NEO4J_PASSWORD", "not the password")
    with pytest.raises(RefusedLoginError, match="ASSETMAP_NEO4J_PASSWORD"):
        assetmap.open(neo4j_address)
    ran = subprocess.run(  # noqa: S603 - our own interpreter and command
        [sys.executable, "-m", "assetmap.cli.main", "store", "history", "--store", neo4j_address],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert ran.stdout == ""
    assert ran.stderr.count("\n") == 1
    assert "does not take the user and the password" in ran.stderr
    assert "not the password" not in ran.stderr


def test_a_password_in_the_address_is_refused_and_not_repeated(neo4j_address: str) -> None:
    host = neo4j_address.partition("://")[2]
    with pytest.raises(UnreachableStoreError, match="ASSETMAP_NEO4J_PASSWORD") as refused:
        assetmap.open(f"bolt://ada:secret@{host}")
    assert "secret" not in str(refused.value)
    assert "ada" not in str(refused.value)


@pytest.mark.parametrize("address", ["bolt://", "bolt://:7687", "bolt://host:port", "bolt://h/x"])
def test_what_is_no_address_is_said_to_be_none(address: str) -> None:
    with pytest.raises(UnreachableStoreError, match="not an address such as"):
        assetmap.open(address)


def test_a_server_that_is_not_there_is_missed_at_once() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    begun = time.monotonic()
    with pytest.raises(UnreachableStoreError, match="no Neo4j server answers there"):
        assetmap.open(f"bolt://127.0.0.1:{port}")
    assert time.monotonic() - begun < 10


def test_a_server_without_a_place_is_not_made_one_by_looking(
    neo4j_address: str, neo4j_server: Server
) -> None:
    with pytest.raises(UnreachableStoreError, match="holds no place yet"):
        assetmap.open(neo4j_address, must_exist=True)
    found = neo4j_server.driver.execute_query("MATCH (n) RETURN count(n) AS n_nodes")
    assert found.records[0]["n_nodes"] == 0


def test_a_graph_of_something_else_is_left_as_it_is(
    neo4j_address: str, neo4j_server: Server
) -> None:
    neo4j_server.driver.execute_query("CREATE (:Film {name: 'Kes'})")
    with pytest.raises(ForeignStoreError, match="a graph of something else"):
        assetmap.open(neo4j_address)
    found = neo4j_server.driver.execute_query("MATCH (n) RETURN n.name AS name")
    assert [record["name"] for record in found.records] == ["Kes"]


def test_a_place_of_a_newer_assetmap_is_refused(neo4j_address: str, neo4j_server: Server) -> None:
    assetmap.open(neo4j_address).close()
    neo4j_server.driver.execute_query("MATCH (m:_Meta {name: 'store'}) SET m.format = 99")
    with pytest.raises(NewerStoreError, match="its format is 99"):
        assetmap.open(neo4j_address)


def test_both_schemes_open_the_same_place(neo4j_address: str) -> None:
    first = assetmap.open(neo4j_address)
    second = assetmap.open(neo4j_address.replace("bolt://", "neo4j://"))
    try:
        first.apply(_AREA, based_on=0, actor="Ada", note="")
        assert second.store_id == first.store_id
        assert second.read().rows["Area"]["name"].tolist() == ["Ward"]
    finally:
        first.close()
        second.close()


def test_a_write_while_reading_is_refused_by_the_server(neo4j_address: str) -> None:
    from assetmap.store.neo4j_graph import ask  # noqa: PLC0415 - the extra may be missing
    from assetmap.store.neo4j_store import Neo4jStore  # noqa: PLC0415

    store = assetmap.open(neo4j_address)
    try:
        assert isinstance(store, Neo4jStore)
        with pytest.raises(StoreError, match=r"(?i)read access mode|not allowed"):
            store._graph.look(lambda transaction: ask(transaction, "set_state", before=0, number=8))
        assert store.revision() == 0
    finally:
        store.close()


def test_a_cell_too_long_to_be_looked_up_by_is_said_to_be(neo4j_address: str) -> None:
    store = assetmap.open(neo4j_address)
    rows = pd.DataFrame({"id": ["w"], "name": ["long " * 10_000]})
    try:
        with pytest.raises(DataError, match="longer than it can hold"):
            store.apply(Changes({"Area": rows}), based_on=0, actor="Ada", note="")
        assert store.revision() == 0
    finally:
        store.close()


def test_a_change_that_was_cut_off_while_it_became_visible_is_settled(
    neo4j_address: str, neo4j_server: Server
) -> None:
    store = assetmap.open(neo4j_address)
    try:
        store.apply(_AREA, based_on=0, actor="Ada", note="")
        # What a program leaves that was killed after it gave the sign and before it was done.
        neo4j_server.driver.execute_query("MATCH (m:_Meta {name: 'state'}) SET m.number = 3")
        assert store.read().rows["Area"]["name"].tolist() == ["Ward"]
        assert store.revision() == 1
        renamed = Changes({"Area": pd.DataFrame({"id": ["w"], "name": ["Renamed"]})})
        assert store.apply(renamed, based_on=1, actor="Ada", note="") == 2
    finally:
        store.close()


def test_a_store_that_another_keeps_locked_is_said_to_be(
    neo4j_address: str, neo4j_server: Server
) -> None:
    store = assetmap.open(neo4j_address, wait_s=1.0)
    try:
        with (
            neo4j_server.driver.session() as session,
            session.begin_transaction() as transaction,
        ):
            transaction.run("MATCH (m:_Meta {name: 'store'}) SET m.locked_at = 1").consume()
            with pytest.raises(BusyStoreError, match="another program is writing"):
                store.apply(_AREA, based_on=0, actor="Ada", note="")
            assert store.revision() == 0
        assert store.apply(_AREA, based_on=0, actor="Ada", note="") == 1
    finally:
        store.close()
