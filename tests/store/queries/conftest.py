"""The sample place in the shared Neo4j server, put in once for all tests of this folder."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from tests.kept_places import copy_of_sample

import assetmap
from assetmap.model import Changes
from assetmap.store.graph_schema import load_query

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd
    from tests.store.conftest import Server

    from assetmap.model import Snapshot


@dataclass
class Kept:
    """Which store the graph is, and which place was put into it."""

    place: str = ""
    store_id: str = ""


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Return the sample place, which the other engine has read."""
    with closing(assetmap.open(copy_of_sample(tmp_path_factory))) as store:
        return store.snapshot()


@pytest.fixture(scope="session")
def kept() -> Kept:
    return Kept()


@pytest.fixture
def put_in(
    neo4j_server: Server, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str, Mapping[str, pd.DataFrame]], Server]:
    """Give what puts a place into the graph, anew only if another test took it out."""

    def put(place: str, rows: Mapping[str, pd.DataFrame]) -> Server:
        if kept.place == place and _store_id(neo4j_server) == kept.store_id:
            return neo4j_server
        monkeypatch.setenv("ASSETMAP_NEO4J_USER", neo4j_server.user)
        monkeypatch.setenv("ASSETMAP_NEO4J_PASSWORD", neo4j_server.password)
        neo4j_server.driver.execute_query("MATCH (node) DETACH DELETE node")
        store = assetmap.open(neo4j_server.address)
        store.apply(Changes(dict(rows)), based_on=0, actor="Ada", note=place)
        store.close()
        # The planner goes by what the server knows of its indexes, which is learned in time.
        neo4j_server.driver.execute_query("CALL db.prepareForReplanning(60)")
        kept.place, kept.store_id = place, _store_id(neo4j_server)
        return neo4j_server

    return put


@pytest.fixture
def graph(put_in: Callable[[str, Mapping[str, pd.DataFrame]], Server], sample: Snapshot) -> Server:
    """Return the server with the sample place in it."""
    return put_in("the sample place", sample.rows)


def _store_id(server: Server) -> str:
    found = server.driver.execute_query(load_query("find_meta")).records
    return str(found[0]["meta"]["store_id"]) if found else ""
