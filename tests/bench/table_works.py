"""What else is worked out of tables: ties made and lost, shares, a second mode, round tables."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

import igraph
import networkx as nx
import numpy as np
import pandas as pd
from ortools.sat.python import cp_model
from tests.bench.measure_graphs import made_ties
from tests.bench.table_work import MOST_S, TableWork

from assetmap.measures.change import ties_changed
from assetmap.measures.equal_footing import equal_footing
from assetmap.measures.round_table import best_table
from assetmap.measures.smallest_table import smallest_table
from assetmap.measures.table_reach import Reach
from assetmap.network import Network
from assetmap.network.two_mode import project_shared

if TYPE_CHECKING:
    from tests.bench.measure_graphs import Size, Ties

_KEPT: Final = 0.9
"""Share of the ties of each of two days: nine tenths of either are those of the other."""

_PARTIES_A_THING: Final = 10
_MANY: Final = 10_000
"""From so many parties on NetworkX takes too long."""

_THINGS: Final = ("ties", "amount_gbp", "seats")
_N_AT_TABLE, _N_HEARD, _N_BROUGHT, _N_SEATS = 200, 40, 900, 12


def table_works(size: Size) -> list[TableWork]:
    """Return what is worked out of tables of a size, with what others do for it."""
    ties = made_ties(size.n_nodes, size.n_ties, directed=True)
    return [_changed(ties), _footing(ties), _shared(ties)]


def _changed(ties: Ties) -> TableWork:
    names, random = np.array(ties.names, dtype=object), np.random.default_rng(0)
    days = []
    for _ in range(2):
        kept = random.random(len(ties.start)) < _KEPT
        days.append(
            pd.DataFrame({"source": names[ties.start[kept]], "target": names[ties.end[kept]]})
        )

    def merged() -> pd.DataFrame:
        both = days[0].merge(days[1], how="outer", indicator="change")
        found = both[both["change"] != "both"]
        said = found["change"].map({"left_only": "lost", "right_only": "made"}).astype(object)
        known = [pd.Index(names)] * 2
        here = [found[end].isin(day) for end in ("source", "target") for day in known]
        found = found.assign(change=said, is_through_party=~np.logical_and.reduce(here))
        return found.sort_values(["change", "source", "target"])

    return TableWork(
        "ties_changed",
        lambda: [Network.from_edges(day["source"], day["target"], nodes=names) for day in days],
        lambda networks: ties_changed(*networks),
        {"pandas": merged},
        lambda found: len(found) + float((found["change"] == "made").mean()),
    )


def _footing(ties: Ties) -> TableWork:
    amounts = pd.DataFrame(
        np.random.default_rng(0).integers(0, 100, (ties.n_nodes, len(_THINGS))).astype(float),
        index=ties.names,
        columns=[*_THINGS],
    )
    group_of = dict(zip(ties.names, (f"sector {group}" for group in ties.group), strict=True))

    def shared_out() -> pd.DataFrame:
        groups = amounts.groupby(amounts.index.map(group_of))
        share = groups.sum() / amounts.sum()
        return share.div(groups.size() / len(amounts), axis=0)

    return TableWork(
        "equal_footing",
        lambda: amounts,
        lambda given: equal_footing(given, group_of)["ratio"],
        {"pandas": shared_out},
        lambda ratios: float(ratios.to_numpy().sum()),
    )


def _shared(ties: Ties) -> TableWork:
    """Tie those who have a thing in common; each has some of a tenth as many things."""
    nodes = ties.names
    parties = [nodes[number] for number in ties.start.tolist()]
    # As many have each thing, so that not all are tied to all by a few.
    things = [f"thing-{number // _PARTIES_A_THING}" for number in range(len(parties))]
    things = np.random.default_rng(0).permutation(things).tolist()

    def by_igraph() -> float:
        who, kinds = (
            pd.Index(nodes, dtype=object).get_indexer(pd.Index(parties, dtype=object)),
            pd.factorize(np.array(things, dtype=object))[0],
        )
        n_kinds = int(kinds.max()) + 1
        ends = np.column_stack([who, kinds + len(nodes)])
        graph = igraph.Graph.Bipartite([0] * len(nodes) + [1] * n_kinds, ends).simplify()
        shared = graph.bipartite_projection(multiplicity=True, which=0)
        return float(sum(shared.es["weight"]))

    def by_networkx() -> float:
        graph: nx.Graph[str] = nx.Graph()
        graph.add_nodes_from(nodes)
        graph.add_edges_from(zip(parties, things, strict=True))
        shared = nx.bipartite.weighted_projected_graph(graph, nodes)
        return float(shared.size("weight"))

    return TableWork(
        "project_shared",
        lambda: nodes,
        lambda given: project_shared(parties, things, given).ties["weight"].sum(),
        {"igraph": by_igraph} | ({"NetworkX": by_networkx} if len(nodes) < _MANY else {}),
    )


def seat_works() -> list[TableWork]:
    """Return tables of guests, with a solver of whole numbers where it finds the same."""
    random = np.random.default_rng(0)
    guests = random.integers(0, _N_AT_TABLE, _N_BROUGHT).tolist()
    heard = random.integers(0, _N_HEARD, _N_BROUGHT).tolist()
    pairs = {
        (f"guest-{guest:03}", f"need-{need:02}") for guest, need in zip(guests, heard, strict=True)
    }
    given = partial(Reach.from_pairs, pairs)
    return [
        TableWork(
            "smallest_table",
            given,
            lambda reach: smallest_table(reach, _N_SEATS).n_seats,
            {"OR-Tools CP-SAT": lambda: _fewest(pairs)},
        ),
        TableWork("best_table", given, lambda reach: best_table(reach, _N_SEATS).weight, {}),
    ]


def _fewest(pairs: set[tuple[str, str]]) -> int | None:
    """Return how few seats bring the most that `_N_SEATS` can: two programs, one after another.

    None where that is not proven within `MOST_S`.
    """
    brought_by: dict[str, list[str]] = {}
    for guest, need in pairs:
        brought_by.setdefault(need, []).append(guest)
    model = cp_model.CpModel()
    comes = {guest: model.new_bool_var(guest) for guest, _ in sorted(pairs)}
    is_heard = {need: model.new_bool_var(need) for need in brought_by}
    for need, guests in brought_by.items():
        model.add(sum(comes[guest] for guest in guests) >= is_heard[need])
    n_seats, n_heard = sum(comes.values()), sum(is_heard.values())
    model.add(n_seats <= _N_SEATS)
    solver: Any = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = MOST_S
    model.maximize(n_heard)
    if solver.solve(model) != cp_model.OPTIMAL:
        return None
    model.add(n_heard >= round(solver.objective_value))
    model.minimize(n_seats)
    return round(solver.objective_value) if solver.solve(model) == cp_model.OPTIMAL else None
