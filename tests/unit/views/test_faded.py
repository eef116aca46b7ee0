"""What changes where old ties fade, what does not, and what is said of either."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from assetmap.errors import DataError
from assetmap.measures import measures_of
from assetmap.network import Network
from assetmap.views.measuring.fade import Fade
from assetmap.views.measuring.faded import (
    BY_STRENGTH,
    BY_WHAT_IS_LEFT,
    OF_THE_SILENT,
    fading_words,
)
from assetmap.views.measuring.names import MEASURING
from assetmap.views.ranking.behind import behind
from assetmap.views.ranking.view import place_ends, ranking
from assetmap.views.social_capital.profile import profile_certainty, social_capital_view

if TYPE_CHECKING:
    from tests.unit.views.conftest import Make

    from assetmap.model import Snapshot

IDS = [f"o{number:02}" for number in range(12)]
FADING = [name for name, each in MEASURING.items() if "fade" in each.choices]
YEAR = Fade(365.0)
LIST = "old list.csv"
BY_SOURCE = Fade(trust_in=((LIST, 0.5),))


@pytest.fixture
def town(make: Make) -> Snapshot:
    """Twelve in a circle name the next two, clubs and the NHS in turn; one is silent.

    Who names the next but one, its like, said so a year before the day, and the next on it.
    """
    claims = [(n, step) for n in range(1, 12) for step in (1, 2)]
    rows: dict[str, list[dict[str, Any]]] = {
        "Organisation": [
            {"id": id_, "name": id_, "sector": ("vcse", "nhs")[n % 2]} for n, id_ in enumerate(IDS)
        ],
        "Survey": [{"id": "s", "asked_on": "2024-12-01"}],
        "ASKED": [
            {"id": id_, "from_id": "s", "to_id": id_, "answered_on": "2025-01-01" if n else None}
            for n, id_ in enumerate(IDS)
        ],
        "PARTNERS_WITH": [
            {
                "id": f"{n} {step}",
                "from_id": IDS[n],
                "to_id": IDS[(n + step) % 12],
                "survey_id": "s",
                "intensity": 2,
                "recorded_on": ("2026-01-01", "2025-01-01")[step - 1],
                "provenance": ("survey", LIST)[step - 1],
            }
            for n, step in claims
        ],
    }
    return make(rows).as_of(dt.date(2026, 1, 1))


def test_what_goes_by_strength_is_what_other_weights_change() -> None:
    random, changed = np.random.default_rng(1), set()
    measures = [*measures_of("network"), *measures_of("party")]
    for _ in range(6):
        one_end, other_end = random.choice([*"abcdefghijkl"], (2, 30)).tolist()
        plain, weighed = (
            Network.from_edges(one_end, other_end, weights.tolist())
            for weights in (np.ones(30), random.choice([0.1, 1.0, 9.0], 30))
        )
        for each in measures:
            one, other = (np.asarray(each.function(network), float) for network in (plain, weighed))
            if not np.allclose(one, other, equal_nan=True):
                changed.add(each.name)
    assert changed == set(BY_STRENGTH)


@pytest.mark.parametrize("how", [YEAR, BY_SOURCE], ids=["by age", "by source"])
@pytest.mark.parametrize("name", FADING)
def test_every_command_says_what_fading_changed_and_is_as_sure_of_it(
    town: Snapshot, name: str, how: Fade
) -> None:
    faded, plain = (MEASURING[name].measure(town, fade=each) for each in (how, None))
    assert faded.notes[0] == fading_words(how)
    assert not any("Ties fade" in note for note in plain.notes)
    for each, value in faded.values.items():
        if each in (*BY_STRENGTH, *BY_WHAT_IS_LEFT):
            for told in ("intervals", "bounds", "reasons"):
                sure, before = (getattr(found, told).get(each) for found in (faded, plain))
                assert (sure is None) == (before is None), (each, told)
        else:
            assert value == plain.values[each], each
            assert faded.intervals[each] == plain.intervals[each]
    changed = [each for each in faded.values if faded.values[each] != plain.values[each]]
    assert all(f"{each} (before " in faded.notes[1] for each in changed)
    with pytest.raises(DataError, match="among partnerships alone, not among referrals"):
        MEASURING[name].measure(town, projection="referrals", fade=how)


def test_five_commands_let_ties_fade() -> None:
    assert FADING == ["network", "social-capital", "position", "brokerage", "resilience"]


@pytest.mark.parametrize("name", FADING)
@pytest.mark.parametrize("days", [float("inf"), 1e308, 0.001, 0, -1, float("nan")])
def test_no_command_lets_ties_fade_without_end(town: Snapshot, name: str, days: float) -> None:
    with pytest.raises(DataError, match="give a number from 1 to 1,000,000"):
        MEASURING[name].measure(town, fade=Fade(days))


@pytest.mark.parametrize("name", FADING)
@pytest.mark.parametrize(
    ("source", "share", "said"),
    [
        ("no such", 0.5, "No partnership comes from 'no such'; they come from old list.csv and"),
        (LIST, 0.0, "The share 0 of 'old list.csv' is not above 0 and up to 1"),
        (LIST, 1.5, r"The share 1\.5 of 'old list.csv' is not above 0 and up to 1"),
        (LIST, float("nan"), "The share nan of 'old list.csv' is not above 0 and up to 1"),
    ],
)
def test_no_command_trusts_what_nothing_comes_from_or_more_than_all(
    town: Snapshot, name: str, source: str, share: float, said: str
) -> None:
    with pytest.raises(DataError, match=said):
        MEASURING[name].measure(town, fade=Fade(trust_in=((source, share),)))
    with pytest.raises(DataError, match="A source is given two shares"):
        MEASURING[name].measure(town, fade=Fade(trust_in=((LIST, 0.5), (LIST, 0.1))))


def test_a_list_that_is_trusted_by_half_counts_as_one_that_is_as_old(town: Snapshot) -> None:
    # All that the old list says was told a year before the day, and nothing else was.
    for name in FADING:
        by_age, by_source = (MEASURING[name].measure(town, fade=each) for each in (YEAR, BY_SOURCE))
        assert by_source.values == pytest.approx(by_age.values, nan_ok=True), name
        for told in ("intervals", "bounds"):
            one, other = (getattr(found, told) for found in (by_age, by_source))
            for each in one:
                assert (one[each] is None) == (other[each] is None), (name, each)
                if one[each] is not None:
                    assert one[each] == pytest.approx(other[each], rel=1e-9), (name, each)
    assert fading_words(BY_SOURCE) == (
        "What came from “old list.csv” weighs half. How many ties there are does not change."
    )
    both = Fade(365.0, ((LIST, 0.5), ("survey", 0.5), ("word of mouth", 0.1)))
    assert (
        "one without a day weighs half. What came from “old list.csv” and “survey” weighs half. "
        "What came from “word of mouth” weighs 10%. How many"
    ) in fading_words(both)


def test_shares_of_the_profile_count_what_is_left(town: Snapshot) -> None:
    faded, plain = (social_capital_view(town, fade=each) for each in (YEAR, None))
    # Eleven pairs across said today, eleven among like a year ago: half of each is left.
    told = {each["name"]: each for each in faded.dimensions}
    before = {each["name"]: each for each in plain.dimensions}
    assert before["bonding"]["number"] == pytest.approx(1 / 2)
    assert told["bonding"]["number"] == pytest.approx(1 / 3, rel=1e-9)
    assert told["bonding"]["sentence"].startswith(
        "33% of what is left of ties join two of the same sector."
    )
    assert told["bonding"]["sentence"].endswith("If no tie faded, it would be 50%.")
    assert told["linking"]["sentence"].startswith("11 ties (67% of what is left of ties) join")
    assert faded.sides[0].whole == "Of what is left"
    # The NHS has eleven ties across and six within, clubs eleven and five: o00 is silent.
    assert [part.words for part in faded.sides[0].parts] == [
        "21% (17 ties)",  # 3 of 14
        "19% (16 ties)",  # 2.5 of 13.5
    ]
    assert "Bonding, bridging and linking count what is left of each tie" in faded.notes[0]
    rest = [name for name in told if name not in ("bonding", "bridging", "linking")]
    assert [told[name] for name in rest] == [before[name] for name in rest]
    assert faded.groups == plain.groups


def test_a_share_that_fades_lies_between_what_the_silent_could_make_it(town: Snapshot) -> None:
    known = profile_certainty(town, fade=YEAR)
    # 5.5 is left among like and 11 across. Of o00's five like one names it, of which half is left;
    # of its six others one does, of which all is: it could add 4.5 and 5.
    assert known.bounds["bonding"] == pytest.approx((5.5 / 21.5, 10 / 21))
    assert known.intervals["bonding"] is None  # all are alike, which tells nothing of the silent
    assert known.intervals["largest_component_share"] is not None
    found = social_capital_view(town, fade=YEAR)
    told = {each["name"]: each for each in found.with_certainty(known).dimensions}
    assert "it is between 26% and 48%" in told["bonding"]["sureness"]
    assert found.notes[0].endswith(OF_THE_SILENT)


def test_where_all_answered_a_share_that_fades_is_what_it_is(town: Snapshot, make: Make) -> None:
    rows: dict[str, Any] = {
        name: each.to_dict("records") for name, each in town.rows.items() if len(each)
    }
    for row in rows["ASKED"]:
        row["answered_on"] = "2025-01-01"
    place = make(rows).as_of(dt.date(2026, 1, 1))
    said = MEASURING["social-capital"].measure(place, fade=YEAR)
    for name in BY_WHAT_IS_LEFT:
        assert said.intervals[name] == pytest.approx((said.values[name],) * 3, rel=1e-9), name
    assert said.values["bonding"] == pytest.approx(1 / 3)
    assert OF_THE_SILENT not in social_capital_view(place, fade=YEAR).notes[0]


def test_an_order_by_strength_goes_by_what_is_left(town: Snapshot) -> None:
    def first(**given: Any) -> dict[str, float | None]:
        return {row["id"]: row["number"] for row in ranking(town, "strength", **given).rows}

    # o05 names two and is named by two, each 2 of 4; half is left of two of them.
    assert first()["o05"] == 8
    assert first(fade=YEAR)["o05"] == pytest.approx(2 + 2 + 1 + 1)
    faded = ranking(town, "strength", fade=YEAR)
    assert faded.sureness.endswith(OF_THE_SILENT)
    ends, before = (place_ends(town, "strength", fade=each).ends for each in (YEAR, None))
    assert ends is not None
    assert before is not None
    assert (ends["low"] <= ends["high"]).all()
    assert not ends.equals(before)
    said = behind(town, "strength", "o05", fade=YEAR).sentences
    assert said[0] == "o05: 6 (sum of weights)."
    assert said[-1] == "The older a row is, the less it counts."
    doubted = behind(town, "strength", "o05", fade=BY_SOURCE)
    assert doubted.sentences[-1] == "What came from “old list.csv” weighs half."
    assert doubted.sentences[0] == said[0]
    degrees = ranking(town, "degree", fade=YEAR)
    assert degrees.rows == ranking(town, "degree").rows
    assert degrees.sureness.startswith("This number counts ties, so that it stays as it is")
    with pytest.raises(DataError, match="among partnerships alone"):
        ranking(town, "degree", ties="shared_activities", fade=YEAR)
