"""Headings that lists have, and what a column below one is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Role:
    """What a column can be.

    Attributes
    ----------
    name
        How the proposal calls it.
    words
        Headings, in small letters, that mean it.
    kind
        What most of its cells must look like, if that can be seen.
    least
        The least share of such cells.
    is_seen
        Whether cells alone are enough, whatever the heading.
    """

    name: str
    words: tuple[str, ...]
    kind: str = ""
    least: float = 0.5
    is_seen: bool = False


def _role(
    name: str, words: str, kind: str = "", *, least: float = 0.5, is_seen: bool = False
) -> Role:
    return Role(name, tuple(words.split(", ")), kind, least, is_seen)


ROLES: Final = (
    _role(
        "postcode",
        "postcode, post code, postal code, zip code",
        "postcode",
        least=0.5,
        is_seen=True,
    ),
    _role(
        "latitude",
        "latitude, lat, y",
        "latitude",
        least=0.9,
    ),
    _role(
        "longitude",
        "longitude, long, lon, lng, x",
        "longitude",
        least=0.9,
    ),
    _role(
        "easting",
        "easting, eastings, grid east, x",
        "number",
        least=0.9,
    ),
    _role(
        "northing",
        "northing, northings, grid north, y",
        "number",
        least=0.9,
    ),
    _role(
        "email",
        "email, e mail, email address, mail",
        "email",
        least=0.5,
        is_seen=True,
    ),
    _role(
        "website",
        "website, web, url, web address, web site, website address, link, homepage",
        "link",
        least=0.5,
    ),
    _role(
        "phone",
        "telephone, phone, tel, phone number, telephone number, contact number, tel no, "
        "telephone no",
        "phone",
        least=0.4,
    ),
    _role(
        "charity_number",
        "charity number, charity no, registered charity number, registered charity no, e "
        "w charity number, charity registration number, scottish charity number",
        "charity",
        least=0.8,
    ),
    _role(
        "practice_code",
        "practice code, gp code, gp practice code, organisation code, ods code, "
        "organisation data service code, ods",
        "ods",
        least=0.9,
    ),
    _role(
        "company_number",
        "company number, company no, company registration number, companies house number, "
        "charity company registration number",
        "company",
        least=0.8,
    ),
    _role(
        "register_number",
        "org id, orgid, organisation identifier",
        "register",
        least=0.9,
        is_seen=True,
    ),
    _role(
        "patients",
        "registered patients, patients, list size, number of patients, n patients",
        "integer",
        least=0.9,
    ),
    _role(
        "opened",
        "date of registration, registered on, registration date, open date, opened, date "
        "opened, founded, visible from, valid from, opening date",
        "date",
        least=0.8,
    ),
    _role(
        "closed",
        "close date, date closed, closed on, visible to, valid to, closing date, date of removal",
        "date",
        least=0.8,
    ),
    _role(
        "checked",
        "last updated date, last updated, last checked, assured date, date checked",
        "date",
        least=0.8,
    ),
    _role(
        "minimum_age",
        "min age, minimum age, age from, youngest age",
        "integer",
        least=0.8,
    ),
    _role(
        "maximum_age",
        "max age, maximum age, age to, oldest age",
        "integer",
        least=0.8,
    ),
    _role(
        "weekday",
        "day, days, weekday, day of week, days open",
        "schedule",
        least=0.5,
        is_seen=True,
    ),
    _role(
        "starts",
        "start time, starts, starts at, opens at, time from, begins, start, time",
        "time",
        least=0.8,
    ),
    _role(
        "capacity",
        "capacity, places, room for",
        "integer",
        least=0.8,
    ),
    _role(
        "self_referral",
        "self referral, self refer, open to all",
        "truth",
        least=0.8,
    ),
    _role(
        "status",
        "status, state",
    ),
    _role(
        "sector",
        "sector",
    ),
    _role(
        "activity",
        "activity, activity name, service, service name, class, class name, what, session "
        "name, event, event name, project, programme, course, what s on",
    ),
    _role(
        "organisation",
        "organisation, organization, organisation name, organization name, group, group "
        "name, provider, provider name, charity, club, run by, managed, managed by, "
        "operator, charity name, held by, owner, organiser",
    ),
    _role(
        "venue",
        "venue, venue name, location, location name, building, hall, where, place",
    ),
    _role(
        "name",
        "name, title, called, common name, full name of group",
    ),
    _role(
        "town",
        "town, city, post town, town city, village",
    ),
    _role(
        "county",
        "county",
    ),
    _role(
        "description",
        "description, about, summary, activities, details, what we do, purpose",
    ),
    _role(
        "when",
        "when, day time, day and time, days times, days and times, time and day, meeting times",
    ),
    _role(
        "opening",
        "opening times, opening hours, hours, times, open",
    ),
    _role(
        "cost",
        "cost, costs, price, fee, charge, cost option",
    ),
    _role(
        "eligibility",
        "eligibility, who for, who is it for, suitable for, audience, age group, age range, ages, "
        "who can come",
    ),
    _role(
        "referral_route",
        "referral method, referral route, how to refer, referral, how to start",
    ),
    _role(
        "languages",
        "languages, language, languages spoken",
    ),
    _role(
        "accessibility",
        "accessibility, accessibilities, access",
    ),
    _role(
        "reference",
        "id, ref, reference, unique reference number, urn, code, atco code, number, "
        "import id, osm id, cqc id, key, uid, no",
    ),
)
"""What columns can be, the most telling first."""

ADDRESS_WORDS: Final = (
    *("address", "street", "address line", "postal address", "street address", "full address"),
)
"""Headings of parts of an address; a number may follow."""
