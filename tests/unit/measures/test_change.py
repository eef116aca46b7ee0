"""Two days compared: by hand, and where nothing can be said."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.measures.certainty.coverage import measures
from tests.unit.measures.made_towns import Kind, made_town, partly_answered
from tests.unit.measures.surveys import survey

from assetmap.measures.certainty.surveyed import Surveyed
from assetmap.measures.change import numbers_moved, paired, parties_changed, ties_changed
from assetmap.measures.cohesion import density, n_components
from assetmap.network import Network

if TYPE_CHECKING:
    from assetmap.measures.claims import Claims

BEFORE = Network.from_edges(["a", "b", "c", "c"], ["b", "a", "a", "c"], [1, 2, 1, 1])
AFTER = Network.from_edges(["a", "b", "d"], ["b", "d", "a"], [4, 1, 1], nodes=list("abd"))


@pytest.mark.evidence("ties_changed", "worked by hand")
def test_ties_made_and_lost_say_whether_an_end_came_or_went() -> None:
    assert ties_changed(BEFORE, AFTER).to_numpy().tolist() == [
        ["b", "a", "lost", False],
        ["c", "a", "lost", True],
        ["b", "d", "made", True],
        ["d", "a", "made", True],
    ]


@pytest.mark.evidence("parties_changed", "worked by hand")
def test_parties_come_and_go() -> None:
    assert parties_changed(BEFORE, AFTER).to_numpy().tolist() == [["d", "come"], ["c", "gone"]]


def test_an_undirected_tie_given_the_other_way_round_has_not_changed() -> None:
    one = Network.from_edges(["a"], ["b"], nodes=["a", "b"], directed=False)
    other = Network.from_edges(["b"], ["a"], nodes=["b", "a"], directed=False)
    assert ties_changed(one, other).empty
    assert parties_changed(one, other).empty


ties = st.sets(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")), max_size=10)


@pytest.mark.evidence(
    "ties_changed", "made and lost lead from one to the other, on random networks"
)
@settings(max_examples=40, deadline=None)
@given(ties, ties)
def test_what_was_made_and_not_lost_is_what_is_there(
    old: set[tuple[str, str]], new: set[tuple[str, str]]
) -> None:
    before, after = (
        Network.from_edges([one for one, _ in each], [other for _, other in each], nodes="abcd")
        for each in (old, new)
    )
    changed = ties_changed(before, after)
    of = {kind: set(map(tuple, rows[["source", "target"]].to_numpy().tolist()))
          for kind, rows in changed.groupby("change")}  # fmt: skip
    kept = {(a, b) for a, b in old if a != b} - of.get("lost", set())
    assert kept | of.get("made", set()) == {(a, b) for a, b in new if a != b}


def test_paired_surveys_hold_those_who_answered_both() -> None:
    first = survey("abcd", "abc", {"ab": (1,), "ca": (1,), "ad": (1,)})
    second = survey("abde", "abd", {"ab": (2,), "ba": (2,), "da": (2,)})
    before, after = paired(first, second)
    assert before.roster == after.roster == ("a", "b")
    assert before.pairs == {("a", "b")}
    assert after.pairs == {("a", "b"), ("b", "a")}
    assert before.silent == ()


def _town(mean_named: float, seed: int) -> tuple[Claims, dict[str, str]]:
    truth, group_of = made_town(Kind(40, mean_named), np.random.default_rng(seed))
    return partly_answered(truth, 0.3, np.random.default_rng(seed)), group_of


@pytest.mark.evidence("numbers_moved", "a made-up survey whose ties double")
def test_a_number_that_doubled_moved_and_one_that_did_not_did_not() -> None:
    before, group_of = _town(4.0, 1)
    after, _ = _town(8.0, 1)
    moved = numbers_moved(
        Surveyed(before, group_of), Surveyed(after, group_of), measures(group_of), n_draws=39
    )
    assert moved.loc["density", "moved"] == "up"
    assert moved["low"]["density"] > 0
    assert moved["after"]["density"] > moved["before"]["density"]
    assert moved.loc["mean_trust", "moved"] == "not beyond its interval"
    back = numbers_moved(Surveyed(after), Surveyed(before), {"density": density}, n_draws=39)
    assert back.loc["density", "moved"] == "down"


def test_a_number_without_an_honest_interval_is_given_and_not_judged() -> None:
    claims, _ = _town(4.0, 2)
    moved = numbers_moved(
        Surveyed(claims), Surveyed(claims), {"n_components": n_components}, n_draws=19
    )
    assert moved.loc["n_components", "moved"] == "not known"
    assert math.isnan(moved["low"]["n_components"])
    assert moved.loc["n_components", "before"] == n_components(claims.network)


def test_two_surveys_that_too_few_answered_are_given_as_they_are() -> None:
    few = survey("abc", "ab", {"ab": (1, 2, 3, 4)})
    moved = numbers_moved(Surveyed(few), Surveyed(few), {"density": density})
    assert moved["moved"].tolist() == ["not known"] * 4
    assert moved.loc["density", "after"] == pytest.approx(1 / 6)
    assert moved.loc["mean_trust", "after"] == 3
