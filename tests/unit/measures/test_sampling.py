"""Estimates from sources drawn by chance are right on average, and say how far they are off."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

import networkx as nx
import numpy as np
import pytest

from assetmap.measures.betweenness import betweenness, betweenness_sampled
from assetmap.measures.nearness import (
    closeness,
    closeness_sampled,
    harmonic,
    harmonic_sampled,
)
from assetmap.measures.sampling import drawn_sources, estimated_totals
from assetmap.network import Network

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

N_SEEDS: Final = 200
PAIRS: Final = (
    (betweenness, betweenness_sampled),
    (closeness, closeness_sampled),
    (harmonic, harmonic_sampled),
)


def _town(*, directed: bool) -> Network:
    """Return 120 parties, a few of them hubs, in one piece directions aside."""
    graph = nx.barabasi_albert_graph(120, 2, seed=3)
    random = np.random.default_rng(3)
    ends = np.array(graph.edges)
    turned = random.random(len(ends)) < 0.5
    ends[turned] = ends[turned][:, ::-1]
    ids = [f"p{each}" for each in range(120)]
    return Network.from_edges(
        *([ids[each] for each in side] for side in ends.T.tolist()), nodes=ids, directed=directed
    )


@pytest.mark.evidence(
    "betweenness_sampled", "spread over 200 draws, beside the standard error stated"
)
@pytest.mark.evidence(
    "closeness_sampled", "spread over 200 draws, beside the standard error stated"
)
@pytest.mark.evidence("harmonic_sampled", "spread over 200 draws, beside the standard error stated")
@pytest.mark.evidence("betweenness", "spread over 200 draws, beside the standard error stated")
@pytest.mark.evidence("closeness", "spread over 200 draws, beside the standard error stated")
@pytest.mark.evidence("harmonic", "spread over 200 draws, beside the standard error stated")
@pytest.mark.parametrize("directed", [True, False], ids=["directed", "undirected"])
@pytest.mark.parametrize(("exact", "sampled"), PAIRS, ids=lambda each: each.__name__)
def test_the_standard_error_is_how_far_estimates_are_off(
    exact: Callable[[Network], pd.Series[float]],
    sampled: Callable[..., pd.DataFrame],
    *,
    directed: bool,
) -> None:
    network = _town(directed=directed)
    draws = [sampled(network, n_sources=40, seed=seed) for seed in range(N_SEEDS)]
    values = np.array([draw["value"] for draw in draws])
    errors = np.array([draw["standard_error"] for draw in draws])
    truth = exact(network).to_numpy()
    falling = np.argsort(-truth)
    larger, largest = falling[:60], falling[:10]
    off = np.sqrt(((values - truth) ** 2).mean(axis=0))
    stated = np.sqrt((errors**2).mean(axis=0))
    # 200 draws tell a spread to one part in twenty: here to four times that for each party.
    tells = larger[off[larger] > 1e-9]
    assert len(tells) > 50
    assert np.abs(np.log(stated[tells] / off[tells])).max() < 0.2
    assert stated.sum() / off.sum() == pytest.approx(1, abs=0.05)
    # Their mean is off by less than four times what 200 draws leave to chance.
    assert (np.abs(values.mean(axis=0) - truth) <= 4.1 * off / np.sqrt(N_SEEDS) + 1e-12).all()
    # Small betweenness is too skewed for that, as its docstring says.
    within = np.abs(values - truth) <= 1.96 * errors
    assert 0.88 < within[:, largest].mean() < 0.97


def test_a_small_error_stated_of_betweenness_does_not_make_it_sure() -> None:
    # As its docstring says: where the few sources that count most are not drawn, both are too low.
    network = _town(directed=False)
    truth = betweenness(network).to_numpy()
    draws = [betweenness_sampled(network, n_sources=40, seed=seed) for seed in range(N_SEEDS)]
    seems_sure = np.array([draw["standard_error"] < draw["value"] / 5 for draw in draws])
    holds = np.array([abs(draw["value"] - truth) <= 2 * draw["standard_error"] for draw in draws])
    assert seems_sure.sum() > N_SEEDS
    assert holds[seems_sure].mean() < 0.8


def test_an_estimated_total_is_right_on_average_over_all_draws() -> None:
    # What each of five gives each of five (a row a giver), nothing to itself.
    given = np.array(
        [[0, 1, 4, 0, 2], [3, 0, 4, 0, 2], [5, 1, 0, 0, 2], [7, 0, 4, 0, 2], [1, 2, 4, 0, 0.0]]
    )
    draws = [np.array(draw, dtype=np.int32) for draw in combinations(range(5), 3)]
    found = [
        estimated_totals(given[draw].sum(axis=0), (given[draw] ** 2).sum(axis=0), draw)
        for draw in draws
    ]
    # With a node itself drawn two others are left, else three: right on average in both.
    for is_drawn in (True, False):
        for node in range(5):
            among = [
                each for each, draw in zip(found, draws, strict=True) if (node in draw) == is_drawn
            ]
            values = np.array([each.value[node] for each in among])
            squares = np.array([each.standard_error[node] ** 2 for each in among])
            assert values.mean() == pytest.approx(given[:, node].sum())
            assert squares.mean() == pytest.approx(values.var())


def test_sources_are_drawn_once_each_in_order() -> None:
    drawn = drawn_sources(1000, 100, seed=1)
    assert len(set(drawn.tolist())) == 100
    assert drawn.tolist() == sorted(drawn.tolist())
    assert drawn_sources(7, 7, seed=1).tolist() == list(range(7))
    assert drawn_sources(0, 3, seed=1).tolist() == []
