"""People step in and none is scored: whatever puts parties in an order leaves them out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from tests.sample_place import sample_snapshot

from assetmap.model import PEOPLE, Snapshot
from assetmap.release.networks import PROJECTIONS
from assetmap.release.within import Within
from assetmap.views.flows.pathway import pathway_view
from assetmap.views.measuring.brokerage import brokerage_measures
from assetmap.views.measuring.names import MEASURING
from assetmap.views.measuring.network import network_measures
from assetmap.views.measuring.position import position_measures
from assetmap.views.measuring.resilience import resilience_measures
from assetmap.views.network.choice import MapChoice
from assetmap.views.network.view import network_view, picture_sentence
from assetmap.views.party_view import party_view
from assetmap.views.people import TIES_OF_ORGANISATIONS
from assetmap.views.social_capital.profile import social_capital_view

Make = Callable[[Mapping[str, Sequence[Mapping[str, Any]]]], Snapshot]

LEFT_OUT = (
    "People are never put in an order: 2 link workers and champions are in no table here. Ties to "
    "them are counted."
)
OF_TIES = [name for name, each in MEASURING.items() if "projection" in each.choices]


@pytest.fixture
def town(make: Make) -> Snapshot:
    """The hub refers to Ann, she and Bo to the choir, she to the walk, the choir to the tea."""
    return make(_rows("hub>ann", "ann>choir", "ann>walk", "bo>choir", "choir>tea"))


def _rows(*ways: str) -> dict[str, list[dict[str, Any]]]:
    return {
        "Organisation": [
            {"id": each, "name": each.title()} for each in ("hub", "choir", "walk", "tea")
        ],
        "LinkWorker": [{"id": "ann", "display_name": "Ann", "consent": "given"}],
        "Champion": [{"id": "bo", "display_name": "Bo", "consent": "given"}],
        "Referral": [
            {"id": f"{n}", "episode_id": f"{n}", "made_on": dt.datetime(2026, 1, 5)}  # noqa: DTZ001
            | {"source_id": way.split(">")[0], "target_id": way.split(">")[1]}
            | {"route": "professional", "status": "completed"}
            for n, way in enumerate(ways)
        ],
    }


def test_people_are_link_workers_and_champions() -> None:
    assert PEOPLE == ("LinkWorker", "Champion")


def test_ranks_are_of_organisations_and_count_ties_to_people(town: Snapshot) -> None:
    found = position_measures(town, projection="referrals")
    parties = found.tables["parties"].set_index("id")
    # Two refer to the choir, one each to walk and tea, none to the hub; one to Ann.
    assert parties["in_degree"].to_dict() == {"choir": 2, "tea": 1, "walk": 1, "hub": 0}
    ranks = {"choir": 1.0, "tea": 2.5, "walk": 2.5, "hub": 4.0}
    assert parties["in_degree_rank"].to_dict() == ranks
    assert (found.n_nodes, found.n_ties, found.notes[-1]) == (6, 5, LEFT_OUT)


def test_who_joins_others_is_told_of_organisations_alone(town: Snapshot) -> None:
    found = brokerage_measures(town, projection="referrals")
    parties = found.tables["parties"].set_index("id")
    # The choir joins Ann to the tea and Bo to the tea; Ann joins the hub to choir and walk.
    assert parties["brokerage"].to_dict() == {"choir": 2, "hub": 0, "tea": 0, "walk": 0}
    assert parties["brokerage_rank"].to_dict() == {"choir": 1, "hub": 3, "tea": 3, "walk": 3}
    assert found.values["brokerage"] == 4
    assert found.notes[-1] == LEFT_OUT


def test_the_worst_losses_are_those_of_organisations(town: Snapshot) -> None:
    found = resilience_measures(town, projection="referrals")
    # Without Ann as much would break as without the choir, and her id comes first.
    lost = found.tables["worst_removals"]
    assert lost.to_dict("list") == {
        "id": ["choir", "hub", "walk", "tea"],
        "n_cut_off": [2, 0, 0, 0],
        "largest_piece_left": [3, 2, 1, 1],
        "n_pairs_left": [3, 1, 0, 0],
    }
    bridges = found.tables["bridges"]
    assert bridges[["source", "target"]].to_numpy().tolist() == [["choir", "tea"]]
    assert found.values["n_bridges"] == 5
    ranks = found.tables["parties"].set_index("id")["lost_reach_rank"]
    assert ranks.to_dict() == {"choir": 1, "hub": 3, "tea": 3, "walk": 3}
    sides = {each.name: each for each in social_capital_view(town, ties="referrals").sides}
    told = [(bar.label, bar.words) for bar in sides["resilience"].parts]
    assert told == [("Without Choir", "3 of 6")]


def test_the_map_lists_people_last_and_puts_them_at_no_place(town: Snapshot) -> None:
    view = network_view(town, MapChoice(ties="referrals"))
    assert view.parties["id"].tolist()[-2:] == ["ann", "bo"]
    assert view.summary.split("ties. ")[1].startswith("People aside, Choir ")
    assert "People are never put in an order: in the list they come last, by name." in view.notes
    assert "People aside, those that connect most: Choir, " in picture_sentence(view)
    assert not any(name in picture_sentence(view) for name in ("Ann", "Bo"))
    said = {id_: " ".join(party_view(town, view, id_).sentences) for id_ in ("ann", "choir")}
    # Of the 20 pairs of the other five, hub and choir, hub and walk, hub and tea go by way of Ann.
    assert "15% of the shortest ways between others run through here." in said["ann"]
    assert "run through here: the most of all, people aside." in said["choir"]


def test_a_map_of_people_alone_names_nobody_as_the_first(make: Make) -> None:
    workers = [
        {"id": each, "display_name": each.title(), "consent": "given"} for each in ("a", "b")
    ]
    tie = {"id": "t", "from_id": "a", "to_id": "b"}
    view = network_view(make({"LinkWorker": workers, "TIED_TO": [tie]}), MapChoice("whole_map"))
    assert view.summary == "2 link workers and 1 tie."
    assert "connect most" not in picture_sentence(view)


def test_those_to_whom_most_are_referred_are_named_unless_they_are_people(make: Make) -> None:
    ways = [("hub>ann", 4), ("ann>choir", 3), ("ann>bo", 2), ("bo>tea", 1), ("bo>walk", 1)]
    place = make(_rows(*(way for way, n in ways for _ in range(n))))
    year = Within(dt.date(2026, 1, 1), dt.date(2027, 1, 1))
    said = pathway_view(replace(place, role="lead"), "sectors", year).gathered
    assert said.startswith(
        "The 3 of 5 receivers to whom most are referred take 82% of all 11 referrals: Choir and 2 "
        "people. "
    )


@cache
def _sample() -> Snapshot:
    return sample_snapshot()


@pytest.mark.parametrize("ties", PROJECTIONS)
@pytest.mark.parametrize("name", OF_TIES)
def test_no_row_of_any_table_is_a_person(name: str, ties: str) -> None:
    sample = _sample()
    found = MEASURING[name].measure(sample, projection=ties)
    people = {id_ for label in PEOPLE for id_ in sample.table(label)["id"]}
    for table in found.tables.values():
        for column in table.columns:
            assert people.isdisjoint(table[column].tolist()), column
    lists_parties = "parties" in found.tables
    is_said = any("People are never put in an order: 628 " in note for note in found.notes)
    assert is_said == (lists_parties and ties not in TIES_OF_ORGANISATIONS)
    if lists_parties:
        assert set(sample.table("Organisation")["id"]) <= set(found.tables["parties"]["id"])


def test_numbers_of_the_whole_count_people(town: Snapshot) -> None:
    found = network_measures(town, projection="referrals")
    assert found.values["density"] == pytest.approx(5 / 30)
    assert found.notes[-1] == LEFT_OUT
