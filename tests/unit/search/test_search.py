"""Everyday words to activities, on a small place made by hand and on the sample place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sample_place import sample_snapshot
from tests.unit.search.recall import by_chance, figures, sentences, table, written

from assetmap.model import Snapshot, conform
from assetmap.release.public_place import public_place
from assetmap.search import SearchIndex

if TYPE_CHECKING:
    from assetmap.release.public_place import PublicPlace


def _place(**tables: list[dict[str, object]]) -> PublicPlace:
    rows = {name: conform(name, pd.DataFrame(given)) for name, given in tables.items()}
    return public_place(Snapshot(store_id="s", revision=1, rows=rows))


@pytest.fixture(scope="module")
def small() -> PublicPlace:
    """Three needs, one within another, and four activities."""
    return _place(
        Need=[
            {"id": "n0", "name": "Feeling well"},
            {"id": "n1", "name": "Company", "parent_id": "n0", "synonyms": "loneliness|natter"},
            {"id": "n2", "name": "Money worries", "synonyms": "debt"},
        ],
        Activity=[
            {"id": "a1", "name": "Tea and toast"},
            {"id": "a2", "name": "Debt desk"},
            {"id": "a3", "name": "Brass band", "description": "For those who like it loud."},
            {"id": "a4", "name": "Open house"},
        ],
        MEETS=[
            {"id": "m1", "from_id": "a1", "to_id": "n1"},
            {"id": "m2", "from_id": "a2", "to_id": "n2"},
            {"id": "m4", "from_id": "a4", "to_id": "n0"},
        ],
    )


@pytest.fixture(scope="module")
def sample() -> PublicPlace:
    return public_place(sample_snapshot())


def _found(place: PublicPlace, question: str) -> list[str]:
    fit = SearchIndex(place).find(question).fit
    ids = place.activities["id"].tolist()
    return [
        id_ for _, id_ in sorted((-each, id_) for each, id_ in zip(fit, ids, strict=True) if each)
    ]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("loneliness", ["a1"]),
        ("LONELINESS!", ["a1"]),
        ("a natter", ["a1"]),
        ("I am so lonely", ["a1"]),  # an everyday word that comes with the package
        ("I'm on my own", ["a1"]),
        ("debts", ["a2"]),
        ("brass", ["a3"]),
        ("feeling well", ["a4", "a1"]),  # what meets a narrower need comes after
        ("bras band", ["a3"]),
        ("zebra", []),
    ],
)
def test_words_find_what_they_are_about(
    small: PublicPlace, question: str, found: list[str]
) -> None:
    assert _found(small, question) == found


def test_a_slip_is_read_as_the_nearest_known_word_and_said(small: PublicPlace) -> None:
    found = SearchIndex(small).find("lonelyness")
    assert found.read_as == {"lonelyness": "loneliness"}
    assert [sense.need_id for sense in found.senses] == ["n1"]
    assert SearchIndex(small, has_typos=False).find("lonelyness").senses == ()


def test_without_synonyms_only_names_and_texts_are_known(small: PublicPlace) -> None:
    index = SearchIndex(small, has_synonyms=False)
    assert not index.find("natter").fit.any()
    assert index.find("company").fit.tolist() == SearchIndex(small).find("company").fit.tolist()


def test_a_question_without_a_telling_word_says_so(small: PublicPlace) -> None:
    assert SearchIndex(small).find("I want to go there please").is_empty
    assert not SearchIndex(small).find("zebra").is_empty


def test_a_place_without_rows_finds_nothing() -> None:
    found = SearchIndex(_place()).find("anything at all")
    assert (len(found.fit), found.senses) == (0, ())


def test_needs_in_a_ring_do_not_hang_the_search() -> None:
    ring = _place(
        Need=[
            {"id": "n1", "name": "Tea", "parent_id": "n2"},
            {"id": "n2", "name": "Cake", "parent_id": "n1"},
        ],
        Activity=[{"id": "a1", "name": "Kitchen"}],
        MEETS=[{"id": "m1", "from_id": "a1", "to_id": "n1"}],
    )
    assert _found(ring, "cake") == ["a1"]


@settings(max_examples=60)
@given(st.text(max_size=400))
def test_any_question_at_all_has_an_answer_and_always_the_same(text: str) -> None:
    place = _SMALL[0]
    first, again = _SMALL[1].find(text), _SMALL[1].find(text)
    assert len(first.fit) == len(place.activities)
    assert (first.fit >= 0).all()
    assert first.fit.tolist() == again.fit.tolist()
    assert first.senses == again.senses


def test_names_full_of_marks_are_words_and_nothing_else() -> None:
    hostile = _place(
        Activity=[{"id": "a1", "name": 'name:"x" AND (NOT *) [1 TO 2] ^9 ~2 \\ + - !'}],
        Need=[{"id": "n1", "name": "OR", "synonyms": '*|name:x|"|(((('}],
    )
    for question in ('name:"x"', "((((", "* OR *", "NOT x", "x^9~2"):
        SearchIndex(hostile).find(question)


def test_sentences_are_two_hundred_in_two_halves_and_each_about_a_need(sample: PublicPlace) -> None:
    kept, tuning = sentences("kept"), sentences("tuning")
    assert (len(kept), len(tuning)) == (100, 100)
    texts = {each.text.casefold() for each in (*kept, *tuning)}
    assert len(texts) == 200
    known = set(sample.needs["name"])
    assert all(set(each.needs) <= known for each in (*kept, *tuning))


def test_sentences_find_far_more_than_the_lot_would(sample: PublicPlace) -> None:
    kept = sentences("kept")
    whole = figures(sample, kept, has_synonyms=True, has_typos=True)
    bare = figures(sample, kept, has_synonyms=False, has_typos=False)
    lot = by_chance(sample, kept)
    assert whole.recall > 0.8
    assert whole.recall - whole.within > bare.recall
    assert bare.recall > lot.recall


def test_the_page_shows_the_figures_of_this_search(sample: PublicPlace) -> None:
    assert written() == table(sample)


_PLACE = _place(
    Need=[{"id": "n1", "name": "Company", "synonyms": "on my own|natter"}],
    Activity=[{"id": f"a{n}", "name": f"Tea {n}", "description": "café, toast"} for n in range(3)],
    MEETS=[{"id": "m1", "from_id": "a1", "to_id": "n1"}],
)
_SMALL = (_PLACE, SearchIndex(_PLACE))
