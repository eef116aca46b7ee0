"""What is no measure of one number: brokerage against chance, triads and clusters, as in R."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pytest

from assetmap.measures.brokerage import brokerage_scores
from assetmap.measures.clusters import modularity, n_clusters
from assetmap.measures.triads import triadic_census

if TYPE_CHECKING:
    from tests.r.conftest import Found
    from tests.r.networks import Given

pytestmark = pytest.mark.r

_COLUMNS: Final = {
    "coordinator": "w_I",
    "consultant": "w_O",
    "gatekeeper": "b_OI",
    "representative": "b_IO",
    "liaison": "b_O",
    "total": "t",
}
"""What sna calls our roles."""

_READ_ONCE: Final = ("gatekeeper", "representative")
"""Roles of which a two-path without direction is one from one end alone."""


@pytest.mark.evidence("brokerage_scores", "R sna::brokerage, on random networks of every kind")
@pytest.mark.parametrize("role", _COLUMNS)
@pytest.mark.parametrize("column", ["expected", "deviation", "z"])
def test_brokerage_against_chance_is_that_of_sna(
    role: str, column: str, random_given: dict[str, Given], found_by_r: Found
) -> None:
    for name, given in random_given.items():
        scores = brokerage_scores(given.network, given.group_of).xs(role, level=1)[column]
        theirs = np.array(found_by_r[name][f"sna::brokerage {column} {_COLUMNS[role]} each"])
        if not given.network.is_directed() and role not in _READ_ONCE:
            # sna takes the two ways of a tie for two ties that fall apart from each other.
            theirs = theirs * {"expected": 1, "deviation": 2**0.5, "z": 0.5**0.5}[column]
        assert scores.to_numpy() == pytest.approx(theirs, abs=1e-9, rel=1e-9, nan_ok=True), name


@pytest.mark.evidence("triadic_census", "R sna::triad.census, on random networks of every kind")
def test_census_of_triads_is_that_of_sna_and_igraph(
    random_given: dict[str, Given], found_by_r: Found
) -> None:
    for name, given in random_given.items():
        ours = list(triadic_census(given.network).values())
        assert ours == found_by_r[name]["sna::triad.census"], name
        # igraph has the same sixteen in an order of its own.
        assert sorted(ours) == sorted(found_by_r[name]["igraph::triad_census"]), name


@pytest.mark.evidence("n_clusters", "R igraph::cluster_fast_greedy, on two circles and a path")
@pytest.mark.evidence("modularity", "R igraph::cluster_fast_greedy, on two circles and a path")
@pytest.mark.parametrize("shape", ["two_circles", "path"])
@pytest.mark.parametrize("way", ["directed", "undirected"])
def test_clusters_that_are_plain_to_see_are_those_of_igraph(
    shape: str, way: str, random_given: dict[str, Given], found_by_r: Found
) -> None:
    network, theirs = random_given[f"{shape}_{way}"].network, found_by_r[f"{shape}_{way}"]
    assert [n_clusters(network)] == theirs["igraph::cluster_fast_greedy number"]
    expected = theirs["igraph::cluster_fast_greedy modularity"]
    assert [modularity(network)] == pytest.approx(expected, abs=1e-9)
