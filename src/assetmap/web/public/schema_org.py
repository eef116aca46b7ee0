"""Pages in the words of Schema.org, for search engines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from assetmap.views.public.schedule import meetings
from assetmap.views.public.sieve import is_free

if TYPE_CHECKING:
    from assetmap.views.public.activity import ActivityPage
    from assetmap.views.public.directory import Directory
    from assetmap.views.public.lines import LocationLine, OrganisationLine


def activity_data(directory: Directory, shown: ActivityPage, address: str) -> Markup:
    """Return an activity as JSON-LD that may stand in a page."""
    activity = shown.activity
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Service",
        "@id": address,
        "name": activity.name,
        "description": activity.description,
        "url": address,
        "isAccessibleForFree": is_free(activity.cost) or None,
        "audience": {"@type": "Audience", "audienceType": activity.eligibility},
        "areaServed": [name for _, name in shown.areas],
        "provider": None if shown.organisation is None else organisation_data(shown.organisation),
        "availableChannel": [
            {"@type": "ServiceChannel", "serviceLocation": _location(each)} for each in shown.places
        ],
        "hoursAvailable": [
            {
                "@type": "Schedule",
                "startDate": each.first_on.isoformat(),
                "startTime": each.session.starts_at_local,
                "repeatFrequency": each.session.schedule,
                "scheduleTimezone": "Europe/London",
            }
            for each in meetings(directory, activity.id)
        ],
    }
    return as_script(data)


def organisation_data(organisation: OrganisationLine) -> dict[str, Any]:
    """Return an organisation in the words of Schema.org."""
    return {
        "@type": "Organization",
        "name": organisation.name,
        "telephone": organisation.phone,
        "email": organisation.email,
        "url": organisation.website,
    }


def as_script(data: dict[str, Any]) -> Markup:
    """Return data as JSON that cannot end the element it stands in; empty values left out."""
    said = json.dumps(_filled(data), ensure_ascii=False, allow_nan=False)
    for letter in "<>&\u2028\u2029":
        said = said.replace(letter, f"\\u{ord(letter):04x}")
    return Markup(said)  # noqa: S704  no letter of it can be read as a mark


def _location(place: LocationLine) -> dict[str, Any]:
    has_point = place.latitude is not None and place.longitude is not None
    point = {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
    return {
        "@type": "Place",
        "name": place.name,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": place.address,
            "addressLocality": place.town,
            "addressRegion": place.county,
            "postalCode": place.postcode,
        },
        "geo": point if has_point else None,
    }


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {name: _filled(each) for name, each in value.items()}
        return {name: each for name, each in kept.items() if each not in ("", None, [], {})}
    return [_filled(each) for each in value] if isinstance(value, list) else value
