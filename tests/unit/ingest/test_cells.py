from __future__ import annotations

import contextlib
import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.ingest.cells import (
    CellError,
    read_boundary,
    read_date,
    read_link,
    read_number,
    read_postcode,
    read_schedule,
    read_time,
    read_truth,
    reader_of,
)
from assetmap.model import VOCABULARIES, column_of


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-04-01", (2026, 4, 1)),
        ("2026-4-1", (2026, 4, 1)),
        ("2026-04-01T13:45:00", (2026, 4, 1)),
        ("1/4/2026", (2026, 4, 1)),
        (" 01.04.26 ", (2026, 4, 1)),
        ("31-12-99", (1999, 12, 31)),
        ("1 April 2026", (2026, 4, 1)),
        ("Wednesday, 1st April 2026", (2026, 4, 1)),
        ("1-Apr-26", (2026, 4, 1)),
        ("2nd of Sept 2025", (2025, 9, 2)),
        ("29/2/2024", (2024, 2, 29)),
    ],
)
def test_dates_are_read_as_british_people_write_them(cell: str, day: tuple[int, int, int]) -> None:
    assert read_date(cell).date() == dt.date(*day)


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("4/13/2026", "no such day"),
        ("29/2/2026", "no such day"),
        ("soon", "not a day"),
        ("2026", "not a day"),
        ("1/4/0026", "year must be from 1000"),
        ("1" * 50, "not a day"),
    ],
)
def test_dates_that_cannot_be_say_so(cell: str, sentence: str) -> None:
    with pytest.raises(CellError, match=sentence):
        read_date(cell)


@given(st.dates(dt.date(1000, 1, 1), dt.date(2200, 12, 31)))
def test_dates_are_the_same_in_both_orders(day: dt.date) -> None:
    british = f"{day.day}/{day.month}/{day.year}"
    assert read_date(british).date() == read_date(day.isoformat()).date() == day


@pytest.mark.parametrize(
    ("cell", "time"),
    [
        ("14:30", "14:30"),
        ("2.30pm", "14:30"),
        ("9am", "09:00"),
        ("12 a.m.", "00:00"),
        ("12pm", "12:00"),
        ("Midday", "12:00"),
        ("9:05:00", "09:05"),
    ],
)
def test_times_are_read(cell: str, time: str) -> None:
    assert read_time(cell) == time


@pytest.mark.parametrize("cell", ["25:00", "10:60", "9", "late", "13pm", "::"])
def test_what_is_no_time_says_so(cell: str) -> None:
    with pytest.raises(CellError, match="not a time of day"):
        read_time(cell)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1,234.5", 1234.5),
        ("£ 1,234,567", 1234567.0),
        ("12 345", 12345.0),
        ("£12", 12.0),
        ("-2.3", -2.3),
        ("1e3", 1000.0),
    ],
)
def test_numbers_are_read(cell: str, number: float) -> None:
    assert read_number(cell) == number


@pytest.mark.parametrize("cell", ["1,5", "-1,5", "12,50", "1.500,00", "1,2345", "53,4 12", "1 2"])
def test_a_comma_that_parts_no_thousands_is_never_passed_over(cell: str) -> None:
    with pytest.raises(CellError, match="a full stop stands before decimals"):
        read_number(cell)


@pytest.mark.parametrize("cell", ["nan", "inf", "-Infinity", "1_000", "12a", "1" * 31, "٣x"])
def test_what_is_no_number_says_so(cell: str) -> None:
    with pytest.raises(CellError, match="not a number"):
        read_number(cell)


def test_truths_are_yes_or_no() -> None:
    assert [read_truth(cell) for cell in ("Yes", "n", "TRUE", "0")] == [True, False, True, False]
    with pytest.raises(CellError, match="yes or no"):
        read_truth("maybe")


@pytest.mark.parametrize(
    ("cell", "link"),
    [
        ("http://a.org", "http://a.org"),
        ("HTTPS://A.org/x?y#z", "HTTPS://A.org/x?y#z"),
        ("www.a.org.uk", "https://www.a.org.uk"),
        ("a-b.org/page", "https://a-b.org/page"),
        ("WWW.A.ORG.", "https://WWW.A.ORG."),
    ],
)
def test_web_addresses_are_read(cell: str, link: str) -> None:
    assert read_link(cell) == link


@pytest.mark.parametrize(
    "cell",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://a.org",
        "mailto:a@b.org",
        "//a.org",
        "http://",
        "http://[::1",
        "none",
        "http://a b.org",
        " javascript://a.org/%0aalert(1)",
    ],
)
def test_what_is_not_of_the_web_says_so(cell: str) -> None:
    with pytest.raises(CellError, match="not a web address"):
        read_link(cell)


def test_postcodes_are_read_in_any_spacing() -> None:
    found = {read_postcode(cell) for cell in ("m33 7xx", "M337XX", " M33  7XX ", "M3 37XX")}
    assert found == {"M33 7XX"}
    with pytest.raises(CellError, match="not a postcode"):
        read_postcode("M33")


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ("FREQ=WEEKLY;BYDAY=TU", "FREQ=WEEKLY;BYDAY=TU"),
        ("RRULE:freq=monthly;byday=2TU", "FREQ=MONTHLY;BYDAY=2TU"),
        ("Tuesday", "FREQ=WEEKLY;BYDAY=TU"),
        ("every Friday and Monday", "FREQ=WEEKLY;BYDAY=MO,FR"),
    ],
)
def test_schedules_are_read(cell: str, rule: str) -> None:
    assert read_schedule(cell) == rule


@pytest.mark.parametrize("cell", ["FREQ=SECONDLY", "first Tuesday", "now and then", "BYDAY=TU"])
def test_what_is_no_schedule_says_so(cell: str) -> None:
    with pytest.raises(CellError, match="not a schedule"):
        read_schedule(cell)


SQUARE = [[[0, 0], [1, 0], [1, 1], [0, 0]]]


def test_outlines_are_read_bare_or_in_a_feature() -> None:
    polygon = {"type": "Polygon", "coordinates": SQUARE}
    for said in (polygon, {"type": "Feature", "properties": {"a": 1}, "geometry": polygon}):
        assert json.loads(read_boundary(json.dumps(said))) == polygon


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "1",
        "[" * 100_000,
        '{"type": [], "coordinates": []}',
        '{"type": "Point", "coordinates": [0, 0]}',
        '{"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [2, 2]]]}',
        '{"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, NaN], [0, 0]]]}',
        '{"type": "Polygon", "coordinates": [[[0, 0], [500, 0], [1, 1], [0, 0]]]}',
        '{"type": "Polygon", "coordinates": [[["a", 0], [1, 0], [1, 1], ["a", 0]]]}',
        '{"type": "MultiPolygon", "coordinates": [[[0, 0]]]}',
    ],
)
def test_what_is_no_outline_says_so(cell: str) -> None:
    with pytest.raises(CellError, match="not an outline"):
        read_boundary(cell)


def test_choices_are_read_in_any_spelling() -> None:
    read = reader_of(column_of("Referral", "status"), VOCABULARIES["referral_status"])
    assert [read(cell) for cell in ("In progress", "IN_PROGRESS", "started")] == ["in-progress"] * 3
    with pytest.raises(CellError, match=r"not one of: requested, accepted"):
        read("nowhere")


def test_intensity_is_read_as_a_number_or_a_word() -> None:
    read = reader_of(column_of("PARTNERS_WITH", "intensity"), VOCABULARIES["intensity"])
    assert [read(cell) for cell in ("3", "3.0", "Coordinate", "aware")] == [3, 3, 3, 1]
    with pytest.raises(CellError, match="not a whole number"):
        read("2.5")


@given(st.text())
def test_no_cell_brings_anything_but_a_value_or_a_sentence(cell: str) -> None:
    columns = [column_of("Session", name) for name in ("schedule", "starts_at_local", "capacity")]
    columns += [column_of("Area", "boundary"), column_of("Organisation", "website")]
    columns += [column_of("Referral", "made_on"), column_of("Location", "postcode")]
    for column in columns:
        with contextlib.suppress(CellError):
            reader_of(column)(cell)
