"""The engines that the contract's tests run on, and the Neo4j server that one of them needs.

The server is started once a run, on this machine alone, in a temporary folder, and killed at the
end. `ASSETMAP_NEO4J_URI` names another, with `ASSETMAP_NEO4J_USER` and `ASSETMAP_NEO4J_PASSWORD`;
its graph must be empty at first, and is empty at the end.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

import pytest

import assetmap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from neo4j import Driver

    from assetmap.store import Store

ENGINES = (pytest.param("sqlite"), pytest.param("neo4j", marks=pytest.mark.neo4j))


class Server(NamedTuple):
    """A Neo4j server, and the means to look into it and to empty it."""

    address: str
    user: str
    password: str
    driver: Driver


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start a server, or take the one that is named, and leave it empty."""
    # Not at the top: the extra may be missing, and the other engine is tested all the same.
    from neo4j import GraphDatabase  # noqa: PLC0415

    from assetmap.store.neo4j_local import local_server  # noqa: PLC0415

    named = os.environ.get("ASSETMAP_NEO4J_URI", "")
    if named:
        user = os.environ.get("ASSETMAP_NEO4J_USER", "neo4j")
        password = os.environ.get("ASSETMAP_NEO4J_PASSWORD", "")
        with GraphDatabase.driver(named, auth=(user, password)) as driver:
            found = driver.execute_query("MATCH (node) RETURN count(node) AS n_nodes")
            if found.records[0]["n_nodes"]:
                pytest.fail(f"The graph at {named} is not empty, and the tests would empty it.")
            yield Server(named, user, password, driver)
            driver.execute_query("MATCH (node) DETACH DELETE node")
        return
    home = tmp_path_factory.mktemp("neo4j")
    with (
        local_server(home, is_throwaway=True) as server,
        GraphDatabase.driver(server.address, auth=(server.user, server.password)) as driver,
    ):
        yield Server(server.address, server.user, server.password, driver)


@pytest.fixture
def neo4j_address(neo4j_server: Server, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty graph, whose user and password are in the environment."""
    monkeypatch.setenv("ASSETMAP_NEO4J_USER", neo4j_server.user)
    monkeypatch.setenv("ASSETMAP_NEO4J_PASSWORD", neo4j_server.password)
    neo4j_server.driver.execute_query("MATCH (node) DETACH DELETE node")
    return neo4j_server.address


@pytest.fixture(params=ENGINES)
def store_factory(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Store]]:
    """Open one and the same place, empty at first, once more at each call."""
    if request.param == "neo4j":
        address = request.getfixturevalue("neo4j_address")
    else:
        address = str(tmp_path / "place.db")
    opened: list[Store] = []

    def open_again() -> Store:
        opened.append(assetmap.open(address))
        return opened[-1]

    yield open_again
    for store in opened:
        store.close()


@pytest.fixture
def store(store_factory: Callable[[], Store]) -> Store:
    return store_factory()
