"""How often intervals cover the truth: towns are made, some fall silent, the truth is looked up."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.stats import rankdata
from tests.unit.measures.made_towns import partly_answered

from assetmap.measures.bonding import bonding, e_i_index
from assetmap.measures.bridging import bridging
from assetmap.measures.centralisation import degree_centralisation
from assetmap.measures.certainty.completion import completed
from assetmap.measures.certainty.interval import drawn_values, interval_of
from assetmap.measures.certainty.ratings import trust_and_value
from assetmap.measures.clustering import transitivity
from assetmap.measures.cohesion import density, reciprocity
from assetmap.measures.linking import linking, n_linking_ties
from assetmap.measures.mixing import assortativity
from assetmap.measures.trust import mean_trust, mean_value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from assetmap.measures.claims import Claims
    from assetmap.network import Network

    Town = Callable[[np.random.Generator], tuple[Claims, Mapping[str, str]]]
    Method = Callable[[Claims, Mapping[str, str], int, int], dict[str, np.ndarray]]

RANK: Final = "rank of in_degree"
_SECTORS: Final = {"group 0": "vcse", "group 1": "nhs", "group 2": "council", "group 3": "housing"}


def measures(group_of: Mapping[str, str]) -> dict[str, Callable[[Network], float]]:
    """Return what is looked at of a network, by name; of groups, in pairs tied whichever way."""
    sector_of = {id_: _SECTORS.get(group, "other") for id_, group in group_of.items()}
    of_groups: dict[str, tuple[Callable[..., float], Mapping[str, str]]] = {
        "bonding": (bonding, group_of),
        "bridging": (bridging, group_of),
        "linking": (linking, sector_of),
        "n_linking_ties": (n_linking_ties, sector_of),
        "e_i_index": (e_i_index, group_of),
        "assortativity": (assortativity, group_of),
    }
    of_network: dict[str, Callable[[Network], float]] = {
        "density": density,
        "n_ties": lambda network: network.number_of_edges(),
        "mean_degree": lambda network: network.number_of_edges() / len(network),
        "reciprocity": reciprocity,
        "transitivity": transitivity,
        "degree_centralisation": degree_centralisation,
    }
    return of_network | {
        name: partial(_of_pairs, function, of) for name, (function, of) in of_groups.items()
    }


def _of_pairs(
    function: Callable[..., float], group_of: Mapping[str, str], network: Network
) -> float:
    return function(network.to_undirected(), group_of)


def by_completion(
    claims: Claims, group_of: Mapping[str, str], n_draws: int, seed: int
) -> dict[str, np.ndarray]:
    """Return the draws of each number, and of each rank, of the surveys completed."""
    completion = completed(claims, group_of, n_draws=n_draws, seed=seed)
    drawn = drawn_values(completion, measures(group_of))
    drawn["mean_trust"], drawn["mean_value"] = trust_and_value(claims, completion, seed=seed).T
    ranks = [_ranks(each) for each in completion.networks()]
    return drawn | {RANK: np.array(ranks)}


def coverage(
    made: Town,
    *,
    share_silent: float,
    n_towns: int,
    n_draws: int = 39,
    method: Method = by_completion,
    first: int = 0,
) -> dict[str, float]:
    """Return in which share of towns the interval of each number covers the truth.

    Ranks are counted party by party. What is not defined of a town is left out.
    """
    covered: dict[str, list[float]] = defaultdict(list)
    for town in range(first, first + n_towns):
        random = np.random.default_rng((town, 2026))
        truth, group_of = made(random)
        claims = partly_answered(truth, share_silent, random)
        real = {name: measure(truth.network) for name, measure in measures(group_of).items()}
        real |= {"mean_trust": mean_trust(truth), "mean_value": mean_value(truth)}
        ranks = _ranks(truth.network)
        drawn = method(claims, group_of, n_draws, town)
        for name, value in real.items():
            if name in drawn and not np.isnan(value):
                covered[name].append(_is_within(drawn[name], value))
        if RANK in drawn:
            within = map(_is_within, drawn[RANK].T, ranks.tolist())
            covered[RANK].append(float(np.mean(list(within))))
    return {name: float(np.mean(shares)) for name, shares in covered.items()}


def _ranks(network: Network) -> NDArray[np.float64]:
    named = np.bincount(network.indices, minlength=len(network))
    return np.asarray(rankdata(-named), dtype=np.float64)


def _is_within(draws: np.ndarray, value: float) -> bool:
    found = interval_of(draws)
    return found is not None and found.low - 1e-9 <= value <= found.high + 1e-9
