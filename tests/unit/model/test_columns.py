"""What a cell may hold: lengths, characters, ranges, and rules of several columns."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pandera.errors
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.model import TABLES, Column, column_of, columns_of, conform, schema
from assetmap.model.column import FORBIDDEN, MAX_TEXT
from assetmap.model.table import in_order

Fault = tuple[int | None, str]


def _faults(table: str, **columns: list[Any]) -> set[Fault]:
    """Return row and sentence of every check that fails."""
    rows = conform(table, pd.DataFrame(columns))
    try:
        schema(TABLES[table]).validate(rows, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        cases = errors.failure_cases
        return {
            (None if pd.isna(at) else int(at), str(check))
            for at, check in zip(cases["index"], cases["check"], strict=True)
        }
    return set()


def test_a_plain_row_has_no_fault() -> None:
    assert _faults("Organisation", id=["o"], name=["Mill Trust"]) == set()


@pytest.mark.parametrize(
    ("table", "column", "length"),
    [
        ("Organisation", "name", 300),
        ("Organisation", "id", 200),
        ("Organisation", "website", 2000),
        ("Location", "postcode", 8),
        ("Organisation", "description", 32_767),
        ("Area", "boundary", 10_000_000),
    ],
)
def test_text_may_be_so_long_and_no_longer(table: str, column: str, length: int) -> None:
    assert column_of(table, column).max_length == length
    row = {"id": ["i"], "name": ["n"]}
    assert _faults(table, **{**row, column: ["x" * length]}) == set()
    sentence = f"It is longer than {length:,} characters. Shorten it."
    assert _faults(table, **{**row, column: ["x" * (length + 1)]}) == {(0, sentence)}


def test_columns_that_are_not_text_have_no_length() -> None:
    assert column_of("Activity", "minimum_age").max_length is None
    assert column_of("Activity", "description").max_length == MAX_TEXT


CHARACTERS = "It holds a control character or one that turns the direction of text. Retype it."


@pytest.mark.parametrize(
    "character", ["\x00", "\x07", "\x0b", "\x1b", "\x7f", "\x85", "\u202e", "\u2066"]
)
def test_control_characters_and_overrides_of_direction_are_faults(character: str) -> None:
    assert FORBIDDEN.search(f"a{character}b")


def test_only_the_row_with_the_character_is_at_fault() -> None:
    names = ["Mill Trust", "Mill\u202eTrust", "Mill\x1bTrust", "Trust"]
    found = _faults("Organisation", id=list("abcd"), name=names)
    assert found == {(1, CHARACTERS), (2, CHARACTERS)}


def test_every_row_with_such_a_character_is_at_fault() -> None:
    bad = [*range(9), 11, 12, *range(14, 32), *range(127, 160)]
    bad += [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
    names = [f"a{chr(number)}b" for number in bad]
    found = _faults("Organisation", id=[str(at) for at in range(len(bad))], name=names)
    assert found == {(at, CHARACTERS) for at in range(len(bad))}


@pytest.mark.parametrize(
    "text",
    [
        "tab\tand\nline\r\nends",
        "</script><img onerror=alert(1)>",
        "=1+1",
        "Caf\u00e9 \u6176\u5178 \u0627\u0644\u0633\u0644\u0627\u0645",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        "'; DROP TABLE Organisation; --",
    ],
)
def test_free_text_is_never_refused_for_what_it_says(text: str) -> None:
    assert _faults("Organisation", id=["o"], name=[text], description=[text]) == set()


@given(st.text(max_size=50))
def test_forbidden_characters_are_controls_and_turns(text: str) -> None:
    turns = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}
    bad = any(
        (ord(letter) < 32 and letter not in "\t\n\r")
        or 0x7F <= ord(letter) <= 0x9F
        or ord(letter) in turns
        for letter in text
    )
    assert bool(FORBIDDEN.search(text)) == bad


@pytest.mark.parametrize(
    ("table", "column", "good", "bad", "sentence"),
    [
        ("Activity", "minimum_age", [0, 130], [-1, 131], "It must be from 0 to 130 (years)."),
        ("Activity", "wait_days", [0, 10**6], [-1], "It must be 0 or more (days)."),
        (
            "Session",
            "duration_minutes",
            [1, 1440],
            [0, 1441],
            "It must be from 1 to 1440 (minutes).",
        ),
        ("Location", "latitude", [-90.0, 90.0], [90.001], "It must be from -90 to 90 (degrees)."),
        ("PARTNERS_WITH", "reliability", [1, 4], [0, 5], "It must be from 1 to 4 (points)."),
        ("FUNDS", "amount_gbp", [0.0, 1e12], [-0.01], "It must be 0 or more (pounds)."),
    ],
)
def test_numbers_keep_to_their_bounds(
    table: str, column: str, good: list[float], bad: list[float], sentence: str
) -> None:
    values = [*good, *bad]
    row: dict[str, list[Any]] = {"id": [str(at) for at in range(len(values))]}
    row |= {
        each.name: [f"{each.name}"] * len(values)
        for each in columns_of(table)
        if each.required and each.name != "id"
    }
    if table == "Location":
        row["longitude"] = [0.0] * len(values)
    expected = {(at, sentence) for at in range(len(good), len(values))}
    assert _faults(table, **{**row, column: values}) == expected


@pytest.mark.parametrize(
    ("minimum", "maximum", "sentence"),
    [
        (1, None, "It must be 1 or more."),
        (None, 5, "It must be 5 or less."),
        (1, 5, "It must be from 1 to 5."),
    ],
)
def test_bound_is_said_as_far_as_there_is_one(
    minimum: float | None, maximum: float | None, sentence: str
) -> None:
    column = Column("score", "A score.", "number", minimum=minimum, maximum=maximum)
    (check,) = column.checks()
    assert check.error == sentence


def test_empty_cells_break_no_bound() -> None:
    assert _faults("Activity", id=["a"], name=["Choir"], minimum_age=[None]) == set()


def test_required_cells_and_ids_that_stand_twice_are_faults() -> None:
    found = _faults("Organisation", id=["o", "o", "p"], name=["A", "B", None])
    assert {at for at, _ in found} == {0, 1, 2}


EMPTY_SPAN = {(0, "valid_to: It is not after valid_from.")}


@pytest.mark.parametrize(
    ("first", "second", "faults"),
    [
        ("2026-01-01", "2026-01-02", set()),
        ("2026-01-01", "2026-01-01", EMPTY_SPAN),
        ("2026-01-02", "2026-01-01", EMPTY_SPAN),
        (None, "2026-01-01", set()),
        ("2026-01-01", None, set()),
        (None, None, set()),
    ],
)
def test_span_is_half_open_and_never_empty(
    first: str | None, second: str | None, faults: set[Fault]
) -> None:
    found = _faults(
        "Need",
        id=["n"],
        name=["Company"],
        valid_from=[pd.Timestamp(first) if first else None],
        valid_to=[pd.Timestamp(second) if second else None],
    )
    assert found == faults


SELF_HAS_NO_SOURCE = (
    "source_id: It is empty exactly when the route is self: name who referred, or set the route to "
    "self."
)


def _referral(**cells: Any) -> dict[str, list[Any]]:
    plain = {
        "id": "r",
        "episode_id": "e",
        "route": "professional",
        "source_id": "gp",
        "target_id": "lw",
        "made_on": pd.Timestamp("2026-03-02"),
        "status": "requested",
    }
    return {name: [value] for name, value in {**plain, **cells}.items()}


def test_a_plain_referral_has_no_fault() -> None:
    assert _faults("Referral", **_referral()) == set()
    assert _faults("Referral", **_referral(route="self", source_id=None)) == set()


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        (
            {"source_id": "lw"},
            "source_id: A referral goes from one party to another, not to itself.",
        ),
        (
            {"source_id": None},
            SELF_HAS_NO_SOURCE,
        ),
        (
            {"route": "self"},
            SELF_HAS_NO_SOURCE,
        ),
        ({"accepted_on": pd.Timestamp("2026-03-01")}, "accepted_on: It is before made_on."),
        ({"seen_on": pd.Timestamp("2026-03-01")}, "seen_on: It is before made_on."),
        ({"started_on": pd.Timestamp("2026-03-01")}, "started_on: It is before made_on."),
        ({"closed_on": pd.Timestamp("2026-03-01")}, "closed_on: It is before made_on."),
    ],
)
def test_referral_keeps_its_rules(cells: dict[str, Any], sentence: str) -> None:
    assert _faults("Referral", **_referral(**cells)) == {(0, sentence)}


@pytest.mark.parametrize("column", ["accepted_on", "seen_on", "started_on", "closed_on"])
def test_referral_may_move_on_the_day_it_is_made(column: str) -> None:
    assert _faults("Referral", **_referral(**{column: pd.Timestamp("2026-03-02")})) == set()


def test_ages_and_coordinates_go_together() -> None:
    ages = _faults("Activity", id=["a"], name=["Choir"], minimum_age=[60], maximum_age=[59])
    assert ages == {(0, "maximum_age: It is lower than minimum_age.")}
    same = _faults("Activity", id=["a"], name=["Choir"], minimum_age=[60], maximum_age=[60])
    assert same == set()
    point = _faults("Location", id=["l"], name=["Hall"], latitude=[53.4])
    assert point == {(0, "longitude: Latitude and longitude go together: fill in both or neither.")}


def test_organisation_does_not_partner_with_itself() -> None:
    found = _faults("PARTNERS_WITH", id=["1", "2"], from_id=["o", "o"], to_id=["o", "p"])
    assert found == {(0, "to_id: An organisation does not partner with itself.")}


def test_in_order_takes_an_empty_end_as_open() -> None:
    rows = pd.DataFrame({"a": [1.0, 2.0, None, 1.0], "b": [1.0, 1.0, 1.0, None]})
    assert in_order(rows, "a", "b").tolist() == [True, False, True, True]
    assert in_order(rows, "a", "b", strictly=True).tolist() == [False, False, True, True]
