"""View: what can be asked of gaps, by the names that the command has for it."""

from __future__ import annotations

from typing import Final

from assetmap.measures.gaps.behind import FORMULA
from assetmap.measures.gaps.named import LEAST_SHARE
from assetmap.views.measuring.flows import FlowMeasuring
from assetmap.views.measuring.gap_choices import CHOICES
from assetmap.views.measuring.gaps import measured_gaps
from assetmap.views.measuring.help import measured_coverage, measured_reach

GAPS: Final[dict[str, FlowMeasuring]] = {
    "gaps": FlowMeasuring(
        measured_gaps,
        CHOICES,
        {
            "people": f"How many of those in need reach nothing: {FORMULA}. Null where it is not "
            "known.",
            "people_at_least": "The same, were all that is not recorded at its best.",
            "in_need": "All people in need of the area.",
            "reachable": "Distinct activities that somebody else in the area reaches then; the "
            "people of the gap reach none.",
            "time": "When in the week, by when a session starts; the daytime ends at 17:00.",
            "gap": f"Named where at least {LEAST_SHARE:.0%} of those in need reach nothing, and "
            "no wider gap of the area holds it.",
        },
    ),
    "reach": FlowMeasuring(
        measured_reach,
        CHOICES,
        {
            "in_need": "People in need of the area.",
            "people_without": f"Those of them that reach nothing: {FORMULA}.",
            "reachable": "Distinct activities that somebody in the area reaches.",
            "reachable_at_most": "The same, were all that is not recorded at its best.",
            "places_per_1000": "Places a week, known alone, for each thousand people in need.",
            "places_per_1000_at_most": "The same at most, with the largest size where none is "
            "recorded.",
        },
    ),
    "coverage": FlowMeasuring(
        measured_coverage,
        frozenset({"level"}),
        {
            "champions": "How many serve the area, or are based where the community is welcome; "
            "one who serves two areas counts in both.",
            "people_per_champion": "Residents of the area over its champions.",
            "unplaced": "How many serve no area that is recorded.",
        },
    ),
}
"""Every way to ask for gaps, by the name that the command has for it."""
