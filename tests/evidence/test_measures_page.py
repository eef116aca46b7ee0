"""docs/measures.md is what the list of measures and the marks of the tests make of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.evidence.marks import Evidence, collected_in
from tests.evidence.measures_page import (
    PAGE,
    defined_functions,
    docstring_part,
    function_called,
    functions_in_tables,
    measured_in_tables,
    measures_page,
    undefined_cases,
)

from assetmap.measures import MEASURES, Measure
from assetmap.network import fading
from assetmap.network.two_mode import project_shared

if TYPE_CHECKING:
    from collections.abc import Callable


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


@pytest.mark.parametrize("function", functions_in_tables(), ids=lambda each: each.__name__)
def test_table_of_ties_has_evidence(
    function: Callable[..., object], evidence: list[Evidence]
) -> None:
    assert [each for each in evidence if each.measure == function.__name__]


def test_no_measure_of_ties_is_missing_from_the_page() -> None:
    told = {*(each.function for each in MEASURES.values()), *functions_in_tables()}
    assert not {each.__name__ for each in set(defined_functions()) - told}


@pytest.mark.parametrize(
    "function", [*defined_functions(), fading, project_shared], ids=lambda each: each.__name__
)
def test_docstring_has_every_part(function: Callable[..., object]) -> None:
    """Definition, parameters and units, undefined cases, cost, citation, example."""
    for heading in ("Parameters", "Returns", "Notes", "References", "Examples"):
        assert docstring_part(function, heading), heading
    notes = docstring_part(function, "Notes")
    assert re.search(r"\b([Uu]nd|[Dd])efined\b", notes), "when has it no value?"
    assert re.search(r"\btime\b|times its cost", notes), "what does it cost?"
    assert re.search(
        r"\b(1[89]|20)\d\d\b|^As `|[Dd]efined here", docstring_part(function, "References")
    )
    assert ">>>" in docstring_part(function, "Examples")


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
