"""Words in headings and names of files, and what they mean to a proposal."""

from __future__ import annotations

import re
from typing import Final

from rapidfuzz import fuzz

NEAR: Final = 85.0
"""Least likeness, of 100, at which a heading that is not known is taken for one that is."""

_SHORTEST_NEAR: Final = 5
_DOUBT: Final = 10.0
_MAX_WORDS: Final = 12
_PART: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


QUALIFIERS: Final = frozenset(
    {"charity", "contact", "practice", "pharmacy", "site", "organisation", "organisations", "group"}
    | {"location", "service", "main", "primary", "public", "school", "venue", "facility", "park"}
    | {"casc", "centre", "club", "church", "shop", "store", "surgery", "registered", "provider"}
    | {"organization", "library", "home", "links", "schedules", "scheduled", "org", "company"}
    | {"lowest", "highest", "admission", "full", "usual", "hall"}
)
"""Words that may stand before such a heading and leave its meaning alone."""

AREA_WORDS: Final = frozenset(
    {"lsoa", "msoa", "ward", "wd", "lad", "ltla", "la", "district", "region", "icb", "sicbl"}
    | {"area", "county", "country", "authority", "borough", "oa"}
)
"""Words in headings that name areas."""

_PERSON: Final = frozenset(
    {"patient", "client", "contact", "person", "manager", "chair", "chairman", "chairperson"}
    | {"chairwoman", "trustee", "trustees", "coordinator", "ordinator", "secretary", "treasurer"}
    | {"volunteer", "leader", "lead", "worker", "keyworker", "tutor", "instructor", "teacher"}
    | {"referrer", "resident", "surname", "forename", "mobile", "dob", "ethnicity", "diagnosis"}
)
_ALWAYS_OF_A_PERSON: Final = tuple(
    f" {phrase} "
    for phrase in (
        *("first name", "last name", "nhs number", "nhs no", "date of birth", "next of kin"),
        *("home address", "home postcode", "home phone", "home tel", "home telephone"),
        *("service user", "staff member", "referred by", "ethnic group", "contact title"),
        *("medical conditions", "health conditions", "gender of client"),
    )
)
_OF_A_PERSON: Final = frozenset(
    {"name", "names", "first", "last", "title", "initials", "email", "e", "mail", "phone", "tel"}
    | {"telephone", "mobile", "number", "no", "id", "ref", "reference", "address", "post"}
    | {"postcode", "code", "age", "gender", "date", "of", "birth", "details", "s"}
)
_NAME: Final = frozenset({"name", "names", "s"})
_OF_A_LIST_TOO: Final = frozenset({"contact", "lead"})
"""A contact's telephone or postcode is how most lists tell where the body itself is reached."""

DAYS: Final = {
    **{day[:3]: day for day in ("monday", "tuesday", "wednesday", "thursday", "friday")},
    "sat": "saturday",
    "sun": "sunday",
    "tues": "tuesday",
    "wednes": "wednesday",
    "thur": "thursday",
    "thurs": "thursday",
}
_DAY_NEIGHBOURS: Final = frozenset(
    {"opening", "hours", "open", "times", "time", "on", "s", "schedule", "session", "hour"}
)

# One row is one of these, by words in the name of the file, of the sheet, or before "name".
KIND_WORDS: Final[tuple[tuple[str, str, frozenset[str]], ...]] = (
    (
        *("Activity", ""),
        frozenset(
            {"foodbank", "foodbanks", "class", "classes", "activity", "activities", "session"}
            | {"sessions", "service", "services", "event", "events", "courses", "whatson"}
        ),
    ),
    (
        *("Organisation", "primary_care"),
        frozenset(
            {"practice", "practices", "pharmacy", "pharmacies", "gp", "surgery", "surgeries"}
        ),
    ),
    (
        *("Organisation", "education"),
        frozenset({"school", "schools", "college", "colleges", "nursery", "nurseries"}),
    ),
    (
        *("Organisation", "vcse"),
        frozenset({"charity", "charities", "cascs", "casc", "vcse", "club", "clubs", "groups"}),
    ),
    (
        *("Asset", ""),
        frozenset(
            {"park", "parks", "allotment", "allotments", "garden", "gardens", "pitch", "pitches"}
            | {"facility", "facilities", "hall", "halls", "flags", "playground", "playgrounds"}
            | {"worship", "centres", "asset", "assets", "kitchens", "buildings", "toilets"}
            | {"defibrillators", "libraries", "library", "museums", "sports"}
        ),
    ),
    ("Location", "", frozenset({"stop", "stops", "station", "stations", "venues", "locations"})),
    (
        *("Organisation", ""),
        frozenset(
            {"organisation", "organisations", "organizations", "homes", "companies", "providers"}
            | {"jobcentre", "jobcentreplus", "partners", "members", "shops", "businesses"}
        ),
    ),
)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a heading or a file's name in small letters, without years and marks.

    Examples
    --------
    >>> words_of("schedules_opens_at"), words_of("LSOA21CD"), words_of("WardCode (2023)")
    (('schedules', 'opens', 'at'), ('lsoa', 'cd'), ('ward', 'code'))
    """
    parts = (part.casefold() for part in _PART.findall(text[:200]))
    return tuple(part for part in parts if not _is_year(part))[:_MAX_WORDS]


def meaning(words: tuple[str, ...], known: tuple[str, ...]) -> tuple[float, str]:
    """Return how well `words` mean one of `known`, of 100, and which of them."""
    best, meant = 0.0, ""
    for at in range(len(words)):
        phrase = " ".join(words[at:])
        if at and not QUALIFIERS.issuperset(words[:at]):
            break
        if phrase in known:
            return 100.0 - at, phrase
    said = " ".join(words)
    if len(said) >= _SHORTEST_NEAR:
        for each in known:
            likeness = fuzz.ratio(said, each) if len(each) >= _SHORTEST_NEAR else 0.0
            if likeness >= NEAR and likeness > best:
                best, meant = likeness, each
    return max(best - _DOUBT, 0.0), meant


def day_of(words: tuple[str, ...]) -> str:
    """Return the day of the week that a heading stands for, or nothing."""
    days = [word for word in words if word in DAYS or word in DAYS.values()]
    others = set(words) - set(days) - _DAY_NEIGHBOURS
    return DAYS.get(days[0], days[0]).capitalize() if len(days) == 1 and not others else ""


def is_personal(words: tuple[str, ...]) -> bool:
    """Tell whether a heading stands for what is told of a person.

    Examples
    --------
    >>> [is_personal(words_of(text)) for text in ("Key worker's name", "Client postcode")]
    [True, True]
    >>> [is_personal(words_of(text)) for text in ("Client group", "Contact email", "Patients")]
    [False, False, False]
    """
    said = f" {' '.join(words)} "
    if any(phrase in said for phrase in _ALWAYS_OF_A_PERSON):
        return True
    named = [at for at, word in enumerate(words) if word in _PERSON]
    if not named or "per" in words:
        return False
    after = set(words[named[-1] + 1 :])
    fitting = _NAME if words[named[-1]] in _OF_A_LIST_TOO else _OF_A_PERSON
    return after <= fitting


def _is_year(part: str) -> bool:
    return part.isdigit() and (len(part) == len("21") or part.startswith(("19", "20")))
