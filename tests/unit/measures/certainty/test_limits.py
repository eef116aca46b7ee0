"""Limits of numbers of the whole web: every way in which the silent could have answered."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.measures.certainty.test_bounds import EVERY_WAY, GROUPS, said, ways
from tests.unit.measures.surveys import survey

from assetmap.measures import MEASURES
from assetmap.measures.bridges import n_bridges
from assetmap.measures.brokerage import brokerage_roles
from assetmap.measures.certainty.limits import brokerage_limits, web_limits
from assetmap.measures.certainty.surveyed import Surveyed

if TYPE_CHECKING:
    from assetmap.network import Network

_MAY_BE_UNDEFINED = ("core_periphery_fit", "assortativity")


def _number(name: str, network: Network) -> float:
    measure = MEASURES[name]
    given = (network, GROUPS) if measure.needs == "groups" else (network,)
    return float(measure.function(*given))


@pytest.mark.evidence("web_limits", EVERY_WAY)
@pytest.mark.evidence("n_bridges", f"bounds: {EVERY_WAY}")
@settings(max_examples=6, deadline=None)
@given(said, st.sampled_from(["", "ba", "cd", "dc"]))
def test_limits_hold_every_way_and_those_of_bridges_happen(pairs: set[str], known: str) -> None:
    claims = survey("abcd", "abc", dict.fromkeys(pairs, (1,)))
    surveyed = Surveyed(claims, further=((known[0], known[1]),) if known else ())
    possible = list(ways(claims, surveyed.further))
    for name, limits in web_limits(surveyed).items():
        values = [_number(name, each) for each in possible]
        if limits is None:
            assert any(map(math.isnan, values)), name
            continue
        found = [value for value in values if not math.isnan(value)]
        assert len(found) == len(values) or name in _MAY_BE_UNDEFINED
        assert all(limits.least - 1e-9 <= each <= limits.most + 1e-9 for each in found), name
        if name == "n_bridges":
            assert limits == (min(found), max(found))


@pytest.mark.evidence("brokerage_limits", EVERY_WAY)
@pytest.mark.evidence("brokerage", f"bounds: {EVERY_WAY}")
@settings(max_examples=6, deadline=None)
@given(said)
def test_limits_of_brokerage_hold_every_way(pairs: set[str]) -> None:
    claims = survey("abcd", "abc", dict.fromkeys(pairs, (1,)))
    limits = brokerage_limits(Surveyed(claims), GROUPS)
    for network in ways(claims):
        totals = brokerage_roles(network, GROUPS).sum().rename({"total": "brokerage"})
        for name, ends in limits.items():
            assert ends.least <= totals[name] <= ends.most, name


def test_limits_of_bridges_by_hand() -> None:
    # a - b - c and d - e; s is silent, and nobody names it. It can name both ends of each tie, so
    # that none is the only way, or one of each piece, which adds two only ways to the three.
    claims = survey("abcdes", "abcde", dict.fromkeys(["ab", "bc", "de"], (1,)))
    assert n_bridges(claims.network) == 3
    assert web_limits(Surveyed(claims))["n_bridges"] == (0, 5)
    # Whoever is tied to it alone stays so.
    named = survey("abs", "ab", {"as": (1,)})
    assert web_limits(Surveyed(named))["n_bridges"] == (1, 2)


def test_in_one_piece_further_ties_only_bring_nearer_by_hand() -> None:
    # a - b - c - s, of whom s is silent: 3 of 6 pairs a step apart, 2 two and one three.
    claims = survey("abcs", "abc", dict.fromkeys(["ab", "bc", "cs"], (1,)))
    found = web_limits(Surveyed(claims))
    assert found["mean_distance"] == pytest.approx((1, 10 / 6))
    of_steps, cutting = found["diameter"], found["n_articulation_points"]
    assert (of_steps, cutting) == ((1, 3), (0, 2))
    # A fifth that nobody names could lengthen the line.
    apart = survey("abcds", "abcd", dict.fromkeys(["ab", "bc", "cd"], (1,)))
    assert web_limits(Surveyed(apart))["diameter"] == (1, 4)


def test_limits_of_brokerage_by_hand() -> None:
    # a names b, b names c, a does not name c: one open path; c, silent, could name a and b. Then
    # b -> c -> a is open too, as b does not name a, and c -> a -> b if it leaves out b.
    claims = survey("abc", "ab", {"ab": (1,), "bc": (1,)})
    groups = {"a": "x", "b": "x", "c": "y"}
    limits = brokerage_limits(Surveyed(claims), groups)
    assert limits == {
        "coordinator": (0, 0),
        "consultant": (0, 1),
        "gatekeeper": (0, 1),
        "representative": (1, 1),
        "liaison": (0, 0),
        "brokerage": (1, 3),
    }


def test_limits_of_nobody_are_not_defined() -> None:
    found = web_limits(Surveyed(survey("ab", "a", {})))
    assert {name for name, each in found.items() if each is None} == {
        "degree_centralisation",
        "betweenness_centralisation",
        "transitivity",
        "average_clustering",
        "mean_distance",
        "diameter",
        "modularity",
    }
