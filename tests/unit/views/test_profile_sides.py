"""The sides of the profile: trust, equal footing, resilience; how sure each number is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from assetmap.views.measuring.certain import AS_LOADED, Certainty
from assetmap.views.measuring.social_capital import social_capital_measures
from assetmap.views.social_capital.profile import profile_certainty, social_capital_view

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetmap.model import Snapshot
    from assetmap.views.social_capital.dimension import Dimension, Side
    from assetmap.views.social_capital.profile import SocialCapital

IDS = [f"o{number:02}" for number in range(12)]


def surveyed(make: Callable[..., Snapshot], *, n_silent: int) -> Snapshot:
    """Return twelve in a circle who each name the next two, unless they are of the silent.

    Each gives the next 4, 3 and 2 for doing what it says, the aim and openness, and the one
    after that nothing.
    """
    ties = [(n, step) for n in range(n_silent, 12) for step in (1, 2)]
    scores = {"reliability": 4, "mission": 3, "openness": 2}
    rows: dict[str, list[dict[str, Any]]] = {
        "Organisation": [
            {"id": id_, "name": id_.upper(), "sector": ("vcse", "nhs", "council")[number % 3]}
            for number, id_ in enumerate(IDS)
        ],
        "Survey": [{"id": "s", "asked_on": "2026-01-01"}],
        "ASKED": [
            {"id": id_, "from_id": "s", "to_id": id_}
            | ({"answered_on": "2026-02-01"} if number >= n_silent else {})
            for number, id_ in enumerate(IDS)
        ],
        "PARTNERS_WITH": [
            {"id": f"{n} {step}", "from_id": IDS[n], "to_id": IDS[(n + step) % 12]}
            | {"survey_id": "s"}
            | (scores if step == 1 else {})
            for n, step in ties
        ],
    }
    return make(rows)


def side(view: SocialCapital, name: str) -> Side:
    return next(each for each in view.sides if each.name == name)


def number(view: SocialCapital, name: str) -> Dimension:
    return next(each for each in view.dimensions if each["name"] == name)


def test_profile_has_six_sides_in_their_order(two_towns: Snapshot) -> None:
    names = [each.name for each in social_capital_view(two_towns).sides]
    assert names == ["bonding", "bridging", "linking", "trust", "equal_footing", "resilience"]


def test_every_number_has_words_and_what_would_raise_it(two_towns: Snapshot) -> None:
    for each in social_capital_view(two_towns).sides:
        assert each.meaning.endswith(".")
        assert each.raised_by.endswith(".")
        for found in each.dimensions:
            assert found["sentence"].endswith("."), found["name"]
            assert found["raised_by"].endswith("."), found["name"]
            assert found["raised_by"][0].isupper(), found["name"]


def test_trust_is_told_in_points_of_four_with_what_it_is_made_of(
    make: Callable[..., Snapshot],
) -> None:
    view = social_capital_view(surveyed(make, n_silent=0))
    trust = side(view, "trust")
    # Each is rated once: 4, 3 and 2.
    assert [(bar.label, bar.number, bar.words) for bar in trust.bars] == [
        ("Trust", pytest.approx(3.0), "3.0 of 4"),
        ("Do what they say", 4.0, "4.0 of 4"),
        ("Share the aim", 3.0, "3.0 of 4"),
        ("Talk openly", 2.0, "2.0 of 4"),
    ]
    assert number(view, "share_confirmed")["value"] == "0%"
    assert number(view, "response_rate")["sentence"] == "12 of 12 who were asked answered."
    assert trust.dimensions[0]["sureness"] == "All 12 who were asked answered."


def test_trust_stands_beside_partnerships_only(two_towns: Snapshot) -> None:
    view = social_capital_view(two_towns, ties="shared_activities")
    assert "trust" not in [each.name for each in view.sides]
    assert view.notes[-1].startswith("Trust is asked of partners")
    assert number(view, "bonding")["sureness"] == AS_LOADED


def test_bars_say_what_the_chief_number_is_made_of(two_towns: Snapshot) -> None:
    view = social_capital_view(two_towns)
    # Of six pairs two are within the voluntary sector, two join it to the council.
    assert [(bar.label, bar.words) for bar in side(view, "bonding").bars] == [
        ("Of all ties", "33%"),
        ("Voluntary and community", "40% of 5 ties"),
        ("Council", "0% of 3 ties"),
        ("Faith", "0% of 2 ties"),
    ]
    assert [(bar.label, bar.words) for bar in side(view, "bridging").bars] == [
        ("Of all ties", "67%"),
        ("Council and Voluntary and community", "2 ties"),
        ("Council and Faith", "1 tie"),
        ("Faith and Voluntary and community", "1 tie"),
    ]
    linking = side(view, "linking").bars
    assert (linking[1].label, linking[1].words) == ("Council", "3 ties")
    assert linking[1].number == pytest.approx(0.5)


def test_equal_footing_sets_shares_beside_the_share_of_organisations(two_towns: Snapshot) -> None:
    bars = side(social_capital_view(two_towns), "equal_footing").bars
    assert [(bar.label, bar.words) for bar in bars] == [
        ("Organisations", "40%"),
        ("Ties", "58%"),
        ("Joining others", "50%"),
        ("Referrals received", "0%"),
    ]
    assert bars[0].number == pytest.approx(0.4)


def test_resilience_says_what_the_worst_loss_would_cost(two_towns: Snapshot) -> None:
    view = social_capital_view(two_towns)
    resilience = side(view, "resilience")
    assert [each["value"] for each in resilience.dimensions] == ["60%", "3", "3"]
    # Without Cedar a, b and hub are together; without b too, two.
    assert resilience.dimensions[1]["sentence"] == (
        "3 parties hold others in: if one of them closes, somebody is cut off. The worst would be "
        "the loss of Cedar: 2 others would be cut off from the rest."
    )
    assert resilience.dimensions[2]["sentence"] == (
        "3 ties are the only way between those on either side: if one ends, the two sides are cut "
        "off from each other."
    )
    assert [(bar.label, bar.words) for bar in resilience.bars[:2]] == [
        ("Together today", "60%"),
        ("Without Cedar", "3 of 10"),
    ]


def test_resilience_of_a_ring_says_that_nobody_would_be_cut_off(
    make: Callable[..., Snapshot],
) -> None:
    said = side(social_capital_view(surveyed(make, n_silent=0)), "resilience").dimensions
    assert said[1]["sentence"] == "Whoever went, nobody else would be cut off."
    assert said[2]["sentence"] == "No tie is the only way between those on either side of it."


def test_silence_is_told_and_what_it_would_be_had_all_answered(
    make: Callable[..., Snapshot],
) -> None:
    place = surveyed(make, n_silent=2)
    plain = number(social_capital_view(place), "mean_trust")
    assert plain["sureness"] == "10 of 12 who were asked answered, and this is what they said."
    view = social_capital_view(place).with_certainty(profile_certainty(place))
    trust = number(view, "mean_trust")
    assert trust["low"] is not None
    assert trust["high"] is not None
    assert trust["low"] <= trust["high"]
    assert "Had all answered, it would be" in trust["sureness"]
    bars = side(view, "trust").bars
    assert bars[0].low == trust["low"]
    assert len(bars) == 4  # who answered said of each other what trust rests on, and not of value
    scores = social_capital_measures(place).tables["mean_scores"].to_dict("records")
    for bar, row in zip(bars[1:], scores, strict=False):
        assert bar.low is not None
        assert bar.high is not None
        assert bar.low <= bar.high
        assert (bar.number, bar.low, bar.high) == (row["mean"], row["low"], row["high"])
    # Of the circle no tie joins two of one sector; the two who are silent could make some.
    assert number(view, "bonding")["sureness"].endswith(
        "Whatever the others would have said, it is between 0% and 23%."
    )
    assert "nine times in ten. Whatever the others" in trust["sureness"]
    for name in ("largest_component_share", "n_articulation_points", "n_bridges"):
        assert "Had all answered, it would be" in number(view, name)["sureness"]
        assert number(view, name)["low"] is not None
    assert "all answered" not in number(view, "response_rate")["sureness"]


def test_where_all_answered_or_few_were_asked_there_is_no_interval(
    make: Callable[..., Snapshot], two_towns: Snapshot
) -> None:
    assert profile_certainty(surveyed(make, n_silent=0)) == Certainty()
    few = profile_certainty(two_towns)
    assert set(few.intervals.values()) == {None}
    assert few.bounds["bonding"] is not None
    said = number(social_capital_view(two_towns), "bonding")["sureness"]
    assert said.startswith("Too few of those on the map have answered")


@pytest.mark.parametrize("group_by", ["sector", "place"])
def test_screen_and_command_tell_the_same_numbers(
    make: Callable[..., Snapshot], group_by: str
) -> None:
    place = surveyed(make, n_silent=2)
    known = profile_certainty(place, group_by=group_by)
    view = social_capital_view(place, group_by=group_by).with_certainty(known)
    measured = social_capital_measures(place, group_by=group_by)
    for found in view.dimensions:
        if found["name"] == "equal_footing":
            continue
        said = measured.values[found["name"]]
        assert found["number"] == (None if said is None else pytest.approx(said)), found["name"]
        interval = measured.intervals[found["name"]]
        ends = None if interval is None else (interval.low, interval.high)
        told = None if found["low"] is None else (found["low"], found["high"])
        assert told == ends, found["name"]
    bars = {bar.label: bar for bar in side(view, "equal_footing").parts}
    footing = measured.tables["equal_footing"]
    own = footing[footing["sector"] == "Voluntary and community"].set_index("what")
    hangs_on_answers = {label for label, bar in bars.items() if bar.low is not None}
    assert hangs_on_answers == {"Ties", "Joining others"}
    for label, bar in bars.items():
        ends_told = own.loc[[label], ["low", "high"]].astype(float).to_numpy()[0]
        ends_drawn = np.array([bar.low, bar.high], dtype=float)  # None is NaN
        np.testing.assert_allclose(ends_told, ends_drawn, atol=1e-4, err_msg=label)
