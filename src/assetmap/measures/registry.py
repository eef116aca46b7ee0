"""Every measure of a network by name: what computes it, and what it means for a town."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from assetmap.measures import centralisation, cohesion, degrees, position, resilience

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    import pandas as pd

    from assetmap.network import Network

_FREEMAN = "Freeman (1978), Social Networks 1, 215-239"
_FREEMAN_1977 = "Freeman (1977), Sociometry 40, 35-41"
_WASSERMAN = "Wasserman and Faust (1994), Social Network Analysis"
_BARRAT = "Barrat and others (2004), PNAS 101, 3747-3752"
_HOPCROFT = "Hopcroft and Tarjan (1973), Communications of the ACM 16, 372-378"


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure, in the words of a screen.

    Attributes
    ----------
    name
        Its name in the literature, the same in code, in JSON and in a file.
    title
        What a screen calls it.
    sentence
        What it means for a town, in everyday words.
    unit
        What the number counts.
    formula
        How it is worked out; n parties, m ties.
    reference
        Where it was published.
    of
        Whether it is one number for the network, or one for each party.
    function
        Works it out.
    """

    name: str
    title: str
    sentence: str
    unit: str
    formula: str
    reference: str
    of: Literal["network", "party"]
    function: Callable[[Network], float] | Callable[[Network], pd.Series[Any]]


_OF_NETWORK: Final = (
    Measure(
        "density",
        "Ties made",
        "The share of all possible ties that are there: the higher it is, the more of the town "
        "already works together.",
        "share, 0 to 1",
        "m / (n (n - 1)) directed, 2 m / (n (n - 1)) undirected",
        f"{_WASSERMAN}, chapter 4",
        "network",
        cohesion.density,
    ),
    Measure(
        "reciprocity",
        "Ties returned",
        "The share of ties that the other side confirms: a tie that both name is one to build on.",
        "share, 0 to 1",
        "ties i -> j with a tie j -> i, over m; directed networks only",
        f"{_WASSERMAN}, section 13.2",
        "network",
        cohesion.reciprocity,
    ),
    Measure(
        "n_components",
        "Separate pieces",
        "How many groups have no tie between them; a party without ties is a group by itself.",
        "pieces",
        "number of weakly connected components",
        f"{_WASSERMAN}, section 4.2",
        "network",
        cohesion.n_components,
    ),
    Measure(
        "n_strong_components",
        "Pieces that reach each other both ways",
        "How many groups there are within which each party can be reached from each other along "
        "the direction of ties.",
        "pieces",
        "number of strongly connected components",
        f"{_WASSERMAN}, section 4.3",
        "network",
        cohesion.n_strong_components,
    ),
    Measure(
        "largest_component_share",
        "In the largest piece",
        "The share of parties that can reach each other by some path: the rest are in groups of "
        "their own, or alone.",
        "share, 0 to 1",
        "parties in the largest weakly connected component, over n",
        f"{_WASSERMAN}, section 4.2",
        "network",
        cohesion.largest_component_share,
    ),
    Measure(
        "n_isolates",
        "Without any tie",
        "How many parties nobody is tied to: the first to invite.",
        "parties",
        "parties with degree 0",
        f"{_WASSERMAN}, section 4.2",
        "network",
        cohesion.n_isolates,
    ),
    Measure(
        "degree_centralisation",
        "Ties gathered at one party",
        "How far ties gather at one party: at 1 all hang on a single hub, at 0 they are shared "
        "evenly.",
        "share, 0 to 1",
        "sum over i of (max d - d_i), over (n - 1)(n - 2) undirected, 2 (n - 1)(n - 2) directed",
        _FREEMAN,
        "network",
        centralisation.degree_centralisation,
    ),
    Measure(
        "betweenness_centralisation",
        "Paths through one party",
        "How far the ways between parties run through a single one: the closer to 1, the more "
        "that one is a bottleneck.",
        "share, 0 to 1",
        "sum over i of (max b - b_i), over n - 1, where b is betweenness from 0 to 1",
        _FREEMAN,
        "network",
        centralisation.betweenness_centralisation,
    ),
    Measure(
        "n_articulation_points",
        "Whose loss would split the map",
        "How many parties hold others in: if one of them closes, somebody is cut off.",
        "parties",
        "number of articulation points, directions aside",
        _HOPCROFT,
        "network",
        resilience.n_articulation_points,
    ),
)

_OF_PARTY: Final = (
    Measure(
        "degree",
        "Ties",
        "How many ties it has: how many it could call on.",
        "ties",
        "ties out and in",
        _FREEMAN,
        "party",
        degrees.degree,
    ),
    Measure(
        "in_degree",
        "Ties to it",
        "How many say that they are tied to it: how well it is known.",
        "ties",
        "ties in",
        _FREEMAN,
        "party",
        degrees.in_degree,
    ),
    Measure(
        "out_degree",
        "Ties from it",
        "How many it says that it is tied to: how far it reaches out.",
        "ties",
        "ties out",
        _FREEMAN,
        "party",
        degrees.out_degree,
    ),
    Measure(
        "strength",
        "Strength of its ties",
        "How strong its ties are together: few close ties can weigh as much as many loose ones.",
        "sum of weights",
        "sum of the weights of ties out and in",
        _BARRAT,
        "party",
        degrees.strength,
    ),
    Measure(
        "in_strength",
        "Strength of ties to it",
        "How strong the ties that others name are together.",
        "sum of weights",
        "sum of the weights of ties in",
        _BARRAT,
        "party",
        degrees.in_strength,
    ),
    Measure(
        "out_strength",
        "Strength of ties from it",
        "How strong the ties that it names are together.",
        "sum of weights",
        "sum of the weights of ties out",
        _BARRAT,
        "party",
        degrees.out_strength,
    ),
    Measure(
        "betweenness",
        "Lies between others",
        "How often the shortest way between two others runs through it: who connects the town, "
        "and who may be carrying too much.",
        "share, 0 to 1",
        "sum over pairs s, t of (shortest paths through i) / (shortest paths), over the pairs",
        _FREEMAN_1977,
        "party",
        position.betweenness,
    ),
    Measure(
        "constraint",
        "Tied down",
        "How much its ties lead back to the same few: low for one who links circles that do not "
        "know each other, high for one in a closed circle.",
        "from 0; about 1 is closed in",
        "sum over contacts j of (p_ij + sum over q of p_iq p_qj) squared",
        "Burt (1992), Structural Holes; Burt (2004), American Journal of Sociology 110, 349-399",
        "party",
        position.constraint,
    ),
    Measure(
        "component",
        "Piece of the map",
        "Which piece of the map it is in; piece 1 is the largest.",
        "number of the piece",
        "weakly connected components, numbered by falling size",
        f"{_WASSERMAN}, section 4.2",
        "party",
        cohesion.component,
    ),
    Measure(
        "is_articulation_point",
        "Holds others in",
        "Whether somebody would be cut off if it closed.",
        "yes or no",
        "articulation points, directions aside",
        _HOPCROFT,
        "party",
        resilience.is_articulation_point,
    ),
    Measure(
        "n_cut_off",
        "Cut off without it",
        "How many others would be cut off from the largest group that is left of its piece if it "
        "closed.",
        "parties",
        "size of the piece, less 1, less its largest part once the party is gone",
        _HOPCROFT,
        "party",
        resilience.n_cut_off,
    ),
)

MEASURES: Final[dict[str, Measure]] = {each.name: each for each in (*_OF_NETWORK, *_OF_PARTY)}
"""Every measure by its name, those of the network first."""


def measures_of(what: Literal["network", "party"]) -> tuple[Measure, ...]:
    """Return the measures that give one number for the `network`, or one for each `party`."""
    return tuple(each for each in MEASURES.values() if each.of == what)
