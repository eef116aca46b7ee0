"""How a network hangs together as a whole."""

from __future__ import annotations

from typing import Final

from assetmap.measures import centralisation, cohesion
from assetmap.measures.registry.measure import Measure

_FREEMAN: Final = "Freeman (1978), Social Networks 1, 215-239"
_WASSERMAN: Final = "Wasserman and Faust (1994), Social Network Analysis"

COHESION: Final = (
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
        "component",
        "Piece of the map",
        "Which piece of the map it is in; piece 1 is the largest.",
        "number of the piece",
        "weakly connected components, numbered by falling size",
        f"{_WASSERMAN}, section 4.2",
        "party",
        cohesion.component,
    ),
)
