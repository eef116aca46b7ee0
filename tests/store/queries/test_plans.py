"""Every named query goes by the indexes that its header names, and reads in READ mode."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from tests.store.queries.asking import (
    VERSIONS,
    answer,
    deprecated,
    field_of,
    plan,
)
from tests.store.queries.named import asked

from assetmap.resources import resource_folder
from assetmap.store.graph_schema import load_query

if TYPE_CHECKING:
    from tests.store.conftest import Server

    from assetmap.model import Snapshot

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]

NAMES = sorted(path.stem for path in (resource_folder("graph_schema") / "queries").glob("*.cypher"))


def _promised(name: str) -> tuple[set[str], set[str]]:
    """Return the indexes that a header says are used, and the labels of which it reads all."""
    indexes, _, all_of = field_of(load_query(name), "index").partition(";")
    scanned = set(re.findall(r"every ([A-Z]\w+)", all_of))
    return ({each.strip() for each in indexes.split(",")} - {"none"}, scanned)


def _found_by(steps: list[dict[str, Any]]) -> set[tuple[str, str]]:
    """Return label and property of every look-up in an index."""
    seeks = [step for step in steps if "IndexSeek" in step["operatorType"]]
    found = {
        (label, each)
        for step in seeks
        for label, each in re.findall(r":(\w+)\((\w+)\)", step["args"]["Details"])
    }
    # Words are looked up by a procedure, which its plan names and the index with it.
    calls = [step for step in steps if step["operatorType"].startswith("ProcedureCall")]
    asked_for = [step["args"]["Details"].partition("queryNodes(")[2] for step in calls]
    return found | {("words", "names") for text in asked_for if text}


def _read_whole(steps: list[dict[str, Any]]) -> list[str]:
    """Return what was read from end to end: a label, or how if it was not that."""
    scans = [step for step in steps if "Scan" in step["operatorType"]]
    return [
        found[1]
        if (found := re.search(r":(\w+)$", step["args"]["Details"]))
        and step["operatorType"].startswith("NodeByLabelScan")
        else step["operatorType"]
        for step in scans
    ]


def _what_indexes_hold(server: Server) -> dict[str, tuple[str, str]]:
    found = server.driver.execute_query(
        "SHOW INDEXES YIELD name, type, labelsOrTypes, properties "
        "WHERE type = 'RANGE' RETURN name, labelsOrTypes[0] AS label, properties[0] AS property"
    )
    held = {each["name"]: (each["label"], each["property"]) for each in found.records}
    return {**held, "names": ("words", "names")}


def test_every_named_query_is_asked(sample: Snapshot) -> None:
    assert sorted(asked(sample)) == NAMES


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", NAMES)
def test_query_goes_by_the_indexes_that_it_names(
    name: str, version: str, graph: Server, sample: Snapshot
) -> None:
    indexes, scanned = _promised(name)
    assert indexes or scanned
    steps = plan(graph, load_query(name), asked(sample)[name], version)
    held = _what_indexes_hold(graph)
    assert {held[index] for index in indexes} <= _found_by(steps)
    assert sorted(_read_whole(steps)) == sorted(scanned)
    assert deprecated(graph, load_query(name), asked(sample)[name], version) == []


def test_a_query_without_an_index_is_seen_to_scan(graph: Server) -> None:
    steps = plan(
        graph, "MATCH (area:Area) WHERE area.level = $level RETURN area", {"level": "x"}, "5"
    )
    assert _read_whole(steps) == ["Area"]
    assert _found_by(steps) == set()
    steps = plan(graph, "MATCH (node) RETURN count(node.name)", {}, "25")
    assert [each.split("@")[0] for each in _read_whole(steps)] == ["AllNodesScan"]


def test_an_outdated_form_is_seen_to_be_deprecated(graph: Server) -> None:
    outdated = "MATCH (area:Area) CALL { WITH area RETURN area.id AS id } RETURN id"
    assert len(deprecated(graph, outdated, {}, "5")) == 1


@pytest.mark.parametrize("name", NAMES)
def test_query_names_its_columns_in_the_order_it_returns_them(
    name: str, graph: Server, sample: Snapshot
) -> None:
    text = load_query(name)
    result = graph.driver.execute_query(f"EXPLAIN\n{text}", asked(sample)[name])
    said = re.findall(
        r"(\w+) (?:list of string|date|string|integer|boolean)\b", field_of(text, "returns")
    )
    assert said == result.keys


def test_the_mode_in_which_queries_are_asked_refuses_writing(graph: Server) -> None:
    from neo4j.exceptions import ClientError  # noqa: PLC0415 - the extra may be missing

    with pytest.raises(ClientError, match=r"(?i)read"):
        answer(graph, "CREATE (area:Area {id: 'x'}) RETURN area.id", {})
