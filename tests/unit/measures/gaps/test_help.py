"""Who is there to help, and who could fill a gap, in the town that is worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.measures.gaps.tiny_town import DAY, tie, town

from assetmap.errors import DataError
from assetmap.measures.gaps.brokers import brokers
from assetmap.measures.gaps.coverage import coverage
from assetmap.measures.gaps.matrix import GapChoice, GapMatrix, gap_matrix
from assetmap.model import Snapshot
from assetmap.release.coverage import coverage_for

CLAIMS = [
    tie("club_body", "lunch_body", intensity="2"),
    tie("lunch_body", "club_body", intensity="3"),
    tie("far_body", "club_body", intensity="4"),
]
ROOMS = [
    tie("far_body", "hall", days_free="Thursday|Sunday"),
    tie("lunch_body", "shed", days_free="Friday"),
    tie("club_body", "shed"),
]


def _champions(*served: str | None) -> dict[str, list[dict[str, Any]]]:
    """Return champions that serve an area each, or none, all at the club."""
    ids = [f"c{number}" for number in range(len(served))]
    return {
        "Champion": [{"id": id_, "organisation_id": "club_body"} for id_ in ids],
        "SERVES": [tie(id_, code) for id_, code in zip(ids, served, strict=True) if code],
    }


def _evening(place: Snapshot) -> tuple[GapMatrix, tuple[int, int, int, int]]:
    matrix = gap_matrix(
        place,
        DAY,
        GapChoice(needs=("company",), groups=("everyone",), times=("weekday_evening",)),
    )
    return matrix, (matrix.areas.index("N"), 0, 0, 0)


@pytest.mark.evidence("coverage", "by hand")
def test_coverage_counts_who_serves_an_area_or_a_part_of_it() -> None:
    place = town(
        **_champions("N1", "N", "S", None),
        LinkWorker=[{"id": "w", "languages": "English|Urdu"}],
        Community=[{"id": "deaf", "name": "Deaf people"}, {"id": "carers", "name": "Carers"}],
        WELCOMES=[tie("choir", "deaf")],
    )
    found = coverage(place, DAY)
    table = found.areas.set_index("area_code")
    assert table["champions"].to_dict() == {"N": 2, "S": 1}
    assert table["people_per_champion"].to_dict() == {"N": 150, "S": 300}
    assert table["people_per_linkworker"].isna().all()
    assert found.unplaced == {"Champion": 1, "LinkWorker": 1}
    # All four are based at the club, whose choir welcomes Deaf people.
    assert found.communities.set_index("community_id")["champions"].to_dict() == {
        "carers": 0,
        "deaf": 4,
    }
    assert found.languages.to_dict("records") == [
        {"language": "English", "champions": 0, "link_workers": 1},
        {"language": "Urdu", "champions": 0, "link_workers": 1},
    ]


def test_coverage_of_areas_whose_people_are_not_known_has_no_people_for_each() -> None:
    place = Snapshot(rows={"Area": town().table("Area")})
    assert coverage(place, DAY, level="ward").areas["people_per_champion"].isna().all()
    with pytest.raises(DataError, match="The map has no area of level 'town'"):
        coverage(place, DAY, level="town")


def test_coverage_below_lead_hides_small_numbers() -> None:
    place = town(**_champions(*["N1"] * 12, "S"))
    told = coverage_for(place, "partner", DAY).areas.set_index("area_code")
    # 12 are told as 10, 1 is not told; of link workers nothing is.
    assert told.loc["N", "champions"] == 10
    assert told.loc["N", "people_per_champion"] == 30
    assert told["champions"].isna().to_dict() == {"N": False, "S": True}
    assert told["link_workers"].isna().all()
    assert coverage_for(place, "lead", DAY).areas["champions"].tolist() == [12, 1]
    for role, message in (("public", "The public is told nothing"), ("boss", "no role 'boss'")):
        with pytest.raises(DataError, match=message):
            coverage_for(place, role, DAY)


@pytest.mark.evidence("brokers", "by hand")
def test_brokers_have_skill_room_and_trust() -> None:
    place = town(PARTNERS_WITH=CLAIMS, HAS_USE_OF=ROOMS)
    found = {each.organisation_id: each for each in brokers(place, *_evening(place))}
    # Lunches serve North, run lunch for company, and have the shed by N2 on Fridays.
    lunches = found["lunch_body"]
    assert lunches.activities == ("lunch",)
    assert lunches.venues == (("shed", ("Friday",)),)
    assert (lunches.way, lunches.strength) == (("lunch_body",), 0)
    # The club runs what is for all of belonging; the two coordinate, as the warmer side says.
    club = found["club_body"]
    assert club.activities == ("club",)
    assert (club.venues, club.days_unknown) == ((), ("shed",))
    assert (club.way, club.strength) == (("lunch_body", "club_body"), 3)
    # Sunday is no weekday; the way is as strong as its weaker tie.
    far = found["far_body"]
    assert far.venues == (("hall", ("Thursday",)),)
    assert (far.way, far.strength) == (("lunch_body", "club_body", "far_body"), 3)
    assert list(found) == ["lunch_body", "club_body", "far_body"]


def test_brokers_without_a_way_or_a_reason() -> None:
    place = town(HAS_USE_OF=ROOMS)
    found = {each.organisation_id: each for each in brokers(place, *_evening(place))}
    assert (found["far_body"].way, found["far_body"].strength) == ((), 0)
    assert not found["far_body"].activities
    assert found["far_body"].venues
    alone = town()
    assert "far_body" not in {each.organisation_id for each in brokers(alone, *_evening(alone))}
    assert len(brokers(place, *_evening(place), at_most=1)) == 1
