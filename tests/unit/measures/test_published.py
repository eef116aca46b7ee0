"""What others published of well-known networks."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import networkx as nx
import pytest
from tests.unit.measures.igraph_peer import igraph_of

from assetmap.measures.betweenness import betweenness
from assetmap.measures.centralisation import betweenness_centralisation, degree_centralisation
from assetmap.measures.cohesion import density, n_isolates, reciprocity
from assetmap.measures.distances import reach
from assetmap.measures.nearness import closeness, harmonic
from assetmap.measures.pagerank import pagerank
from assetmap.measures.resilience import is_articulation_point
from assetmap.network import Network

# Jackson, M. O. (2008). Social and Economic Networks. Princeton, chapter 1: the marriages of
# Padgett and Ansell's Florentine families.
JACKSON = {
    "Medici": 0.522,
    "Guadagni": 0.255,
    "Albizzi": 0.212,
    "Salviati": 0.143,
    "Ridolfi": 0.114,
    "Bischeri": 0.104,
    "Strozzi": 0.103,
    "Barbadori": 0.093,
    "Tornabuoni": 0.092,
    "Castellani": 0.055,
    "Peruzzi": 0.022,
    "Acciaiuoli": 0.0,
    "Ginori": 0.0,
    "Lamberteschi": 0.0,
    "Pazzi": 0.0,
}


@pytest.fixture
def marriages() -> Network:
    """The fifteen families that married each other, as NetworkX has them."""
    return Network.from_networkx(nx.florentine_families_graph())


@pytest.mark.evidence("betweenness", "Jackson (2008), the families of Florence")
def test_betweenness_of_the_florentine_families(marriages: Network) -> None:
    assert betweenness(marriages).to_dict() == pytest.approx(JACKSON, abs=6e-4)


@pytest.mark.evidence("closeness", "steps counted on Padgett and Ansell's families")
@pytest.mark.evidence("harmonic", "steps counted on Padgett and Ansell's families")
@pytest.mark.evidence("reach", "steps counted on Padgett and Ansell's families")
def test_how_near_the_medici_are_to_the_other_families(marriages: Network) -> None:
    # Six families married them (Acciaiuoli, Albizzi, Barbadori, Ridolfi, Salviati, Tornabuoni),
    # five more are two steps away (Castellani, Ginori, Guadagni, Pazzi, Strozzi), and three
    # are three away (Bischeri, Lamberteschi, Peruzzi).
    assert closeness(marriages)["Medici"] == pytest.approx(14 / (6 + 2 * 5 + 3 * 3))
    assert harmonic(marriages)["Medici"] == pytest.approx(6 + 5 / 2 + 3 / 3)
    for n_steps, reached in ((1, 6), (2, 11), (3, 14)):
        assert reach(marriages, n_steps=n_steps)["Medici"] == pytest.approx(reached / 14)


def test_families_whose_loss_splits_florence(marriages: Network) -> None:
    found = is_articulation_point(marriages)
    assert set(found.index[found]) == {"Medici", "Albizzi", "Guadagni", "Salviati"}


@pytest.mark.evidence("density", "Wasserman and Faust (1994), the families of Florence")
@pytest.mark.evidence(
    "degree_centralisation", "Wasserman and Faust (1994), the families of Florence"
)
@pytest.mark.evidence(
    "betweenness_centralisation", "Wasserman and Faust (1994), the families of Florence"
)
@pytest.mark.evidence("n_isolates", "Wasserman and Faust (1994), the families of Florence")
def test_centralisation_of_the_florentine_families(marriages: Network) -> None:
    # Wasserman and Faust (1994), chapters 4 and 5: density and degree with the Pucci, who
    # married none of the others, betweenness of the fifteen who are joined.
    sixteen = Network.from_edges(
        *zip(*marriages.edges, strict=True), nodes=[*marriages.nodes, "Pucci"], directed=False
    )
    assert density(sixteen) == pytest.approx(0.167, abs=5e-4)
    assert degree_centralisation(sixteen) == pytest.approx(0.267, abs=5e-4)
    assert betweenness_centralisation(marriages) == pytest.approx(0.437, abs=5e-4)
    assert n_isolates(sixteen) == 1


@pytest.fixture
def networks_folder() -> Path:
    """The folder of published networks, which is not part of this repository."""
    given = os.environ.get("ASSETMAP_REAL_DATA")
    if not given:
        pytest.skip("ASSETMAP_REAL_DATA does not name the folder of public data")
    return Path(given) / "networks"


def _read(folder: Path, name: str, *, directed: bool) -> Network:
    with (folder / f"{name}_nodes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    nodes = [row.get("name") or row["id"] for row in rows]
    with (folder / f"{name}_edges.csv").open(encoding="utf-8", newline="") as file:
        ties = list(csv.DictReader(file))
    return Network.from_edges(
        [row["source"] for row in ties],
        [row["target"] for row in ties],
        nodes=nodes,
        directed=directed,
    )


@pytest.mark.real
@pytest.mark.parametrize(
    ("name", "n_ties"), [("law_advice", 892), ("law_friends", 575), ("law_cowork", 1104)]
)
def test_ties_of_the_law_firm(networks_folder: Path, name: str, n_ties: int) -> None:
    # Lazega, E. (2001). The Collegial Phenomenon. Oxford: 71 lawyers.
    network = _read(networks_folder, name, directed=True)
    assert (len(network), network.number_of_edges()) == (71, n_ties)
    assert density(network) == pytest.approx(n_ties / (71 * 70))


@pytest.mark.real
def test_marriages_as_published_are_those_of_networkx(
    networks_folder: Path, marriages: Network
) -> None:
    found = _read(networks_folder, "flo_marriage", directed=False)
    assert {frozenset(edge) for edge in found.edges} == {
        frozenset(edge) for edge in marriages.edges
    }


@pytest.mark.real
@pytest.mark.evidence("reciprocity", "NetworkX, on Lazega's law firm")
def test_reciprocity_of_the_law_firm(networks_folder: Path) -> None:
    advice = _read(networks_folder, "law_advice", directed=True)
    assert reciprocity(advice) == pytest.approx(nx.overall_reciprocity(advice.to_networkx()))
    cowork = _read(networks_folder, "law_cowork", directed=True)
    assert reciprocity(cowork) == pytest.approx(nx.overall_reciprocity(cowork.to_networkx()))


@pytest.mark.real
@pytest.mark.parametrize("name", ["law_advice", "law_friends", "flo_marriage", "flo_business"])
@pytest.mark.evidence("betweenness", "igraph, on Lazega's law firm and Padgett's families")
@pytest.mark.evidence("harmonic", "igraph, on Lazega's law firm and Padgett's families")
@pytest.mark.evidence("pagerank", "igraph, on Lazega's law firm and Padgett's families")
def test_positions_in_published_networks_are_those_of_igraph(
    networks_folder: Path, name: str
) -> None:
    network = _read(networks_folder, name, directed=name.startswith("law"))
    peer, n_nodes = igraph_of(network), len(network)
    n_pairs = (n_nodes - 1) * (n_nodes - 2) / (1 if network.is_directed() else 2)
    between = [each / n_pairs for each in peer.betweenness()]
    assert betweenness(network).tolist() == pytest.approx(between, abs=1e-12)
    near = peer.harmonic_centrality(mode="in", normalized=False)
    assert harmonic(network).tolist() == pytest.approx(near, abs=1e-12)
    assert pagerank(network).tolist() == pytest.approx(peer.pagerank(), abs=1e-12)
