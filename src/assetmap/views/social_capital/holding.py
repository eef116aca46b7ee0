"""Resilience: what holds if somebody goes, and what the worst loss would cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetmap.measures.bridges import n_bridges
from assetmap.measures.cohesion import largest_component_share
from assetmap.measures.resilience import n_articulation_points, n_cut_off
from assetmap.measures.worst_removals import worst_removals
from assetmap.views.social_capital.dimension import SHARES, Part, Side, dimension, share_words
from assetmap.views.social_capital.side_words import SIDES
from assetmap.views.wording import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetmap.network import Network
    from assetmap.views.social_capital.dimension import Dimension

_N_LOST: Final = 4
_WORDS: Final = SIDES["resilience"]
_UNTIED: Final = "Nothing can be said of this without a tie."


def holding(network: Network, name_of: Mapping[str, str], sureness: str) -> Side:
    """Return what holds a network together if somebody goes.

    Parameters
    ----------
    network
        Any network; directions are ignored.
    name_of
        Names of those who may be named; who is not in it, as a person is not, is counted only,
        and is not among the losses told one by one.
    sureness
        What the numbers rest on, as a sentence.
    """
    is_tied = network.number_of_edges() > 0
    together = largest_component_share(network) if is_tied else float("nan")
    sentence = f"{share_words(together)} of all can reach each other by some chain of ties."
    chief = dimension(
        "largest_component_share", together, sentence, sureness=sureness, undefined=_UNTIED
    )
    further = (
        (_holders(network, name_of, sureness), _ties_alone(network, sureness)) if is_tied else ()
    )
    return Side(
        name="resilience",
        title=_WORDS.title,
        meaning=_WORDS.meaning,
        dimensions=(chief, *further),
        whole="Together today",
        parts=_losses(network, name_of) if is_tied else (),
        scale=SHARES,
        raised_by=_WORDS.raised_by,
    )


def _holders(network: Network, name_of: Mapping[str, str], sureness: str) -> Dimension:
    n = n_articulation_points(network)
    if not n:
        said = "Whoever went, nobody else would be cut off."
    else:
        holds, which = ("holds", "it") if n == 1 else ("hold", "one of them")
        said = (
            f"{counted(n, 'party', 'parties')} {holds} others in: if {which} closes, somebody is "
            f"cut off. {_worst(network, name_of)}"
        )
    return dimension("n_articulation_points", n, said, sureness=sureness)


def _worst(network: Network, name_of: Mapping[str, str]) -> str:
    lost = n_cut_off(network)
    worst = min(lost.index, key=lambda id_: (-lost[id_], id_))
    n = counted(int(lost[worst]), "other")
    who = name_of.get(worst)
    of_whom = f"of {who}" if who else "of one of them"
    return f"The worst would be the loss {of_whom}: {n} would be cut off from the rest."


def _ties_alone(network: Network, sureness: str) -> Dimension:
    n = n_bridges(network)
    if not n:
        said = "No tie is the only way between those on either side of it."
    else:
        are = "is" if n == 1 else "are"
        said = (
            f"{counted(n, 'tie')} {are} the only way between those on either side: if one ends, "
            "the two sides are cut off from each other."
        )
    return dimension("n_bridges", n, said, sureness=sureness)


def _losses(network: Network, name_of: Mapping[str, str]) -> tuple[Part, ...]:
    """Return how many would be together, of all today, after the worst losses one by one.

    Losses end where nobody else would be cut off: any party would do as well from there on.
    """
    lost = worst_removals(network, _N_LOST, staying=set(network.nodes) - set(name_of))
    n_told = int((lost["n_cut_off"] > 0).cumprod().sum())
    rows = lost.head(n_told).to_dict("records")
    return tuple(
        Part(
            f"{'And without' if turn else 'Without'} {name_of[str(row['id'])]}",
            row["largest_piece_left"] / len(network),
            f"{row['largest_piece_left']:,} of {len(network):,}",
        )
        for turn, row in enumerate(rows)
    )
