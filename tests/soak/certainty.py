"""How often 90 % intervals cover the truth, by kind of town, share of silent ones and method.

Writes docs/soak/certainty.json and, from it, docs/certainty.md. Towns are made of which every
tie is known, or are real networks; some then do not answer, drawn by lot.
"""

from __future__ import annotations

import argparse
import json
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from tests.soak.certainty_page import page
from tests.soak.real_networks import real_networks
from tests.soak.town_changes import CHANGES
from tests.unit.measures.certainty.coverage import (
    by_completion,
    by_sample,
    coverage,
    measures,
    moved,
    rank_coverage,
    share_coverage,
    web_coverage,
)
from tests.unit.measures.certainty.faded_coverage import faded_coverage, faded_rank_coverage
from tests.unit.measures.made_towns import Kind, made_town

from assetmap.measures.brokerage import brokerage, pairs_joined
from assetmap.measures.certainty.answers import answers_of
from assetmap.network import Network
from assetmap.views.measuring.faded import BY_STRENGTH
from assetmap.views.measuring.party_measures import PARTY_MEASURES, RANKED, measured

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.unit.measures.certainty.coverage import Ranked

    from assetmap.measures.claims import Claims

    Rows = list[dict[str, Any]]
    Towns = Mapping[str, Any]

DOCS: Final = Path(__file__).parents[2] / "docs"

KINDS: Final = {
    "plain": Kind(),
    "small": Kind(n_organisations=40, mean_named=5.0),
    "cliquish": Kind(80, 4.0, 2.5, 2.0, 0.8, 0.3, 0.2),
    "a few known to all": Kind(40, 8.0, 1.0, 0.3, 0.3, 0.9, 0.7),
    "few ties": Kind(60, 1.5),
    "twenty": Kind(20, 4.0),
}

SILENT: Final = (0.1, 0.3, 0.5)

RANKS: Final[dict[str, Ranked]] = {
    **{name: partial(measured, PARTY_MEASURES[name]) for name in RANKED},
    "brokerage": lambda network, _: brokerage(network, dict.fromkeys(network.nodes, "")),
    "pairs joined": lambda network, _: pairs_joined(network.to_undirected()),
}
"""What parties are ranked by, as the screens and the commands do it."""


def by_respondents(
    claims: Claims, group_of: Mapping[str, str], n_draws: int, seed: int
) -> dict[str, np.ndarray]:
    """Return draws of those who answered, with repetition, each with all that it said."""
    random = np.random.default_rng(seed)
    answers = answers_of(claims, group_of)
    n_answered, n_nodes = answers.said.shape
    drawn = random.integers(0, n_answered, (n_draws, n_answered))
    named = answers.said.sum(axis=1)[drawn].mean(axis=1)
    return {
        "density": named / (n_nodes - 1),
        "n_ties": named * n_nodes,
        "mean_degree": named,
    }


def by_vertices(
    claims: Claims, group_of: Mapping[str, str], n_draws: int, seed: int
) -> dict[str, np.ndarray]:
    """Return draws after Snijders and Borgatti (1999) among those who answered.

    Vertices are drawn with repetition; what two copies of one say of each other is that of two
    vertices drawn by lot.
    """
    random = np.random.default_rng(seed)
    answers = answers_of(claims, group_of)
    ties = answers.said[:, answers.answered]
    ids = np.array(claims.roster, dtype=object)[answers.answered]
    n = len(ties)
    names = ("density", "reciprocity", "degree_centralisation", "transitivity", "bonding")
    values: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(n_draws):
        drawn = random.integers(0, n, n)
        resampled = ties[np.ix_(drawn, drawn)]
        twice = np.argwhere(np.triu(drawn[:, None] == drawn, 1))
        for one, other in twice:
            first, second = random.choice(n, 2, replace=False)
            resampled[one, other], resampled[other, one] = ties[first, second], ties[second, first]
        np.fill_diagonal(resampled, val=False)
        source, target = np.nonzero(resampled)
        numbers = [str(number) for number in range(n)]
        network = Network.from_edges(
            [numbers[one] for one in source], [numbers[one] for one in target], nodes=numbers
        )
        groups = {number: group_of[ids[one]] for number, one in zip(numbers, drawn, strict=True)}
        looked_at = measures(groups)
        for name, found in values.items():
            found.append(looked_at[name](network))
    return {name: np.array(each) for name, each in values.items()}


METHODS: Final = {
    "sample": (by_sample, SILENT, 4),
    "completed": (by_completion, SILENT, 1),
    "respondents": (by_respondents, (0.3,), 1),
    "vertices": (by_vertices, (0.3,), 1),
}
"""Each way, the shares of silent ones, and how many times as many towns as of the dearest."""

DEAR_TOWNS: Final = (
    "plain",
    "small",
    "cliquish",
    "lawyers: advice",
    "pupils, second term",
    "civic organisations",
)
"""Where changes are tried, which takes longest."""

FADING_RANKS: Final = {name: ranked for name, ranked in RANKS.items() if name in BY_STRENGTH}
"""Those of them that go by how strong ties are."""

UNSEEN: Final = 200
"""The first of the draws not looked at while the ways to the whole web and ranks were chosen."""


def _ranks(n_towns: int, towns: Towns) -> Rows:
    n = n_towns // 4
    return [
        {"town": town, "n_towns": n}
        | {"coverage": rank_coverage(made, RANKS, share_silent=0.3, n_towns=n, first=UNSEEN)}
        for town, made in towns.items()
    ]


def _web(n_towns: int, towns: Towns) -> Rows:
    return [
        {"silent": silent, "town": town, "n_towns": n}
        | {"covered": web_coverage(made, share_silent=silent, n_towns=n, first=UNSEEN)}
        for silent, n in ((0.3, n_towns // 2), (0.1, n_towns // 4))
        for town, made in towns.items()
    ]


def _shares(n_towns: int, towns: Towns) -> Rows:
    return [
        {"silent": silent, "town": town, "n_towns": n_towns}
        | {"coverage": share_coverage(made, share_silent=silent, n_towns=n_towns, first=UNSEEN)}
        for silent in (0.1, 0.3)
        for town, made in towns.items()
    ]


def _faded(n_towns: int, towns: Towns) -> Rows:
    numbers = partial(faded_coverage, share_silent=0.3, n_towns=n_towns, first=UNSEEN)
    n = n_towns // 4
    places = partial(faded_rank_coverage, share_silent=0.3, n_towns=n, first=UNSEEN)
    return [
        {"town": town, "n_towns": n_towns, "coverage": numbers(made)}
        | {"n_towns_ranked": n, "ranks": places(made, FADING_RANKS)}
        for town, made in towns.items()
    ]


def _moved(n_towns: int, towns: Towns) -> Rows:
    many = {name: n_towns // (2 if change is None else 8) for name, change in CHANGES.items()}
    return [
        {"change": name, "town": town, "n_towns": many[name]}
        | {"called": moved(towns[town], share_silent=0.3, n_towns=many[name], change=change)}
        for name, change in CHANGES.items()
        for town in DEAR_TOWNS
    ]


def _by_method(name: str, n_towns: int, towns: Towns) -> Rows:
    method, shares, times = METHODS[name]
    n = times * n_towns
    return [
        {"silent": silent, "town": town, "n_towns": n}
        | {"coverage": coverage(made, share_silent=silent, n_towns=n, method=method)}
        for silent in shares
        for town, made in towns.items()
    ]


PARTS: Final[Mapping[str, Callable[[int, Towns], Rows]]] = {
    **{name: partial(_by_method, name) for name in METHODS},
    "web": _web,
    "shares": _shares,
    "faded": _faded,
    "ranks": _ranks,
    "moved": _moved,
}
"""What gives a row for each share of silent ones, or change, and each town, by part."""


def all_towns() -> dict[str, Any]:
    """Return what makes a town of each kind, and each real network."""
    folder = Path(os.environ["ASSETMAP_REAL_DATA"]) / "networks"
    made: dict[str, Any] = {name: partial(made_town, kind) for name, kind in KINDS.items()}
    real = {name: partial(_as_it_is, read()) for name, read in real_networks(folder).items()}
    return made | real


def _as_it_is(
    network: tuple[Claims, dict[str, str]], random: np.random.Generator
) -> tuple[Claims, dict[str, str]]:
    del random  # it is what it is; who is silent is drawn
    return network


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--towns", type=int, default=200)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--result", type=Path, default=DOCS / "soak" / "certainty.json")
    given = parser.parse_args()
    towns = all_towns()
    result = json.loads(given.result.read_text(encoding="utf-8"))  # what is not done again stays
    for part in given.parts:  # each is kept as soon as it is found: `--parts` goes on from there
        result[part] = PARTS[part](given.towns, towns)
        given.result.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
        (DOCS / "certainty.md").write_text(page(result), encoding="utf-8")
