"""A table as it looks: who is heard, who is missing, whom to ask next and why, worked by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from assetmap.errors import DataError
from assetmap.model import Snapshot
from assetmap.views.round_table.choice import (
    ANY_NUMBER,
    TableChoice,
    fair_words,
    guests_to_choose,
    themes,
)
from assetmap.views.round_table.invitations import open_invitations
from assetmap.views.round_table.view import RoundTableView, fair_table, round_table_view

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.unit.views.conftest import Make, Rows


def ties(pairs: str, **columns: Any) -> list[dict[str, Any]]:
    return [
        {"id": pair, "from_id": pair.split(">")[0], "to_id": pair.split(">")[1], **columns}
        for pair in pairs.split()
    ]


# The deaf club signs in Eastfield; the advice shop works in both areas; four trust the club.
PLACE: Mapping[str, Rows] = {
    "Area": [
        {"id": "T", "name": "Town", "level": "town"},
        {"id": "E", "name": "Eastfield", "level": "ward", "parent_code": "T"},
        {"id": "W", "name": "Westfield", "level": "ward", "parent_code": "T"},
    ],
    "Location": [{"id": "hall", "name": "Hall", "area_code": "E"}],
    "Organisation": [
        {"id": "advice", "name": "Advice Shop", "sector": "vcse"},
        {"id": "choir", "name": "Choir", "sector": "vcse", "location_id": "hall"},
        {"id": "club", "name": "Deaf Club", "sector": "vcse"},
        {"id": "council", "name": "Council", "sector": "council"},
        {"id": "gp", "name": "Surgery", "sector": "primary_care"},
        {"id": "mosque", "name": "Mosque", "sector": "faith"},
        {"id": "shut", "name": "Shut Club", "sector": "funder", "status": "defunct"},
    ],
    "Need": [
        {"id": "n", "name": "Getting by"},
        {"id": "money", "name": "Money worries", "parent_id": "n"},
        {"id": "company", "name": "Company"},
    ],
    "Community": [
        {"id": "deaf", "name": "Deaf people"},
        {"id": "carers", "name": "Carers"},
        {"id": "veterans", "name": "Veterans"},
    ],
    "LED_BY": ties("mosque>carers shut>veterans"),
    "Activity": [
        {"id": "signs", "name": "Signs", "organisation_id": "club"},
        {"id": "help", "name": "Help", "organisation_id": "advice"},
        {"id": "sing", "name": "Sing", "organisation_id": "choir"},
        {"id": "old", "name": "Old", "organisation_id": "gp", "status": "inactive"},
    ],
    "Session": [{"id": "s", "activity_id": "signs", "location_id": "hall"}],
    "WELCOMES": ties("signs>deaf old>veterans"),
    "MEETS": ties("help>money sing>company old>money"),
    # A champion's own area is no voice of an organisation.
    "SERVES": ties("help>T champion>W"),
    "Champion": [{"id": "champion", "organisation_id": "gp", "consent": "given"}],
    "PARTNERS_WITH": [
        *ties("council>club choir>club", intensity=4),
        *ties("gp>club", intensity=1, reliability=4, mission=3, openness=2),
        *ties("mosque>club", intensity=1, reliability=3),
        # Close, and not trusted: what was scored comes before how closely they work.
        *ties("advice>club", intensity=4, reliability=1, mission=2, openness=2),
    ],
    "Workshop": [
        {"id": "w1", "purpose": "First"},
        {"id": "w2", "purpose": "Next"},
    ],
    "TOOK_PART_IN": [
        *ties("choir>w1 club>w1", part="member"),
        *ties("gp>w2 council>w2", part="invited"),
    ],
}
FOUR = ("choir", "council", "gp", "mosque")


@pytest.fixture
def place(make: Make) -> Snapshot:
    return make(PLACE)


def look(place: Snapshot, *invited: str, **wanted: Any) -> RoundTableView:
    return round_table_view(place, TableChoice(invited=invited, level="ward", **wanted))


def states(view: RoundTableView, kind: str) -> dict[str, str]:
    (hearing,) = (each for each in view.hearings if each.kind == kind)
    return {row["name"]: f"{row['state']}: {row['who']}" for row in hearing.rows}


def test_reason_names_the_community_where_it_is_and_who_trusts(place: Snapshot) -> None:
    view = look(place, *FOUR)
    reasons = {row["name"]: row["reason"] for row in view.next_ones}
    assert reasons["Deaf Club"] == (
        "Reaches Deaf people in Eastfield, trusted by four of your guests."
    )
    assert reasons["Advice Shop"] == (
        "Knows about “Money worries” and is there for people in Westfield."
    )
    assert [row["kind"] for row in view.next_ones] == ["Voluntary and community"] * 2


def test_each_kind_says_what_is_heard_and_who_could_bring_the_rest(place: Snapshot) -> None:
    view = look(place, *FOUR)
    assert view.summary == (
        "4 guests speak for 1 of 3 communities, 1 of 2 things that matter, 1 of 2 areas and "
        "4 of 4 sectors."
    )
    assert states(view, "community") == {
        "Carers": "Heard: Mosque",
        "Deaf people": "Missing: Could bring it: Deaf Club",
        "Veterans": "Missing: Nobody in this map yet",
    }
    assert states(view, "need") == {
        "Company": "Heard: Choir",
        "Money worries": "Missing: Could bring it: Advice Shop",
    }
    assert states(view, "area")["Westfield"] == "Missing: Could bring it: Advice Shop"
    assert [each.sentence for each in view.hearings] == [
        "Heard: Carers. Not heard yet: Deaf people and Veterans.",
        "Heard: Company. Not heard yet: Money worries.",
        "Heard: Eastfield. Not heard yet: Westfield.",
        "Every one of the 4 sectors is heard.",
    ]


def test_share_of_the_voluntary_sector_trust_and_people_are_told_in_words(place: Snapshot) -> None:
    view = look(place, *FOUR)
    assert view.sentences == (
        (
            "1 of 4 guests (25%) is from the sector Voluntary and community; "
            "you asked for at least half."
        ),
        "1 of 2 other organisations is tied by trust to one of your guests.",
        "1 champion belongs to your guests.",
    )
    assert look(place, "choir").sentences[0].endswith("and community, as you asked.")
    assert look(place, "gp", voluntary_share="any").sentences[0].endswith("and community.")


def test_who_came_before_is_told_and_who_was_only_invited_did_not_come(place: Snapshot) -> None:
    earlier = look(place, "choir", "gp").earlier
    assert earlier.sentences == (
        "Came before: Choir.",
        "Would be there for the first time: Surgery.",
        "Came before and not on your list: Deaf Club.",
    )
    assert [(row["what"], row["came"], row["guests"]) for row in earlier.rows] == [
        ("First", "2: Choir and Deaf Club", "Choir"),
        ("Next", "2 organisations invited", ""),
    ]
    assert look(place).earlier.sentences == (
        "2 organisations came to the 2 workshops in this map.",
    )


def test_only_chosen_themes_count_with_all_that_is_part_of_them(place: Snapshot) -> None:
    assert themes(place) == {"company": "Company", "n": "Getting by"}
    assert states(look(place, "choir", need_ids=("n",)), "need") == {
        "Money worries": "Missing: Could bring it: Advice Shop"
    }


def test_whoever_cannot_come_or_adds_nothing_is_not_proposed(place: Snapshot) -> None:
    names = [row["name"] for row in look(place, *FOUR, absent=("club",)).next_ones]
    assert names == ["Advice Shop"]
    everybody = look(place, *FOUR, "club", "advice")
    assert everybody.next_ones == ()


def test_whoever_has_closed_is_neither_a_guest_nor_a_choice(place: Snapshot) -> None:
    assert look(place, "shut", "choir").invited == ("choir",)
    assert "shut" not in {row["id"] for row in guests_to_choose(place).rows}


def test_smallest_fair_table_hears_all_with_the_fewest_seats(place: Snapshot) -> None:
    # Each of the six brings what no other does.
    found = fair_table(place, TableChoice(n_seats=6, level="ward"))
    assert sorted(found.ids) == ["advice", "choir", "club", "council", "gp", "mosque"]
    # Communities: deaf people, carers; veterans are nobody's. Two areas, two matters, 4 sectors.
    assert found.sentence == (
        "This table has 6 seats and brings 10 voices: all that anybody who could come would bring. "
        "With fewer it would bring less."
    )
    kept = fair_table(place, TableChoice(invited=("gp",), n_seats=2, level="ward"))
    assert kept.ids[0] == "gp"
    assert kept.ids[1] in {"advice", "choir", "club"}


def test_seats_that_would_bring_no_further_voice_stay_empty(make: Make) -> None:
    organisations = [{"id": id_, "name": id_.title(), "sector": "vcse"} for id_ in "abc"]
    same = make({"Organisation": organisations})
    found = fair_table(same, TableChoice(n_seats=3))
    assert len(found.ids) == 1
    assert found.sentence == (
        "This table has 1 seat and brings 1 voice: all that anybody who could come would bring."
    )


def test_shares_that_cannot_be_kept_are_said_and_others_are_proposed_all_the_same(
    place: Snapshot,
) -> None:
    view = look(place, "gp", "council", "mosque", n_seats=4)
    assert view.refused == (
        "A table of 4 cannot keep at least 2 of the seats for Voluntary and community: with 3 "
        "invited, only 1 could be theirs. What to do: give the table 6 seats, or ask for other "
        "shares (both under “Seats, equal shares, and what counts”), or take a guest off the list."
    )
    assert view.next_ones
    with pytest.raises(DataError, match="only 1 could be theirs"):
        fair_table(place, TableChoice(invited=("gp", "council", "mosque"), n_seats=4))
    each_area = look(place, "gp", "council", is_each_area=True, n_seats=3, voluntary_share="any")
    assert {row["name"] for row in each_area.next_ones} == {"Advice Shop"}


def test_a_place_of_three_has_a_fair_table_although_twelve_seats_were_asked_for(make: Make) -> None:
    """Half of three seats would be two clubs, and there is one; of two seats one is half."""
    sectors = {"choir": "vcse", "council": "council", "gp": "primary_care"}
    three = make(
        {
            "Organisation": [
                {"id": id_, "name": id_, "sector": sector} for id_, sector in sectors.items()
            ]
        }
    )
    found = fair_table(three, TableChoice())
    assert "choir" in found.ids
    assert found.sentence == (
        "A table of 3 cannot keep at least 2 of the seats for Voluntary and community: only 1 of "
        "them could come. At most 2 seats can. This table has 2 seats and brings 2 voices: no "
        "fair table of so many seats brings more. With fewer it would bring less."
    )
    assert round_table_view(three, TableChoice()).refused == ""
    both = round_table_view(three, TableChoice(invited=("choir", "gp")))
    assert both.refused.endswith(
        "What to do: ask for other shares under “Seats, equal shares, and what counts”, or take a "
        "guest off the list."
    )
    assert [row["id"] for row in both.next_ones] == ["council"]
    assert round_table_view(three, TableChoice(invited=(*sectors,))).refused == ""


def test_each_reason_is_what_those_named_before_do_not_bring(make: Make) -> None:
    """The centre reaches all that the club does, and more; the second choir is the first again."""
    organisations = [{"id": id_, "name": id_, "sector": "vcse"} for id_ in ("centre", "club", "gp")]
    place = make(
        {
            **{name: PLACE[name] for name in ("Area", "Community", "Location")},
            "Organisation": organisations,
            "Activity": [
                {"id": "signs", "name": "Signs", "organisation_id": "centre"},
                {"id": "talk", "name": "Talk", "organisation_id": "club"},
            ],
            "SERVES": ties("signs>E signs>W talk>E"),
            "LED_BY": ties("centre>carers"),
            "WELCOMES": ties("signs>deaf talk>deaf talk>veterans"),
            "PARTNERS_WITH": ties("gp>club gp>centre", intensity=3),
        }
    )
    rows = look(place, "gp", voluntary_share="any").next_ones
    assert [(row["id"], row["reason"]) for row in rows] == [
        (
            "centre",
            (
                "Is led by Carers in Eastfield and Westfield; reaches Deaf people in Eastfield and "
                "Westfield; is there for people in Eastfield and Westfield; trusted by one of your "
                "guests."
            ),
        ),
        ("club", "Reaches Veterans in Eastfield, trusted by one of your guests."),
    ]


def test_many_areas_are_told_by_the_towns_that_they_are_part_of(make: Make) -> None:
    wards = [
        {"id": f"{town}{n}", "name": f"{town}{n}", "level": "ward", "parent_code": town}
        for town in ("Ash", "Elm")
        for n in range(4)
    ]
    place = make(
        {
            "Area": [*({"id": t, "name": t, "level": "town"} for t in ("Ash", "Elm")), *wards],
            "Community": [{"id": "deaf", "name": "Deaf people"}],
            "Organisation": [
                {"id": id_, "name": id_, "sector": "vcse"} for id_ in ("gp", "club", "hall")
            ],
            "Activity": [
                {"id": "signs", "name": "Signs", "organisation_id": "club"},
                {"id": "all", "name": "All", "organisation_id": "hall"},
            ],
            "WELCOMES": ties("signs>deaf"),
            "SERVES": ties("signs>Ash all>Ash all>Elm"),
        }
    )
    reasons = [row["reason"] for row in look(place, "gp", absent=("hall",)).next_ones]
    assert reasons == [
        "Reaches Deaf people in 4 areas of Ash and is there for people in 4 areas of Ash."
    ]
    reasons = [row["reason"] for row in look(place, "gp", absent=("club",)).next_ones]
    assert reasons == ["Is there for people in all 8 areas."]


def test_an_area_for_which_nobody_is_there_refuses_no_table_and_is_named(make: Make) -> None:
    moor = {"id": "M", "name": "Moor", "level": "ward", "parent_code": "T"}
    place = make({**PLACE, "Area": [*PLACE["Area"], moor], "SERVES": ties("help>E help>W")})
    asked = TableChoice(level="ward", voluntary_share="any", is_each_area=True)
    found = fair_table(place, asked)
    assert "advice" in found.ids  # the only one who is there for Westfield
    assert found.sentence.endswith(
        "No organisation of this map is there for Moor, so no table can have one."
    )
    assert "Moor" not in fair_table(place, replace(asked, is_each_area=False)).sentence


def test_what_fair_means_is_said_by_the_shares_that_were_asked_for() -> None:
    said = fair_words(TableChoice(voluntary_share="third", most_of_sector=2, is_each_area=True))
    assert said.startswith(
        "Fair: at least a third of the seats for voluntary and community organisations, at most 2 "
        "for each other sector and somebody who is there for each area. Smallest: "
    )
    none = fair_words(TableChoice(voluntary_share="any", most_of_sector=ANY_NUMBER))
    assert none.startswith("Fair: no shares, as you asked for none.")


def test_one_of_a_kind_and_workshops_that_nobody_wrote_down_have_plain_words(make: Make) -> None:
    place = make({"Organisation": [{"id": "a", "name": "A"}], "Workshop": [{"id": "w"}]})
    assert look(place).hearings[0].sentence == "Other, the only one here, is not heard yet."
    assert look(place, "a").hearings[0].sentence == "Other, the only one here, is heard."
    assert look(place).earlier.sentences == (
        "Nobody wrote down who came to the 1 workshop in this map.",
    )


def test_nobody_invited_and_a_place_without_words_for_anything_have_sentences(make: Make) -> None:
    bare = make({"Organisation": [{"id": "a", "name": "Alone"}]})
    view = round_table_view(bare, TableChoice())
    assert view.summary == "Nobody is invited yet."
    assert view.sentences == ()
    assert view.next_ones[0]["reason"] == "Would be the first of its sector (Other)."
    assert "No workshop is in this map yet" in view.earlier.sentences[0]
    assert round_table_view(bare, TableChoice(invited=("a",))).sentences == (
        "No organisation of this map is marked as voluntary or community.",
    )


def test_where_nobody_can_come_it_is_said_so(place: Snapshot) -> None:
    nobody = TableChoice(absent=tuple(place.name_of), level="ward")
    assert round_table_view(place, nobody).next_ones == ()
    with pytest.raises(DataError, match="everybody stands under “Cannot come this time”"):
        fair_table(place, nobody)


def test_an_id_from_before_two_were_joined_is_the_guest_that_it_is_now(make: Make) -> None:
    joined = make({**PLACE, "FormerId": [{"id": "singers", "current_id": "choir"}]})
    assert look(joined, "singers", "choir").invited == ("choir",)


def test_order_of_the_rows_of_a_place_changes_nothing(place: Snapshot, make: Make) -> None:
    turned = make({name: rows[::-1] for name, rows in PLACE.items() if name != "Workshop"})
    here = replace(place, rows={n: r for n, r in place.rows.items() if n != "Workshop"})
    choice = TableChoice(invited=FOUR, level="ward")
    assert round_table_view(turned, choice) == round_table_view(here, choice)


def test_invitations_are_open_where_nobody_wrote_down_who_came(place: Snapshot) -> None:
    (found,) = open_invitations(place)
    assert (found.workshop_id, found.what) == ("w2", "Next")
    assert list(found.name_of) == ["council", "gp"]
    assert open_invitations(Snapshot()) == ()
