"""Whom an organisation works with: both sides, silence, scores, the second circle, ways."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from assetmap.views.organisation.circle import introductions_for
from assetmap.views.organisation.partners import Partners, partners_of
from assetmap.views.organisation.paths import way_finder
from assetmap.views.organisation.ties import ties_of

if TYPE_CHECKING:
    from tests.unit.views.conftest import Make

    from assetmap.model import Snapshot

NEW, OLD = dt.datetime(2026, 2, 1), dt.datetime(2025, 2, 1)  # noqa: DTZ001 - a day has no zone


def claim(pair: str, survey: str | None = "new", **columns: Any) -> dict[str, Any]:
    one, other = pair.split(">")
    row = {"id": f"{pair} {survey}", "from_id": one, "to_id": other, "survey_id": survey}
    return row | columns


@pytest.fixture
def town(make: Make) -> Snapshot:
    """A place around `own`.

    Both sides name: own-both. Own alone names: own-no (no answered), own-mute (asked, silent),
    own-unasked. They alone name: other-own. A list of ties alone: own-bus. Two steps away: far
    (with both and no), further (with bus). Three steps: end (with far). Apart: lone.
    """
    ids = ["own", "both", "no", "mute", "unasked", "other", "bus", "far", "further", "end", "lone"]
    return make(
        {
            "Organisation": [
                {"id": id_, "name": id_.capitalize(), "sector": "vcse"} for id_ in ids
            ],
            "Activity": [{"id": "tea", "name": "Tea"}],
            "Survey": [{"id": "old", "asked_on": OLD}, {"id": "new", "asked_on": NEW}],
            "ASKED": [
                {"id": f"asked {id_}", "from_id": "new", "to_id": id_, "answered_on": day}
                for id_, day in (("no", NEW), ("own", NEW), ("mute", None), ("both", None))
            ],
            "PARTNERS_WITH": [
                claim("own>both", "old", intensity=1, reliability=1),
                claim("own>both", intensity=4, reliability=4, power=2),
                claim("both>own", intensity=2, reliability=3),
                claim("own>no", reliability=2),
                claim("own>mute", intensity=3),
                claim("own>unasked", intensity=2),
                claim("other>own", intensity=1, reliability=2, power=1),
                claim("far>both"),
                claim("no>far"),
                claim("far>end", None, intensity=2),
            ],
            "TIED_TO": [
                {"id": "t1", "from_id": "bus", "to_id": "own", "kind": "shares a minibus"},
                {"id": "t2", "from_id": "further", "to_id": "bus", "kind": "sends bread"},
                {"id": "t3", "from_id": "both", "to_id": "own"},
                {"id": "t4", "from_id": "own", "to_id": "tea", "kind": "no organisation"},
            ],
        }
    )


def partners(place: Snapshot, id_: str = "own") -> Partners:
    return partners_of(place, id_, ties_of(place, [id_]))


def test_partners_say_who_says_so_and_how_close_from_each_side(town: Snapshot) -> None:
    rows = {row["id"]: row for row in partners(town).partners.rows}
    assert [*rows] == ["both", "mute", "no", "unasked", "other", "bus"]
    assert rows["both"] == {
        "id": "both",
        "name": "Both",
        "sector": "Voluntary and community",
        "who_says": "Both sides",
        "you_say": "Integrated",
        "they_say": "Cooperate",
        "besides": "tied",
    }
    assert [rows["no"][side] for side in ("you_say", "they_say")] == ["Not said", ""]
    assert [rows["other"][side] for side in ("you_say", "they_say")] == ["", "Aware"]
    assert rows["bus"]["besides"] == "shares a minibus"


def test_silence_is_told_from_no(town: Snapshot) -> None:
    says = {row["id"]: row["who_says"] for row in partners(town).partners.rows}
    assert says["no"] == "You alone: they answered and did not name you"
    assert says["mute"] == "You; they have not answered the survey"
    assert says["unasked"] == "You; nobody asked them"
    assert says["other"] == "They alone: you answered and did not name them"
    assert says["bus"] == "A list of ties; neither was asked"
    said = partners(town).partners.sentences
    assert said[0] == (
        "You work with 6 organisations: 1 named by both sides, 3 named by you alone, 1 named by "
        "them alone and 1 on a list of ties alone."
    )
    assert said[1].startswith("What Mute and Unasked would say is not known")
    assert "To Both it looks less close than to you." in said
    # From the other end: what own says of mute, which has not answered.
    (row,) = partners(town, "mute").partners.rows
    assert row["who_says"] == "They; you have not answered the survey"
    assert partners(town, "mute").partners.sentences[-1] == (
        "You have not answered the survey: your own side is not known in full."
    )
    (row,) = partners(town, "unasked").partners.rows
    assert row["who_says"] == "They; nobody asked you"


def test_who_claims_anything_in_a_survey_has_answered_it(town: Snapshot) -> None:
    # Nobody wrote down when `both` answered; it names own, so it did.
    ties = ties_of(town, ["both"])
    assert ties.surveys_not_answered("both") == ()
    assert ties.silence(ties.claims["far", "both"], "both") == "answered"


def test_scores_are_means_of_the_newest_claims(town: Snapshot) -> None:
    found = partners(town)
    scores = {row["score"]: row for row in found.scores.rows}
    # Given: 4 to both (not the 1 of the old survey) and 2 to no. Received: 3 and 2.
    assert scores["Does what it says"] == {
        "score": "Does what it says",
        "given": 3.0,
        "n_given": 2,
        "received": 2.5,
        "n_received": 2,
    }
    assert scores["Has standing and influence"]["received"] == 1.0
    assert [*scores] == ["Does what it says", "Has standing and influence"]
    assert found.scores.sentences == (
        "Partners see you strongest in “does what it says”: 2.5 of 4, by 2 partners.",
    )
    assert [(row["name"], row["direction"], row["reliability"]) for row in found.each_score] == [
        ("Both", "You of them", 4),
        ("Both", "They of you", 3),
        ("No", "You of them", 2),
        ("Other", "They of you", 2),
    ]
    assert found.each_score[0]["openness"] is None


def test_scores_that_nobody_gave_are_said_to_be_none(town: Snapshot) -> None:
    found = partners(town, "bus")
    assert found.scores.rows == ()
    assert found.scores.sentences[0].startswith("No survey asked for scores")
    assert partners(town, "other").scores.sentences == (
        "You gave scores; nobody gave you any yet.",
    )


def test_without_partners_the_reason_is_said(town: Snapshot, make: Make) -> None:
    assert partners(town, "lone").partners.sentences == (
        "No partnership is recorded, by you or by anybody about you.",
    )
    alone = {"Organisation": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]}
    assert (
        partners(make(alone), "a")
        .partners.sentences[0]
        .startswith("No partnerships have been loaded yet.")
    )
    asked = {
        "Survey": [{"id": "new"}],
        "ASKED": [{"id": "x", "from_id": "new", "to_id": "a"}],
        "PARTNERS_WITH": [claim("b>a", None, valid_to=NEW) | {"to_id": "c", "from_id": "b"}],
    }
    silent = make(
        {**alone, **asked, "Organisation": [*alone["Organisation"], {"id": "c", "name": "C"}]}
    )
    assert (
        "which is not the same as working with nobody"
        in partners(silent, "a").partners.sentences[0]
    )


def test_introductions_are_two_steps_away_by_how_many_partners_work_with_them(
    town: Snapshot,
) -> None:
    part = introductions_for(town, "own", ties_of(town, ["own"]))
    assert [(row["id"], row["n_through"], row["through"]) for row in part.rows] == [
        ("far", 2, "Both and No"),
        ("further", 1, "Bus"),
    ]
    assert part.sentences == (
        "2 organisations that you have no tie to work with partners of yours.",
        "Far works with 2 partners of yours: Both and No; any of them could introduce you.",
    )


def test_introductions_that_are_none_are_said_to_be(town: Snapshot, make: Make) -> None:
    lone = introductions_for(town, "lone", ties_of(town, ["lone"]))
    assert lone.rows == ()
    assert lone.sentences == ("Without a partner of your own, nobody is two steps away.",)
    pair = make(
        {
            "Organisation": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
            "PARTNERS_WITH": [claim("a>b", None)],
        }
    )
    assert introductions_for(pair, "a", ties_of(pair, ["a"])).sentences == (
        "Your partners work with nobody whom you do not work with already.",
    )


def test_ways_are_told_step_by_step_with_what_ties_them(town: Snapshot) -> None:
    part = way_finder(town).ways("own", "end")
    assert part.sentences == ("2 ways lead to End, each with 2 organisations between you.",)
    assert part.rows == (
        {
            "way": "You → Both → Far → End",
            "ties": "both sides say so (integrated and cooperate), tied; Far says so (not said); "
            "Far says so (cooperate)",
        },
        {
            "way": "You → No → Far → End",
            "ties": "you say so (not said); No says so (not said); Far says so (cooperate)",
        },
    )


def test_ways_that_are_none_or_need_no_step_are_sentences(town: Snapshot) -> None:
    finder = way_finder(town)
    assert finder.ways("own", "lone").rows == ()
    assert finder.ways("own", "lone").sentences[0].startswith("No way leads to Lone over")
    assert finder.ways("own", "bus").sentences == (
        "You are tied to Bus: no introduction is needed.",
    )
    assert finder.ways("own", "bus").rows[0]["ties"] == "shares a minibus"
    assert finder.ways("own", "far").sentences == (
        "2 ways lead to Far, each with 1 organisation between you.",
    )
    assert finder.ways("own", "own").sentences == ("That is you: choose another organisation.",)


def test_ways_are_a_few_at_most(make: Make) -> None:
    middle = [f"m{n}" for n in range(7)]
    place = make(
        {
            "Organisation": [{"id": id_, "name": id_} for id_ in ("a", "z", *middle)],
            "PARTNERS_WITH": [
                claim(pair, None) for each in middle for pair in (f"a>{each}", f"{each}>z")
            ],
        }
    )
    part = way_finder(place).ways("a", "z")
    assert [row["way"] for row in part.rows] == [f"You → m{n} → z" for n in range(5)]
    assert part.sentences == (
        "More than 5 ways lead to z, each with 1 organisation between you; the first 5 are shown.",
    )


def test_plain_ties_to_others_than_organisations_are_counted_in_a_sentence(
    town: Snapshot, make: Make
) -> None:
    said = partners(town).partners.sentences
    assert said[-1] == "Lists of ties name you with 1 activity; the screen Network shows each."
    apart = make(
        {
            "Organisation": [{"id": "own", "name": "Own"}],
            "Champion": [{"id": id_} for id_ in ("ann", "bob")],
            "Workshop": [{"id": "day", "purpose": "A way in"}],
            "TIED_TO": [
                {"id": "t1", "from_id": "ann", "to_id": "own"},
                {"id": "t2", "from_id": "own", "to_id": "bob"},
                {"id": "t3", "from_id": "bob", "to_id": "own", "kind": "the same again"},
                {"id": "t4", "from_id": "own", "to_id": "day"},
                {"id": "t5", "from_id": "ann", "to_id": "day"},
            ],
        }
    )
    assert partners(apart).partners.sentences == (
        "No partnership is recorded, by you or by anybody about you.",
        "Lists of ties name you with 2 champions and 1 workshop; the screen Network shows each.",
    )
