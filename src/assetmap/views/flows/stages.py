"""The words for the stages of a journey, and for what becomes of people between them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from assetmap.release.journeys import STAGES

if TYPE_CHECKING:
    from assetmap.model import Snapshot

STAGE_WORDS: Final = {
    "made": "Referred",
    "accepted": "Accepted",
    "seen": "Seen",
    "started": "Started",
    "completed": "Completed",
}
"""What a screen calls a stage."""

BEFORE_WORDS: Final = {
    "accepted": "before being accepted",
    "seen": "before the first conversation",
    "started": "before they started",
    "completed": "before they completed",
}
"""Where somebody fell out, by the stage that was not reached."""

UNTIL_WORDS: Final = {
    "made": "being referred",
    "accepted": "being accepted",
    "seen": "the first conversation",
    "started": "starting",
    "completed": "completing",
}
"""A stage as the end of a wait."""

SHORT_WORDS: Final = {
    "accepted": "accepted",
    "seen": "first talk",
    "started": "start",
    "completed": "the end",
}
"""A stage that was not reached, where there is little room."""

NEXT: Final = dict(pairwise(STAGES))
"""The stage after each."""

BY_THEMSELVES: Final = "By themselves"
"""Who refers, when people come without being referred."""


def sector_labels(snapshot: Snapshot) -> dict[str, str]:
    """Return what a screen calls each sector, and the source of people who come by themselves."""
    labels = {term.value: term.label for term in snapshot.terms("sector")}
    return {"other": "Other", **labels, "self": BY_THEMSELVES}


def reason_labels(snapshot: Snapshot) -> dict[str, str]:
    """Return what a screen calls each reason for which a journey ends."""
    labels = {
        term.value: term.label
        for name in ("referral_status", "close_reason")
        for term in snapshot.terms(name)
    }
    return {**labels, "not known": "Not known"}


def days_words(days: float) -> str:
    """Return a number of days in words.

    Examples
    --------
    >>> days_words(1), days_words(12.5), days_words(30.0)
    ('1 day', '12.5 days', '30 days')
    """
    return f"{days:g} day{'' if days == 1 else 's'}"
