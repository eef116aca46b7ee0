"""Core and periphery: by hand, by trying every core, and on published networks."""

from __future__ import annotations

import csv
import math
import os
from itertools import combinations, compress, product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assetmap.measures.core_periphery import (
    MOST_TRIED,
    _best_core,
    core_membership,
    core_periphery_fit,
)
from assetmap.network import Network

if TYPE_CHECKING:
    from random import Random

    from numpy.typing import NDArray

NODES = tuple("ihgfedcba")

_node = st.sampled_from(NODES)
networks = st.builds(
    lambda ties, directed, n_nodes: Network.from_edges(
        *(zip(*ties, strict=True) if ties else ([], [])), nodes=NODES, directed=directed
    ).subnetwork(NODES[:n_nodes]),
    st.lists(st.tuples(_node, _node), max_size=40),
    st.booleans(),
    st.integers(2, len(NODES)),
)


def tied_pairs(network: Network) -> set[frozenset[str]]:
    return {frozenset(edge) for edge in network.edges if edge[0] != edge[1]}


def every_core(network: Network) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Return every set of nodes there is (rows), and the fit of each by Pearson's formula."""
    n_nodes = len(network)
    place = {node: number for number, node in enumerate(network.nodes)}
    inside = ((np.arange(2**n_nodes)[:, None] >> np.arange(n_nodes)) & 1).astype(bool)
    n, at_once = inside.sum(axis=1), []
    for u, v in sorted(map(sorted, tied_pairs(network))):
        at_once.append((inside[:, place[u]], inside[:, place[v]]))
    tied_in = np.sum([u & v for u, v in at_once], axis=0) if at_once else 0 * n
    tied_out = np.sum([~(u | v) for u, v in at_once], axis=0) if at_once else 0 * n
    pairs_in, pairs_out = n * (n - 1) / 2, (n_nodes - n) * (n_nodes - n - 1) / 2
    pairs, tied = pairs_in + pairs_out, tied_in + tied_out
    # Of two things that are 1 or 0: n sum(xy) - sum(x) sum(y), by the root of both spreads.
    spread = pairs_in * pairs_out * tied * (pairs - tied)
    with np.errstate(invalid="ignore"):
        fit = (pairs * tied_in - pairs_in * tied) / np.sqrt(np.where(spread > 0, spread, np.nan))
    return inside, fit


def best_of_every(network: Network) -> tuple[list[float], float]:
    """Return `core_membership` and `core_periphery_fit`, every core tried."""
    inside, fit = every_core(network)
    if np.isnan(fit).all():
        return fewest_faults(network), math.nan
    best = inside[fit >= np.nanmax(fit) - 1e-10]
    in_all = set(compress(network.nodes, np.all(best, axis=0)))
    is_star = len(in_all) == 1 and all(pair & in_all for pair in tied_pairs(network))
    return member_of(best, is_star=is_star), float(np.nanmax(fit))


def fewest_faults(network: Network) -> list[float]:
    """Return who is in every core with the fewest faults, every core tried."""
    if not tied_pairs(network):
        return [math.nan] * len(network)
    inside, _ = every_core(network)
    faults = np.array(
        [n_faults(network, set(compress(network.nodes, row))) for row in inside.tolist()]
    )
    best = inside[faults == faults.min()]
    degree = np.array([sum(node in pair for pair in tied_pairs(network)) for node in network.nodes])
    # Of equally good ones the larger that parts no two with equally many ties, if there is any.
    whole = [row for row in best if not set(degree[row]) & set(degree[~row])]
    return member_of(np.array([max(whole, key=np.sum)] if whole else best))


def member_of(best: NDArray[Any], *, is_star: bool = False) -> list[float]:
    """Return 1 for who is in all of the best cores, 0 for who is in none, NaN for all others.

    0 for these too if those in all are one of the best cores themselves, or the hub of a star.
    """
    in_all, in_any = np.all(best, axis=0), np.any(best, axis=0)
    is_one = (best == in_all).all(axis=1).any() or is_star
    is_open = in_any & ~in_all & (not is_one)
    return [float(each) for each in np.where(is_open, np.nan, in_all)]


def annealed(network: Network, seed: int, n_steps: int) -> float:
    """Return the highest fit met on a walk that takes worse cores less and less (annealing)."""
    random = np.random.default_rng(seed)
    tied = np.zeros((len(network), len(network)))
    for u, v in network.to_networkx().to_undirected().edges:
        tied[network.nodes.index(u), network.nodes.index(v)] = float(u != v)
    tied = np.maximum(tied, tied.T)
    upper = np.triu_indices(len(network), 1)
    inside, best, now = random.random(len(network)) < 0.4, -1.0, -1.0
    for heat in np.geomspace(0.02, 0.0001, n_steps):
        one = int(random.integers(len(network)))
        inside[one] ^= True
        alike = (inside[:, None] == inside)[upper]
        fit = _correlation(inside[upper[0]][alike], tied[upper][alike])
        if fit >= now or random.random() < math.exp((fit - now) / heat):
            now, best = fit, max(best, fit)
        else:
            inside[one] ^= True
    return best


def _correlation(ideal: NDArray[np.bool_], found: NDArray[np.float64]) -> float:
    if len(set(ideal.tolist())) < 2 or len(set(found.tolist())) < 2:
        return -1.0
    return float(np.corrcoef(ideal, found)[0, 1])


def n_faults(network: Network, core: set[str]) -> int:
    tied = tied_pairs(network)
    untied = sum(frozenset(pair) not in tied for pair in combinations(core, 2))
    return untied + sum(not pair & core for pair in tied)


def fit_as_defined(network: Network, member: dict[Any, float]) -> float:
    """Return the correlation of ties with the ideal pattern, pair by pair, by numpy."""
    tied = tied_pairs(network)
    pairs = [(u, v) for u, v in combinations(network.nodes, 2) if member[u] == member[v]]
    ideal = [member[u] for u, _ in pairs]
    found = [float(frozenset(pair) in tied) for pair in pairs]
    return float(np.corrcoef(ideal, found)[0, 1])


def made(seed: int, n_core: int, n_nodes: int) -> Network:
    """Return a made network with a core of parties most of whom are tied, in any order."""
    random = np.random.default_rng(seed)
    in_core = np.arange(n_nodes) < n_core
    chance = np.where(
        in_core[:, None] & in_core, 0.7, np.where(in_core[:, None] | in_core, 0.3, 0.08)
    )
    ties = np.argwhere(np.triu(random.random((n_nodes, n_nodes)) < chance, 1))
    names = [f"n{number}" for number in random.permutation(n_nodes)]
    return Network.from_edges(
        *([names[number] for number in ties[:, side]] for side in (0, 1)),
        nodes=sorted(names),
        directed=False,
    )


@pytest.mark.evidence("core_membership", "the idealised pattern of Borgatti and Everett (1999)")
@pytest.mark.evidence("core_periphery_fit", "the idealised pattern of Borgatti and Everett (1999)")
def test_the_ideal_pattern_is_found_and_fits() -> None:
    # Four in the core, tied to each other and to all; six in the periphery, tied to no other.
    core, rim = list("klmn"), list("abcdef")
    ties = [*combinations(core, 2), *((u, v) for u in core for v in rim)]
    network = Network.from_edges(*zip(*ties, strict=True), nodes=rim + core, directed=False)
    assert core_membership(network).to_dict() == {**dict.fromkeys(rim, 0), **dict.fromkeys(core, 1)}
    assert core_periphery_fit(network) == 1.0


def test_one_tie_missing_in_the_core_and_one_made_around_it_lower_the_fit() -> None:
    # Of k, l, m and n all but k - l are tied; of a, b, c and d, around them, only a - b. Five of
    # six pairs of the core and one of six around it: (5 x 5 - 1 x 1) / (6 x 6).
    ties = ["km", "kn", "lm", "ln", "mn", "ka", "kb", "la", "lb", "mc", "nd", "ab"]
    network = Network.from_edges(*zip(*ties, strict=True), directed=False)
    found = core_membership(network)
    assert set(found.index[found == 1]) == set("klmn")
    assert core_periphery_fit(network) == pytest.approx(24 / 36)


@pytest.mark.evidence("core_membership", "the star of Borgatti and Everett (1999)")
@pytest.mark.parametrize("n_around", [4, 30])
def test_the_hub_of_a_star_is_its_core(n_around: int) -> None:
    star = Network.from_networkx(nx.relabel_nodes(nx.star_graph(n_around), str))
    assert core_membership(star).to_dict() == {"0": 1, **{str(n + 1): 0 for n in range(n_around)}}
    assert core_periphery_fit(star) == 1.0


@pytest.mark.parametrize(
    "graph", [nx.disjoint_union(*[nx.complete_graph(10)] * 2), nx.cycle_graph(20)]
)
def test_nobody_is_told_from_those_who_are_alike(graph: Any) -> None:
    network = Network.from_networkx(nx.relabel_nodes(graph, str))
    assert core_membership(network).isna().all()
    assert core_periphery_fit(network) > 0.2


def test_parties_who_stand_alike_are_not_told_apart(ring: Network) -> None:
    assert core_membership(ring).isna().all()


def test_no_core_of_a_ring_of_four_has_a_fit() -> None:
    ring = Network.from_edges("abcd", "bcda", directed=False)
    assert core_membership(ring).isna().all()
    assert math.isnan(core_periphery_fit(ring))


def test_where_all_are_tied_all_are_in_the_core() -> None:
    network = Network.from_networkx(nx.relabel_nodes(nx.complete_graph(5), str))
    assert core_membership(network).tolist() == [1.0] * 5
    assert math.isnan(core_periphery_fit(network))


@pytest.mark.parametrize("nodes", [[], ["a"], ["a", "b"]], ids=["nobody", "one", "two"])
def test_nothing_is_said_without_ties(nodes: list[str]) -> None:
    network = Network.from_edges(nodes[:1], nodes[:1], nodes=nodes)
    assert core_membership(network).isna().all()
    assert math.isnan(core_periphery_fit(network))


def test_one_without_ties_is_in_the_periphery(town: Network) -> None:
    assert core_membership(town)["alone"] == 0


@pytest.mark.evidence("core_membership", "every possible core tried, on random networks")
@pytest.mark.evidence("core_periphery_fit", "every possible core tried, on random networks")
@settings(max_examples=100, deadline=None)
@given(networks)
def test_the_core_is_the_best_of_all(network: Network) -> None:
    member, fit = best_of_every(network)
    assert core_membership(network).tolist() == pytest.approx(member, nan_ok=True)
    assert core_periphery_fit(network) == pytest.approx(fit, abs=1e-9, nan_ok=True)


@pytest.mark.evidence("core_membership", "every possible core of the Florentine families tried")
@pytest.mark.evidence("core_periphery_fit", "every possible core of the Florentine families tried")
def test_the_core_of_the_florentine_families_is_the_best_of_all() -> None:
    network = Network.from_networkx(nx.florentine_families_graph())
    member, fit = best_of_every(network)
    assert core_membership(network).tolist() == pytest.approx(member, nan_ok=True)
    assert core_periphery_fit(network) == pytest.approx(fit, abs=1e-9)


@pytest.mark.evidence("core_periphery_fit", "every possible core of networks searched tried")
@pytest.mark.parametrize("seed", range(6))
def test_the_core_found_by_search_is_the_best_of_all(seed: int) -> None:
    network = made(seed, 6, 19)
    assert len(network) > MOST_TRIED
    member, fit = best_of_every(network)
    found = core_membership(network)
    assert core_periphery_fit(network) == pytest.approx(fit, abs=1e-9)
    # Who could change places is known of pairs, and may be more than one at once.
    is_told = found.notna().to_numpy() & ~np.isnan(member)
    assert found.to_numpy()[is_told].tolist() == np.array(member)[is_told].tolist()
    assert np.isnan(np.array(member)[found.isna()]).all()


@pytest.mark.evidence("core_periphery_fit", "annealing finds no better core of the karate club")
def test_annealing_finds_no_better_core_of_the_karate_club() -> None:
    network = Network.from_networkx(nx.relabel_nodes(nx.karate_club_graph(), str))
    highest = max(annealed(network, seed, 2_000) for seed in range(3))
    assert core_periphery_fit(network) == pytest.approx(highest, abs=1e-9)


@pytest.mark.evidence("core_periphery_fit", "numpy's correlation, pair by pair, made networks")
@pytest.mark.parametrize(("seed", "n_core", "n_nodes"), [(1, 9, 40), (2, 20, 60), (3, 12, 90)])
def test_no_party_moved_and_no_two_exchanged_better_the_fit(
    seed: int, n_core: int, n_nodes: int
) -> None:
    network = made(seed, n_core, n_nodes)
    member = core_membership(network).to_dict()
    assert not any(math.isnan(each) for each in member.values())
    fit = fit_as_defined(network, member)
    assert core_periphery_fit(network) == pytest.approx(fit, abs=1e-9)
    for one in network.nodes:
        assert fit_as_defined(network, member | {one: 1 - member[one]}) <= fit + 1e-12
    random = np.random.default_rng(seed)
    core, rim = ([node for node in network.nodes if member[node] == side] for side in (1, 0))
    for _ in range(60):
        out, into = random.choice(core), random.choice(rim)
        assert fit_as_defined(network, member | {out: 0.0, into: 1.0}) <= fit + 1e-12


@pytest.mark.evidence("core_membership", "every two exchanged, networks that are searched")
def test_whoever_could_change_places_at_no_loss_is_not_told() -> None:
    n_open = []
    for seed in range(12):
        network = made(seed, 8, 24)
        inside = set(compress(network.nodes, _best_core(network).inside.tolist()))
        member = {node: float(node in inside) for node in network.nodes}
        fit = fit_as_defined(network, member)
        is_open = set()
        for out, into in product(inside, set(network.nodes) - inside):
            if abs(fit_as_defined(network, member | {out: 0.0, into: 1.0}) - fit) < 1e-12:
                is_open |= {out, into}
        found = core_membership(network)
        assert set(found.index[found.isna()]) == is_open
        n_open.append(len(is_open))
    assert min(n_open) == 0 < max(n_open)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**16), st.randoms(use_true_random=False))
def test_the_same_core_is_found_in_whatever_order_parties_stand(seed: int, random: Random) -> None:
    network = made(seed, 8, 30)
    nodes = random.sample(network.nodes, len(network))
    ties = network.ties
    shuffled = Network.from_edges(ties["source"], ties["target"], nodes=nodes, directed=False)
    assert core_periphery_fit(shuffled) == core_periphery_fit(network)
    assert core_membership(shuffled)[list(network.nodes)].equals(core_membership(network))


@pytest.mark.real
@pytest.mark.evidence("core_periphery_fit", "annealing finds no better core of Lazega's law firm")
@pytest.mark.parametrize("name", ["law_advice", "law_friends", "law_cowork"])
def test_annealing_finds_no_better_core_of_the_law_firm(name: str) -> None:
    given_folder = os.environ.get("ASSETMAP_REAL_DATA")
    if not given_folder:
        pytest.skip("ASSETMAP_REAL_DATA does not name the folder of public data")
    path = Path(given_folder) / "networks" / f"{name}_edges.csv"
    with path.open(encoding="utf-8", newline="") as file:
        ties = [(row["source"], row["target"]) for row in csv.DictReader(file)]
    network = Network.from_edges(*zip(*ties, strict=True))
    fit = core_periphery_fit(network)
    assert fit == pytest.approx(fit_as_defined(network, core_membership(network).to_dict()))
    assert fit == pytest.approx(max(annealed(network, seed, 4_000) for seed in range(4)), abs=1e-9)
