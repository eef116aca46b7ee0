"""What happens on the way of a referral, in the words that link workers' systems use."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from assetmap.model.vocabularies import VOCABULARIES, readings, spelling

KINDS: Final = (
    *("made", "accepted", "seen", "started", "rejected", "completed", "cancelled", "failed"),
    "closed",
)
"""Events of a step, in the order in which those of one day are taken; `closed` tells of no end
how it came about."""

DAY_OF: Final = {
    "made": "made_on",
    "accepted": "accepted_on",
    "seen": "seen_on",
    "started": "started_on",
    **dict.fromkeys(("rejected", "completed", "cancelled", "failed", "closed"), "closed_on"),
}
"""The field that an event gives its day to."""

_WORDS: Final = {
    "made": (
        "made, referred, referral, referral made, referral received, requested, referred on, "
        "onward referral, onward referral made, signposted, signposting, self referral, "
        "referred back, referral date"
    ),
    "accepted": "accepted, referral accepted, allocated, assigned, triaged",
    "seen": (
        "seen, first contact, first appointment, contact, contacted, appointment, attended "
        "appointment, assessment, assessed, initial assessment, first conversation, consultation"
    ),
    "started": (
        "started, start, attended, first visit, first session, first attendance, activity started, "
        "support started, engaged, joined"
    ),
    "rejected": "rejected, declined, refused, referral rejected, referral declined, not accepted",
    "completed": "completed, complete, finished, goals met, support completed, discharged",
    "cancelled": "cancelled, canceled, withdrawn, left early, stopped, disengaged, dropped out",
    "failed": "failed, did not attend, dna, not reached, no contact, unable to contact",
    "closed": "closed, case closed, referral closed, ended, closure",
}
WORDS: Final = {
    spelling(word): kind for kind, words in _WORDS.items() for word in words.split(", ")
}
"""Which event a word means, by `spelling`."""

SELF_WORDS: Final = frozenset(
    map(
        spelling, ("self", "self referral", "self referred", "self-refer", "themselves", "themself")
    )
) | {spelling("by themselves"), spelling("own referral")}
"""What stands where a referrer would, of a person who came without being sent."""

_REASONS: Final = readings(VOCABULARIES["close_reason"])
_SAID_NO: Final = frozenset({"declined", "not_suitable", "full", "not_running"})
_ENDS: Final = {
    "completed": "completed",
    "referred_on": "completed",
    "no_contact": "failed",
    "left_early": "cancelled",
}


@lru_cache(10_000)
def status_of(reached: str, *, is_closed: bool, reason: str) -> str:
    """Return where a step stands, of which only days and the reason of its end are told.

    Parameters
    ----------
    reached
        The last of made, accepted, seen and started that has a day.
    is_closed
        Whether it has ended.
    reason
        Why, as the file writes it, or empty.

    Examples
    --------
    >>> status_of("started", is_closed=False, reason="")
    'in-progress'
    >>> status_of("seen", is_closed=True, reason=""), status_of("made", is_closed=True, reason="")
    ('completed', 'cancelled')
    >>> status_of("made", is_closed=True, reason="No room")
    'rejected'
    """
    if not is_closed:
        return {"started": "in-progress", "made": "requested"}.get(reached, "accepted")
    why = _REASONS.get(spelling(reason), "")
    if not why:
        return "completed" if reached in {"seen", "started"} else "cancelled"
    if why in _SAID_NO:
        return "rejected" if reached == "made" else "cancelled"
    return _ENDS.get(why, "cancelled")
