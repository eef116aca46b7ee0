"""What partners say of each other in a survey."""

from __future__ import annotations

from typing import Final

from assetmap.measures import confirmation, trust
from assetmap.measures.registry.measure import Measure

_PARTNER: Final = (
    "Varda and others (2008), Journal of Public Health Management and Practice 14(5), E1-E7 "
    "(PARTNER)"
)

TRUST: Final = (
    Measure(
        "mean_trust",
        "Trust",
        "How far partners can rely on each other, share an aim and speak openly, as each is seen "
        "by those who work with it: 1 is not at all, 4 a great deal.",
        "points, 1 to 4",
        "mean over organisations of their trust",
        _PARTNER,
        "network",
        trust.mean_trust,
        "Partners keep what they promise, say openly what they can and cannot do, and agree what "
        "they are there for.",
        "claims",
    ),
    Measure(
        "mean_value",
        "Value to each other",
        "How much partners bring to each other: standing, time and means, as each is seen by "
        "those who work with it: 1 is not at all, 4 a great deal.",
        "points, 1 to 4",
        "mean over organisations of their value",
        _PARTNER,
        "network",
        trust.mean_value,
        "Partners give time, share rooms, money or staff, and speak up for each other.",
        "claims",
    ),
    Measure(
        "response_rate",
        "Those asked who answered",
        "The share of organisations asked that answered: what the others would say is not known.",
        "share, 0 to 1",
        "asked and answered, over asked",
        "AAPOR (2023), Standard Definitions, response rate 1",
        "network",
        confirmation.response_rate,
        "More of those asked answer.",
        "claims",
    ),
    Measure(
        "share_confirmed",
        "Ties that both ends name",
        "Of ties between two that both answered, the share that both of them name: ties to build "
        "on.",
        "share, 0 to 1",
        "pairs that claim each other, over pairs of which one claims the other; both answered",
        "Wasserman and Faust (1994), Social Network Analysis, section 13.2",
        "network",
        confirmation.share_confirmed,
        "Those who name a partner tell it so, and agree what they do together.",
        "claims",
    ),
    Measure(
        "share_returned",
        "Claims that the other side makes too",
        "Of what organisations say of those who answered too, the share that the other side says "
        "as well; who did not answer is not taken for a no.",
        "share, 0 to 1",
        "claims i -> j with a claim j -> i, over claims about one who answered",
        "Wasserman and Faust (1994), Social Network Analysis, section 13.2",
        "network",
        confirmation.share_returned,
        "Those who name a partner tell it so, and agree what they do together.",
        "claims",
    ),
    Measure(
        "share_within_a_step",
        "Ties seen as equally close",
        "Of ties that both ends name, the share that both see as about equally close.",
        "share, 0 to 1",
        "confirmed pairs whose intensities differ by at most 1, over those where both are given",
        "Tinsley and Weiss (1975), Journal of Counseling Psychology 22, 358-376",
        "network",
        confirmation.share_within_a_step,
        "Partners talk about how closely they want to work together.",
        "claims",
    ),
    Measure(
        "trust",
        "Trusted by partners",
        "How far those who work with it rely on it, share its aim and find it open: 1 is not at "
        "all, 4 a great deal.",
        "points, 1 to 4",
        "mean of reliability, mission and openness, each the mean over its raters",
        _PARTNER,
        "party",
        trust.trust,
        "It does what it says, speaks openly, and shows that it shares the aim.",
        "claims",
    ),
    Measure(
        "value",
        "Valued by partners",
        "How much it brings to those who work with it: standing, time and means; 1 is not at "
        "all, 4 a great deal.",
        "points, 1 to 4",
        "mean of power, involvement and resources, each the mean over its raters",
        _PARTNER,
        "party",
        trust.value,
        "It takes part, shares what it has, and uses its standing for others.",
        "claims",
    ),
    Measure(
        "n_raters",
        "Who said how they see it",
        "How many partners said how they see it: a mean of few says little.",
        "organisations",
        "organisations that gave it at least one score",
        _PARTNER,
        "party",
        trust.n_raters,
        "More of those asked answer.",
        "claims",
    ),
)
