"""Who would be cut off without a party, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetmap.measures.cohesion import component
from assetmap.views.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from assetmap.network import Network


def without_it(
    network: Network, party: str, name_of: Mapping[str, str], *, at_most: int | None = None
) -> str:
    """Return who would be cut off without a party, as a sentence.

    Parameters
    ----------
    network
        Any network.
    party
        One of its nodes.
    name_of
        Names of parties.
    at_most
        How many are named, the rest counted; all if left out.
    """
    lost, others = cut_off(network, party), _others(network, party)
    # Where no two are left together, none of them is "the rest" that the others are cut off from.
    is_star = 0 < len(lost) == len(others) - 1
    names = in_order(others if is_star else lost, name_of)
    who = listed(names, at_most=at_most or len(names)) if names else "nobody"
    if is_star:
        return f"Without it, {who} could not reach each other."
    return f"Without it, {who} would be cut off{' from the rest' if lost else ''}."


def cut_off(network: Network, party: str) -> tuple[str, ...]:
    """Return who would be cut off from the rest of their piece without a party.

    Parameters
    ----------
    network
        Any network.
    party
        One of its nodes.
    """
    left = component(network.subnetwork(_others(network, party)))
    return tuple(str(id_) for id_ in left.index[left != 1])


def _others(network: Network, party: str) -> pd.Index[str]:
    """Return who is in one piece with a party."""
    piece = component(network)
    return piece.index[(piece == piece[party]) & (piece.index != party)]


def in_order(ids: Iterable[str], name_of: Mapping[str, str]) -> list[str]:
    """Return the names of parties as a list of words has them."""
    names = (name_of.get(id_, id_) for id_ in ids)
    return sorted(names, key=lambda name: (name.casefold(), name))
