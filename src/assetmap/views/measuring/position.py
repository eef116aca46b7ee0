"""View: where each party stands, and how sure its rank is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetmap.measures import measures_of
from assetmap.views.measuring.certain import PARTNERSHIPS, certainty
from assetmap.views.measuring.faded import BY_STRENGTH, as_ties_fade
from assetmap.views.measuring.measured import Measured, plain_value
from assetmap.views.measuring.network import of_parties, party_table, projected, unfaded
from assetmap.views.measuring.party_measures import PARTY_MEASURES, measured
from assetmap.views.measuring.standing import rank_columns
from assetmap.views.people import without_people

if TYPE_CHECKING:
    import pandas as pd

    from assetmap.model import Snapshot
    from assetmap.network import Network
    from assetmap.views.measuring.fade import Fade

_WHOLE = ("degree_centralisation", "betweenness_centralisation")
_PIECES = ("component", "is_articulation_point", "n_cut_off", "largest_piece_left", "lost_reach")


def position_measures(
    snapshot: Snapshot,
    *,
    projection: str = PARTNERSHIPS,
    fade: Fade | None = None,
    rank_by: str = "in_degree",
) -> Measured:
    """Measure where each party stands in one network of a place.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    projection
        Which network: one of `assetmap.release.networks.PROJECTIONS`.
    fade
        As in `assetmap.views.measuring.network.projected`.
    rank_by
        What ranks go by: one of `RANKED`, groups being sectors.

    Returns
    -------
    Measured
        How far the network gathers at one party; the table `parties` with the measures of each
        by falling `rank_by`, its rank by that (`in_degree_rank` and so on, 1 the largest, equals
        share the mean of theirs) and the ends between which the rank lies (`in_degree_rank_low`,
        `in_degree_rank_high`; None where that is not known); notes say which sort they are, and
        that people are left out of the table.

    Raises
    ------
    DataError
        If there is no such projection, or its ties cannot fade.
    """
    network = projected(snapshot, projection, fade)
    whole = {each.name: each for each in measures_of("network") if each.name in _WHOLE}
    of_party = tuple(each for each in measures_of("party") if each.name not in _PIECES)
    values = {name: plain_value(each.function(network)) for name, each in whole.items()}
    functions = {name: each.function for name, each in whole.items()}
    numbers = of_parties(network, of_party)
    ranked_by = PARTY_MEASURES[rank_by]

    def ranked_number(each: Network) -> pd.Series[float]:
        return measured(ranked_by, each, snapshot.sector_of)

    if rank_by not in numbers:
        numbers[rank_by] = ranked_number(network).to_numpy()
        of_party = (*of_party, ranked_by)
    ranks, ranked = rank_columns(
        snapshot,
        network,
        rank_by,
        ranked_number,
        projection=projection,
        fade=fade if rank_by in BY_STRENGTH else None,
    )
    known = certainty(snapshot, projection, functions, fade=fade)
    found = Measured(
        len(network),
        network.number_of_edges(),
        values,
        {},
        {"parties": party_table(snapshot, network, numbers | ranks, order_by=rank_by)},
        (*whole.values(), *of_party),
        (f"Ranks by {rank_by}: {ranked}",),
    )
    before = unfaded(snapshot, functions, fade)
    return as_ties_fade(without_people(snapshot, found), known, fade, before)
