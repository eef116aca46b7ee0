"""Who joins whom, in which role, and what chance would give."""

from __future__ import annotations

from itertools import combinations, permutations, product
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assetmap.errors import DataError
from assetmap.measures.brokerage import (
    ROLES,
    brokerage,
    brokerage_roles,
    brokerage_scores,
    brokerage_z,
    consultant,
    coordinator,
    gatekeeper,
    liaison,
    network_brokerage_scores,
    representative,
)
from assetmap.measures.brokerage.moments import moments_of_network, moments_of_parties
from assetmap.network import Network

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

NODES = tuple("abcdefgh")
ALL = (*ROLES, "total")
_node = st.sampled_from(NODES)
ties = st.sets(st.tuples(_node, _node), max_size=40)
groupings = st.fixed_dictionaries({node: st.sampled_from("xyz") for node in NODES})
few = settings(max_examples=60, deadline=None)


def role_of(source: str, broker: str, target: str) -> str:
    """Return the role by the groups of the three, as Gould and Fernandez define it."""
    if source == broker == target:
        return "coordinator"
    if source == target:
        return "consultant"
    if broker == target:
        return "gatekeeper"
    return "representative" if source == broker else "liaison"


def counted_one_by_one(network: Network, group_of: Mapping[str, str]) -> NDArray[np.int64]:
    """Count by walking every open two-path."""
    arcs = set(network.edges)
    if not network.is_directed():
        arcs |= {(target, source) for source, target in arcs}
    counts = {node: dict.fromkeys(ALL, 0) for node in network.nodes}
    for a, b, c in permutations(network.nodes, 3):
        if (a, b) in arcs and (b, c) in arcs and (a, c) not in arcs:
            counts[b][role_of(group_of[a], group_of[b], group_of[c])] += 1
            counts[b]["total"] += 1
    return np.array([list(each.values()) for each in counts.values()])


@pytest.mark.evidence("brokerage_roles", "hand: one open two-path of each kind")
@pytest.mark.evidence("brokerage", "hand: one open two-path of each kind")
@pytest.mark.parametrize(
    ("groups", "role"),
    [
        ("xxx", "coordinator"),
        ("xyx", "consultant"),
        ("xyy", "gatekeeper"),
        ("xxy", "representative"),
        ("xyz", "liaison"),
    ],
)
def test_brokerage_roles_names_the_role_of_an_open_two_path(groups: str, role: str) -> None:
    network = Network.from_edges(["a", "b"], ["b", "c"])
    roles = brokerage_roles(network, dict(zip("abc", groups, strict=True)))
    of_broker = dict(zip(roles.columns, roles.to_numpy()[1].tolist(), strict=True))
    assert of_broker == {**dict.fromkeys(ROLES, 0), role: 1, "total": 1}


def test_brokerage_roles_are_integers_in_the_order_of_the_network() -> None:
    network = Network.from_edges(["z", "b"], ["b", "a"])
    roles = brokerage_roles(network, {"z": "x", "b": "x", "a": "x", "elsewhere": "y"})
    assert roles.index.tolist() == ["z", "b", "a"]
    assert roles.columns.tolist() == list(ALL)
    assert set(roles.dtypes) == {np.dtype(np.int64)}


def test_an_undirected_tie_counts_both_ways() -> None:
    network = Network.from_edges(["a", "b"], ["b", "c"], directed=False)
    roles = brokerage_roles(network, {"a": "x", "b": "x", "c": "y"})
    assert roles.to_numpy().tolist() == [[0] * 6, [0, 0, 1, 1, 0, 2], [0] * 6]


def test_brokerage_does_not_see_self_ties_weights_or_paths_that_lead_back() -> None:
    network = Network.from_edges(["a", "b", "b", "c"], ["b", "a", "b", "c"], [1, 0, 9, 2])
    assert brokerage_roles(network, dict.fromkeys("abc", "x")).to_numpy().sum() == 0


def test_brokerage_roles_of_nobody_are_empty() -> None:
    roles = brokerage_roles(Network.from_edges([], []), {})
    assert roles.shape == (0, 6)
    assert brokerage_roles(Network.from_edges([], [], nodes=["a"]), {"a": "x"}).loc["a"].sum() == 0


def test_brokerage_roles_refuses_a_node_without_group() -> None:
    network = Network.from_edges(["a"], ["b"])
    with pytest.raises(DataError, match="1 of 2 nodes have no group, the first 'b'"):
        brokerage_roles(network, {"a": "x"})
    with pytest.raises(DataError, match="1 of 2 nodes have no group, the first 'b'"):
        brokerage_scores(network, {"a": "x"})


@pytest.mark.evidence(
    "brokerage_roles", "every open two-path walked one by one, on random networks"
)
@pytest.mark.evidence("brokerage", "every open two-path walked one by one, on random networks")
@few
@given(ties, groupings, st.booleans())
def test_brokerage_roles_are_those_counted_one_by_one(
    ties: set[tuple[str, str]],
    group_of: dict[str, str],
    directed: bool,  # noqa: FBT001
) -> None:
    ends = zip(*sorted(ties), strict=True) if ties else ([], [])
    network = Network.from_edges(*ends, nodes=NODES, directed=directed)
    found = brokerage_roles(network, group_of).to_numpy()
    assert found.tolist() == counted_one_by_one(network, group_of).tolist()


def random_network(
    rng: np.random.Generator, n_nodes: int, chance: float, *, directed: bool
) -> tuple[Network, dict[str, str]]:
    """Return a network with self-ties and perhaps isolates, and a group of each node."""
    ids = [f"n{number}" for number in range(n_nodes)]
    source, target = np.nonzero(rng.random((n_nodes, n_nodes)) < chance)
    network = Network.from_edges(
        [ids[each] for each in source],
        [ids[each] for each in target],
        rng.random(len(source)),
        nodes=ids,
        directed=directed,
    )
    return network, dict(zip(ids, rng.choice(list("vwxyz"), n_nodes).tolist(), strict=True))


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("chance", [0.02, 0.15, 0.6])
def test_brokerage_roles_of_larger_networks_are_those_counted_one_by_one(
    chance: float,
    directed: bool,  # noqa: FBT001
) -> None:
    network, group_of = random_network(np.random.default_rng(5), 40, chance, directed=directed)
    found = brokerage_roles(network, group_of).to_numpy()
    assert found.tolist() == counted_one_by_one(network, group_of).tolist()


@few
@given(ties, groupings, st.permutations(NODES))
def test_brokerage_does_not_depend_on_names_or_order(
    ties: set[tuple[str, str]], group_of: dict[str, str], names: list[str]
) -> None:
    new_name = dict(zip(NODES, names, strict=True))
    ends = list(zip(*sorted(ties), strict=True)) if ties else [(), ()]
    network = Network.from_edges(*ends, nodes=NODES)
    source, target = ([new_name[each] for each in end] for end in ends)
    renamed = Network.from_edges(source, target, nodes=reversed(NODES))
    still = brokerage_roles(network, group_of)
    moved = brokerage_roles(renamed, {new_name[node]: group_of[node] for node in NODES})
    assert moved.loc[names].to_numpy().tolist() == still.to_numpy().tolist()


@few
@given(ties, groupings)
def test_somebody_without_ties_changes_no_count_but_what_chance_would_give(
    ties: set[tuple[str, str]], group_of: dict[str, str]
) -> None:
    ends = list(zip(*sorted(ties), strict=True)) if ties else [(), ()]
    before = brokerage_roles(Network.from_edges(*ends, nodes=NODES), group_of)
    wider = Network.from_edges(*ends, nodes=(*NODES, "alone"))
    after = brokerage_roles(wider, {**group_of, "alone": "x"})
    assert after.loc[list(NODES)].to_numpy().tolist() == before.to_numpy().tolist()
    assert after.loc["alone"].sum() == 0


def test_each_role_by_itself_is_a_column_of_all() -> None:
    network, group_of = random_network(np.random.default_rng(2), 12, 0.3, directed=True)
    roles = brokerage_roles(network, group_of)
    for role in (coordinator, consultant, gatekeeper, representative, liaison):
        found = role(network, group_of)
        assert found.name == role.__name__
        assert found.tolist() == roles[role.__name__].tolist()
    assert brokerage(network, group_of).tolist() == roles["total"].tolist()


def all_networks(
    groups: str, density: float
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return mean and variance of each party's roles, and of all together, over all networks."""
    n_nodes = len(groups)
    places = list(permutations(range(n_nodes), 2))
    number = np.arange(2 ** len(places))
    is_tied = np.zeros((len(number), n_nodes, n_nodes), dtype=bool)
    for bit, (source, target) in enumerate(places):
        is_tied[:, source, target] = number >> bit & 1
    n_ties = is_tied.sum(axis=(1, 2))
    chance = (density**n_ties * (1 - density) ** (len(places) - n_ties))[:, None, None]
    counts = np.zeros((len(number), n_nodes, len(ALL)))
    for a, b, c in permutations(range(n_nodes), 3):
        is_open = is_tied[:, a, b] & is_tied[:, b, c] & ~is_tied[:, a, c]
        counts[:, b, ROLES.index(role_of(groups[a], groups[b], groups[c]))] += is_open
        counts[:, b, -1] += is_open
    together = counts.sum(axis=1, keepdims=True)
    means = [(chance * each).sum(axis=0) for each in (counts, together)]
    squares = [(chance * each**2).sum(axis=0) for each in (counts, together)]
    return means[0], squares[0] - means[0] ** 2, means[1], squares[1] - means[1] ** 2


@pytest.mark.evidence(
    "brokerage_scores", "all networks of four parties, each by its chance, added up"
)
@pytest.mark.evidence(
    "network_brokerage_scores", "all networks of four parties, each by its chance, added up"
)
@pytest.mark.evidence("brokerage_z", "all networks of four parties, each by its chance, added up")
@pytest.mark.parametrize(
    ("groups", "density"), [("xxyz", 0.3), ("xxxy", 0.6), ("wxyz", 0.5), ("xxyy", 0.2)]
)
def test_mean_and_variance_are_those_of_all_networks(groups: str, density: float) -> None:
    means, variances, mean, variance = all_networks(groups, density)
    names = sorted(set(groups))
    sizes = np.array([groups.count(name) for name in names], dtype=np.float64)
    row = [names.index(name) for name in groups]
    of_parties = moments_of_parties(sizes, density)
    assert of_parties.expected[row] == pytest.approx(means)
    assert of_parties.variance[row] == pytest.approx(variances)
    of_network = moments_of_network(sizes, density)
    assert of_network.expected[None] == pytest.approx(mean)
    assert of_network.variance[None] == pytest.approx(variance)


@pytest.mark.evidence("brokerage_scores", "all undirected networks of four and five, by chance")
@pytest.mark.evidence("network_brokerage_scores", "all undirected networks of four and five")
@pytest.mark.parametrize(
    ("groups", "density"), [("xxyz", 0.3), ("xxxy", 0.6), ("wxyz", 0.5), ("xxyy", 0.2)]
)
@pytest.mark.parametrize("further", ["", "x"])
def test_mean_and_variance_are_those_of_all_undirected_networks(
    groups: str, density: float, further: str
) -> None:
    # Both ways of a tie are there together: 64 networks of four, 1,024 of five.
    groups += further
    ids = [str(number) for number in range(len(groups))]
    group_of = dict(zip(ids, groups, strict=True))
    places = list(combinations(ids, 2))
    counts, chances = [], []
    for there in product([False, True], repeat=len(places)):
        ties = [pair for pair, is_there in zip(places, there, strict=True) if is_there]
        counts.append(walked_from_both_ends(ties, group_of))
        chances.append(density ** len(ties) * (1 - density) ** (len(places) - len(ties)))
    chance = np.array(chances)[:, None, None]
    of_each, of_all = np.array(counts), np.array(counts).sum(axis=1, keepdims=True)
    mean, total = ((chance * each).sum(axis=0) for each in (of_each, of_all))
    spread = (chance * (of_each - mean) ** 2).sum(axis=0)
    total_spread = (chance * (of_all - total) ** 2).sum(axis=0)

    names = sorted(set(groups))
    sizes = np.array([groups.count(name) for name in names], dtype=np.float64)
    row = [names.index(name) for name in groups]
    of_parties = moments_of_parties(sizes, density, directed=False)
    assert of_parties.expected[row] == pytest.approx(mean)
    assert of_parties.variance[row] == pytest.approx(spread)
    of_network = moments_of_network(sizes, density, directed=False)
    assert of_network.expected[None] == pytest.approx(total)
    assert of_network.variance[None] == pytest.approx(total_spread)


def walked_from_both_ends(
    ties: list[tuple[str, str]], group_of: Mapping[str, str]
) -> NDArray[np.int64]:
    """Count the roles of every party by walking each undirected two-path both ways."""
    network = Network.from_edges(
        *(zip(*ties, strict=True) if ties else ([], [])), nodes=list(group_of), directed=False
    )
    return counted_one_by_one(network, group_of)


@pytest.mark.evidence("brokerage_z", "4,000 undirected networks drawn at random: mean 0, spread 1")
def test_z_of_undirected_networks_that_fall_by_chance_has_mean_0_and_spread_1() -> None:
    rng, n_nodes, chance, n_drawn = np.random.default_rng(17), 14, 0.25, 4_000
    sizes = np.array([6.0, 5.0, 3.0])
    group = np.repeat(np.arange(3), sizes.astype(int))
    above = np.triu(rng.random((n_drawn, n_nodes, n_nodes)) < chance, 1)
    is_tied = (above | above.transpose(0, 2, 1)).astype(np.int64)
    # Of the pairs at b's ends, those without a tie of their own; each from both its ends.
    is_open = (1 - is_tied) * (1 - np.eye(n_nodes, dtype=np.int64))
    totals = np.einsum("kab,kbc,kac->kb", is_tied, is_tied, is_open)
    model = moments_of_parties(sizes, chance, directed=False)
    z = (totals - model.expected[group, -1]) / np.sqrt(model.variance[group, -1])
    # Of 4,000 the mean has a standard error of 0.016, the spread one of about 0.015.
    assert z.mean(axis=0) == pytest.approx(0, abs=0.06)
    assert z.std(axis=0) == pytest.approx(1, abs=0.06)


# What R 4.2 with sna 2.7-1 gives: brokerage(g, cl) of the network below, columns in our order.
SNA_TIES = "ab ac ba bd cd ce de df ea ef fb"
SNA_GROUPS = dict(zip("abcdef", "xxyyyz", strict=True))
SNA_EXPECTED = {
    "x": [0.0, 0.510888888889, 0.340592592593, 0.340592592593, 0.510888888889, 1.702962962963],
    "y": [
        *(0.170296296296, 0.170296296296, 0.510888888889),
        *(0.510888888889, 0.340592592593, 1.702962962963),
    ],
    "z": [0.0, 0.681185185185, 0.0, 0.0, 1.021777777778, 1.702962962963],
}
SNA_DEVIATION = {
    "x": [0.0, 0.785916450182, 0.679609288221, 0.679609288221, 0.785916450182, 1.749493934274],
    "y": [
        *(0.394709870703, 0.394709870703, 0.832347990299),
        *(0.832347990299, 0.601401782715, 1.749493934274),
    ],
    "z": [0.0, 0.879466058866, 0.0, 0.0, 1.177117816495, 1.749493934274],
}
SNA_WHOLE_EXPECTED = [0.510888888889, 2.213851851852, 2.213851851852]
SNA_WHOLE_EXPECTED += [2.213851851852, 3.065333333333, 10.217777777778]
SNA_WHOLE_DEVIATION = [1.824591710722, 2.023456717209]


@pytest.mark.evidence("brokerage_z", "R sna 2.7, brokerage, on a network of six")
def test_scores_are_those_of_sna() -> None:
    network = Network.from_edges(
        [tie[0] for tie in SNA_TIES.split()], [tie[1] for tie in SNA_TIES.split()]
    )
    scores = brokerage_scores(network, SNA_GROUPS)
    for node, group in SNA_GROUPS.items():
        of_node = scores.loc[node].loc[list(ALL)]
        assert of_node["expected"].tolist() == pytest.approx(SNA_EXPECTED[group], abs=1e-9)
        assert of_node["deviation"].tolist() == pytest.approx(SNA_DEVIATION[group], abs=1e-9)
    whole = network_brokerage_scores(network, SNA_GROUPS)
    assert whole["expected"].tolist() == pytest.approx(SNA_WHOLE_EXPECTED, abs=1e-9)
    of_two = whole.loc[["consultant", "liaison"], "deviation"].tolist()
    assert of_two == pytest.approx(SNA_WHOLE_DEVIATION, abs=1e-9)


def test_z_is_the_distance_in_deviations() -> None:
    network = Network.from_edges(["a", "b"], ["b", "c"])
    # d = 1/3, q = 2/27; b brokers 1 of 2 possible paths: expected 4/27, and as the two share no
    # tie the variance is 2 q (1 - q) = 100/729.
    scores = brokerage_scores(network, dict.fromkeys("abc", "x")).to_dict("index")
    assert list(scores["b", "total"].values()) == pytest.approx([1, 4 / 27, 10 / 27, 2.3])
    z = brokerage_z(network, dict.fromkeys("abc", "x"))
    assert z.to_dict() == pytest.approx({"a": -0.4, "b": 2.3, "c": -0.4})
    assert z.name == "brokerage_z"


def test_scores_are_not_defined_where_chance_leaves_no_choice() -> None:
    ends = zip(*permutations("abc", 2), strict=True)
    complete = brokerage_scores(Network.from_edges(*ends), dict.fromkeys("abc", "x"))
    assert complete["expected"].tolist() == [0.0] * 18
    assert complete["z"].isna().all()
    empty = Network.from_edges([], [], nodes=["a", "b", "c"])
    assert network_brokerage_scores(empty, dict.fromkeys("abc", "x"))["z"].isna().all()
    alone = Network.from_edges([], [], nodes=["a"])
    assert brokerage_scores(alone, {"a": "x"})[["expected", "z"]].isna().all(axis=None)
    nobody = Network.from_edges([], [])
    assert brokerage_scores(nobody, {}).empty
    assert network_brokerage_scores(nobody, {})["z"].isna().all()


def test_scores_of_a_role_that_nobody_could_have_are_not_defined() -> None:
    network = Network.from_edges(["a", "b"], ["b", "c"])
    scores = network_brokerage_scores(network, dict.fromkeys("abc", "x"))
    assert scores.loc[["consultant", "gatekeeper", "representative", "liaison"], "z"].isna().all()
    assert scores.loc[["coordinator", "total"], "z"].notna().all()
