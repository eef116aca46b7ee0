"""Core and periphery: by hand, by trying every core, and on published networks."""

from __future__ import annotations

import csv
import math
import os
from itertools import combinations, compress, product
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assetmap.measures.core_periphery import core_membership, core_periphery_fit
from assetmap.network import Network

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


def best_cores(network: Network) -> set[frozenset[str]]:
    """Return every core with the fewest faults, counted for each set of nodes there is."""
    tied = (nx.to_numpy_array(network.to_networkx().to_undirected()) > 0).astype(float)
    np.fill_diagonal(tied, 0)
    untied = 1 - tied - np.eye(len(network))
    inside = np.array(list(product([0.0, 1.0], repeat=len(network))))
    outside = 1 - inside
    faults = ((inside @ untied) * inside).sum(axis=1) + ((outside @ tied) * outside).sum(axis=1)
    return {
        frozenset(compress(network.nodes, row)) for row in inside[faults == faults.min()].tolist()
    }


def splittance(degrees: list[int]) -> int:
    """Return how many ties to make or take away for a perfect core (Hammer and Simeone 1981)."""
    falling = sorted(degrees, reverse=True)
    size = max(number for number, degree in enumerate(falling, start=1) if degree >= number - 1)
    return (size * (size - 1) + sum(falling[size:]) - sum(falling[:size])) // 2


def n_faults(network: Network, core: set[str]) -> int:
    tied = tied_pairs(network)
    untied = sum(frozenset(pair) not in tied for pair in combinations(core, 2))
    return untied + sum(not pair & core for pair in tied)


def fit_as_defined(network: Network) -> float:
    """Return the correlation of ties with the ideal pattern, pair by pair, by numpy."""
    tied, member = tied_pairs(network), core_membership(network).to_dict()
    pairs = [(u, v) for u, v in combinations(network.nodes, 2) if member[u] == member[v]]
    ideal = [member[u] for u, _ in pairs]
    found = [float(frozenset(pair) in tied) for pair in pairs]
    if len(set(ideal)) < 2 or len(set(found)) < 2:
        return math.nan
    return float(np.corrcoef(ideal, found)[0, 1])


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


def test_the_hub_of_a_star_is_its_core(star: Network) -> None:
    assert core_membership(star).to_dict() == {"hub": 1, **dict.fromkeys("abcd", 0)}
    assert math.isnan(core_periphery_fit(star))  # one party has no pair to compare


def test_parties_who_stand_alike_are_not_told_apart(ring: Network) -> None:
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


def test_one_more_without_ties_is_in_the_periphery(town: Network) -> None:
    assert core_membership(town)["alone"] == 0
    without = core_membership(town.subnetwork(town.nodes[:-1]))
    assert core_membership(town).drop("alone").equals(without)


@pytest.mark.evidence("core_membership", "every possible core tried, on random networks")
@settings(max_examples=80, deadline=None)
@given(networks)
def test_the_core_is_the_best_of_all(network: Network) -> None:
    found = core_membership(network)
    if not tied_pairs(network):
        assert found.isna().all()
        return
    best = best_cores(network)
    inside = frozenset(found.index[found == 1])
    if found.notna().all():
        assert inside in best
        return
    assert inside == frozenset.intersection(*best)
    assert set(found.index[found == 0]) == set(network.nodes) - frozenset.union(*best)


@pytest.mark.evidence("core_periphery_fit", "numpy's correlation, pair by pair, random networks")
@settings(max_examples=60, deadline=None)
@given(networks)
def test_the_fit_is_the_correlation_with_the_ideal_pattern(network: Network) -> None:
    expected = fit_as_defined(network)
    assert core_periphery_fit(network) == pytest.approx(expected, abs=1e-9, nan_ok=True)


@pytest.mark.evidence("core_membership", "every possible core of the Florentine families tried")
def test_the_core_of_the_florentine_families_is_the_best_of_all() -> None:
    network = Network.from_networkx(nx.florentine_families_graph())
    found = core_membership(network)
    best = best_cores(network)
    inside = frozenset(found.index[found == 1])
    undecided = set(found.index[found.isna()])
    assert (inside in best) if not undecided else inside == frozenset.intersection(*best)
    assert "Medici" in inside


@pytest.mark.real
@pytest.mark.evidence("core_membership", "Hammer and Simeone's splittance, on Lazega's law firm")
@pytest.mark.parametrize("name", ["law_advice", "law_friends", "law_cowork"])
def test_the_core_of_the_law_firm_has_as_few_faults_as_can_be(name: str) -> None:
    given_folder = os.environ.get("ASSETMAP_REAL_DATA")
    if not given_folder:
        pytest.skip("ASSETMAP_REAL_DATA does not name the folder of public data")
    path = Path(given_folder) / "networks" / f"{name}_edges.csv"
    with path.open(encoding="utf-8", newline="") as file:
        ties = [(row["source"], row["target"]) for row in csv.DictReader(file)]
    network = Network.from_edges(*zip(*ties, strict=True))
    found = core_membership(network)
    # Of parties that are not told apart, as many are in a best core as make the fewest faults.
    inside = set(found.index[found == 1])
    degrees = [
        len([pair for pair in tied_pairs(network) if node in pair]) for node in network.nodes
    ]
    open_to_all = sorted(found.index[found.isna()])
    faults = [n_faults(network, inside | set(open_to_all[:n])) for n in range(len(open_to_all) + 1)]
    assert min(faults) == splittance(degrees)
    assert core_periphery_fit(network) == pytest.approx(fit_as_defined(network), abs=1e-9)
