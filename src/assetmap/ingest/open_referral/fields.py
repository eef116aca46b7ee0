"""The fields of HSDS 3.0 (Open Referral UK is its profile), and where each is kept.

Plain fields stand beside the model's columns themselves (`open_referral`); this module adds what
the model has no column for. `docs/standards.md` shows both, as `field_table` writes them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from assetmap.ingest.open_referral.schema import LABELS, LINKS, PLURALS
from assetmap.model import TABLES, columns_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assetmap.ingest.open_referral.book import Entry

OWN: Final[Mapping[str, Mapping[str, str]]] = {
    "service": {
        "alternate_name": "x_alternate_name",
        "email": "x_email",
        "interpretation_services": "x_interpretation",
        "accreditations": "x_accreditations",
        "alert": "x_alert",
    },
    "organization": {
        "legal_status": "x_legal_status",
        "year_incorporated": "x_year_incorporated",
        "uri": "x_uri",
    },
    "location": {
        "alternate_name": "x_alternate_name",
        "description": "x_description",
        "transportation": "x_transport",
        "url": "x_website",
    },
    "taxonomy_term": {"code": "x_code", "term_uri": "x_uri"},
    "service_at_location": {"description": "x_description"},
    "schedule": {
        "description": "x_hours",
        "notes": "x_notes",
        "attending_type": "x_attending",
        "schedule_link": "x_schedule_link",
    },
}
"""Plain text that goes as it is into a column of the place's own, by field."""

WOVEN: Final[Mapping[str, Mapping[str, str]]] = {
    "service": {
        "program_id": "Activity.x_programme",
        "fees_description": "Activity.cost",
        "fees": "Activity.cost",
    },
    "organization": {"parent_organization_id": "Organisation.x_parent_id"},
    "location": {
        "external_identifier": "Location.x_uprn, x_external_identifier",
        "external_identifier_type": "Location.x_uprn, x_external_identifier",
    },
    "service_at_location": {"id": "Session.id", "service_id": "Session.activity_id"},
    "schedule": {
        "service_at_location_id": "Session.location_id",
        "location_id": "Location.x_opening_hours",
        **dict.fromkeys(("valid_from", "dtstart"), "Session.valid_from"),
        "valid_to": "Session.valid_to",
        **dict.fromkeys(("until", "count", "wkst"), "Session.schedule"),
        **dict.fromkeys(("byweekno", "byyearday", "timezone"), "Session.x_other_rules"),
    },
    "address": {
        "location_id": "Location.id",
        "address_2": "Location.address",
        "region": "Location.x_region",
        "country": "Location.x_country",
        "address_type": "Location.x_other_addresses",
    },
    "phone": {
        "organization_id": "Organisation.phone, x_other_phones",
        "service_id": "Activity.x_phones",
        "location_id": "Location.x_phones",
        "service_at_location_id": "Session.x_phones",
        "extension": "Organisation.phone",
        "type": "Organisation.x_other_phones",
    },
    "language": {
        "service_id": "Activity.languages",
        "location_id": "Location.x_languages",
        "code": "Activity.languages",
    },
    "accessibility": {
        "location_id": "Location.accessibility",
        "details": "Location.accessibility",
        "url": "Location.accessibility",
    },
    "cost_option": dict.fromkeys(
        ("service_id", "option", "currency", "amount", "valid_from", "valid_to"),
        "Activity.cost, or x_cost_options beside fees",
    ),
    "service_area": {
        **dict.fromkeys(("service_id", "description"), "Activity.x_service_area"),
        **dict.fromkeys(("name", "uri"), "Activity.x_service_area, SERVES.to_id"),
    },
    "required_document": dict.fromkeys(
        ("service_id", "document", "uri"), "Activity.x_required_documents"
    ),
    "funding": dict.fromkeys(
        ("organization_id", "service_id", "source"), "Organisation.x_funding, Activity.x_funding"
    ),
    "program": {"name": "Activity.x_programme"},
    "organization_identifier": {
        "organization_id": "Organisation.identifiers",
        "identifier_scheme": "Organisation.identifiers",
        "identifier_type": "Organisation.x_identifiers",
    },
    "attribute": {
        "link_id": "MEETS.from_id, WELCOMES.from_id",
        "link_entity": "MEETS.from_id",
        "link_type": "MEETS or WELCOMES",
        "taxonomy_term_id": "MEETS.to_id, WELCOMES.to_id",
    },
    "taxonomy_term": {"taxonomy": "Need.x_taxonomy", "taxonomy_id": "Need.x_taxonomy"},
    "taxonomy": {"name": "Need.x_taxonomy"},
    "contact": {"email": "Organisation.email, Activity.x_email if it has no name"},
}
"""What is put together from several fields, and where it stands."""

DROPPED: Final[Mapping[str, Mapping[str, str]]] = {
    "service": {
        "assurer_email": "it may be a person's address",
        "licenses": "the standard has given it up",
        "last_modified": "the map keeps its own history",
    },
    "organization": {
        "logo": "the map fetches no pictures",
        "tax_status": "the standard has given it up",
        "tax_id": "the standard has given it up; see organization_identifier",
    },
    "location": {
        "organization_id": "it tells who keeps the record, not who is based there",
    },
    "address": {"attention": "it may name a person"},
    "phone": {"contact_id": "the map keeps no contact persons", "description": "no room"},
    "language": {"phone_id": "no room", "note": "no room"},
    "service_area": {
        "extent": "a code in it makes SERVES; outlines come as boundaries",
        "extent_type": "with extent",
    },
    "program": {
        "organization_id": "activities have it",
        "alternate_name": "no room",
        "description": "no room",
    },
    "attribute": {"value": "no room, but in those that assetmap publishes"},
    "taxonomy_term": {"language": "no room"},
    "taxonomy": dict.fromkeys(("description", "uri", "version"), "no room"),
    "contact": dict.fromkeys(
        (
            *("organization_id", "service_id", "service_at_location_id", "location_id"),
            *("name", "title", "department"),
        ),
        "the map keeps no contact persons",
    ),
    "metadata": dict.fromkeys(
        (
            *("resource_id", "resource_type", "last_action_date", "last_action_type"),
            *("field_name", "previous_value", "replacement_value", "updated_by"),
        ),
        "it is another directory's history",
    ),
    "meta_table_description": dict.fromkeys(
        ("name", "language", "character_set"), "it describes files"
    ),
}
"""What is not kept, and why."""


_DESCRIBED: Final = frozenset({"organization", "taxonomy_term"})
_LEFT: Final = ("contact", "metadata", "meta_table_description")
_NOTHING: Final = "rows of this table are not kept"


@cache
def plain(table: str) -> Mapping[str, str]:
    """Return our column by field, for fields of `table` that a column of its label takes over."""
    label = LABELS[table]
    found = dict(_of_columns(label, table))
    return {**found, **OWN.get(table, {})}


def told_texts(entry: Entry) -> Mapping[str, str]:
    """Return the texts of an entry without a description that only says its name again.

    The standard asks for a description of an organisation and of a term, and not all have one.
    """
    texts = entry.texts
    if entry.table not in _DESCRIBED or texts.get("description") != texts.get("name"):
        return texts
    return {name: text for name, text in texts.items() if name != "description"}


@cache
def kept(table: str) -> Mapping[str, str]:
    """Return where each field of `table` is kept, as `Label.column`; others are not."""
    found: dict[str, list[str]] = {}
    for label in TABLES:
        for field, column in _of_columns(label, table):
            found.setdefault(field, []).append(f"{label}.{column}")
    label = LABELS.get(table, "Session")
    for field, column in OWN.get(table, {}).items():
        found.setdefault(field, []).append(f"{label}.{column}")
    for field, where in WOVEN.get(table, {}).items():
        found.setdefault(field, []).append(where)
    if table in LABELS:
        found.setdefault("id", []).append(f"{LABELS[table]}.id")
    return {field: ", ".join(dict.fromkeys(places)) for field, places in found.items()}


def _of_columns(label: str, table: str) -> Iterator[tuple[str, str]]:
    """Yield field and column for what the model says of `table`."""
    for column in columns_of(label):
        named, _, fields = (column.open_referral or "").partition(".")
        if named == table:
            yield from ((field.strip(), column.name) for field in fields.split(","))


TEXTS: Final[Mapping[str, frozenset[str]]] = {
    table: frozenset({*kept(table), *DROPPED.get(table, ())} - {"id", *LINKS.get(table, {})})
    for table in PLURALS
}
"""Fields of each table that hold text or a number."""


def field_table() -> str:
    """Return every field and where it is kept, or why not, as a table in Markdown."""
    lines = ["| table | field | kept as | or why not |", "| --- | --- | --- | --- |"]
    for table in PLURALS:
        where = {"id": "", **kept(table)}
        for field in sorted({*where, *DROPPED.get(table, ()), *LINKS.get(table, {})}):
            why = DROPPED.get(table, {}).get(field, "")
            if field == "id" and not where["id"]:
                why = _NOTHING if table in _LEFT else "the row that it is part of has its own"
            lines.append(f"| {table} | {field} | {where.get(field, '')} | {why} |")
    return "\n".join(lines) + "\n"
