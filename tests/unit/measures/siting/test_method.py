"""How places are looked for: at once, for as long as asked, or until the best is proven."""

from __future__ import annotations

import itertools
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assetmap.errors import DataError
from assetmap.measures.siting import BestSites, Search, cover_of

# By greed first the hall, of 6 people, and then one of the others: 9. Best are the inn and the
# shed: 4 + 4 and the 2 that only one of them has, 10 in all.
PEOPLE = {"a": 3, "b": 3, "c": 2, "d": 2}
COVERS = {"hall": "ab", "inn": "ac", "shed": "bd"}


def _costs(covers: dict[str, str]) -> pd.DataFrame:
    rows = [(origin, place, 1.0) for place, origins in covers.items() for origin in origins]
    return pd.DataFrame(rows, columns=["origin", "place", "cost"])


@pytest.mark.parametrize(
    "search",
    [Search("optimum"), Search("optimum", 5), Search("greedy", 5), Search("greedy")],
    ids=["optimum", "optimum in 5 s", "bettered for 5 s", "at once"],
)
def test_search_finds_the_best_choice_of_a_few(search: Search) -> None:
    question = cover_of(pd.Series(PEOPLE), list(COVERS), _costs(COVERS), reach=1)
    assert search.answer(question, 2) == BestSites(("inn", "shed"), 10.0, 10.0)


@pytest.mark.parametrize(
    ("method", "seconds", "message"),
    [
        ("guess", None, "There is no method 'guess'; there are greedy, optimum, median."),
        ("greedy", 0, "Nothing can be found in 0 seconds; give a number above 0."),
        ("optimum", float("nan"), "Nothing can be found in nan seconds"),
        ("median", float("inf"), "Nothing can be found in inf seconds"),
    ],
)
def test_search_refuses_what_cannot_be_looked_for(
    method: Any, seconds: float | None, message: str
) -> None:
    with pytest.raises(DataError, match=message):
        Search(method, seconds)


@settings(max_examples=25, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from("pqrs"), st.sets(st.sampled_from("abcd")).map("".join), min_size=1
    ),
    st.integers(1, 3),
)
def test_optimum_is_that_of_all_choices_tried(covers: dict[str, str], n: int) -> None:
    question = cover_of(pd.Series(PEOPLE), list(covers), _costs(covers), reach=1)
    most = max(
        sum(PEOPLE[each] for each in {origin for place in chosen for origin in covers[place]})
        for chosen in itertools.combinations(covers, min(n, len(covers)))
    )
    found = Search("optimum").answer(question, n)
    assert (found.people_covered, found.bound) == (most, most)
    assert Search().answer(question, n).people_covered <= most
