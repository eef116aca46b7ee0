"""The most that flows is what NetworkX and OR-Tools find, and so is what one more would add."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.unit.measures.flows.made_ways import made_ways, with_activity, with_worker
from tests.unit.measures.flows.plain_ways import arcs, as_arrays

from assetmap.measures.flows.carrying_network import CarryingNetwork

if TYPE_CHECKING:
    from collections.abc import Hashable

    from tests.unit.measures.flows.plain_ways import PlainWays

SEEDS = range(40)
ON_RANDOM = "on random places"


def _by_networkx(ways: PlainWays) -> int:
    graph: nx.DiGraph[Hashable] = nx.DiGraph()
    graph.add_nodes_from(["source", "sink"])
    for one, other, room in arcs(ways):
        graph.add_edge(one, other, capacity=room)
    return int(nx.maximum_flow_value(graph, "source", "sink"))


def _by_linear_programming(ways: PlainWays) -> float:
    """Return the most people, each of whom takes a place with each party, by HiGHS."""
    from scipy.optimize import linprog  # noqa: PLC0415

    routes = [
        (kind, worker, activity)
        for kind in ways.n_of
        for worker in (ways.workers_of[kind] if kind.by_link_worker else ("",))
        for activity in ways.activities_of[kind.theme]
    ]
    if not routes:
        return 0
    limits: list[tuple[int, Hashable, int]] = [
        *((0, kind, n) for kind, n in ways.n_of.items()),
        *((1, id_, room) for id_, room in ways.room_of_worker.items()),
        *((2, id_, room) for id_, room in ways.room_of_activity.items()),
    ]
    uses = np.array([[route[part] == name for route in routes] for part, name, _ in limits])
    rooms = [room for *_, room in limits]
    solved = linprog(-np.ones(len(routes)), A_ub=uses.astype(float), b_ub=rooms)
    return -float(np.asarray(solved.fun))


@pytest.mark.evidence("carrying", f"NetworkX maximum_flow_value, {ON_RANDOM}")
@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_carried_is_what_networkx_finds(seed: int) -> None:
    ways = made_ways(seed)
    assert CarryingNetwork(as_arrays(ways)).carried == _by_networkx(ways)


@pytest.mark.evidence("carrying", f"linear programming over routes of people, {ON_RANDOM}")
@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_carried_is_the_most_people_who_each_take_a_place_with_each_party(
    seed: int,
) -> None:
    ways = made_ways(seed)
    assert CarryingNetwork(as_arrays(ways)).carried == pytest.approx(
        _by_linear_programming(ways), abs=1e-7
    )


@pytest.mark.evidence("carrying", f"OR-Tools SimpleMaxFlow, {ON_RANDOM}")
def test_what_is_carried_is_what_or_tools_finds() -> None:
    max_flow = pytest.importorskip("ortools.graph.python.max_flow")
    for seed in SEEDS:
        ways = made_ways(seed)
        numbers: dict[Hashable, int] = {}
        solver = max_flow.SimpleMaxFlow()
        for one, other, room in arcs(ways):
            ends = [numbers.setdefault(end, len(numbers)) for end in (one, other)]
            solver.add_arc_with_capacity(*ends, room)
        assert solver.solve(numbers["source"], numbers["sink"]) == solver.OPTIMAL
        assert CarryingNetwork(as_arrays(ways)).carried == solver.optimal_flow()


@pytest.mark.evidence("carrying", f"maximum flow is minimum cut, {ON_RANDOM}")
@pytest.mark.parametrize("seed", SEEDS)
def test_rooms_of_the_cut_sum_to_what_is_carried_and_the_rest_is_unmet(seed: int) -> None:
    ways = made_ways(seed)
    network = CarryingNetwork(as_arrays(ways))
    tails, heads, room = network.arcs
    is_cut = network.is_reached[tails] & ~network.is_reached[heads]
    assert room[is_cut].sum() == network.carried
    assert network.waiting.n.sum() == sum(ways.n_of.values()) - network.carried


@pytest.mark.evidence("carrying", f"solved anew by NetworkX with one more, {ON_RANDOM}")
@pytest.mark.parametrize("seed", SEEDS)
def test_what_one_more_would_add_is_what_the_whole_solved_anew_carries_more(seed: int) -> None:
    ways = made_ways(seed)
    network = CarryingNetwork(as_arrays(ways))
    names = network.ways.areas
    for area in (None, *range(len(names) - 1)):
        kinds = [each for each in ways.workers_of if area is None or each.theme[1] == names[area]]
        more = _by_networkx(with_worker(ways, kinds, 5)) - network.carried
        assert network.with_link_worker(area, 5) == more
        assert area is None or (area in network.areas_helped()) == (more > 0)
    for number, theme in enumerate(sorted(ways.activities_of)):
        more = _by_networkx(with_activity(ways, theme, 3)) - network.carried
        assert network.with_group(number, 3) == more
        assert network.is_short[number] == (more > 0)


@pytest.mark.evidence("carrying", f"solved anew with one person more, {ON_RANDOM}")
@pytest.mark.parametrize("seed", SEEDS)
def test_a_kind_can_be_reached_or_go_on_if_with_room_made_for_it_one_more_is_carried(
    seed: int,
) -> None:
    ways = made_ways(seed)
    network = CarryingNetwork(as_arrays(ways))
    for number, kind in enumerate(sorted(ways.n_of)):
        if kind.by_link_worker:
            helped = _by_networkx(with_worker(ways, [kind], 1)) > network.carried
            assert network.can_go_on(np.array([number])).tolist() == [helped]


@pytest.mark.evidence("carrying", f"solved anew with room for one more, {ON_RANDOM}")
@pytest.mark.parametrize("seed", SEEDS)
def test_a_party_adds_one_exactly_if_room_for_one_more_carries_one_more(seed: int) -> None:
    ways = made_ways(seed)
    network = CarryingNetwork(as_arrays(ways))
    for number, (id_, room) in enumerate(ways.room_of_worker.items()):
        wider = replace(ways, room_of_worker={**ways.room_of_worker, id_: room + 1})
        assert network.worker_adds[number] == (_by_networkx(wider) > network.carried)
    for number, (id_, room) in enumerate(ways.room_of_activity.items()):
        wider = replace(ways, room_of_activity={**ways.room_of_activity, id_: room + 1})
        assert network.activity_adds[number] == (_by_networkx(wider) > network.carried)


@given(st.integers(0, 10_000), st.integers(1, 5))
def test_twice_the_people_and_twice_the_room_carry_twice_as_many(seed: int, times: int) -> None:
    ways = made_ways(seed)
    larger = replace(
        ways,
        n_of={kind: times * n for kind, n in ways.n_of.items()},
        room_of_worker={id_: times * room for id_, room in ways.room_of_worker.items()},
        room_of_activity={id_: times * room for id_, room in ways.room_of_activity.items()},
    )
    assert (
        CarryingNetwork(as_arrays(larger)).carried
        == times * CarryingNetwork(as_arrays(ways)).carried
    )


def _short(network: CarryingNetwork) -> dict[tuple[bool, bool], int]:
    """Return unmet people by whether room with an activity, or a link worker, alone would do."""
    found: dict[tuple[bool, bool], int] = {}
    waiting = network.waiting
    which = zip(waiting.can_be_reached.tolist(), waiting.can_go_on.tolist(), strict=True)
    for each, n in zip(which, waiting.n.tolist(), strict=True):
        found[each] = found.get(each, 0) + n
    return found


def _adding(network: CarryingNetwork) -> set[str]:
    """Return the parties with whom room for one more would carry one more."""
    ways = network.ways
    return {id_ for id_, adds in zip(ways.workers, network.worker_adds, strict=True) if adds} | {
        id_ for id_, adds in zip(ways.activities, network.activity_adds, strict=True) if adds
    }


@given(st.integers(0, 10_000))
@example(5413)  # a link worker with room for all who wait there takes on others', and is full then
def test_names_change_neither_what_is_carried_nor_how_many_wait_for_what(seed: int) -> None:
    ways = made_ways(seed)
    new = {
        id_: f"z{99 - int(id_[1:])}{id_}" for id_ in (*ways.room_of_worker, *ways.room_of_activity)
    }
    renamed = replace(
        ways,
        n_of=dict(reversed(list(ways.n_of.items()))),
        room_of_worker={
            new[id_]: room for id_, room in reversed(list(ways.room_of_worker.items()))
        },
        room_of_activity={
            new[id_]: room for id_, room in reversed(list(ways.room_of_activity.items()))
        },
        workers_of={kind: tuple(new[id_] for id_ in ids) for kind, ids in ways.workers_of.items()},
        activities_of={
            theme: tuple(new[id_] for id_ in ids) for theme, ids in ways.activities_of.items()
        },
    )
    before, after = CarryingNetwork(as_arrays(ways)), CarryingNetwork(as_arrays(renamed))
    assert before.carried == after.carried
    assert _short(before) == _short(after)
    assert {new[id_] for id_ in _adding(before)} == _adding(after)
