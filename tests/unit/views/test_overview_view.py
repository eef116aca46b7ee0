"""The headline numbers of a place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from assetmap.model import Changes, Snapshot, conform
from assetmap.views.findings.view import findings
from assetmap.views.overview.view import grouped, missing_table, overview_numbers

if TYPE_CHECKING:
    from assetmap.views.number import Number

Make = Callable[[Mapping[str, Sequence[Mapping[str, Any]]]], Snapshot]

TODAY = dt.date(2026, 11, 22)


def _number(snapshot: Snapshot, label: str) -> Number:
    return next(
        each for each in overview_numbers(snapshot, today=TODAY) if each["label"].startswith(label)
    )


def test_overview_of_an_empty_place_has_no_numbers() -> None:
    assert overview_numbers(Snapshot(), today=TODAY) == []
    assert missing_table(Snapshot()) == []


def test_overview_groups_strengths_before_ties_before_journeys(two_towns: Snapshot) -> None:
    assert list(grouped(overview_numbers(two_towns, today=TODAY))) == [
        "What is strong here",
        "How we work together",
        "People's journeys",
    ]


def test_overview_gives_every_number_a_meaning_and_how_sure_it_is(two_towns: Snapshot) -> None:
    for number in overview_numbers(two_towns, today=TODAY):
        for sentence in (number["meaning"], number["sureness"]):
            assert sentence.endswith((".", "?")), number
            assert not {"nan", "NaT", "None", "<NA>"} & set(sentence.split()), number


@pytest.mark.parametrize(
    ("label", "value", "meaning"),
    [
        # Ten rows less the closed surgery; four of them voluntary.
        (
            "Organisations",
            "9",
            (
                "44% are voluntary and community: 4 voluntary and community, 3 primary care, "
                "1 council and 1 faith."
            ),
        ),
        ("Champions", "2", "2 for each link worker; 0 completed a course."),
        ("Link workers", "1", "Room for 200 people a year; 1 practice covered."),
        # Tea, Walk and Bare run; two bodies run the first two; s1, s2, s4 and s5 are theirs.
        ("Activities", "3", "Run by 2 organisations, with 4 regular sessions."),
        # Three months before 10 June 2026 is 10 March: Tea; six months, 10 December: Walk too.
        (
            "Activities checked since 10 March 2026",
            "1",
            "33% were checked within three months, 67% within six: what they say can be trusted.",
        ),
        (
            "Strengths that can be shared",
            "3",
            "Others may use them: 2 places and things and 1 customs and stories.",
        ),
        # Company and walking are met; money is not.
        ("What matters, with something", "2 of 3", "Nothing yet for Money worries."),
        (
            "Communities that lead",
            "1 of 2",
            (
                "1 organisation is led by the people that they are for. No organisation here is "
                "led by Deaf people."
            ),
        ),
        # Ten organisations, 45 pairs, six of them tied: a-b, b-hub, hub-c, c-d, d-e, e-c.
        (
            "Partnerships",
            "6",
            (
                "Of every 100 pairs of organisations 13 work together, or one of the two says so; "
                "on average one has 1.2 partners."
            ),
        ),
        (
            "In one network",
            "6 of 10",
            (
                "So many organisations reach each other through partners of partners; the map "
                "falls into 5 pieces, and 4 organisations have no tie that is recorded."
            ),
        ),
        (
            "Ties that both sides see",
            "50%",
            "2 of 4 claims to work with another are made by the other as well: ties to build on.",
        ),
        # e0 to e8, the old one and the person's own: eleven; of one route only one is there.
        (
            "Journeys",
            "11",
            (
                "They began 2 January 2024 to 10 June 2026: about 10 by a professional, fewer "
                "than 8 by people themselves."
            ),
        ),
        ("Had a first conversation", "9", "That is 82% of all journeys."),
        (
            "With a step completed",
            "fewer than 8",
            "That is a part too small to show of all journeys.",
        ),
    ],
)
def test_overview_counts_by_hand(two_towns: Snapshot, label: str, value: str, meaning: str) -> None:
    number = _number(two_towns, label)
    assert (number["value"], number["meaning"]) == (value, meaning)


@pytest.mark.parametrize(
    ("label", "sureness"),
    [
        ("Organisations", "From 9 rows of organisations that run. All have a sector of this list."),
        ("Champions", "From 2 rows. 1 without an area that they are there for."),
        ("Activities", "1 without a session, so that one knows when to come."),
        (
            "Activities checked",
            (
                "Counted back from 10 June 2026, the newest day in this map; counted back from "
                "today it would be 0. 1 without a day of checking."
            ),
        ),
        (
            "Partnerships",
            (
                "4 of 6 organisations answered the survey of 1 February 2026; ties of the silent "
                "ones are not known, which is not the same as none."
            ),
        ),
        (
            "Journeys",
            "From 12 steps that somebody wrote down; signposting without a record is not in it.",
        ),
    ],
)
def test_overview_says_how_sure_it_is(two_towns: Snapshot, label: str, sureness: str) -> None:
    assert _number(two_towns, label)["sureness"] == sureness


def test_overview_leaves_out_what_is_not_recorded(make: Make) -> None:
    place = make({"Organisation": [{"id": "a", "name": "A"}]})
    assert [each["label"] for each in overview_numbers(place, today=TODAY)] == ["Organisations"]


def test_overview_shows_no_small_number_of_journeys(make: Make) -> None:
    step = {"target_id": "a", "route": "self", "status": "completed", "seen_on": TODAY}
    place = make(
        {
            "Organisation": [{"id": "a", "name": "A"}],
            "Referral": [
                {**step, "id": f"r{n}", "episode_id": f"e{n}", "made_on": TODAY} for n in range(7)
            ],
        }
    )
    numbers = grouped(overview_numbers(place, today=TODAY))["People's journeys"]
    assert {number["value"] for number in numbers} == {"fewer than 8"}
    shown = " ".join(f"{each['value']} {each['meaning']} {each['sureness']}" for each in numbers)
    assert "7" not in shown
    assert "100%" not in shown


def test_overview_ends_when_what_matters_is_part_of_itself(make: Make) -> None:
    place = make(
        {
            "Need": [
                {"id": "x", "name": "X", "parent_id": "y"},
                {"id": "y", "name": "Y", "parent_id": "x"},
            ],
            "Activity": [{"id": "tea", "name": "Tea"}],
            "MEETS": [{"id": "m", "from_id": "tea", "to_id": "x"}],
        }
    )
    assert _number(place, "What matters")["value"] == "2 of 2"


def test_missing_table_counts_what_is_not_filled_in(two_towns: Snapshot) -> None:
    rows = {row["what"]: (row["n_missing"], row["n_rows"]) for row in missing_table(two_towns)}
    assert rows == {
        "Organisations without a location": (3, 9),
        "Activities that nobody runs": (1, 3),
        "Activities without a session": (1, 3),
        "Activities not said to meet anything that matters": (1, 3),
        "Activities never checked": (1, 3),
        "Champions without a consent answer": (1, 2),
        "Organisations that did not answer the survey": (2, 6),
        "Areas without a population": (6, 6),
    }


def test_missing_table_is_shorter_when_something_is_filled_in(two_towns: Snapshot) -> None:
    facts = [
        {"id": code, "area_code": code, "name": "Population", "value": 100.0}
        for code in two_towns.table("Area")["id"]
    ]
    filled = two_towns.with_changes(
        Changes(rows={"Indicator": conform("Indicator", pd.DataFrame(facts))})
    )
    assert "Areas without a population" not in {row["what"] for row in missing_table(filled)}


def test_overview_of_a_plain_list_of_ties_says_that_nobody_was_asked(make: Make) -> None:
    place = make(
        {
            "Organisation": [{"id": id_, "name": id_} for id_ in "abc"],
            "PARTNERS_WITH": [
                {"id": pair, "from_id": pair[0], "to_id": pair[1]} for pair in ("ab", "bc")
            ],
        }
    )
    ties = grouped(overview_numbers(place, today=TODAY))["How we work together"]
    assert [each["label"] for each in ties] == ["Partnerships", "In one network"]
    assert ties[0]["sureness"].startswith("From what organisations or others wrote down;")
    assert ties[1]["meaning"].endswith("partners of partners; nobody is left out.")


def test_numbers_of_ties_say_what_would_raise_them_and_a_whole_network_does_not(
    make: Make,
) -> None:
    organisations = [{"id": id_, "name": id_} for id_ in "abcd"]
    ties = [{"id": pair, "from_id": pair[0], "to_id": pair[1]} for pair in ("ab", "bc", "cd")]
    in_two = make({"Organisation": organisations, "PARTNERS_WITH": [ties[0], ties[2]]})
    raised = [each["raised_by"] for each in overview_numbers(in_two, today=TODAY)]
    assert raised == [
        "",  # how many organisations there are is no measure of ties
        "Ties between those who have none yet.",
        "A tie from the largest piece to each group outside it.",
    ]
    whole = make({"Organisation": organisations, "PARTNERS_WITH": ties})
    assert _number(whole, "In one network")["raised_by"] == ""


def test_overview_says_that_no_activity_was_ever_checked(make: Make) -> None:
    place = make({"Activity": [{"id": "tea", "name": "Tea"}, {"id": "walk", "name": "Walk"}]})
    number = _number(place, "Activities checked since 22 August 2026")
    assert number["meaning"] == "Nobody wrote down when any was last checked."
    assert [each.sentence for each in findings(place, today=TODAY)] == [
        "Of 2 activities nobody wrote down when any was last checked."
    ]
