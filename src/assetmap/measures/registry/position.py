"""Where each party stands."""

from __future__ import annotations

from typing import Final

from assetmap.measures import betweenness, degrees, distances, nearness, pagerank
from assetmap.measures.registry.measure import Measure

_FREEMAN: Final = "Freeman (1978), Social Networks 1, 215-239"
_FREEMAN_1977: Final = "Freeman (1977), Sociometry 40, 35-41"
_BARRAT: Final = "Barrat and others (2004), PNAS 101, 3747-3752"
_WASSERMAN: Final = "Wasserman and Faust (1994), Social Network Analysis"

POSITION: Final = (
    Measure(
        "degree",
        "Ties",
        "How many ties it has: how many it could call on. Where both sides say which way a tie "
        "goes, as partners do, a tie that both name counts twice.",
        "ties",
        "ties out and in",
        _FREEMAN,
        "party",
        degrees.degree,
        "Working with one more organisation, whoever of the two names it.",
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
        "One more organisation saying that it works with this one: be met, be known, be useful.",
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
        "Naming one more organisation that it works with.",
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
        "New ties, and doing more with those it has already.",
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
        "Others doing more with it, and saying so.",
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
        "Doing more with those it names, or naming more.",
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
        betweenness.betweenness,
        "Being the one who brings two circles together; it falls again, to everyone's good, "
        "when they meet each other directly.",
        sampled=betweenness.betweenness_sampled,
        exact_work=betweenness.EXACT_WORK,
    ),
    Measure(
        "closeness",
        "Near to all",
        "How few steps it takes the others to come to it: one near to all hears early and is "
        "easily found, and 1 means that everyone is tied to it.",
        "share, 0 to 1",
        "(r / (n - 1)) (r / d): r others reach it, d is the sum of their steps to it",
        f"{_FREEMAN}; {_WASSERMAN}, section 5.2.2",
        "party",
        nearness.closeness,
        "A tie to it from someone well connected, which brings it nearer to all of that one's "
        "contacts too.",
        sampled=nearness.closeness_sampled,
        exact_work=distances.EXACT_WORK,
    ),
    Measure(
        "harmonic",
        "Within easy reach of how many",
        "How many others are near it, each counted by its steps: one step away counts whole, two "
        "a half, three a third, and one that cannot reach it nothing.",
        "parties, counted by nearness",
        "sum over the others of 1 / (steps to it)",
        "Boldi and Vigna (2014), Internet Mathematics 10, 222-262",
        "party",
        nearness.harmonic,
        "A new tie to it counts one, and more if that one brings others nearer; so does a tie that "
        "joins its piece of the map to another.",
        sampled=nearness.harmonic_sampled,
        exact_work=distances.EXACT_WORK,
    ),
    Measure(
        "reach",
        "Reached in two steps",
        "The share of all others that it knows, or that somebody whom it knows knows: whom a word "
        "passed on once comes to.",
        "share, 0 to 1",
        "others within two steps along directions, over n - 1",
        "Borgatti (2006), Computational and Mathematical Organization Theory 12, 21-34",
        "party",
        distances.reach,
        "A tie with someone who knows many whom it does not know yet.",
    ),
    Measure(
        "pagerank",
        "Where ties lead",
        "Of someone who follows ties from party to party without end, the share of time spent "
        "here: high for one that is named by those who are named much themselves.",
        "share, 0 to 1",
        "p_i = 0.15 / n + 0.85 (sum over j of p_j w_ji / (sum over k of w_jk))",
        "Brin and Page (1998), Computer Networks and ISDN Systems 30, 107-117",
        "party",
        pagerank.pagerank,
        "Being named, and strongly, by parties that many others name, and that name few besides.",
    ),
)
