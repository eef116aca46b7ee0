"""The profile of a place: bonding, bridging, linking, equal footing; and who joins whom."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from assetmap.views.brokers.behind import broker_behind
from assetmap.views.brokers.view import ROLE_WORDS, BrokerRow, brokers_view
from assetmap.views.social_capital.equal_footing import EqualFooting, equal_footing_view
from assetmap.views.social_capital.groupings import (
    NOT_KNOWN,
    chief_needs,
    places,
    sector_words,
    whole_grouping,
)
from assetmap.views.social_capital.profile import SocialCapital, social_capital_view

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetmap.model import Snapshot
    from assetmap.views.social_capital.dimension import Dimension, Side

# Pairs of the two towns: a-b, b-hub, hub-c, c-d, d-e, e-c.


def dimensions(snapshot: Snapshot, group_by: str = "sector") -> dict[str, Dimension]:
    view = social_capital_view(snapshot, group_by=group_by)
    return {each["name"]: each for each in view.dimensions}


def sides(view: SocialCapital) -> dict[str, Side]:
    return {side.name: side for side in view.sides}


def test_profile_says_what_ties_a_place_together(two_towns: Snapshot) -> None:
    found = dimensions(two_towns)
    assert list(found)[:3] == ["bonding", "bridging", "linking"]
    # a-b and b-hub are within the voluntary sector; hub-c, c-e and c-d reach the council.
    assert [each["value"] for each in found.values()][:3] == ["33%", "67%", "50%"]
    assert found["bonding"]["number"] == pytest.approx(1 / 3)
    assert found["bonding"]["sentence"].startswith("33% of ties join two of the same sector.")
    assert found["bridging"]["sentence"] == (
        "67% of ties join two different sectors; the most, 2, join Council and Voluntary and "
        "community."
    )
    assert found["linking"]["sentence"].startswith("3 ties (50%) join a voluntary or faith group")
    assert all(each["raised_by"].endswith(".") for each in found.values())


def test_profile_compares_bonding_with_what_ties_alone_would_give(two_towns: Snapshot) -> None:
    # By town all but b-hub stay within: e = 5/6, sum a b = (3/12)^2 + (9/12)^2 = 5/8, r = 5/9.
    found = dimensions(two_towns, "place")["bonding"]
    assert found["sentence"] == (
        "83% of ties join two of the same town. That is more than if nobody minded the town of "
        "those they work with."
    )
    # By sector: e = 1/3, sum a b = (7^2 + 3^2 + 2^2) / 12^2 = 62/144, r = -.17.
    assert (
        "That is fewer than if nobody minded the sector"
        in dimensions(two_towns)["bonding"]["sentence"]
    )
    # By what matters only c and e answer anything, and both the same.
    assert "only one theme with ties" in dimensions(two_towns, "need")["bonding"]["sentence"]


def test_profile_says_who_counts_in_no_group(two_towns: Snapshot) -> None:
    assert social_capital_view(two_towns).notes == ()
    (note,) = social_capital_view(two_towns, group_by="place").notes
    assert note.startswith("4 parties of whom no town is known, and their ties, count in none")


def test_profile_counts_ties_between_groups(two_towns: Snapshot) -> None:
    view = social_capital_view(two_towns, group_by="place")
    assert view.title == "Partnerships, by town"
    assert view.mixing.to_numpy().tolist() == [[1, 1], [1, 4]]
    assert view.groups == [
        {"group": "South", "parties": 4, "ties": 5, "within": "80%"},
        {"group": "North", "parties": 2, "ties": 2, "within": "50%"},
    ]


def test_profile_of_a_place_without_ties_says_so(make: Callable[..., Snapshot]) -> None:
    alone = make({"Organisation": [{"id": "a", "name": "A", "sector": "vcse"}]})
    view = social_capital_view(alone)
    assert view.summary.startswith("No two are tied in this way yet")
    for each in view.dimensions:
        assert (each["value"], each["number"]) == ("", None)
    for side in ("bonding", "bridging", "linking", "resilience"):
        assert sides(view)[side].bars == ()
        (only,) = sides(view)[side].dimensions
        assert only["sentence"] == "Nothing can be said of this without a tie."
    assert dimensions(alone)["mean_trust"]["sentence"].startswith("No partner has said yet")
    assert view.groups[0]["within"] == "no tie"
    assert view.footing.sentence == "Nothing that sectors could share has been loaded yet."
    assert social_capital_view(make({})).groups == []


def test_profile_refuses_ties_and_groups_that_are_none(two_towns: Snapshot) -> None:
    with pytest.raises(KeyError, match="no such"):
        social_capital_view(two_towns, ties="no such")
    with pytest.raises(KeyError, match="no such"):
        social_capital_view(two_towns, group_by="no such")


def test_organisation_that_left_is_in_no_number(make: Callable[..., Snapshot]) -> None:
    rows = {
        "Organisation": [
            {"id": "a", "name": "A", "sector": "vcse"},
            {"id": "b", "name": "B", "sector": "nhs"},
            {"id": "c", "name": "C", "sector": "vcse", "valid_to": dt.datetime(2026, 1, 1)},  # noqa: DTZ001
        ],
        "PARTNERS_WITH": [
            {"id": "1", "from_id": "a", "to_id": "b"},
            {"id": "2", "from_id": "b", "to_id": "c"},
        ],
    }
    today = make(rows).present_on(dt.date(2026, 6, 1))
    assert social_capital_view(today).groups[0]["parties"] == 1
    assert brokers_view(make(rows)).rows[0]["id"] == "b"
    assert brokers_view(today).rows == []
    assert equal_footing_view(today).rows[0]["organisations"] == 1


def test_groupings_name_the_sector_town_and_chief_need(two_towns: Snapshot) -> None:
    assert sector_words(two_towns)["c"] == "Council"
    assert sector_words(two_towns)["tea"] == "Council"
    assert places(two_towns)["a"] == "North"
    # What belongs to an organisation is where it is.
    assert (places(two_towns)["tea"], places(two_towns)["lw"]) == ("South", "South")
    assert "gp1" not in places(two_towns)
    # Walking with others is a part of company.
    found = chief_needs(two_towns)
    assert (found["c"], found["e"], found["walk"]) == ("Company", "Company", "Company")
    assert whole_grouping(found, ["c", "a"]) == {"c": "Company", "a": NOT_KNOWN}


def test_chief_need_is_what_most_activities_answer(make: Callable[..., Snapshot]) -> None:
    place = make(
        {
            "Organisation": [{"id": "o", "name": "O"}, {"id": "p", "name": "P"}],
            "Need": [{"id": "1", "name": "Walks"}, {"id": "2", "name": "Money"}],
            "Activity": [
                *({"id": f"a{n}", "name": "A", "organisation_id": "o"} for n in range(3)),
                {"id": "b", "name": "B", "organisation_id": "p"},
            ],
            "MEETS": [
                {"id": str(n), "from_id": one, "to_id": need}
                for n, (one, need) in enumerate(
                    [("a0", "1"), ("a1", "1"), ("a2", "2"), ("b", "1"), ("b", "2")]
                )
            ],
        }
    )
    assert (chief_needs(place)["o"], chief_needs(place)["p"]) == ("Walks", "Money")


def footing(view: EqualFooting, sector: str) -> dict[str, tuple[str, str, float | None]]:
    return {
        row["what"]: (row["amount"], row["share"], row["ratio"])
        for row in view.rows
        if row["sector"] == sector
    }


def test_equal_footing_compares_shares_with_the_share_of_organisations(
    two_towns: Snapshot,
) -> None:
    view = equal_footing_view(two_towns)
    # Of ten organisations four are voluntary: 7 of 12 ends of ties, 2 of 4 pairs joined.
    assert footing(view, "Voluntary and community") == {
        "Ties": ("7", "58%", 1.46),
        "Joining others": ("2", "50%", 1.25),
        "Referrals received": ("0", "0%", 0.0),
    }
    assert view.rows[0]["share_of_organisations"] == "40%"
    assert view.sentence == (
        "The voluntary and community sector is 40% of the organisations, and has 58% of the ties "
        "(more than an even share), 50% of the joining of others (more than an even share) and "
        "0% of the referrals received (less than half of an even share)."
    )
    assert "Nothing is known yet of: grant money received, seats at workshops." in view.notes


def test_equal_footing_hides_few_referrals_and_leaves_them_out_of_shares(
    two_towns: Snapshot,
) -> None:
    view = equal_footing_view(two_towns)
    # Ten reached the council's activity; one went on to the faith group; who came by themselves,
    # and what was entered in error, was referred by nobody.
    assert footing(view, "Council")["Referrals received"] == ("10", "100%", 10.0)
    assert footing(view, "Faith")["Referrals received"] == ("fewer than 8", "not told", None)
    assert any(note.startswith("Where a sector received fewer than 8") for note in view.notes)


def test_equal_footing_counts_money_and_seats(make: Callable[..., Snapshot]) -> None:
    place = make(
        {
            "Organisation": [
                {"id": "t", "name": "Trust", "sector": "nhs"},
                {"id": "f", "name": "Fund", "sector": "funder"},
                {"id": "c", "name": "Choir", "sector": "vcse"},
                {"id": "w", "name": "Walk", "sector": "vcse"},
            ],
            "Workshop": [{"id": "w1"}, {"id": "w2"}],
            "FUNDS": [
                {"id": "1", "from_id": "f", "to_id": "t", "amount_gbp": 7_500},
                {"id": "2", "from_id": "f", "to_id": "c", "amount_gbp": 2_500},
                {"id": "3", "from_id": "f", "to_id": "w"},
            ],
            "TOOK_PART_IN": [
                {"id": "1", "from_id": "t", "to_id": "w1"},
                {"id": "2", "from_id": "t", "to_id": "w2"},
                {"id": "3", "from_id": "c", "to_id": "w1", "part": "host"},
                {"id": "4", "from_id": "c", "to_id": "w1", "part": "speaker"},
                # Invited, and not known to have come.
                {"id": "5", "from_id": "c", "to_id": "w2", "part": "invited"},
            ],
        }
    )
    view = equal_footing_view(place)
    assert footing(view, "NHS") == {
        "Grant money received": ("£7,500", "75%", 3.0),
        "Seats at workshops": ("2", "67%", 2.67),
    }
    # One seat, in whatever parts it was taken.
    assert footing(view, "Voluntary and community")["Seats at workshops"] == ("1", "33%", 0.67)
    assert "1 of 3 grants have no amount and count nothing." in view.notes
    assert "25% of the grant money (an even share)" not in view.sentence


def test_equal_footing_without_the_voluntary_sector_says_so(
    make: Callable[..., Snapshot],
) -> None:
    place = make(
        {
            "Organisation": [
                {"id": "a", "name": "A", "sector": "nhs"},
                {"id": "b", "name": "B", "sector": "nhs"},
            ],
            "PARTNERS_WITH": [{"id": "1", "from_id": "a", "to_id": "b"}],
        }
    )
    assert equal_footing_view(place).sentence.startswith("No organisation of the voluntary")
    assert equal_footing_view(make({})).rows == []


def told(row: BrokerRow) -> tuple[str, int, int, int, int, int, int]:
    counts = (row["pairs"], row["own"], row["alike"], row["between"], row["unlike"])
    return (row["id"], *counts, row["n_cut_off"])


def test_brokers_are_those_who_join_pairs_without_a_tie(two_towns: Snapshot) -> None:
    view = brokers_view(two_towns)
    # c joins hub and e, both voluntary, and hub and d; b joins a and hub, all of one sector; hub
    # joins b to c. d and e join c to nobody who is not tied to it.
    assert [told(row) for row in view.rows] == [
        ("c", 2, 0, 1, 0, 1, 2),
        ("b", 1, 1, 0, 0, 0, 1),
        ("hub", 1, 0, 0, 1, 0, 2),
    ]
    assert view.n_more == 0
    first = view.rows[0]
    assert (first["name"], first["group"]) == ("Cedar", "Council")
    assert first["role"] == "Joins others from outside"
    assert first["joins"] == "Voluntary and community and Faith"
    assert first["sentence"] == (
        "Joins 2 pairs who have no tie of their own, most often two of another kind. Without it, "
        "Dogwood and Elm would be cut off from the rest."
    )
    assert view.summary == (
        "Cedar joins the most: 2 pairs. Without it, 2 others would be cut off from the rest."
    )


def test_brokers_between_towns_are_told_by_towns(two_towns: Snapshot) -> None:
    view = brokers_view(two_towns, group_by="place")
    roles = {row["id"]: row["role"] for row in view.rows}
    assert roles == {
        "c": "Joins its own kind",
        "b": "Joins its own to others",
        "hub": "Joins its own to others",
    }
    assert any(note.startswith("4 organisations have no town that is known") for note in view.notes)


def test_brokers_beyond_the_rows_shown_are_counted(two_towns: Snapshot) -> None:
    view = brokers_view(two_towns, n_rows=1)
    assert ([row["id"] for row in view.rows], view.n_more) == (["c"], 2)


def test_broker_whose_loss_cuts_nobody_off_says_so(make: Callable[..., Snapshot]) -> None:
    ring = make(
        {
            "Organisation": [{"id": id_, "name": id_.upper()} for id_ in "abcd"],
            "PARTNERS_WITH": [
                {"id": pair, "from_id": pair[0], "to_id": pair[1]}
                for pair in ["ab", "bc", "cd", "da"]
            ],
        }
    )
    view = brokers_view(ring)
    assert view.rows[0]["sentence"].endswith("Without it, nobody would be cut off.")
    assert view.summary == "A joins the most: 1 pair."
    assert not view.rows[0]["stands_out"]


def test_hub_of_a_star_stands_out(make: Callable[..., Snapshot]) -> None:
    star = make(
        {
            "Organisation": [{"id": id_, "name": id_.upper()} for id_ in "abcdefgh"],
            "PARTNERS_WITH": [{"id": end, "from_id": "a", "to_id": end} for end in "bcdefgh"],
        }
    )
    (row,) = brokers_view(star).rows
    assert row["stands_out"]
    # No two of the seven are left together: none is cut off from a rest.
    assert row["sentence"].endswith(
        "Without it, B, C, D, E, F and 2 more could not reach each other."
    )
    assert broker_behind(star, "a").sentences[1] == (
        "Without it, B, C, D, E, F, G and H could not reach each other."
    )


def test_each_broker_opens_to_its_pairs_and_all_whom_it_holds_in(two_towns: Snapshot) -> None:
    """Cedar, of the council, joins the hub to Dogwood (faith) and to Elm (voluntary)."""
    found = broker_behind(two_towns, "c")
    assert found.sentences == (
        "Cedar joins 2 pairs.",
        "Without it, Dogwood and Elm would be cut off from the rest.",
    )
    names = two_towns.name_of
    assert [(row["how"], row["one"], row["other"]) for row in found.pairs] == [
        (
            "Joins others from outside",
            f"{names['e']} (Voluntary and community)",
            f"{names['hub']} (Voluntary and community)",
        ),
        (
            "Joins two other kinds",
            f"{names['d']} (Faith)",
            f"{names['hub']} (Voluntary and community)",
        ),
    ]
    with pytest.raises(KeyError, match="referrals"):
        broker_behind(two_towns, "c", ties="referrals")


@pytest.mark.parametrize("group_by", ["sector", "place", "need"])
def test_as_many_pairs_are_listed_as_are_counted_of_each_sort(
    two_towns: Snapshot, group_by: str
) -> None:
    for row in brokers_view(two_towns, group_by=group_by).rows:
        pairs = broker_behind(two_towns, row["id"], group_by=group_by).pairs
        how = Counter(pair["how"] for pair in pairs)
        counts = {"own": row["own"], "alike": row["alike"], "between": row["between"]}
        counts |= {"unlike": row["unlike"]}
        assert how == Counter({ROLE_WORDS[role]: n for role, n in counts.items() if n})


def test_brokers_without_any_say_so(make: Callable[..., Snapshot]) -> None:
    view = brokers_view(make({}))
    assert view.rows == []
    assert view.summary == "Nobody joins two others who have no tie of their own."


def test_brokers_are_never_people(two_towns: Snapshot) -> None:
    with pytest.raises(KeyError, match="referrals"):
        brokers_view(two_towns, ties="referrals")
