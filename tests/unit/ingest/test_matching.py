"""Which organisations are taken for one, and which never."""

from __future__ import annotations

import random
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from assetmap.ingest.duplicates.names import likeness, read_names
from assetmap.ingest.duplicates.numbers import contradict, numbers_of, read_number
from assetmap.ingest.duplicates.pairs import Duplicates, find_duplicates
from assetmap.ingest.duplicates.profiles import site_of
from assetmap.model import Changes, Snapshot, conform

if TYPE_CHECKING:
    from collections.abc import Mapping

SAMPLE = Path(__file__).parents[3] / "sample_data"


def _place(*organisations: Mapping[str, Any], **tables: pd.DataFrame) -> Snapshot:
    """Return a place; `postcode` of an organisation becomes a location of its own."""
    rows = [{"id": f"o{number}", **each} for number, each in enumerate(organisations)]
    places = [
        {"id": f"l{number}", "name": "x", "postcode": each["postcode"]}
        for number, each in enumerate(organisations)
        if "postcode" in each
    ]
    for number, row in enumerate(rows):
        if "postcode" in row:
            row["location_id"] = f"l{number}"
    made = {"Organisation": rows, "Location": places}
    return Snapshot(
        rows={name: conform(name, pd.DataFrame(each)) for name, each in made.items() if each}
        | tables
    )


def _sure(found: Duplicates) -> list[tuple[str, ...]]:
    return [group.ids for group in found.sure]


def _likely(found: Duplicates) -> list[tuple[str, str]]:
    return [(pair.id, pair.other_id) for pair in found.likely]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("GB-CHC-1136419", "GB-CHC-1136419"),
        ("gb-chc-01136419", "GB-CHC-1136419"),
        ("Registered charity number: 1136419", "GB-CHC-1136419"),
        ("Charity no. 214779", "GB-CHC-214779"),
        ("GB-CHC-214779-0", "GB-CHC-214779"),
        ("GB-CHC-214779-3", "GB-CHC-214779-3"),
        ("GB-SC-002327", "GB-SC-SC002327"),
        ("GB-NIC-NIC100123", "GB-NIC-100123"),
        ("GB-COH-738693", "GB-COH-00738693"),
        ("GB-COH-sc12345", "GB-COH-SC012345"),
        ("GB-COH-IP24566R", "GB-COH-IP24566R"),
        ("GB-COH-CE008706", "GB-COH-CE008706"),
        ("GB-NHS-p91003", "GB-NHS-P91003"),
    ],
)
def test_register_number_has_one_spelling(text: str, number: str) -> None:
    assert str(read_number(text)) == number


@pytest.mark.parametrize(
    "text",
    [
        *("1136419", "SC002327", "GB-CHC-12", "GB-CHC-12345678", "GB-COH-0", "GB-COH-123456789"),
        *("GB-NHS-", "360G-LBFEW-114001", "", "-", "GB-CHC", "hello", "GB-UKPRN-20001234"),
    ],
)
def test_what_can_be_no_register_number_is_none(text: str) -> None:
    assert read_number(text) is None


def test_numbers_contradict_within_one_register_alone() -> None:
    mine = numbers_of(["GB-CHC-1136419", "GB-COH-00738693"])
    assert contradict(mine, numbers_of(["GB-CHC-214779"])) == "GB-CHC"
    assert contradict(mine, numbers_of(["GB-SC-SC002327"])) is None
    assert contradict(mine, numbers_of(["GB-CHC-1136419", "GB-CHC-214779"])) is None


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("The St. Mary's & All Saints' Trust Ltd", "SAINT MARYS AND ALL SAINTS TRUST"),
        ("First Sale Scouts", "1st Sale Scouts"),
        ("Sale Foodbank", "Sale Food Bank"),
        ("Café Théâtre Sale", "Cafe Theatre Sale C.I.C."),
        ("Trafford Domestic Abuse Services", "Trafford Domestic Abuse Service"),
        ("Trafford Carers Centre", "Trafford Carer's Center (CIO)"),
        ("Kent Refugee Action Network (KRAN)", "Kent Refugee Action Network"),
        ("Barnardo's (formerly Dr Barnardo's Homes)", "Barnardos"),
        ("Canolfan Gymunedol Bangor", "Bangor Community Centre"),
        ("Oldham Citizens Advice Bureau", "Citizens Advice Oldham"),
    ],
)
def test_names_that_mean_the_same_are_the_same(name: str, other: str) -> None:
    best = max(likeness(a, b, {}) for a in read_names(name) for b in read_names(other))
    assert best >= 99


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Age UK Trafford", "Age UK Salford"),
        ("1st Sale Scouts", "2nd Sale Scouts"),
        ("St Mary's Church", "St Mark's Church"),
        ("Hale Choir", "Sale Choir"),
        ("Friends of Walton Park", "Walton Park"),
        ("Seymour Park Primary School", "Seymour Park Primary School PTA"),
        ("Stretford High School", "Stretford Grammar School"),
        ("Urmston Ladies Bowls", "Urmston Bowls"),
        ("Dalton Community Association", "Alton Community Association"),
    ],
)
def test_names_of_two_bodies_are_not_the_same(name: str, other: str) -> None:
    best = max(likeness(a, b, {}) for a in read_names(name) for b in read_names(other))
    assert best <= 85
    place = _place({"name": name, "postcode": "M33 7XX"}, {"name": other, "postcode": "M33 7XX"})
    assert find_duplicates(place).sure == ()


def test_a_word_that_others_have_too_is_no_misspelling() -> None:
    pair = [read_names(text)[0] for text in ("Stretford Tigers", "Stratford Tigers")]
    assert likeness(pair[0], pair[1], {"stretford": 1, "stratford": 1}) == 97
    assert likeness(pair[0], pair[1], {"stretford": 2, "stratford": 2}) <= 60


@pytest.mark.parametrize(
    ("website", "site"),
    [
        ("https://www.Choir.org.uk/", "choir.org.uk"),
        ("choir.org.uk/index.html", "choir.org.uk"),
        ("https://facebook.com/SaleChoir/about?x=1", "facebook.com/salechoir"),
        ("https://facebook.com/", ""),
        ("http://[::1", ""),
        ("", ""),
    ],
)
def test_web_address_is_compared_without_what_does_not_matter(website: str, site: str) -> None:
    assert site_of(website) == site


def test_three_lists_with_one_number_are_one_group() -> None:
    place = _place(
        {"name": "Sale Choir", "identifiers": "GB-CHC-1136419"},
        {"name": "SALE CHOIR LTD", "identifiers": "GB-COH-00738693|Charity no. 1136419"},
        {"name": "The Sale Choir", "identifiers": "gb-coh-738693", "postcode": "M33 7XX"},
    )
    found = find_duplicates(place)
    assert [sorted(ids) for ids in _sure(found)] == [["o0", "o1", "o2"]]
    assert found.likely == ()
    reasons = {reason for pair in found.sure[0].pairs for reason in pair.reasons}
    assert "Both have the register number GB-CHC-1136419." in reasons


def test_two_numbers_of_one_register_are_two_however_alike() -> None:
    same = {"name": "Sale Choir", "postcode": "M33 7XX", "website": "https://sale.choir"}
    place = _place(
        {**same, "identifiers": "GB-CHC-1136419"}, {**same, "identifiers": "GB-CHC-214779"}
    )
    assert len(find_duplicates(place)) == 0


def test_branches_with_the_number_of_their_body_are_asked_about_at_most() -> None:
    number = {"identifiers": "GB-CHC-214779"}
    place = _place(
        {"name": "Salvation Army Bolton Citadel", "postcode": "BL1 2BZ", **number},
        {"name": "Salvation Army Farnworth", "postcode": "BL4 9DR", **number},
        {"name": "Salvation Army", "postcode": "SE1 6BN", **number},
    )
    found = find_duplicates(place)
    assert found.sure == ()
    assert all("Branches of one body may share a number." in each.reasons for each in found.likely)


def test_a_name_at_one_postcode_is_sure_and_at_two_is_not() -> None:
    here, there = {"postcode": "M33 7XX"}, {"postcode": "M41 5AH"}
    place = _place({"name": "St Mary's Church", **here}, {"name": "Saint Marys Church", **here})
    assert _sure(find_duplicates(place)) == [("o0", "o1")]
    place = _place({"name": "St Mary's Church", **here}, {"name": "St Mary's Church", **there})
    assert len(find_duplicates(place)) == 0
    place = _place({"name": "Talk Listen Change", **here}, {"name": "Talk Listen Change", **there})
    assert find_duplicates(place).sure == ()
    assert _likely(find_duplicates(place)) == [("o0", "o1")]


def test_a_chain_is_not_asked_about_shop_by_shop() -> None:
    shops = [{"name": "Jolly Parrot Chemist", "postcode": f"M33 {n}XX"} for n in range(1, 6)]
    assert len(find_duplicates(_place(*shops))) == 0


def test_web_address_of_a_body_above_many_tells_nothing() -> None:
    names = ("Alder", "Beech", "Cedar", "Damson", "Elder")
    groups = [
        {"name": f"{name} Wood Group", "postcode": "M33 7XX", "website": "https://wood.org"}
        for name in names
    ]
    assert len(find_duplicates(_place(*groups))) == 0
    assert _likely(find_duplicates(_place(*groups[:2]))) == [("o0", "o1")]


def test_a_group_does_not_end_in_the_unlike() -> None:
    place = _place(
        {"name": "Sale Choir", "identifiers": "GB-CHC-1136419", "postcode": "M33 7XX"},
        {"name": "Sale Choir", "postcode": "M33 7XX"},
        {"name": "Sale Choir", "identifiers": "GB-CHC-214779", "postcode": "M33 7XX"},
    )
    found = find_duplicates(place)
    assert _sure(found) == [("o0", "o1")]
    assert _likely(found) == [("o1", "o2")]


def test_what_somebody_kept_apart_is_never_listed_again() -> None:
    both = [{"name": "Sale Choir", "postcode": "M33 7XX"}] * 2
    apart = pd.DataFrame({"id": ["n"], "organisation_id": ["o1"], "other_id": ["o0"]})
    assert len(find_duplicates(_place(*both))) == 1
    assert len(find_duplicates(_place(*both, NotSame=conform("NotSame", apart)))) == 0


def test_the_one_that_most_refer_to_is_kept() -> None:
    both = [{"name": "Sale Choir", "postcode": "M33 7XX"}] * 2
    activity = pd.DataFrame({"id": ["a"], "name": ["Singing"], "organisation_id": ["o1"]})
    place = _place(*both, Activity=conform("Activity", activity))
    assert find_duplicates(place).sure[0].kept_id == "o1"
    assert find_duplicates(_place(*both)).sure[0].kept_id == "o0"


def test_only_pairs_with_one_of_those_asked_about_are_given() -> None:
    place = _place(*[{"name": name} for name in ("Talk Listen", "Talk Listen", "Sing", "Sing")])
    assert _likely(find_duplicates(place, among={"o3"})) == [("o2", "o3")]


def test_order_of_rows_does_not_change_what_is_found() -> None:
    place = _place(
        *[{"name": "Sale Choir", "postcode": "M33 7XX"}] * 2,
        *[{"name": name, "postcode": "M41 5AH"} for name in ("Talk Change", "Talk Change Plus")],
    )
    rows = place.table("Organisation")
    turned = Snapshot(rows={**place.rows, "Organisation": rows.iloc[::-1].reset_index(drop=True)})
    one, other = find_duplicates(place), find_duplicates(turned)
    assert [set(ids) for ids in _sure(one)] == [set(ids) for ids in _sure(other)]
    assert [set(ids) for ids in _likely(one)] == [set(ids) for ids in _likely(other)]


@pytest.mark.parametrize(
    "name",
    ["|", "---", "&", "Ltd", "the", "😀", "x" * 300, "' OR 1=1 --", "</script>", "(", "(A)", "\\"],
)
def test_hostile_names_are_compared_without_harm(name: str) -> None:
    place = _place({"name": name}, {"name": name, "identifiers": "GB-CHC-|||"}, {"name": "Choir"})
    assert isinstance(find_duplicates(place), Duplicates)


def test_an_empty_place_has_no_duplicates() -> None:
    assert len(find_duplicates(Snapshot())) == 0


def _sample_place() -> Snapshot:
    locations = pd.read_csv(SAMPLE / "Location.csv", dtype="str")[["id", "name", "postcode"]]
    organisations = pd.read_csv(SAMPLE / "Organisation.csv", dtype="str")
    columns = ["id", "name", "alternate_names", "website", "email", "phone", "location_id"]
    return Snapshot(
        rows={
            "Organisation": conform("Organisation", organisations[columns]),
            "Location": conform("Location", locations),
        }
    )


def test_no_two_organisations_of_the_sample_place_are_taken_for_one() -> None:
    found = find_duplicates(_sample_place())
    assert found.sure == ()
    assert found.likely == ()


def test_planted_copies_are_found_and_nothing_else() -> None:
    place = _sample_place()
    some = place.table("Organisation").iloc[::9].copy()
    assert len(some) == 8
    copies = some.assign(
        id=[f"copy {id_}" for id_ in some["id"]],
        name=[f"THE {name.upper().replace('AND', '&')} LTD" for name in some["name"]],
        website=None,
        email=None,
        phone=None,
    )
    planted = place.with_changes(Changes({"Organisation": copies}))
    found = find_duplicates(planted)
    expected = {frozenset((id_, f"copy {id_}")) for id_ in some["id"]}
    assert {frozenset(ids) for ids in _sure(found)} == expected
    assert found.likely == ()


def test_thousands_of_organisations_take_seconds() -> None:
    chance = random.Random(1)
    words = [f"{a}{b}" for a in ("Al", "Be", "Ce", "Do", "Ed", "Fa") for b in "nmrtlksd"]
    rows = [
        {
            "name": f"{chance.choice(words)} {chance.choice(words)} {number} Community Group",
            "postcode": f"M{chance.randrange(1, 60)} {chance.randrange(1, 9)}AB",
        }
        for number in range(4_000)
    ]
    started = time.perf_counter()
    find_duplicates(_place(*rows))
    assert time.perf_counter() - started < 20
