"""Asks a Neo4j server in READ mode, in either version of Cypher, and reads headers of queries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from assetmap.store.graph_schema import load_query

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.store.conftest import Server

VERSIONS = ("5", "25")
"""Of Cypher, in all of which every query must work."""

READ = "READ"
"""The mode; the driver's own constant, without the driver, which may be missing."""


def answer(
    server: Server, text: str, given: Mapping[str, Any], version: str = "25"
) -> list[tuple[Any, ...]]:
    """Return the rows of a statement, asked in READ mode; days as those of Python."""
    asked = f"CYPHER {version}\n{text}"
    with server.driver.session(default_access_mode=READ) as session:
        rows = [record.values() for record in session.run(asked, dict(given))]
    return [tuple(_native(value) for value in row) for row in rows]


def answer_named(
    server: Server, name: str, given: Mapping[str, Any], version: str = "25"
) -> list[tuple[Any, ...]]:
    """Return the rows of a query of `graph_schema/queries/`."""
    return answer(server, load_query(name), given, version)


def plan(server: Server, text: str, given: Mapping[str, Any], version: str) -> list[dict[str, Any]]:
    """Return the steps that the server took, each with its operatorType and args."""
    asked = f"CYPHER {version} PROFILE\n{text}"
    with server.driver.session(default_access_mode=READ) as session:
        result = session.run(asked, dict(given))
        list(result)
        profile = result.consume().profile
    assert profile is not None
    return list(_steps(profile))


def deprecated(server: Server, text: str, given: Mapping[str, Any], version: str) -> list[str]:
    """Return what the server says of a statement that a later version will not take."""
    asked = f"CYPHER {version} EXPLAIN\n{text}"
    summary = server.driver.execute_query(asked, dict(given)).summary
    return [
        status.status_description
        for status in summary.gql_status_objects
        if status.raw_classification == "DEPRECATION"
    ]


def field_of(text: str, name: str) -> str:
    """Return what a statement's header says after `name`, on one line; empty if nothing."""
    lines = [line for line in text.splitlines() if line.startswith("//")]
    found = re.search(rf"^// {name}: +(.*(?:\n//  .*)*)", "\n".join(lines), flags=re.MULTILINE)
    return re.sub(r"\n//\s+", " ", found[1]) if found else ""


def _native(value: Any) -> Any:
    return value.to_native() if hasattr(value, "to_native") else value


def _steps(profile: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield profile
    for child in profile.get("children", ()):
        yield from _steps(child)
