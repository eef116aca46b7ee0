"""A small place in the form of Open Referral, made by hand: a choir of one charity at two halls."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import assetmap
from assetmap.ingest import load_files

if TYPE_CHECKING:
    from pathlib import Path

    from assetmap.ingest import Loading
    from assetmap.model import Snapshot

ORGANIZATION: dict[str, Any] = {
    "id": "org-1",
    "name": "Sale Voices",
    "description": "A singing charity.",
    "alternate_name": "SV",
    "website": "www.salevoices.example",
    "email": "hello@salevoices.example",
    "legal_status": "Charity",
    "organization_identifiers": [
        {
            "id": "num-1",
            "identifier_scheme": "GB-CHC",
            "identifier_type": "Charity number",
            "identifier": "1068839",
        },
        {"id": "num-2", "identifier_type": "Company number", "identifier": "01234567"},
        {"id": "num-3", "identifier_type": "Lottery ref", "identifier": "L5"},
    ],
    "phones": [
        {"id": "tel-1", "number": "0161 111 1111", "type": "fax"},
        {"id": "tel-2", "number": '"0161 222 2222"', "extension": 7, "type": "voice"},
    ],
}

HALL: dict[str, Any] = {
    "id": "loc-1",
    "location_type": "physical",
    "name": "Waterside Hall",
    "latitude": 53.4246,
    "longitude": -2.3220,
    "external_identifier": "10012345678",
    "external_identifier_type": "UK UPRN",
    "addresses": [
        {
            "id": "adr-0",
            "address_1": "PO Box 9",
            "city": "Sale",
            "state_province": "Greater Manchester",
            "postal_code": "M33 9AA",
            "country": "GB",
            "address_type": "postal",
        },
        {
            "id": "adr-1",
            "address_1": "1 Waterside Plaza",
            "address_2": "Second floor",
            "city": "Sale",
            "state_province": "Greater Manchester",
            "postal_code": "m337zf",
            "country": "GB",
            "address_type": "physical",
        },
    ],
    "accessibility": [{"id": "acc-1", "description": "Lift.", "details": "Hearing loop."}],
}

CHAPEL: dict[str, Any] = {"id": "loc-2", "location_type": "physical", "name": "The Chapel"}

CHOIR: dict[str, Any] = {
    "id": "svc-1",
    "name": "Community choir",
    "description": "Singing for all.",
    "url": "https://salevoices.example/choir",
    "email": "choir@salevoices.example",
    "status": "temporarily closed",
    "application_process": "Just come.",
    "fees_description": "First time free.",
    "eligibility_description": "Adults.",
    "minimum_age": 18,
    "maximum_age": 99.0,
    "wait_time": "2-3 weeks",
    "assured_date": "2026-03-01",
    "organization": ORGANIZATION,
    "program": {"id": "prg-1", "name": "Sing for Health", "description": "A programme."},
    "languages": [
        {"id": "lan-1", "name": "English", "code": "en"},
        {"id": "lan-2", "code": "pl"},
    ],
    "cost_options": [
        {"id": "cst-1", "option": "Term", "amount": 25, "currency": "gbp"},
        {"id": "cst-2", "option": "Carers", "amount": 0},
    ],
    "contacts": [{"id": "con-1", "name": "Ann Persona", "email": "ann@salevoices.example"}],
    "service_areas": [{"id": "are-1", "name": "Trafford", "uri": "https://example.com/E08000009"}],
    "service_at_locations": [
        {
            "id": "sal-1",
            "location": HALL,
            "schedules": [
                {
                    "id": "sch-1",
                    "freq": "WEEKLY",
                    "byday": "TU,TH",
                    "interval": 2,
                    "dtstart": "2026-01-06",
                    "opens_at": "14:00Z",
                    "closes_at": "15:30Z",
                },
                {
                    "id": "sch-2",
                    "freq": "MONTHLY",
                    "bymonthday": "15",
                    "valid_from": "2026-02-01",
                    "valid_to": "2026-06-30",
                    "opens_at": "22:00:00",
                    "closes_at": "01:00:00",
                },
            ],
        },
        {"id": "sal-2", "location": CHAPEL},
    ],
    "attributes": [
        {
            "id": "att-1",
            "link_entity": "service",
            "taxonomy_term": {
                "id": "trm-1",
                "name": "Company",
                "description": "Being with others.",
                "taxonomy": "What matters",
            },
        },
        {
            "id": "att-2",
            "link_type": "Service eligibility",
            "taxonomy_term": {"id": "trm-2", "name": "Carers", "description": "People who care."},
        },
    ],
}


def page(items: list[Any], total: int | None = None) -> dict[str, Any]:
    """Return a page of a feed."""
    return {
        "total_items": len(items) if total is None else total,
        "total_pages": 1,
        "page_number": 1,
        "size": len(items),
        "first_page": True,
        "last_page": True,
        "empty": not items,
        "contents": items,
    }


def write_json(path: Path, value: object) -> Path:
    """Write a document, and return where."""
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def load_all(folder: Path, *sources: Path) -> tuple[list[Loading], Snapshot]:
    """Load sources one after the other into a new store."""
    store = assetmap.open(str(folder / "place.db"))
    try:
        return [load_files(store, [source]) for source in sources], store.snapshot()
    finally:
        store.close()


def rows_of(snapshot: Snapshot, table: str) -> dict[str, dict[str, str]]:
    """Return the filled cells of a table as text, by id, without where they came from."""
    rows = snapshot.table(table).drop(columns=["provenance", "recorded_on"])
    return {
        str(row["id"]): {
            str(name): _text(value)
            for name, value in row.items()
            if name != "id" and str(value) not in {"<NA>", "NaT", "None", "nan"}
        }
        for row in rows.to_dict("records")
    }


def _text(value: object) -> str:
    return str(value).removesuffix(" 00:00:00")
