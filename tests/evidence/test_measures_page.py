"""docs/measures.md is what the list of measures and the marks of the tests make of it."""

from __future__ import annotations

import pytest
from tests.evidence.marks import Evidence, collected_in
from tests.evidence.measures_page import (
    PAGE,
    function_called,
    measured_in_tables,
    measures_page,
    undefined_cases,
)

from assetmap.measures import MEASURES, Measure


@pytest.fixture(scope="module")
def evidence(request: pytest.FixtureRequest) -> list[Evidence]:
    return collected_in(request.session)


def test_committed_page_is_the_generated_one(evidence: list[Evidence]) -> None:
    assert PAGE.read_text(encoding="utf-8") == measures_page(evidence), "run make generate"


@pytest.mark.parametrize("measure", MEASURES)
def test_measure_has_two_pieces_of_evidence_and_one_of_others(
    measure: str, evidence: list[Evidence]
) -> None:
    found = [each for each in evidence if each.measure == measure]
    assert len(found) >= 2
    assert any(each.is_of_others for each in found), [each.source for each in found]


@pytest.mark.parametrize("name", measured_in_tables())
def test_table_of_where_people_go_and_what_they_lack_has_evidence(
    name: str, evidence: list[Evidence]
) -> None:
    assert [each for each in evidence if each.measure == name]


def test_evidence_for_what_is_not_measured_is_a_slip() -> None:
    assert function_called("triadic_census").__name__ == "triadic_census"
    with pytest.raises(LookupError, match="transitivty"):
        measures_page([Evidence("transitivty", "NetworkX", "test.py")])


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
def test_docstring_says_when_a_measure_has_no_value(measure: Measure) -> None:
    assert undefined_cases(measure)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("NetworkX, on random graphs", True),
        ("R sna::gden, on random networks of every kind", True),
        ("Jackson (2008), the Florentine families", True),
        ("worked by hand", False),
    ],
)
def test_source_of_others_is_told_by_its_name_or_year(source: str, *, expected: bool) -> None:
    assert Evidence("density", source, "test.py").is_of_others == expected
