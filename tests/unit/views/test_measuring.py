"""Numbers of a place as the command gives them: how sure they are, and of what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from tests.sample_place import sample_tables

from assetmap.measures import MEASURES, betweenness, separation
from assetmap.measures.cohesion import density
from assetmap.model import Snapshot, conform
from assetmap.network import Network, project_partnerships
from assetmap.views.measuring.brokerage import brokerage_measures
from assetmap.views.measuring.certain import (
    ALL_ANSWERED,
    AS_LOADED,
    PARTNERSHIPS,
    TOO_FEW,
    UNTOLD,
    WHOM_NOT_SAID,
    certainty,
    sureness,
)
from assetmap.views.measuring.measured import Measured
from assetmap.views.measuring.network import measures_of_network, network_measures, of_parties
from assetmap.views.measuring.position import position_measures
from assetmap.views.measuring.resilience import resilience_measures
from assetmap.views.measuring.social_capital import social_capital_measures

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetmap.measures.certainty.interval import Interval

IDS = [f"o{number:02}" for number in range(12)]
CIRCLE = [(one, other) for one, other in zip(IDS, [*IDS[1:], IDS[0]], strict=True)]


def place(n_silent: int, plain: tuple[tuple[str, str], ...] = (), asked: int = 12) -> Snapshot:
    """Return organisations in a circle, each naming the next unless it is one of the silent."""
    answered = ["2026-02-01" if number >= n_silent else None for number in range(asked)]
    claims = CIRCLE[n_silent:asked]
    rows: dict[str, dict[str, Any]] = {
        "Organisation": {"id": IDS, "name": IDS, "sector": ["vcse", "nhs"] * 6},
        "Survey": {"id": ["s"], "asked_on": ["2026-01-01"]},
        "ASKED": {"id": IDS[:asked], "from_id": "s", "to_id": IDS[:asked], "answered_on": answered},
        "PARTNERS_WITH": {
            "id": [f"p{number}" for number in range(len(claims))],
            "from_id": [one for one, _ in claims],
            "to_id": [other for _, other in claims],
            "survey_id": "s",
        },
        "TIED_TO": {
            "id": [f"t{number}" for number in range(len(plain))],
            "from_id": [one for one, _ in plain],
            "to_id": [other for _, other in plain],
        },
    }
    return Snapshot(rows={name: conform(name, pd.DataFrame(row)) for name, row in rows.items()})


def _density(town: Snapshot) -> Interval | None:
    return certainty(town, PARTNERSHIPS, {"density": density}).intervals.get("density")


def test_intervals_are_the_number_itself_where_all_answered() -> None:
    town = place(0)
    found = _density(town)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((12 / 132, 12 / 132))
    assert sureness(town) == "All 12 who were asked answered."


def test_intervals_hold_what_is_known_otherwise_than_from_the_survey() -> None:
    town = place(0, plain=(("o00", "o05"), ("o00", "o01")))  # the second is claimed too
    found = _density(town)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((13 / 132, 13 / 132))


def test_intervals_of_a_survey_with_silent_ones_lie_above_what_was_answered() -> None:
    town = place(2)
    said = network_measures(town)
    known = said.intervals["density"]
    assert known is not None
    # Ten name one each; two more would name from none to two, since all who answer name one.
    assert 10 / 132 <= known.low <= known.high <= 14 / 132
    ends = said.as_json()["intervals"]
    assert isinstance(ends, dict)
    assert ends["density"][0] == pytest.approx(10 / 132)
    assert said.notes[0].startswith("10 of 12 who were asked answered.")


def test_intervals_are_not_made_up_where_too_few_answered() -> None:
    assert sureness(place(7)) == TOO_FEW
    assert _density(place(7)) is None
    assert set(network_measures(place(7)).intervals.values()) == {None}


def test_who_was_not_asked_counts_as_silent() -> None:
    town, silent = place(1, asked=11), place(2)
    assert sureness(town).startswith(
        "10 of 11 who were asked answered. 1 organisation on the map was not asked, and counts as "
        "silent: newcomers may have fewer ties than others."
    )
    found = _density(town)
    assert found is not None
    # Nine of the ten who answered name another of the twelve, o10 names o11, whom nobody asked.
    assert 10 / 132 <= found.low <= found.high <= 14 / 132
    limits = network_measures(town).bounds["density"]
    assert limits == network_measures(silent).bounds["density"]
    answered = social_capital_measures(town)
    assert answered.values["response_rate"] == pytest.approx(10 / 11)  # noqa: PD011
    assert answered.bounds["response_rate"] == pytest.approx((10 / 11, 10 / 11))
    ranks = brokerage_measures(town).tables["parties"]
    assert ranks[["brokerage_rank_low", "brokerage_rank_high"]].notna().all(axis=None)


def test_who_has_gone_is_left_out_of_the_survey() -> None:
    everybody = place(0)
    rows = {**everybody.rows, "Organisation": everybody.table("Organisation").head(11)}
    town = Snapshot(rows=rows)
    # o11 has gone, and with it two of the twelve ties; all others answered.
    assert sureness(town) == "All 12 who were asked answered."
    said = network_measures(town)
    known = said.intervals["density"]
    assert known is not None
    assert (known.low, known.high) == pytest.approx((10 / 110, 10 / 110))
    assert said.values["density"] == pytest.approx(10 / 110)  # noqa: PD011


@pytest.mark.parametrize(("n_silent", "words"), [(2, "nine times in ten"), (3, "could have what")])
def test_each_number_and_rank_has_an_interval_or_bounds(n_silent: int, words: str) -> None:
    town = place(n_silent)
    ranked = {
        "in_degree": position_measures(town),
        "brokerage": brokerage_measures(town),
        "lost_reach": resilience_measures(town),
    }
    for measured in (*ranked.values(), network_measures(town), social_capital_measures(town)):
        for name, number in measured.values.items():  # noqa: PD011
            told = measured.intervals[name] or measured.bounds[name]
            assert told is not None or number is None, name
    for name, measured in ranked.items():
        parties = measured.tables["parties"]
        assert parties[f"{name}_rank_low"].between(1, 12).all()
        assert (parties[f"{name}_rank_low"] <= parties[f"{name}_rank_high"]).all()
        (note,) = (each for each in measured.notes if each.startswith(f"Ranks by {name}:"))
        assert words in note or "each could stand at any place" in note
        assert ("The place itself counts only what was answered" in note) == (n_silent == 2)


def test_ranks_of_what_nobody_was_asked_for_have_no_ends() -> None:
    loaded = resilience_measures(place(3), projection="shared_activities")
    assert loaded.tables["parties"]["lost_reach_rank_low"].isna().all()
    assert loaded.notes[-1] == f"Ranks by lost_reach: {AS_LOADED}"


def test_ranks_are_shared_where_all_are_named_alike() -> None:
    parties = position_measures(place(0)).tables["parties"]
    # All share the twelve places; by lot each stands at the first half as often as at the last.
    assert set(parties["in_degree_rank"]) == {6.5}
    assert set(parties["in_degree_rank_low"] + parties["in_degree_rank_high"]) == {13}


def test_json_draws_an_interval_out_to_the_number_as_it_was_answered() -> None:
    town = place(3)
    numbers = social_capital_measures(town).as_json()
    assert isinstance(numbers["values"], dict)
    assert isinstance(numbers["intervals"], dict)
    for name, ends in numbers["intervals"].items():
        if ends is not None:
            assert ends[0] <= numbers["values"][name] <= ends[1]


def test_social_capital_counts_pairs_of_those_whose_sector_is_known() -> None:
    said = social_capital_measures(place(0)).values  # noqa: PD011
    # Around the circle voluntary groups and the NHS take turns: all twelve pairs cross.
    assert (said["bonding"], said["bridging"], said["linking"]) == (0.0, 1.0, 1.0)
    assert said["response_rate"] == 1.0


def test_social_capital_tells_ratings_closeness_and_ties_between_groups() -> None:
    town = _rated({"a": (3, 4), "b": (1, None)})
    tables = social_capital_measures(town).as_json()
    # Of a and b, who name each other, b says 3 and a says 1: they stand on the lower step.
    told = {row["name"]: row["ties"] for row in tables["closeness"]}  # type: ignore[attr-defined]
    assert told == {"aware": 1, "cooperate": 0, "coordinate": 0, "integrated": 0, "not_said": 0}
    assert tables["scores"] == [
        _of("a"),
        _of("b", reliability=4.0),
    ]
    assert tables["mixing"] == [
        {"group": "NHS", "other": "NHS", "ties": 0},
        {"group": "NHS", "other": "Voluntary and community", "ties": 1},
        {"group": "Voluntary and community", "other": "Voluntary and community", "ties": 0},
    ]


def _rated(said: Mapping[str, tuple[int, int | None]]) -> Snapshot:
    """Return a and b, who each say how close they are and how far the other does what it says."""
    rows: dict[str, dict[str, Any]] = {
        "Organisation": {"id": ["a", "b"], "name": ["a", "b"], "sector": ["vcse", "nhs"]},
        "PARTNERS_WITH": {
            "id": list(said),
            "from_id": list(said),
            "to_id": ["b", "a"],
            "intensity": [intensity for intensity, _ in said.values()],
            "reliability": [reliability for _, reliability in said.values()],
            "power": [2, 2],
            "survey_id": "s",
        },
        "Survey": {"id": ["s"], "asked_on": ["2026-01-01"]},
    }
    return Snapshot(rows={name: conform(name, pd.DataFrame(row)) for name, row in rows.items()})


def _of(id_: str, reliability: float | None = None) -> dict[str, object]:
    scores = dict.fromkeys(("mission", "openness", "involvement", "resources"))
    means = {"trust": None, "value": None, "n_raters": 1, "name": id_}
    return {"id": id_, "reliability": reliability, "power": 2.0, **scores, **means}


def test_measured_says_null_where_a_number_is_not_defined() -> None:
    empty = network_measures(Snapshot()).as_json()
    assert isinstance(empty["values"], dict)
    assert empty["values"]["density"] is None
    assert Measured(0, 0, {}, {}).as_json()["values"] == {}


def test_parties_of_a_large_network_have_estimates_with_their_standard_errors() -> None:
    """A wheel: all paths between two on the rim that are not neighbours may run through its hub."""
    n_rim = 8_000
    rim = [f"r{number:04}" for number in range(n_rim)]
    wheel = Network.from_edges(
        [*rim, *["hub"] * n_rim], [*rim[1:], rim[0], *rim], nodes=["hub", *rim], directed=False
    )
    found = of_parties(wheel, [MEASURES["betweenness"], MEASURES["degree"]])
    assert list(found) == ["betweenness", "betweenness_standard_error", "degree"]
    # By hand: of the pairs on the rim, n are tied, n two apart with two ways, the rest all his.
    n_pairs = n_rim * (n_rim - 1) / 2
    exact = (n_pairs - n_rim - n_rim / 2) / n_pairs
    assert found["betweenness"][0] == pytest.approx(exact, abs=1e-4)
    assert found["betweenness_standard_error"][0] < 1e-4


def test_a_large_network_says_which_numbers_are_estimated_and_how_far_they_err(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A star of 3,001: every way is of one step or two."""
    for module in (separation, betweenness):
        monkeypatch.setattr(module, "EXACT_WORK", 1_000_000)
    rim = [f"r{number:04}" for number in range(3_000)]
    star = Network.from_edges(rim, ["hub"] * len(rim))
    steps, between = measures_of_network(Snapshot(), star).notes
    # The hub, which reaches all in one step, is not drawn: all drawn have the same mean.
    assert steps.startswith("How many steps part two parties is estimated from 200 of 3,001, with ")
    assert steps.endswith("standard error of 0.000 steps; the longest way is one of 2 to 4.")
    assert between.endswith("is estimated from some parties, and leans to be too high.")
    ring = Network.from_edges(["a", "b"], ["b", "a"])
    assert measures_of_network(Snapshot(), ring).notes == ()


def test_parties_of_a_small_network_have_exact_numbers() -> None:
    assert list(of_parties(project_partnerships(place(0)), [MEASURES["betweenness"]])) == [
        "betweenness"
    ]


def test_every_number_has_an_interval_or_bounds_or_a_reason_why_neither() -> None:
    for measured in (
        *(network_measures(place(n_silent)) for n_silent in (0, 3, 7)),
        *(social_capital_measures(place(n_silent)) for n_silent in (0, 3, 7)),
        social_capital_measures(place(0, asked=11)),
        network_measures(place(3), projection="shared_activities"),
        position_measures(place(3)),
        resilience_measures(place(3)),
        brokerage_measures(place(3)),
    ):
        said = measured.as_json()
        names = set(measured.intervals)
        assert names == set(measured.values)
        for name in names:
            told = [measured.intervals[name], measured.bounds[name]]
            assert told != [None, None] or name in measured.reasons, name
            assert measured.intervals[name] is None or name not in measured.reasons, name
        assert said["not_known"] == measured.reasons
        assert set(said["bounds"]) == names  # type: ignore[call-overload]


def test_bounds_hold_whatever_the_silent_would_have_said() -> None:
    found = social_capital_measures(place(3)).bounds
    # Nine name the next around the circle; three could each name eleven.
    assert found["density"] == pytest.approx((9 / 132, (9 + 33) / 132))
    assert found["n_isolates"] == pytest.approx(
        (0, 2)
    )  # o01 and o02: silent, and named by the silent alone
    # All nine join clubs and the NHS. Of the 36 such pairs 20 hold nobody silent; one of the other
    # 16 is tied.
    assert found["n_linking_ties"] == pytest.approx((9, 9 + 15))
    assert found["response_rate"] == pytest.approx((0.75, 0.75))
    # Three silent ones who name all leave no tie that is the only way; joining the three pieces
    # that there are now (eight in a row, o00 to o02 hang together by o11 naming o00) makes more.
    assert found["n_bridges"] == pytest.approx((0, 11))
    assert found["n_clusters"] == pytest.approx((1, 12))


def test_why_nothing_is_known_of_a_number_is_said() -> None:
    few = social_capital_measures(place(3)).reasons
    assert (few["n_clusters"], few["core_periphery_fit"]) == (UNTOLD, UNTOLD)
    assert set(brokerage_measures(place(3)).reasons.values()) == {UNTOLD}
    # In threes nobody is at the core: nothing is left around it to compare.
    three = {name: each[~each.isin(IDS[3:]).any(axis=1)] for name, each in place(0).rows.items()}
    small = social_capital_measures(Snapshot(rows=three))
    assert (small.n_nodes, dict(small.values)["core_periphery_fit"]) == (3, None)
    assert small.reasons["core_periphery_fit"] == ALL_ANSWERED
    rows = {name: each for name, each in place(3).rows.items() if name != "ASKED"}
    unasked = social_capital_measures(Snapshot(rows=rows)).reasons
    assert set(unasked.values()) == {WHOM_NOT_SAID}
    loaded = network_measures(place(3), projection="shared_activities").reasons
    assert set(loaded.values()) == {AS_LOADED}


@pytest.mark.slow
def test_a_number_is_as_sure_by_whichever_groups_others_are_looked_at() -> None:
    sample = Snapshot(rows=sample_tables())
    by_sector, by_place = (
        social_capital_measures(sample, group_by=group_by) for group_by in ("sector", "place")
    )
    differ = {
        name
        for name, interval in by_sector.intervals.items()
        if interval != by_place.intervals[name]
    }
    assert differ == {"bonding", "bridging", "e_i_index", "assortativity"}
