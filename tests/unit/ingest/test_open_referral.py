"""JSON of Open Referral becomes rows of ours, and every item is accepted or rejected."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest
from tests.unit.ingest.open_referral_place import (
    CHOIR,
    HALL,
    ORGANIZATION,
    load_all,
    page,
    rows_of,
    write_json,
)

from assetmap.errors import UnreadableFileError
from assetmap.ingest import check_files
from assetmap.ingest.gathered import Document
from assetmap.ingest.open_referral.documents import gather
from assetmap.model import Snapshot

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from assetmap.ingest import Loading


def _changed(item: Mapping[str, Any], **fields: object) -> dict[str, Any]:
    return copy.deepcopy({**item, **fields})


def _check(folder: Path, value: object, name: str = "services.json") -> Loading:
    return check_files([write_json(folder / name, value)])


def _reasons(loading: Loading) -> dict[int, tuple[str, str]]:
    cells = (loading.faults[name].tolist() for name in ("line", "field", "reason"))
    return {line: (field, reason) for line, field, reason in zip(*cells, strict=True)}


def test_a_service_becomes_an_activity_with_all_that_belongs_to_it(tmp_path: Path) -> None:
    (loading,), snapshot = load_all(tmp_path, write_json(tmp_path / "choir.json", CHOIR))
    assert (loading.read, loading.accepted, loading.rejected) == (1, 1, 0)
    assert rows_of(snapshot, "Activity") == {
        "svc-1": {
            "name": "Community choir",
            "description": "Singing for all.",
            "website": "https://salevoices.example/choir",
            "organisation_id": "org-1",
            "status": "temporarily closed",
            "assured_date": "2026-03-01",
            "mode": "in_person",
            "cost": "First time free.",
            "eligibility": "Adults.",
            "minimum_age": "18",
            "maximum_age": "99",
            "languages": "English|pl",
            "accessibility": "Lift. Hearing loop.",
            "referral_route": "Just come.",
            "wait_days": "21",
            "x_cost_options": "Term: £25; Carers: Free",
            "x_email": "choir@salevoices.example",
            "x_programme": "Sing for Health",
            "x_service_area": "Trafford (https://example.com/E08000009)",
        }
    }
    assert rows_of(snapshot, "Organisation") == {
        "org-1": {
            "name": "Sale Voices",
            "alternate_names": "SV",
            "sector": "other",
            "identifiers": "GB-CHC-1068839|GB-COH-01234567",
            "website": "https://www.salevoices.example",
            "email": "hello@salevoices.example",
            "phone": "0161 222 2222 ext. 7",
            "description": "A singing charity.",
            "x_identifiers": "Lottery ref: L5",
            "x_legal_status": "Charity",
            "x_other_phones": "0161 111 1111",
        }
    }
    assert rows_of(snapshot, "Location") == {
        "loc-1": {
            "name": "Waterside Hall",
            "address": "1 Waterside Plaza, Second floor",
            "town": "Sale",
            "county": "Greater Manchester",
            "postcode": "M33 7ZF",
            "latitude": "53.4246",
            "longitude": "-2.322",
            "accessibility": "Lift. Hearing loop.",
            "x_uprn": "10012345678",
            "x_other_addresses": "PO Box 9, Sale, Greater Manchester, M33 9AA, GB (postal)",
        },
        "loc-2": {"name": "The Chapel"},
    }


def test_a_service_at_a_location_becomes_a_session_for_each_of_its_schedules(
    tmp_path: Path,
) -> None:
    _, snapshot = load_all(tmp_path, write_json(tmp_path / "choir.json", CHOIR))
    assert rows_of(snapshot, "Session") == {
        "sal-1": {
            "activity_id": "svc-1",
            "location_id": "loc-1",
            "schedule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH",
            "starts_at_local": "14:00",
            "duration_minutes": "90",
            "valid_from": "2026-01-06",
        },
        "sal-1-sch-2": {
            "activity_id": "svc-1",
            "location_id": "loc-1",
            "schedule": "FREQ=MONTHLY;BYMONTHDAY=15",
            "starts_at_local": "22:00",
            "duration_minutes": "180",
            "valid_from": "2026-02-01",
            "valid_to": "2026-07-01",
        },
        "sal-2": {"activity_id": "svc-1", "location_id": "loc-2"},
    }


def test_terms_become_what_matters_and_those_of_eligibility_communities(tmp_path: Path) -> None:
    _, snapshot = load_all(tmp_path, write_json(tmp_path / "choir.json", CHOIR))
    assert rows_of(snapshot, "Need") == {
        "trm-1": {
            "name": "Company",
            "description": "Being with others.",
            "x_taxonomy": "What matters",
        }
    }
    assert rows_of(snapshot, "Community") == {"community-trm-2": {"name": "Carers"}}
    ties = {
        name: set(snapshot.table(name)[["from_id", "to_id"]].itertuples(index=False, name=None))
        for name in ("MEETS", "WELCOMES")
    }
    assert ties == {
        "MEETS": {("svc-1", "trm-1")},
        "WELCOMES": {("svc-1", "community-trm-2")},
    }


def test_a_service_is_tied_to_the_areas_on_the_map_that_it_names(tmp_path: Path) -> None:
    areas = tmp_path / "Area.csv"
    areas.write_text("id,name,level\nE08000009,Trafford,district\n", encoding="utf-8")
    elsewhere = {"id": "are-2", "name": "Bury", "uri": "https://example.com/E08000002"}
    service = _changed(CHOIR, service_areas=[*CHOIR["service_areas"], elsewhere])
    (_, loading), snapshot = load_all(tmp_path, areas, write_json(tmp_path / "choir.json", service))
    assert (loading.accepted, loading.rejected) == (1, 0)
    serves = snapshot.table("SERVES")[["from_id", "to_id"]].to_numpy().tolist()
    assert serves == [["svc-1", "E08000009"]]
    assert rows_of(snapshot, "Activity")["svc-1"]["x_service_area"] == (
        "Trafford (https://example.com/E08000009); Bury (https://example.com/E08000002)"
    )


def test_nobodys_name_is_kept(tmp_path: Path) -> None:
    (loading,), _ = load_all(tmp_path, write_json(tmp_path / "choir.json", CHOIR))
    assert b"Persona" not in (tmp_path / "place.db").read_bytes()
    assert b"ann@" not in (tmp_path / "place.db").read_bytes()
    assert "contact (1)" in loading.notes[-1]


def test_a_contact_without_a_name_lends_its_address(tmp_path: Path) -> None:
    office = [{"id": "con-2", "department": "Office", "email": "office@example.com"}]
    service = _changed(CHOIR, contacts=office, email=None)
    _, snapshot = load_all(tmp_path, write_json(tmp_path / "choir.json", service))
    assert rows_of(snapshot, "Activity")["svc-1"]["x_email"] == "office@example.com"


def test_loading_a_feed_twice_changes_nothing(tmp_path: Path) -> None:
    path = write_json(tmp_path / "choir.json", page([CHOIR, _changed(CHOIR, id="svc-2")]))
    (_, second), _ = load_all(tmp_path, path, path)
    assert (second.read, second.accepted, second.created, second.updated) == (2, 2, 0, 0)


def test_what_a_shorter_feed_leaves_out_stays_as_it_was(tmp_path: Path) -> None:
    short = {
        "id": "svc-1",
        "name": "Community choir",
        "status": "active",
        "organization": {"id": "org-1", "name": "Sale Voices", "description": "A choir."},
    }
    (_, second), snapshot = load_all(
        tmp_path,
        write_json(tmp_path / "long.json", CHOIR),
        write_json(tmp_path / "short.json", short),
    )
    assert (second.created, second.updated) == (0, 2)
    activity = rows_of(snapshot, "Activity")["svc-1"]
    assert (activity["status"], activity["minimum_age"]) == ("active", "18")
    organisation = rows_of(snapshot, "Organisation")["org-1"]
    assert organisation["description"] == "A choir."
    assert organisation["phone"] == "0161 222 2222 ext. 7"


def test_what_one_item_leaves_out_stays_though_another_tells_of_it(tmp_path: Path) -> None:
    named = {"name": "Choir", "status": "active"}
    first = page([{"id": "svc-1", "minimum_age": 18, **named}, {"id": "svc-2", **named}])
    second = page([{"id": "svc-1", **named}, {"id": "svc-2", "minimum_age": 5, **named}])
    (_, loading), snapshot = load_all(
        tmp_path, write_json(tmp_path / "1.json", first), write_json(tmp_path / "2.json", second)
    )
    activities = rows_of(snapshot, "Activity")
    assert {id_: cells["minimum_age"] for id_, cells in activities.items()} == {
        "svc-1": "18",
        "svc-2": "5",
    }
    assert (loading.updated, loading.unchanged) == (1, 1)


def test_documents_of_one_load_may_tell_of_the_same_organization(tmp_path: Path) -> None:
    folder = tmp_path / "feed"
    folder.mkdir()
    short = {"id": "org-1", "name": "Sale Voices", "description": "A choir."}
    write_json(folder / "1 services.json", page([_changed(CHOIR, organization=short)]))
    write_json(folder / "2 organizations.json", page([ORGANIZATION]))
    (loading,), snapshot = load_all(tmp_path, folder)
    assert (loading.read, loading.accepted) == (2, 2)
    # What an organization's own document says goes before what a service says of it.
    assert rows_of(snapshot, "Organisation")["org-1"]["description"] == "A singing charity."
    assert "Told in more than one way" in "".join(loading.notes)


def test_an_organization_is_kept_when_the_first_service_that_names_it_is_rejected(
    tmp_path: Path,
) -> None:
    bad = _changed(CHOIR, id="svc-0", status="nonsense", service_at_locations=[])
    loading = _check(tmp_path, page([bad, CHOIR]))
    assert (loading.read, loading.accepted, loading.rejected) == (2, 1, 1)
    assert list(_reasons(loading)) == [1]
    assert _reasons(loading)[1][0] == "status"


def test_the_first_of_several_bodies_of_one_id_wins(tmp_path: Path) -> None:
    other = _changed(CHOIR, name="Another choir")
    items = [CHOIR, other, copy.deepcopy(CHOIR), _changed(CHOIR, alert="Closed on Monday.")]
    loading = _check(tmp_path, page(items, total=31))
    assert (loading.read, loading.accepted, loading.rejected) == (4, 2, 2)
    sentence = "The same id stands in item 1 of services with another {!r}; that one is kept."
    assert _reasons(loading) == {
        2: ("id", sentence.format("name")),
        4: ("id", sentence.format("alert")),
    }
    assert loading.notes[0] == (
        "services.json says that it has 31 items (total_items), and holds 4."
    )


def test_a_page_says_that_there_are_more(tmp_path: Path) -> None:
    first = {**page([CHOIR], total=10), "total_pages": 10, "last_page": False}
    assert _check(tmp_path, first).notes[0] == (
        "services.json is one page of 10, with 1 of 10 items; the others were not read. Load the "
        "feed by its address to get all."
    )


def test_an_id_of_two_tables_is_told_apart(tmp_path: Path) -> None:
    place = {"id": "17", "location": _changed(HALL, id="17")}
    service = {
        "id": "17",
        "name": "Advice",
        "status": "active",
        "organization": {"id": "17", "name": "Advice Centre", "description": "Advice."},
        "service_at_locations": [place],
    }
    (loading,), snapshot = load_all(tmp_path, write_json(tmp_path / "advice.json", service))
    assert (loading.read, loading.accepted) == (1, 1)
    assert rows_of(snapshot, "Activity")["17"]["organisation_id"] == "organization-17"
    assert rows_of(snapshot, "Session") == {
        "service_at_location-17": {"activity_id": "17", "location_id": "location-17"}
    }


def test_what_our_columns_cannot_hold_stays_as_text(tmp_path: Path) -> None:
    address = {"id": "adr-9", "address_1": "1 Main Street", "postal_code": "12345", "country": "US"}
    hall = {
        "id": "loc-9",
        "location_type": "physical",
        "latitude": 100,
        "longitude": 101,
        "addresses": [address],
        "schedules": [{"id": "sch-9", "byday": "MO", "opens_at": "09:00", "closes_at": "17:00"}],
    }
    schedule = {"id": "sch-8", "freq": "WEEKLY", "byday": "XX", "byweekno": "41"}
    service = {
        "id": "svc-9",
        "name": "Advice",
        "status": "active",
        "minimum_age": 12.5,
        "wait_time": "It depends.",
        "service_at_locations": [{"id": "sal-9", "location": hall, "schedules": [schedule]}],
    }
    (loading,), snapshot = load_all(tmp_path, write_json(tmp_path / "advice.json", service))
    assert rows_of(snapshot, "Location") == {
        "loc-9": {
            "name": "1 Main Street",
            "address": "1 Main Street",
            "x_coordinates": "latitude 100, longitude 101",
            "x_country": "US",
            "x_opening_hours": "MO 09:00-17:00",
            "x_postal_code": "12345",
        }
    }
    activity = rows_of(snapshot, "Activity")["svc-9"]
    assert (activity["x_minimum_age"], activity["x_wait_time"]) == ("12.5", "It depends.")
    assert "minimum_age" not in activity
    other_rules = rows_of(snapshot, "Session")["sal-9"]["x_other_rules"]
    assert other_rules == "FREQ=WEEKLY;BYDAY=XX;BYWEEKNO=41"
    assert len([note for note in loading.notes if "kept as text, in x_" in note]) == 5


def test_a_schedule_of_a_service_is_that_of_its_only_location(tmp_path: Path) -> None:
    schedule = {"id": "sch-7", "byday": "FR", "opens_at": "10:00", "closes_at": "12:00"}
    one = {
        "id": "svc-7",
        "name": "Lunch",
        "status": "active",
        "schedules": [schedule],
        "service_at_locations": [{"id": "sal-7", "location": HALL}],
    }
    _, snapshot = load_all(tmp_path, write_json(tmp_path / "lunch.json", one))
    assert rows_of(snapshot, "Session")["sal-7"]["schedule"] == "FREQ=WEEKLY;BYDAY=FR"
    two = _changed(one, service_at_locations=CHOIR["service_at_locations"])
    two["service_at_locations"][0]["schedules"] = []
    (tmp_path / "two").mkdir()
    _, snapshot = load_all(tmp_path / "two", write_json(tmp_path / "two" / "lunch.json", two))
    sessions = rows_of(snapshot, "Session")
    assert set(sessions) == {"sal-1", "sal-2", "sch-7"}
    assert "location_id" not in sessions["sch-7"]
    assert "schedule" not in sessions["sal-1"]


def test_terms_and_their_parents_load_from_a_list_of_terms(tmp_path: Path) -> None:
    terms = [
        {"id": "t2", "name": "Choirs", "description": "", "parent_id": "t1", "taxonomy_id": "x"},
        {"id": "t1", "name": "Music", "description": "All of it.", "parent_id": "t0"},
    ]
    (loading,), snapshot = load_all(tmp_path, write_json(tmp_path / "terms.json", page(terms)))
    assert rows_of(snapshot, "Need") == {
        "t1": {"name": "Music", "description": "All of it."},
        "t2": {"name": "Choirs", "parent_id": "t1"},
    }
    assert loading.notes[0] == "1 row has a parent term that is not in these files: left open."


def test_a_taxonomy_is_kept_by_its_terms_alone(tmp_path: Path) -> None:
    term = {"id": "t1", "name": "Music", "description": "All of it."}
    full = {"id": "x1", "name": "Arts", "version": "2", "taxonomy_terms": [term]}
    bare = {"id": "x2", "name": "Sports", "version": "2"}
    loading = _check(tmp_path, page([full, bare]), "taxonomies.json")
    assert (loading.read, loading.accepted, loading.created) == (2, 1, 1)
    assert _reasons(loading)[2][1].startswith("No term of it is in these files")


def test_what_a_feed_says_of_itself_is_no_row(tmp_path: Path) -> None:
    about = {"version": "HSDS-UK-3.0", "profile": "p", "openapi_url": "https://example.com"}
    loading = _check(tmp_path, about)
    assert (loading.read, loading.notes) == (
        0,
        ("services.json tells of a feed and holds no rows; load its services.",),
    )


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"id": None}, "id", "The service has no id, and each needs its own."),
        ({"id": 7}, "id", "It is a number where an id in quotation marks is expected."),
        ({"name": ["a"]}, "name", "It is a list where text is expected."),
        ({"name": None}, "name", "It is empty, and every row needs it."),
        ({"status": "open-ish"}, "status", "It is not one of: active, inactive"),
        ({"organization": "org-1"}, "organization", "It is text where an object is expected."),
        ({"organization_id": 1}, "organization_id", "It is a number where an id"),
        ({"phones": "0161"}, "phones", "It is text where a list is expected."),
        ({"phones": [3]}, "phones 1", "It is a number where an object is expected."),
        ({"languages": {"id": "l"}}, "languages", "It is an object where a list is expected."),
        ({"organization": {"name": "No id"}}, "id", "The organization has no id"),
        ({"name": "x" * 301}, "name", "It is longer than 300 characters."),
        ({"name": "a\x07b"}, "name", "It holds a control character"),
        ({"minimum_age": 40, "maximum_age": 4}, "maximum_age", "It is lower than minimum_age."),
        ({"assured_date": "soon"}, "assured_date", "It is not a day"),
        ({"url": "not a page"}, "website", "It is not a web address"),
        ({"organization": None, "organization_id": "nobody"}, "organisation_id", "No Organisation"),
    ],
)
def test_an_item_that_is_wrong_is_rejected_and_the_others_go_in(
    tmp_path: Path, change: dict[str, object], field: str, reason: str
) -> None:
    loading = _check(tmp_path, page([_changed(CHOIR, id="svc-0"), _changed(CHOIR, **change)]))
    assert (loading.read, loading.accepted, loading.rejected) == (2, 1, 1)
    assert list(_reasons(loading)) == [2]
    assert _reasons(loading)[2][0] == field
    assert _reasons(loading)[2][1].startswith(reason)


def test_half_a_character_that_a_feed_brings_is_refused() -> None:
    document = Document("services.json", page([_changed(CHOIR, name="\ud800")]))
    (refusal,) = gather(document, Snapshot()).refusals
    assert (refusal.field, refusal.value) == ("name", "?")
    assert refusal.reason == "It holds half of a character, which is no text."


@pytest.mark.parametrize("item", [None, 3, "text", [], True, ["a"]])
def test_an_item_that_is_no_object_is_rejected(tmp_path: Path, item: object) -> None:
    loading = _check(tmp_path, page([CHOIR, item]))
    assert (loading.read, loading.accepted, loading.rejected) == (2, 1, 1)
    assert _reasons(loading)[2][1].endswith("where an object is expected.")


def test_objects_that_lie_too_deep_are_rejected(tmp_path: Path) -> None:
    deep: dict[str, Any] = {"id": "svc-0", "name": "Deep", "status": "active"}
    for number in range(30):
        organization = {"id": f"o{number}", "name": "O", "services": [deep]}
        deep = {"id": f"s{number}", "name": "S", "status": "active", "organization": organization}
    loading = _check(tmp_path, page([deep, CHOIR]))
    assert (loading.read, loading.accepted) == (2, 1)
    assert _reasons(loading)[1][1] == "Its objects lie more than 12 deep in each other."


def test_ten_thousand_parts_are_read(tmp_path: Path) -> None:
    phones = [{"id": f"p{number}", "number": "0161 1"} for number in range(10_000)]
    loading = _check(tmp_path, page([_changed(CHOIR, phones=phones)]))
    assert (loading.read, loading.accepted) == (1, 1)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ({"total_items": 1, "contents": "text"}, "'contents' is no list of items"),
        ({"total_items": 1, "contents": [{"id": "a", "name": "A"}]}, "nothing in it tells"),
    ],
)
def test_a_feed_that_is_none_is_refused_in_words(
    tmp_path: Path, value: object, reason: str
) -> None:
    with pytest.raises(UnreadableFileError, match=reason):
        _check(tmp_path, value, "feed.json")


def test_the_name_of_a_file_tells_what_its_items_are_if_they_do_not(tmp_path: Path) -> None:
    items = [{"id": "a", "name": "A choir", "description": "Sings."}]
    loading = _check(tmp_path, page(items), "organization_list.json")
    assert (loading.created, loading.notes) == (1, ())
