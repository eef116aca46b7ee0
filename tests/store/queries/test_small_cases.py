"""Named queries on a place made by hand, for what the sample place has no example of."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from tests.store.queries.asking import answer_named

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.store.conftest import Server

pytestmark = pytest.mark.neo4j

ON = dt.date(2026, 6, 30)
SPAN = {"from_on": dt.date(2026, 1, 1), "to_on": dt.date(2026, 3, 1)}


def _table(columns: str, *rows: str) -> pd.DataFrame:
    """Return a table from words: cells are parted by blanks, `-` is an empty one."""
    cells = [[None if cell == "-" else cell for cell in row.split()] for row in rows]
    table = pd.DataFrame(cells, columns=columns.split())
    for name in table.columns:
        if name.endswith("_on") or name in {"valid_from", "valid_to"}:
            table[name] = pd.to_datetime(table[name])
        if name in {"latitude", "longitude"}:
            table[name] = table[name].astype("float64")
    return table


PLACE = {
    "Area": _table(
        "id name level parent_code",
        "town Town town -",
        "east East ward town",
        "west West ward town",
        "nook Nook lsoa east",
    ),
    "Location": _table(
        "id name latitude longitude area_code",
        "hall Hall 54.0 1.0 nook",
        "barn Barn 54.01 1.0 west",
        "shed Shed 54.0 1.01 -",
        "nowhere Nowhere - - east",
        "samoa Samoa 0.0 -179.995 -",
    ),
    "Organisation": _table(
        "id name sector status valid_to",
        "alpha Alpha vcse active -",
        "beta Beta nhs - -",
        "gamma Gamma - - -",
        "delta Delta faith - -",
        "ended Ended vcse - 2026-06-30",
        "closed Closed vcse defunct -",
    ),
    "Need": _table(
        "id name parent_id",
        "belonging Belonging -",
        "company Company belonging",
        "finding Finding belonging",
        "money Money -",
        "ring_a Ring_a ring_b",
        "ring_b Ring_b ring_a",
    ),
    "Activity": _table(
        "id name organisation_id status valid_from valid_to",
        "choir Choir alpha - - -",
        "pilot Pilot alpha trial - -",
        "stopped Stopped alpha inactive - -",
        "online Online beta active - -",
        "last_day Last_day beta active - 2026-07-01",
        "over Over beta active - 2026-06-30",
        "first_day First_day beta active 2026-06-30 -",
        "not_yet Not_yet beta active 2026-07-01 -",
    ),
    "Session": _table(
        "id activity_id location_id valid_to",
        "s1 choir barn -",
        "s2 choir hall -",
        "s3 pilot barn -",
        "s4 stopped hall -",
        "s5 online - -",
        "s6 last_day shed -",
        "s7 over hall -",
        "s8 first_day shed -",
        "s9 not_yet hall -",
        "s10 pilot hall 2026-06-01",
        "s11 pilot nowhere -",
        "s12 choir samoa -",
    ),
    "LinkWorker": _table("id organisation_id", "worker beta"),
    "Champion": _table("id organisation_id", "champion gamma"),
    "Workshop": _table("id held_on", "table 2026-05-01"),
    "Referral": _table(
        "id episode_id route source_id target_id need_id area_code made_on status",
        "r1 e1 professional beta worker company east 2026-01-01 completed",
        "r2 e1 professional worker choir company nook 2026-01-31 completed",
        "r3 e2 professional worker choir company west 2026-02-01 requested",
        "r4 e3 self - choir company nook 2026-02-28 cancelled",
        "r5 e4 self - choir money west 2026-02-28 accepted",
        "r6 e5 professional worker choir company east 2026-03-01 accepted",
        "r7 e6 professional worker choir company east 2025-12-31 accepted",
        "r8 e7 professional worker online money west 2026-02-02 entered-in-error",
        "r9 e8 champion champion choir finding town 2026-02-03 rejected",
        "r10 e9 champion champion choir - west 2026-02-03 rejected",
        "r11 e10 self - choir money - 2026-02-03 accepted",
    ),
    "MEETS": _table(
        "id from_id to_id valid_to",
        "m1 choir company -",
        "m2 pilot belonging -",
        "m3 stopped company -",
        "m4 online company -",
        "m5 last_day finding -",
        "m6 over company -",
        "m7 first_day company -",
        "m8 not_yet company -",
        "m9 choir finding 2026-06-30",
        "m10 choir ring_a -",
    ),
    "SERVES": _table("id from_id to_id", "v1 online town", "v2 champion west"),
    "PARTNERS_WITH": _table(
        "id from_id to_id valid_to",
        "p1 alpha beta -",
        "p2 beta alpha -",
        "p3 gamma beta -",
        "p4 gamma alpha 2026-06-30",
        "p5 ended delta -",
        "p6 alpha ended -",
    ),
    "TIED_TO": _table(
        "id from_id to_id", "t1 gamma champion", "t2 champion delta", "t3 alpha closed"
    ),
    "TOOK_PART_IN": _table(
        "id from_id to_id part",
        "k1 beta table -",
        "k2 delta table speaker",
        "k3 gamma table invited",
    ),
}


@pytest.fixture
def place(put_in: Callable[[str, Mapping[str, pd.DataFrame]], Server]) -> Server:
    return put_in("made by hand", PLACE)


def test_referral_counts_part_months_and_leave_out_errors(place: Server) -> None:
    january, february = dt.date(2026, 1, 1), dt.date(2026, 2, 1)
    assert answer_named(place, "referral_counts", SPAN) == [
        (january, "beta", "worker", 1),
        (january, "worker", "choir", 1),
        (february, "champion", "choir", 2),
        (february, "worker", "choir", 1),
        (february, None, "choir", 3),
    ]


def test_referral_counts_of_a_month_begun_late_name_its_first_day(place: Server) -> None:
    given = {"from_on": dt.date(2026, 1, 2), "to_on": dt.date(2026, 2, 1)}
    assert answer_named(place, "referral_counts", given) == [
        (dt.date(2026, 1, 1), "worker", "choir", 1)
    ]
    assert answer_named(place, "referral_counts", {**given, "to_on": given["from_on"]}) == []


def _near(**given: Any) -> dict[str, Any]:
    return {"latitude": 54.0, "longitude": 1.0, "within_m": 2000, "on": ON, **given}


def test_activities_near_are_those_that_hold_and_run(place: Server) -> None:
    # A hundredth of a degree: 1,112 m northwards, cos 54 deg x 1,112 m = 654 m eastwards.
    assert answer_named(place, "activities_near", _near(need_id="belonging")) == [
        ("choir", "Choir", "hall", "Hall", 0),
        ("first_day", "First_day", "shed", "Shed", 654),
        ("last_day", "Last_day", "shed", "Shed", 654),
        ("pilot", "Pilot", "barn", "Barn", 1112),
    ]
    assert [row[0] for row in answer_named(place, "activities_near", _near(need_id="finding"))] == [
        "last_day"
    ]


def test_activities_near_knows_where_a_ring_of_needs_ends(place: Server) -> None:
    for need_id in ("ring_a", "ring_b"):
        found = answer_named(place, "activities_near", _near(need_id=need_id))
        assert [row[0] for row in found] == ["choir"]


def test_activities_near_sees_across_the_date_line(place: Server) -> None:
    given = _near(latitude=0.0, longitude=179.995, need_id="company")
    found = answer_named(place, "activities_near", given)
    assert found == [("choir", "Choir", "samoa", "Samoa", 1112)]
    assert answer_named(place, "activities_near", {**given, "within_m": 1111}) == []


def test_activities_near_an_unknown_need_are_none(place: Server) -> None:
    assert answer_named(place, "activities_near", _near(need_id="nothing")) == []


def test_gaps_count_journeys_not_steps_and_all_that_reaches_an_area(place: Server) -> None:
    given = {"level": "ward", "on": ON, "at_most": 9, **SPAN}
    # East: e1 (two steps) and e3; choir, pilot and, from the whole town, online reach it; for
    # belonging no others. West: e2 for company, e4 for money, which nothing meets.
    assert answer_named(place, "gaps", given) == [
        ("west", "money", 1, 0),
        ("east", "belonging", 2, 3),
        ("east", "company", 2, 3),
        ("west", "belonging", 1, 3),
        ("west", "company", 1, 3),
    ]
    assert answer_named(place, "gaps", {**given, "at_most": 0}) == [("west", "money", 1, 0)]


def test_gaps_of_a_town_hold_what_was_asked_in_all_its_parts(place: Server) -> None:
    given = {"level": "town", "on": ON, "at_most": 9, **SPAN}
    assert answer_named(place, "gaps", given) == [
        ("town", "money", 1, 0),
        ("town", "finding", 1, 1),
        ("town", "belonging", 4, 3),
        ("town", "company", 3, 3),
    ]


def test_area_strengths_count_what_is_held_in_parts_for_parts(place: Server) -> None:
    found = answer_named(place, "area_strengths", {"level": "ward", "on": ON})
    assert len(found) == 2 * 6
    assert [row for row in found if row[2]] == [
        ("east", "belonging", 2),
        ("east", "company", 1),
        ("east", "ring_a", 1),
        ("east", "ring_b", 1),
        ("west", "belonging", 2),
        ("west", "company", 1),
        ("west", "ring_a", 1),
        ("west", "ring_b", 1),
    ]


def test_closure_losses_name_what_nobody_else_meets_first(place: Server) -> None:
    found = answer_named(place, "closure_losses", {"organisation_id": "alpha", "on": ON})
    assert found == [
        ("belonging", "Belonging", 1, 0),
        ("ring_a", "Ring_a", 1, 0),
        ("company", "Company", 1, 2),
    ]


def test_ego_network_holds_ties_among_those_around(place: Server) -> None:
    given = {"party_id": "gamma", "on": ON, **SPAN}
    assert answer_named(place, "ego_network", given) == [
        ("BASED_AT", "champion", "gamma", 1),
        ("PARTNERS_WITH", "gamma", "beta", 1),
        ("TIED_TO", "gamma", "champion", 1),
        ("TOOK_PART_IN", "beta", "table", 1),
        ("TOOK_PART_IN", "gamma", "table", 1),
    ]
    day_before = {**given, "on": dt.date(2026, 6, 29)}
    assert answer_named(place, "ego_network", day_before) == [
        ("BASED_AT", "champion", "gamma", 1),
        ("PARTNERS_WITH", "alpha", "beta", 1),
        ("PARTNERS_WITH", "beta", "alpha", 1),
        ("PARTNERS_WITH", "gamma", "alpha", 1),
        ("PARTNERS_WITH", "gamma", "beta", 1),
        ("TIED_TO", "gamma", "champion", 1),
        ("TOOK_PART_IN", "beta", "table", 1),
        ("TOOK_PART_IN", "gamma", "table", 1),
    ]


def test_ego_network_counts_referrals_by_pair_without_those_in_error(place: Server) -> None:
    found = answer_named(place, "ego_network", {"party_id": "worker", "on": ON, **SPAN})
    assert found == [
        ("EMPLOYS", "beta", "worker", 1),
        ("REFERRED_TO", "beta", "worker", 1),
        ("REFERRED_TO", "worker", "choir", 2),
    ]


def test_ego_network_of_what_ended_or_never_was_is_empty(place: Server) -> None:
    for party_id in ("ended", "nobody"):
        assert answer_named(place, "ego_network", {"party_id": party_id, "on": ON, **SPAN}) == []


@pytest.mark.parametrize(
    ("from_id", "to_id"),
    [("alpha", "delta"), ("alpha", "alpha"), ("alpha", "nobody"), ("ended", "delta")],
)
def test_path_between_gives_no_row_where_there_is_none(
    from_id: str, to_id: str, place: Server
) -> None:
    # The champion, who is no organisation, and what has ended lead nowhere.
    given = {"from_id": from_id, "to_id": to_id, "on": ON, "at_most": 9}
    assert answer_named(place, "path_between", given) == []


def test_path_between_goes_by_what_held_on_the_day(place: Server) -> None:
    given = {"from_id": "alpha", "to_id": "gamma", "on": ON, "at_most": 9}
    assert answer_named(place, "path_between", given) == [
        (2, ["alpha", "beta", "gamma"], ["Alpha", "Beta", "Gamma"])
    ]
    given["on"] = dt.date(2026, 6, 29)
    assert answer_named(place, "path_between", given) == [
        (1, ["alpha", "gamma"], ["Alpha", "Gamma"])
    ]
    given["to_id"] = "delta"
    assert answer_named(place, "path_between", given) == [
        (2, ["alpha", "ended", "delta"], ["Alpha", "Ended", "Delta"])
    ]


def test_shared_partners_say_who_is_a_partner_already(place: Server) -> None:
    given = {"organisation_id": "alpha", "on": ON}
    assert answer_named(place, "shared_partners", given) == [("gamma", "Gamma", False, 1, ["beta"])]
    given["on"] = dt.date(2026, 6, 29)
    assert answer_named(place, "shared_partners", given) == [
        ("beta", "Beta", True, 1, ["gamma"]),
        ("delta", "Delta", False, 1, ["ended"]),
        ("gamma", "Gamma", True, 1, ["beta"]),
    ]


def test_missing_from_workshop_leaves_out_what_runs_no_more(place: Server) -> None:
    given = {"workshop_id": "table", "on": ON}
    assert answer_named(place, "missing_from_workshop", given) == [
        ("alpha", "Alpha", "vcse", 1),
        ("gamma", "Gamma", None, 1),
    ]


def test_missing_from_workshop_takes_no_invitation_for_being_there(place: Server) -> None:
    # The day before, alpha and gamma were partners: gamma, only invited, was not there for alpha.
    given = {"workshop_id": "table", "on": dt.date(2026, 6, 29)}
    assert answer_named(place, "missing_from_workshop", given) == [
        ("alpha", "Alpha", "vcse", 1),
        ("ended", "Ended", "vcse", 1),
        ("gamma", "Gamma", None, 1),
    ]


TWO_SURVEYS = {
    "Organisation": _table("id name", "a A", "b B", "c C", "d D", "e E"),
    "Survey": _table("id asked_on", "first 2025-01-01", "second 2026-01-01"),
    "ASKED": _table(
        "id from_id to_id answered_on",
        *(f"1{each} first {each} 2025-01-10" for each in "abcde"),
        *(f"2{each} second {each} 2026-01-10" for each in "abc"),
        "2d second d -",
    ),
    "PARTNERS_WITH": _table(
        "id from_id to_id survey_id",
        "ab1 a b first",  # dropped: a answered again
        "ac1 a c first",
        "ac2 a c second",
        "ae1 a e first",  # stands: e was not on the later roster
        "bc1 b c first",  # dropped: b answered again, and named nobody
        "da1 d a first",  # stands: d did not answer again
        "cb0 c b -",  # stands: outside any survey
    ),
    "Workshop": _table("id held_on", "table 2026-05-01"),
    "TOOK_PART_IN": _table("id from_id to_id part", *(f"k{x} {x} table -" for x in "ace")),
}
EARLIER, LATER = dt.date(2026, 1, 5), dt.date(2026, 6, 30)


@pytest.fixture
def asked_twice(put_in: Callable[[str, Mapping[str, pd.DataFrame]], Server]) -> Server:
    return put_in("asked twice", TWO_SURVEYS)


def test_queries_leave_out_claims_that_a_later_survey_has_overtaken(asked_twice: Server) -> None:
    def ego(on: dt.date) -> list[Any]:
        rows = answer_named(asked_twice, "ego_network", {"party_id": "a", "on": on, **SPAN})
        return ["".join(row[1:3]) + str(row[3]) for row in rows if row[0] == "PARTNERS_WITH"]

    def shared(on: dt.date) -> list[Any]:
        rows = answer_named(asked_twice, "shared_partners", {"organisation_id": "a", "on": on})
        return [(row[0], row[2], row[4]) for row in rows]

    def path(on: dt.date) -> list[Any]:
        given = {"from_id": "a", "to_id": "b", "on": on, "at_most": 9}
        return [row[1] for row in answer_named(asked_twice, "path_between", given)]

    def missing(on: dt.date) -> list[Any]:
        given = {"workshop_id": "table", "on": on}
        rows = answer_named(asked_twice, "missing_from_workshop", given)
        return [(row[0], row[3]) for row in rows]

    assert ego(LATER) == ["ac1", "ae1", "da1"]
    assert shared(LATER) == [("b", False, ["c"])]
    assert path(LATER) == [["a", "c", "b"]]
    assert missing(LATER) == [("b", 1), ("d", 1)]
    # When the second survey was asked and nobody had answered it yet, all of the first stood.
    assert ego(EARLIER) == ["ab1", "ac1", "ae1", "bc1", "cb1", "da1"]
    assert shared(EARLIER) == [("b", True, ["c"]), ("c", True, ["b"])]
    assert path(EARLIER) == [["a", "b"]]
    assert missing(EARLIER) == [("b", 2), ("d", 1)]


HOSTILE_WORDS = (
    "*:*",
    "*",
    "alpa~",
    "al?ha",
    "name:alpha",
    '") OR (name:alpha',
    '\\") OR name:(alpha',
    "alpha OR beta",
    "alpha^9 AND NOT beta",
    "[a TO z]",
    "/.*/",
    "",
    " ",
    '"',
    "\\",
    "' RETURN 1 //",
)


@pytest.mark.parametrize("words", HOSTILE_WORDS)
def test_called_takes_every_sign_as_text(words: str, place: Server) -> None:
    assert answer_named(place, "called", {"words": words}) == []


@pytest.mark.parametrize("words", ["alpha", "ALPHA", " alpha ", '"alpha"', "alpha*", "(alpha)"])
def test_called_finds_words_whatever_signs_stand_around(words: str, place: Server) -> None:
    assert answer_named(place, "called", {"words": words}) == [("Organisation", "alpha", "Alpha")]
