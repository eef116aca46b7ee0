"""Headline numbers of how organisations work together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetmap.measures import MEASURES
from assetmap.measures.claims import newest_claims
from assetmap.measures.cohesion import density, largest_component_share, n_components, n_isolates
from assetmap.network import project_partnerships
from assetmap.views.number import Number
from assetmap.views.wording import counted, day_words, share

if TYPE_CHECKING:
    from assetmap.measures.claims import Claims
    from assetmap.model import Snapshot


def tie_numbers(snapshot: Snapshot) -> list[Number]:
    """Return how organisations are tied by partnerships.

    Parameters
    ----------
    snapshot
        The place.

    Returns
    -------
    list
        Numbers in a fixed order; none when no partnership is recorded, and no share of claims
        that both sides make when no claim could have been confirmed.
    """
    network = project_partnerships(snapshot).to_undirected().without_self_ties()
    n_ties = network.number_of_edges()
    if n_ties == 0:
        return []
    n_all, n_pieces, n_alone = len(network), n_components(network), n_isolates(network)
    n_largest = round(largest_component_share(network) * n_all)
    claims = newest_claims(snapshot)
    known = _answers(claims)
    numbers = [
        _number(
            "Partnerships",
            f"{n_ties:,}",
            f"Of every 100 pairs of organisations {_of_100(density(network))} work together, or "
            f"one of the two says so; on average one has {2 * n_ties / n_all:.1f} partners.",
            known,
            MEASURES["density"].raised_by,
        ),
        _number(
            "In one network",
            f"{n_largest:,} of {n_all:,}",
            "So many organisations reach each other through partners of partners; "
            f"{_rest(n_alone, n_pieces)}.",
            known,
            MEASURES["largest_component_share"].raised_by if n_pieces > 1 else "",
        ),
    ]
    n_checkable = len(claims.checkable)
    if n_checkable:
        n_confirmed = len(claims.confirmed)
        numbers.append(
            _number(
                "Ties that both sides see",
                share(n_confirmed, n_checkable),
                f"{n_confirmed:,} of {counted(n_checkable, 'claim')} to work with another are "
                "made by the other as well: ties to build on.",
                "Only claims about organisations that answered too; a silent one can confirm "
                "nothing.",
                MEASURES["share_returned"].raised_by,
            )
        )
    return numbers


def _number(label: str, value: str, meaning: str, sureness: str, raised_by: str) -> Number:
    return Number(
        group="How we work together",
        label=label,
        value=value,
        meaning=meaning,
        sureness=sureness,
        raised_by=raised_by,
    )


def _answers(claims: Claims) -> str:
    if not claims.asked:
        return (
            "From what organisations or others wrote down; a tie that nobody wrote down is not "
            "known, which is not the same as none."
        )
    n_answered = len(claims.asked & claims.answered)
    when = f" of {day_words(claims.asked_on)}" if claims.asked_on else ""
    return (
        f"{n_answered:,} of {counted(len(claims.asked), 'organisation')} answered the "
        f"survey{when}; ties of the silent ones are not known, which is not the same as none."
    )


def _of_100(of_one: float) -> str:
    return "fewer than 1" if of_one < 0.01 else f"{100 * of_one:.0f}"  # noqa: PLR2004  1 in 100


def _rest(n_alone: int, n_pieces: int) -> str:
    if n_pieces == 1:
        return "nobody is left out"
    alone = f"{counted(n_alone, 'organisation')} {'has' if n_alone == 1 else 'have'}"
    return f"the map falls into {counted(n_pieces, 'piece')}, and {alone} no tie that is recorded"
