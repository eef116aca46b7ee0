"""View: every measure of one network, of the whole and of each party."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from assetmap.errors import DataError
from assetmap.measures import betweenness, measures_of, separation
from assetmap.measures.claims import newest_claims
from assetmap.measures.cohesion import reciprocity
from assetmap.measures.confirmation import share_returned
from assetmap.measures.pieces import component_numbers
from assetmap.measures.sampling import work
from assetmap.release.networks import PROJECTIONS, refuse_unseen
from assetmap.views.measuring.certain import PARTNERSHIPS, certainty
from assetmap.views.measuring.fade import faded, sources
from assetmap.views.measuring.faded import BY_STRENGTH, as_ties_fade
from assetmap.views.measuring.measured import Measured, plain_value
from assetmap.views.people import is_person, without_people
from assetmap.views.wording import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from numpy.typing import NDArray

    from assetmap.measures import Measure
    from assetmap.model import Snapshot
    from assetmap.network import Network
    from assetmap.views.measuring.fade import Fade
    from assetmap.views.measuring.measured import Value

_MOST_DAYS: Final = 1_000_000
"""Some 2,700 years, in which nothing fades that anybody told."""


def network_measures(
    snapshot: Snapshot, *, projection: str = PARTNERSHIPS, fade: Fade | None = None
) -> Measured:
    """Measure one network of a place.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    projection
        Which network: one of `assetmap.release.networks.PROJECTIONS`.
    fade
        As in `projected`.

    Returns
    -------
    Measured
        Every measure of a network alone; the table `parties` as `party_table` gives it, without
        people.

    Raises
    ------
    DataError
        If there is no such projection, or its ties cannot fade, or not so slowly.
    """
    network = projected(snapshot, projection, fade)
    of_network = {each.name: each.function for each in measures_of("network")}
    found = measures_of_network(snapshot, network, is_claimed=projection == PARTNERSHIPS)
    known = certainty(snapshot, projection, of_network, fade=fade)
    before = unfaded(snapshot, of_network, fade)
    return as_ties_fade(without_people(snapshot, found), known, fade, before)


def measures_of_network(
    snapshot: Snapshot, network: Network, *, is_claimed: bool = False
) -> Measured:
    """Measure any network of nodes of `snapshot`, such as the part of a map that is shown.

    Parameters
    ----------
    snapshot
        What this reader may see of the place; it names the nodes.
    network
        The network; a node that is not in `snapshot` goes by its id.
    is_claimed
        Whether its ties are what organisations claim of each other, as `returned` takes them.

    Returns
    -------
    Measured
        Every measure of a network alone, without intervals.
    """
    values = {each.name: plain_value(each.function(network)) for each in measures_of("network")}
    if is_claimed:
        values["reciprocity"] = plain_value(returned(snapshot, network))
    measured = of_parties(network, measures_of("party"))
    return Measured(
        len(network),
        network.number_of_edges(),
        values,
        dict.fromkeys(values),
        {"parties": party_table(snapshot, network, measured, order_by="betweenness")},
        (*measures_of("network"), *measures_of("party")),
        _estimated(network),
    )


def _estimated(network: Network) -> tuple[str, ...]:
    """Return which numbers of a large network are estimated, and how far they may err."""
    notes = []
    n_together = int((component_numbers(network) == 1).sum())
    if separation.is_estimated(network):
        found = separation.separation_of(network)
        notes.append(
            f"How many steps part two parties is estimated from {separation.DEFAULT_SOURCES} of "
            f"{n_together:,}, with a standard error of {found.standard_error:.3f} steps; the "
            f"longest way is one of {found.diameter:,.0f} to {found.diameter_at_most:,.0f}."
        )
    if work(network) > betweenness.EXACT_WORK:
        notes.append(
            "How much lies between all others on a few is estimated from some parties, and leans "
            "to be too high."
        )
    return tuple(notes)


def returned(snapshot: Snapshot, network: Network) -> float:
    """Return the share of partnerships that the other side names too, if it could.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    network
        Partnerships of the place, or of a part of it.

    Returns
    -------
    float
        `share_returned` of the newest survey among the parties of `network`: an organisation
        that did not answer says nothing, which is not a no. Without a survey nobody knows who
        was silent, and it is the `reciprocity` of `network`.
    """
    claims = newest_claims(snapshot)
    return share_returned(claims, network.nodes) if claims.pairs else reciprocity(network)


def of_parties(network: Network, measures: Iterable[Measure]) -> dict[str, NDArray[Any]]:
    """Return each of `measures` of all parties by name, each a column in the network's order.

    What would take minutes in a large network is estimated from some parties (`exact_work` of
    the measure says when), and a column NAME_standard_error follows it.
    """
    found: dict[str, NDArray[Any]] = {}
    for each in measures:
        if each.sampled is None or work(network) <= each.exact_work:
            found[each.name] = np.asarray(each.function(network))
            continue
        estimate = each.sampled(network)
        found[each.name] = estimate["value"].to_numpy()
        found[f"{each.name}_standard_error"] = estimate["standard_error"].to_numpy()
    return found


def refuse_to_fade(snapshot: Snapshot, projection: str, fade: Fade) -> None:
    """Refuse ties of which nobody knows when and where they were told, and what is no fading.

    Raises
    ------
    DataError
        If ties of `projection` cannot fade, the half-life is not from a day to a million, no
        partnership comes from a source, or a share is not above 0 and up to 1.
    """
    if projection != PARTNERSHIPS:
        msg = f"Ties fade among {PARTNERSHIPS} alone, not among {projection}."
        raise DataError(msg)
    if fade.half_life_days is not None and not 1 <= fade.half_life_days <= _MOST_DAYS:
        msg = (
            f"The half-life is {fade.half_life_days:g} days; give a number from 1 to "
            f"{_MOST_DAYS:,}, or none where no tie fades."
        )
        raise DataError(msg)
    if len(dict(fade.trust_in)) < len(fade.trust_in):
        msg = "A source is given two shares; give one for each."
        raise DataError(msg)
    known = sources(snapshot) if fade.trust_in else ()
    for source, share in fade.trust_in:
        if source not in known:
            come = f"they come from {listed(known)}" if known else "of none it is known where from"
            msg = f"No partnership comes from {source!r}; {come}."
            raise DataError(msg)
        if not 0 < share <= 1:
            msg = f"The share {share:g} of {source!r} is not above 0 and up to 1."
            raise DataError(msg)


def projected(snapshot: Snapshot, projection: str, fade: Fade | None = None) -> Network:
    """Return one network of a place.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    projection
        Which network: one of `assetmap.release.networks.PROJECTIONS`.
    fade
        How partnerships fade, on the day of `snapshot` (else today); None lets none fade.

    Raises
    ------
    DataError
        If there is no such projection, or this reader never sees its ties, or they cannot fade, or
        not so slowly.
    """
    if projection not in PROJECTIONS:
        msg = f"There is no network {projection!r}; there are {', '.join(PROJECTIONS)}."
        raise DataError(msg)
    refuse_unseen(snapshot, projection)
    if fade is not None:
        refuse_to_fade(snapshot, projection, fade)
        return faded(snapshot, fade)
    return PROJECTIONS[projection].project(snapshot)


def unfaded(
    snapshot: Snapshot,
    measures: Mapping[str, Callable[[Network], float]],
    fade: Fade | None,
) -> dict[str, Value]:
    """Return what those of `measures` that fade would be if none did; nothing where none does.

    Parameters
    ----------
    snapshot, fade
        As of `projected`, of partnerships.
    measures
        What gives each number, by name.
    """
    if fade is None:
        return {}
    network = projected(snapshot, PARTNERSHIPS)
    return {
        name: plain_value(measure(network))
        for name, measure in measures.items()
        if name in BY_STRENGTH
    }


def party_table(
    snapshot: Snapshot,
    network: Network,
    measured: dict[str, NDArray[Any]],
    *,
    order_by: str,
) -> pd.DataFrame:
    """Return a row a party: id, name, label and sector, then what was `measured` of each.

    Rows go by falling `order_by`, what is not defined last, then by id; people are never put in
    an order of a number, and come last, by name.
    """
    ids = list(network.nodes)
    described = {
        "id": pd.Series(ids, dtype=object),
        "name": pd.Series([snapshot.name_of.get(id_, id_) for id_ in ids], dtype=object),
        "label": pd.Series([snapshot.label_of.get(id_) for id_ in ids], dtype=object),
        "sector": pd.Series([snapshot.sector_of.get(id_) for id_ in ids], dtype=object),
    }
    table = pd.DataFrame(described | measured)
    number, people = table[order_by].astype("float64"), is_person(table)
    key = table[["name", "id"]].assign(
        people=people,
        number=number.fillna(-np.inf).where(~people, 0.0),
        name=table["name"].where(people, ""),
    )
    order = key.sort_values(
        ["people", "number", "name", "id"], ascending=[True, False, True, True]
    ).index
    return table.loc[order].reset_index(drop=True)
