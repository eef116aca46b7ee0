"""What a command says of its tables: by hand."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from assetmap.views.measuring.change import change_measures
from assetmap.views.measuring.network import network_measures
from assetmap.views.measuring.position import position_measures
from assetmap.views.measuring.table_lines import table_lines

if TYPE_CHECKING:
    from tests.unit.views.conftest import Make

IDS = [f"o{number:02}" for number in range(12)]


def rows(*years: str, n_silent: int = 0) -> dict[str, list[dict[str, Any]]]:
    """Return surveys of twelve, who name the first in the first year, and the next besides then."""
    named = {years[0]: [(id_, "o00") for id_ in IDS[1:]]}
    for year in years[1:]:
        named[year] = named[years[0]] + [(IDS[n], IDS[(n + 1) % 12]) for n in range(1, 11)]
    return {
        "Organisation": [{"id": id_, "name": f"Club {id_}"} for id_ in IDS],
        "Survey": [{"id": year, "asked_on": f"{year}-01-01"} for year in years],
        "ASKED": [
            {"id": year + id_, "from_id": year, "to_id": id_}
            | {"answered_on": None if id_ in IDS[:n_silent] else f"{year}-02-01"}
            for year in years
            for id_ in IDS
        ],
        "PARTNERS_WITH": [
            {"id": f"{year} {one} {other}", "from_id": one, "to_id": other, "survey_id": year}
            for year in years
            for one, other in named[year]
            if one not in IDS[:n_silent]
        ],
    }


def test_the_first_places_are_told_with_what_they_could_be(make: Make) -> None:
    lines = list(table_lines(position_measures(make(rows("2026")))))
    # All eleven name the first, and nobody anybody else: eleven share the places 2 to 12.
    assert lines[:3] == [
        "First by in_degree:",
        "  1. Club o00 (11; could be place 1 to 1)",
        "  7. Club o01 (0; could be place 2 to 12)",
    ]
    assert len(lines) == 1 + 5 + 1
    assert lines[-1] == "All of it with --json: parties (12 rows)."


def test_a_place_that_is_not_known_to_lie_anywhere_is_told_alone(make: Make) -> None:
    unasked = {name: each for name, each in rows("2026").items() if name != "ASKED"}
    lines = list(table_lines(position_measures(make(unasked))))
    assert lines[1] == "  1. Club o00 (11)"


def test_what_moved_is_told_with_its_days_and_ties(make: Make) -> None:
    found = change_measures(make(rows("2025", "2026")))
    lines = list(table_lines(found))
    assert lines[0] == "From 2025-02-01 to 2026-02-01."
    assert next(line for line in lines if line.startswith("Moved up")).startswith(
        "Moved up: density (Ties made), "
    )
    assert "10 ties made, 0 lost." in lines
    assert "tie_changes (10 rows)" in lines[-1]


def test_where_nothing_is_known_to_have_moved_that_is_told(make: Make) -> None:
    given = rows("2025", "2026")
    given["PARTNERS_WITH"] = [row for row in given["PARTNERS_WITH"] if row["to_id"] == "o00"]
    lines = list(table_lines(change_measures(make(given))))
    assert lines[1] == "No number is known to have moved beyond its interval."


@pytest.mark.parametrize("projection", ["partnerships", "referrals"])
def test_an_empty_place_has_no_lines(make: Make, projection: str) -> None:
    place = make({}).as_of(dt.date(2026, 1, 1))
    assert list(table_lines(network_measures(place, projection=projection))) == []
