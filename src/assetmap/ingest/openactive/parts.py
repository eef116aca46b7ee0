"""What OpenActive says of an activity, who runs it and where, as cells of ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from assetmap.ingest.cells import CellError, read_link, read_postcode
from assetmap.ingest.drafting import made_id, text_of

Thing = Mapping[str, Any]
"""One object of OpenActive."""

_LONGEST_ID: Final = 200
_MOST: Final = 1e9  # of pounds or years, beyond which a number is none
_GENDERS: Final = {"FemaleOnly": "Women and girls.", "MaleOnly": "Men and boys."}
_MODES: Final = {
    "OnlineEventAttendanceMode": "online",
    "OfflineEventAttendanceMode": "in_person",
    "MixedEventAttendanceMode": "in_person",
}
_STATUSES: Final = {
    "EventScheduled": "active",
    "EventRescheduled": "active",
    "EventPostponed": "temporarily closed",
    "EventCancelled": "inactive",
}


def type_of(thing: Thing) -> str:
    """Return what sort of thing it is, in either spelling of the key."""
    return text_of(thing.get("@type", thing.get("type")))


def id_of(thing: Thing) -> str:
    """Return the address that names a thing, else an id made of what it is called."""
    given = text_of(thing.get("@id", thing.get("id"))).strip()
    if given and len(given) <= _LONGEST_ID:
        return given
    words = [text_of(thing.get(key)) for key in ("identifier", "url", "name")]
    return made_id("openactive", given, type_of(thing), *words)


def dicts_of(value: Any) -> list[Thing]:
    """Return the objects in a value that is one object or a list of them."""
    listed = value if isinstance(value, list) else [value]
    return [each for each in listed if isinstance(each, dict)]


def activity_cells(thing: Thing) -> dict[str, str]:
    """Return the cells of an activity; what it does not say itself its series or course says."""
    wider = {
        key: value
        for name in ("instanceOfCourse", "superEvent")
        for part in dicts_of(thing.get(name))
        for key, value in part.items()
    }
    said = {**wider, **thing}
    link, other_link = _link(text_of(said.get("url")))
    ages = next(iter(dicts_of(said.get("ageRange"))), {})
    return {
        "id": id_of(thing),
        "name": text_of(said.get("name")),
        "description": text_of(said.get("description")),
        "website": link,
        "x_url": other_link,
        "status": _STATUSES.get(_last(said.get("eventStatus")), "active"),
        "mode": _mode(said),
        "cost": _cost(said),
        "eligibility": _GENDERS.get(_last(said.get("genderRestriction")), ""),
        "minimum_age": _whole(ages.get("minValue")),
        "maximum_age": _whole(ages.get("maxValue")),
        "accessibility": ", ".join(_labels(said.get("accessibilitySupport"))),
        "x_activity": "|".join(_labels(said.get("activity"))),
    }


def organisation_cells(organiser: Thing) -> dict[str, str]:
    """Return the cells of an organiser, none if it is a person or has no name."""
    name = text_of(organiser.get("name")).strip()
    if type_of(organiser) == "Person" or not name:
        return {}
    link, other_link = _link(text_of(organiser.get("url")))
    return {
        "id": made_id("openactive", "Organization", id_of(organiser), name),
        "name": name,
        "description": text_of(organiser.get("description")),
        "website": link,
        "x_url": other_link,
        "email": text_of(organiser.get("email")),
        "phone": text_of(organiser.get("telephone")),
    }


def location_cells(place: Thing) -> dict[str, str]:
    """Return the cells of a place, none if it says neither its name nor its address."""
    address = next(iter(dicts_of(place.get("address"))), {})
    keys = ("streetAddress", "addressLocality", "addressRegion", "postalCode")
    street, town, county, postcode = (text_of(address.get(key)).strip(" ,") for key in keys)
    name = text_of(place.get("name")).strip() or street or postcode
    if not name:
        return {}
    try:
        postcode = read_postcode(postcode) if postcode else ""
    except CellError:
        street, postcode = ", ".join(filter(None, (street, postcode))), ""
    geo = next(iter(dicts_of(place.get("geo"))), {})
    latitude, longitude = (text_of(geo.get(key)) for key in ("latitude", "longitude"))
    return {
        "id": made_id("openactive", "Place", id_of(place), name, postcode),
        "name": name,
        "address": street,
        "town": town,
        "county": county,
        "postcode": postcode,
        "latitude": latitude,
        "longitude": longitude,
        "accessibility": ", ".join(_labels(place.get("accessibilitySupport"))),
    }


def _last(value: Any) -> str:
    """Return the last word of an address such as https://schema.org/Tuesday."""
    return text_of(value).rpartition("/")[2]


def _mode(said: Thing) -> str:
    mode = _MODES.get(_last(said.get("eventAttendanceMode", said.get("beta:attendanceMode"))), "")
    if mode:
        return mode
    return "online" if type_of(said) == "OnDemandEvent" else "in_person"


def _cost(said: Thing) -> str:
    offers = dicts_of(said.get("offers"))
    prices = [(text_of(each.get("name")), each.get("price")) for each in offers]
    if said.get("isAccessibleForFree") is True or (
        prices and all(price == 0 for _, price in prices)
    ):
        return "Free"
    return "; ".join(
        f"{name or 'Place'}: £{price:.2f}" for name, price in prices if _is_number(price)
    )


def _whole(value: Any) -> str:
    return text_of(value) if _is_number(value) and value == int(value) else ""


def _is_number(value: Any) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and abs(value) <= _MOST


def _labels(value: Any) -> list[str]:
    found = [text_of(each.get("prefLabel", each.get("name"))) for each in dicts_of(value)]
    return [label for label in found if label]


def _link(text: str) -> tuple[str, str]:
    """Return a web address, or the text that is none."""
    try:
        return (read_link(text), "") if text.strip() else ("", "")
    except CellError:
        return "", text
