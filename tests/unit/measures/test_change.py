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

from assetmap.measures import MEASURES
from assetmap.measures.certainty.interval import drawn_numbers
from assetmap.measures.certainty.surveyed import Surveyed
from assetmap.measures.change import numbers_moved, paired, parties_changed, ties_changed
from assetmap.measures.cohesion import density
from assetmap.measures.degrees import degrees
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


def _town(mean_named: float, seed: int, silent: int = 1) -> tuple[Claims, dict[str, str]]:
    truth, group_of = made_town(Kind(40, mean_named), np.random.default_rng(seed))
    return partly_answered(truth, 0.3, np.random.default_rng(silent)), group_of


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
    back = numbers_moved(Surveyed(after), Surveyed(before), {"density": density}, n_draws=39)
    assert back.loc["density", "moved"] == "down"
    others, _ = _town(4.0, 1, silent=2)  # the same town, of whom others are silent
    same = numbers_moved(Surveyed(before), Surveyed(others), {"density": density}, n_draws=39)
    assert same["before"]["density"] != same["after"]["density"]
    assert same.loc["density", "moved"] == "not beyond its interval"


def test_a_number_without_an_honest_interval_is_given_and_not_judged() -> None:
    claims, _ = _town(4.0, 2)
    most_named = {"most_named": lambda network: max(degrees(network))}
    moved = numbers_moved(Surveyed(claims), Surveyed(claims), most_named, n_draws=19)
    assert moved.loc["most_named", "moved"] == "not known"
    assert math.isnan(moved["low"]["most_named"])
    assert moved.loc["most_named", "before"] == max(degrees(claims.network))


def test_a_number_of_the_whole_web_moved_where_it_did() -> None:
    # Everybody answered twice: of two circles of six, joined by one tie, the tie was lost.
    names, apart = "abcdefghijkl", ["ab", "bc", "cd", "de", "ef", "fa", "gh", "hi", "ij", "jk"]
    apart += ["kl", "lg"]
    before, after = (
        survey(names, names, dict.fromkeys(pairs, (1,))) for pairs in ([*apart, "ag"], apart)
    )
    measures_of_web = {name: MEASURES[name].function for name in ("n_components", "n_bridges")}
    moved = numbers_moved(Surveyed(before), Surveyed(after), measures_of_web, n_draws=19)
    assert moved.loc[["n_components", "n_bridges"], ["low", "high"]].to_numpy().tolist() == [
        [1, 1],
        [-1, -1],
    ]
    assert moved["moved"][["n_components", "n_bridges"]].tolist() == ["up", "down"]


@pytest.mark.parametrize("n_silent_later", [0, 3])
def test_each_draw_of_a_day_is_set_against_each_of_the_other(n_silent_later: int) -> None:
    truth, group_of = made_town(Kind(30, 4.0), np.random.default_rng(2))
    before = truth.of(truth.roster[4:])
    after = truth.of(truth.roster[n_silent_later:])
    surveys = Surveyed(before, group_of), Surveyed(after, group_of)
    looked_at = {name: MEASURES[name].function for name in ("n_components", "density")}
    moved = numbers_moved(*surveys, looked_at, n_draws=39, seed=5)
    drawn = [drawn_numbers(each, looked_at, 39, 5 + place) for place, each in enumerate(surveys)]
    for name in looked_at:
        gaps = sorted(b - a for a in drawn[0][name] for b in drawn[1][name])
        left_out = round((len(gaps) + 1) * 0.05) - 1
        ends = gaps[left_out], gaps[-1 - left_out]
        assert tuple(moved.loc[name, ["low", "high"]]) == pytest.approx(ends), name


def test_two_surveys_that_too_few_answered_are_given_as_they_are() -> None:
    few = survey("abc", "ab", {"ab": (1, 2, 3, 4)})
    moved = numbers_moved(Surveyed(few), Surveyed(few), {"density": density})
    assert moved["moved"].tolist() == ["not known"] * 5
    assert moved.loc["density", "after"] == pytest.approx(1 / 6)
    assert moved.loc["mean_trust", "after"] == 3
