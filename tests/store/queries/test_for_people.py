"""The twelve questions that the folder's README asks, as a person would paste them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pytest
from tests.store.queries.asking import VERSIONS, answer, deprecated
from tests.store.queries.for_people import QUESTIONS

from assetmap.model import LABELS, LOOKUPS, TABLES, TIES, columns_of
from assetmap.resources import resource_folder
from assetmap.store.graph_statements import derived_columns

if TYPE_CHECKING:
    from tests.store.conftest import Server

    from assetmap.model import Snapshot

README: Final = (resource_folder("graph_schema") / "queries" / "README.md").read_text("utf-8")


@dataclass(frozen=True)
class Question:
    """A heading of the README, and what stands below it."""

    number: int
    title: str
    given: str
    text: str


def _questions() -> list[Question]:
    parts = re.findall(r"^### (\d+)\. (.+)\n((?:(?!^#).*\n)*)", README, flags=re.MULTILINE)
    found = []
    for number, title, below in parts:
        (given,) = re.findall(r"^```text\n(.*?)^```$", below, flags=re.MULTILINE | re.DOTALL)
        (text,) = re.findall(r"^```cypher\n(.*?)^```$", below, flags=re.MULTILINE | re.DOTALL)
        found.append(Question(int(number), title, given, text))
    return found


ALL = _questions()
by_title = pytest.mark.parametrize("question", ALL, ids=lambda each: each.title)


def _parameters(server: Server, question: Question) -> dict[str, Any]:
    """Return the parameters as Neo4j Browser would set them: each is sent as Cypher."""
    lines = re.findall(r"^:param (\w+) => (.+)$", question.given, flags=re.MULTILINE)
    assert len(lines) == len(question.given.splitlines())
    return {name: answer(server, f"RETURN {value}", {})[0][0] for name, value in lines}


def test_readme_asks_twelve_questions_and_each_is_answered_here() -> None:
    assert [each.number for each in ALL] == list(range(1, 13)) == sorted(QUESTIONS)
    assert README.count("```cypher") == 12
    assert all(each.title.endswith("?") for each in ALL)


@by_title
def test_question_takes_its_values_from_parameters(question: Question) -> None:
    set_here = re.findall(r"^:param (\w+)", question.given, flags=re.MULTILINE)
    assert sorted(set(re.findall(r"\$(\w+)", question.text))) == sorted(set_here)


@by_title
def test_question_reads_and_says_in_which_order(question: Question) -> None:
    assert not re.search(r"\b(CREATE|MERGE|SET|DELETE|REMOVE|CALL|LOAD)\b", question.text)
    assert "ORDER BY" in question.text
    assert ";" not in re.sub(r"'[^']*'", "", question.text)
    assert not re.search(r"\b(apoc|gds)\.", question.text)


@by_title
def test_question_leaves_out_referrals_entered_in_error(question: Question) -> None:
    n_named = len(re.findall(r"\(referral:Referral\)", question.text))
    assert question.text.count("referral.status <> 'entered-in-error'") == n_named
    assert question.text.count("referral.made_on < $to_on") == n_named


@by_title
def test_question_names_only_what_the_model_has(question: Question) -> None:
    derived = {each.tie for _, each in derived_columns()}
    named = re.findall(r"[(\[]\w*:([A-Za-z_|]+)", question.text)
    assert {label for each in named for label in each.split("|")} <= {
        *LABELS,
        *LOOKUPS,
        *TIES,
        *derived,
        "Party",
    }
    known = {each.name for table in TABLES for each in columns_of(table)}
    assert set(re.findall(r"\b[a-z_]+\.([a-z_]+)\b(?!\()", question.text)) <= known


@pytest.mark.neo4j
@pytest.mark.slow
@pytest.mark.parametrize("version", VERSIONS)
@by_title
def test_question_gets_the_answer_that_the_tables_give(
    question: Question, version: str, graph: Server, sample: Snapshot
) -> None:
    given = _parameters(graph, question)
    found = answer(graph, question.text, given, version)
    assert found == QUESTIONS[question.number](sample, **given)
    assert found
    assert deprecated(graph, question.text, given, version) == []


@pytest.mark.neo4j
@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "n_rows", "first"),
    [
        (1, 6, ("Merrowshire Talking Rooms", "nhs", 3, 5)),
        (2, 24, ("Merrowshire Community Foundation", "funder", 8)),
        (3, 1, ("Samphire Lane Practice, Amberhythe", 9412, 1)),
        (
            5,
            245,
            (
                "the organisation",
                "Canal Reach Health Centre, Kettlewick",
                "Feeling low or anxious",
                57,
            ),
        ),
        (6, 29, ("Amberhythe Promenade Surgery", "primary_care", 197)),
        (7, 4, ("Heather Lane Growers", "vcse", 2)),
        (9, 6, ("Company", 82)),
        (10, 5, ("Deaf people", ["Kettlewick Deaf Club"])),
    ],
)
def test_question_finds_what_the_sample_place_holds(
    number: int, n_rows: int, first: tuple[Any, ...], graph: Server
) -> None:
    question = ALL[number - 1]
    found = answer(graph, question.text, _parameters(graph, question))
    assert len(found) == n_rows
    assert found[0] == first


@pytest.mark.neo4j
@pytest.mark.slow
def test_champions_are_named_only_if_they_agreed(graph: Server, sample: Snapshot) -> None:
    question = ALL[11]
    found = answer(graph, question.text, _parameters(graph, question))
    names = [name for name, _, _ in found]
    assert len(found) == 4
    assert names.count(None) == 3
    champions = sample.table("Champion").set_index("display_name")
    assert all(champions.loc[name, "consent"] == "given" for name in names if name)
