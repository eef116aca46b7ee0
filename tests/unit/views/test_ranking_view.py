"""Organisations by one measure, and the rows behind each number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from assetmap.views.measuring.certain import AS_LOADED
from assetmap.views.measuring.party_measures import RANKED
from assetmap.views.measuring.standing import (
    AT_BEST_AND_WORST,
    HAD_ALL_ANSWERED,
    standing_sureness,
)
from assetmap.views.ranking.behind import behind
from assetmap.views.ranking.view import measures_ranked, place_ends, ranking

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetmap.model import Snapshot

# Claims of the two towns: a>b, b>a, b>hub, hub>c, c>d, e>c, d>e.


def test_ranking_puts_equals_at_one_place_and_in_the_order_of_their_ids(
    two_towns: Snapshot,
) -> None:
    rows = ranking(two_towns, "in_degree").rows
    # c is named by hub and e; a, b, d, e and hub by one each; nobody names the other four.
    assert [(row["place"], row["id"], row["value"]) for row in rows[:3]] == [
        (1, "c", "2"),
        (2, "a", "1"),
        (2, "b", "1"),
    ]
    assert (rows[6]["place"], rows[6]["id"], rows[6]["value"]) == (7, "chemist", "0")
    assert rows[0]["group"] == "Council"
    assert rows[0]["name"] == "Cedar"


def test_what_is_not_defined_comes_last_and_has_no_place(two_towns: Snapshot) -> None:
    rows = ranking(two_towns, "party_e_i_index").rows
    assert {(row["place"], row["value"]) for row in rows[-4:]} == {(None, "not defined")}
    # All of Cedar's ties go to other sectors.
    assert next(row["value"] for row in rows if row["id"] == "c") == "1"


def test_shares_are_told_as_shares(two_towns: Snapshot) -> None:
    rows = {row["id"]: row["value"] for row in ranking(two_towns, "reach").rows}
    # b reaches a and hub, and through hub c: 3 of 9.
    assert rows["b"] == "33%"


def test_reach_may_be_asked_within_more_steps(two_towns: Snapshot) -> None:
    # From b: a and hub, then c, then d, then e. Nine others.
    for name, told in (("reach_3", "44%"), ("reach_4", "56%"), ("reach_5", "56%")):
        assert {row["id"]: row["value"] for row in ranking(two_towns, name).rows}["b"] == told
    assert measures_ranked("partnerships")["reach_4"] == "Reached in four steps"
    sure = place_ends(two_towns, "reach_3")
    assert sure.sureness == place_ends(two_towns, "reach").sureness


@pytest.mark.parametrize("name", RANKED)
def test_every_measure_ranks_all_organisations_and_opens(two_towns: Snapshot, name: str) -> None:
    found = ranking(two_towns, name, group_by="place")
    title = measures_ranked("partnerships")[name]
    assert (found.measure.name, found.measure.title) == (name, title)
    assert len(found.rows) == 10
    assert behind(two_towns, name, "hub").sentences[0].startswith("Hub: ")


def test_people_are_never_put_in_an_order(two_towns: Snapshot) -> None:
    assert measures_ranked("referrals") == measures_ranked("whole_map") == {}
    for ties in ("referrals", "whole_map"):
        with pytest.raises(KeyError, match=ties):
            ranking(two_towns, "degree", ties=ties)
        with pytest.raises(KeyError, match=ties):
            behind(two_towns, "degree", "c", ties=ties)


def test_how_partners_rate_each_other_puts_nobody_in_an_order(two_towns: Snapshot) -> None:
    assert {"trust", "value"}.isdisjoint(measures_ranked("partnerships"))
    with pytest.raises(KeyError, match="trust"):
        ranking(two_towns, "trust")


def test_shared_venues_have_no_direction_to_rank_by() -> None:
    assert "in_degree" not in measures_ranked("shared_activities")
    assert "degree" in measures_ranked("shared_activities")


def test_rows_that_are_counted_are_the_number(two_towns: Snapshot) -> None:
    found = behind(two_towns, "in_degree", "c")
    assert found.sentences == ("Cedar: 2 (ties).", "2 rows below make the number.")
    assert found.rows == [
        {
            "who": "Elm",
            "whom": "Cedar",
            "says": "Coordinate",
            "source": "Survey of 1 February 2025",
        },
        {
            "who": "Hub",
            "whom": "Cedar",
            "says": "Cooperate",
            "source": "Survey of 1 February 2026",
        },
    ]
    assert [row["whom"] for row in behind(two_towns, "out_degree", "c").rows] == ["Dogwood"]
    assert len(behind(two_towns, "degree", "c").rows) == 3


def test_what_others_ties_make_too_says_so_and_who_would_be_lost(two_towns: Snapshot) -> None:
    found = behind(two_towns, "n_cut_off", "hub")
    assert found.sentences == (
        "Hub: 2 (parties).",
        "It starts from the 2 rows below; the ties of the others count too, as the formula says.",
        "Without it, Alder and Beech would be cut off from the rest.",
    )


def test_one_without_ties_has_no_rows(two_towns: Snapshot) -> None:
    found = behind(two_towns, "degree", "chemist")
    assert found.rows == []
    assert found.sentences[1] == "No row ties it to anybody in this way."


def test_rows_behind_shared_venues_say_how_many_buildings(two_towns: Snapshot) -> None:
    (row,) = behind(two_towns, "degree", "e", ties="shared_activities").rows
    # Tea meets in Hall One and Hall Two, a club that has stopped in Hall One too.
    assert row == {
        "who": "Cedar",
        "whom": "Elm",
        "says": "1 building shared",
        "source": "Where sessions are held",
    }
    with pytest.raises(KeyError, match="nobody"):
        behind(two_towns, "degree", "nobody")


def asked_place(make: Callable[..., Snapshot], n_silent: int) -> Snapshot:
    """Return fourteen of whom all but the first few name the first, and the one before."""
    ids = [f"o{number:02}" for number in range(14)]
    first = max(n_silent, 1)
    ties = [(ids[n], ids[0]) for n in range(first, 14)]
    ties += [(ids[n], ids[n - 1]) for n in range(first + 1, 14)]
    answered = [{} if n < n_silent else {"answered_on": "2026-02-01"} for n in range(14)]
    return make(
        {
            "Organisation": [{"id": id_, "name": id_} for id_ in ids],
            "Survey": [{"id": "s", "asked_on": "2026-01-01"}],
            "ASKED": [
                {"id": id_, "from_id": "s", "to_id": id_, **each}
                for id_, each in zip(ids, answered, strict=True)
            ],
            "PARTNERS_WITH": [
                {"id": f"{one} {other}", "from_id": one, "to_id": other, "survey_id": "s"}
                for one, other in ties
            ],
        }
    )


def test_places_that_could_be_are_told_where_they_are_known(
    make: Callable[..., Snapshot],
) -> None:
    place = asked_place(make, 3)
    known = place_ends(place, "in_degree")
    found = ranking(place, "in_degree", known=known)
    # All who answered name it, so that it comes first whatever the silent would say.
    assert (found.rows[0]["id"], found.rows[0]["could_be"]) == ("o00", "1")
    assert found.could_be == HAD_ALL_ANSWERED
    assert found.sureness.startswith("3 organisations did not answer. Had all answered")
    assert found.sureness.endswith("can lie outside: who did not answer names nobody in it.")


def test_a_place_in_which_older_answers_stand_says_so(make: Callable[..., Snapshot]) -> None:
    place = asked_place(make, 3)
    rows: dict[str, Any] = {
        name: each.to_dict("records") for name, each in place.rows.items() if len(each)
    }
    silent = "o01"
    rows["Survey"].append({"id": "before", "asked_on": "2020-01-01"})
    rows["ASKED"].append(
        {"id": "before", "from_id": "before", "to_id": silent, "answered_on": "2020-02-01"}
    )
    rows["PARTNERS_WITH"].append(
        {"id": "before", "from_id": silent, "to_id": "o00", "survey_id": "before"}
    )
    told = standing_sureness(make(rows), "in_degree")
    assert told.endswith("who did not answer names in it at most those named before.")
    assert "can lie outside" not in standing_sureness(asked_place(make, 9), "in_degree")
    assert "can lie outside" not in standing_sureness(asked_place(make, 0), "in_degree")


@pytest.mark.parametrize("name", RANKED)
def test_every_place_has_an_interval_or_bounds_and_a_sentence_which(
    make: Callable[..., Snapshot], name: str
) -> None:
    for n_silent in (3, 9):
        place = asked_place(make, n_silent)
        known = place_ends(place, name)
        found = ranking(place, name, known=known)
        assert all(row["could_be"] for row in found.rows)
        is_interval = n_silent == 3
        assert found.could_be == (HAD_ALL_ANSWERED if is_interval else AT_BEST_AND_WORST)
        assert ("nine times in ten" in found.sureness) == is_interval
        assert ("whatever they would have said" in found.sureness.lower()) == (not is_interval)


def test_bounds_of_places_are_told_where_too_few_answered(make: Callable[..., Snapshot]) -> None:
    place = asked_place(make, 9)
    found = ranking(place, "in_degree", known=place_ends(place, "in_degree"))
    # Five name o00 for certain; each other could be named by the nine silent and one more.
    assert (found.rows[0]["id"], found.rows[0]["could_be"]) == ("o00", "1 to 14")
    assert found.sureness.startswith(
        "9 organisations did not answer. Too few of those on the map have answered"
    )


def test_nothing_is_told_of_places_by_ties_that_nobody_was_asked_for(two_towns: Snapshot) -> None:
    known = place_ends(two_towns, "degree", ties="shared_activities")
    assert known.ends is None
    assert known.sureness == AS_LOADED
    unasked = place_ends(two_towns, "degree")
    assert unasked.ends is not None  # the worst and the best place, since few were asked
    assert "did not answer or were not asked. Too few of those on the map" in unasked.sureness
