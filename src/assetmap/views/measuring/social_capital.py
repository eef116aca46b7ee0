"""View: what ties a place together, in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from assetmap.measures import MEASURES
from assetmap.measures.claims import newest_claims
from assetmap.measures.confirmation import response_rate
from assetmap.measures.trust import MEAN_OF, mean_scores, scores
from assetmap.views.measuring.certain import PARTNERSHIPS, certainty, claims_on_map
from assetmap.views.measuring.fade import pairs_left
from assetmap.views.measuring.faded import as_ties_fade
from assetmap.views.measuring.measured import Measured, plain_value
from assetmap.views.measuring.network import projected, returned, unfaded
from assetmap.views.social_capital.closeness import closeness
from assetmap.views.social_capital.equal_footing import equal_footing_view, footing_shares
from assetmap.views.social_capital.groupings import GROUPINGS
from assetmap.views.social_capital.groups_joined import groups_joined
from assetmap.views.social_capital.numbers import OF_GROUPS, group_numbers, numbers_left

if TYPE_CHECKING:
    from assetmap.measures import Measure
    from assetmap.measures.claims import Claims
    from assetmap.model import Snapshot
    from assetmap.network import Network
    from assetmap.views.measuring.certain import Certainty
    from assetmap.views.measuring.fade import Fade

_OF_NETWORK: Final = tuple(
    MEASURES[name]
    for name in (
        "density",
        "reciprocity",
        "transitivity",
        "largest_component_share",
        "n_isolates",
        "n_articulation_points",
        "n_bridges",
        "degree_centralisation",
        "core_periphery_fit",
        "n_clusters",
        "modularity",
    )
)
_OF_CLAIMS: Final = tuple(
    each
    for each in MEASURES.values()
    # The share of ties returned stands among the numbers of the network, as `reciprocity`.
    if each.of == "network" and each.needs == "claims" and each.name != "share_returned"
)
_OF_RATED: Final = tuple(
    each for each in MEASURES.values() if each.of == "party" and each.needs == "claims"
)


def social_capital_measures(
    snapshot: Snapshot,
    *,
    projection: str = PARTNERSHIPS,
    group_by: str = "sector",
    fade: Fade | None = None,
) -> Measured:
    """Measure what ties a place together.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    projection
        Which network: one of `assetmap.release.networks.PROJECTIONS`.
    group_by
        Which groups: a name in `GROUPINGS`. Linking goes by sector always.
    fade
        As in `assetmap.views.measuring.network.projected`. Of numbers by groups the shares count
        each pair for what is left of it; tables count ties, and stay.

    Returns
    -------
    Measured
        How it hangs together, how groups are joined (pairs that are tied, whichever way, among
        parties whose group is known) and, of partnerships, how those who work together rate
        each other; the tables `equal_footing`, `mixing` (how many ties join each group to each)
        and, of partnerships, `mean_scores` (how all are rated by their partners, from 1 to 4, in
        each score), `scores` (how each organisation is) and `closeness` (how many pairs stand on
        each step).

    Raises
    ------
    DataError
        If there is no such projection, or its ties cannot fade.
    """
    network = projected(snapshot, projection, fade)
    group_of = GROUPINGS[group_by].group_of(snapshot)
    is_surveyed = projection == PARTNERSHIPS
    functions = {each.name: each.function for each in _OF_NETWORK} | group_numbers(
        group_of, snapshot.sector_of
    )
    numbers = {name: function(network) for name, function in functions.items()}
    shares = footing_shares(snapshot)
    known = certainty(snapshot, projection, functions, group_of, shares=shares, fade=fade)
    before = unfaded(snapshot, functions, fade)
    if fade is not None:
        left = numbers_left(pairs_left(snapshot, fade), group_of, snapshot.sector_of)
        before |= {name: plain_value(numbers[name]) for name in left}
        numbers |= left
    measures: tuple[Measure, ...] = (*_OF_NETWORK, *OF_GROUPS)
    footing = equal_footing_view(snapshot).with_certainty(known)
    tables = {
        "equal_footing": pd.DataFrame(list(footing.rows)),
        "mixing": _mixing(snapshot, network, group_by),
    }
    if is_surveyed:
        numbers["reciprocity"] = returned(snapshot, network)
        claims = claims_on_map(snapshot)
        numbers |= {each.name: each.function(claims) for each in _OF_CLAIMS}
        numbers["response_rate"] = response_rate(newest_claims(snapshot))
        measures = (*measures, *_OF_CLAIMS, *_OF_RATED)
        tables |= {
            "mean_scores": _of_each_score(claims, known),
            "scores": _rated(snapshot, claims),
            "closeness": pd.DataFrame(closeness(snapshot)),
        }
    found = Measured(
        len(network),
        network.number_of_edges(),
        {name: plain_value(number) for name, number in numbers.items()},
        {},
        tables,
        measures,
        tuple(footing.notes),
    )
    return as_ties_fade(found, known, fade, before)


def _of_each_score(claims: Claims, known: Certainty) -> pd.DataFrame:
    """Return a row a score: its mean over organisations, and between what it would lie."""
    means, rows = mean_scores(claims), []
    for score, name in MEAN_OF.items():
        interval = known.intervals.get(name)
        ends = (interval.low, interval.high) if interval else (None, None)
        rows.append((score, float(means[score]), *ends))
    return pd.DataFrame(rows, columns=["score", "mean", "low", "high"])


def _rated(snapshot: Snapshot, claims: Claims) -> pd.DataFrame:
    """Return how each organisation that somebody rated is rated, by falling trust, then id."""
    rated = scores(claims)
    rated = rated[rated["n_raters"] > 0].sort_values(["trust"], ascending=False, kind="stable")
    names = [snapshot.name_of.get(str(id_), id_) for id_ in rated.index]
    return rated.reset_index().assign(name=names)


def _mixing(snapshot: Snapshot, network: Network, group_by: str) -> pd.DataFrame:
    """Return a row for each two groups: how many pairs of their parties are tied."""
    pairs = network.to_undirected().without_self_ties()
    counts = groups_joined(snapshot, pairs, GROUPINGS[group_by], "").mixing
    rows = [
        {"group": str(one), "other": str(other), "ties": int(counts.loc[one, other])}
        for place, one in enumerate(counts.index)
        for other in counts.columns[place:]
    ]
    return pd.DataFrame(rows, columns=["group", "other", "ties"])
