"""Grants in 360Giving's two forms."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from tests.unit.ingest.gathering import after, faults, json_file, read, rows, text_file

if TYPE_CHECKING:
    from pathlib import Path

GRANT: dict[str, Any] = {
    "id": "360G-x-1",
    "title": "Grant to Hub",
    "description": "=1+1",
    "currency": "GBP",
    "amountAwarded": 15000.5,
    "awardDate": "2015-06-10T00:00:00+00:00",
    "recipientOrganization": [
        {
            "id": "GB-CHC-1136419",
            "name": "Hub",
            "charityNumber": "1136419",
            "companyNumber": "0123 4567",
            "streetAddress": "PO Box 26",
            "addressLocality": "Leicester",
            "postalCode": "le1 1aa",
            "url": "www.hub.org",
        }
    ],
    "fundingOrganization": [{"id": "GB-CHC-327114", "name": "The Fund"}],
}


def _grant(**other: Any) -> dict[str, Any]:
    return {**GRANT, **other}


def test_a_grant_is_a_funder_a_recipient_and_money(tmp_path: Path) -> None:
    made = after(json_file(tmp_path / "g.json", {"grants": [GRANT]}))
    assert rows(made, "Organisation", "id", "name", "sector", "identifiers", "website") == [
        ("GB-CHC-327114", "The Fund", "funder", "GB-CHC-327114", ""),
        ("GB-CHC-1136419", "Hub", "vcse", "GB-CHC-1136419|GB-COH-01234567", "https://www.hub.org"),
    ]
    assert rows(made, "Location", "name", "address", "town", "postcode") == [
        ("Hub", "PO Box 26", "Leicester", "LE1 1AA")
    ]
    columns = ("from_id", "to_id", "amount_gbp", "awarded_on", "grant_id", "x_description")
    ends = ("GB-CHC-327114", "GB-CHC-1136419")
    assert rows(made, "FUNDS", *columns) == [
        (*ends, 15000.5, pd.Timestamp("2015-06-10"), "360G-x-1", "=1+1")
    ]
    assert made.table("Organisation")["location_id"].iloc[1] == made.table("Location")["id"].iloc[0]


def test_an_organisation_is_what_its_first_grant_says(tmp_path: Path) -> None:
    other = {"id": "GB-CHC-1136419", "name": "Hub and Spoke", "postalCode": "M33 7XX"}
    grants = [GRANT, _grant(id="2", recipientOrganization=[other])]
    made = after(json_file(tmp_path / "g.json", {"grants": grants}))
    assert rows(made, "Organisation", "name") == [("The Fund",), ("Hub",)]
    assert len(made.table("FUNDS")) == 2
    assert len(made.table("Location")) == 1


def test_a_bad_address_costs_no_grant_and_is_not_lost(tmp_path: Path) -> None:
    recipient = {"id": "X-1", "name": "Hub", "postalCode": "E7 OQH", "url": "find us, or ask"}
    made = after(
        json_file(tmp_path / "g.json", {"grants": [_grant(recipientOrganization=[recipient])]})
    )
    assert rows(made, "Organisation", "website", "x_url", "identifiers")[1] == (
        *("", "find us, or ask"),
        "",
    )
    assert rows(made, "Location", "address", "postcode") == [("E7 OQH", "")]


@pytest.mark.parametrize(
    ("grant", "field", "sentence"),
    [
        (_grant(currency="EUR"), "amount_gbp", "not in pounds"),
        (_grant(recipientOrganization=None, recipientIndividual={"id": "p"}), "to_id", "a person"),
        (_grant(recipientOrganization=[]), "to_id", "does not name an organisation"),
        (_grant(fundingOrganization=[{"url": "x"}]), "from_id", "does not name a funder"),
        (
            _grant(recipientOrganization=[{"name": "A"}, {"name": "B"}]),
            "to_id",
            "names 2 organisations",
        ),
        (_grant(amountAwarded=-5), "amount_gbp", "0 or more"),
        (_grant(awardDate="soon"), "awarded_on", "not a day"),
        ("no grant", "id", "not a grant"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_sentence(
    tmp_path: Path, grant: Any, field: str, sentence: str
) -> None:
    fine = _grant(id="fine")
    reading = read(json_file(tmp_path / "g.json", {"grants": [grant, fine]}))
    assert [fault[:3] for fault in faults(reading)] == [("grants", 1, field)]
    assert sentence in reading.rejected["reason"].iloc[0]
    assert reading.accepted.rows["FUNDS"]["grant_id"].tolist() == ["fine"]


@pytest.mark.parametrize("digits", ["1e400", "9" * 5_000])
def test_a_number_too_large_for_one_refuses_its_own_grant_alone(
    tmp_path: Path, digits: str
) -> None:
    grants = [_grant(id="first"), _grant(amountAwarded="too large"), _grant(id="last")]
    text = json.dumps({"grants": grants}).replace('"too large"', digits)
    reading = read(text_file(tmp_path / "g.json", text))
    shown = digits if len(digits) < 200 else f"{digits[:200]}…"
    assert faults(reading) == [("grants", 2, "amount_gbp", shown)]
    assert reading.rejected["reason"].tolist() == ["It is not a number."]
    assert reading.accepted.rows["FUNDS"]["grant_id"].tolist() == ["first", "last"]


def test_the_spreadsheet_form_gives_the_same(tmp_path: Path) -> None:
    text = (
        "Identifier,Title,Description,Currency,Amount Awarded,Award Date,"
        "Recipient Org:Identifier,Recipient Org:Name,Recipient Org:Charity Number,"
        "Recipient Org:Company Number,Recipient Org:Street Address,Recipient Org:City,"
        "Recipient Org:Postal Code,Recipient Org:Web Address,"
        "Funding Org:Identifier,Funding Org:Name\n"
        "360G-x-1,Grant to Hub,'=1+1,GBP,15000.5,2015-06-10T00:00:00+00:00,"
        "GB-CHC-1136419,Hub,1136419,0123 4567,PO Box 26,Leicester,le1 1aa,www.hub.org,"
        "GB-CHC-327114,The Fund\n"
    )
    flat = after(text_file(tmp_path / "grants.csv", text))
    nested = after(json_file(tmp_path / "g.json", {"grants": [GRANT]}))
    for table in ("Organisation", "Location", "FUNDS"):
        pd.testing.assert_frame_equal(
            flat.table(table).drop(columns="provenance"),
            nested.table(table).drop(columns="provenance"),
        )
