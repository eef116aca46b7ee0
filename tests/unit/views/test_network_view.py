from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from assetmap.views.brokers.view import brokers_view
from assetmap.views.measuring.party_measures import PARTY_MEASURES
from assetmap.views.network import choice as network_choice
from assetmap.views.network import groups
from assetmap.views.network.choice import MapChoice, areas, kinds, shown_network
from assetmap.views.network.drawing import SIZES, network_drawing
from assetmap.views.network.groups import COLOURS, town_of
from assetmap.views.network.view import empty_sentence, network_view, picture_sentence
from assetmap.views.party_view import party_names, party_view
from assetmap.views.people import TIES_OF_ORGANISATIONS
from assetmap.views.ranking.view import measures_ranked

if TYPE_CHECKING:
    from collections.abc import Callable

    from assetmap.model import Snapshot

PLACE = {
    "Area": [
        {"id": "T", "name": "Harbour Town", "level": "town"},
        {"id": "W", "name": "Quay", "level": "ward", "parent_code": "T"},
        {"id": "L", "name": "Quay 1", "level": "lsoa", "parent_code": "W"},
    ],
    "Location": [{"id": "hall", "name": "Hall", "town": "Harbour Town", "area_code": "L"}],
    "Organisation": [
        {"id": "a", "name": "Advice", "sector": "vcse", "location_id": "hall"},
        {"id": "b", "name": "Bakers", "sector": "business"},
        {"id": "c", "name": "Choir", "sector": "vcse"},
    ],
    "Need": [
        {"id": "money", "name": "Money"},
        {"id": "bills", "name": "Bills", "parent_id": "money"},
    ],
    "Activity": [{"id": "desk", "name": "Money desk", "organisation_id": "a"}],
    "Session": [{"id": "s", "activity_id": "desk", "location_id": "hall"}],
    "MEETS": [{"id": "m", "from_id": "desk", "to_id": "bills"}],
    "PARTNERS_WITH": [
        {"id": "1", "from_id": "a", "to_id": "b", "intensity": 4},
        {"id": "2", "from_id": "b", "to_id": "a", "intensity": 1},
        {"id": "3", "from_id": "b", "to_id": "c", "intensity": 2},
    ],
    "Referral": [
        {"id": f"r{n}", "episode_id": f"e{n}", "source_id": "b", "target_id": "desk"}
        | {"need_id": need, "route": "professional", "status": "accepted", "made_on": "2026-01-01"}
        for n, need in enumerate(["bills"] * 9 + ["other"])
    ],
}


@pytest.fixture
def place(make: Callable[..., Snapshot]) -> Snapshot:
    return make(PLACE)


def nodes(snapshot: Snapshot, **choice: str) -> list[str]:
    return list(shown_network(snapshot, MapChoice(**choice)).network.nodes)


def test_shown_network_of_partnerships_has_every_organisation(place: Snapshot) -> None:
    assert nodes(place) == ["a", "b", "c"]


def test_old_ties_fade_when_asked_to_and_nothing_else_changes(
    make: Callable[..., Snapshot],
) -> None:
    told = (("a", "b", 4, "2026-01-01"), ("b", "a", 1, "2024-01-01"), ("b", "c", 2, "2022-01-01"))
    rows = [
        {"id": day, "from_id": one, "to_id": other, "intensity": said, "recorded_on": day}
        | {"provenance": {"a": "told", "b": "hearsay" if other == "c" else "a survey"}[one]}
        for one, other, said, day in told
    ]
    place = make({**PLACE, "PARTNERS_WITH": rows}).as_of(dt.date(2026, 1, 1))

    def weights(**choice: str) -> dict[tuple[str, str], float]:
        network = shown_network(place, MapChoice(**choice)).network
        return dict(zip(network.edges, network.ties["weight"].tolist(), strict=True))

    # Intensities 4, 1 and 2, told today, two years ago and four.
    assert weights() == {("a", "b"): 4, ("b", "a"): 1, ("b", "c"): 2}
    assert weights(fade="2") == pytest.approx(
        {("a", "b"): 4, ("b", "a"): 1 / 2, ("b", "c"): 2 / 4}, rel=1e-3
    )
    assert weights(fade="2", kind="2") == pytest.approx(
        {("a", "b"): 4, ("b", "c"): 2 / 4}, rel=1e-3
    )
    assert weights(doubted="told\nhearsay") == {("a", "b"): 2, ("b", "a"): 1, ("b", "c"): 1}
    assert weights(doubted="told", kind="2") == {("a", "b"): 2, ("b", "c"): 2}
    assert weights(fade="2", ties="whole_map") == weights(ties="whole_map")
    faded, plain = (network_view(place, MapChoice(fade=fade)) for fade in ("2", ""))
    assert faded.numbers == plain.numbers
    (more,) = set(faded.notes) - set(plain.notes)
    assert more.startswith(
        "Ties fade: one that nobody told again for 2 years weighs half, after 4 years a quarter;"
    )


def test_numbers_of_a_map_say_what_would_raise_them(make: Callable[..., Snapshot]) -> None:
    organisations = [{"id": id_, "name": id_} for id_ in "abcd"]
    ties = [{"id": pair, "from_id": pair[0], "to_id": pair[1]} for pair in ("ab", "bc", "cd")]
    line = network_view(make({"Organisation": organisations, "PARTNERS_WITH": ties}), MapChoice())
    raised = {each["label"]: each["raised_by"] for each in line.numbers}
    assert raised["Ties made"] == "Ties between those who have none yet."
    assert raised["In the largest piece"] == ""  # all are in it
    apart = make({"Organisation": organisations, "PARTNERS_WITH": ties[:2]})
    numbers = {each["label"]: each for each in network_view(apart, MapChoice()).numbers}
    assert numbers["In the largest piece"]["raised_by"].startswith("A tie from the largest piece")
    assert numbers["Hold others in"]["meaning"] == (
        "holds others in: if it closes, some are cut off."
    )


def test_shown_network_keeps_one_sector(place: Snapshot) -> None:
    assert nodes(place, sector="vcse") == ["a", "c"]
    assert nodes(place, sector="no such") == []


def test_shown_network_keeps_what_answers_a_need_or_a_part_of_it(place: Snapshot) -> None:
    assert nodes(place, ties="whole_map", need_id="money") == ["a", "desk"]
    assert nodes(place, need_id="bills") == ["a"]


def test_shown_network_keeps_who_is_in_an_area_or_a_part_of_it(place: Snapshot) -> None:
    assert nodes(place, ties="whole_map", area_code="T") == ["a", "desk"]
    assert nodes(place, ties="whole_map", area_code="nowhere") == []


def test_shown_network_counts_the_referrals_of_one_need_alone(place: Snapshot) -> None:
    ties = shown_network(place, MapChoice(ties="referrals", need_id="money")).network.ties
    assert ties.to_dict("list") == {"source": ["b"], "target": ["desk"], "weight": [9.0]}


def test_shown_network_counts_those_that_no_tie_touches(place: Snapshot) -> None:
    shown = shown_network(place, MapChoice(ties="referrals"))
    assert (list(shown.network.nodes), shown.n_untied) == (["b", "desk"], 2)


def test_shown_network_of_a_focus_is_the_party_and_those_tied_to_it(place: Snapshot) -> None:
    assert nodes(place, focus_id="c") == ["b", "c"]
    assert nodes(place, focus_id="nobody") == []


def test_shown_network_draws_the_best_connected_of_too_many(
    place: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network_choice, "MOST_SHOWN", 2)
    shown = shown_network(place, MapChoice())
    # Degrees: a 2, b 3, c 1.
    assert (list(shown.network.nodes), shown.n_too_many) == (["a", "b"], 1)


def test_shown_network_refuses_ties_that_are_none(place: Snapshot) -> None:
    with pytest.raises(KeyError, match="no such"):
        shown_network(place, MapChoice(ties="no such"))


def test_tree_that_runs_in_a_circle_ends(make: Callable[..., Snapshot]) -> None:
    round_about = make(
        {
            "Need": [
                {"id": "x", "name": "X", "parent_id": "y"},
                {"id": "y", "name": "Y", "parent_id": "x"},
            ],
            "Activity": [{"id": "walk", "name": "Walk"}],
            "MEETS": [{"id": "m", "from_id": "walk", "to_id": "y"}],
        }
    )
    view = network_view(round_about, MapChoice(ties="whole_map", need_id="x"))
    assert view.parties.empty


def test_areas_leave_out_the_smallest(place: Snapshot) -> None:
    assert areas(place) == {"T": "Harbour Town (Town)", "W": "Quay (Ward)"}


def test_kinds_are_those_that_are_there(place: Snapshot) -> None:
    assert list(kinds(place, "partnerships").values()) == [
        "Cooperate or closer",
        "Coordinate or closer",
        "Integrated or closer",
    ]
    assert kinds(place, "referrals") == {"professional": "By a professional"}
    assert list(kinds(place, "whole_map")) == ["PARTNERS_WITH", "REFERRED_TO", "RUNS"]
    assert kinds(place, "shared_activities") == {}


def test_network_view_says_who_connects_and_what_would_be_lost(place: Snapshot) -> None:
    # Of the two ordered pairs of others, a to c runs through b and c to a has no way: 1 of 2.
    assert network_view(place, MapChoice()).summary == (
        "3 organisations and 3 ties. Bakers connects the most: 50% of the shortest ways between "
        "others run through them. Without them, 1 other would be cut off from the rest."
    )


def test_network_view_of_partnerships_counts_pairs_beside_claims(place: Snapshot) -> None:
    said = "A tie is what one side says: 2 pairs work together, 1 of them as both say."
    assert said in network_view(place, MapChoice()).notes
    assert said not in network_view(place, MapChoice(ties="referrals")).notes


def test_network_view_places_everybody_apart(place: Snapshot) -> None:
    points = network_view(place, MapChoice(ties="whole_map")).points
    assert len(set(points)) == 4


def test_network_view_of_nothing_says_why(make: Callable[..., Snapshot], place: Snapshot) -> None:
    nothing = make({})
    for ties in ("partnerships", "referrals", "shared_activities", "whole_map"):
        choice = MapChoice(ties=ties)
        assert network_view(nothing, choice).parties.empty
        assert "yet" in empty_sentence(nothing, choice)
    assert "Nobody is left" in empty_sentence(place, MapChoice(sector="faith"))


def test_picture_sentence_counts_and_names(place: Snapshot) -> None:
    sentence = picture_sentence(network_view(place, MapChoice()))
    assert "a drawing of 3 parties and 3 ties" in sentence
    assert "Those that connect most: Bakers, Advice and Choir." in sentence


def test_party_view_tells_each_tie_from_its_side(place: Snapshot) -> None:
    party = party_view(place, network_view(place, MapChoice()), "b")
    assert [(tie["name"], tie["tie"]) for tie in party.ties] == [
        ("Advice", "both name each other"),
        ("Choir", "named by this one"),
    ]
    assert party.kind == "Organisation, Business"


def test_party_view_hides_small_numbers_of_journeys(place: Snapshot) -> None:
    whole = network_view(place, MapChoice(ties="referrals"))
    assert party_view(place, whole, "desk").ties[0]["tie"] == "10 journeys referred by it"
    few = shown = place.table("Referral").head(3)
    rows = {**place.rows, "Referral": few}
    small = type(place)(rows=rows)
    assert len(shown) == 3
    view = network_view(small, MapChoice(ties="referrals"))
    told = party_view(small, view, "b").ties[0]["tie"]
    assert told == "fewer than 8 journeys referred to it"


def test_party_view_refuses_who_is_not_on_the_map(place: Snapshot) -> None:
    with pytest.raises(KeyError, match="desk"):
        party_view(place, network_view(place, MapChoice()), "desk")


def test_party_names_tell_namesakes_apart(make: Callable[..., Snapshot]) -> None:
    place = make(
        {
            "Organisation": [{"id": "1", "name": "Hub"}, {"id": "2", "name": "Hub"}],
            "Activity": [{"id": "3", "name": "Hub", "organisation_id": "1"}],
        }
    )
    names = party_names(place, network_view(place, MapChoice(ties="partnerships")))
    assert list(names.values()) == ["Hub (Organisation)", "Hub (Organisation) 2"]


def test_town_of_follows_venue_and_organisation(place: Snapshot) -> None:
    assert town_of(place) == {"a": "Harbour Town", "desk": "Harbour Town"}


def test_drawing_gives_a_group_its_own_colour_and_shape(place: Snapshot) -> None:
    view = network_view(place, MapChoice())
    drawing = network_drawing(place, view, size_by="degree", colour_by="sector")
    assert [(entry.words, entry.n_parties) for entry in drawing.legend] == [
        ("Voluntary and community", 2),
        ("Business", 1),
    ]
    looks = {(sign.colour, sign.shape) for sign in drawing.signs}
    assert looks == {(entry.colour, entry.shape) for entry in drawing.legend}
    assert len({colour for colour, _ in looks}) == len({shape for _, shape in looks}) == 2


def test_drawing_makes_one_line_of_what_both_say(place: Snapshot) -> None:
    view = network_view(place, MapChoice())
    drawing = network_drawing(place, view, size_by="same", colour_by="town")
    assert [(line.from_id, line.to_id, line.is_dashed) for line in drawing.lines] == [
        ("a", "b", False),
        ("b", "c", True),
    ]


def test_drawing_lets_no_name_run_over_a_sign_of_another_piece(
    make: Callable[..., Snapshot],
) -> None:
    # Thirty pairs in rows: a long name reaches over the pairs beside and below its own.
    pairs = [(f"{n:02d} left", f"{n:02d} right") for n in range(30)]
    ids = [id_ for pair in pairs for id_ in pair]
    place = make(
        {
            "Organisation": [{"id": id_, "name": f"A rather long name {id_}"} for id_ in ids],
            "PARTNERS_WITH": [{"id": one, "from_id": one, "to_id": other} for one, other in pairs],
        }
    )
    drawing = network_drawing(
        place, network_view(place, MapChoice()), size_by="degree", colour_by="sector"
    )
    named = [sign for sign in drawing.signs if sign.is_named]
    assert named
    for sign in named:
        lines = sign.label.split("\n")
        half = max(map(len, lines)) * sign.letter_size * 0.28
        foot = sign.y + sign.size + len(lines) * sign.letter_size * 1.25
        for other in drawing.signs:
            if other.id[:2] != sign.id[:2]:
                beside = abs(other.x - sign.x) >= half + other.size
                above = other.y + other.size <= sign.y + sign.size
                assert beside or above or other.y - other.size >= foot, (sign.id, other.id)


def test_drawing_sizes_by_what_is_asked(place: Snapshot) -> None:
    view = network_view(place, MapChoice())
    sizes = {
        sign.id: sign.size
        for sign in network_drawing(place, view, size_by="degree", colour_by="label").signs
    }
    assert sizes["b"] > sizes["a"] > sizes["c"]


def test_every_number_of_a_rank_table_colours_the_map(two_towns: Snapshot) -> None:
    assert {name for ties in TIES_OF_ORGANISATIONS for name in measures_ranked(ties)} <= set(
        COLOURS
    )
    view = network_view(two_towns, MapChoice())
    parties = view.parties.set_index("id")
    brokers = pd.DataFrame(brokers_view(two_towns).rows).set_index("id")
    coloured = {"pairs": "brokerage", "own": "coordinator", "alike": "consultant"}
    coloured |= {"between": "gatekeeper", "unlike": "liaison", "n_cut_off": "n_cut_off"}
    numbers = brokers.select_dtypes("integer").columns.drop("place")
    assert set(coloured) == set(numbers)
    for column, name in coloured.items():
        # In an undirected network a pair counts from both its ends in a role.
        each = 1 if column in ("between", "n_cut_off") else 2
        found = groups._values(two_towns, view, parties, name).reindex(brokers.index)
        assert found.tolist() == (brokers[column] * each).tolist(), column


def test_reach_colours_by_as_many_steps_as_it_says(two_towns: Snapshot) -> None:
    view = network_view(two_towns, MapChoice())
    parties = view.parties.set_index("id")
    # From b: a and hub, then c, then d, then e. Nine others.
    for name, n in (("reach", 3), ("reach_3", 4), ("reach_4", 5), ("reach_5", 5)):
        assert groups._values(two_towns, view, parties, name)["b"] == pytest.approx(n / 9)


@pytest.mark.parametrize("name", PARTY_MEASURES)
def test_drawing_shows_every_number_of_a_party_in_signs_told_apart_without_colour(
    place: Snapshot, name: str
) -> None:
    view = network_view(place, MapChoice(ties="whole_map"))
    size_by = name if name in SIZES else "same"
    drawing = network_drawing(place, view, size_by=size_by, colour_by=name)
    assert sum(entry.n_parties for entry in drawing.legend) == len(view.network)
    assert len({entry.shape for entry in drawing.legend}) == len(drawing.legend)
    assert len({entry.colour for entry in drawing.legend}) == len(drawing.legend)
    assert PARTY_MEASURES[name].sentence in drawing.colour_words


def test_drawing_shows_clusters_by_their_size(make: Callable[..., Snapshot]) -> None:
    # A ring of three, a pair, and one alone.
    ties = ["ab", "bc", "ca", "de"]
    place = make(
        {
            "Organisation": [{"id": id_, "name": id_} for id_ in "abcdef"],
            "PARTNERS_WITH": [{"id": tie, "from_id": tie[0], "to_id": tie[1]} for tie in ties],
        }
    )
    drawing = network_drawing(
        place, network_view(place, MapChoice()), size_by="same", colour_by="cluster"
    )
    assert [entry.words for entry in drawing.legend] == [
        "Cluster 1",
        "Cluster 2",
        "Alone",
    ]


def test_drawing_tells_apart_who_holds_others_in(place: Snapshot) -> None:
    drawing = network_drawing(
        place,
        network_view(place, MapChoice()),
        size_by="same",
        colour_by="is_articulation_point",
    )
    # b stands between a and c.
    assert [(entry.words, entry.n_parties) for entry in drawing.legend] == [
        ("Holds others in: yes", 1),
        ("Holds others in: no", 2),
    ]


def test_drawing_keeps_what_is_not_defined_apart_from_none(place: Snapshot) -> None:
    # Nobody has two contacts who could know each other but b, whose do not.
    drawing = network_drawing(
        place, network_view(place, MapChoice()), size_by="same", colour_by="clustering"
    )
    assert [(entry.words, entry.n_parties) for entry in drawing.legend] == [
        ("None", 1),
        ("Cannot be told", 2),
    ]


@pytest.mark.parametrize(
    ("name", "legend"),
    [
        # b joins a to c, who have no tie of their own, each way.
        ("brokerage", [("None", 2), ("Highest third", 1)]),
        ("liaison", [("None", 3)]),
        # a and c are tied to another sector alone, b to two of another: E-I is 1 of each.
        ("party_e_i_index", [("Middle third", 3)]),
        ("trust", [("Cannot be told", 3)]),
    ],
)
def test_drawing_is_coloured_by_what_sectors_and_partners_tell(
    place: Snapshot, name: str, legend: list[tuple[str, int]]
) -> None:
    view = network_view(place, MapChoice())
    drawing = network_drawing(place, view, size_by="same", colour_by=name)
    assert [(entry.words, entry.n_parties) for entry in drawing.legend] == legend


def test_a_rank_on_the_map_says_where_it_could_be_had_all_answered(
    make: Callable[..., Snapshot],
) -> None:
    ids = [f"o{number:02}" for number in range(12)]
    place = make(
        {
            "Organisation": [{"id": id_, "name": id_, "sector": "vcse"} for id_ in ids],
            "Survey": [{"id": "s", "asked_on": "2026-01-01"}],
            "ASKED": [
                {"id": id_, "from_id": "s", "to_id": id_}
                | ({"answered_on": "2026-02-01"} if number > 0 else {})
                for number, id_ in enumerate(ids)
            ],
            "PARTNERS_WITH": [
                {"id": f"p{n}", "from_id": ids[n], "to_id": ids[(n + 1) % 12], "survey_id": "s"}
                for n in range(1, 12)
            ],
        }
    )
    said = party_view(place, network_view(place, MapChoice()), "o06").sentences[1]
    assert re.search(
        r"had all answered, it would be number \d+( to \d+)?, nine",
        said,
        re.IGNORECASE,
    )
    part = network_view(place, MapChoice(focus_id="o06"))
    said = party_view(place, part, "o06").sentences[1]
    assert said.endswith("whatever they would have said, it could be at any place.")
