"""Two days side by side: what came, what went, what moved, and how sure that is."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from assetmap.measures import MEASURES
from assetmap.model import Snapshot
from assetmap.views.change.view import days_to_compare, numbers_over_time, over_time
from assetmap.views.social_capital.profile import social_capital_view

if TYPE_CHECKING:
    from tests.unit.views.conftest import Make

    from assetmap.views.change.sides import DayNumber, NumberOverTime

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


def _numbers(place: Snapshot, before: dt.date = OLD, after: dt.date = NEW) -> dict[str, Any]:
    """Return each number over time by the name of its measure; equal footing has one name."""
    told = numbers_over_time(place, before, after)
    return {each.name: each for side in told.sides for each in side.numbers}


def _first(numbers: dict[str, NumberOverTime], name: str) -> DayNumber:
    return numbers[name].days[0]


def test_ties_come_before_parties(town: Snapshot) -> None:
    # Without l, ten ties of the ring are left between eleven: ab goes; those of a to i to the one
    # after the next are new, and that of k to a.
    ties, parties = over_time(town, OLD, NEW).sentences
    assert ties == (
        "11 organisations answered both surveys: between them 10 ties came, and 1 of 10 (10%) went."
    )
    assert parties == "1 organisation came: New club."


def test_what_moved_stands_in_one_sentence(town: Snapshot) -> None:
    told = numbers_over_time(town, OLD, NEW)
    numbers = {each.title: each for side in told.sides for each in side.numbers}
    moved, not_known = told.sentences
    up, down = moved.split("; down: ")
    assert "moved by more than those who did not answer can explain; up: " in up
    # Twelve ties of 132 first, then twenty-one or more; trust went from 2 to 3 by all.
    assert "“Ties made” (9.1% to 1" in up
    assert "“Trust” (2.0 of 4 to 3.0 of 4)" in up
    # From up to eleven steps around the ring to five or six.
    assert "“Steps between two” (" in down
    for words, movement in ((up, "up"), (down, "down")):
        assert {title for title in numbers if f"“{title}”" in words} == {
            title for title, each in numbers.items() if each.movement == movement
        }
    # Nobody ever named back whoever named it, so between what that lies cannot be told.
    assert numbers["Ties returned"].moved == "Not known"
    n_unknown = sum(each.movement == "not known" for each in numbers.values())
    assert not_known.startswith(f"Of {n_unknown} other number")
    assert moved.split()[2] == str(len(numbers) - n_unknown)
    # Thirteen are on the map by then, of whom twelve are clubs.
    assert "“Organisations” of the voluntary sector (100% to 92%)" in down


def test_one_survey_alone_has_no_movement(town: Snapshot) -> None:
    told = numbers_over_time(town, NEW, dt.date(2026, 3, 1))
    assert told.sentences == ()
    assert {each.moved for side in told.sides for each in side.numbers} == {""}
    assert {len(each.days) for side in told.sides for each in side.numbers} == {1}


def test_numbers_stand_by_the_sides_of_social_capital(town: Snapshot) -> None:
    """Each number on one side alone, with the words of *Social capital*; the rest in the last."""
    sides = numbers_over_time(town, OLD, NEW).sides
    profile = social_capital_view(town).sides
    assert [(side.title, side.meaning) for side in sides[:-1]] == [
        (side.title, side.meaning) for side in profile
    ]
    for ours, theirs in zip(sides[:-1], profile, strict=True):
        chief = theirs.dimensions[0]
        assert ours.numbers[0].name == chief["name"]
        if chief["name"] != "equal_footing":
            assert ours.numbers[0].title == chief["title"]
            told = {each["name"] for each in theirs.dimensions if each["number"] is not None}
            assert told - {each.name for each in ours.numbers} <= {"response_rate"}
    names = [each.name for side in sides for each in side.numbers if each.name in MEASURES]
    assert len(names) == len(set(names))
    for side in sides:
        assert side.first[0] is side.numbers[0]
        assert {*side.first, *side.rest} == {*side.numbers}
        assert not any(each.has_moved for each in side.rest)


def test_equal_footing_is_counted_on_each_day(make: Make) -> None:
    """A club and a practice that work together; later a second club, tied to the first."""
    rows: dict[str, Any] = {
        "Organisation": [
            {"id": "a", "name": "Club", "sector": "vcse"},
            {"id": "p", "name": "Practice", "sector": "gp"},
            {"id": "b", "name": "Later", "sector": "vcse", "valid_from": "2025-06-01"},
        ],
        "Survey": [
            {"id": "old", "asked_on": "2024-01-01"},
            {"id": "new", "asked_on": "2026-01-01"},
        ],
        "ASKED": [
            {"id": f"{survey} {id_}", "from_id": survey, "to_id": id_, "answered_on": day}
            for survey, day in (("old", "2024-01-20"), ("new", "2026-01-20"))
            for id_ in ("a", "p", *(("b",) if survey == "new" else ()))
        ],
        "PARTNERS_WITH": _claims("old", ["ap"], 2) + _claims("new", ["ap", "ab"], 2),
    }
    (side,) = (
        each
        for each in numbers_over_time(make(rows), OLD, NEW).sides
        if each.title == "Equal footing"
    )
    # One of two organisations, then two of three; one of two ends of ties, then three of four;
    # a alone joins two others, and that only later.
    assert {each.title: [day.words for day in each.days] for each in side.numbers} == {
        "Organisations": ["50%", "67%"],
        "Ties": ["50%", "75%"],
        "Joining others": ["not known", "100%"],
    }
    # Who is on the map is counted; so few answered that it cannot be told how sure the others are.
    assert [each.movement for each in side.numbers] == ["up", "not known", "not known"]
    assert side.first == side.numbers


def test_the_voluntary_sectors_share_of_ties_moves_as_answers_tell(make: Make) -> None:
    """Six clubs and six practices: at first clubs alone have ties, later practices alone."""
    ring = [("ab", "bc", "cd", "de", "ef", "fa"), ("gh", "hi", "ij", "jk", "kl", "lg")]
    place = make(
        {
            "Organisation": [
                {"id": id_, "name": id_, "sector": "vcse" if id_ < "g" else "primary_care"}
                for id_ in IDS
            ],
            "Survey": [
                {"id": "old", "asked_on": "2024-01-01"},
                {"id": "new", "asked_on": "2026-01-01"},
            ],
            "ASKED": [*_asked("old", "2024-01-20"), *_asked("new", "2026-01-25", "a")],
            "PARTNERS_WITH": [
                *_claims("old", [*ring[0], "gh"], 2),
                *_claims("new", [*ring[1], "bc"], 3),
            ],
        }
    )
    (side,) = (
        each for each in numbers_over_time(place, OLD, NEW).sides if each.title == "Equal footing"
    )
    assert [each.title for each in side.numbers] == ["Organisations", "Ties", "Joining others"]
    organisations, ties, joining = side.numbers
    assert organisations.movement == "not beyond its interval"
    assert [day.words for day in organisations.days] == ["50%", "50%"]
    # Twelve of fourteen ends of ties at first; later two of fourteen, and what a would have said.
    before, after = ties.days
    assert before.low == before.high == pytest.approx(12 / 14)
    assert before.words == "86%"
    assert after.low is not None
    assert after.high is not None
    assert 0 < after.low <= after.high < 0.5
    assert ties.movement == joining.movement == "down"
    assert "down: " in " ".join(numbers_over_time(place, OLD, NEW).sentences)


def test_nobody_of_the_voluntary_sector_has_no_share(make: Make) -> None:
    rows: dict[str, Any] = {
        "Organisation": [{"id": id_, "name": id_, "sector": "nhs"} for id_ in IDS],
        "Survey": [
            {"id": "old", "asked_on": "2024-01-01"},
            {"id": "new", "asked_on": "2026-01-01"},
        ],
        "ASKED": [*_asked("old", "2024-01-20"), *_asked("new", "2026-01-25", "l")],
        "PARTNERS_WITH": [*_claims("old", ["ab"], 2), *_claims("new", ["ab", "bc"], 3)],
    }
    sides = numbers_over_time(make(rows), OLD, NEW).sides
    assert "Equal footing" not in {side.title for side in sides}


def test_a_survey_in_between_stands_between_the_two(town: Snapshot, make: Make) -> None:
    """In 2025 six in the ring are asked, and all answer: of the twelve ties five are theirs."""
    rows: dict[str, Any] = {
        name: each.to_dict("records") for name, each in town.rows.items() if len(each)
    }
    rows["Survey"].append({"id": "mid", "asked_on": "2025-01-01"})
    rows["ASKED"] += [row for row in _asked("mid", "2025-01-20") if row["to_id"] in "abcdef"]
    rows["PARTNERS_WITH"] += _claims("mid", ["ab", "bc", "cd", "de", "ef"], 2)
    three = make(rows)
    found, two = _numbers(three), _numbers(town)
    ties = found["density"].days
    assert [day.day for day in ties] == ["1 February 2024", "20 January 2025", "1 February 2026"]
    assert ties[1].value == 5 / 30
    for name in two:
        ours, theirs = found[name], two[name]
        first, _, last = ours.days
        assert [first.value, last.value] == [day.value for day in theirs.days], name
        assert ours.movement == theirs.movement
    told = numbers_over_time(three, OLD, NEW)
    assert told.sentences == numbers_over_time(town, OLD, NEW).sentences
    assert (
        "20 January 2025 shows the survey of 1 January 2025, which all 6 organisations answered"
        in told.sureness
    )


def test_each_number_stands_on_both_days_with_its_interval(town: Snapshot) -> None:
    numbers = _numbers(town)
    before, after = numbers["mean_degree"].days
    assert (before.low, before.value, before.high) == (1, 1, 1)
    assert (before.words, before.between) == ("1.0", "")  # all answered
    assert after.low is not None
    assert after.low >= 21 / 12  # what was said is there whatever l would have said
    assert after.between.startswith("between 1.")
    assert "mean_value" not in numbers  # nobody was asked
    told = numbers_over_time(town, OLD, NEW).sureness
    assert "1 February 2026 shows the survey of 1 January 2026, which 11 of 12 org" in told


def test_each_number_is_told_as_its_measure_counts(town: Snapshot) -> None:
    numbers = _numbers(town)
    # Twelve ties of 132 that are possible, one a party, in one piece and around a ring.
    for name, words in {
        "density": "9.1%",  # a decimal, since the later interval has ends that would look alike
        "degree_centralisation": "0%",
        "mean_degree": "1.0",
        "n_components": "1",
        "n_bridges": "0",
        "mean_trust": "2.0 of 4",
        "bonding": "100%",
        "n_linking_ties": "0",
        "e_i_index": "-1.00",
    }.items():
        assert _first(numbers, name).words == words, name
    assert numbers["density"].is_share
    assert not numbers["e_i_index"].is_share


def test_a_ring_is_told_by_what_it_lacks(town: Snapshot) -> None:
    numbers = _numbers(town)
    # Nobody names back whoever names it, no two partners of one are tied, and all are of a sector.
    for name in ("reciprocity", "transitivity", "bridging"):
        assert _first(numbers, name).words == "0%", name
    # Where each names the next two, of the four partners of one three pairs of six are tied; one
    # tie is gone, and who l names is not known.
    after = numbers["transitivity"].days[1]
    assert after.low is not None
    assert after.high is not None
    assert 0.3 < after.low < 0.5 < after.high < 0.7


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
    days = {each.days for each in _numbers(town, NEW, dt.date(2026, 3, 1)).values()}
    assert {day.day for told in days for day in told} == {"1 March 2026"}  # once is enough


def test_before_the_first_survey_nothing_is_compared(town: Snapshot) -> None:
    found = over_time(town, dt.date(2023, 1, 1), OLD)
    assert "By one of the two days no survey had been answered" in found.sentences[1]
    days = {each.days for each in _numbers(town, dt.date(2023, 1, 1), OLD).values()}
    assert {day.day for told in days for day in told} == {"1 February 2024"}


def test_an_empty_place_says_what_is_missing() -> None:
    found = over_time(Snapshot(), OLD, NEW)
    assert "No survey of partners had been answered by either day" in found.sentences[1]
    assert numbers_over_time(Snapshot(), OLD, NEW).sides == ()
