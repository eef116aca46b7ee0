"""Where each party stands."""

from __future__ import annotations

from typing import Final

from assetmap.measures import degrees, position
from assetmap.measures.registry.measure import Measure

_FREEMAN: Final = "Freeman (1978), Social Networks 1, 215-239"
_FREEMAN_1977: Final = "Freeman (1977), Sociometry 40, 35-41"
_BARRAT: Final = "Barrat and others (2004), PNAS 101, 3747-3752"

POSITION: Final = (
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
)
