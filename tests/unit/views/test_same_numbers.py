"""One title stands for one number, on every screen and in every command."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any

import pytest

from assetmap.errors import DataError
from assetmap.measures.claims import newest_claims
from assetmap.measures.confirmation import share_returned
from assetmap.views.brokers.view import brokers_view
from assetmap.views.change.view import days_to_compare, numbers_over_time, over_time
from assetmap.views.measuring.brokerage import brokerage_measures
from assetmap.views.measuring.certain import sureness
from assetmap.views.measuring.change import change_measures
from assetmap.views.measuring.fade import Fade
from assetmap.views.measuring.network import network_measures
from assetmap.views.measuring.party_measures import RANKED
from assetmap.views.measuring.position import position_measures
from assetmap.views.measuring.social_capital import social_capital_measures
from assetmap.views.network.choice import MapChoice
from assetmap.views.network.view import network_view
from assetmap.views.ranking.view import place_ends, ranking

if TYPE_CHECKING:
    from tests.unit.views.conftest import Make

    from assetmap.model import Snapshot

IDS = "abcdefghijkl"
RING = [f"{one}{other}" for one, other in zip(IDS, IDS[1:] + IDS[0], strict=True)]


def rows(*surveys: str) -> dict[str, list[dict[str, Any]]]:
    """Return twelve of which each names the next; in the second survey b names a, l is silent."""
    said = {"2025": RING, "2026": [*(pair for pair in RING if pair[0] != "l"), "ba"]}
    return {
        "Organisation": [
            {"id": each, "name": each, "sector": ("vcse", "nhs")[at % 2]}
            for at, each in enumerate(IDS)
        ],
        "Survey": [{"id": each, "asked_on": f"{each}-01-01"} for each in surveys],
        "ASKED": [
            {"id": f"{survey}{each}", "from_id": survey, "to_id": each}
            | {"answered_on": None if (survey, each) == ("2026", "l") else f"{survey}-02-01"}
            for survey in surveys
            for each in IDS
        ],
        "PARTNERS_WITH": [
            {"id": f"{survey}{pair}", "from_id": pair[0], "to_id": pair[1], "survey_id": survey}
            | {"provenance": "survey" if pair[0] in "abc" else "list"}
            for survey in surveys
            for pair in said[survey]
        ],
    }


@pytest.fixture
def town(make: Make) -> Snapshot:
    return make(rows("2025", "2026"))


def test_ties_returned_are_the_same_everywhere_and_ask_nothing_of_the_silent(
    town: Snapshot,
) -> None:
    # Twelve claims, of which one is about l, who could not return it; those of a and b are.
    assert share_returned(newest_claims(town)) == pytest.approx(2 / 11)
    assert network_measures(town).values["reciprocity"] == pytest.approx(2 / 11)
    assert social_capital_measures(town).values["reciprocity"] == pytest.approx(2 / 11)
    shown = {
        row["label"]: row["value"]
        for row in network_view(town, MapChoice(ties="partnerships")).numbers
    }
    # What l said in 2025 still stands: thirteen ties of 132.
    assert (shown["Ties returned"], shown["Ties made"]) == ("18%", "10%")
    assert network_measures(town).values["density"] == pytest.approx(13 / 132)
    assert "(by those who did not, what they answered before)" in sureness(town)


def test_ties_returned_among_some_are_of_claims_about_each_other(town: Snapshot) -> None:
    claims = newest_claims(town)
    assert share_returned(claims, "abc") == pytest.approx(2 / 3)
    assert math.isnan(share_returned(claims, "kl"))  # of l nobody knows what it would have said


def test_who_is_silent_is_counted_of_the_newest_survey_alone(town: Snapshot) -> None:
    notes = network_view(town, MapChoice(ties="partnerships")).notes
    (said,) = (note for note in notes if "did not answer" in note)
    # Twelve were asked twice; l is silent the second time.
    assert said.startswith("1 of 12 organisations asked did not answer the newest survey")
    assert sureness(town).startswith("11 of 12 who were asked answered")
    before = network_view(town.as_of(dt.date(2025, 6, 1)), MapChoice(ties="partnerships")).notes
    assert not any("did not answer" in note for note in before)


def test_change_tells_what_over_time_tells(town: Snapshot) -> None:
    said, days = change_measures(town), days_to_compare(town)
    screen, numbers = over_time(town, *days), numbers_over_time(town, *days)
    moved = said.tables["moved"].set_index("name")
    told = [each for side in numbers.sides for each in side.numbers]
    of_survey = [each for each in told if each.name != "equal_footing"]
    for each in of_survey:
        assert moved.loc[each.name, "moved"] == each.movement, each.name
        for column, day in zip(("before", "after"), each.days, strict=True):
            value = math.nan if day.value is None else day.value
            assert moved.loc[each.name, column] == pytest.approx(value, nan_ok=True), each.name
    shares = said.tables["shares_moved"]
    voluntary = next(term.label for term in town.terms("sector") if term.value == "vcse")
    for each in (each for each in told if each.name == "equal_footing"):
        if each.title != "Organisations":
            is_ours = (shares["sector"] == voluntary) & (shares["what"] == each.title)
            (row,) = shares[is_ours].to_dict("records")
            assert row["moved"] == each.movement
            assert [row["before"], row["after"]] == [day.value for day in each.days]
    left_out = moved.drop([each.name for each in of_survey])
    assert left_out[["before", "after"]].isna().all(axis=None)
    assert {"mean_degree", "bonding", "bridging", "linking", "e_i_index"} <= set(said.values)
    # Between the eleven who answered twice, b came to name a.
    assert said.tables["tie_changes"].to_numpy().tolist() == [["b", "a", "made", False]]
    assert screen.ties == ({"who": "b", "whom": "a", "change": "Made"},)


def test_change_finds_none_where_the_survey_is_the_same(town: Snapshot) -> None:
    said = change_measures(town, from_on=dt.date(2025, 3, 1), to_on=dt.date(2025, 6, 1))
    assert {value for value in said.values.values() if value is not None} == {0}
    assert set(said.tables["moved"]["moved"]) == {"not known"}
    assert said.tables["tie_changes"].empty
    assert said.notes[1].startswith("By both days it was the same survey")


def test_change_refuses_a_day_before_the_first_survey(town: Snapshot) -> None:
    with pytest.raises(DataError, match="2025-02-01 and 2026-02-01 with --from and --to"):
        change_measures(town, from_on=dt.date(2024, 3, 1))


@pytest.mark.parametrize("fade", [None, Fade(365.0), Fade(trust_in=(("survey", 0.5),))])
@pytest.mark.parametrize("name", RANKED)
def test_position_ranks_by_what_a_rank_table_goes_by(
    town: Snapshot, name: str, fade: Fade | None
) -> None:
    place = town.as_of(dt.date(2026, 6, 1))
    said = position_measures(place, rank_by=name, fade=fade)
    parties = said.tables["parties"]
    known = place_ends(place, name, fade=fade)
    screen = ranking(place, name, known=known, fade=fade)
    assert parties["id"].tolist() == [row["id"] for row in screen.rows]
    numbers = [math.nan if row["number"] is None else row["number"] for row in screen.rows]
    assert parties[name].astype(float).tolist() == pytest.approx(numbers, nan_ok=True)
    ends = parties[[f"{name}_rank_low", f"{name}_rank_high"]].to_numpy()
    told = [
        f"{low:.0f}" if low == high else f"{low:.0f} to {high:.0f}" for low, high in ends.tolist()
    ]
    assert told == [row["could_be"] for row in screen.rows]


def test_change_refuses_one_day_twice(town: Snapshot) -> None:
    day = dt.date(2026, 3, 1)
    with pytest.raises(DataError, match="Both days are 2026-03-01; give two days that differ"):
        change_measures(town, from_on=day, to_on=day)


@pytest.mark.parametrize(
    "given",
    [
        {"from_on": dt.date(2026, 6, 1), "to_on": dt.date(2025, 6, 1)},
        {"to_on": dt.date(2024, 1, 1)},  # before that of the last survey but one
        {"from_on": dt.date(2031, 1, 1)},
    ],
)
def test_change_refuses_days_the_wrong_way_round(town: Snapshot, given: dict[str, dt.date]) -> None:
    # The numbers would be those of a place that goes backwards, and said to be of one that went on.
    with pytest.raises(DataError, match=r"The earlier day, .* is after the later day"):
        change_measures(town, **given)


def test_change_wants_two_surveys(make: Make) -> None:
    with pytest.raises(DataError, match="1 survey of partners was answered, and two are needed"):
        change_measures(make(rows("2025")))
    with pytest.raises(DataError, match="0 surveys of partners were answered"):
        change_measures(make(rows()))


def test_brokerage_tells_the_pairs_that_brokers_tells(town: Snapshot) -> None:
    said = brokerage_measures(town)
    pairs = dict(zip(said.tables["parties"]["id"], said.tables["parties"]["pairs"], strict=True))
    # Around the ring each joins its two neighbours, and nobody else.
    assert pairs == dict.fromkeys(IDS, 1)
    assert {row["id"]: row["pairs"] for row in brokers_view(town).rows} == pairs
    assert any("whoever names them" in note for note in said.notes)
