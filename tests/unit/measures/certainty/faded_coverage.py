"""How often intervals of what goes by how strong ties are cover the truth, where ties fade."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from tests.unit.measures.certainty.coverage import covered_places, sector_of, silenced

from assetmap.measures.certainty.could_be import CouldBe
from assetmap.measures.certainty.interval import drawn_numbers, interval_of
from assetmap.measures.certainty.surveyed import Surveyed
from assetmap.measures.clusters import modularity, n_clusters
from assetmap.measures.shares_left import shares_left
from assetmap.network import Network

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.unit.measures.certainty.coverage import Ranked, Town

    from assetmap.measures.claims import Claims

    Left = dict[tuple[str, str], float]

OF_STRENGTH: Final = {"n_clusters": n_clusters, "modularity": modularity}
SHARES_LEFT: Final = ("bonding", "bridging", "linking", "e_i_index", "assortativity")
_OLDEST: Final = 3.0


def faded_coverage(
    made: Town, *, share_silent: float, n_towns: int, n_draws: int = 39, first: int = 0
) -> dict[str, float]:
    """Return in which share of towns the interval of each number that fades covers the truth.

    Ties are told up to three half-lives ago: each organisation told its own about then, each tie
    somewhat before or after, those within its group later than the others.
    """
    covered: dict[str, list[bool]] = defaultdict(list)
    for town in range(first, first + n_towns):
        truth, group_of, claims = silenced(made, share_silent, town)
        left = left_of(truth, group_of, town)
        surveyed = faded(claims, group_of, left)
        drawn = drawn_numbers(surveyed, {**_SHARES, **OF_STRENGTH}, n_draws, town)
        whole = faded(truth, group_of, left).network
        of_strength = {name: measure(whole) for name, measure in OF_STRENGTH.items()}
        for name, value in (truths_left(truth, group_of, left) | of_strength).items():
            found = interval_of(drawn[name]) if name in drawn else None
            if found is not None and not np.isnan(value):
                covered[name].append(found.low - 1e-9 <= value <= found.high + 1e-9)
    return {
        name: float(np.mean(each)) for name, each in covered.items() if 10 * len(each) > n_towns
    }


def faded_rank_coverage(
    made: Town, ranked: Mapping[str, Ranked], *, share_silent: float, n_towns: int, first: int = 0
) -> dict[str, float]:
    """Return in which share of parties the interval of its place covers it, as `rank_coverage`."""
    covered: dict[str, list[float]] = defaultdict(list)
    for town in range(first, first + n_towns):
        truth, group_of, claims = silenced(made, share_silent, town)
        left = left_of(truth, group_of, town)
        survey = CouldBe(faded(claims, group_of, left), seed=town)
        network = faded(truth, group_of, left).network
        for name, measure in ranked.items():
            covered[name].append(covered_places(survey, network, name, measure, group_of))
    return {name: float(np.mean(shares)) for name, shares in covered.items()}


def faded(claims: Claims, group_of: Mapping[str, str], left: Left) -> Surveyed:
    """Return a survey whose claims fade: of each is left what `left` says."""
    network = claims.network
    own = zip(network.edges, network.weights.tolist(), strict=True)
    strength = {tie: weight * left[tie] for tie, weight in own}
    known = {tie: left[tie] for tie in strength}
    return Surveyed(claims, group_of, sector_of(group_of), (), strength, known)


def left_of(truth: Claims, group_of: Mapping[str, str], town: int) -> Left:
    """Return what is left of each tie of a town."""
    random = np.random.default_rng((town, 2028))
    told = dict(zip(truth.roster, random.uniform(0, _OLDEST, len(truth.roster)), strict=True))
    return {
        (who, whom): float(
            0.5
            ** (
                told[who] * random.uniform(0.5, 1) * (0.5 if group_of[who] == group_of[whom] else 1)
            )
        )
        for who, whom in truth.network.edges
    }


def truths_left(truth: Claims, group_of: Mapping[str, str], left: Left) -> dict[str, float]:
    """Return the shares of what is left of ties, if they are those in `left`."""
    pairs: dict[tuple[str, str], float] = {}
    for (who, whom), part in left.items():
        pair = (min(who, whom), max(who, whom))
        pairs[pair] = max(pairs.get(pair, 0.0), part)
    one, other = zip(*pairs, strict=True)
    network = Network.from_edges(
        one, other, list(pairs.values()), nodes=truth.roster, directed=False
    )
    shares = shares_left(network, group_of)
    shares["linking"] = shares_left(network, sector_of(group_of))["linking"]
    return shares


def _unasked(network: Network) -> float:
    raise NotImplementedError(network)


_SHARES: Final[dict[str, Any]] = dict.fromkeys(SHARES_LEFT, _unasked)
"""Shares are told by their names; no measure is called for them."""
