"""The words of a choice, and how a place adds to them."""

from __future__ import annotations

import pandas as pd
import pytest

from assetmap.model import EDITABLE, TABLES, VOCABULARIES, Snapshot, columns_of, conform, terms_with
from assetmap.model.vocabularies import Term, readings, spelling


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In-progress", "inprogress"),
        ("  Temporarily  Closed ", "temporarilyclosed"),
        ("85+", "85+"),
        ("10k_100k", "10k100k"),
        ("STRASSE", "strasse"),
        ("", ""),
    ],
)
def test_spelling_leaves_letters_digits_and_plus(text: str, expected: str) -> None:
    assert spelling(text) == expected


@pytest.mark.parametrize("name", VOCABULARIES)
def test_vocabulary_reads_every_value_and_label_as_itself(name: str) -> None:
    terms = VOCABULARIES[name]
    found = readings(terms)
    assert len({term.value for term in terms}) == len(terms)
    assert {term.value for term in terms if found[spelling(term.value)] != term.value} == set()
    assert {term.value for term in terms if found[spelling(term.label)] != term.value} == set()


@pytest.mark.parametrize("name", VOCABULARIES)
def test_vocabulary_gives_no_spelling_to_two_values(name: str) -> None:
    said: dict[str, set[str]] = {}
    for term in VOCABULARIES[name]:
        for word in (term.value, term.label, *term.synonyms):
            said.setdefault(spelling(word), set()).add(term.value)
    assert {word: values for word, values in said.items() if len(values) > 1} == {}


def test_every_vocabulary_is_used_and_every_editable_one_exists() -> None:
    used = {each.vocabulary for table in TABLES for each in columns_of(table)} - {None}
    assert used == set(VOCABULARIES)
    assert set(EDITABLE) <= set(VOCABULARIES)


def test_readings_prefer_a_value_to_a_synonym_of_another() -> None:
    terms = (Term("open", "Open"), Term("started", "Started", "", ("open",)))
    assert readings(terms)["open"] == "started"
    assert readings(reversed(terms))["open"] == "open"


@pytest.mark.parametrize(
    ("vocabulary", "word", "value"),
    [
        ("sector", "GP practice", "primary_care"),
        ("sector", "Voluntary and community", "vcse"),
        ("status", "Temporarily-closed", "temporarily closed"),
        ("referral_status", "In progress", "in-progress"),
        ("referral_status", "canceled", "cancelled"),
        ("intensity", "integration", "4"),
        ("age_band", "85 and over", "85+"),
    ],
)
def test_readings_know_how_files_spell(vocabulary: str, word: str, value: str) -> None:
    assert readings(VOCABULARIES[vocabulary])[spelling(word)] == value


def _words(**columns: list[str | None]) -> pd.DataFrame:
    return conform("Vocabulary", pd.DataFrame(columns))


def test_terms_with_adds_a_word_last_and_says_a_known_one_differently() -> None:
    additions = _words(
        id=["1", "2", "3"],
        vocabulary=["sector", "sector", "status"],
        name=["police", "faith", "active"],
        label=["Police", "Faith and belief", None],
        description=[None, None, None],
        synonyms=["constabulary|bobbies", "temple", None],
    )
    terms = terms_with("sector", additions)
    assert terms[-1] == Term("police", "Police", "", ("constabulary", "bobbies"))
    faith = next(term for term in terms if term.value == "faith")
    assert faith.label == "Faith and belief"
    assert faith.description == "Congregations of any faith."
    assert faith.synonyms == ("church", "mosque", "faith group", "temple")
    assert len(terms) == len(VOCABULARIES["sector"]) + 1


def test_snapshot_speaks_the_words_of_its_place() -> None:
    additions = _words(id=["1"], vocabulary=["level"], name=["parish"])
    terms = Snapshot(rows={"Vocabulary": additions}).terms("level")
    assert terms[-1] == Term("parish", "parish", "", ())
    assert Snapshot().terms("level") == VOCABULARIES["level"]
