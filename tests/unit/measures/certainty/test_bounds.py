"""Bounds: every way in which the silent could have answered is tried on small surveys."""

from __future__ import annotations

import math
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.measures.certainty.coverage import measures, sector_of
from tests.unit.measures.surveys import survey

from assetmap.measures.certainty.bounds import bounds
from assetmap.measures.certainty.surveyed import Surveyed
from assetmap.measures.cohesion import (
    largest_component_share,
    n_components,
    n_isolates,
    n_strong_components,
)
from assetmap.network import Network

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetmap.measures.claims import Claims

GROUPS = {"a": "x", "b": "x", "c": "y", "d": "y"}
PIECES = {
    "n_components": n_components,
    "n_strong_components": n_strong_components,
    "largest_component_share": largest_component_share,
    "n_isolates": n_isolates,
}
OF_TIES = {"reciprocity", "bonding", "bridging", "e_i_index", "linking"}
EVERY_WAY = "every way in which the silent could have answered"


def ways(claims: Claims, further: tuple[tuple[str, str], ...] = ()) -> Iterator[Network]:
    could_be = [(one, other) for one in claims.silent for other in claims.roster if one != other]
    known = [*claims.network.edges, *further]
    for chosen in product((False, True), repeat=len(could_be)):
        added = [pair for pair, is_there in zip(could_be, chosen, strict=True) if is_there]
        ties = [*dict.fromkeys([*known, *added])]
        yield Network.from_edges(
            [one for one, _ in ties], [other for _, other in ties], nodes=claims.roster
        )


said = st.sets(st.sampled_from(["ab", "ac", "ad", "ba", "bc", "bd", "ca", "cb", "cd"]), min_size=1)


@pytest.mark.evidence("bounds", EVERY_WAY)
@pytest.mark.evidence("density", f"bounds: {EVERY_WAY}")
@pytest.mark.evidence("reciprocity", f"bounds: {EVERY_WAY}")
@pytest.mark.evidence("bonding", f"bounds: {EVERY_WAY}")
@pytest.mark.evidence("bridging", f"bounds: {EVERY_WAY}")
@pytest.mark.evidence("e_i_index", f"bounds: {EVERY_WAY}")
@pytest.mark.evidence("linking", f"bounds: {EVERY_WAY}")
@pytest.mark.evidence("n_linking_ties", f"bounds: {EVERY_WAY}")
@pytest.mark.evidence("n_components", f"bounds: {EVERY_WAY}")
@pytest.mark.evidence("n_strong_components", f"bounds: {EVERY_WAY}")
@pytest.mark.evidence("largest_component_share", f"bounds: {EVERY_WAY}")
@pytest.mark.evidence("n_isolates", f"bounds: {EVERY_WAY}")
@settings(max_examples=8, deadline=None)
@given(said, st.sampled_from(["ab", "abc", "ac"]), st.sampled_from(["", "ba", "cd", "dc"]))
def test_bounds_are_the_least_and_the_most_of_every_way(
    pairs: set[str], answered: str, known: str
) -> None:
    claims = survey("abcd", answered, {pair: (1,) for pair in pairs if pair[0] in answered})
    further = ((known[0], known[1]),) if known else ()
    possible, claimed = list(ways(claims, further)), list(ways(claims))
    surveyed = Surveyed(claims, GROUPS, sector_of(GROUPS), further)
    looked_at = measures(GROUPS) | PIECES
    for name, found in bounds(surveyed).items():
        values = [
            math.nan if each.number_of_edges() == 0 and name in OF_TIES
            else looked_at[name](each)
            for each in (claimed if name == "reciprocity" else possible)
        ]  # fmt: skip
        if any(math.isnan(value) for value in values):
            assert found is None, name
        else:
            assert found == pytest.approx((min(values), max(values))), name


def test_bounds_without_silent_ones_are_the_number_itself() -> None:
    found = bounds(Surveyed(survey("abc", "abc", {"ab": (1,), "ba": (1,), "ac": (1,)}), GROUPS))
    assert found["density"] == (0.5, 0.5)
    assert found["reciprocity"] == pytest.approx((2 / 3, 2 / 3))
    assert found["bonding"] == pytest.approx((0.5, 0.5))


def test_bounds_of_nobody_are_not_defined() -> None:
    found = bounds(Surveyed(survey("", "", {}), {}, {}))
    counted = {"n_ties": (0, 0), "n_linking_ties": (0, 0)}
    assert {name: each for name, each in found.items() if each is not None} == counted
