"""Who joins whom, and in which role."""

from __future__ import annotations

from typing import Final

from assetmap.measures import brokerage
from assetmap.measures.registry.measure import Measure

_GOULD: Final = "Gould and Fernandez (1989), Sociological Methodology 19, 89-126"
_UNIT: Final = "pairs joined"

BROKERAGE: Final = (
    Measure(
        "brokerage",
        "Joins others",
        "How many times it is tied to two others who have no tie of their own: without it, these "
        "would have to find another way to each other.",
        _UNIT,
        "open two-paths a -> b -> c through b, with no tie a -> c; undirected, each counts twice",
        _GOULD,
        "party",
        brokerage.brokerage,
        "Getting to know people who do not know each other yet. It falls again when those people "
        "are introduced to each other, which is the best use of it.",
        "groups",
    ),
    Measure(
        "coordinator",
        "Joins its own kind",
        "How many times it joins two of its own group who have no tie of their own.",
        _UNIT,
        "open two-paths A -> A -> A",
        _GOULD,
        "party",
        brokerage.coordinator,
        "Meeting others of its own group who do not work together yet, as an alliance or a forum "
        "does.",
        "groups",
    ),
    Measure(
        "consultant",
        "Joins others from outside",
        "How many times it joins two of one group to which it does not belong itself.",
        _UNIT,
        "open two-paths B -> A -> B",
        _GOULD,
        "party",
        brokerage.consultant,
        "Working with several of another group who have no tie among themselves, such as a "
        "council officer with two clubs.",
        "groups",
    ),
    Measure(
        "gatekeeper",
        "Lets others in",
        "How many times somebody from another group reaches one of its own group through it.",
        _UNIT,
        "open two-paths B -> A -> A",
        _GOULD,
        "party",
        brokerage.gatekeeper,
        "Passing on to its own group what comes from another, such as a referral, an offer or an "
        "invitation.",
        "groups",
    ),
    Measure(
        "representative",
        "Speaks for its own",
        "How many times one of its own group reaches somebody from another group through it.",
        _UNIT,
        "open two-paths A -> A -> B",
        _GOULD,
        "party",
        brokerage.representative,
        "Taking what its own group has to say to others, as one who sits on a board for all does.",
        "groups",
    ),
    Measure(
        "liaison",
        "Joins two other kinds",
        "How many times it joins two different groups, and belongs to neither.",
        _UNIT,
        "open two-paths B -> A -> C",
        _GOULD,
        "party",
        brokerage.liaison,
        "Working with groups that are unlike itself and unlike each other.",
        "groups",
    ),
    Measure(
        "brokerage_z",
        "Joins others more than chance would",
        "How much more often it joins others than if the same number of ties had fallen by "
        "chance: above 2 it stands out, around 0 it does not.",
        "standard deviations",
        "(brokerage - expected) / standard deviation, each tie there with chance d: expected "
        "d d (1 - d) (n - 1)(n - 2)",
        _GOULD,
        "party",
        brokerage.brokerage_z,
        "Whatever raises how often it joins others, while others do not do the same.",
        "groups",
    ),
)
