"""Costs, waits, addresses and schedules of Open Referral in the cells of our tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from assetmap.ingest.open_referral.fields import field_table
from assetmap.ingest.open_referral.times import session_cells
from assetmap.ingest.open_referral.words import (
    address_cells,
    age_cells,
    area_sentence,
    cost_sentence,
    phone_number,
    place_number_cells,
    point_cells,
    register_number,
    wait_cells,
)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("3 days", {"wait_days": "3"}),
        ("About 2 weeks", {"wait_days": "14"}),
        ("2-3 weeks", {"wait_days": "21"}),
        ("1 to 2 months", {"wait_days": "60"}),
        ("up to 1 month", {"wait_days": "30"}),
        ("0 days", {"wait_days": "0"}),
        ("soon", {"x_wait_time": "soon"}),
        ("2 weeks after the form is in", {"x_wait_time": "2 weeks after the form is in"}),
    ],
)
def test_a_wait_in_words_is_days_if_it_names_them(text: str, cells: dict[str, str]) -> None:
    assert wait_cells(text) == cells


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        ({"amount": "0"}, "Free"),
        ({"amount": "3.5", "currency": "GBP"}, "£3.50"),
        (
            {"amount": "35", "option": "Over 60s", "amount_description": "an hour"},
            "Over 60s: £35 an hour",
        ),
        ({"amount": "5", "currency": "eur"}, "EUR 5"),
        ({"amount": "a lot"}, "GBP a lot"),
        ({"option": "Members"}, "Members"),
        ({"amount": "2", "valid_from": "2026-01-01"}, "£2 (2026-01-01)"),
        ({"valid_from": "2026-01-01"}, ""),
    ],
)
def test_a_cost_is_a_sentence(texts: dict[str, str], sentence: str) -> None:
    assert cost_sentence(texts) == sentence


@pytest.mark.parametrize(
    ("texts", "cell"),
    [
        (("GB-CHC", "Charity number", "1068839"), ("identifiers", "GB-CHC-1068839")),
        (("GB-CHC", "", "GB-CHC-1068839"), ("identifiers", "GB-CHC-1068839")),
        (("", "Company Number", "01234567"), ("identifiers", "GB-COH-01234567")),
        (("", "Lottery", "5|6"), ("x_identifiers", "Lottery: 5/6")),
        (("", "", "77"), ("x_identifiers", "77")),
        (("GB-CHC", "", ""), ("identifiers", "")),
    ],
)
def test_a_register_number_stands_with_its_register(
    texts: tuple[str, str, str], cell: tuple[str, str]
) -> None:
    names = ("identifier_scheme", "identifier_type", "identifier")
    assert register_number(dict(zip(names, texts, strict=True))) == cell


def test_coordinates_are_a_point_or_stay_text() -> None:
    assert point_cells({"latitude": "53", "longitude": "-2"}) == {
        "latitude": "53",
        "longitude": "-2",
    }
    assert point_cells({"latitude": "90.1", "longitude": "0"}) == {
        "x_coordinates": "latitude 90.1, longitude 0"
    }
    assert point_cells({"latitude": "53"}) == {"x_coordinates": "latitude 53"}
    assert point_cells({"latitude": "inf", "longitude": "0"}) == {
        "x_coordinates": "latitude inf, longitude 0"
    }
    assert point_cells({}) == {}


def test_small_parts_are_said_as_people_write_them() -> None:
    assert age_cells("minimum_age", "12.0") == {"minimum_age": "12.0"}
    assert age_cells("maximum_age", "131") == {"x_maximum_age": "131"}
    assert phone_number({"number": '"0161 1"', "extension": "7.0"}) == "0161 1 ext. 7"
    assert area_sentence({"name": "Sale", "description": "All of it"}) == "Sale: All of it"
    assert area_sentence({"uri": "https://a.example"}) == "https://a.example"
    assert place_number_cells({"external_identifier": "5"}) == {"x_external_identifier": "5"}
    assert address_cells({"address_1": "1 High St", "postal_code": "m1 1aa"}) == {
        "address": "1 High St",
        "postcode": "M1 1AA",
    }


# The rules are those of RFC 5545; the spans were counted on a clock and a calendar.
@pytest.mark.parametrize(
    ("texts", "cells"),
    [
        ({"freq": "WEEKLY", "byday": "MO, we"}, {"schedule": "FREQ=WEEKLY;BYDAY=MO,WE"}),
        ({"byday": "FR"}, {"schedule": "FREQ=WEEKLY;BYDAY=FR"}),
        (
            {"freq": "MONTHLY", "byday": "1SA", "until": "2020-11-07", "interval": "1.0"},
            {"schedule": "FREQ=MONTHLY;INTERVAL=1;BYDAY=1SA;UNTIL=20201107"},
        ),
        (
            {"freq": "WEEKLY", "count": "3", "wkst": "TU"},
            {"schedule": "FREQ=WEEKLY;WKST=TU;COUNT=3"},
        ),
        (
            {"freq": "WEEKLY", "bymonthday": "2,3", "until": "2026-01-01", "count": "3"},
            {"schedule": "FREQ=WEEKLY;UNTIL=20260101", "x_other_rules": "BYMONTHDAY=2,3;COUNT=3"},
        ),
        ({"byday": "every other day"}, {"x_other_rules": "BYDAY=EVERYOTHERDAY"}),
        ({"freq": "NEVER"}, {"x_other_rules": "FREQ=NEVER"}),
        (
            {"opens_at": "9:00", "closes_at": "17:30:00+01:00"},
            {"starts_at_local": "9:00", "duration_minutes": "510"},
        ),
        (
            {"opens_at": "22:00Z", "closes_at": "00:30Z"},
            {"starts_at_local": "22:00", "duration_minutes": "150"},
        ),
        (
            {"opens_at": "00:00", "closes_at": "00:00"},
            {"starts_at_local": "00:00", "duration_minutes": "1440"},
        ),
        ({"opens_at": "late"}, {"starts_at_local": "late"}),
        (
            {"opens_at": "10:00", "closes_at": "dusk"},
            {"starts_at_local": "10:00", "x_closes_at": "dusk"},
        ),
        (
            {"valid_from": "2026-01-01", "valid_to": "2026-02-28", "dtstart": "2026-01-06"},
            {"valid_from": "2026-01-01", "valid_to": "2026-03-01", "x_first_on": "2026-01-06"},
        ),
        ({"valid_to": "9999-12-31"}, {"valid_to": "9999-12-31"}),
        ({"notes": "Bring a cup."}, {"x_notes": "Bring a cup."}),
        ({}, {}),
    ],
)
def test_a_schedule_fills_the_cells_of_a_session(
    texts: dict[str, str], cells: dict[str, str]
) -> None:
    assert session_cells(texts) == cells


def test_the_table_of_fields_in_the_documentation_is_that_of_the_program() -> None:
    page = Path(__file__).parents[3] / "docs" / "standards.md"
    assert field_table() in page.read_text(encoding="utf-8"), (
        "docs/standards.md has another table of fields; "
        "write what assetmap.ingest.open_referral.fields.field_table returns."
    )
