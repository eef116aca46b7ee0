"""What a place can learn from its own map."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from assetmap.model import Changes, Snapshot, conform
from assetmap.views.findings.view import Finding, findings, findings_table, headlines

if TYPE_CHECKING:
    from assetmap.views.findings.finding import FindingKind

Make = Callable[[Mapping[str, Sequence[Mapping[str, Any]]]], Snapshot]

TODAY = dt.date(2026, 11, 22)


def _of(snapshot: Snapshot, kind: FindingKind) -> list[Finding]:
    return [each for each in findings(snapshot, today=TODAY) if each.kind == kind]


def _with(snapshot: Snapshot, table: str, rows: list[dict[str, Any]]) -> Snapshot:
    return snapshot.with_changes(Changes(rows={table: conform(table, pd.DataFrame(rows))}))


def _without(snapshot: Snapshot, table: str, *ids: str) -> Snapshot:
    return snapshot.with_changes(Changes(removed={table: ids}))


def test_findings_of_an_empty_place_are_none() -> None:
    assert findings(Snapshot()) == []


def test_findings_are_in_order_of_strengths_first(two_towns: Snapshot) -> None:
    kinds = list(dict.fromkeys(each.kind for each in findings(two_towns, today=TODAY)))
    assert kinds == [
        "sectors",
        "strengths",
        "broker",
        "evening",
        "quiet_practice",
        "one_sided",
        "unchecked",
    ]


def test_findings_are_the_same_whatever_the_order_of_rows(two_towns: Snapshot) -> None:
    turned = Snapshot(
        rows={name: rows.iloc[::-1].reset_index(drop=True) for name, rows in two_towns.rows.items()}
    )
    assert findings(turned, today=TODAY) == findings(two_towns, today=TODAY)


def test_findings_say_nothing_of_need_or_user(two_towns: Snapshot) -> None:
    words = " ".join(each.sentence + each.how for each in findings(two_towns, today=TODAY)).lower()
    assert " need" not in words
    assert "user" not in words


def test_headlines_are_the_first_of_each_kind_and_one_strength(two_towns: Snapshot) -> None:
    chosen = headlines(findings(two_towns, today=TODAY), n=4)
    assert [each.kind for each in chosen] == ["sectors", "broker", "evening", "quiet_practice"]


def test_findings_table_names_whom_a_finding_is_about(two_towns: Snapshot) -> None:
    rows = findings_table(_of(two_towns, "broker"), two_towns)
    assert rows[0]["about"] == "Hub, Alder and Beech"


def test_sectors_counts_what_runs(two_towns: Snapshot) -> None:
    # a, b, hub and e of ten, of which one surgery has closed.
    assert _of(two_towns, "sectors")[0].sentence == (
        "4 of 9 organisations (44%) are voluntary and community, beside 3 other sectors; "
        "1 organisation is led by the people that it is for."
    )


def test_strengths_counts_what_can_be_shared(two_towns: Snapshot) -> None:
    assert [each.sentence for each in _of(two_towns, "strengths")] == [
        "3 strengths can be shared: 2 places and things and 1 customs and stories."
    ]


def test_broker_names_the_town_that_would_be_cut_off_first(two_towns: Snapshot) -> None:
    town, pair, single = _of(two_towns, "broker")
    assert town.ids == ("hub", "a", "b")
    assert town.sentence == (
        "If Hub closed, North would be cut off: no recorded partnership would join its "
        "organisations to the rest (2 organisations in all: Alder and Beech)."
    )
    assert pair.sentence == (
        "If Cedar closed, 2 organisations would have no recorded partnership left with the "
        "rest: Dogwood and Elm."
    )
    assert single.sentence == "Alder is tied to the others through Beech alone."


def test_broker_based_in_the_town_leaves_its_other_organisations(two_towns: Snapshot) -> None:
    moved = _with(
        two_towns,
        "Organisation",
        [{"id": "hub", "name": "Hub", "sector": "vcse", "location_id": "hall1"}],
    )
    assert "would join its other organisations" in _of(moved, "broker")[0].sentence


def test_broker_counts_all_that_hang_on_one_other_and_names_some(make: Make) -> None:
    # A ring of seven, and on each of them one more.
    ring = [(f"r{n}", f"r{(n + 1) % 7}") for n in range(7)]
    leaves = [(f"r{n}", f"leaf{n}") for n in range(7)]
    place = make(
        {
            "Organisation": [{"id": id_, "name": id_} for pair in leaves for id_ in pair],
            "PARTNERS_WITH": [
                {"id": f"{one}{other}", "from_id": one, "to_id": other}
                for one, other in ring + leaves
            ],
        }
    )
    (found,) = _of(place, "broker")
    assert found.sentence == (
        "7 organisations are tied to the others through one organisation alone, such as "
        "leaf0, leaf1, leaf2, leaf3 and leaf4."
    )


def test_sectors_does_without_other_sectors(make: Make) -> None:
    place = make({"Organisation": [{"id": "a", "name": "A", "sector": "vcse"}]})
    assert _of(place, "sectors")[0].sentence == (
        "1 of 1 organisation (100%) is voluntary and community."
    )


def test_broker_is_none_where_two_ways_lead_everywhere(two_towns: Snapshot) -> None:
    tied = _with(
        two_towns,
        "PARTNERS_WITH",
        [
            {"id": "x", "from_id": "a", "to_id": "c"},
            {"id": "y", "from_id": "a", "to_id": "d"},
        ],
    )
    assert _of(tied, "broker") == []


def test_broker_reads_a_town_from_the_address_where_there_are_no_areas(make: Make) -> None:
    place = make(
        {
            "Location": [{"id": "l", "name": "L", "town": "Eastby"}],
            "Organisation": [
                {"id": id_, "name": id_.upper(), "location_id": "l" if id_ in "ab" else None}
                for id_ in "abcdef"
            ],
            "PARTNERS_WITH": [
                {"id": pair, "from_id": pair[0], "to_id": pair[1]}
                for pair in ("ac", "bc", "ab", "cd", "de", "ef", "fd")
            ],
        }
    )
    # Without c: a and b on one side, d, e and f on the other.
    assert findings(place)[0].ids == ("c", "a", "b")
    assert "Eastby would be cut off" in findings(place)[0].sentence


def test_evening_counts_journeys_of_a_year_once_each(two_towns: Snapshot) -> None:
    # Nine journeys name Ward One or a part of it; the old one and the slip do not count.
    (found,) = _of(two_towns, "evening")
    assert found.ids == ("W1", "company")
    assert found.sentence == (
        "Company matters in Ward One: 9 journeys in the 12 months to 10 June 2026 were about it. "
        "Nothing for it is on there on a weekday evening; in both other wards there is something."
    )


def test_evening_hides_small_numbers(two_towns: Snapshot) -> None:
    few = _without(two_towns, "Referral", "r7", "r8")
    assert "fewer than 8 journeys in the 12 months" in _of(few, "evening")[0].sentence


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("SERVES", {"id": "x", "from_id": "tea", "to_id": "W1"}),
        ("SERVES", {"id": "x", "from_id": "tea", "to_id": "T1"}),
        ("SERVES", {"id": "x", "from_id": "tea", "to_id": "L1"}),
        (
            "Session",
            {
                "id": "x",
                "activity_id": "walk",
                "location_id": "hall1",
                "schedule": "FREQ=DAILY",
                "starts_at_local": "19:00",
            },
        ),
    ],
)
def test_evening_is_met_by_what_serves_the_ward_or_is_held_there(
    two_towns: Snapshot, table: str, row: dict[str, Any]
) -> None:
    assert _of(_with(two_towns, table, [row]), "evening") == []


def test_evening_is_no_finding_where_no_other_ward_has_it(two_towns: Snapshot) -> None:
    assert _of(_without(two_towns, "Session", "s4", "s5"), "evening") == []


def test_quiet_practice_is_named_with_its_list(two_towns: Snapshot) -> None:
    (found,) = _of(two_towns, "quiet_practice")
    assert found.ids == ("gp1",)
    assert found.sentence == (
        "No referral by Quiet Surgery (5,000 patients) is recorded; 1 other practice does refer."
    )


def test_quiet_practice_is_no_finding_when_none_refers(two_towns: Snapshot) -> None:
    ids = two_towns.table("Referral")["id"].tolist()
    assert _of(_without(two_towns, "Referral", *ids), "quiet_practice") == []


def test_one_sided_counts_only_claims_that_could_be_confirmed(two_towns: Snapshot) -> None:
    # Answered: a, b, hub, c. Claims about them: a>b, b>a, b>hub, hub>c; confirmed: a>b, b>a.
    (found,) = _of(two_towns, "one_sided")
    assert found.sentence == (
        "Of 4 partnerships that one organisation claims with another that answered too in the "
        "survey of 1 February 2026, 2 (50%) are not claimed by the other side."
    )
    assert found.ids == ("b", "hub")


def test_one_sided_leaves_out_claims_outside_a_survey(make: Make) -> None:
    # Whoever keeps a list writes each tie once: that says nothing of the other side.
    place = make(
        {
            "Organisation": [{"id": id_, "name": id_} for id_ in "abc"],
            "PARTNERS_WITH": [{"id": "x", "from_id": "a", "to_id": "b"}],
        }
    )
    assert _of(place, "one_sided") == []


def test_one_sided_takes_who_claims_for_one_who_answered(make: Make) -> None:
    claims = [
        {"id": pair, "from_id": pair[0], "to_id": pair[1], "survey_id": "s"}
        for pair in ("ab", "ba", "bc", "cd")
    ]
    place = make(
        {
            "Survey": [{"id": "s"}],
            "Organisation": [{"id": id_, "name": id_} for id_ in "abcd"],
            "PARTNERS_WITH": claims,
        }
    )
    # d claims nothing, so that c's claim cannot be confirmed.
    assert _of(place, "one_sided")[0].sentence == (
        "Of 3 partnerships that one organisation claims with another that answered too, 1 (33%) "
        "is not claimed by the other side."
    )


def test_unchecked_counts_back_from_the_newest_day_of_the_map(two_towns: Snapshot) -> None:
    # Tea was checked on the newest day, Walk in January, Bare never; Shut club has stopped.
    (found,) = _of(two_towns, "unchecked")
    assert found.sentence == (
        "1 of 3 activities (33%) was not checked in the six months to 10 June 2026, "
        "1 of them never."
    )


def test_findings_end_when_areas_lie_in_each_other(two_towns: Snapshot) -> None:
    ring = _with(
        two_towns,
        "Area",
        [
            {"id": "T1", "name": "North", "level": "town", "parent_code": "W1"},
            {"id": "W1", "name": "Ward One", "level": "ward", "parent_code": "T1"},
        ],
    )
    assert findings(ring, today=TODAY)
