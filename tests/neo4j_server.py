"""The Neo4j server of the tests: one for a whole run, started when the first test needs it.

It is started on this machine alone, in a temporary folder, and killed at the end.
`ASSETMAP_NEO4J_URI` names another, with `ASSETMAP_NEO4J_USER` and `ASSETMAP_NEO4J_PASSWORD`; its
graph must be empty at first, and is empty at the end.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from neo4j import Driver

__all__ = ["Server", "empty_graph", "neo4j_address", "neo4j_server"]


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
            _empty(driver)
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
    return _emptied(neo4j_server, monkeypatch)


@contextmanager
def empty_graph(server: Server) -> Iterator[str]:
    """Give what `neo4j_address` does for as long as the block lasts, to fixtures of a module."""
    with pytest.MonkeyPatch.context() as patch:
        yield _emptied(server, patch)


def _emptied(server: Server, patch: pytest.MonkeyPatch) -> str:
    patch.setenv("ASSETMAP_NEO4J_USER", server.user)
    patch.setenv("ASSETMAP_NEO4J_PASSWORD", server.password)
    patch.delenv("ASSETMAP_NEO4J_PASSWORD_FILE", raising=False)
    _empty(server.driver)
    return server.address


def _empty(driver: Driver) -> None:
    # A large place is more than one transaction holds.
    with driver.session() as session:
        session.run(
            "MATCH (node) CALL (node) { DETACH DELETE node } IN TRANSACTIONS OF 10000 ROWS"
        ).consume()
