"""Two days side by side: what came, what went, what moved, and how sure that is."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from assetmap.model import Snapshot
from assetmap.views.change.view import days_to_compare, over_time

if TYPE_CHECKING:
    from tests.unit.views.conftest import Make

OLD, NEW = dt.date(2024, 2, 1), dt.date(2026, 2, 1)
IDS = tuple("abcdefghijkl")


def _claims(survey: str, pairs: list[str], trust: int) -> list[dict[str, Any]]:
    scores = dict.fromkeys(("reliability", "mission", "openness"), trust)
    return [
        {"id": f"{survey} {pair}", "from_id": pair[0], "to_id": pair[1], "survey_id": survey}
        | {"intensity": 2, **scores}
        for pair in pairs
    ]


def _asked(survey: str, day: str, silent: str = "") -> list[dict[str, Any]]:
    return [
        {"id": f"{survey} {id_}", "from_id": survey, "to_id": id_}
        | {"answered_on": None if id_ in silent else day}
        for id_ in IDS
    ]


@pytest.fixture
def town(make: Make) -> Snapshot:
    """Twelve in a ring in 2024, all of whom answer; in 2026 each names two, and l is silent."""
    ring = [f"{one}{other}" for one, other in zip(IDS, (*IDS[1:], IDS[0]), strict=True)]
    more = [f"{one}{other}" for one, other in zip(IDS, (*IDS[2:], *IDS[:2]), strict=True)]
    new = [pair for pair in (*ring, *more) if pair[0] != "l" and pair != "ab"]
    return make(
        {
            "Organisation": [
                *({"id": id_, "name": f"Club {id_}", "sector": "vcse"} for id_ in IDS),
                {"id": "n", "name": "New club", "valid_from": "2025-01-01"},
            ],
            "Survey": [
                {"id": "old", "asked_on": "2024-01-01"},
                {"id": "new", "asked_on": "2026-01-01"},
            ],
            "ASKED": [*_asked("old", "2024-01-20"), *_asked("new", "2026-01-25", "l")],
            "PARTNERS_WITH": [*_claims("old", ring, 2), *_claims("new", new, 3)],
        }
    )


def test_the_days_to_compare_are_those_of_the_last_answers(town: Snapshot) -> None:
    assert days_to_compare(town) == (dt.date(2024, 1, 20), dt.date(2026, 1, 25))
    assert days_to_compare(Snapshot()) == ()


def test_what_moved_comes_first_and_then_ties_and_parties(town: Snapshot) -> None:
    found = over_time(town, OLD, NEW)
    assert found.sentences[0].startswith("“Ties made, had all answered” went up, from 9% to 1")
    assert any(
        each.startswith("“Trust, had all answered” went up, from 2.00 to 3.00")
        for each in found.sentences
    )
    # Without l, ten ties of the ring are left between eleven: ab goes; those of a to i to the one
    # after the next are new, and that of k to a.
    assert found.sentences[-2] == (
        "11 organisations answered both surveys: between them 10 ties came, and 1 of 10 (10%) went."
    )
    assert found.sentences[-1] == "1 organisation came: New club."


def test_each_number_says_whether_it_moved(town: Snapshot) -> None:
    found = over_time(town, OLD, NEW)
    went = {each.split("”")[0][1:] for each in found.sentences if "” went " in each}
    said = {row["number"]: row["moved"] for row in found.sides}
    assert {name for name, words in said.items() if words.startswith("Went ")} == went
    # Nobody ever named back whoever named it, so between what that lies cannot be told.
    assert said["Ties returned, had all answered"] == "Whether it moved cannot be told."
    same = over_time(town, NEW, dt.date(2026, 3, 1)).sides
    assert {row["moved"] for row in same} == {""}


def test_a_survey_in_between_stands_between_the_two(town: Snapshot, make: Make) -> None:
    """In 2025 six in the ring are asked, and all answer: of the twelve ties five are theirs."""
    rows: dict[str, Any] = {
        name: each.to_dict("records") for name, each in town.rows.items() if len(each)
    }
    rows["Survey"].append({"id": "mid", "asked_on": "2025-01-01"})
    rows["ASKED"] += [row for row in _asked("mid", "2025-01-20") if row["to_id"] in "abcdef"]
    rows["PARTNERS_WITH"] += _claims("mid", ["ab", "bc", "cd", "de", "ef"], 2)
    three = make(rows)
    found = over_time(three, OLD, NEW)
    ties = [row for row in found.sides if row["number"].startswith("Ties made")]
    assert [row["day"] for row in ties] == ["1 February 2024", "20 January 2025", "1 February 2026"]
    assert ties[1]["value"] == 5 / 30
    two = {(row["number"], row["day"]): row for row in over_time(town, OLD, NEW).sides}
    others = {(row["number"], row["day"]): row for row in found.sides if "2025" not in row["day"]}
    assert others == two
    assert found.sentences == over_time(town, OLD, NEW).sentences
    assert "20 January 2025 shows the survey of 1 January 2025" in found.sureness


def test_each_number_stands_on_both_days_with_its_interval(town: Snapshot) -> None:
    sides = {
        (row["number"].removesuffix(", had all answered"), row["day"]): row
        for row in over_time(town, OLD, NEW).sides
    }
    before = sides["Partners that each names", "1 February 2024"]
    assert (before["low"], before["value"], before["high"]) == (1, 1, 1)
    assert before["sureness"] == "All who were asked answered."
    after = sides["Partners that each names", "1 February 2026"]
    assert after["low"] is not None
    assert after["low"] >= 21 / 12  # what was said is there whatever l would have said
    assert after["sureness"].startswith("11 of 12 organisations answered: between 1.")
    assert ("Value to each other", "1 February 2024") not in sides  # nobody was asked


def test_shares_are_told_as_per_cent_and_no_other_number(town: Snapshot) -> None:
    sides = {
        (row["number"].removesuffix(", had all answered"), row["day"]): row
        for row in over_time(town, OLD, NEW).sides
    }
    # Twelve ties of 132 that are possible.
    assert sides["Ties made", "1 February 2024"]["shown"] == "9%"
    assert sides["Ties gathered at one", "1 February 2024"]["shown"] == "0%"
    assert sides["Partners that each names", "1 February 2024"]["shown"] == "1.00"
    shares = ["Ties made", "Ties gathered at one", "Ties returned", "Partners' partners"]
    shares += ["Ties between sectors"]
    assert [number for (number, _), row in sides.items() if row["is_share"]] == (
        [number for number in shares for _ in range(2)]
    )
    sureness = sides["Ties made", "1 February 2026"]["sureness"]
    assert sureness.startswith("11 of 12 organisations answered: between 1")
    assert sureness.endswith("%.")


def test_a_ring_is_told_by_what_it_lacks(town: Snapshot) -> None:
    sides = {
        (row["number"].removesuffix(", had all answered"), row["day"]): row
        for row in over_time(town, OLD, NEW).sides
    }
    # Nobody names back whoever names it, no two partners of one are tied, and all are of a sector.
    for number in ("Ties returned", "Partners' partners", "Ties between sectors"):
        assert sides[number, "1 February 2024"]["shown"] == "0%", number
    # Where each names the next two, of the four partners of one three pairs of six are tied; one
    # tie is gone, and who l names is not known.
    row = sides["Partners' partners", "1 February 2026"]
    assert row["low"] is not None
    assert row["high"] is not None
    assert 0.3 < row["low"] < 0.5 < row["high"] < 0.7


def test_ties_made_come_before_ties_lost(town: Snapshot) -> None:
    ties = over_time(town, OLD, NEW).ties
    assert [row["change"] for row in ties] == ["Made"] * 10 + ["Lost"]
    assert ties[-1] == {"who": "Club a", "whom": "Club b", "change": "Lost"}


def test_one_survey_is_not_compared_with_itself(town: Snapshot) -> None:
    found = over_time(town, NEW, dt.date(2026, 3, 1))
    assert found.sentences == (
        "No organisation came or went.",
        "By both days it was the same survey: ask again, and ties can be compared.",
    )
    assert found.ties == ()
    assert {row["day"] for row in found.sides} == {"1 March 2026"}  # once is enough


def test_before_the_first_survey_nothing_is_compared(town: Snapshot) -> None:
    found = over_time(town, dt.date(2023, 1, 1), OLD)
    assert "By one of the two days no survey had been answered" in found.sentences[1]
    assert {row["day"] for row in found.sides} == {"1 February 2024"}


def test_an_empty_place_says_what_is_missing() -> None:
    found = over_time(Snapshot(), OLD, NEW)
    assert "No survey of partners had been answered by either day" in found.sentences[1]
    assert found.sides == ()
