"""An organisation as an organization of Open Referral UK.

| ours | theirs |
| --- | --- |
| name, description (else the name: the standard asks for one) | name, description |
| alternate_names | alternate_name; from the second on `assetmap:alternate_name` |
| identifiers with their register, as GB-CHC-1068839 | organization_identifiers |
| other identifiers | `assetmap:identifier` |
| website, email, phone | website, email, phones |
| location_id | locations and `assetmap:based_at`, where it is shown alone |
| sector, status, income_band, n_patients | attributes `assetmap:...` |
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from assetmap.export.open_referral.formats import email_address, web_address
from assetmap.export.open_referral.pieces import own_attributes, told
from assetmap.export.open_referral.rows import listed
from assetmap.ingest.open_referral.published_ids import part_id, published_id
from assetmap.ingest.open_referral.words import phone_number, register_number
from assetmap.model import VOCABULARIES

if TYPE_CHECKING:
    from assetmap.export.open_referral.pieces import Document
    from assetmap.export.open_referral.rows import Row

_REGISTERED: Final = re.compile(r"([A-Z]{2}-[A-Z0-9]+)-(.+)")
_REGISTERS: Final = {
    "GB-CHC": "Charity number (England and Wales)",
    "GB-SC": "Charity number (Scotland)",
    "GB-NIC": "Charity number (Northern Ireland)",
    "GB-COH": "Company number",
    "GB-MPR": "Mutuals public register number",
    "GB-NHS": "NHS organisation code",
    "GB-LAE": "Local authority code (England)",
}
_CHOICES: Final = {
    name: frozenset(term.value for term in VOCABULARIES[name])
    for name in ("sector", "status", "income_band")
}
_UNTOLD: Final = {"sector": "other"}  # what an empty cell stands for


def plain_organization(row: Row) -> Document:
    """Return an organization without what lies in it."""
    names = listed(row.get("alternate_names"))
    return told(
        {
            "id": published_id(row["id"]),
            "name": row["name"],
            "alternate_name": names[0] if names else None,
            "description": row.get("description", row["name"]),
            "email": email_address(row.get("email")),
            "website": web_address(row.get("website")),
        }
    )


def organization_parts(row: Row, *, location_id: str | None = None) -> Document:
    """Return what lies in an organization but for its locations.

    Parameters
    ----------
    row
        Of `Organisation`.
    location_id
        UUID of the location where it is based, if that is shown with it.
    """
    id_ = published_id(row["id"])
    identifiers = [(text, _identifier(id_, text)) for text in listed(row.get("identifiers"))]
    values = [
        *((name, _choice(name, row.get(name))) for name in _CHOICES),
        ("n_patients", str(row["n_patients"]) if "n_patients" in row else None),
        *(("alternate_name", name) for name in listed(row.get("alternate_names"))[1:]),
        *(("identifier", text) for text, document in identifiers if document is None),
        ("based_at", location_id),
    ]
    return told(
        {
            "phones": _phones(id_, row.get("phone")),
            "organization_identifiers": [document for _, document in identifiers if document],
            "attributes": own_attributes(id_, values),
        }
    )


def _phones(owner: str, text: str | None) -> list[Document]:
    number = phone_number({"number": text or ""})
    phone = {"id": part_id(owner, f"phone/{number}"), "number": number, "type": "voice"}
    return [phone] if number else []


def _identifier(owner: str, text: str) -> Document | None:
    found = _REGISTERED.fullmatch(text)
    if found is None:
        return None
    scheme, number = found.groups()
    fields = {
        "identifier_scheme": scheme,
        "identifier_type": _REGISTERS.get(scheme, f"Number in {scheme}"),
        "identifier": number,
    }
    if register_number(fields) != ("identifiers", text):
        return None  # what is read back must be what was written
    return {"id": part_id(owner, f"identifier/{text}"), **fields}


def _choice(name: str, value: str | None) -> str | None:
    """Return a value that every place knows; one that this place alone has is not sent."""
    return value if value in _CHOICES[name] and value != _UNTOLD.get(name) else None
