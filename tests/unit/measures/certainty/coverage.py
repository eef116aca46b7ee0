"""How often intervals cover the truth: towns are made, some fall silent, the truth is looked up."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np
from tests.unit.measures.made_towns import partly_answered

from assetmap.measures import MEASURES
from assetmap.measures.bonding import bonding, e_i_index
from assetmap.measures.bridging import bridging
from assetmap.measures.brokerage import IN_ALL, counted_in_all
from assetmap.measures.certainty.could_be import CouldBe
from assetmap.measures.certainty.interval import (
    COMPLETED,
    _by_completion,
    drawn_numbers,
    interval_of,
)
from assetmap.measures.certainty.limits import brokerage_limits
from assetmap.measures.certainty.ranks import places
from assetmap.measures.certainty.respondents import sampled
from assetmap.measures.certainty.silenced import OF_WEB
from assetmap.measures.certainty.surveyed import Surveyed
from assetmap.measures.change import numbers_moved
from assetmap.measures.clustering import transitivity
from assetmap.measures.cohesion import density, reciprocity
from assetmap.measures.confirmation import share_confirmed, share_within_a_step
from assetmap.measures.equal_footing import shares_of_groups
from assetmap.measures.linking import linking, n_linking_ties
from assetmap.measures.mixing import assortativity
from assetmap.measures.trust import SCORES, mean_scores, mean_trust, mean_value
from assetmap.views.measuring.party_measures import sort_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    import pandas as pd

    from assetmap.measures.claims import Claims
    from assetmap.network import Network

    Town = Callable[[np.random.Generator], tuple[Claims, Mapping[str, str]]]
    Method = Callable[[Claims, Mapping[str, str], int, int], dict[str, np.ndarray]]
    Ranked = Callable[[Network, Mapping[str, str]], pd.Series[Any]]
    Change = Callable[[Claims, Mapping[str, str], np.random.Generator], Claims]

OF_CLAIMS: Final[Mapping[str, Callable[[Claims], float]]] = {
    "mean_trust": mean_trust,
    "mean_value": mean_value,
    "share_confirmed": share_confirmed,
    "share_within_a_step": share_within_a_step,
}
_WEB: Final = {name: MEASURES[name].function for name in OF_WEB if name not in IN_ALL}
_SECTORS: Final = ("vcse", "nhs", "council", "housing")


def sector_of(group_of: Mapping[str, str]) -> dict[str, str]:
    """Return a sector for each, the same for all of one group."""
    order = sorted(set(group_of.values()))
    sectors = dict(zip(order, (*_SECTORS, *["other"] * len(order)), strict=False))
    return {id_: sectors[group] for id_, group in group_of.items()}


def measures(group_of: Mapping[str, str]) -> dict[str, Callable[[Network], float]]:
    """Return what is looked at of a network, by name; of groups, in pairs tied whichever way."""
    sectors = sector_of(group_of)
    of_groups: dict[str, tuple[Callable[..., float], Mapping[str, str]]] = {
        "bonding": (bonding, group_of),
        "bridging": (bridging, group_of),
        "linking": (linking, sectors),
        "n_linking_ties": (n_linking_ties, sectors),
        "e_i_index": (e_i_index, group_of),
        "assortativity": (assortativity, group_of),
    }
    of_network: dict[str, Callable[[Network], float]] = {
        "density": density,
        "n_ties": lambda network: network.number_of_edges(),
        "mean_degree": lambda network: network.number_of_edges() / len(network),
        "reciprocity": reciprocity,
        "transitivity": transitivity,
    }
    return of_network | {
        name: partial(_of_pairs, function, of) for name, (function, of) in of_groups.items()
    }


def _of_pairs(
    function: Callable[..., float], group_of: Mapping[str, str], network: Network
) -> float:
    return function(network.to_undirected(), group_of)


def ours(
    claims: Claims, group_of: Mapping[str, str], n_draws: int, seed: int
) -> dict[str, np.ndarray]:
    """Return the draws of each number as they are told to people."""
    surveyed = Surveyed(claims, group_of, sector_of(group_of))
    return drawn_numbers(surveyed, measures(group_of), n_draws=n_draws, seed=seed)


def by_completion(
    claims: Claims, group_of: Mapping[str, str], n_draws: int, seed: int
) -> dict[str, np.ndarray]:
    """Return those draws of `ours` that are of surveys completed, however few answered."""
    looked_at = {name: measures(group_of)[name] for name in COMPLETED}
    return _by_completion(Surveyed(claims, group_of), looked_at, n_draws, seed)


def by_sample(
    claims: Claims, group_of: Mapping[str, str], n_draws: int, seed: int
) -> dict[str, np.ndarray]:
    """Return those draws of `ours` that are of a sample, before they are held to the bounds."""
    surveyed = Surveyed(claims, group_of, sector_of(group_of))
    return sampled(surveyed, n_draws=n_draws, seed=seed)


def coverage(
    made: Town,
    *,
    share_silent: float,
    n_towns: int,
    n_draws: int = 39,
    method: Method = ours,
    first: int = 0,
) -> dict[str, float]:
    """Return in which share of towns the interval of each number covers the truth.

    What is not defined of a town, or has no interval there, is left out, and so is a number that
    has none in nine towns of ten.
    """
    covered: dict[str, list[float]] = defaultdict(list)
    for town in range(first, first + n_towns):
        truth, group_of, claims = silenced(made, share_silent, town)
        drawn = method(claims, group_of, n_draws, town)
        for name, value in truths(truth, group_of).items():
            found = interval_of(drawn[name]) if name in drawn else None
            if found is not None and not np.isnan(value):
                covered[name].append(found.low - 1e-9 <= value <= found.high + 1e-9)
    told = {name: shares for name, shares in covered.items() if 10 * len(shares) > n_towns}
    return {name: float(np.mean(shares)) for name, shares in told.items()}


def web_coverage(
    made: Town, *, share_silent: float, n_towns: int, n_draws: int = 39, first: int = 0
) -> dict[str, dict[str, float]]:
    """Return by number of `OF_WEB` in which share of towns its interval covers it.

    With its ends, without them, and in which share of towns there is one; without the two where
    there never is. What is known for certain, as that of two groups no third is joined, is none.
    """
    covered: dict[str, list[tuple[bool, bool]]] = {name: [] for name in OF_WEB}
    for town in range(first, first + n_towns):
        truth, group_of, claims = silenced(made, share_silent, town)
        web = _WEB | counted_in_all(group_of)
        surveyed = Surveyed(claims, group_of)
        drawn = drawn_numbers(surveyed, web, n_draws, town)
        limits = brokerage_limits(surveyed, group_of)
        certain = {name for name, limit in limits.items() if limit.least == limit.most}
        for name, measure in web.items():
            value, found = measure(truth.network), interval_of(drawn[name])
            if found is not None and not np.isnan(value) and name not in certain:
                low, high = found.low - 1e-9, found.high + 1e-9
                is_between = found.low + 1e-9 < value < found.high - 1e-9
                covered[name].append((low <= value <= high, is_between))
    ways = ("with its ends", "between them")
    return {
        name: dict(zip(ways, np.mean(each, axis=0).tolist(), strict=True) if each else ())
        | {"told": len(each) / n_towns}
        for name, each in covered.items()
    }


def share_coverage(
    made: Town, *, share_silent: float, n_towns: int, n_draws: int = 39, first: int = 0
) -> dict[str, float]:
    """Return in which share of towns and groups the interval of a group's share covers it.

    By what is shared out: ties, and joining others.
    """
    covered: dict[str, list[bool]] = defaultdict(list)
    for town in range(first, first + n_towns):
        truth, group_of, claims = silenced(made, share_silent, town)
        shares = shares_of_groups(group_of)
        drawn = drawn_numbers(Surveyed(claims, group_of), {}, n_draws, town, shares)
        for name, share in shares.items():
            value, found = share(truth.network), interval_of(drawn[name])
            if found is not None and not np.isnan(value):
                covers = found.low - 1e-9 <= value <= found.high + 1e-9
                covered[f"share of {name.split()[0]}"].append(covers)
    return {name: float(np.mean(each)) for name, each in covered.items()}


def rank_coverage(
    made: Town,
    ranked: Mapping[str, Ranked],
    *,
    share_silent: float,
    n_towns: int,
    first: int = 0,
) -> dict[str, float]:
    """Return in which share of parties the interval of its place covers it, by measure.

    The mean over towns. Equals stand in an order drawn by lot: of the places that they share, the
    share that is covered counts. Those of whom the measure is not defined where all answered are
    left out.
    """
    covered: dict[str, list[float]] = defaultdict(list)
    for town in range(first, first + n_towns):
        truth, group_of, claims = silenced(made, share_silent, town)
        survey = CouldBe(Surveyed(claims, group_of), seed=town)
        for name, measure in ranked.items():
            covered[name].append(covered_places(survey, truth.network, name, measure, group_of))
    return {name: float(np.mean(shares)) for name, shares in covered.items()}


def covered_places(
    survey: CouldBe,
    truth: Network,
    name: str,
    measure: Ranked,
    group_of: Mapping[str, str],
) -> float:
    """Return of which share of the parties the interval of its place covers that in `truth`."""
    found = survey.places(sort_of(name), partial(_of_groups, measure, group_of))
    values = _of_groups(measure, group_of, truth)
    assert found is not None
    best, worst = places(values)
    within = np.minimum(found["high"], worst) - np.maximum(found["low"], best) + 1
    shares = np.maximum(within, 0) / (worst - best + 1)
    return float(shares[values.notna().to_numpy()].mean())


def _of_groups(measure: Ranked, group_of: Mapping[str, str], network: Network) -> pd.Series[Any]:
    return measure(network, group_of)


def moved(
    made: Town,
    *,
    share_silent: float,
    n_towns: int,
    n_draws: int = 199,
    change: Change | None = None,
) -> dict[str, dict[str, float]]:
    """Return in which share of towns each number is called up, and down, from a day to a later.

    On the later day each town is as it was, or what `change` makes of it; who is silent is drawn
    anew. What has no interval is left out.
    """
    called: dict[str, list[str]] = defaultdict(list)
    for town in range(n_towns):
        truth, group_of, before = silenced(made, share_silent, town)
        random = np.random.default_rng((town, 2027))
        later = truth if change is None else change(truth, group_of, random)
        after = partly_answered(later, share_silent, random)
        found = numbers_moved(
            Surveyed(before, group_of),
            Surveyed(after, group_of),
            measures(group_of) | _WEB,
            n_draws=n_draws,
            seed=town,
        )["moved"]
        for name, word in found[found != "not known"].items():
            called[str(name)].append(word)
    return {
        name: {way: words.count(way) / len(words) for way in ("up", "down")}
        for name, words in called.items()
    }


def silenced(
    made: Town, share_silent: float, town: int
) -> tuple[Claims, Mapping[str, str], Claims]:
    """Return a town as it is, the group of each, and what those who are not silent say."""
    random = np.random.default_rng((town, 2026))
    truth, group_of = made(random)
    return truth, group_of, partly_answered(truth, share_silent, random)


def truths(truth: Claims, group_of: Mapping[str, str]) -> dict[str, float]:
    """Return each number where all answered."""
    of_network = {name: each(truth.network) for name, each in measures(group_of).items()}
    of_claims = {name: each(truth) for name, each in OF_CLAIMS.items()}
    return of_network | points(truth) | of_claims


def points(claims: Claims) -> dict[str, float]:
    """Return the mean of each score, as intervals call it."""
    means = mean_scores(claims)
    return {f"mean_{score}": float(means[score]) for score in SCORES}
