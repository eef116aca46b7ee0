"""Headings that stand for what tells of the person who was helped."""

from __future__ import annotations

import re
from typing import Final

from assetmap.ingest.proposal.words import words_of

_NUMBER: Final = "(?:numbers?|no|nos|num|nr)"
_SAYINGS: Final = (
    (
        "NHS numbers",
        rf"\bnhs ?(?:{_NUMBER}|id)\b|\bchi ?{_NUMBER}\b|\bhospital {_NUMBER}\b|\bmrn\b",
    ),
    ("numbers of a person", rf"\bni {_NUMBER}\b|\bnino\b|\bnational insurance\b|\bpassport\b"),
    ("dates of birth", r"\bdobs?\b|\bd o b\b|birth"),
    ("postcodes", r"post ?codes?(?! (?:district|sector|area)s?\b)|\bzip\b|\bpcds?\b"),
    ("e-mail addresses", r"\be ?mails?\b|email|\bmail\b"),
    (
        "addresses",
        rf"(?<!web )(?<!website )\baddress|\bstreet\b|\bhouse (?:{_NUMBER}|name)\b|\buprn\b",
    ),
    (
        "telephone numbers",
        rf"(?:phones?|\btels?|\bmobiles?|\blandlines?)(?: (?:{_NUMBER}|home|work|\d+))*$|\bfax\b",
    ),
    (
        "telephone numbers",
        rf"\bcontact {_NUMBER}\b",
    ),
    (
        "names",
        r"forename|surname|\b(?:first|last|given|family|middle|full|maiden|preferred) ?names?\b",
    ),
    (
        "names",
        r"\binitials\b|\bknown as\b|\bnickname|\bnext of kin\b|\bnok\b|\bemergency contact\b",
    ),
)
_PATTERNS: Final = tuple((said, re.compile(pattern)) for said, pattern in _SAYINGS)

_ALONE: Final = frozenset(
    {
        "title",
        "client",
        "patient",
        "person",
        "service user",
        "beneficiary",
        "participant",
        "contact",
    }
    | {"individual", "resident", "customer", "client details", "patient details", "signature"}
    | {"contact details", "person helped", "who was helped"}
)
_HELPED: Final = frozenset(
    {"client", "patient", "person", "user", "resident", "beneficiary", "participant", "customer"}
    | {"individual", "carer", "child", "parent", "guardian", "spouse", "partner"}
)
_NAMED_WORDS: Final = frozenset(
    {"gp", "org", "to", "from", "by", "pcn", "la", "lw", "wd", "source"}
)
_NAMED_PARTS: Final = (
    *("organi", "service", "activity", "group", "provider", "practice", "surgery", "worker"),
    *("champion", "practitioner", "prescriber", "referrer", "receiver", "target", "agency"),
    *("project", "program", "event", "class", "club", "charity", "team", "area", "ward", "lsoa"),
    *("msoa", "district", "borough", "council", "locality", "neighbourhood", "venue", "location"),
    *("need", "reason", "scheme", "file", "sheet", "referred", "signposted", "destination"),
    *("scale", "measure", "vcse", "town"),
)
"""What a name may be of that is no person who was helped: a party, an area, a need."""


def told_by_heading(heading: str) -> str:
    """Return what of a person a column holds by its heading, in words, or an empty string.

    Parameters
    ----------
    heading
        As the file has it; capitals, marks and gaps between words do not matter.

    Examples
    --------
    >>> [told_by_heading(each) for each in ("NHS No.", "DateOfBirth", "Client name", "Forename 1")]
    ['NHS numbers', 'dates of birth', 'names', 'names']
    >>> [told_by_heading(each) for each in ("Link worker name", "Age band", "Initial assessment")]
    ['', '', '']
    """
    words = words_of(heading)
    said = " ".join(words)
    if said in _ALONE:
        return "names"
    found = next((told for told, pattern in _PATTERNS if pattern.search(said)), "")
    return found or ("names" if _is_name_of_a_person(words) else "")


def _is_name_of_a_person(words: tuple[str, ...]) -> bool:
    """Tell whether a heading says "name", and not of what but a person."""
    if not any(word in {"name", "names"} or word.endswith("name") for word in words):
        return False
    joined = "".join(words)
    if any(each in words or joined.startswith(each) for each in _HELPED):
        return True
    return not (_NAMED_WORDS & set(words) or any(part in joined for part in _NAMED_PARTS))
