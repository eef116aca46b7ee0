"""What those who answered tell of all: by hand, by a slower way, and where it tells nothing."""

from __future__ import annotations

import math
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import t as students_t
from tests.unit.measures.certainty.coverage import sector_of, truths
from tests.unit.measures.made_towns import Kind, made_town, partly_answered
from tests.unit.measures.surveys import survey

from assetmap.measures.certainty.jackknife import _variance
from assetmap.measures.certainty.respondents import SAMPLED, _of_pairs, sampled
from assetmap.measures.certainty.surveyed import Surveyed

if TYPE_CHECKING:
    from assetmap.measures.claims import Claims

TOWN, GROUP_OF = made_town(Kind(24, 5.0), np.random.default_rng(8))
PART = partly_answered(TOWN, 0.25, np.random.default_rng(9))
LETTERS = "abcdefghijkl"


def _told(claims: Claims, group_of: dict[str, str], n_draws: int = 99) -> dict[str, np.ndarray]:
    return sampled(Surveyed(claims, group_of, sector_of(group_of)), n_draws=n_draws)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_where_all_answered_it_is_the_number(seed: int) -> None:
    town, group_of = made_town(Kind(20, 4.0), np.random.default_rng(seed))
    found = _told(town, group_of, 19)
    assert set(found) == set(SAMPLED)
    known = truths(town, group_of)
    for name, draws in found.items():
        assert draws == pytest.approx([known[name]] * 19, abs=1e-12), name


def test_over_all_ways_to_fall_silent_the_mean_number_of_ties_is_the_number() -> None:
    # a names e and f of the other sector; b, c and d name one of it each: five ties, none returned.
    pairs = dict.fromkeys(["ae", "af", "bg", "ch", "di", "ab", "ef", "kl"], (1,))
    group_of = {letter: "x" if letter in "abcd" else "y" for letter in LETTERS}
    told = []
    for silent in combinations(LETTERS, 2):
        answered = "".join(letter for letter in LETTERS if letter not in silent)
        said = {pair: score for pair, score in pairs.items() if pair[0] in answered}
        draws = _told(survey(LETTERS, answered, said), group_of, 19)["n_linking_ties"]
        told.append(float(np.median(draws)))
    assert np.mean(told) == pytest.approx(5)


def test_an_interval_is_that_of_the_jackknife_with_what_is_known_of_all_taken_off() -> None:
    graph = PART.network.subnetwork(PART.answered).to_networkx().to_undirected()
    whole = nx.transitivity(graph)
    without = [nx.transitivity(graph.subgraph(set(graph) - {left_out})) for left_out in graph]
    n, share = len(without), len(without) / len(PART.roster)
    spread = sum((each - sum(without) / n) ** 2 for each in without)
    of_threes = (1 - share) * (1 + share) / 2
    error = math.sqrt(of_threes * (n - 1) / n * spread) / (whole * (1 - whole))
    away = [each - sum(without) / n for each in without]
    kurtosis = sum(each**4 for each in away) * n / sum(each**2 for each in away) ** 2
    free = min(n - 1, 2 * n / (kurtosis - (n - 3) / (n - 1)))
    reach = error * students_t.ppf(0.95, free)
    low, high = (
        1 / (1 + math.exp(-(math.log(whole / (1 - whole)) + end))) for end in (-reach, reach)
    )
    draws = np.sort(_told(PART, GROUP_OF)["transitivity"])
    assert (draws[4], draws[-5]) == pytest.approx((low, high), rel=1e-9)


@pytest.mark.parametrize("n_silent", [2, 3])
def test_over_all_ways_to_fall_silent_a_share_of_pairs_errs_by_what_is_told(n_silent: int) -> None:
    # Of thirteen each two are a pair, of which each end says for itself whether it is so: five do.
    says = np.repeat([1.0, 0.0], [5, 8])
    is_so, pairs = (says[:, None] + says) / 2, 1 - np.eye(13)
    shares, told = [], []
    for silent in combinations(range(13), n_silent):
        left = np.ix_(*[np.delete(np.arange(13), silent)] * 2)
        found = _of_pairs((is_so * pairs)[left], pairs[left], 13)
        shares.append(found.numbers[0])
        share = 1 - n_silent / 13
        told.append((1 - share) * _variance(found, share))
    assert np.mean(told) == pytest.approx(np.var(shares), rel=1e-9)


def test_what_two_say_of_their_tie_is_told_by_pairs_who_both_say_it_by_hand() -> None:
    # Eleven of twelve answer. Of ten couples around a ring nine see it alike or a step apart; the
    # eleventh does not say how close it is, and who names the silent one is not answered.
    ring = [one + other for one, other in pairwise(LETTERS[:11])]
    said: dict[str, tuple[int | None, ...]] = dict.fromkeys(ring, (2,))
    said |= {pair[::-1]: (3,) for pair in ring}
    said |= {"ba": (4,), "ka": (1,), "ak": (None,), "al": (4,)}
    found = _told(survey(LETTERS, LETTERS[:11], said), dict.fromkeys(LETTERS, "x"))
    assert np.median(found["share_within_a_step"]) == pytest.approx(9 / 10)
    fewer = {pair: score for pair, score in said.items() if "c" not in pair}  # eight are left
    found = _told(survey(LETTERS, LETTERS[:11], fewer), dict.fromkeys(LETTERS, "x"))
    assert np.isnan(found["share_within_a_step"]).all()


def test_shares_of_one_thing_and_of_the_rest_are_told_alike() -> None:
    found = _told(PART, GROUP_OF)
    low, high = (np.sort(found["bonding"])[[4, -5]], np.sort(found["bridging"])[[-5, 4]])
    assert low == pytest.approx(1 - high)
    assert np.sort(found["e_i_index"])[[-5, 4]] == pytest.approx(1 - 2 * low)
    # Draw by draw, since draws of two surveys are set against each other.
    assert found["bridging"] == pytest.approx(1 - found["bonding"], abs=1e-12)
    assert found["e_i_index"] == pytest.approx(1 - 2 * found["bonding"], abs=1e-12)


def test_pairs_within_a_group_are_told_by_hand() -> None:
    # Ten of twelve answer and name one each: six ties within x, four from x to y, none returned.
    said = ["ab", "bc", "cd", "de", "ef", "fa", "gk", "hl", "ik", "jl"]
    group_of = {letter: "y" if letter in "kl" else "x" for letter in LETTERS}
    found = _told(survey(LETTERS, LETTERS[:10], dict.fromkeys(said, (1,))), group_of)
    assert np.median(found["bonding"]) == pytest.approx(6 / 10)
    # In x there are 12 / 10 x (6 x 2 + 4) ends, in y 12 / 10 x 4 of all 12 / 10 x 20.
    by_chance = 0.8**2 + 0.2**2
    assert np.median(found["assortativity"]) == pytest.approx((0.6 - by_chance) / (1 - by_chance))


def test_what_is_as_low_or_high_as_can_be_tells_nothing_of_the_silent() -> None:
    ring = [one + other for one, other in pairwise(LETTERS)]
    said = dict.fromkeys([pair for pair in ring if pair[0] not in "kl"], (1,))
    found = _told(survey(LETTERS, LETTERS[:10], said), dict.fromkeys(LETTERS, "x"))
    for name in ("reciprocity", "bonding", "linking", "n_linking_ties"):
        assert np.isnan(found[name]).all(), name


def test_nothing_is_told_of_groups_that_are_not_given_nor_by_fewer_than_ten() -> None:
    assert set(sampled(Surveyed(PART), n_draws=19)) == {
        *("reciprocity", "transitivity", "share_confirmed", "share_within_a_step")
    }
    few = {id_: GROUP_OF[id_] for id_ in sorted(PART.answered)[:9] + list(PART.silent)}
    found = sampled(Surveyed(PART, few), n_draws=19)
    assert np.isnan(found["bonding"]).all()
    assert not np.isnan(found["reciprocity"]).any()


def test_a_tie_that_is_known_otherwise_counts() -> None:
    one, other = sorted(PART.answered)[:2]
    more = Surveyed(TOWN, further=((one, other), (other, one)))
    tied = nx.Graph([*TOWN.pairs, (one, other)])
    assert (one, other) not in TOWN.pairs or (other, one) not in TOWN.pairs
    found = sampled(more, n_draws=19)
    assert found["transitivity"] == pytest.approx([nx.transitivity(tied)] * 19)
    # But is no claim that could be returned, nor one that returns another.
    returned = sum((b, a) in TOWN.pairs for a, b in TOWN.pairs)
    assert found["reciprocity"] == pytest.approx([returned / len(TOWN.pairs)] * 19)


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(24)))
def test_it_does_not_matter_what_organisations_are_called(order: list[int]) -> None:
    ids = list(TOWN.roster)
    name_of = {id_: ids[place] for id_, place in zip(ids, order, strict=True)}
    rows = PART.rows.assign(
        from_id=PART.rows["from_id"].map(name_of), to_id=PART.rows["to_id"].map(name_of)
    )
    renamed = type(PART)(
        None,
        frozenset(name_of[id_] for id_ in PART.asked),
        frozenset(name_of[id_] for id_ in PART.answered),
        rows,
    )
    one = _told(PART, GROUP_OF, 19)
    other = _told(renamed, {name_of[id_]: group for id_, group in GROUP_OF.items()}, 19)
    for name, draws in one.items():
        assert np.sort(other[name]) == pytest.approx(np.sort(draws), nan_ok=True), name
