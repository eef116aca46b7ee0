"""What is compared of an organisation: numbers, names, postcode, websites, telephone, e-mail."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from assetmap.ingest.duplicates.names import Name, read_names
from assetmap.ingest.duplicates.numbers import RegisterNumber, numbers_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assetmap.model import Snapshot

MOST_SHARING: Final = 4
"""Most organisations that may have a web address, telephone or e-mail address in common before it
is one of a body above them (a diocese, a chain, a council) and tells nothing."""

_MOST_NAMES: Final = 8
_MOST_NUMBERS: Final = 20
_SHORTEST_PHONE: Final = 9
_LONGEST_PHONE: Final = 15
_COUNTRY: Final = "44"
# Where many keep a page: there the first part of the path is whose it is.
_HOSTS_OF_MANY: Final = frozenset(
    {
        *("facebook.com", "m.facebook.com", "en-gb.facebook.com", "fb.com", "instagram.com"),
        *("twitter.com", "x.com", "linkedin.com", "uk.linkedin.com", "youtube.com", "tiktok.com"),
        *("linktr.ee", "sites.google.com", "eventbrite.co.uk", "justgiving.com", "meetup.com"),
        *("nhs.uk", "gov.uk", "achurchnearyou.com", "pitchero.com", "nextdoor.co.uk"),
    }
)


@dataclass(frozen=True, slots=True)
class Profile:
    """One organisation, made comparable.

    Attributes
    ----------
    id, name
        As in the map.
    numbers
        Its register numbers, checked.
    names
        Its name and other names.
    postcode
        That of its location, or empty.
    site
        Its web address without http, www and a last slash, or empty.
    contacts
        Its telephone number, digits alone, and its e-mail address.
    """

    id: str
    name: str
    numbers: frozenset[RegisterNumber]
    names: tuple[Name, ...]
    postcode: str
    site: str
    contacts: frozenset[str]


def profiles_of(snapshot: Snapshot) -> list[Profile]:
    """Return what is compared of each organisation, in the order of the snapshot.

    A web address, telephone number or e-mail address that more than `MOST_SHARING` have is left
    out.
    """
    rows = snapshot.table("Organisation")
    places = snapshot.table("Location")
    postcodes = dict(zip(places["id"], places["postcode"].fillna(""), strict=True))
    wanted = ("id", "name", "alternate_names", "identifiers", "website", "email", "phone")
    cells = [rows[name].fillna("").tolist() for name in wanted]
    locations = rows["location_id"].tolist()
    sites = [site_of(website) for website in cells[4]]
    contacts = [_contacts(*pair) for pair in zip(cells[5], cells[6], strict=True)]
    n_with = Counter(site for site in sites if site)
    n_with.update(contact for each in contacts for contact in each)
    return [
        Profile(
            id=id_,
            name=name,
            numbers=numbers_of(identifiers.split("|")[:_MOST_NUMBERS]),
            names=_names(name, others),
            postcode=postcodes.get(location, ""),
            site=site if n_with[site] <= MOST_SHARING else "",
            contacts=frozenset(each for each in known if n_with[each] <= MOST_SHARING),
        )
        for id_, name, others, identifiers, location, site, known in zip(
            *cells[:4], locations, sites, contacts, strict=True
        )
    ]


def word_frequency(profiles: Iterable[Profile]) -> Mapping[str, int]:
    """Return in how many organisations' names each word stands."""
    return Counter(
        word for each in profiles for word in {word for name in each.names for word in name.words}
    )


def site_of(website: str) -> str:
    """Return a web address as it is compared.

    Examples
    --------
    >>> site_of("https://www.Choir.org.uk/"), site_of("http://facebook.com/SaleChoir/about")
    ('choir.org.uk', 'facebook.com/salechoir')
    """
    try:
        parts = urlsplit(website if "//" in website else f"//{website}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    path = parts.path.casefold().strip("/")
    if path in {"index.html", "index.php", "index.htm", "home", "default.aspx"}:
        path = ""
    if host in _HOSTS_OF_MANY:
        path = path.partition("/")[0]
        return f"{host}/{path}" if path else ""
    return f"{host}/{path}" if path else host


def _names(name: str, others: str) -> tuple[Name, ...]:
    said = [name, *others.split("|")[:_MOST_NAMES]] if others else [name]
    found = {each.words: each for text in reversed(said) for each in reversed(read_names(text))}
    return tuple(reversed(found.values()))


def _contacts(email: str, phone: str) -> frozenset[str]:
    digits = re.sub(r"\D", "", phone.partition(" ext")[0].replace("(0)", ""))
    digits = digits.removeprefix("00")
    if digits.startswith(_COUNTRY):
        digits = f"0{digits.removeprefix(_COUNTRY).lstrip('0')}"
    found = {email.strip().casefold()} if "@" in email else set()
    if _SHORTEST_PHONE <= len(digits) <= _LONGEST_PHONE:
        found.add(digits)
    return frozenset(found)
