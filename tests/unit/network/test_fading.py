"""Ties that fade: by hand."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from assetmap.errors import DataError
from assetmap.model import Snapshot
from assetmap.network import fading, left_of_ties, project_partnerships, sources_of_ties

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetmap.network import Network

DAY = dt.date(2026, 1, 1)


def _tie(from_id: str, to_id: str, **cells: object) -> dict[str, object]:
    return {"id": f"{from_id} {to_id}", "from_id": from_id, "to_id": to_id, **cells}


def _weights(network: Network) -> dict[tuple[Any, Any], float]:
    ties = network.ties
    return dict(zip(network.edges, ties["weight"].tolist(), strict=True))


@pytest.fixture
def town(place: Callable[..., Snapshot]) -> Snapshot:
    return place(
        Organisation=[{"id": id_, "name": id_} for id_ in "abcd"],
        Survey=[{"id": "s", "asked_on": "2025-01-01"}],
        PARTNERS_WITH=[
            # A year old by its survey; told again after that day, which is not known on it.
            _tie("a", "b", survey_id="s", intensity=4, recorded_on="2026-06-01"),
            _tie("b", "a", intensity=2, recorded_on="2024-01-02", provenance="hearsay"),
            _tie("c", "a", intensity=3),
            _tie("c", "d", intensity=3, valid_from="2026-02-01"),
        ],
        TIED_TO=[_tie("a", "c", weight=2.0, recorded_on="2025-12-31", valid_from="2020-01-01")],
    )


@pytest.mark.evidence("fading", "worked by hand")
def test_a_tie_weighs_half_after_the_half_life(town: Snapshot) -> None:
    found = _weights(fading(town, DAY, 365, trust_in={"hearsay": 0.1}))
    assert found == {
        ("a", "b"): pytest.approx(4 / 2),
        ("a", "c"): pytest.approx(2 * 0.5 ** (1 / 365)),
        ("b", "a"): pytest.approx(2 / 4 * 0.1),
        ("c", "a"): pytest.approx(3 / 2),  # without a day
    }


def test_with_an_endless_half_life_nothing_fades(town: Snapshot) -> None:
    faded = fading(town, DAY, float("inf"), undated=1)
    assert faded.equals(project_partnerships(town.as_of(DAY)))


@pytest.mark.evidence("left_of_ties", "worked by hand")
def test_of_a_pair_is_left_what_either_told_last(town: Snapshot) -> None:
    found = _weights(left_of_ties(town, DAY, 365))
    # a said so a year ago and b two years ago; a list named a and c yesterday, and closeness
    # makes no difference; c and d are no partners yet.
    assert found == {
        ("a", "b"): pytest.approx(1 / 2),
        ("a", "c"): pytest.approx(0.5 ** (1 / 365)),
    }
    endless = left_of_ties(town, DAY, float("inf"), undated=1)
    pairs = project_partnerships(town.as_of(DAY)).to_undirected()
    assert _weights(endless) == dict.fromkeys(pairs.edges, 1.0)


@pytest.mark.evidence("left_of_ties", "worked by hand")
def test_ties_can_fade_by_their_source_alone(town: Snapshot) -> None:
    by_source = fading(town, DAY, None, trust_in={"hearsay": 0.25, "nowhere": 0.5})
    plain = project_partnerships(town.as_of(DAY))
    of_all = _weights(plain)
    assert _weights(by_source) == of_all | {("b", "a"): of_all["b", "a"] * 0.25}
    left = _weights(left_of_ties(town, DAY, None, trust_in={"hearsay": 0.25}, directed=True))
    assert left == dict.fromkeys(of_all, 1.0) | {("b", "a"): 0.25}
    # Of a pair the more that is left of what either says; both doubted, the less trusted no more.
    pairs = _weights(left_of_ties(town, DAY, 365, trust_in={"hearsay": 0.1}))
    assert pairs["a", "b"] == pytest.approx(1 / 2)


def test_sources_are_those_of_ties_that_are_known_on_the_day(town: Snapshot) -> None:
    assert sources_of_ties(town, DAY) == ("hearsay",)
    assert sources_of_ties(Snapshot(), DAY) == ()


def test_an_empty_place_has_nothing_to_fade() -> None:
    assert len(fading(Snapshot(), DAY, 365)) == len(left_of_ties(Snapshot(), DAY, 365)) == 0


def test_fading_refuses_a_half_life_of_nought() -> None:
    with pytest.raises(DataError, match="The half-life is 0 days; give a number above 0"):
        fading(Snapshot(), DAY, 0)


def test_fading_refuses_more_than_all_of_a_weight() -> None:
    with pytest.raises(DataError, match=r"The share 1\.5 of a tie's weight is not from 0 to 1"):
        fading(Snapshot(), DAY, 1, trust_in={"hearsay": 1.5})
