"""Documents of Open Referral UK, by hand and by what is read back from them."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.store.moving_place import snapshot_of
from tests.unit.export.odd_place import CAPITAL_ID, CHOIR, odd_place, odd_rows

import assetmap
from assetmap.errors import UnwritableFileError
from assetmap.export.open_referral import Publication, publication_of, write_open_referral
from assetmap.export.open_referral.formats import day_text, email_address, web_address
from assetmap.export.open_referral.organizations import organization_parts
from assetmap.export.open_referral.schedules import schedule_document
from assetmap.ingest import load_files
from assetmap.ingest.open_referral.ours import COLUMNS, PREFIX
from assetmap.ingest.open_referral.published_ids import is_uuid, part_id, published_id
from assetmap.ingest.open_referral.times import session_cells
from assetmap.release.public_place import public_place

if TYPE_CHECKING:
    from pathlib import Path

PLACE = odd_place()


@pytest.fixture(scope="module")
def publication() -> Publication:
    return publication_of(PLACE)


def whole(publication: Publication, name: str, id_: str) -> Any:
    return json.loads(getattr(publication, name).whole(id_))


def ours(document: Any) -> dict[str, str]:
    """Return what the standard has no field for, by kind."""
    return {
        each["link_type"].removeprefix(PREFIX): each["value"]
        for each in document.get("attributes", [])
        if each["link_type"].startswith(PREFIX)
    }


def test_a_service_tells_what_its_activity_does(publication: Publication) -> None:
    choir = whole(publication, "services", CHOIR)
    plain = {name: value for name, value in choir.items() if not isinstance(value, list | dict)}
    assert plain == {
        "id": CHOIR,
        "name": "Choir",
        "description": "Singing for all.",
        "url": "https://voices.example/choir?day=%5Btu%5D",
        "status": "temporarily closed",
        "application_process": "Just come.",
        "wait_time": "1 day",
        "eligibility_description": "Adults.",
        "minimum_age": 18,
        "maximum_age": 99,
        "assured_date": "2026-03-01",
    }
    assert [each["name"] for each in choir["languages"]] == ["English", "Urdu"]
    (cost,) = choir["cost_options"]
    assert (cost["amount"], cost["currency"], cost["amount_description"]) == (0, "GBP", "Free")
    (area,) = choir["service_areas"]
    assert area["uri"].endswith("/statistical-geography/E05000001")
    assert (area["name"], area["extent"], area["extent_type"]) == (
        "Riverside", "E05000001", "assetmap:ward",
    )  # fmt: skip
    assert ours(choir) == {
        "first_visit": "Ask for Jo's group at the door.",
        "mode": "outreach",
        "self_referral": "yes",
        "accessibility": "Ask first.",
    }


def test_a_service_has_its_terms_each_once(publication: Publication) -> None:
    choir = whole(publication, "services", CHOIR)
    terms = {
        each["link_type"]: each["taxonomy_term"]["name"]
        for each in choir["attributes"]
        if "taxonomy_term" in each
    }
    assert terms == {"what matters": "Singing", "audience": "Carers"}
    singing = next(
        t for a in choir["attributes"] if (t := a.get("taxonomy_term")) and t["name"] == "Singing"
    )
    assert singing["parent_id"] == published_id("company")
    assert singing["description"] == "Singing"


def test_status_is_one_of_the_standard(publication: Publication) -> None:
    assert whole(publication, "services", published_id("walk"))["status"] == "inactive"
    assert whole(publication, "services", published_id("idea"))["status"] == "active"


def test_what_the_locations_tell_is_not_said_twice(publication: Publication) -> None:
    assert ours(whole(publication, "services", published_id("garden"))) == {}


def test_sessions_are_services_at_locations_with_schedules(publication: Publication) -> None:
    choir = whole(publication, "services", CHOIR)
    at = {each["id"]: each for each in choir["service_at_locations"]}
    # "s-2" and "s-<UUID>" go on from "s" at the same hall; "s-3" meets elsewhere.
    assert set(at) == {published_id("s"), published_id("s-3")}
    hall = at[published_id("s")]
    assert hall["location"]["name"] == "Hall"
    first, *others = hall["schedules"]
    assert {name: value for name, value in first.items() if name not in {"id", "attributes"}} == {
        "valid_from": "2026-01-06",
        "valid_to": "2026-12-31",
        "dtstart": "2026-01-06",
        "freq": "WEEKLY",
        "byday": "TU",
        "opens_at": "14:00",
        "closes_at": "15:30",
    }
    assert ours(first) == {"capacity": "20"}
    assert sorted(each["id"] for each in others) == sorted([published_id("s-2"), CHOIR])
    monthly = next(each for each in others if each["freq"] == "MONTHLY")
    assert (monthly["opens_at"], monthly["closes_at"]) == ("23:30", "23:30")
    daily = next(each for each in others if each["id"] == CHOIR)
    assert (daily["freq"], daily["byday"], daily["count"]) == ("WEEKLY", "MO,TU,WE,TH,FR,SA,SU", 5)


def test_a_session_without_a_place_is_a_schedule_of_the_service(publication: Publication) -> None:
    (yearly,) = whole(publication, "services", CHOIR)["schedules"]
    assert yearly["id"] == published_id("by phone")
    assert "freq" not in yearly
    assert ours(yearly) == {"rule": "FREQ=YEARLY;BYMONTH=12"}
    walk = whole(publication, "services", published_id("walk"))
    # Without a schedule of its own, a reader would give the place that of the service.
    assert [len(each["schedules"]) for each in walk["service_at_locations"]] == [1]


def test_a_place_that_is_on_line_alone_is_virtual(publication: Publication) -> None:
    kinds = {
        each["name"]: each["location_type"]
        for id_ in publication.locations.ids
        for each in [whole(publication, "locations", id_)]
    }
    assert kinds == {
        "Hall": "physical", "Zoom": "virtual", "Shed": "physical", "Nobody meets here": "physical",
    }  # fmt: skip


def test_an_address_has_all_that_the_standard_asks_for(publication: Publication) -> None:
    (address,) = whole(publication, "locations", published_id("shed"))["addresses"]
    assert {**address, "id": ""} == {
        "id": "",
        "address_1": "",
        "city": "",
        "state_province": "",
        "postal_code": "M33 7XY",
        "country": "GB",
        "address_type": "physical",
    }
    assert "addresses" not in whole(publication, "locations", published_id("zoom"))


def test_an_organization_tells_what_ours_does(publication: Publication) -> None:
    voices = whole(publication, "organizations", published_id("voices"))
    assert (voices["name"], voices["alternate_name"]) == ("Sale Voices", "SV")
    assert voices["description"] == "Sale Voices"
    assert voices["website"] == "https://voices.example/%C3%BCber%20uns"
    (number,) = voices["organization_identifiers"]
    assert (number["identifier_scheme"], number["identifier"]) == ("GB-CHC", "1068839")
    assert [each["number"] for each in voices["phones"]] == ["0161 222 2222"]
    assert [each["name"] for each in voices["locations"]] == ["Hall"]
    assert ours(voices) == {
        "sector": "vcse",
        "status": "active",
        "income_band": "under_10k",
        "alternate_name": "The Voices",
        "identifier": "L5 of the lottery",
        "based_at": published_id("hall"),
    }
    assert "email" not in whole(publication, "organizations", CAPITAL_ID)


def test_publication_is_made_once_a_place() -> None:
    place = odd_place()
    assert publication_of(place) is publication_of(place)
    assert publication_of(place) is not publication_of(odd_place())


def test_one_file_holds_all_and_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "open.json"
    assert write_open_referral(PLACE, path) == 5
    store = assetmap.open(str(tmp_path / "again.db"))
    try:
        loading = load_files(store, [path])
        again = publication_of(public_place(store.snapshot()))
    finally:
        store.close()
    assert loading.rejected == 0
    first = publication_of(PLACE)
    for name in ("services", "organizations", "locations", "taxonomy_terms"):
        listing = getattr(again, name)
        assert [listing.whole(id_) for id_ in listing.ids] == [
            getattr(first, name).whole(id_) for id_ in getattr(first, name).ids
        ]
    with pytest.raises(UnwritableFileError, match="cannot be written"):
        write_open_referral(PLACE, tmp_path / "no folder" / "open.json")


@pytest.mark.parametrize(
    ("rule", "fields"),
    [
        ("FREQ=WEEKLY;BYDAY=TU,TH", {"freq": "WEEKLY", "byday": "TU,TH"}),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;WKST=SU",
         {"freq": "WEEKLY", "interval": 2, "byday": "MO", "wkst": "SU"}),
        ("FREQ=MONTHLY;BYDAY=1MO,-1FR", {"freq": "MONTHLY", "byday": "1MO,-1FR"}),
        ("FREQ=MONTHLY;BYMONTHDAY=15;COUNT=6", {"freq": "MONTHLY", "bymonthday": "15", "count": 6}),
        ("FREQ=WEEKLY;BYDAY=SA;UNTIL=20261231",
         {"freq": "WEEKLY", "byday": "SA", "until": "2026-12-31"}),
    ],
)  # fmt: skip
def test_a_rule_is_said_in_the_fields_of_the_standard(rule: str, fields: dict[str, Any]) -> None:
    assert schedule_document({"schedule": rule}, "s") == {"id": "s", **fields}


_RULES = st.builds(
    lambda parts: ";".join(dict.fromkeys(parts)),
    st.tuples(
        st.sampled_from(
            ["FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY", "FREQ=HOURLY"]
        ),
        st.sampled_from(
            ["BYDAY=MO", "BYDAY=1MO,-1FR", "BYMONTHDAY=1,15", "BYMONTH=3", "BYSETPOS=-1"]
        ),
        st.sampled_from(["INTERVAL=2", "COUNT=10", "UNTIL=20261231", "UNTIL=20269999", "WKST=SU"]),
        st.sampled_from(["WKST=XX", "INTERVAL=99999999999", "UNTIL=20261231T235959Z", "COUNT=3"]),
    ),
)


@given(_RULES)
def test_every_rule_is_read_back_as_it_was(rule: str) -> None:
    document = schedule_document({"schedule": rule}, str(uuid.UUID(int=1)))
    texts = {name: str(value) for name, value in document.items() if isinstance(value, str | int)}
    cells = session_cells(texts)
    told = {COLUMNS["schedule"][kind]: value for kind, value in ours(document).items()}
    assert {**cells, **told}["schedule"] == rule
    assert document.get("freq") in {None, "WEEKLY", "MONTHLY"}


@given(st.text(max_size=60))
def test_every_id_has_one_uuid_that_is_its_own(id_: str) -> None:
    made = published_id(id_)
    assert is_uuid(made)
    assert published_id(made) == made
    assert is_uuid(part_id(made, id_))


def test_published_ids_never_change() -> None:
    # Worked out by uuid.uuid5 alone: a changed namespace would lose every published address.
    namespace = uuid.UUID("6f1d2c1e-5b0a-4c39-9a57-0d8f1c7be2a4")
    assert published_id("choir") == str(uuid.uuid5(namespace, "choir"))


@given(st.from_regex(r"[A-Z]{2}-[A-Z0-9]{2,4}-[A-Z0-9|-]{1,12}", fullmatch=True))
def test_every_register_number_leaves_once(number: str) -> None:
    row = {"id": CHOIR, "name": "A", "identifiers": number}
    parts = organization_parts(row)
    there = {
        f"{each['identifier_scheme']}-{each['identifier']}"
        for each in parts.get("organization_identifiers", [])
    }
    aside = {each["value"] for each in parts.get("attributes", [])}
    assert there | aside == {each for each in number.split("|") if each}
    assert not there & aside


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "ftp://a.example",
        "//a.example",
        "https://",
        "https://a:b:c/",
        "javascript:alert(1)",
    ],
)
def test_what_is_no_web_address_is_left_out(text: str | None) -> None:
    assert web_address(text) is None


@pytest.mark.parametrize("text", [None, "", "a@b", "a b@c.example", "a@b@c.example"])
def test_what_is_no_email_address_is_left_out(text: str | None) -> None:
    assert email_address(text) is None


def test_a_day_before_all_days_is_left_out() -> None:
    assert day_text(dt.datetime(1, 1, 1), minus_days=1) is None  # noqa: DTZ001 - a day


def test_what_has_ended_is_defunct_and_its_ties_are_gone() -> None:
    rows = odd_rows()
    rows["Activity"]["valid_to"] = [pd.Timestamp("2026-07-01"), *[None] * 4]
    rows["Activity"]["valid_from"] = [None, pd.Timestamp("2026-07-02"), *[None] * 3]
    rows["MEETS"]["valid_to"] = [pd.Timestamp("2026-07-01"), pd.Timestamp("2026-07-01"), None]
    rows["Session"].loc[rows["Session"]["id"] == "s-3", "valid_to"] = "2026-06-30"
    place = public_place(snapshot_of(rows))
    now = publication_of(place, dt.date(2026, 7, 1))
    choir = whole(now, "services", CHOIR)
    assert choir["status"] == "defunct"
    assert {each["link_type"] for each in choir["attributes"]} & {"what matters"} == set()
    # Its times say themselves until when they hold.
    ended = {each["location"]["name"]: each for each in choir["service_at_locations"]}["Shed"]
    assert [each["valid_to"] for each in ended["schedules"]] == ["2026-06-29"]
    hall_alone = now.facts[CHOIR].location_ids
    assert hall_alone == ("hall",)
    assert whole(now, "services", published_id("talk"))["status"] == "inactive"
    before = publication_of(place, dt.date(2026, 6, 30))
    assert whole(before, "services", CHOIR)["status"] == "temporarily closed"
    assert set(before.facts[CHOIR].location_ids) == {"hall"}
    assert set(publication_of(place).facts[CHOIR].location_ids) == {"hall", "shed"}
