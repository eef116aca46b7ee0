"""Networks of those who share something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assetmap.errors import DataError
from assetmap.network import (
    project_shared,
    project_shared_needs,
    project_shared_workshops,
    two_mode,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetmap.model import Snapshot

PARTIES = tuple("abcdef")


@pytest.fixture
def town(place: Callable[..., Snapshot]) -> Snapshot:
    """Choir and walk answer company and moving; the desk answers money; the shed nothing."""
    return place(
        Organisation=[{"id": id_, "name": id_} for id_ in ("choir", "walk", "desk", "shed")],
        Activity=[
            {"id": "sing", "name": "Sing", "organisation_id": "choir"},
            {"id": "hum", "name": "Hum", "organisation_id": "choir"},
            {"id": "stroll", "name": "Stroll", "organisation_id": "walk"},
            {"id": "advice", "name": "Advice", "organisation_id": "desk"},
            {"id": "orphan", "name": "Orphan"},
        ],
        Need=[{"id": id_, "name": id_} for id_ in ("company", "moving", "money")],
        MEETS=[
            {"id": f"{one}{need}", "from_id": one, "to_id": need}
            for one, need in [
                ("sing", "company"),
                ("hum", "company"),
                ("hum", "moving"),
                ("stroll", "company"),
                ("stroll", "moving"),
                ("advice", "money"),
                ("orphan", "money"),
            ]
        ],
        Workshop=[{"id": "spring"}, {"id": "autumn"}],
        TOOK_PART_IN=[
            {"id": "1", "from_id": "choir", "to_id": "spring", "part": "host"},
            {"id": "2", "from_id": "choir", "to_id": "spring", "part": "speaker"},
            {"id": "3", "from_id": "walk", "to_id": "spring"},
            {"id": "4", "from_id": "desk", "to_id": "spring"},
            {"id": "5", "from_id": "desk", "to_id": "autumn"},
            {"id": "6", "from_id": "walk", "to_id": "autumn"},
            {"id": "7", "from_id": "shed", "to_id": "autumn", "part": "invited"},
        ],
    )


def _rows(network: Any) -> list[list[Any]]:
    rows: list[list[Any]] = network.ties.to_numpy().tolist()
    return rows


def test_shared_needs_are_counted_once_however_many_activities_meet_them(town: Snapshot) -> None:
    network = project_shared_needs(town)
    assert network.nodes == ("choir", "walk", "desk", "shed")
    assert _rows(network) == [["choir", "walk", 2.0]]


def test_shared_workshops_are_counted_once_in_whatever_part_and_not_for_those_invited(
    town: Snapshot,
) -> None:
    assert _rows(project_shared_workshops(town)) == [
        ["choir", "walk", 1.0],
        ["choir", "desk", 1.0],
        ["walk", "desk", 2.0],
    ]


def test_nothing_shared_is_no_tie(place: Callable[..., Snapshot]) -> None:
    assert len(project_shared([], [], [])) == 0
    empty = place(Organisation=[{"id": "a", "name": "A"}])
    for project in (project_shared_needs, project_shared_workshops):
        assert project(empty).nodes == ("a",)
        assert project(empty).number_of_edges() == 0


def test_too_many_pairs_are_refused_before_they_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(two_mode, "MOST_PAIRS", 5)
    assert project_shared("abcx", "1122", PARTIES).number_of_edges() == 1
    with pytest.raises(DataError, match="6 pairs share something, more than the 5 that fit"):
        project_shared("abcd", "1111", PARTIES)


@pytest.mark.evidence("project_shared", "NetworkX, on random things that are shared")
@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PARTIES), st.sampled_from("1234")), max_size=20))
def test_shared_things_are_those_of_networkx(held: list[tuple[str, str]]) -> None:
    graph: Any = nx.Graph()
    graph.add_nodes_from([*PARTIES, *"1234"])
    graph.add_edges_from(held)
    expected: Any = nx.bipartite.weighted_projected_graph(graph, PARTIES)
    found = project_shared((one for one, _ in held), (thing for _, thing in held), PARTIES)
    assert {frozenset((one, other)): n for one, other, n in _rows(found)} == {
        frozenset((one, other)): n for one, other, n in expected.edges(data="weight")
    }
