"""The words that a choice may take, each with its meaning; a place may add to them.

A place edits a vocabulary by rows of the table `Vocabulary`: a row with a value that stands here
changes its label, description and synonyms, any other row adds a value. Values themselves are
never taken away, so that a number computed in one place means the same in another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a vocabulary.

    Attributes
    ----------
    value
        What is stored.
    label
        What a screen shows.
    description
        What it means, in one sentence.
    synonyms
        Other spellings that a file may use; capitals, spaces, hyphens and underscores never matter.
    """

    value: str
    label: str
    description: str = ""
    synonyms: tuple[str, ...] = ()


def spelling(text: str) -> str:
    """Return `text` as spellings are compared: lower case, letters and digits alone.

    Examples
    --------
    >>> spelling("In-progress") == spelling("in_progress")
    True
    """
    return "".join(letter for letter in text.casefold() if letter.isalnum() or letter == "+")


def readings(terms: Iterable[Term]) -> dict[str, str]:
    """Return the stored value of every spelling that `terms` allow, by `spelling`."""
    found: dict[str, str] = {}
    for term in terms:
        for word in (*term.synonyms, term.label, term.value):
            found[spelling(word)] = term.value
    return found


SECTORS: Final = (
    Term(
        "vcse",
        "Voluntary and community",
        "Voluntary, community and social enterprise: charities, groups, clubs, co-operatives.",
        ("voluntary", "charity", "third sector", "vcs", "vcfse", "community group"),
    ),
    Term("nhs", "NHS", "Trusts, hospitals, community and mental health services.", ("health",)),
    Term(
        "primary_care",
        "Primary care",
        "General practices, primary care networks, pharmacies.",
        ("gp", "gp practice", "general practice", "pharmacy"),
    ),
    Term("council", "Council", "Local authorities of any tier.", ("local authority",)),
    Term("education", "Education", "Schools, colleges, universities, adult learning.", ("school",)),
    Term("housing", "Housing", "Housing associations and supported housing.", ()),
    Term(
        "business", "Business", "Private firms and social businesses run for profit.", ("private",)
    ),
    Term("faith", "Faith", "Congregations of any faith.", ("church", "mosque", "faith group")),
    Term("funder", "Funder", "Foundations and others whose main work is giving money.", ()),
    Term("other", "Other", "None of these, or not known.", ("unknown", "not known")),
)

STATUSES: Final = (
    Term("active", "Open", "It runs.", ("open", "registered")),
    Term("inactive", "Not running", "It does not run now.", ()),
    Term("defunct", "Closed", "It has ended for good.", ("closed", "removed", "dissolved")),
    Term("temporarily closed", "Closed for now", "It means to open again.", ("paused",)),
)

INCOME_BANDS: Final = (
    Term("under_10k", "Under £10,000", "Micro.", ("micro",)),
    Term("10k_100k", "£10,000 to £100,000", "Small.", ("small",)),
    Term("100k_1m", "£100,000 to £1 million", "Medium.", ("medium",)),
    Term("1m_10m", "£1 million to £10 million", "Large.", ("large",)),
    Term("over_10m", "Over £10 million", "Major.", ("major",)),
)

MODES: Final = (
    Term("in_person", "In person", "At a venue.", ("face to face",)),
    Term("online", "Online", "By video or on a website.", ("virtual",)),
    Term("phone", "By phone", "By telephone.", ("telephone",)),
    Term("outreach", "We come to you", "At the person's home or out and about.", ("home visit",)),
)

LEVELS: Final = (
    Term("lsoa", "Small area (LSOA)", "About 1,500 people: a census lower layer area."),
    Term("msoa", "Neighbourhood (MSOA)", "About 8,000 people: a census middle layer area."),
    Term("ward", "Ward", "Electoral ward."),
    Term("town", "Town", "A town or locality, as people there would draw it.", ("locality",)),
    Term("district", "District", "Local authority district.", ("local authority", "borough")),
    Term(
        "system", "Whole system", "Integrated care system, county or combined authority.", ("icb",)
    ),
)

AREA_CHANGES: Final = (
    Term("unchanged", "As it was", "The area of now has the same boundary.", ("U",)),
    Term("split", "Split", "Several areas of now make it up, and nothing else.", ("S",)),
    Term("merged", "Merged", "With others it makes up one area of now.", ("M",)),
    Term("complex", "Otherwise", "Its boundary was drawn anew in some other way.", ("X",)),
)

ASSET_KINDS: Final = (
    Term("individual", "Individual", "A person's skill, time or knowledge.", ("skill",)),
    Term("association", "Association", "A group that people form themselves.", ("group",)),
    Term("institution", "Institution", "What a paid organisation can lend.", ()),
    Term("physical", "Physical", "A room, kitchen, garden, minibus, field.", ("place", "space")),
    Term("exchange", "Exchange", "Swapping, lending, time banking, buying locally.", ("economy",)),
    Term("culture", "Culture and stories", "What people here share and tell.", ("stories",)),
)

CONSENTS: Final = (
    Term("given", "Given", "Recorded, and still stands.", ("yes", "y", "true")),
    Term("refused", "Refused", "Asked, and said no.", ("no", "n", "false")),
    Term("not_asked", "Not asked", "Nobody has asked yet.", ("unknown",)),
    Term("withdrawn", "Withdrawn", "Given once, and taken back.", ()),
)

ROUTES: Final = (
    Term("professional", "By a professional", "From a practice, a ward, a council team.", ("gp",)),
    Term("champion", "By a champion", "Signposted by a champion, with a record.", ()),
    Term("self", "By themselves", "The person came without being sent.", ("self referral",)),
)

# The codes of a FHIR Task; style: the five that matter most come first.
REFERRAL_STATUSES: Final = (
    Term("requested", "Asked", "Made, and not yet answered."),
    Term("accepted", "Accepted", "The receiver said yes."),
    Term("rejected", "Declined", "The receiver or the person said no.", ("declined",)),
    Term("completed", "Completed", "Done.", ("complete", "closed")),
    Term("cancelled", "Cancelled", "Taken back before it was done.", ("canceled",)),
    Term("received", "Received", "Seen by the receiver, and not yet answered."),
    Term("ready", "Ready", "Accepted, and waiting to start."),
    Term("in-progress", "Under way", "Started, and not yet done.", ("started", "open")),
    Term("on-hold", "On hold", "Started, and waiting.", ("paused",)),
    Term("failed", "Not reached", "Tried, and not done.", ("did not attend", "dna")),
    Term("entered-in-error", "Entered in error", "Should not be here."),
)

CLOSE_REASONS: Final = (
    Term("completed", "Completed", "What was agreed was done.", ("goals met",)),
    Term("declined", "Person declined", "The person said no.", ("declined by person",)),
    Term("no_contact", "Could not reach", "No answer to calls or letters.", ("not contactable",)),
    Term("left_early", "Left early", "Started, and stopped coming.", ("did not attend", "dna")),
    Term("not_suitable", "Not suitable", "Not right for the person, or the person for it.", ()),
    Term("full", "No room", "The receiver had no room.", ("at capacity", "waiting list")),
    Term("not_running", "Not running", "The receiver was closed.", ()),
    Term("referred_on", "Referred on", "Passed to another party.", ("onward referral",)),
    Term("moved_away", "Moved away", "The person left the area.", ()),
    Term("died", "Died", "The person died.", ("deceased",)),
    Term("other", "Other", "Another reason.", ()),
)

AGE_BANDS: Final = tuple(
    Term(value, label)
    for value, label in (
        ("0-17", "Under 18"),
        ("18-24", "18 to 24"),
        ("25-34", "25 to 34"),
        ("35-44", "35 to 44"),
        ("45-54", "45 to 54"),
        ("55-64", "55 to 64"),
        ("65-74", "65 to 74"),
        ("75-84", "75 to 84"),
        ("85+", "85 and over"),
    )
)

SCALES: Final = (
    Term("ons4_satisfied", "Satisfied with life (0-10)", "ONS4, higher is better."),
    Term("ons4_worthwhile", "Things done are worthwhile (0-10)", "ONS4, higher is better."),
    Term("ons4_happy", "Happy yesterday (0-10)", "ONS4, higher is better."),
    Term("ons4_anxious", "Anxious yesterday (0-10)", "ONS4, lower is better."),
    Term("swemwbs", "Short Warwick-Edinburgh score (7-35)", "Metric score, higher is better."),
)

STAGES: Final = (
    Term("before", "Before", "At the start.", ("baseline", "pre")),
    Term("after", "After", "At the end or at review.", ("follow up", "post")),
)

INTENSITIES: Final = (
    Term("1", "Aware", "We know of each other.", ("awareness",)),
    Term("2", "Cooperate", "We share information and help when asked.", ("cooperation",)),
    Term("3", "Coordinate", "We plan together.", ("coordination",)),
    Term("4", "Integrated", "We share staff, money or a service.", ("integration", "integrate")),
)

VOCABULARIES: Final[Mapping[str, tuple[Term, ...]]] = {
    "sector": SECTORS,
    "status": STATUSES,
    "income_band": INCOME_BANDS,
    "mode": MODES,
    "level": LEVELS,
    "area_change": AREA_CHANGES,
    "asset_kind": ASSET_KINDS,
    "consent": CONSENTS,
    "route": ROUTES,
    "referral_status": REFERRAL_STATUSES,
    "close_reason": CLOSE_REASONS,
    "age_band": AGE_BANDS,
    "scale": SCALES,
    "stage": STAGES,
    "intensity": INTENSITIES,
}
"""Every vocabulary by name; `Column.vocabulary` refers to these."""

EDITABLE: Final = (
    "sector",
    "status",
    "asset_kind",
    "intensity",
    "level",
    "income_band",
    "age_band",
)
"""Those a place may add to; the others are a standard's, or the program's own logic needs them."""
