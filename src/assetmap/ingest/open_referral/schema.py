"""The tables of HSDS 3.0 (Open Referral UK is its profile), and how they hang together.

Whatever goes in or out by the standard reads these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

PLURALS: Final[Mapping[str, str]] = {
    "service": "services",
    "organization": "organizations",
    "location": "locations",
    "service_at_location": "service_at_locations",
    "taxonomy_term": "taxonomy_terms",
    "taxonomy": "taxonomies",
    "schedule": "schedules",
    "attribute": "attributes",
    "address": "addresses",
    "phone": "phones",
    "language": "languages",
    "accessibility": "accessibilities",
    "cost_option": "cost_options",
    "service_area": "service_areas",
    "organization_identifier": "organization_identifiers",
    "program": "programs",
    "funding": "fundings",
    "required_document": "required_documents",
    "contact": "contacts",
    "metadata": "metadatas",
    "meta_table_description": "meta_table_descriptions",
}
"""Every table, and how a list of its rows is called."""

LABELS: Final[Mapping[str, str]] = {
    "service": "Activity",
    "organization": "Organisation",
    "location": "Location",
    "taxonomy_term": "Need",
    "service_at_location": "Session",
}
"""Tables of the standard whose rows are rows of ours, in the order in which they keep an id."""

LINKS: Final[Mapping[str, Mapping[str, str]]] = {
    "organization": {"parent_organization_id": "organization"},
    "service": {"organization_id": "organization", "program_id": "program"},
    "location": {"organization_id": "organization"},
    "service_at_location": {"service_id": "service", "location_id": "location"},
    "phone": {
        "location_id": "location",
        "service_id": "service",
        "organization_id": "organization",
        "contact_id": "contact",
        "service_at_location_id": "service_at_location",
    },
    "contact": {
        "organization_id": "organization",
        "service_id": "service",
        "service_at_location_id": "service_at_location",
        "location_id": "location",
    },
    "schedule": {
        "service_id": "service",
        "location_id": "location",
        "service_at_location_id": "service_at_location",
    },
    "language": {"service_id": "service", "location_id": "location", "phone_id": "phone"},
    "funding": {"organization_id": "organization", "service_id": "service"},
    "address": {"location_id": "location"},
    "accessibility": {"location_id": "location"},
    "cost_option": {"service_id": "service"},
    "service_area": {"service_id": "service"},
    "required_document": {"service_id": "service"},
    "program": {"organization_id": "organization"},
    "organization_identifier": {"organization_id": "organization"},
    "attribute": {"link_id": "", "taxonomy_term_id": "taxonomy_term"},
    "taxonomy_term": {"parent_id": "taxonomy_term", "taxonomy_id": "taxonomy"},
    "metadata": {"resource_id": ""},
}
"""Fields that hold the id of another row, and its table ("" where another field tells it)."""

OBJECTS: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "service": {
        "organization": ("organization", "organization_id"),
        "program": ("program", "program_id"),
    },
    "service_at_location": {
        "service": ("service", "service_id"),
        "location": ("location", "location_id"),
    },
    "attribute": {"taxonomy_term": ("taxonomy_term", "taxonomy_term_id")},
    "taxonomy_term": {
        "taxonomy_detail": ("taxonomy", "taxonomy_id"),
        "taxonomy_details": ("taxonomy", "taxonomy_id"),
    },
}
"""Objects that a JSON object holds: their table, and the holder's field that names them."""

_ATTRIBUTES: Final = ("attribute", "link_id")

LISTS: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "organization": {
        "services": ("service", "organization_id"),
        "locations": ("location", "organization_id"),
        "funding": ("funding", "organization_id"),
        "contacts": ("contact", "organization_id"),
        "phones": ("phone", "organization_id"),
        "programs": ("program", "organization_id"),
        "organization_identifiers": ("organization_identifier", "organization_id"),
        "attributes": _ATTRIBUTES,
    },
    "service": {
        "service_at_locations": ("service_at_location", "service_id"),
        "phones": ("phone", "service_id"),
        "schedules": ("schedule", "service_id"),
        "service_areas": ("service_area", "service_id"),
        "languages": ("language", "service_id"),
        "funding": ("funding", "service_id"),
        "cost_options": ("cost_option", "service_id"),
        "required_documents": ("required_document", "service_id"),
        "contacts": ("contact", "service_id"),
        "attributes": _ATTRIBUTES,
    },
    "service_at_location": {
        "contacts": ("contact", "service_at_location_id"),
        "phones": ("phone", "service_at_location_id"),
        "schedules": ("schedule", "service_at_location_id"),
        "attributes": _ATTRIBUTES,
    },
    "location": {
        "languages": ("language", "location_id"),
        "addresses": ("address", "location_id"),
        "contacts": ("contact", "location_id"),
        "accessibility": ("accessibility", "location_id"),
        "phones": ("phone", "location_id"),
        "schedules": ("schedule", "location_id"),
        "attributes": _ATTRIBUTES,
    },
    "schedule": {"attributes": _ATTRIBUTES},
    "phone": {"languages": ("language", "phone_id")},
    "contact": {"phones": ("phone", "contact_id")},
    "taxonomy": {"taxonomy_terms": ("taxonomy_term", "taxonomy_id")},
}
"""Lists that a JSON object holds: the table of their items, and the items' field that names it."""
