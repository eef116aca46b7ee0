"""The sample place in the shared Neo4j server, put in once for all tests of this folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import assetmap
from assetmap.ingest import load_files
from assetmap.model import Changes
from assetmap.resources import resource_folder
from assetmap.store.graph_schema import load_query

if TYPE_CHECKING:
    from tests.store.conftest import Server

    from assetmap.model import Snapshot


class _Kept:
    """What the graph held when the sample place was last put in."""

    store_id = ""


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Return the sample place, which the other engine has read."""
    store = assetmap.open(tmp_path_factory.mktemp("sample") / "sample.db")
    load_files(store, [resource_folder("sample_data")])
    snapshot = store.snapshot()
    store.close()
    return snapshot


@pytest.fixture(scope="session")
def kept() -> _Kept:
    return _Kept()


@pytest.fixture
def graph(
    neo4j_server: Server, sample: Snapshot, kept: _Kept, monkeypatch: pytest.MonkeyPatch
) -> Server:
    """Return the server with the sample place in it, put in anew only if another test took it."""
    if kept.store_id and _store_id(neo4j_server) == kept.store_id:
        return neo4j_server
    monkeypatch.setenv("ASSETMAP_NEO4J_USER", neo4j_server.user)
    monkeypatch.setenv("ASSETMAP_NEO4J_PASSWORD", neo4j_server.password)
    neo4j_server.driver.execute_query("MATCH (node) DETACH DELETE node")
    store = assetmap.open(neo4j_server.address)
    store.apply(Changes(dict(sample.rows)), based_on=0, actor="Ada", note="the sample place")
    store.close()
    # The planner goes by what it knows of the graph, and learns it in the background.
    neo4j_server.driver.execute_query("CALL db.awaitIndexes(60)")
    neo4j_server.driver.execute_query("CALL db.resampleOutdatedIndexes()")
    neo4j_server.driver.execute_query("CALL db.clearQueryCaches()")
    kept.store_id = _store_id(neo4j_server)
    return neo4j_server


def _store_id(server: Server) -> str:
    found = server.driver.execute_query(load_query("find_meta")).records
    return str(found[0]["meta"]["store_id"]) if found else ""
